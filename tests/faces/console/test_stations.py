"""The stations of the area."""

import io

import openpyxl
import pytest

from tests.faces.access.scene import a_scene, client_for
from tests.faces.console import factories
from tests.faces.console.conftest import get, post, queries_of, text_of
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import an_organisation
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.recognition.models import Measure
from yizhan.network.stations.models import Station
from yizhan.network.stations.states import StationState

pytestmark = pytest.mark.django_db
NEW = {
    "name": "城东零工驿站",
    "code": "FZ-09",
    "kind": "station",
    "tier": "street",
    "setting": "urban",
    "street": "350503001",
}


def test_the_list_is_narrowed_by_county_state_and_words() -> None:
    scene = a_scene()
    an_open_station(scene.city.station)
    an_open_station(scene.city.sister, state=StationState.SUSPENDED)
    an_open_station(scene.city.station2)
    mayor = scene.actors[Role.CITY_OFFICER]
    shown = {
        query: [
            name
            for name in ("东海零工驿站", "北峰零工驿站", "开元零工驿站")
            if name in text_of(mayor, f"/console/stations/?{query}")
        ]
        for query in ("", "county=350502", "state=suspended", "q=东海", "q=FZ-0", "state=nonsense", "q=%25")
    }
    assert shown == {
        "": ["东海零工驿站", "北峰零工驿站", "开元零工驿站"],
        "county=350502": ["开元零工驿站"],
        "state=suspended": ["北峰零工驿站"],
        "q=东海": ["东海零工驿站"],
        "q=FZ-0": ["东海零工驿站", "北峰零工驿站"],
        "state=nonsense": ["东海零工驿站", "北峰零工驿站", "开元零工驿站"],
        "q=%25": [],
    }


def test_no_station_is_said_with_a_way_back() -> None:
    page = text_of(a_scene().actors[Role.COUNTY_OFFICER], "/console/stations/?q=没有")
    assert "没有符合条件的驿站" in page
    assert "看全部驿站" in page


def test_thirty_stations_take_as_many_queries_as_one() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    an_open_station(scene.city.station)
    one = queries_of(officer, "/console/stations/")
    for number in range(29):
        an_open_station(
            an_organisation(OrganisationKind.STATION, f"X-{number:02}", scene.city.county, f"驿站{number}", "350503")
        )
    assert queries_of(officer, "/console/stations/") == one


def test_the_workbook_holds_the_narrowed_list_and_is_safe_to_open() -> None:
    scene = a_scene()
    an_open_station(scene.city.station)
    an_open_station(scene.city.sister, state=StationState.SUSPENDED)
    answer = get(scene.actors[Role.COUNTY_OFFICER], "/console/stations/export?state=open")
    sheet = openpyxl.load_workbook(io.BytesIO(answer.content)).active
    assert sheet is not None
    assert [row[1].value for row in sheet.iter_rows(min_row=2)] == ["东海零工驿站"]
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]


def test_a_file_names_what_is_missing_with_clause_and_words() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.station)
    page = text_of(scene.actors[Role.COUNTY_OFFICER], f"/console/stations/{station.pk}")
    assert "零工驿站服务场所面积应不少于30㎡" in page
    assert "服务功能：政策咨询、求职招聘登记、困难援助、技能培训、创业服务" in page
    assert "建筑面积" in page


def test_the_manager_phone_is_shown_in_full_only_after_a_reason() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.station)
    station.manager_phone = "13800138000"
    station.save()
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/stations/{station.pk}"
    assert "138****8000" in text_of(officer, address)
    assert "写明理由" in post(officer, f"{address}/phone", reason="").content.decode()
    answer = post(officer, f"{address}/phone", reason="核实负责人")
    assert "13800138000" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(verb="privacy.reveal", reason="核实负责人").count() == 1


def test_a_recognised_station_changes_its_address_with_a_reason_only_and_keeps_what_was_typed() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.station)
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/stations/{station.pk}/basics"
    sent = {"version": 1, "sign_name": "泉州市丰泽区零工驿站", "address": "新路2号", "street": "", "directions": ""}
    refused = post(officer, address, **sent)
    assert refused.status_code == 422
    assert 'value="新路2号"' in refused.content.decode()
    assert "需要写明理由" in refused.content.decode()
    post(officer, address, **sent, reason="搬迁")
    assert Station.objects.get().address == "新路2号"


def test_a_stale_page_changes_nothing() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.station)
    Station.objects.update(version=2)
    sent = {"version": 1, "sign_name": "泉州市丰泽区零工驿站", "address": "新路2号", "reason": "搬迁"}
    answer = post(scene.actors[Role.COUNTY_OFFICER], f"/console/stations/{station.pk}/basics", **sent)
    assert answer.status_code == 422
    assert Station.objects.get().address == "示例路1号一楼"


def test_a_county_officer_founds_a_station_with_its_file_once_however_often_it_is_sent() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    browser = client_for(officer)
    sent = {**NEW, "operator": str(scene.city.operator.pk), "submission": "a" * 32}
    answers = [browser.post("/console/stations/new", sent) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    station = Station.objects.get(organisation__code="FZ-09")
    assert (station.state, station.organisation.operator) == (StationState.PLANNED, scene.city.operator)
    assert station.organisation.path == "3505/350503/FZ-09/"


def test_a_code_that_is_taken_is_refused_at_its_field_and_nothing_is_founded() -> None:
    scene = a_scene()
    before = Organisation.objects.count()
    answer = post(scene.actors[Role.COUNTY_OFFICER], "/console/stations/new", **{**NEW, "code": "FZ-01"})
    assert answer.status_code == 422
    page = answer.content.decode()
    assert 'id="id_code_error"' in page
    assert 'value="城东零工驿站"' in page
    assert Organisation.objects.count() == before


def test_a_community_station_without_its_community_leaves_no_organisation_behind() -> None:
    scene = a_scene()
    before = Organisation.objects.count()
    sent = {**NEW, "kind": "community_station", "tier": "community"}
    assert post(scene.actors[Role.COUNTY_OFFICER], "/console/stations/new", **sent).status_code == 422
    assert Organisation.objects.count() == before


def test_a_station_is_suspended_and_opened_again_with_reasons() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.station)
    officer = scene.actors[Role.COUNTY_OFFICER]
    post(officer, f"/console/stations/{station.pk}/suspend", reason="消防隐患")
    assert Station.objects.get().state == StationState.SUSPENDED
    measure = Measure.objects.get()
    assert "责令暂停服务：执行中" in text_of(officer, f"/console/stations/{station.pk}")
    post(officer, f"/console/measures/{measure.pk}", version=1, outcome="隐患已消除")
    assert Station.objects.get().state == StationState.OPEN


def test_a_station_is_cancelled_only_after_a_rectification_that_failed() -> None:
    scene = a_scene()
    measure = factories.a_measure(scene.city.station)
    officer = scene.actors[Role.COUNTY_OFFICER]
    refused = post(officer, f"/console/measures/{measure.pk}/cancel", version=1, reason="多次违规")
    assert refused.status_code == 422
    assert "只有整改后仍不合格的驿站才能取消" in refused.content.decode()
    early = post(officer, f"/console/measures/{measure.pk}", version=1, met="no", outcome="没有整改")
    assert "期满后才能登记为不合格" in early.content.decode()


def test_a_community_is_given_to_a_station_and_taken_back() -> None:
    scene = a_scene()
    area = factories.an_area(scene.city.station)
    officer = scene.actors[Role.COUNTY_OFFICER]
    page = text_of(officer, f"/console/stations/{area.station_id}")
    assert "东海社区" in page
    assert "未配备" in page
    post(officer, f"/console/areas/{area.pk}/end", until="2026-11-21", reason="区划调整")
    assert "东海社区" not in text_of(officer, f"/console/stations/{area.station_id}")
    sent = {"community": str(area.community_id), "since": "2026-11-21"}
    post(officer, f"/console/stations/{area.station_id}/area", **sent)
    assert "东海社区" in text_of(officer, f"/console/stations/{area.station_id}")


def test_the_operator_is_assigned_and_taken_back() -> None:
    scene = a_scene()
    station = an_open_station(scene.city.sister)
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/stations/{station.pk}/operator"
    post(officer, address, operator=str(scene.city.operator.pk))
    assert Organisation.objects.get(pk=scene.city.sister.pk).operator == scene.city.operator
    post(officer, address, operator="")
    assert Organisation.objects.get(pk=scene.city.sister.pk).operator is None
