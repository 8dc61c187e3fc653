"""Asking for an export and deciding about it: two persons, one area, one open request."""

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import NOW, a_member, an_organisation
from tests.floor.extracts.factories import LATER, NUMBER, a_county, asked, released
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.extracts import actions, queries
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.registers import REGISTERS, Register, register
from yizhan.floor.extracts.states import KEPT, ExtractState
from yizhan.floor.notices.models import Notice
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def test_a_request_waits_for_a_second_person_who_is_told() -> None:
    county = a_county()
    extract = asked(county)
    assert extract.state == ExtractState.ASKED
    assert set(Notice.objects.filter(kind="extracts.extract.asked").values_list("person_id", "link")) == {
        (who.id, f"/console/extracts/{extract.pk}") for who in (county.second, county.mayor)
    }
    entry = Entry.objects.get(verb="extracts.extract.asked")
    assert (entry.reason, entry.object_id) == ("核对社保补贴名单", str(extract.pk))
    assert '"rows":2' in entry.body


@pytest.mark.parametrize("second", ["second", "mayor"])
def test_a_colleague_or_the_bureau_above_releases_it_for_seven_days(second: str) -> None:
    county = a_county()
    extract = actions.release(actor=getattr(county, second), extract=asked(county), now=LATER, words="同意")
    assert (extract.state, extract.expires_at, extract.decision) == (ExtractState.RELEASED, LATER + KEPT, "同意")
    told = Notice.objects.get(kind="extracts.extract.released")
    assert (told.person_id, told.link) == (county.asker.id, f"/console/extracts/{extract.pk}")


def test_nobody_decides_about_the_own_request() -> None:
    county = a_county()
    extract = asked(county)
    for act in (
        lambda: actions.release(actor=county.asker, extract=extract, now=LATER),
        lambda: actions.refuse(actor=county.asker, extract=extract, words="不需要了", now=LATER),
    ):
        with pytest.raises(Refusal, match="须由另一人批准"):
            act()
    # In another role neither: the person counts.
    as_mayor = a_member(Role.CITY_OFFICER, county.city.city, extract.asked_by)
    with pytest.raises(Refusal, match="须由另一人批准"):
        actions.release(actor=as_mayor, extract=extract, now=LATER)


def test_the_database_refuses_one_person_for_both() -> None:
    extract = released(a_county())
    with pytest.raises(IntegrityError, match="extracts_two_persons"), transaction.atomic():
        Extract.objects.filter(pk=extract.pk).update(decided_by=extract.asked_by)


@pytest.mark.parametrize(
    ("name", "values"),
    [
        ("extracts_decided_by_somebody", {"state": "released"}),
        ("extracts_end_has_time", {"state": "withdrawn"}),
        ("extracts_has_reason", {"reason": ""}),
        ("extracts_released_for_a_time", {"expires_at": LATER}),
        ("extracts_fetched_is_told", {"rows": 3}),
        ("extracts_state_known", {"state": "lost", "ended_at": LATER}),
    ],
)
def test_the_database_refuses_what_no_action_writes(name: str, values: dict[str, object]) -> None:
    extract = asked(a_county())
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Extract.objects.filter(pk=extract.pk).update(**values)


def test_a_refusal_says_why_and_ends_it() -> None:
    county = a_county()
    extract = asked(county)
    with pytest.raises(Refusal, match="理由应为4至200个字"):
        actions.refuse(actor=county.second, extract=extract, words="不", now=LATER)
    refused = actions.refuse(actor=county.second, extract=extract, words="用遮盖的名单就够", now=LATER)
    assert (refused.state, refused.ended_at, refused.decision) == (ExtractState.REFUSED, LATER, "用遮盖的名单就够")
    assert Notice.objects.get(kind="extracts.extract.refused").person_id == county.asker.id
    with pytest.raises(Refusal, match="现在是「未批准」"):
        actions.release(actor=county.second, extract=extract, now=LATER)


def test_who_asked_takes_it_back_until_it_is_decided() -> None:
    county = a_county()
    extract = asked(county)
    with pytest.raises(Refusal, match="只有申请人本人"):
        actions.withdraw(actor=county.second, extract=extract, now=LATER)
    assert actions.withdraw(actor=county.asker, extract=extract, now=LATER).state == ExtractState.WITHDRAWN
    with pytest.raises(Refusal, match="现在是「已批准，待取」"):
        actions.withdraw(actor=county.asker, extract=released(county), now=LATER)


def test_the_same_is_asked_for_once_at_a_time() -> None:
    county = a_county()
    extract = asked(county)
    with pytest.raises(Refusal, match="正在等批准"):
        asked(county)
    actions.withdraw(actor=county.asker, extract=extract, now=LATER)
    assert asked(county).pk != extract.pk


def test_another_area_is_not_there() -> None:
    county = a_county()
    other = a_member(Role.COUNTY_OFFICER, county.city.county2)
    extract = asked(county)
    assert not queries.extracts(other).exists()
    with pytest.raises(OutOfScope):
        actions.release(actor=other, extract=extract, now=LATER)
    with pytest.raises(OutOfScope):
        actions.ask(actor=other, register="people.workers", extent=county.city.county, reason="核对补贴名单", now=NOW)


def test_the_county_does_not_see_what_the_city_asks_for() -> None:
    county = a_county()
    asked(county, actor=county.mayor)
    assert not queries.extracts(county.second).exists()
    assert queries.extents(county.second).count() == 3


@pytest.mark.parametrize("role", [Role.STATION_HEAD, Role.OPERATOR_STAFF, Role.PANEL_MEMBER, Role.ADMINISTRATOR])
def test_other_roles_ask_for_nothing_and_see_nothing(role: Role) -> None:
    county = a_county()
    homes = {
        Role.STATION_HEAD: county.city.station,
        Role.OPERATOR_STAFF: county.city.operator,
        Role.ADMINISTRATOR: county.city.platform,
    }
    who = a_member(role, homes.get(role, county.city.city))
    asked(county)
    assert (queries.extracts(who).count(), queries.extents(who).count()) == (0, 0)
    with pytest.raises(Refusal, match="由区县或市级人社经办"):
        actions.ask(actor=who, register="people.workers", extent=county.city.station, reason="核对名单", now=NOW)


@pytest.mark.parametrize("reason", ["", "名单", f"找{NUMBER}", "长" * 201])
def test_a_reason_is_words_and_no_number(reason: str) -> None:
    county = a_county()
    with pytest.raises(Refusal) as refused:
        actions.ask(actor=county.asker, register="people.workers", extent=county.city.county, reason=reason, now=NOW)
    assert refused.value.field == "reason"


def test_an_empty_list_is_not_asked_for() -> None:
    county = a_county()
    bare = an_organisation(OrganisationKind.STATION, "FZ-09", county.city.county, "空驿站", "350503")
    with pytest.raises(Refusal, match="没有档案"):
        actions.ask(actor=county.asker, register="people.workers", extent=bare, reason="核对补贴名单", now=NOW)
    with pytest.raises(Refusal, match="请选择名册"):
        actions.ask(actor=county.asker, register="people.ghosts", extent=bare, reason="核对补贴名单", now=NOW)


def test_a_register_belongs_to_its_app_and_is_declared_once() -> None:
    known = REGISTERS["people.workers"]
    register("people", (known,))
    with pytest.raises(ValueError, match="must start with market"):
        register("market", (known,))
    with pytest.raises(ValueError, match="another register"):
        register("people", (_copy_of(known),))
    with pytest.raises(ValueError, match="not a register"):
        Register("People", "", "", "", "", (), known.lines, known.count)


def _copy_of(known: Register) -> Register:
    return Register(
        known.code, "另一份", known.holds_zh, known.model, known.field, known.headers, known.lines, known.count
    )
