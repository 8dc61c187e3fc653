"""Memberships: who grants what to whom and where, dates, several at a time, separated administrators."""

from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, transaction
from pytest_django import DjangoAssertNumQueries

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person, an_organisation
from yizhan.floor.accounts import actions, queries
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM, Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import ORGANISATION_OF, Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.actions import close
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
TODAY, DAY = NOW.date(), timedelta(days=1)
PLACES = ("platform", "city", "county", "county2", "station", "sister", "station2", "operator", "operator2", "employer")
# Granter and the own place: what he grants, and where. Everything else is refused or not there.
TABLE: dict[tuple[Role, str], dict[Role, set[str]]] = {
    (Role.ADMINISTRATOR, "platform"): {
        Role.STATION_STAFF: {"station", "sister", "station2"},
        Role.STATION_HEAD: {"station", "sister", "station2"},
        Role.OPERATOR_STAFF: {"operator", "operator2"},
        Role.COUNTY_OFFICER: {"county", "county2"},
        Role.CITY_OFFICER: {"city"},
        Role.PANEL_MEMBER: {"city", "county", "county2"},
        Role.FINANCE: {"city", "county", "county2"},
        Role.ADMINISTRATOR: {"platform"},
        Role.AUDITOR: {"platform"},
    },
    (Role.CITY_OFFICER, "city"): {
        Role.COUNTY_OFFICER: {"county", "county2"},
        Role.PANEL_MEMBER: {"city", "county", "county2"},
        Role.FINANCE: {"city", "county", "county2"},
    },
    (Role.COUNTY_OFFICER, "county"): {
        Role.STATION_STAFF: {"station", "sister"},
        Role.STATION_HEAD: {"station", "sister"},
        Role.OPERATOR_STAFF: {"operator"},
        Role.PANEL_MEMBER: {"county"},
        Role.FINANCE: {"county"},
    },
    (Role.STATION_HEAD, "station"): {Role.STATION_STAFF: {"station"}},
    (Role.STATION_STAFF, "station"): {},
    (Role.OPERATOR_STAFF, "operator"): {},
    (Role.PANEL_MEMBER, "county"): {},
    (Role.FINANCE, "county"): {},
    (Role.AUDITOR, "platform"): {},
    (Role.EMPLOYER_AGENT, "employer"): {},
}


@pytest.fixture
def city() -> SimpleNamespace:
    made = a_city()
    made.operator2 = an_organisation(OrganisationKind.OPERATOR, "OP-2")
    made.employer = an_organisation(OrganisationKind.EMPLOYER, "91350500MA2XYZ1234")
    return made


def grant(
    actor: Actor,
    person: Person,
    role: Role,
    place: Organisation | None = None,
    since: date = TODAY,
    until: date | None = None,
) -> Membership:
    return actions.grant_membership(
        actor=actor, person=person, role=role, organisation=place, since=since, until=until, now=NOW
    )


@pytest.mark.parametrize(("granter", "place"), TABLE)
def test_each_role_grants_exactly_what_the_table_says(city: SimpleNamespace, granter: Role, place: str) -> None:
    actor = a_member(granter, getattr(city, place))
    granted: dict[Role, set[str]] = {}
    for role in (role for role, kinds in ORGANISATION_OF.items() if kinds):
        for where in PLACES:
            if getattr(city, where).kind not in ORGANISATION_OF[role]:
                continue
            try:
                with transaction.atomic():
                    grant(actor, a_person(), role, getattr(city, where))
            except (Refusal, OutOfScope):
                continue
            granted.setdefault(role, set()).add(where)
    assert granted == TABLE[granter, place]


def test_out_of_the_area_is_not_there_and_above_the_own_role_is_refused(city: SimpleNamespace) -> None:
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    with pytest.raises(OutOfScope):
        grant(officer, a_person(), Role.STATION_HEAD, city.station2)
    with pytest.raises(Refusal, match="您的岗位不能授予「区县人社经办」"):
        grant(officer, a_person(), Role.COUNTY_OFFICER, city.county)


@pytest.mark.parametrize("role", [Role.STATION_STAFF, Role.STATION_HEAD, Role.OPERATOR_STAFF, Role.COUNTY_OFFICER])
def test_the_counter_makes_workers_and_crew_leaders(role: Role) -> None:
    clerk, person = a_member(role), a_person()
    assert grant(clerk, person, Role.WORKER).organisation is None
    grant(clerk, person, Role.CREW_LEADER)


def test_a_person_becomes_a_worker_alone_and_nothing_else(city: SimpleNamespace) -> None:
    person = a_person()
    own = queries.actor_for(person, None, now=NOW)
    grant(own, person, Role.WORKER)
    for role, place in (
        (Role.CREW_LEADER, None),
        (Role.EMPLOYER_AGENT, city.employer),
        (Role.STATION_HEAD, city.station),
    ):
        with pytest.raises((Refusal, OutOfScope)):
            grant(own, person, role, place)
    with pytest.raises(Refusal):
        grant(own, a_person(), Role.WORKER)
    with pytest.raises(Refusal):
        grant(PUBLIC, a_person(), Role.WORKER)


def test_nobody_grants_oneself_a_role(city: SimpleNamespace) -> None:
    person = a_person()
    administrator = a_member(Role.ADMINISTRATOR, city.platform, person)
    with pytest.raises(Refusal, match="不能给自己授予岗位"):
        grant(administrator, person, Role.CITY_OFFICER, city.city)


@pytest.mark.parametrize(
    ("role", "place", "said"),
    [
        (Role.STATION_STAFF, None, "须指定机构"),
        (Role.STATION_STAFF, "county", "不能设在该机构"),
        (Role.WORKER, "station", "不能设在该机构"),
        (Role.CITY_OFFICER, "county", "不能设在该机构"),
        (Role.PUBLIC, None, "没有这样的岗位"),
        (Role.SYSTEM, None, "没有这样的岗位"),
    ],
)
def test_a_role_stands_in_an_organisation_of_its_kind(
    city: SimpleNamespace, role: Role, place: str | None, said: str
) -> None:
    with pytest.raises(Refusal, match=said):
        grant(SYSTEM, a_person(), role, getattr(city, place) if place else None)


def test_dates_are_checked(city: SimpleNamespace) -> None:
    officer, person = a_member(Role.COUNTY_OFFICER, city.county), a_person()
    with pytest.raises(Refusal, match="不能早于今天"):
        grant(officer, person, Role.STATION_STAFF, city.station, TODAY - DAY)
    with pytest.raises(Refusal, match="结束日期应晚于开始日期"):
        grant(officer, person, Role.STATION_STAFF, city.station, TODAY, TODAY)
    grant(officer, person, Role.STATION_STAFF, city.station, TODAY, TODAY + DAY)


def test_a_membership_counts_from_its_first_day_until_before_its_last(city: SimpleNamespace) -> None:
    person = a_person()
    grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY + DAY, TODAY + 3 * DAY)
    counts = [bool(queries.memberships_of(person, on=TODAY + number * DAY)) for number in range(5)]
    assert counts == [False, True, True, False, False]


def test_the_same_membership_is_held_once_at_a_time(city: SimpleNamespace) -> None:
    person = a_person()
    grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY, TODAY + 10 * DAY)
    with pytest.raises(Refusal, match="这段时间已有此岗位"):
        grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY + 9 * DAY)
    grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY + 10 * DAY)
    grant(SYSTEM, person, Role.STATION_STAFF, city.sister)
    grant(SYSTEM, person, Role.STATION_HEAD, city.station)
    assert len(queries.memberships_of(person, on=TODAY)) == 3


def test_administrator_and_auditor_are_never_one_person_at_a_time(city: SimpleNamespace) -> None:
    person = a_person()
    grant(SYSTEM, person, Role.ADMINISTRATOR, city.platform, TODAY, TODAY + 10 * DAY)
    with pytest.raises(Refusal, match="系统管理员与审计员须由不同的人担任"):
        grant(SYSTEM, person, Role.AUDITOR, city.platform, TODAY + 9 * DAY)
    grant(SYSTEM, person, Role.AUDITOR, city.platform, TODAY + 10 * DAY)


def test_the_database_separates_them_whoever_writes(city: SimpleNamespace) -> None:
    person = a_person()
    a_member(Role.ADMINISTRATOR, city.platform, person)
    with pytest.raises(IntegrityError, match="accounts_administrator_or_auditor"), transaction.atomic():
        a_member(Role.AUDITOR, city.platform, person)
    a_member(Role.WORKER, person=person)
    with pytest.raises(IntegrityError, match="accounts_one_membership_at_a_time"), transaction.atomic():
        a_member(Role.WORKER, person=person)


def test_ending_needs_a_reason_and_takes_effect_on_its_day(city: SimpleNamespace) -> None:
    person, head = a_person(), a_member(Role.STATION_HEAD, city.station)
    held = grant(head, person, Role.STATION_STAFF, city.station)
    with pytest.raises(Refusal, match="需要写明理由"):
        actions.end_membership(actor=head, membership=held, until=TODAY, reason="", now=NOW)
    ended = actions.end_membership(actor=head, membership=held, until=TODAY + DAY, reason="调离", now=NOW)
    assert ended.until == TODAY + DAY
    assert [len(queries.memberships_of(person, on=day)) for day in (TODAY, TODAY + DAY)] == [1, 0]
    with pytest.raises(Refusal, match="结束日期应在"):
        actions.end_membership(actor=head, membership=held, until=TODAY + 2 * DAY, reason="延长", now=NOW)
    actions.end_membership(actor=head, membership=held, until=TODAY, reason="提前", now=NOW)
    with pytest.raises(Refusal, match="已经结束"):
        actions.end_membership(actor=head, membership=held, until=TODAY, reason="再次", now=NOW)
    assert Entry.objects.filter(verb="accounts.membership.ended").count() == 2


def test_one_that_has_not_begun_ends_without_ever_counting_and_frees_its_time(city: SimpleNamespace) -> None:
    person = a_person()
    held = grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY + 5 * DAY)
    actions.end_membership(actor=SYSTEM, membership=held, until=TODAY, reason="登记有误", now=NOW)
    assert queries.memberships_of(person, on=TODAY + 5 * DAY) == []
    grant(SYSTEM, person, Role.STATION_STAFF, city.station, TODAY)


def test_a_person_lays_down_the_own_membership_and_no_other(city: SimpleNamespace) -> None:
    person = a_person()
    own = a_member(Role.STATION_STAFF, city.station, person)
    other = a_member(Role.STATION_STAFF, city.station)
    mine, theirs = (Membership.objects.get(person_id=one.id) for one in (own, other))
    actions.end_membership(actor=own, membership=mine, until=TODAY, reason="辞职", now=NOW)
    with pytest.raises(Refusal):
        actions.end_membership(actor=own, membership=theirs, until=TODAY, reason="越权", now=NOW)


def test_the_actor_of_an_ended_membership_falls_back_to_another_or_to_no_role(city: SimpleNamespace) -> None:
    person = a_person(name="欧阳建国")
    clerk = a_member(Role.STATION_STAFF, city.station, person)
    worker = a_member(Role.WORKER, person=person)
    assert queries.actor_for(person, worker.membership_id, now=NOW) == worker
    assert queries.actor_for(person, None, now=NOW) == clerk
    assert (clerk.path, clerk.organisation_name, clerk.name) == (city.station.path, "东海零工驿站", "欧阳建国")
    Membership.objects.filter(person=person, role=Role.STATION_STAFF).update(until=TODAY)
    assert queries.actor_for(person, clerk.membership_id, now=NOW) == worker
    Membership.objects.update(until=TODAY)
    fallen = queries.actor_for(person, clerk.membership_id, now=NOW)
    assert (fallen.role, fallen.id, fallen.path, fallen.is_signed_in) == (Role.PUBLIC, person.id, "", True)


def test_closing_an_organisation_ends_what_is_done_in_its_name(city: SimpleNamespace) -> None:
    person = a_person()
    a_member(Role.STATION_STAFF, city.station2, person)
    close(actor=SYSTEM, organisation=city.station2, on=TODAY + DAY, reason="停止运营", now=NOW)
    assert [len(queries.memberships_of(person, on=day)) for day in (TODAY, TODAY + DAY)] == [1, 0]
    with pytest.raises(Refusal, match="届时已撤销"):
        grant(SYSTEM, a_person(), Role.STATION_STAFF, city.station2, TODAY + DAY)


def test_people_are_seen_by_those_in_whose_area_they_act(city: SimpleNamespace) -> None:
    person = a_person()
    a_member(Role.STATION_STAFF, city.station, person)
    for role, place, sees in (
        (Role.STATION_HEAD, city.station, True),
        (Role.STATION_HEAD, city.sister, False),
        (Role.COUNTY_OFFICER, city.county, True),
        (Role.COUNTY_OFFICER, city.county2, False),
        (Role.OPERATOR_STAFF, city.operator, True),
        (Role.ADMINISTRATOR, city.platform, True),
    ):
        found = queries.people_in(a_member(role, place), city.station, on=TODAY)
        assert (person in found) is sees
    assert not queries.people_in(PUBLIC, city.station, on=TODAY).exists()


def test_the_list_of_members_costs_one_query_for_one_and_for_thirty(
    city: SimpleNamespace, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    for _ in range(2):
        with django_assert_num_queries(1):
            names = [(one.person.name, one.organisation) for one in queries.memberships_in(officer, city.station)]
        for _ in range(30 - len(names)):
            a_member(Role.STATION_STAFF, city.station)
    assert queries.memberships_in(officer, city.station).count() == 30
