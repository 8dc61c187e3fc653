"""What panel members and finance find before a cycle of assessment is opened."""

from datetime import date

import pytest

from tests.faces.access.scene import a_scene
from tests.faces.console import factories
from tests.faces.console.conftest import get, queries_of, text_of
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_city, a_member, an_organisation
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db
LATER = {
    Role.PANEL_MEMBER: "考核评分在考核周期启动后显示在这里",
    Role.FINANCE: "资金拨付在考核周期启动、结果确定后显示在这里",
}


@pytest.mark.parametrize("role", LATER)
def test_the_start_page_says_for_whom_one_acts_and_that_nothing_is_to_be_done(role: Role) -> None:
    city = a_city()
    an_open_station(city.station)
    who = a_member(role, city.county)
    page = text_of(who, "/console/")
    assert LATER[role] in page
    assert f"{role.label} · 丰泽区人社局" in page
    assert "2026年1月1日" in page
    assert "没有设期限" in page
    assert "本辖区 1 个" in page
    for address in ("/console/inbox", "/console/recognised", "/login/account", "/my/rights/seen"):
        assert f'href="{address}"' in page
        assert get(who, address).status_code == 200


def test_the_last_day_is_the_one_before_the_end() -> None:
    who = a_member(Role.PANEL_MEMBER, a_city().city)
    Membership.objects.filter(pk=who.membership_id).update(until=date(2027, 1, 1))
    assert "2026年12月31日" in text_of(who, "/console/")


def test_unread_notices_are_counted() -> None:
    who = a_member(Role.FINANCE, a_city().city)
    assert "没有未读消息" in text_of(who, "/console/")
    factories.a_notice(who.id)
    assert "1 条未读" in text_of(who, "/console/")


def test_the_list_holds_the_recognised_stations_of_the_own_area_only() -> None:
    city = a_city()
    an_open_station(city.station, name="东海站")
    an_open_station(city.sister, name="北峰站", state=StationState.SUSPENDED)
    an_open_station(city.station2, name="开元站")
    of_the_county, of_the_city = a_member(Role.PANEL_MEMBER, city.county), a_member(Role.FINANCE, city.city)
    page = text_of(of_the_county, "/console/recognised")
    assert ["东海零工驿站" in page, "北峰零工驿站" in page, "开元零工驿站" in page] == [True, True, False]
    assert "开元零工驿站" in text_of(of_the_city, "/console/recognised")


def test_planned_and_closed_stations_are_not_listed() -> None:
    city = a_city()
    an_open_station(city.station, state=StationState.PLANNED)
    an_open_station(city.sister, state=StationState.CLOSED)
    assert "还没有已认定的驿站" in text_of(a_member(Role.FINANCE, city.county), "/console/recognised")


def test_thirty_stations_take_as_many_queries_as_one() -> None:
    city = a_city()
    an_open_station(city.station)
    who = a_member(Role.PANEL_MEMBER, city.county)
    few = queries_of(who, "/console/recognised")
    for number in range(10, 39):
        an_open_station(
            an_organisation(OrganisationKind.STATION, f"FZ-{number}", city.county, f"第{number}驿站", "350503")
        )
    assert queries_of(who, "/console/recognised") == few


@pytest.mark.parametrize("role", LATER)
def test_the_records_of_stations_and_people_are_not_theirs(role: Role) -> None:
    who = a_scene().actors[role]
    for address in ("/console/stations/", "/console/applications/", "/console/rights/", "/console/staff/", "/work/"):
        assert get(who, address).status_code == 403
