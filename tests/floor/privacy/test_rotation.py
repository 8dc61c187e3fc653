"""Keys change while the service runs; nothing is lost, whatever happens in between."""

import json

import pytest
from django.db import connection
from pytest_django.fixtures import Settings
from tests.floor.privacy.people import NEW, NOW, NUMBER, OLD, Somebody
from tests.floor.privacy.sample.models import Worker

from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy import actions
from yizhan.floor.privacy.actions import Rotated, rotate
from yizhan.floor.privacy.ciphers import Unopenable, read_header
from yizhan.floor.privacy.queries import outdated, sealed_fields
from yizhan.floor.privacy.sealed import ProvedToken, Sealed, SystemPurpose
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.usefixtures("sample")
PHONES = [f"1380013800{last}" for last in range(7)]


def workers() -> None:
    Worker.objects.bulk_create([Worker(number=NUMBER, phone=phone) for phone in PHONES])


def opened() -> list[str]:
    return sorted(worker.phone.open_for(SystemPurpose.NOTICE) for worker in Worker.objects.all())


def headers() -> set[tuple[str, str]]:
    found = [read_header(value.token) for row in Worker.objects.values_list("number", "phone") for value in row]
    return {(str(cipher), key_id) for _, cipher, key_id in found}


def test_every_value_moves_to_the_newest_key_and_the_old_key_can_go(settings: Settings) -> None:
    workers()
    settings.YIZHAN_KEYS = (NEW, OLD)
    assert opened() == PHONES
    done = rotate(actor=Somebody(), now=NOW, batch=3)
    assert done == [Rotated("sample.worker.number", 7, 0), Rotated("sample.worker.phone", 7, 0)]
    settings.YIZHAN_KEYS = (NEW,)
    assert opened() == PHONES
    assert headers() == {("aes-256-gcm", "new")}


def test_a_second_run_finds_nothing_and_records_nothing(settings: Settings) -> None:
    workers()
    settings.YIZHAN_KEYS = (NEW, OLD)
    rotate(actor=None, now=NOW)
    count = Entry.objects.count()
    assert rotate(actor=None, now=NOW) == []
    assert Entry.objects.count() == count


def test_each_batch_is_audited_with_counts_only(settings: Settings) -> None:
    workers()
    settings.YIZHAN_KEYS = (NEW, OLD)
    rotate(actor=None, now=NOW, batch=5)
    entries = list(Entry.objects.order_by("sequence"))
    assert [(entry.verb, entry.object_id) for entry in entries] == [("privacy.rotate", "number")] * 2 + [
        ("privacy.rotate", "phone")
    ] * 2
    assert [json.loads(entry.body)["rotated"] for entry in entries] == [5, 2, 5, 2]
    assert json.loads(entries[0].body) == {"field": "number", "key": "new", "rotated": 5, "unopenable": 0}


def test_a_run_that_breaks_off_goes_on_where_it_stopped(settings: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    workers()
    settings.YIZHAN_KEYS = (NEW, OLD)
    calls = 0

    def breaking(self: Sealed, row: Worker) -> ProvedToken:
        nonlocal calls
        calls += 1
        if calls == 6:
            raise KeyboardInterrupt
        return kept(self, row)

    kept = Sealed.rotated_at
    monkeypatch.setattr(Sealed, "rotated_at", breaking)
    with pytest.raises(KeyboardInterrupt):
        rotate(actor=None, now=NOW, batch=2)
    monkeypatch.setattr(Sealed, "rotated_at", kept)
    own = [field for field in sealed_fields() if field.label.startswith("sample.")]
    left = {field.name: outdated(field).count() for field in own}
    assert left == {"text": 0, "number": 3, "phone": 7}
    assert opened() == PHONES
    assert rotate(actor=None, now=NOW, batch=2) == [
        Rotated("sample.worker.number", 3, 0),
        Rotated("sample.worker.phone", 7, 0),
    ]


def test_values_that_do_not_open_are_left_and_counted_and_the_rest_goes_on(settings: Settings) -> None:
    workers()
    broken = Worker.objects.order_by("pk")[1]
    token = broken.phone.token
    with connection.cursor() as cursor:
        cursor.execute("UPDATE sample_worker SET phone = %s WHERE id = %s", [token + b"\0", broken.pk])
    settings.YIZHAN_KEYS = (NEW, OLD)
    done = rotate(actor=None, now=NOW, batch=2)
    assert done == [Rotated("sample.worker.number", 7, 0), Rotated("sample.worker.phone", 6, 1)]
    assert Worker.objects.get(pk=broken.pk).phone.token == token + b"\0"
    assert rotate(actor=None, now=NOW, batch=2) == [Rotated("sample.worker.phone", 0, 1)]


def test_a_change_of_cipher_is_a_rotation(settings: Settings) -> None:
    workers()
    settings.YIZHAN_CIPHER = "sm4-gcm"
    assert rotate(actor=None, now=NOW)[1] == Rotated("sample.worker.phone", 7, 0)
    assert headers() == {("sm4-gcm", "old")}
    assert opened() == PHONES


def test_a_key_taken_away_too_early_is_said_and_comes_back(settings: Settings) -> None:
    workers()
    settings.YIZHAN_KEYS = (NEW,)
    with pytest.raises(Unopenable, match="^缺少编号为「old」的密钥，不能解密$"):
        opened()
    settings.YIZHAN_KEYS = (NEW, OLD)
    assert opened() == PHONES


def test_a_key_id_that_begins_like_the_newest_is_not_taken_for_it(settings: Settings) -> None:
    workers()
    settings.YIZHAN_KEYS = (("ol", b"n" * 32), OLD)
    assert rotate(actor=None, now=NOW)[1] == Rotated("sample.worker.phone", 7, 0)


def test_null_values_are_passed_over(settings: Settings) -> None:
    Worker.objects.create(number=NUMBER, phone=None)
    settings.YIZHAN_KEYS = (NEW, OLD)
    assert rotate(actor=None, now=NOW) == [Rotated("sample.worker.number", 1, 0)]


@pytest.mark.parametrize("batch", [0, -1, 10_001])
def test_a_batch_out_of_range_is_refused(batch: int) -> None:
    with pytest.raises(Refusal, match="^每批数量应为1至10000$"):
        actions.rotate(actor=None, now=NOW, batch=batch)
