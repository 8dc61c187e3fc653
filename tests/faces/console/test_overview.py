"""The first page, and the notices."""

import re
from datetime import timedelta

import pytest

from tests.faces.access.scene import a_scene
from tests.faces.console import factories
from tests.faces.console.conftest import TODAY, get, post, text_of
from tests.faces.public.factories import an_open_station
from yizhan.floor.accounts.states import Role
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db


def figures(page: str) -> dict[str, str]:
    pairs = re.findall(r'stat__label">(.*?)</span><span class="stat__value">(\d+)', page)
    return dict(pairs)


def waiting(page: str) -> list[tuple[str, str]]:
    return re.findall(r'list__title">([^<]*?)\s*<span class="badge badge--(?:info|danger)">\s*(\d+) 件', page)


def test_an_officer_sees_the_figures_of_the_own_county_only() -> None:
    scene = a_scene()
    an_open_station(scene.city.station)
    an_open_station(scene.city.sister, state=StationState.SUSPENDED)
    an_open_station(scene.city.station2)
    officer, mayor = scene.actors[Role.COUNTY_OFFICER], scene.actors[Role.CITY_OFFICER]
    own, whole = figures(text_of(officer, "/console/")), figures(text_of(mayor, "/console/"))
    assert (own["开放的驿站"], own["暂停的驿站"]) == ("1", "1")
    assert (whole["开放的驿站"], whole["暂停的驿站"]) == ("2", "1")


def test_what_waits_is_counted_by_kind_and_leads_to_the_list() -> None:
    scene = a_scene()
    city = scene.city
    factories.an_application(city.station, at=TODAY - timedelta(days=12))
    factories.an_application(city.sister, serial=2)
    factories.a_request(city.station)
    factories.a_case(city.station)
    factories.a_measure(city.station, due_on=(TODAY - timedelta(days=1)).date())
    page = text_of(scene.actors[Role.COUNTY_OFFICER], "/console/")
    assert waiting(page) == [
        ("申请待受理", "2"),
        ("整改期限已过，待登记结果", "1"),
        ("个人信息请求", "1"),
        ("拟列入黑名单，待审核", "1"),
    ]
    assert "最早的已提交 12 天" in page
    assert 'href="/console/applications/?state=submitted"' in page


def test_nothing_to_do_is_said() -> None:
    scene = a_scene()
    assert "现在没有等您办理的事" in text_of(scene.actors[Role.COUNTY_OFFICER], "/console/")


def test_an_administrator_sees_what_keeps_the_platform_from_running() -> None:
    scene = a_scene()
    factories.a_delivery()
    page = text_of(scene.actors[Role.ADMINISTRATOR], "/console/")
    assert [title for title, _ in waiting(page)] == ["后台任务没有运行", "多次失败、已停下的送达"]
    assert "认定" not in page


def test_an_auditor_is_led_to_the_chain() -> None:
    answer = get(a_scene().actors[Role.AUDITOR], "/console/")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/console/audit/")


def test_notices_are_read_by_opening_them_or_all_at_once() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    first = factories.a_notice(officer.id, "1")
    factories.a_notice(officer.id, "2")
    assert text_of(officer, "/console/inbox").count(">未读<") == 2
    assert get(officer, f"/console/inbox/{first.pk}").headers["Location"] == "/console/inbox"
    assert text_of(officer, "/console/inbox").count(">未读<") == 1
    assert ">未读<" not in post(officer, "/console/inbox").content.decode()
