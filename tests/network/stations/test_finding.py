"""Founding a station, and finding it by words."""

import pytest

from tests.floor.accounts.factories import NOW, a_member
from tests.network.stations.factories import a_city, a_station
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import Setting, StationKind, Tier

pytestmark = pytest.mark.django_db


def test_organisation_and_file_are_founded_together_or_not_at_all() -> None:
    city = a_city()
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    given = {"actor": officer, "county": city.county, "region": "350503", "operator": None, "setting": Setting.URBAN}
    with pytest.raises(Refusal):
        actions.found_station(
            **given, code="A-1", name="社区站", kind=StationKind.COMMUNITY_STATION, tier=Tier.COMMUNITY, now=NOW
        )
    assert not Organisation.objects.filter(code="A-1").exists()
    made = actions.found_station(
        **given, code="A-1", name="城东驿站", kind=StationKind.STATION, tier=Tier.STREET, now=NOW
    )
    assert made.organisation.path == "3505/350503/A-1/"


def test_stations_are_found_by_name_code_and_address_within_the_area() -> None:
    city = a_city()
    for organisation in (city.station, city.sister, city.station2):
        a_station(organisation)
    Station.objects.filter(organisation=city.sister).update(address="北峰街道招丰社区")
    officer = a_member(Role.COUNTY_OFFICER, city.county)

    def names(text: str) -> list[str]:
        return [one.organisation.name for one in queries.stations(officer, text=text)]

    assert names("东海") == ["东海零工驿站"]
    assert names("招丰") == ["北峰零工驿站"]
    assert names("fz-0") == ["东海零工驿站", "北峰零工驿站"]
    assert names("开元") == []
    assert names("%") == []
    assert names("\0") == ["东海零工驿站", "北峰零工驿站"]


def test_a_station_is_found_by_its_organisation_within_the_area() -> None:
    city = a_city()
    a_station(city.station)
    a_station(city.station2)
    officer = a_member(Role.COUNTY_OFFICER, city.county)
    assert queries.station_of(officer, city.station).organisation == city.station
    with pytest.raises(Station.DoesNotExist):
        queries.station_of(officer, city.station2)
