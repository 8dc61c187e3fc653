"""What the public sees of the stations."""

from datetime import date

import pytest

from tests.floor.accounts.factories import an_organisation
from tests.network.stations.factories import NOW, a_city, a_station, at, with_hours, with_position
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.network.stations import actions, queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import HolidayRule, StationKind, Tier

pytestmark = pytest.mark.django_db


def reread(station: Station) -> Station:
    return queries.published().get(pk=station.pk)


def test_only_open_stations_are_published() -> None:
    city = a_city()
    shown = a_station(city.station, is_open=True)
    planned = a_station(city.sister)
    suspended = a_station(city.station2, is_open=True)
    actions.suspend(actor=SYSTEM, station=suspended, reason="限期整改", now=NOW)
    assert list(queries.published()) == [shown]
    assert planned not in queries.published()
    assert list(queries.published(region="350502")) == []
    assert list(queries.published(region="3505")) == [shown]
    assert list(queries.published(kind=StationKind.MARKET)) == []


def test_open_at_a_moment() -> None:
    city = a_city()
    weekdays = with_hours(a_station(city.station, is_open=True))
    always = with_hours(a_station(city.sister, is_open=True), rule=HolidayRule.ALWAYS)
    assert set(queries.published(open_at=at("2026-11-20", "09:00"))) == {weekdays, always}
    assert set(queries.published(open_at=at("2026-11-20", "13:00"))) == set()
    assert set(queries.published(open_at=at("2026-10-01", "09:00"))) == {always}
    assert set(queries.published(open_at=at("2027-01-04", "09:00"))) == {always}


@pytest.mark.parametrize(
    ("day", "time", "is_open", "words"),
    [
        ("2026-11-20", "08:29", False, "08:30开放"),
        ("2026-11-20", "08:30", True, "开放中，12:00结束"),
        ("2026-11-20", "11:59", True, "开放中，12:00结束"),
        ("2026-11-20", "12:00", False, "14:30开放"),
        ("2026-11-20", "17:30", False, "现在不开放（今日08:30-12:00，14:30-17:30）"),
        ("2026-11-21", "09:00", False, "现在不开放（今日休息）"),
        ("2026-10-10", "09:00", True, "开放中，12:00结束"),
        ("2026-10-01", "09:00", False, "现在不开放（今日休息）"),
        ("2027-01-04", "09:00", None, "2027年节假日安排尚未公布，开放时间以驿站公告为准"),
    ],
)
def test_what_it_says_at_the_door(day: str, time: str, is_open: bool | None, words: str) -> None:
    station = reread(with_hours(a_station(a_city().station, is_open=True)))
    found = queries.open_now(station, at(day, time))
    assert (found.open, found.words) == (is_open, words)


def test_an_announced_day_says_why() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    actions.close_day(actor=SYSTEM, station=station, day=date(2026, 11, 20), reason="台风停业", now=NOW)
    found = queries.open_now(reread(station), at("2026-11-20", "09:00"))
    assert (found.open, found.words) == (False, "今日闭馆：台风停业")
    actions.reopen_day(actor=SYSTEM, station=station, day=date(2026, 11, 20), now=NOW)
    assert queries.open_now(reread(station), at("2026-11-20", "09:00")).open is True
    with pytest.raises(Refusal):
        actions.reopen_day(actor=SYSTEM, station=station, day=date(2026, 11, 20), now=NOW)


def test_the_nearest_come_first_and_those_without_position_last() -> None:
    city = a_city()
    far = with_position(a_station(city.station, is_open=True), "118.700000", "24.900000")
    near = with_position(a_station(city.sister, is_open=True), "118.600000", "24.900000")
    nowhere = a_station(city.station2, is_open=True)
    found = queries.nearest(118.6, 24.9, 10)
    assert [(one.station, one.metres) for one in found] == [(near, 0), (far, 10086), (nowhere, None)]
    assert [one.station for one in queries.nearest(118.6, 24.9, 1)] == [near]


@pytest.mark.parametrize(("longitude", "latitude", "limit"), [(181, 0, 1), (0, 91, 1), (float("nan"), 0, 1), (0, 0, 0)])
def test_what_is_no_position_is_refused(longitude: float, latitude: float, limit: int) -> None:
    with pytest.raises(Refusal):
        queries.nearest(longitude, latitude, limit)


def test_stations_with_a_position_are_on_the_plan() -> None:
    city = a_city()
    placed = with_position(a_station(city.station, is_open=True), "118.700000", "24.900000")
    a_station(city.sister, is_open=True)
    (spot,) = queries.spots(list(queries.published()))
    assert (spot.key, spot.label) == (str(placed.id), "东海零工驿站")


def test_many_cost_no_more_than_one(django_assert_num_queries: object) -> None:
    city = a_city()
    with_hours(a_station(city.station, is_open=True))
    for more in (0, 29):
        for number in range(more):
            organisation = an_organisation(OrganisationKind.STATION, f"X-{number}", city.county, region="350503")
            with_hours(a_station(organisation, tier=Tier.COUNTY, is_open=True))
        with django_assert_num_queries(4):  # type: ignore[operator]
            assert len(queries.nearest(118.6, 24.9, 100)) == more + 1


def test_a_qr_code_stands_by_itself_and_only_for_web_addresses() -> None:
    svg = queries.qr("https://yizhan.example/stations/1")
    assert svg.startswith("<svg ")
    assert "style=" not in svg
    assert "<script" not in svg
    for address in ("javascript:alert(1)", "", "https://a b", "ftp://x.example/"):
        with pytest.raises(Refusal):
            queries.qr(address)
