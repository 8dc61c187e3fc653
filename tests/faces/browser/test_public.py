"""The public pages in a real browser."""

import base64
import gzip
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Response
from pytest_django.fixtures import Settings

from tests.faces.browser.looking import assert_fine
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_city
from yizhan.config.environment import Tiles
from yizhan.network.stations.models import Station

pytestmark = pytest.mark.django_db(transaction=True)
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
PAGES = {
    "home": "/",
    "stations": "/stations/",
    "map": "/stations/map",
    "about": "/about",
    "privacy": "/privacy",
    "help": "/help",
}


@pytest.fixture
def stations(transactional_db: None) -> list[Station]:
    city = a_city()
    places = [
        (city.station, "东海零工驿站", ("118.675700", "24.874100")),
        (city.sister, "北峰零工驿站", ("118.571200", "24.951300")),
        (city.station2, "开元零工驿站", ("118.586100", "24.915600")),
    ]
    return [an_open_station(where, name=name, position=position) for where, name, position in places]


@pytest.mark.parametrize("name", PAGES)
def test_every_public_page_is_fine(
    name: str, phone: Page, desktop: Page, stations: list[Station], photograph: Callable[[Page, str], None]
) -> None:
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        page.goto(PAGES[name])
        assert_fine(page, touch=device == "phone")
        photograph(page, f"public-{name}-{device}")


def test_a_station_and_its_poster_are_fine(
    phone: Page, desktop: Page, stations: list[Station], photograph: Callable[[Page, str], None]
) -> None:
    for page, device in ((phone, "phone"), (desktop, "desktop")):
        for name in ("", "/poster"):
            page.goto(f"/stations/{stations[0].pk}{name}")
            assert_fine(page, touch=device == "phone")
            photograph(page, f"public-station{name.replace('/', '-')}-{device}")


def test_the_home_page_weighs_at_most_thirty_two_kilobytes(phone: Page, stations: list[Station]) -> None:
    weights: dict[str, int] = {}

    def weigh(response: Response) -> None:
        if not response.url.endswith(".woff2"):
            weights[response.url] = len(gzip.compress(response.body()))

    phone.on("response", weigh)
    phone.goto("/", wait_until="networkidle")
    assert "/static/components/site.js" in {url.removeprefix(phone.url.rstrip("/")) for url in weights}
    assert sum(weights.values()) <= 32 * 1024


def test_near_me_sorts_the_list_by_distance(phone: Page, stations: list[Station]) -> None:
    phone.context.grant_permissions(["geolocation"])
    phone.context.set_geolocation({"longitude": 118.5713, "latitude": 24.9512})
    phone.goto("/stations/")
    phone.get_by_role("button", name="离我最近").click()
    phone.wait_for_url("**/stations/?*lat=24.951*")
    assert phone.locator(".station-line__name").all_inner_texts() == ["北峰零工驿站", "开元零工驿站", "东海零工驿站"]


def test_every_page_reads_and_the_filter_works_without_scripts(without_scripts: Page, stations: list[Station]) -> None:
    without_scripts.goto("/stations/?open=")
    assert without_scripts.get_by_role("button", name="离我最近").count() == 0
    without_scripts.get_by_label("类型").select_option("market")
    without_scripts.get_by_role("button", name="查找").click()
    assert without_scripts.get_by_text("没有符合条件的驿站").is_visible()
    without_scripts.goto("/stations/map")
    assert without_scripts.get_by_role("img", name="驿站方位示意图").is_visible()


def test_a_site_with_tiles_shows_them_and_may_ask_that_host_alone(
    desktop: Page, stations: list[Station], settings: Settings
) -> None:
    settings.YIZHAN_TILES = Tiles("https://tiles.test/{z}/{x}/{y}.png", "https://tiles.test", "gcj02", "地图供应单位")
    desktop.context.route("https://tiles.test/**", lambda route: route.fulfill(body=PIXEL, content_type="image/png"))
    desktop.goto("/stations/map")
    desktop.wait_for_selector(".leaflet-marker-icon")
    assert desktop.locator(".leaflet-marker-icon").count() == 3
    desktop.wait_for_selector(".map__drawing", state="hidden")
    assert_fine(desktop)
    desktop.locator(".leaflet-marker-icon").first.click()
    assert desktop.locator(".leaflet-popup a").get_attribute("href") == f"/stations/{stations[2].pk}"
    # Tiles made in China are drawn in GCJ-02: the pin stands where the map shows the street, not where the satellite does.
    shown = {
        place["url"]: place
        for place in desktop.evaluate("JSON.parse(document.getElementById('map-places').textContent)")
    }
    assert shown[f"/stations/{stations[0].pk}"]["lon"] != 118.6757


def test_a_host_of_tiles_that_does_not_answer_leaves_the_drawing(
    desktop: Page, stations: list[Station], settings: Settings, complaints: list[str]
) -> None:
    settings.YIZHAN_TILES = Tiles("https://tiles.test/{z}/{x}/{y}.png", "https://tiles.test", "gcj02", "")
    desktop.context.route("https://tiles.test/**", lambda route: route.abort())
    desktop.goto("/stations/map")
    desktop.wait_for_selector("#map", state="hidden")
    assert desktop.get_by_role("img", name="驿站方位示意图").is_visible()
    desktop.close()
    complaints.clear()
