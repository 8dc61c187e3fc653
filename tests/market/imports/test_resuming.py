import io
from collections.abc import Iterator
from datetime import timedelta
from threading import Barrier, Thread
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.employers.factories import a_code
from tests.market.imports.books import a_book, a_worker_row, an_employer_row, an_upload, cells
from yizhan.facts.workbook.read import WORKERS
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.notices.models import Notice
from yizhan.floor.outbox.models import Event
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.imports import consumers
from yizhan.market.imports.actions import apply_all, apply_next, applying, compare, resume, start, upload
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.queries import rows
from yizhan.market.imports.sheets import LAYOUTS
from yizhan.market.imports.template import roster_template
from yizhan.market.people.models import Registration, Worker


def started(clerk: Actor, city: SimpleNamespace, workers: int, employers: int = 0) -> Import:
    content = a_book(
        workers=[a_worker_row(serial) for serial in range(1, workers + 1)],
        employers=[an_employer_row(统一社会信用代码=a_code()) for _ in range(employers)],
    )
    batch = upload(
        actor=clerk, station=city.station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
    )
    return start(actor=clerk, batch=compare(actor=clerk, batch=batch, now=NOW), now=NOW)


class Killed(BaseException):
    """What a process feels of kill -9: nothing after it runs."""


@pytest.mark.django_db(transaction=True)
def test_killed_within_a_chunk_it_resumes_and_writes_every_row_once(monkeypatch: pytest.MonkeyPatch) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = started(clerk, city, workers=7, employers=3)
    calls = iter(range(100))
    kept = applying.write

    def deadly(*given: Any, **named: Any) -> Any:
        if next(calls) == 5:
            raise Killed
        return kept(*given, **named)

    monkeypatch.setattr(applying, "write", deadly)
    with pytest.raises(Killed):
        apply_all(batch_id=batch.pk, now=NOW, chunk=3, hold=timedelta(minutes=1))
    assert (Worker.objects.count(), ImportRow.objects.filter(state="applied").count()) == (3, 3)
    done = apply_all(batch_id=batch.pk, now=NOW, chunk=3)
    assert (done.state, done.applied, done.conflicts) == ("applied", 10, 0)
    assert (Worker.objects.count(), Employer.objects.count(), Registration.objects.count()) == (7, 3, 7)
    assert Entry.objects.filter(verb="people.worker.registered").count() == 7


@pytest.mark.django_db(transaction=True)
def test_two_who_write_the_same_import_at_once_write_every_row_once() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = started(clerk, city, workers=12, employers=4)
    _together([lambda: apply_all(batch_id=batch.pk, now=NOW, chunk=2)] * 2)
    done = Import.objects.get(pk=batch.pk)
    assert (done.state, done.applied, done.conflicts) == ("applied", 16, 0)
    assert (Worker.objects.count(), Employer.objects.count(), Registration.objects.count()) == (12, 4, 12)


@pytest.mark.django_db(transaction=True)
def test_two_stations_that_import_the_same_employers_at_once_open_each_file_once() -> None:
    city = a_city()
    clerks = a_member(Role.STATION_STAFF, city.station), a_member(Role.STATION_STAFF, city.station2)
    codes = [a_code() for _ in range(6)]
    batches = []
    for clerk, station in zip(clerks, (city.station, city.station2), strict=True):
        content = a_book(employers=[an_employer_row(统一社会信用代码=code, 联系人=station.name[:6]) for code in codes])
        batch = upload(
            actor=clerk, station=station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
        )
        batches.append(start(actor=clerk, batch=compare(actor=clerk, batch=batch, now=NOW), now=NOW))
    _together([lambda key=batch.pk: apply_all(batch_id=key, now=NOW, chunk=2) for batch in batches])  # type: ignore[misc]
    done = Import.objects.order_by("applied")
    assert Employer.objects.count() == 6
    assert sum(each.applied for each in done) == sum(each.conflicts for each in done) == 6


@pytest.mark.django_db
def test_confirming_twice_is_refused_and_writing_again_does_nothing() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = started(clerk, city, workers=2)
    with pytest.raises(Refusal, match="正在写入"):
        start(actor=clerk, batch=batch, now=NOW)
    apply_all(batch_id=batch.pk, now=NOW)
    assert not apply_next(batch_id=batch.pk, now=NOW)
    with pytest.raises(Refusal, match="已写入"):
        start(actor=clerk, batch=batch, now=NOW)
    assert compare(actor=clerk, batch=batch, now=NOW).state == "applied"


@pytest.mark.django_db
def test_the_worker_compares_and_writes_by_itself_chunk_after_chunk() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    content = a_book(workers=[a_worker_row(serial) for serial in range(1, 4)])
    batch = upload(
        actor=clerk, station=city.station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
    )
    consumers.compare_upload(Event.objects.get(name="imports.import.uploaded"))
    start(actor=clerk, batch=Import.objects.get(pk=batch.pk), now=NOW)
    consumers.write_chunk(Event.objects.get(name="imports.import.started"))
    for event in _news("imports.chunk.written"):
        consumers.write_chunk(event)
    done = Import.objects.get(pk=batch.pk)
    assert (done.state, done.applied) == ("applied", 3)


@pytest.mark.django_db
def test_who_has_left_the_station_does_not_go_on_writing() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = started(clerk, city, workers=1)
    Membership.objects.filter(pk=clerk.membership_id).update(until=NOW.date())
    with pytest.raises(Refusal, match="导入人已不在该岗位"):
        apply_next(batch_id=batch.pk, now=NOW)
    assert Worker.objects.count() == 0
    other = a_member(Role.STATION_HEAD, city.station)
    resume(actor=other, batch=batch, now=NOW)
    assert apply_all(batch_id=batch.pk, now=NOW).applied == 1
    assert Registration.objects.get().clerk_id == other.id
    consumers.tell_of_end(Event.objects.get(name="imports.import.ended"))
    assert Notice.objects.get(person_id=other.id).text == "导入已完成：写入1行，有冲突未写入0行。"
    with pytest.raises(Refusal, match="已写入"):
        resume(actor=other, batch=batch, now=NOW)


@pytest.mark.django_db
def test_comparing_and_listing_take_as_many_queries_for_thirty_rows_as_for_one() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    counts = []
    for size in (1, 30):
        content = a_book(
            workers=[a_worker_row(serial) for serial in range(size)],
            employers=[an_employer_row(统一社会信用代码=a_code()) for _ in range(size)],
        )
        batch = upload(
            actor=clerk, station=city.station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
        )
        with CaptureQueriesContext(
            connection,
        ) as comparing:
            compare(actor=clerk, batch=batch, now=NOW)
        with CaptureQueriesContext(connection) as listing:
            assert len(list(rows(clerk, batch))) == 2 * size
        counts.append((len(comparing), len(listing)))
    assert counts[0] == counts[1]


@pytest.mark.django_db
def test_what_rows_say_is_sealed_and_no_number_stands_in_the_open() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    number, phone = a_worker_row(1)["身份证号码"], a_worker_row(1)["联系电话"]
    started(clerk, city, workers=1)
    with connection.cursor() as cursor:
        for table in ("imports_importrow", "imports_import", "audit_entry", "outbox_event"):
            cursor.execute(f"SELECT string_agg(t::text, '') FROM {table} t")
            (dump,) = cursor.fetchone()
            assert number not in dump
            assert phone not in dump
            assert "张三" not in dump


@pytest.mark.django_db
def test_the_template_that_we_hand_out_is_accepted() -> None:
    book = load_workbook(io.BytesIO(roster_template()))
    assert book.sheetnames == ["零工名册", "用工主体名册"]
    headers = [cell.value for cell in book["零工名册"][1]]
    assert headers == [field.header for field in LAYOUTS[WORKERS].fields]
    assert roster_template() == roster_template()
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    row = a_worker_row(1)
    content = cells({WORKERS: [headers, [row.get(header) for header in headers]]})
    batch = upload(
        actor=clerk, station=city.station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
    )
    assert compare(actor=clerk, batch=batch, now=NOW).new == 1


def _news(name: str) -> Iterator[Event]:
    """The events of this name, those too that come while they are looked at."""
    seen: set[object] = set()
    while (event := Event.objects.filter(name=name).exclude(pk__in=seen).first()) is not None:
        seen.add(event.pk)
        yield event


def _together(acts: Any) -> None:
    """Each in a thread of its own, begun at the same moment."""
    barrier = Barrier(len(acts))
    failed: list[BaseException] = []

    def run(act: Any) -> None:
        try:
            barrier.wait()
            act()
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [Thread(target=run, args=(act,)) for act in acts]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
