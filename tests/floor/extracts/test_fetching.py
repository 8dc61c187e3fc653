"""Fetching a released export: once, in time, by who asked; everybody in it can see that it left."""

import hashlib
import io
from datetime import timedelta

import pytest
from django.db import connection
from python_calamine import CalamineWorkbook

from tests.canary.scanner import Canary, scan_database, scan_folder
from tests.floor.accounts.factories import NOW, a_member
from tests.floor.extracts.factories import LATER, NUMBER, PHONE, a_county, asked, released
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verification import verify_chain
from yizhan.floor.extracts import actions, tasks
from yizhan.floor.extracts.holdings import HOLDINGS
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.states import KEPT, ExtractState
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.queries import seen
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
THEN = LATER + timedelta(hours=1)


def rows_of(content: bytes) -> list[list[object]]:
    return CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("零工名册").to_python()


def test_the_file_holds_the_full_values_of_the_area_and_nothing_runs_in_it() -> None:
    county = a_county()
    made = actions.fetch(actor=county.asker, extract=released(county), now=THEN)
    rows = rows_of(made.content)
    assert made.name == "零工名册-20261120.xlsx"
    assert rows[0][:1] + sorted(row[0] for row in rows[1:]) == ["姓名", "'=张三", "王㛃"]
    assert [(row[4], row[5]) for row in rows if row[0] == "王㛃"] == [(NUMBER, PHONE)]


def test_what_was_handed_over_is_told_by_count_and_digest() -> None:
    county = a_county()
    extract = released(county)
    made = actions.fetch(actor=county.asker, extract=extract, now=THEN)
    extract.refresh_from_db()
    digest = hashlib.sha256(made.content).hexdigest()
    assert (extract.state, extract.rows, extract.digest, extract.ended_at) == (ExtractState.FETCHED, 2, digest, THEN)
    entry = Entry.objects.get(verb="extracts.extract.fetched")
    assert f'"digest":"{digest}"' in entry.body
    assert entry.reason == "核对社保补贴名单"


def test_everybody_in_it_sees_when_who_and_what_for() -> None:
    county = a_county()
    actions.fetch(actor=county.asker, extract=released(county), now=THEN)
    for worker, times in ((county.here, 1), (county.sister, 1), (county.abroad, 0)):
        looks = seen(actor_for(worker.person, None, now=THEN), person_id=worker.person_id)
        assert len(looks) == times
        for look in looks:
            assert look.verb_zh == "导出名册，含完整的姓名、证件号码和手机号"
            assert (look.by_zh, look.reason, look.at) == ("区县人社经办", "核对社保补贴名单", THEN)
    assert verify_chain((), b"").fault is None


def test_it_is_fetched_once() -> None:
    county = a_county()
    extract = released(county)
    actions.fetch(actor=county.asker, extract=extract, now=THEN)
    entries = Entry.objects.count()
    with pytest.raises(Refusal, match="已经取走，只能取一次"):
        actions.fetch(actor=county.asker, extract=extract, now=THEN)
    assert Entry.objects.count() == entries


def test_before_it_is_released_there_is_nothing_to_fetch() -> None:
    county = a_county()
    with pytest.raises(Refusal, match="现在是「待批准」"):
        actions.fetch(actor=county.asker, extract=asked(county), now=THEN)


def test_only_who_asked_fetches_it_and_for_the_same_bureau() -> None:
    county = a_county()
    extract = released(county)
    as_mayor = a_member(Role.CITY_OFFICER, county.city.city, extract.asked_by)
    for other in (county.second, county.mayor, as_mayor):
        with pytest.raises(Refusal, match="只有申请人本人"):
            actions.fetch(actor=other, extract=extract, now=THEN)
    with pytest.raises(OutOfScope):
        actions.fetch(actor=a_member(Role.COUNTY_OFFICER, county.city.county2), extract=extract, now=THEN)


def test_the_last_moment_of_the_seven_days_counts_no_longer() -> None:
    county = a_county()
    extract = released(county)
    with pytest.raises(Refusal, match="已经过期"):
        actions.fetch(actor=county.asker, extract=extract, now=LATER + KEPT)
    assert actions.fetch(actor=county.asker, extract=extract, now=LATER + KEPT - timedelta(seconds=1)).content


def test_what_nobody_fetched_ends_by_itself() -> None:
    county = a_county()
    extract = released(county)
    assert tasks.end_unfetched(LATER + KEPT - timedelta(seconds=1)) == 0
    assert tasks.end_unfetched(LATER + KEPT) == 1
    extract.refresh_from_db()
    assert extract.state == ExtractState.LAPSED
    assert Entry.objects.get(verb="extracts.extract.lapsed").object_id == str(extract.pk)
    with pytest.raises(Refusal, match="现在是「过期未取」"):
        actions.fetch(actor=county.asker, extract=extract, now=LATER + KEPT)
    with pytest.raises(OutOfScope):
        actions.lapse(actor=county.asker, now=LATER + KEPT)


def test_restricted_persons_are_left_out() -> None:
    county = a_county()
    extract = released(county)
    privacy.restrict(actor=SYSTEM, person_id=county.here.person_id, basis=RestrictionBasis.ASKED, now=LATER)
    made = actions.fetch(actor=county.asker, extract=extract, now=THEN)
    assert [row[0] for row in rows_of(made.content)] == ["姓名", "'=张三"]


def test_too_many_people_are_exported_station_by_station(monkeypatch: pytest.MonkeyPatch) -> None:
    county = a_county()
    extract = released(county)
    monkeypatch.setattr(actions, "MOST_ROWS", 1)
    with pytest.raises(Refusal, match="请按驿站分别申请"):
        actions.fetch(actor=county.asker, extract=extract, now=THEN)
    extract.refresh_from_db()
    assert extract.state == ExtractState.RELEASED
    with pytest.raises(Refusal, match="请按驿站分别申请"):
        asked(county, actor=county.second)
    assert actions.ask(
        actor=county.second,
        register="people.workers",
        extent=county.city.station,
        reason="核对社保补贴名单",
        now=NOW,
    )


def test_no_full_value_is_stored_anywhere(tmp_path, settings) -> None:  # type: ignore[no-untyped-def]
    settings.YIZHAN_FILES = str(tmp_path)
    county = a_county()
    actions.fetch(actor=county.asker, extract=released(county), now=THEN)
    canaries = (Canary("number", NUMBER), Canary("phone", PHONE))
    assert scan_database(connection, canaries) == []
    assert scan_folder(tmp_path, canaries) == []


def test_who_asked_and_who_released_find_it_in_their_copy_and_it_is_kept() -> None:
    county = a_county()
    released(county)
    (holding,) = HOLDINGS
    assert [row["身份"] for row in holding.copy(county.asker.id)] == ["申请人"]
    assert [row["身份"] for row in holding.copy(county.second.id)] == ["批准人"]
    outcome = holding.erase(county.asker.id, THEN)
    assert (outcome.erased, outcome.restricted) == (0, 1)
    assert Extract.objects.count() == 1
