"""A model with sealed fields: written, read, moved, shown, revealed."""

import copy
import json
import logging
import pickle
import uuid

import pytest
from django.core import serializers
from django.core.exceptions import FieldError
from django.db import DatabaseError, IntegrityError, connection, models, transaction
from django.forms import modelform_factory
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st
from tests.floor.privacy.people import NOW, NUMBER, PHONE, Somebody
from tests.floor.privacy.sample.models import Note, Worker

from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.ciphers import Unopenable
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.floor.privacy.sealed import Sealed, SystemPurpose
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.usefixtures("sample")


def saved() -> Worker:
    worker = Worker(number=NUMBER, phone=PHONE, phone_digest=phone_digest(PHONE))
    worker.save()
    return worker


def stored(worker: Worker, column: str = "phone") -> bytes:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {column} FROM sample_worker WHERE id = %s", [worker.id])
        return bytes(cursor.fetchone()[0])


def put(worker: Worker, column: str, token: bytes) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"UPDATE sample_worker SET {column} = %s WHERE id = %s", [token, worker.id])


def reveal(worker: Worker, reason: str = "核对身份证件") -> str:
    return str(worker.number.reveal(actor=Somebody(), reason=reason, now=NOW))


def test_a_saved_value_comes_back_sealed_and_opens_for_a_reason() -> None:
    worker = Worker.objects.get(pk=saved().pk)
    assert isinstance(worker.number, Sealed)
    assert worker.number.masked == "350*************15"
    assert worker.phone.masked == "138****8000"
    assert reveal(worker) == NUMBER


@hypothesis_settings(max_examples=50, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(text=st.text(st.characters(exclude_categories=("Cs",))))
def test_any_text_survives_the_database(text: str) -> None:
    note = Note.objects.create(person_id=uuid.uuid4(), text=text)
    assert Note.objects.get(pk=note.pk).text.reveal(actor=Somebody(), reason="往返核对", now=NOW) == text


def test_null_stays_null() -> None:
    worker = Worker.objects.create(number=NUMBER, phone=None)
    assert Worker.objects.get(pk=worker.pk).phone is None
    assert Worker.objects.filter(phone__isnull=True).count() == 1


def test_bulk_create_seals_too() -> None:
    Worker.objects.bulk_create([Worker(number=NUMBER, phone=f"1380013800{last}") for last in range(3)])
    assert sorted(worker.phone.open_for(SystemPurpose.NOTICE) for worker in Worker.objects.all()) == [
        "13800138000",
        "13800138001",
        "13800138002",
    ]


def test_a_deferred_value_opens() -> None:
    worker = Worker.objects.only("id").get(pk=saved().pk)
    assert worker.phone.open_for(SystemPurpose.NOTICE) == PHONE


def test_saving_again_keeps_the_ciphertext_and_assigning_replaces_it() -> None:
    worker = Worker.objects.get(pk=saved().pk)
    before = stored(worker)
    worker.save()
    assert stored(worker) == before
    worker.phone = "13900139000"
    worker.save()
    assert Worker.objects.get(pk=worker.pk).phone.open_for(SystemPurpose.NOTICE) == "13900139000"


def test_a_ciphertext_moved_to_another_row_does_not_open() -> None:
    one, other = saved(), Worker.objects.create(number=NUMBER, phone=PHONE)
    put(other, "number", stored(one, "number"))
    moved = Worker.objects.get(pk=other.pk)
    assert moved.number.masked == "（无法打开）"
    with pytest.raises(Unopenable):
        reveal(moved)
    assert Entry.objects.count() == 0


def test_a_ciphertext_moved_to_another_column_does_not_open() -> None:
    worker = saved()
    put(worker, "number", stored(worker, "phone"))
    with pytest.raises(Unopenable):
        reveal(Worker.objects.get(pk=worker.pk))


def test_a_value_assigned_from_another_row_is_not_saved() -> None:
    one, other = saved(), Worker.objects.create(number=NUMBER, phone="13900139000")
    before = stored(other)
    other.phone = Worker.objects.get(pk=one.pk).phone
    with pytest.raises(Unopenable), transaction.atomic():
        other.save()
    assert stored(other) == before


def test_a_row_copied_under_a_new_key_is_not_saved() -> None:
    worker = Worker.objects.get(pk=saved().pk)
    worker.pk, worker.phone_digest, worker._state.adding = uuid.uuid4(), None, True
    with pytest.raises(Unopenable), transaction.atomic():
        worker.save()
    assert Worker.objects.count() == 1


def test_a_value_of_another_field_or_type_is_not_taken() -> None:
    worker = saved()
    for wrong in (worker.phone, 13800138000, b"13800138000"):
        with pytest.raises(TypeError, match=r"sample.worker.number takes text, not \w+"):
            worker.number = wrong


def test_updates_that_know_no_row_are_refused() -> None:
    worker = saved()
    with pytest.raises(TypeError, match="is sealed for a row"):
        Worker.objects.update(phone=PHONE)
    with pytest.raises(TypeError, match="is sealed for a row"):
        Worker.objects.update(phone=worker.phone)
    worker.phone = "13900139000"
    with pytest.raises(TypeError, match="is sealed for a row"):
        Worker.objects.bulk_update([worker], ["phone"])


def test_a_value_can_be_emptied_without_its_row() -> None:
    worker = saved()
    assert Worker.objects.update(phone=None) == 1
    worker.refresh_from_db()
    assert worker.phone is None
    assert reveal(worker) == NUMBER


def test_cleaning_a_model_leaves_the_value_as_it_is() -> None:
    typed, loaded = Worker(number=NUMBER, phone=PHONE), Worker.objects.get(pk=saved().pk)
    for worker in (typed, loaded):
        worker.full_clean()
        worker.save()
        assert reveal(Worker.objects.get(pk=worker.pk)) == NUMBER


def test_the_database_refuses_plain_text_in_both_columns() -> None:
    worker = saved()
    for column, plain in (("phone", PHONE.encode()), ("phone", b"x" * 40), ("phone_digest", PHONE)):
        with pytest.raises(IntegrityError), transaction.atomic():
            put(worker, column, plain)  # type: ignore[arg-type]


def test_nothing_shows_the_plain_value() -> None:
    typed, loaded = Worker(number=NUMBER, phone=PHONE), Worker.objects.get(pk=saved().pk)
    for worker in (typed, loaded):
        shown = (
            f"{worker.number} {worker.number!r} {worker.number!s:>30} {worker.__dict__} {[worker.phone]} %s"
            % worker.phone
        )
        assert NUMBER not in shown
        assert PHONE not in shown
        with pytest.raises(TypeError):
            json.dumps(worker.phone)
    assert str(loaded.phone) == "138****8000"
    assert repr(loaded.phone) == "<Sealed sample.worker.phone>"


def test_logging_shows_the_masked_value(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("sample").warning("phone %s of %r", saved().phone, saved.__name__)
    assert caplog.messages == ["phone 138****8000 of 'saved'"]


def test_a_pickle_keeps_the_ciphertext_and_an_unsaved_value_refuses() -> None:
    loaded = Worker.objects.get(pk=saved().pk)
    pickled = pickle.dumps(loaded)
    assert PHONE.encode() not in pickled
    assert pickle.loads(pickled).phone.open_for(SystemPurpose.NOTICE) == PHONE
    with pytest.raises(TypeError, match="not pickled"):
        pickle.dumps(Worker(number=NUMBER))
    assert copy.deepcopy(loaded).phone.open_for(SystemPurpose.NOTICE) == PHONE


def test_fixtures_are_refused_and_forms_leave_the_field_out() -> None:
    with pytest.raises(Refusal, match="^加密字段不能导出为夹具，请用数据库备份$"):
        serializers.serialize("json", [saved()])
    assert list(modelform_factory(Worker, fields="__all__").base_fields) == ["id"]


def test_values_without_a_row_are_hidden_and_do_not_open() -> None:
    saved()
    (value,) = Worker.objects.values_list("phone", flat=True)
    assert value.masked == "******"
    with pytest.raises(ValueError, match="through its row"):
        value.reveal(actor=Somebody(), reason="核对身份", now=NOW)


@pytest.mark.parametrize("lookup", ["phone", "phone__exact", "phone__contains", "phone__in", "phone__gt"])
def test_a_sealed_field_cannot_be_searched(lookup: str) -> None:
    with pytest.raises(FieldError, match="use its look-up digest"):
        Worker.objects.filter(**{lookup: "1"}).exists()


def test_a_digest_answers_equality_only_and_takes_nothing_else() -> None:
    worker = saved()
    assert Worker.objects.get(phone_digest=phone_digest("+86 138 0013 8000")) == worker
    assert Worker.objects.filter(phone_digest__in=[phone_digest(PHONE)]).count() == 1
    with pytest.raises(FieldError, match="only equality"):
        Worker.objects.filter(phone_digest__startswith="ab").exists()
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Worker.objects.filter(phone_digest=PHONE).exists()
    with pytest.raises(ValueError, match="64 hexadecimal digits"):
        Worker.objects.create(number=NUMBER, phone_digest=PHONE)


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "查看完整信息须写明理由，4至200个字"),
        ("核 对 ", "查看完整信息须写明理由，4至200个字"),
        ("核" * 201, "查看完整信息须写明理由，4至200个字"),
        ("查13800138000", "理由中请不要填写身份证号、手机号或银行卡号"),
    ],
)
def test_a_reason_that_does_not_do_is_refused_and_nothing_is_recorded(reason: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        reveal(saved(), reason)
    assert (refused.value.say(), Entry.objects.count()) == (said, 0)


def test_a_value_is_not_given_when_the_audit_fails(monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(**_: object) -> None:
        raise DatabaseError("the chain is locked")

    monkeypatch.setattr("yizhan.floor.privacy.sealed.record", failing)
    with pytest.raises(DatabaseError):
        reveal(saved())


def test_the_audit_entry_names_row_field_person_reason_and_no_value() -> None:
    worker, clerk = saved(), Somebody()
    worker.number.reveal(actor=clerk, reason=" 核对身份证件 ", now=NOW)
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_type, entry.object_id) == ("privacy.reveal", "sample.worker", str(worker.pk))
    assert (entry.reason, entry.actor_id, entry.at) == ("核对身份证件", clerk.id, NOW)
    assert json.loads(entry.body) == {"field": "number", "subject": str(worker.pk)}


@pytest.mark.django_db(transaction=True)
def test_a_reveal_inside_a_transaction_that_could_be_undone_is_refused() -> None:
    note = Note(id=uuid.uuid4(), person_id=uuid.uuid4(), text="困难")
    note.text = note._meta.get_field("text").to_python("困难").sealed_at(note)
    with transaction.atomic(), pytest.raises(RuntimeError, match="durable"):
        note.text.reveal(actor=Somebody(), reason="核对身份", now=NOW)


def test_the_system_opens_only_what_the_field_allows() -> None:
    worker = saved()
    assert worker.phone.open_for(SystemPurpose.NOTICE) == PHONE
    with pytest.raises(PermissionError, match="sample.worker.phone does not open for payment"):
        worker.phone.open_for(SystemPurpose.PAYMENT)
    with pytest.raises(PermissionError, match="sample.worker.number does not open for notice"):
        worker.number.open_for(SystemPurpose.NOTICE)
    assert Entry.objects.count() == 0


def test_a_migration_knows_nothing_of_purposes_and_rebuilds_the_field() -> None:
    sealed, digest = Worker._meta.get_field("phone"), Worker._meta.get_field("phone_digest")
    assert sealed.deconstruct() == ("phone", "yizhan.floor.privacy.fields.SealedTextField", [], {"null": True})
    path = "yizhan.floor.privacy.fields.LookupDigestField"
    assert digest.deconstruct() == ("phone_digest", path, [], {"null": True, "unique": True})
    assert isinstance(sealed.clone(), SealedTextField)
    assert digest.clone().max_length == 64


def test_a_renamed_field_keeps_its_place() -> None:
    worker = saved()
    field = SealedTextField(purpose="p", retention="r", bound_as="sample.worker.phone")
    field.contribute_to_class(Note, "former")
    Note._meta.local_fields.remove(field)
    Note._meta._expire_cache()
    del Note.former  # type: ignore[attr-defined]
    held = Sealed(field.sealed_column, token=stored(worker))
    assert held.sealed_at(Note(id=worker.pk)) is held


def test_checks_find_what_is_not_declared() -> None:
    class Careless(models.Model):
        text = SealedTextField()
        digest = LookupDigestField()
        id = models.BigAutoField(primary_key=True)

        class Meta:
            app_label = "careless"

        def __str__(self) -> str:
            return ""

    found = [error.id for name in ("text", "digest") for error in Careless._meta.get_field(name).check()]
    assert found == ["privacy.E001", "privacy.E002", "privacy.E003"]
    assert [error for field in Worker._meta.get_fields() for error in field.check()] == []
