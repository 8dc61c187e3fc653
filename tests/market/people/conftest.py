"""The city of these tests, with a clerk at each station."""

from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import a_city, a_member
from yizhan.floor.accounts.states import Role


@pytest.fixture
def town(db: None) -> SimpleNamespace:
    """a_city() with clerk, head, runner (operator), county_officer, county2_officer, city_officer, sister_clerk, clerk2."""
    city = a_city()
    city.clerk = a_member(Role.STATION_STAFF, city.station)
    city.head = a_member(Role.STATION_HEAD, city.station)
    city.runner = a_member(Role.OPERATOR_STAFF, city.operator)
    city.sister_clerk = a_member(Role.STATION_STAFF, city.sister)
    city.clerk2 = a_member(Role.STATION_STAFF, city.station2)
    city.county_officer = a_member(Role.COUNTY_OFFICER, city.county)
    city.county2_officer = a_member(Role.COUNTY_OFFICER, city.county2)
    city.city_officer = a_member(Role.CITY_OFFICER, city.city)
    return city
