"""Service areas and employment officers."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import a_member, a_person
from tests.network.stations.factories import NOW, SINCE, a_city, a_community, a_station
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.network.regions.actions import close_community
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import EmploymentOfficer, ServiceArea
from yizhan.network.stations.states import Tier

pytestmark = pytest.mark.django_db
LATER = date(2026, 7, 1)


def test_no_community_is_served_twice_at_a_time() -> None:
    city = a_city()
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    first, second = a_station(city.station), a_station(city.sister)
    community = a_community("东湖社区")
    area = actions.serve(actor=officer, station=first, community=community, since=SINCE, now=NOW)
    with pytest.raises(Refusal, match="东湖社区在此期间已由驿站服务"):
        actions.serve(actor=officer, station=second, community=community, since=LATER, now=NOW)
    actions.end_area(actor=officer, area=area, until=LATER, reason="区域调整", now=NOW)
    actions.serve(actor=officer, station=second, community=community, since=LATER, now=NOW)
    served = {
        station: [one.community.name for one in queries.communities_of(officer, station, on=LATER)]
        for station in (first, second)
    }
    assert served == {first: [], second: ["东湖社区"]}
    with pytest.raises(IntegrityError), transaction.atomic():
        ServiceArea.objects.create(station=first, community=community, since=LATER)


def test_areas_are_drawn_by_the_bureau_within_the_county() -> None:
    city = a_city()
    station = a_station(city.station)
    near, far = a_community("东湖社区"), a_community("海滨社区", "350502001")
    with pytest.raises(Refusal, match="人社部门"):
        actions.serve(
            actor=a_member(Role.STATION_HEAD, city.station), station=station, community=near, since=SINCE, now=NOW
        )
    with pytest.raises(OutOfScope):
        actions.serve(
            actor=a_member(Role.COUNTY_OFFICER, city.county2), station=station, community=near, since=SINCE, now=NOW
        )
    with pytest.raises(Refusal, match="不在驿站所在县"):
        actions.serve(actor=SYSTEM, station=station, community=far, since=SINCE, now=NOW)
    central = a_station(city.sister, tier=Tier.CITY)
    assert actions.serve(actor=SYSTEM, station=central, community=far, since=SINCE, now=NOW)


def test_a_closed_community_is_not_served() -> None:
    station = a_station(a_city().station)
    community = close_community(
        actor=SYSTEM, community=a_community("东湖社区"), on=SINCE, reason="并入凤山社区", now=NOW
    )
    with pytest.raises(Refusal, match="已撤销"):
        actions.serve(actor=SYSTEM, station=station, community=community, since=SINCE, now=NOW)


def test_the_head_appoints_officers_of_the_served_communities_only() -> None:
    city = a_city()
    head = a_member(Role.STATION_HEAD, city.station)
    station, community, other = a_station(city.station), a_community("东湖社区"), a_community("凤山社区")
    person = a_person("黄专员")
    actions.serve(actor=SYSTEM, station=station, community=community, since=SINCE, now=NOW)
    officer = actions.appoint_officer(actor=head, community=community, person=person, since=SINCE, now=NOW)
    with pytest.raises(OutOfScope):
        actions.appoint_officer(actor=head, community=other, person=person, since=SINCE, now=NOW)
    with pytest.raises(Refusal, match="已是该社区"):
        actions.appoint_officer(actor=head, community=community, person=person, since=LATER, now=NOW)
    assert [one.person for one in queries.officers(head, on=LATER, station=station)] == [person]
    assert list(queries.officers(a_member(Role.STATION_HEAD, city.sister), on=LATER)) == []
    actions.end_officer(actor=head, officer=officer, until=LATER, reason="调离", now=NOW)
    assert list(queries.officers(head, on=LATER)) == []
    with pytest.raises(Refusal, match="已经结束"):
        actions.end_officer(actor=head, officer=officer, until=date(2026, 8, 1), reason="调离", now=NOW)


def test_backward_days_are_refused() -> None:
    station, community = a_station(a_city().station), a_community("东湖社区")
    with pytest.raises(Refusal):
        actions.serve(actor=SYSTEM, station=station, community=community, since=LATER, until=LATER, now=NOW)
    area = actions.serve(actor=SYSTEM, station=station, community=community, since=LATER, now=NOW)
    with pytest.raises(Refusal):
        actions.end_area(actor=SYSTEM, area=area, until=SINCE, reason="有误", now=NOW)


def test_the_database_refuses_the_same_officer_twice() -> None:
    community, person = a_community("东湖社区"), a_person()
    EmploymentOfficer.objects.create(community=community, person=person, since=SINCE)
    with pytest.raises(IntegrityError), transaction.atomic():
        EmploymentOfficer.objects.create(community=community, person=person, since=LATER)
    EmploymentOfficer.objects.create(community=community, person=a_person("另一人"), since=LATER)
