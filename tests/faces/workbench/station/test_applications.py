import re
from types import SimpleNamespace

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.faces.access.scene import client_for
from tests.faces.workbench.station.factories import a_complete_draft, a_file, a_visit_photo
from tests.faces.workbench.station.pages import queries_of, sent, words
from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.network.recognition.factories import a_picture
from yizhan.floor.accounts.states import Role
from yizhan.network.recognition import actions
from yizhan.network.recognition.models import Application, Attachment
from yizhan.network.recognition.states import ApplicationKind, DecisionResult

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    """A station with its head's browser."""
    city = a_city()
    a_file(city.station)
    head = a_member(Role.STATION_HEAD, city.station)
    return SimpleNamespace(city=city, head=head, client=client_for(head))


def a_draft(place: SimpleNamespace, kind: ApplicationKind = ApplicationKind.RECOGNITION) -> Application:
    return actions.draft(actor=place.head, kind=kind, station=place.city.station, now=NOW)


def fresh(application: Application) -> Application:
    return Application.objects.get(pk=application.pk)


def filled(application: Application, **changes: str) -> dict[str, str]:
    """What the browser sends of annex 2."""
    return {
        "version": str(fresh(application).version),
        "applicant_name": "丰泽人力资源服务有限公司",
        "credit_code": "91350503MA2XN00006",
        "contact_phone": "0595-22345678",
        "station_name": "泉州市丰泽区零工驿站",
        "station_kind": "station",
        "floor_area": "86.5",
        **changes,
    }


def test_an_application_is_begun_with_what_is_known(place: SimpleNamespace) -> None:
    data = {"kind": "recognition", "station": str(place.city.station.pk), "county": "", "submission": "b" * 32}
    text = words(sent(place.client, "/work/applications/new", **data))
    assert "填写认定申请" in text
    application = Application.objects.get()
    assert application.station_name == "东海零工驿站"
    sent(place.client, "/work/applications/new", **data)
    assert Application.objects.count() == 1


def test_a_change_needs_a_station_and_the_choice_is_kept(place: SimpleNamespace) -> None:
    answer = place.client.post("/work/applications/new", {"kind": "change", "station": "", "county": ""})
    assert answer.status_code == 422
    assert "请选择驿站" in words(answer)
    assert re.search(r'value="change"[^>]* checked', answer.content.decode())


def test_whatever_can_be_used_is_kept_and_the_rest_is_said_at_its_field(place: SimpleNamespace) -> None:
    application = a_draft(place)
    page = f"/work/applications/{application.pk}/edit"
    answer = place.client.post(page, filled(application, credit_code="123", floor_area="八十"))
    assert answer.status_code == 422
    text = words(answer)
    assert "其他内容已保存，下面标红的几项还不能用" in text
    assert "统一社会信用代码不正确，应为18位" in text
    assert 'value="八十"' in answer.content.decode()
    kept = fresh(application)
    assert (kept.applicant_name, kept.credit_code, kept.floor_area) == ("丰泽人力资源服务有限公司", "", None)
    assert f'name="version" value="{kept.version}"' in answer.content.decode()


def test_a_sealed_phone_is_masked_and_stays_when_its_box_is_left_empty(place: SimpleNamespace) -> None:
    application = a_draft(place)
    page = f"/work/applications/{application.pk}/edit"
    sent(place.client, page, **filled(application))
    assert "已填写：059******5678。不改就留空。" in words(place.client.get(page))
    sent(place.client, page, **filled(application, contact_phone=""))
    assert fresh(application).contact_phone is not None


def test_an_overtaken_application_shows_both_values(place: SimpleNamespace) -> None:
    application = a_draft(place)
    page = f"/work/applications/{application.pk}/edit"
    stale = filled(application, station_name="甲驿站")
    sent(place.client, page, **filled(application, station_name="乙驿站"))
    answer = place.client.post(page, stale)
    text = words(answer)
    assert answer.status_code == 422
    assert "申请认定的零工市场（驿站）名称 乙驿站 甲驿站" in text
    assert "0595-22345678" not in text
    assert fresh(application).station_name == "乙驿站"
    sent(place.client, page, **{**stale, "version": str(fresh(application).version)})
    assert fresh(application).station_name == "甲驿站"


def test_what_is_missing_is_listed_with_its_clause_and_stops_the_submission(place: SimpleNamespace) -> None:
    application = a_draft(place)
    text = words(place.client.get(f"/work/applications/{application.pk}/"))
    assert "负责人身份证号码 泉州方案附件2" in text
    page = f"/work/applications/{application.pk}/submit"
    assert "补齐后才能提交" in words(place.client.get(page))
    answer = place.client.post(page, {"version": str(application.version)})
    assert answer.status_code == 422
    assert fresh(application).state == "draft"


def test_a_complete_application_is_submitted_once_and_withdrawn(place: SimpleNamespace) -> None:
    application, head = a_complete_draft(place.city.station)
    client = client_for(head)
    page = f"/work/applications/{application.pk}/submit"
    assert "本单位愿意承担零工市场相关就业服务工作" in words(client.get(page))
    data = {"version": str(application.version), "submission": "c" * 32}
    assert "申请已提交" in words(sent(client, page, **data))
    assert "350503-2026-0001" in words(client.get(f"/work/applications/{application.pk}/"))
    sent(client, page, **data)
    assert fresh(application).state == "submitted"
    gone = f"/work/applications/{application.pk}/withdraw"
    assert client.post(gone, {"version": str(fresh(application).version), "reason": ""}).status_code == 422
    text = words(sent(client, gone, version=str(fresh(application).version), reason="选址变动"))
    assert "申请已撤回。" in text
    assert "选址变动" in text


def test_what_the_county_asks_for_is_shown_and_may_be_supplied(place: SimpleNamespace) -> None:
    application, head = a_complete_draft(place.city.station)
    actions.submit(actor=head, application=application, version=application.version, now=NOW)
    officer = a_member(Role.COUNTY_OFFICER, place.city.county)
    actions.return_for_supplement(
        actor=officer, application=application, version=fresh(application).version, note="请补租赁合同第二页", now=NOW
    )
    text = words(client_for(head).get(f"/work/applications/{application.pk}/"))
    assert "需要补正 请补租赁合同第二页" in text
    assert "提交申请" in text


def test_a_paper_is_uploaded_taken_away_and_taken_back(place: SimpleNamespace) -> None:
    application = a_draft(place)
    page = f"/work/applications/{application.pk}/papers/new"
    assert "泉州方案二（三）②" in words(place.client.get(page))
    data = {"version": str(application.version), "material": "licence"}
    assert "材料已上传。" in words(sent(place.client, page, **data, upload=a_picture("=执照.png")))
    paper = Attachment.objects.get()
    answer = place.client.get(f"/work/applications/papers/{paper.pk}")
    answer.getvalue()
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    gone = f"/work/applications/papers/{paper.pk}/remove"
    assert "撤下这份材料？" in words(place.client.get(gone))
    assert "材料已撤下。" in words(sent(place.client, gone, version=str(fresh(application).version)))
    assert place.client.get(f"/work/applications/papers/{paper.pk}").status_code == 404


def test_a_file_of_the_wrong_kind_is_refused_at_its_field(place: SimpleNamespace) -> None:
    application = a_draft(place)
    upload = SimpleUploadedFile("执照.pdf", b"#!/bin/sh", "application/pdf")
    answer = place.client.post(
        f"/work/applications/{application.pk}/papers/new",
        {"version": str(application.version), "material": "licence", "upload": upload},
    )
    assert answer.status_code == 422
    assert 'id="id_upload_error"' in answer.content.decode()
    assert not Attachment.objects.exists()


def test_visits_and_the_decision_are_seen(place: SimpleNamespace) -> None:
    photo = a_visit_photo(place.city.station)
    application = photo.visit.application
    decider = a_member(Role.COUNTY_OFFICER, place.city.county)
    actions.decide(
        actor=decider,
        application=application,
        version=fresh(application).version,
        result=DecisionResult.APPROVED,
        now=NOW.replace(day=22),
    )
    text = words(place.client.get(f"/work/applications/{application.pk}/"))
    assert "审批意见：同意" in text
    assert "第1次现场核查 符合" in text
    assert "服务场所面积 86.50平方米 86 符合" in text
    answer = place.client.get(f"/work/applications/photos/{photo.pk}")
    answer.getvalue()
    assert answer.headers["Content-Disposition"] == 'inline; filename="photo"'


def test_the_subsidy_is_asked_for_with_the_recognition(place: SimpleNamespace) -> None:
    application = a_draft(place)
    sent(place.client, f"/work/applications/{application.pk}/edit", **filled(application))
    page = f"/work/applications/{application.pk}/subsidy"
    text = words(place.client.get(page))
    assert "通过认定" in text
    assert "零工市场每家给予5万元奖补、零工驿站每家给予2万元奖补" in text
    data = {"bank_name": "建设银行", "account_holder": "丰泽人力资源服务有限公司"}
    answer = place.client.post(page, {**data, "version": str(fresh(application).version), "account": "12"})
    assert "银行账号应为8至32位数字" in words(answer)
    text = words(
        sent(place.client, page, **data, version=str(fresh(application).version), account="6217001234567890123")
    )
    assert "补助资金申请已填写" in text
    assert "6217001234567890123" not in text


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("format", ["docx", "pdf"])
def test_the_form_is_given_masked_and_in_full_to_the_applicant(format: str) -> None:
    city = a_city()
    application, head = a_complete_draft(city.station)
    client = client_for(head)
    page = f"/work/applications/{application.pk}/forms/recognition/{format}"
    masked, full = client.get(page), client.post(page)
    assert (masked.status_code, full.status_code) == (200, 200)
    assert masked.getvalue() != full.getvalue()
    assert masked.headers["Content-Disposition"].startswith("attachment")
    clerk = client_for(a_member(Role.STATION_STAFF, city.station))
    assert clerk.post(page).status_code == 400
    assert client.get(page.replace("recognition", "nothing")).status_code == 404
    assert client.get(page.replace(f"/{format}", "/exe")).status_code == 404


def test_the_empty_form_is_there_for_everybody(place: SimpleNamespace) -> None:
    answer = place.client.get("/work/applications/blank/recognition/docx")
    assert answer.getvalue().startswith(b"PK")


def test_the_list_is_narrowed_and_says_when_nothing_fits(place: SimpleNamespace) -> None:
    a_draft(place)
    assert "认定：东海零工驿站" in words(place.client.get("/work/applications/?kind=recognition&state=draft"))
    assert "没有符合条件的申请" in words(place.client.get("/work/applications/?kind=change"))


def test_the_list_takes_as_many_queries_for_one_as_for_thirty(place: SimpleNamespace) -> None:
    a_draft(place)
    one = queries_of(place.client, "/work/applications/")
    for _ in range(29):
        a_draft(place)
    assert queries_of(place.client, "/work/applications/") == one
