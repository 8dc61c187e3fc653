"""The list of stations, the map and the page of one: what is shown, what is not, and what it costs."""

import io
import re

import pytest
import zxingcpp
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from PIL import Image
from resvg_py import svg_to_bytes

from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_city, an_organisation
from yizhan.faces.public import listing
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.stations import queries as stations
from yizhan.network.stations.models import OpeningSpan
from yizhan.network.stations.states import StationKind, StationState

pytestmark = pytest.mark.django_db


def text(address: str) -> str:
    answer = Client().get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def names(address: str) -> list[str]:
    return [line.name for line in Client().get(address).context["lines"]]


def a_network() -> None:
    city = a_city()
    an_open_station(city.station, name="东海零工驿站", position=("118.675700", "24.874100"))
    an_open_station(city.sister, name="北峰零工市场", position=None, kind=StationKind.MARKET)
    an_open_station(city.station2, name="开元零工驿站", position=("118.586100", "24.915600"))


@pytest.mark.parametrize("state", [state for state in StationState if state is not StationState.OPEN])
def test_a_station_that_is_not_open_is_not_there(state: StationState) -> None:
    station = an_open_station(a_city().station, name="东海零工驿站", state=state)
    assert names("/stations/") == []
    assert [Client().get(f"/stations/{station.pk}{end}").status_code for end in ("", "/poster")] == [404, 404]


def test_the_list_is_narrowed_by_county_and_kind() -> None:
    a_network()
    assert names("/stations/?county=350502") == ["开元零工驿站"]
    assert names("/stations/?kind=market") == ["北峰零工市场"]
    assert names("/stations/?kind=market&county=350502") == []


def test_the_list_is_sorted_by_distance_with_those_of_unknown_place_last() -> None:
    a_network()
    address = "/stations/?lon=118.586&lat=24.916"
    assert names(address) == ["开元零工驿站", "东海零工驿站", "北峰零工市场"]
    assert [line.distance for line in Client().get(address).context["lines"]] == ["46米", "10.2公里", ""]


@pytest.mark.parametrize(
    "query",
    [
        "lon=NaN&lat=1",
        "lon=1e400&lat=0",
        "lon=118.5",
        "lon=&lat=",
        "lon=118.5&lat=91",
        "lon=１１８&lat=24",
        "county=%00&kind=%F0%A0%AE%B7&open=x",
        "county='--&kind=../../etc",
        "open=on&open=off&kind=",
    ],
)
def test_what_cannot_be_read_narrows_nothing(query: str) -> None:
    a_network()
    assert Client().get(f"/stations/?{query}").status_code == 200


def test_only_those_that_are_open_now_are_shown_where_asked() -> None:
    a_network()
    OpeningSpan.objects.all().delete()
    assert names("/stations/?open=on") == []
    assert len(names("/stations/")) == 3


def test_a_station_shows_its_hours_services_and_phones_and_not_its_manager() -> None:
    station = an_open_station(a_city().station, name="东海零工驿站")
    page = text(f"/stations/{station.pk}")
    for words in (
        "周一至周五",
        "08:30–12:00，14:30–17:30",
        "周六至周日",
        "职业介绍",
        "无障碍服务设施",
        "0595-00000001",
    ):
        assert words in page
    assert "黄晓梅" not in page


def test_the_qr_code_leads_to_the_page() -> None:
    drawing = stations.qr("https://yizhan.example/stations/1")
    assert 'viewBox="0 0 ' in drawing
    picture = Image.open(io.BytesIO(bytes(svg_to_bytes(svg_string=drawing, width=400, height=400, background="white"))))
    (found,) = zxingcpp.read_barcodes(picture.convert("L"))
    assert found.text == "https://yizhan.example/stations/1"


def test_what_a_station_is_called_is_escaped_everywhere() -> None:
    station = an_open_station(a_city().station, name="<script>alert(1)</script>")
    for address in ("/", "/stations/", "/stations/map", f"/stations/{station.pk}", f"/stations/{station.pk}/poster"):
        assert "<script>alert" not in text(address)


@pytest.mark.parametrize("address", ["/", "/stations/", "/stations/map", "/stations/?lon=118.5&lat=24.9&open=on"])
def test_thirty_stations_cost_as_many_queries_as_one(address: str) -> None:
    city = a_city()
    an_open_station(city.station)
    Client().get(address)
    with CaptureQueriesContext(connection) as one:
        Client().get(address)
    for number in range(29):
        an_open_station(an_organisation(OrganisationKind.STATION, f"N-{number}", city.county, region="350503"))
    with CaptureQueriesContext(connection) as thirty:
        Client().get(address)
    assert len(thirty) == len(one)


def test_a_site_without_stations_says_so() -> None:
    assert "驿站正在筹建" in text("/")
    assert "没有符合条件的驿站" in text("/stations/")
    assert "还没有可以显示的驿站" in text("/stations/map")


@pytest.mark.parametrize(
    ("metres", "words"), [(None, ""), (0, "0米"), (999, "999米"), (1000, "1.0公里"), (12_345, "12.3公里")]
)
def test_distances_are_said_in_metres_up_to_a_kilometre(metres: int | None, words: str) -> None:
    assert listing.distance(metres) == words


def a_network_of_two_cities() -> None:
    a_network()
    other = an_organisation(OrganisationKind.CITY_BUREAU, "4601", name="海口市人社局", region="4601")
    district = an_organisation(OrganisationKind.COUNTY_BUREAU, "460108", other, "美兰区人社局", "460108")
    far = an_organisation(OrganisationKind.STATION, "H-1", district, region="460108")
    an_open_station(far, name="美兰就业驿站", position=("110.366000", "20.029000"))


@pytest.mark.parametrize(
    ("query", "shown"),
    [
        ("", ["东海零工驿站", "北峰零工市场", "开元零工驿站"]),
        ("?city=3505", ["东海零工驿站", "北峰零工市场", "开元零工驿站"]),
        ("?city=4601", ["美兰就业驿站"]),
        ("?city=9999", ["东海零工驿站", "北峰零工市场", "开元零工驿站"]),
        ("?city=46", ["东海零工驿站", "北峰零工市场", "开元零工驿站"]),
        ("?city=%00'--", ["东海零工驿站", "北峰零工市场", "开元零工驿站"]),
    ],
)
def test_the_map_shows_one_city_and_first_the_one_with_most_stations(query: str, shown: list[str]) -> None:
    a_network_of_two_cities()
    assert sorted(names(f"/stations/map{query}")) == sorted(shown)


def test_the_map_says_which_city_it_shows_and_offers_the_other() -> None:
    a_network_of_two_cities()
    page = text("/stations/map?city=4601")
    assert 'aria-label="海口市驿站方位示意图"' in page
    assert re.findall(r'href="(\?city=[0-9]+)"( aria-current="page")?', page) == [
        ("?city=3505", ""),
        ("?city=4601", ' aria-current="page"'),
    ]


def test_a_map_of_one_city_offers_no_choice() -> None:
    a_network()
    assert "?city=" not in text("/stations/map")


def test_the_home_page_shows_a_station_of_each_county_before_a_second_of_any() -> None:
    city = a_city()
    for number in range(6):
        station = an_organisation(OrganisationKind.STATION, f"A-{number}", city.county2, region="350502")
        an_open_station(station, name=f"鲤城{number}")
    an_open_station(city.station, name="东海零工驿站")
    OpeningSpan.objects.all().delete()
    assert names("/") == ["鲤城0", "东海零工驿站", "鲤城1", "鲤城2", "鲤城3", "鲤城4"]


@pytest.mark.parametrize(
    ("place", "address", "whole"),
    [
        ("福建省泉州市鲤城区开元街道", "开元街道示例巷9号", "福建省泉州市鲤城区开元街道示例巷9号"),
        ("福建省泉州市鲤城区开元街道", "示例巷9号", "福建省泉州市鲤城区开元街道示例巷9号"),
        ("福建省泉州市", "福建省泉州市鲤城区1号", "福建省泉州市鲤城区1号"),
        ("", "示例巷9号", "示例巷9号"),
        ("福建省", "", "福建省"),
    ],
)
def test_an_address_says_the_region_once(place: str, address: str, whole: str) -> None:
    assert listing.whole_address(place, address) == whole
