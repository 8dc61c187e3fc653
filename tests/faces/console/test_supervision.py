"""Coverage, blacklist, requests about personal data, calendar."""

from datetime import timedelta

import pytest

from tests.faces.access.scene import a_scene, client_for
from tests.faces.console import factories
from tests.faces.console.busy import a_busy_city, a_second_officer
from tests.faces.console.conftest import TODAY, get, post, queries_of, text_of
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState, Role
from yizhan.floor.privacy.queries import is_restricted
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.states import RequestKind, RequestState
from yizhan.market.employers.models import Blacklisting
from yizhan.market.employers.states import BlacklistState
from yizhan.network.calendars.queries import state_of
from yizhan.network.stations.models import NetworkPlan

pytestmark = pytest.mark.django_db
PLAN = {
    "name": "1+4+N",
    "source": "泉人社〔2026〕1号",
    "clause": "建成1个市级、4个县级驿站",
    "since": "2026-01-01",
    "by": "2027-12-31",
    "tier_0": "city",
    "label_0": "市级",
    "number_0": "1",
    "tier_1": "street",
    "label_1": "镇街",
    "number_1": "N",
}


def test_the_plan_stands_beside_what_there_is() -> None:
    busy = a_busy_city()
    page = text_of(busy.scene.actors[Role.COUNTY_OFFICER], "/console/coverage")
    assert "1+4+43+N" in page
    # The number is the city's: what the county lacks of it is no figure of the county.
    assert "全市目标" in page
    assert "还差" not in page
    assert "还差 40" in text_of(busy.scene.actors[Role.CITY_OFFICER], "/console/coverage")
    assert "共 2 处" in page
    assert "设定建设目标" not in page


def test_the_city_sets_the_plan_and_a_number_that_is_none_is_refused_at_its_field() -> None:
    mayor = a_scene().actors[Role.CITY_OFFICER]
    refused = post(mayor, "/console/coverage/plan", **{**PLAN, "number_0": "许多"})
    assert refused.status_code == 422
    assert 'id="id_number_0_error"' in refused.content.decode()
    assert 'value="镇街"' in refused.content.decode()
    post(mayor, "/console/coverage/plan", **PLAN)
    plan = NetworkPlan.objects.get()
    assert [(line.tier, line.planned) for line in plan.lines.all()] == [("city", 1), ("street", None)]
    assert 'value="N"' in text_of(mayor, "/console/coverage/plan")


def test_a_case_is_decided_by_another_than_who_proposed_it() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    own = factories.a_case(scene.city.station, proposer=Person.objects.get(pk=officer.id))
    assert "您是提出人，须由他人决定" in text_of(officer, f"/console/blacklist/{own.pk}")
    sent = {"since": "2026-11-21", "until": "2027-11-20", "decision": "查证属实，予以列入"}
    refused = post(officer, f"/console/blacklist/{own.pk}/confirm", **sent)
    assert refused.status_code == 422
    assert "提出人和决定人不能是同一人" in refused.content.decode()
    post(a_second_officer(scene), f"/console/blacklist/{own.pk}/confirm", **sent)
    assert Blacklisting.objects.get().state == BlacklistState.CONFIRMED
    assert "某某鞋业有限公司" in text_of(officer, "/console/blacklist/?view=listed")
    assert "这里没有案件" in text_of(officer, "/console/blacklist/")


def test_a_term_in_the_past_is_refused_with_the_words_kept() -> None:
    scene = a_scene()
    case = factories.a_case(scene.city.station)
    sent = {"since": "2026-11-01", "until": "2027-11-20", "decision": "查证属实，予以列入"}
    answer = post(scene.actors[Role.COUNTY_OFFICER], f"/console/blacklist/{case.pk}/confirm", **sent)
    assert answer.status_code == 422
    assert "列入日期不能早于今天" in answer.content.decode()
    assert "查证属实，予以列入" in answer.content.decode()


def test_thirty_cases_take_as_many_queries_as_one() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    factories.a_case(scene.city.station)
    one = queries_of(officer, "/console/blacklist/")
    for _ in range(29):
        factories.a_case(scene.city.station)
    assert queries_of(officer, "/console/blacklist/") == one


def test_an_erasure_takes_two_officers_and_says_what_it_did() -> None:
    scene = a_scene()
    request = factories.a_request(scene.city.station, RequestKind.ERASURE)
    officer, second = scene.actors[Role.COUNTY_OFFICER], a_second_officer(scene)
    address = f"/console/rights/{request.pk}"
    for step in ("take-up", "propose"):
        post(officer, f"{address}/{step}")
    assert "您已提请删除，须由另一人复核确认" in text_of(officer, address)
    refused = post(officer, f"{address}/erase")
    assert refused.status_code == 422
    assert "删除须由另一人复核确认" in refused.content.decode()
    assert Person.objects.get(pk=request.person_id).state == AccountState.ACTIVE
    done = post(second, f"{address}/erase").content.decode()
    assert "删除结果" in done
    assert Person.objects.get(pk=request.person_id).state == AccountState.ERASED


def test_a_request_is_refused_on_a_ground_of_law_only() -> None:
    scene = a_scene()
    request = factories.a_request(scene.city.station)
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/rights/{request.pk}"
    post(officer, f"{address}/take-up")
    assert post(officer, f"{address}/refuse", basis="whim", words="不想办").status_code == 422
    post(officer, f"{address}/refuse", basis="not_held", words="本系统没有这项信息")
    assert Request.objects.get().state == RequestState.REFUSED
    assert "本系统没有所请求的信息" in text_of(officer, address)


def test_a_restriction_is_lifted_with_what_the_person_said() -> None:
    scene = a_scene()
    request = factories.a_request(scene.city.station, RequestKind.RESTRICTION)
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/rights/{request.pk}"
    for step in ("take-up", "carry-out"):
        assert "限制正在生效" not in text_of(officer, address)
        post(officer, f"{address}/{step}")
    page = text_of(officer, address)
    assert "限制正在生效" in page
    assert f'href="{address}/lift"' in page
    refused = post(officer, f"{address}/lift", reason="")
    assert (refused.status_code, is_restricted(request.person_id, TODAY)) == (422, True)
    assert "已解除限制" in post(officer, f"{address}/lift", reason="本人到窗口要求恢复").content.decode()
    assert not is_restricted(request.person_id, TODAY)
    assert f'href="{address}/lift"' not in text_of(officer, address)
    again = post(officer, f"{address}/lift", reason="本人到窗口要求恢复")
    assert "没有正在生效的限制" in again.content.decode()


def test_what_the_person_wrote_is_read_with_a_reason() -> None:
    scene = a_scene()
    request = factories.a_request(scene.city.station)
    officer, address = scene.actors[Role.COUNTY_OFFICER], f"/console/rights/{request.pk}"
    assert "请给我一份副本" not in text_of(officer, address)
    answer = post(officer, f"{address}/reveal", field="words", reason="办理本件请求")
    assert "请给我一份副本" in answer.content.decode()


def test_names_are_masked_on_the_list_and_late_requests_marked() -> None:
    scene = a_scene()
    request = factories.a_request(scene.city.station)
    request.due_on = (TODAY - timedelta(days=1)).date()
    request.save()
    page = text_of(scene.actors[Role.COUNTY_OFFICER], "/console/rights/")
    assert "欧阳**" in page
    assert "已超期" in page


def test_thirty_requests_take_as_many_queries_as_one() -> None:
    scene = a_scene()
    officer = scene.actors[Role.COUNTY_OFFICER]
    factories.a_request(scene.city.station)
    one = queries_of(officer, "/console/rights/")
    for _ in range(29):
        factories.a_request(scene.city.station)
    assert queries_of(officer, "/console/rights/") == one


def test_a_year_without_a_notice_is_said_to_be_unpublished() -> None:
    scene = a_scene()
    page = text_of(scene.actors[Role.COUNTY_OFFICER], "/console/calendar/")
    assert "2027年的节假日安排尚未公布" in page
    assert "录入2027年安排" not in page
    assert "2027年的节假日安排尚未公布" in text_of(scene.actors[Role.COUNTY_OFFICER], "/console/calendar/2027")
    assert get(scene.actors[Role.COUNTY_OFFICER], "/console/calendar/99999").status_code == 404


def test_a_year_is_published_whole_with_its_source() -> None:
    mayor = a_scene().actors[Role.CITY_OFFICER]
    days = "\n".join(f"2027-10-{day:02} 放假 国庆节" for day in range(1, 14))
    sent = {"year": "2027", "source": "国办发明电〔2026〕9号", "days": days}
    short = post(mayor, "/console/calendar/2027/publish", **{**sent, "days": "2027-01-01 放假 元旦"})
    assert short.status_code == 422
    assert "放假日不足13天" in short.content.decode()
    unread = post(mayor, "/console/calendar/2027/publish", **{**sent, "days": "元旦放假"})
    assert "第1行看不懂" in unread.content.decode()
    assert "元旦放假" in unread.content.decode()
    post(mayor, "/console/calendar/2027/publish", **sent)
    assert state_of(2027) == "published"
    assert "国办发明电〔2026〕9号" in text_of(mayor, "/console/calendar/2027")


def test_one_day_is_corrected_with_its_reason() -> None:
    mayor = a_scene().actors[Role.CITY_OFFICER]
    sent = {"day": "2026-12-31", "kind": "holiday", "name": "元旦", "source": "国办发明电〔2026〕10号"}
    assert post(mayor, "/console/calendar/2026/day", **sent, reason="").status_code == 422
    post(mayor, "/console/calendar/2026/day", **sent, reason="通知调整")
    assert state_of(2026) == "edited"
    browser = client_for(mayor)
    assert "已公布，有更正" in browser.get("/console/calendar/2026").content.decode()
