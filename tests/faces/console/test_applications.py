"""Recognition as the county handles it and the city watches it."""

import io
from datetime import timedelta

import pytest
from django.http import StreamingHttpResponse
from pypdf import PdfReader

from tests.faces.access.scene import client_for
from tests.faces.console import factories
from tests.faces.console.conftest import TODAY, get, post, queries_of, text_of
from tests.floor.accounts.factories import NOW
from tests.network.recognition.factories import a_scene, accepted, approved, fresh, submitted, visited
from yizhan.floor.audit.models import Entry
from yizhan.network.recognition.models import Attachment, SubsidyRequest
from yizhan.network.recognition.states import ApplicationState, SubsidyKind
from yizhan.network.stations.models import Station

pytestmark = pytest.mark.django_db(transaction=True)


def test_the_list_shows_number_applicant_state_and_how_long_it_waits() -> None:
    scene = a_scene()
    application = submitted(scene)
    page = text_of(scene.officer, "/console/applications/")
    for words in (application.number, "丰泽人力资源公司", "已提交", "1 天"):
        assert words in page
    assert "没有符合条件的申请" in text_of(scene.officer, "/console/applications/?state=visited")
    assert application.number not in text_of(scene.foreign, "/console/applications/")


def test_thirty_applications_take_as_many_queries_as_one() -> None:
    scene = a_scene()
    factories.an_application(scene.station)
    one = queries_of(scene.officer, "/console/applications/")
    for serial in range(2, 31):
        factories.an_application(scene.station, serial=serial)
    assert queries_of(scene.officer, "/console/applications/") == one


def test_the_county_sees_the_form_and_what_to_do_and_the_city_only_sees() -> None:
    scene = a_scene()
    application = submitted(scene)
    own = text_of(scene.officer, f"/console/applications/{application.pk}")
    city = text_of(scene.mayor, f"/console/applications/{application.pk}")
    assert "王㛃" in own
    assert "王*" in city
    assert "王㛃" not in city
    assert "退回补正" in own
    assert "由 丰泽区人社局 办理，您可以查看。" in city
    assert "350500199001010015" not in own
    assert get(scene.mayor, f"/console/applications/{application.pk}/accept").status_code == 403


def test_accepting_twice_from_two_windows_is_refused_the_second_time() -> None:
    scene = a_scene()
    application = submitted(scene)
    address = f"/console/applications/{application.pk}/accept"
    seen = application.version
    assert "已受理" in post(scene.officer, address, version=seen).content.decode()
    second = post(scene.second, address, version=seen)
    assert second.status_code == 422
    assert "本次操作没有生效" in second.content.decode()
    assert fresh(application).state == ApplicationState.ACCEPTED


def test_the_same_submission_is_answered_once() -> None:
    scene = a_scene()
    application = submitted(scene)
    browser = client_for(scene.officer)
    sent = {"version": application.version, "submission": "b" * 32}
    answers = [browser.post(f"/console/applications/{application.pk}/accept", sent) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == [f"/console/applications/{application.pk}"] * 2


def test_what_is_missing_is_offered_for_the_return_and_a_return_without_words_is_refused() -> None:
    scene = a_scene()
    application = factories.an_application(scene.station)
    address = f"/console/applications/{application.pk}/return"
    assert "缺少「统一社会信用代码」（泉州方案附件2）" in text_of(scene.officer, address)
    assert post(scene.officer, address, version=1, note="").status_code == 422
    post(scene.officer, address, version=1, note="请补营业执照")
    assert fresh(application).state == ApplicationState.RETURNED
    assert "请补营业执照" in text_of(scene.officer, f"/console/applications/{application.pk}")


def test_one_visitor_named_twice_is_refused_with_everything_kept() -> None:
    scene = a_scene()
    application = accepted(scene)
    later = f"{TODAY + timedelta(days=1):%Y-%m-%dT%H:%M}"
    one = str(scene.officer.id)
    sent = {"version": application.version, "scheduled_for": later, "first_visitor": one, "second_visitor": one}
    answer = post(scene.officer, f"/console/applications/{application.pk}/schedule", **sent, experts="李工，市建院")
    assert answer.status_code == 422
    page = answer.content.decode()
    assert "现场核查应有2名以上工作人员" in page
    assert later in page
    assert "李工，市建院" in page


def test_only_a_visitor_is_offered_to_record() -> None:
    scene = a_scene()
    application = accepted(scene)
    sent = {
        "version": application.version,
        "scheduled_for": f"{TODAY + timedelta(hours=1):%Y-%m-%dT%H:%M}",
        "first_visitor": str(scene.officer.id),
        "second_visitor": str(scene.second.id),
    }
    post(scene.officer, f"/console/applications/{application.pk}/schedule", **sent)
    address = f"/console/applications/{application.pk}"
    assert "记录现场核查" in text_of(scene.second, address)
    assert "记录现场核查" not in text_of(scene.third, address)


def test_a_decision_needs_a_choice_and_a_refusal_its_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = a_scene()
    application = visited(scene)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=4))
    address = f"/console/applications/{application.pk}/decide"
    page = text_of(scene.third, address)
    assert "不少于 30 平方米" in page
    assert "86平方米" in page
    assert "checked" not in page
    assert post(scene.third, address, version=application.version).status_code == 422
    refused = post(scene.third, address, version=application.version, result="refused")
    assert "请写明不同意的理由" in refused.content.decode()
    post(scene.third, address, version=application.version, result="approved")
    assert fresh(application).state == ApplicationState.APPROVED


def test_publicity_is_entered_and_closed_after_its_last_day(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = a_scene()
    application = approved(scene)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=4))
    address = f"/console/applications/{application.pk}"
    days = {"first_day": "2026-11-24", "last_day": "2026-11-25"}
    post(scene.third, f"{address}/publicise", version=application.version, **days)
    assert "登记公示结果" not in text_of(scene.third, address)
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW + timedelta(days=7))
    assert "登记公示结果" in text_of(scene.third, address)
    post(scene.third, f"{address}/publicity", version=fresh(application).version, objection="")
    assert "公示期满无异议" in text_of(scene.third, address)


def test_a_sealed_field_is_shown_after_a_reason_which_is_kept() -> None:
    scene = a_scene()
    application = submitted(scene)
    address = f"/console/applications/{application.pk}/reveal"
    assert "写明理由" in post(scene.officer, address, field="contact_phone", reason="").content.decode()
    assert "没有这一项" in post(scene.officer, address, field="decision", reason="核实电话").content.decode()
    answer = post(scene.officer, address, field="manager_identity_number", reason="核实负责人身份")
    assert "350500199001010015" in answer.content.decode()
    assert "no-store" in answer.headers["Cache-Control"]
    assert Entry.objects.filter(verb="privacy.reveal", reason="核实负责人身份").count() == 1


@pytest.mark.parametrize("form", ["docx", "pdf"])
def test_the_form_is_downloaded_masked_and_on_record(form: str) -> None:
    scene = a_scene()
    application = submitted(scene)
    answer = post(scene.officer, f"/console/applications/{application.pk}/form", form="recognition", format=form)
    assert answer.headers["Content-Disposition"].startswith("attachment; filename*=utf-8''")
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer.headers["Content-Security-Policy"]
    if form == "pdf":
        words = "".join(page.extract_text() for page in PdfReader(io.BytesIO(answer.content)).pages)
        assert "350500199001010015" not in words
    assert Entry.objects.filter(verb="recognition.form.handed_out").count() == 1


def test_the_full_form_without_a_reason_is_refused_beside_the_form() -> None:
    scene = a_scene()
    application = submitted(scene)
    sent = {"form": "recognition", "format": "pdf", "full": "on"}
    answer = post(scene.officer, f"/console/applications/{application.pk}/form", **sent)
    assert answer.status_code == 422
    assert "下载含完整个人信息的表格须写明理由" in answer.content.decode()
    full = post(scene.officer, f"/console/applications/{application.pk}/form", **sent, reason="存档备查")
    assert full.headers["Content-Type"] == "application/pdf"


def test_the_subsidy_form_is_offered_where_a_subsidy_was_asked_for() -> None:
    scene = a_scene()
    application = approved(scene)
    address = f"/console/applications/{application.pk}"
    assert "附件3：补助资金申请表" not in text_of(scene.officer, address)
    refused = post(scene.officer, f"{address}/form", form="subsidy", format="docx")
    assert refused.status_code == 422
    assert "还没有填写补助资金申请" in refused.content.decode()
    SubsidyRequest.objects.create(
        application=application,
        kind=SubsidyKind.ONE_TIME,
        bank_name="示例银行",
        account_number="6222020200112233445",
        account_holder="丰泽人力资源公司",
        amount_fen=10_000_000,
        requested_at=NOW,
    )
    page = text_of(scene.officer, address)
    assert "附件3：补助资金申请表" in page
    made = post(scene.officer, f"{address}/form", form="subsidy", format="pdf")
    words = "".join(each.extract_text() for each in PdfReader(io.BytesIO(made.content)).pages)
    assert "补助资金申请表" in words
    assert "6222020200112233445" not in words
    full = post(scene.officer, f"{address}/form", form="subsidy", format="pdf", full="on")
    assert full.status_code == 422
    assert full.content.decode().count("须写明理由") == 2


def test_a_recognised_station_leads_to_its_forms() -> None:
    scene = a_scene()
    application = approved(scene)
    station = Station.objects.get(organisation=application.station)
    page = text_of(scene.officer, f"/console/stations/{station.pk}")
    assert f'href="/console/applications/{application.pk}#forms"' in page


def test_a_paper_is_opened_under_its_name_and_that_is_on_record() -> None:
    scene = a_scene()
    application = submitted(scene)
    paper = Attachment.objects.filter(application=application).first()
    assert paper is not None
    answer = client_for(scene.officer).get(f"/console/papers/{paper.pk}")
    assert isinstance(answer, StreamingHttpResponse)
    assert len(b"".join(answer)) == paper.file.size  # type: ignore[arg-type]
    assert answer.headers["Content-Disposition"].startswith("attachment")
    assert "default-src 'none'; sandbox" in answer.headers["Content-Security-Policy"]
    entry = Entry.objects.get(verb="recognition.attachment.opened")
    assert (entry.actor_id, entry.object_id) == (scene.officer.id, str(application.pk))
    assert get(scene.foreign, f"/console/papers/{paper.pk}").status_code == 404


def test_the_conditions_of_the_subsidy_stand_beside_their_clauses() -> None:
    scene = a_scene()
    application = submitted(scene)
    page = text_of(scene.officer, f"/console/applications/{application.pk}?bought=no")
    for words in ("通过认定", "尚未通过认定", "没有政府购买服务", "20000", "补助资金申请表"):
        assert words in page


def test_the_exported_list_is_on_record() -> None:
    scene = a_scene()
    submitted(scene)
    answer = post(scene.officer, "/console/applications/export", state="submitted", kind="")
    assert answer.headers["Content-Type"].endswith("spreadsheetml.sheet")
    assert Entry.objects.filter(verb="recognition.list.exported").count() == 1
