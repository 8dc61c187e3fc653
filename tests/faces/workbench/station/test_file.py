from datetime import date, timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.console.factories import a_measure
from tests.faces.workbench.station.factories import a_file, a_head_of
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import a_city, a_member, an_organisation
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.recognition.models import Measure
from yizhan.network.stations.models import ClosedDay, Station

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A planned station with its head's browser."""
    city = a_city()
    station = a_file(city.station)
    head = a_head_of(station)
    return SimpleNamespace(
        city=city, station=station, head=head, client=client_for(head), at=f"/work/station/{station.pk}"
    )


def fresh(place: SimpleNamespace) -> Station:
    found: Station = Station.objects.get(pk=place.station.pk)
    return found


def basics(place: SimpleNamespace, **changes: object) -> dict[str, object]:
    return {
        "version": fresh(place).version,
        "sign_name": "泉州市丰泽区零工驿站",
        "street": "350503001",
        "address": "宝珊路8号",
        "directions": "",
        **changes,
    }


def test_the_file_says_what_is_missing_with_clause_and_link(place: SimpleNamespace) -> None:
    text = place.client.get(f"{place.at}/").content.decode()
    assert "第3条" in text
    assert f'href="{place.at}/premises"' in text
    assert "建筑面积" in text
    assert "驿站开放后才有公开页面和二维码。" in text


def test_equal_labels_of_what_is_missing_are_said_once(place: SimpleNamespace) -> None:
    text = words(place.client.get(f"{place.at}/"))
    assert "服务设施：写字桌台、休息座椅" in text


def test_a_section_is_saved_and_shown(place: SimpleNamespace) -> None:
    text = words(sent(place.client, f"{place.at}/basics", **basics(place)))
    assert "基本信息已保存。" in text
    assert "福建省泉州市丰泽区东湖街道" in text
    assert fresh(place).address == "宝珊路8号"


def test_a_refused_sign_is_said_at_its_field_and_the_rest_is_kept(place: SimpleNamespace) -> None:
    answer = place.client.post(f"{place.at}/basics", basics(place, sign_name="东海驿站", address="宝珊路9号"))
    assert answer.status_code == 422
    assert "标识名称应为「泉州市丰泽区零工驿站」" in words(answer)
    assert 'value="宝珊路9号"' in answer.content.decode()
    assert fresh(place).address == ""


def test_an_overtaken_form_shows_both_values_and_may_be_sent_again(place: SimpleNamespace) -> None:
    stale = basics(place, address="甲路1号")
    sent(place.client, f"{place.at}/basics", **basics(place, address="乙路2号"))
    answer = place.client.post(f"{place.at}/basics", stale)
    assert answer.status_code == 409
    assert "详细地址 乙路2号 甲路1号" in words(answer)
    assert fresh(place).address == "乙路2号"
    version = fresh(place).version
    assert f'name="version" value="{version}"' in answer.content.decode()
    sent(place.client, f"{place.at}/basics", **{**stale, "version": version})
    assert fresh(place).address == "甲路1号"


def test_the_same_submission_twice_is_no_conflict(place: SimpleNamespace) -> None:
    data = basics(place, submission="a" * 32)
    place.client.post(f"{place.at}/basics", data)
    again = place.client.post(f"{place.at}/basics", data)
    assert (again.status_code, again.headers["Location"]) == (302, f"{place.at}/")


def test_hours_that_overlap_are_refused_at_their_day(place: SimpleNamespace) -> None:
    data = {"version": place.station.version, "holiday_rule": "statutory", "day_2": "08:30-12:00,11:00-13:00"}
    answer = place.client.post(f"{place.at}/hours", data)
    assert answer.status_code == 422
    assert "08:30-12:00与11:00-13:00重叠" in words(answer)
    assert 'value="08:30-12:00,11:00-13:00"' in answer.content.decode()


@pytest.mark.parametrize("section", ["premises", "equipment", "contacts", "legal", "coordinates"])
def test_every_section_opens_with_what_is_on_file(place: SimpleNamespace, section: str) -> None:
    answer = place.client.get(f"{place.at}/{section}")
    assert answer.status_code == 200
    assert f'name="version" value="{place.station.version}"' in answer.content.decode()


def test_a_recognised_station_changes_sign_and_place_by_application() -> None:
    station = a_file(a_city().station, is_open=True)
    client = client_for(a_head_of(station))
    text = client.get(f"/work/station/{station.pk}/basics").content.decode()
    assert "已认定的驿站，标识、地址不能自行修改" in text
    assert f"?kind=change&station={station.organisation_id}" in text.replace("&amp;", "&")
    area = client.get(f"/work/station/{station.pk}/premises").content.decode()
    assert 'name="area"' in area
    assert "disabled" in area


def test_the_manager_s_phone_is_shown_in_full_only_with_a_reason(place: SimpleNamespace) -> None:
    data = {"version": place.station.version, "manager_name": "黄晓梅", "manager_phone": "13800138000"}
    assert "138****8000" in words(
        sent(place.client, f"{place.at}/contacts", **data, service_phone="", hotline="", posted="")
    )
    assert "查看完整信息须写明理由" in words(sent(place.client, f"{place.at}/phone", reason="看"))


@pytest.mark.django_db(transaction=True)
def test_a_reveal_is_logged() -> None:
    station = a_file(a_city().station)
    Station.objects.filter(pk=station.pk).update(manager_name="黄晓梅")
    client = client_for(a_head_of(station))
    data = {"version": station.version, "manager_name": "黄晓梅", "manager_phone": "13800138000", "posted": ""}
    client.post(f"/work/station/{station.pk}/contacts", {**data, "service_phone": "", "hotline": ""})
    answer = client.post(f"/work/station/{station.pk}/phone", {"reason": "核对管理人员电话"})
    assert "13800138000" in words(answer)
    assert Entry.objects.filter(verb="privacy.reveal").count() == 1


def test_a_closed_day_is_announced_and_taken_back(place: SimpleNamespace) -> None:
    day = timezone.localdate() + timedelta(days=30)
    text = words(sent(place.client, f"{place.at}/closed-days", day=day.isoformat(), reason="台风"))
    assert f"{day.year}年{day.month}月{day.day}日 台风" in text
    assert ClosedDay.objects.get().reason == "台风"
    assert "已取消闭馆。" in words(sent(place.client, f"{place.at}/closed-days/reopen", day=day.isoformat()))
    assert not ClosedDay.objects.exists()


def test_a_closed_day_needs_a_reason(place: SimpleNamespace) -> None:
    day = timezone.localdate() + timedelta(days=30)
    answer = place.client.post(f"{place.at}/closed-days", {"day": day.isoformat(), "reason": "雨"})
    assert answer.status_code == 422
    assert "请写明闭馆原因" in words(answer)


@pytest.mark.parametrize("day", ["9999-12-31", "2099-12-01"])
def test_a_closed_day_beyond_the_next_year_is_a_slip_of_the_finger(place: SimpleNamespace, day: str) -> None:
    answer = place.client.post(f"{place.at}/closed-days", {"day": day, "reason": "台风"})
    assert answer.status_code == 422
    assert "闭馆日期最多提前一年登记，请核对年份" in words(answer)
    assert not ClosedDay.objects.exists()


def test_a_closed_day_of_any_year_that_is_stored_does_not_break_the_page(place: SimpleNamespace) -> None:
    ClosedDay.objects.create(station=place.station, day=date(9999, 12, 31), reason="台风")
    assert "9999年12月31日 台风" in words(place.client.get(f"{place.at}/closed-days"))


def test_a_clerk_reads_the_file_and_changes_nothing(place: SimpleNamespace) -> None:
    clerk = client_for(a_member(Role.STATION_STAFF, place.city.station))
    assert "修改" not in words(clerk.get(f"{place.at}/"))
    assert clerk.get(f"{place.at}/basics").status_code == 403


def test_who_has_no_file_is_told_what_to_do() -> None:
    client = client_for(a_member(Role.STATION_HEAD, a_city().sister))
    for page in ("station", "area", "staff", "roster"):
        assert "还没有驿站档案" in words(client.get(f"/work/{page}/"))


def test_an_operator_changes_between_stations_and_the_last_one_is_remembered() -> None:
    city = a_city()
    city.sister.operator = city.operator
    city.sister.save(update_fields=["operator"])
    first, second = a_file(city.station), a_file(city.sister)
    client = client_for(a_member(Role.OPERATOR_STAFF, city.operator))
    assert client.get("/work/roster/").headers["Location"] == f"/work/station/{first.pk}/roster/"
    text = client.get("/work/station/choose?to=roster_station").content.decode()
    assert f"/work/station/{second.pk}/roster/" in text
    client.get(f"/work/station/{second.pk}/")
    assert client.get("/work/roster/").headers["Location"] == f"/work/station/{second.pk}/roster/"


def test_a_page_to_choose_for_that_does_not_exist_leads_to_the_file(place: SimpleNamespace) -> None:
    assert f'href="{place.at}/"' in place.client.get("/work/station/choose?to=../../evil").content.decode()


def test_the_list_of_stations_takes_as_many_queries_for_one_as_for_thirty() -> None:
    city = a_city()
    a_file(city.station)
    client = client_for(a_member(Role.OPERATOR_STAFF, city.operator))
    one = queries_of(client, "/work/station/choose")
    for number in range(29):
        a_file(
            an_organisation(
                OrganisationKind.STATION, f"FZ-9{number}", city.county, region="350503", operator=city.operator
            )
        )
    assert queries_of(client, "/work/station/choose") == one


def test_what_the_county_ordered_stands_on_top_of_the_file_until_it_is_met() -> None:
    measure = a_measure(a_city().station)
    station = Station.objects.get()
    client, address = client_for(a_head_of(station)), f"/work/station/{station.pk}/"
    text = words(client.get(address))
    for said in ("限期整改：执行中", measure.reason, f"要求：{measure.demands}", "由人社部门作出"):
        assert said in text
    Measure.objects.filter(pk=measure.pk).update(
        state="met", outcome="已改好", closed_at=timezone.now(), closed_by=measure.ordered_by
    )
    assert measure.reason not in words(client.get(address))
