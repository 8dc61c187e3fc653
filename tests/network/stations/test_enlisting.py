"""People found by phone or enlisted, and what the workbench reads one by one."""

from datetime import date

import pytest

from tests.floor.accounts.factories import NOW, SINCE, a_city, a_member, a_person, an_organisation
from tests.network.stations.factories import a_community, a_station, a_worker_at
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions, queries
from yizhan.network.stations.hours import Span
from yizhan.network.stations.models import DutyShift, EmploymentOfficer, ServiceArea, StaffPost
from yizhan.network.stations.states import Setting, StationKind, Tier

pytestmark = pytest.mark.django_db
TODAY = NOW.date()


def test_a_head_takes_somebody_on_and_the_person_is_found_by_phone() -> None:
    city = a_city()
    station, head = a_station(city.station), a_member(Role.STATION_HEAD, city.station)
    known = a_person("林小燕", "13800138000")
    post = actions.enlist_staff(
        actor=head, station=station, name="别名", phone="13800138000", full_time=True, since=TODAY, now=NOW
    )
    assert (post.person, post.full_time) == (known, True)
    assert Membership.objects.get(person=known).role == Role.STATION_STAFF


def test_nobody_is_enlisted_when_the_post_is_refused() -> None:
    city = a_city()
    station, head = a_station(city.station), a_member(Role.STATION_HEAD, city.station)
    taken = {"name": "林小燕", "phone": "13800138000", "full_time": True, "now": NOW}
    with pytest.raises(Refusal, match="开始日期不能早于今天"):
        actions.enlist_staff(actor=head, station=station, since=date(2026, 1, 1), **taken)
    assert not Person.objects.filter(name="林小燕").exists()


@pytest.mark.parametrize("role", [Role.STATION_STAFF, Role.OPERATOR_STAFF])
def test_only_who_grants_the_role_takes_somebody_on(role: Role) -> None:
    city = a_city()
    station = a_station(city.station)
    actor = a_member(role, city.operator if role is Role.OPERATOR_STAFF else city.station)
    with pytest.raises(Refusal):
        actions.enlist_staff(
            actor=actor, station=station, name="林小燕", phone="13800138000", full_time=True, since=TODAY, now=NOW
        )
    assert not StaffPost.objects.exists()


def test_another_s_station_takes_nobody_on() -> None:
    city = a_city()
    station, head = a_station(city.station), a_member(Role.STATION_HEAD, city.sister)
    with pytest.raises(OutOfScope):
        actions.enlist_staff(
            actor=head, station=station, name="林小燕", phone="13800138000", full_time=True, since=TODAY, now=NOW
        )


def test_an_officer_is_enlisted_for_a_community_that_is_served_and_for_no_other() -> None:
    city = a_city()
    station, head = a_station(city.station), a_member(Role.STATION_HEAD, city.station)
    served, other = a_community("云谷社区"), a_community("海景社区")
    actions.serve(actor=SYSTEM, station=station, community=served, since=SINCE, now=NOW)
    given = {"name": "郑美云", "phone": "13800138000", "since": TODAY, "now": NOW}
    assert actions.enlist_officer(actor=head, community=served, **given).person.name == "郑美云"
    with pytest.raises(OutOfScope):
        actions.enlist_officer(actor=head, community=other, **{**given, "phone": "13800138001"})
    assert not Person.objects.filter(phone_digest=None, name="郑美云").exists()
    assert EmploymentOfficer.objects.count() == 1


def readers(city: object) -> tuple[Actor, Actor]:
    """Who sees the station, and who does not."""
    return a_member(Role.STATION_HEAD, city.station), a_member(Role.STATION_HEAD, city.sister)  # type: ignore[attr-defined]


def test_posts_shifts_closed_days_and_areas_are_seen_within_the_area_only() -> None:
    city = a_city()
    station = a_station(city.station)
    person = a_worker_at(station)
    actions.set_shift(actor=SYSTEM, station=station, person=person, day=TODAY, span=Span(540, 600), now=NOW)
    actions.close_day(actor=SYSTEM, station=station, day=TODAY, reason="台风", now=NOW)
    community = a_community("云谷社区")
    actions.serve(actor=SYSTEM, station=station, community=community, since=SINCE, now=NOW)
    mine, foreign = readers(city)
    assert queries.posts(mine, on=TODAY).get().person == person
    assert queries.shift_rows(mine).get() == DutyShift.objects.get()
    assert queries.closed_days(mine, station).get().reason == "台风"
    assert queries.serving(mine, community, on=TODAY).station == station
    assert not queries.posts(foreign, on=TODAY).exists()
    assert not queries.shift_rows(foreign).exists()
    assert not queries.closed_days(foreign, station).exists()
    with pytest.raises(ServiceArea.DoesNotExist):
        queries.serving(foreign, community, on=TODAY)


def test_community_stations_are_seen_by_who_runs_them_jointly() -> None:
    city = a_city()
    station = a_station(city.station)
    organisation = an_organisation(OrganisationKind.STATION, "SQ-1", city.county, "云谷社区服务站", "350503001")
    hosted = actions.plan_station(
        actor=SYSTEM,
        organisation=organisation,
        kind=StationKind.COMMUNITY_STATION,
        tier=Tier.COMMUNITY,
        setting=Setting.URBAN,
        host=station,
        community=a_community("云谷社区"),
        now=NOW,
    )
    mine, foreign = readers(city)
    assert list(queries.hosted(mine, station)) == [hosted]
    assert not queries.hosted(foreign, station).exists()
