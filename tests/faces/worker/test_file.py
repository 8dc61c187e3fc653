"""The own file: shown masked, changed page by page, and what it costs."""

import re
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from tests.faces.access.scene import client_for
from tests.faces.worker.factories import a_picture, a_town, browser_of, registered, self_of, text
from tests.floor.accounts.factories import a_member
from tests.market.people.factories import BASIC, a_key
from yizhan.floor.accounts.states import Role
from yizhan.floor.files.models import StoredFile
from yizhan.floor.notices.models import Notice
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.people import actions
from yizhan.market.people.drafts import SkillDraft
from yizhan.market.people.models import Category, Certificate, Registration, Skill, Wish, Worker
from yizhan.market.people.states import RegistrationState

pytestmark = pytest.mark.django_db
NUMBER, PHONE = "11010519491231002X", "13812345678"


def fresh(worker: Worker) -> Worker:
    return Worker.objects.get(pk=worker.pk)


def test_the_file_is_shown_masked_and_prints() -> None:
    browser = browser_of(registered(a_town(), name="欧阳建国", document_number=NUMBER, phone=PHONE))
    for page in ("/my/file", "/my/file/print"):
        shown = text(browser.get(page))
        for words in ("欧阳建国", "110*************2X", "138****5678"):
            assert words in shown
        for secret in (NUMBER, PHONE):
            assert secret not in shown


def test_home_says_what_comes_next_and_where_to_go() -> None:
    worker = registered(a_town(), name="欧阳建国")
    shown = text(browser_of(worker).get("/my/"))
    for words in (
        "欧阳建国，您好",
        "还差一步：核对身份证",
        "0 / 6 项",
        "想做什么",
        "东海零工驿站",
        "0595-00000001",
        "12333",
    ):
        assert words in shown


def test_home_without_stations_or_registrations_says_so() -> None:
    town = a_town()
    worker = registered(town)
    Registration.objects.update(state=RegistrationState.WITHDRAWN)
    town.station.station.delete()
    shown = text(browser_of(worker).get("/my/"))
    assert "还没有登记。请到驿站柜台办理。" in shown


def test_the_nearest_stations_come_first_where_the_home_is_known() -> None:
    worker = registered(a_town())
    here = {"home_latitude": Decimal("24.87"), "home_longitude": Decimal("118.68")}
    actions.edit_file(actor=self_of(worker), worker=worker, changes=here, version=worker.version, now=timezone.now())
    page = text(browser_of(worker).get("/my/"))
    found = re.findall(r"(..零工驿站)</a> <strong class=.figure.>([^<]+)<", page)
    assert found == [("东海零工驿站", "629米"), ("开元零工驿站", "10.7公里"), ("北峰零工驿站", "14.2公里")]


def test_contact_is_changed_and_a_sealed_value_left_empty_stays() -> None:
    worker = registered(a_town(), contact_phone="13800001111", contact_name="儿子")
    browser = browser_of(worker)
    page = text(browser.get("/my/file/contact"))
    assert "138****1111" in page
    assert "13800001111" not in page
    said = {"version": worker.version, "contact_name": "女儿", "address": "示例路1号", "education": "junior"}
    assert browser.post("/my/file/contact", said).headers["Location"] == "/my/file"
    now = fresh(worker)
    assert (now.contact_name, now.education) == ("女儿", "junior")
    assert now.contact_phone is not None
    assert now.contact_phone.open_for(SystemPurpose.DOCUMENT) == "13800001111"
    browser.post("/my/file/contact", {"version": now.version, "contact_name": "女儿", "clear": ["contact_phone"]})
    assert fresh(worker).contact_phone is None


def test_who_saved_meanwhile_is_not_overwritten_and_what_was_typed_stays() -> None:
    worker = registered(a_town())
    browser = browser_of(worker)
    old = worker.version
    actions.edit_file(
        actor=self_of(worker), worker=worker, changes={"contact_note": "邻居"}, version=old, now=timezone.now()
    )
    page = text(browser.post("/my/file/contact", {"version": old, "contact_name": "女儿"}), 422)
    assert "内容刚刚被别人改过。您填的还在下面，请核对后再点一次保存。" in page
    assert 'value="女儿"' in page
    assert (fresh(worker).contact_note, fresh(worker).contact_name) == ("邻居", "")
    again = {"version": fresh(worker).version, "contact_name": "女儿", "contact_note": "邻居"}
    assert f'name="version" value="{again["version"]}"' in page
    assert browser.post("/my/file/contact", again).status_code == 302


@pytest.mark.parametrize(("field", "value"), [("contact_phone", "123"), ("contact_name", "1"), ("address", "x" * 121)])
def test_what_cannot_be_used_is_said_and_kept(field: str, value: str) -> None:
    worker = registered(a_town())
    page = text(browser_of(worker).post("/my/file/contact", {"version": worker.version, field: value}), 422)
    assert value in page
    assert fresh(worker).version == worker.version


def test_wish_and_time_are_changed_apart() -> None:
    worker = registered(a_town())
    browser = browser_of(worker)
    browser.post("/my/file/wish", {"trades": ["保洁"], "more_trades": "焊工", "pay_form": "day", "least_pay": "200"})
    browser.post("/my/file/time", {"pattern": "evenings"})
    wish = Wish.objects.get()
    assert (wish.trades, wish.pay_form, wish.least_pay_fen) == (["保洁", "焊工"], "day", 20_000)
    page = text(browser.get("/my/file"))
    for words in ("保洁、焊工", "按天，不低于200.00元", "周一晚上"):
        assert words in page
    assert "请至少选一种" in text(browser.post("/my/file/wish", {"least_pay": "200"}), 422)
    assert 'value="-5"' in text(browser.post("/my/file/wish", {"trades": ["保洁"], "least_pay": "-5"}), 422)


def test_skills_are_one_list() -> None:
    worker = registered(a_town())
    actions.set_skills(actor=self_of(worker), worker=worker, skills=[SkillDraft(trade="木工")], now=timezone.now())
    browser = browser_of(worker)
    assert 'value="木工"' in text(browser.get("/my/file/skills"))
    browser.post("/my/file/skills", {"trade_1": "焊工", "level_1": "four", "trade_3": "电工"})
    assert set(Skill.objects.values_list("trade", "level")) == {("焊工", "four"), ("电工", "none")}


def test_a_certificate_is_added_with_its_picture_seen_and_removed() -> None:
    town = a_town()
    worker = registered(town)
    browser = browser_of(worker)
    ends = (timezone.now() + timedelta(days=90)).date().isoformat()
    browser.post(
        "/my/file/certificate", {"name": "健康证", "number": "JK-1", "expires_on": ends, "upload": a_picture()}
    )
    made = Certificate.objects.get()
    scan = StoredFile.objects.get()
    assert (made.scan_id, scan.organisation_path, scan.person_id) == (scan.pk, town.station.path, worker.person_id)
    answer = browser.get(f"/my/file/certificate/{made.pk}/scan")
    assert answer.headers["Content-Type"] == "image/png"
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    b"".join(answer)  # type: ignore[arg-type]
    assert "删除「健康证」？" in text(browser.get(f"/my/file/certificate/{made.pk}/remove"))
    browser.post(f"/my/file/certificate/{made.pk}/remove")
    assert Certificate.objects.count() == 0


def test_a_refused_certificate_keeps_what_was_typed_and_no_file() -> None:
    browser = browser_of(registered(a_town()))
    said = {"name": "健康证", "issued_on": "2026-05-06", "expires_on": "2020-01-01", "upload": a_picture()}
    page = text(browser.post("/my/file/certificate", said), 422)
    assert 'value="健康证"' in page
    assert (Certificate.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_a_sensitive_category_needs_its_own_consent() -> None:
    worker = registered(a_town(), purposes=BASIC)
    browser = browser_of(worker)
    assert "须单独征得本人同意" in text(browser.post("/my/file/category", {"kind": "disabled"}), 422)
    assert browser.post("/my/file/category", {"kind": "disabled", "health_agree": "on"}).status_code == 302
    made = Category.objects.get()
    assert "待核实" in text(browser.get("/my/file"))
    browser.post(f"/my/file/category/{made.pk}/end")
    assert Category.objects.get().until is not None


def test_health_is_kept_with_consent_and_never_shown() -> None:
    worker = registered(a_town(), purposes=BASIC)
    browser = browser_of(worker)
    page = text(browser.post("/my/file/care", {"version": worker.version, "health": "膝盖受过伤"}), 422)
    assert "填写这一项，须先勾选同意" in page
    browser.post("/my/file/care", {"version": worker.version, "health": "膝盖受过伤", "health_agree": "on"})
    kept = fresh(worker).health
    assert kept is not None
    assert kept.open_for(SystemPurpose.DOCUMENT) == "膝盖受过伤"
    for address in ("/my/file", "/my/file/care"):
        assert "膝盖受过伤" not in text(browser.get(address))


def test_the_position_is_kept_with_consent_and_deleted_without() -> None:
    worker = registered(a_town(), purposes=BASIC)
    browser = browser_of(worker)
    said = {"version": worker.version, "home_region": "350503", "home_latitude": "24.87", "home_longitude": "118.68"}
    browser.post("/my/file/place", said)
    assert (fresh(worker).home_latitude, fresh(worker).home_region) == (None, "350503")
    browser.post("/my/file/place", {**said, "version": fresh(worker).version, "location_agree": "on"})
    assert str(fresh(worker).home_latitude) == "24.87"
    browser.post("/my/file/place", {"version": fresh(worker).version, "home_region": "350503"})
    assert fresh(worker).home_latitude is None


def cost(browser: Client, address: str) -> int:
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(address).status_code == 200
    return len(queries)


def many(worker: Worker, count: int) -> None:
    """That many registrations, skills, certificates and notices more."""
    first = Registration.objects.filter(worker=worker).first()
    assert first is not None
    now = timezone.now()
    for number in range(count):
        Registration.objects.create(
            worker=worker,
            kind=first.kind,
            station=first.station,
            clerk=first.clerk,
            day=first.day - timedelta(days=number + 1),
            entered_at=now,
            channel=first.channel,
            willing=True,
        )
        Certificate.objects.create(worker=worker, name=f"证书{number}", created_at=now)
        Skill.objects.create(worker=worker, trade=f"活{number}", created_at=now)
        Notice.objects.create(
            person=worker.person,
            kind="people.crew.invited",
            key=a_key(),
            title="一",
            text="二",
            in_inbox=True,
            created_at=now,
        )


@pytest.mark.parametrize("address", ["/my/", "/my/file", "/my/file/skills", "/my/registrations", "/my/inbox"])
def test_thirty_rows_cost_as_many_queries_as_one(address: str) -> None:
    worker = registered(a_town())
    browser = browser_of(worker)
    many(worker, 1)
    one = cost(browser, address)
    many_more = registered(a_town_again(worker))
    many(many_more, 30)
    assert cost(browser_of(many_more), address) == one


def a_town_again(worker: Worker) -> SimpleNamespace:
    """The town where the worker is registered, as far as `registered` needs it."""
    station = Registration.objects.filter(worker=worker).select_related("station")[0].station
    return SimpleNamespace(station=station, clerk=a_member(Role.STATION_STAFF, station))


def test_a_notice_leads_to_what_it_is_about_and_has_been_read() -> None:
    worker = registered(a_town())
    many(worker, 1)
    browser = browser_of(worker)
    notice = Notice.objects.filter(kind="people.crew.invited").get()
    assert browser.get(f"/my/inbox/{notice.pk}").headers["Location"] == "/my/crew"
    notice.refresh_from_db()
    assert notice.read_at is not None
    browser.post("/my/inbox")
    assert not Notice.objects.filter(read_at=None).exists()


def test_whoever_has_the_role_but_no_file_is_led_to_registering() -> None:
    browser = client_for(a_member(Role.WORKER))
    for address in ("/my/", "/my/file", "/my/crew"):
        assert browser.get(address).headers["Location"] == "/my/register"


def test_what_the_counter_wrote_down_otherwise_than_the_page_offers_stays() -> None:
    worker = registered(a_town(), home_region="350526", search_radius_km=20)
    browser = browser_of(worker)
    page = text(browser.get("/my/file/place"))
    assert "20公里以内" in page
    sent = {"version": "1", "home_region": "350526", "search_radius_km": "20"}
    assert browser.post("/my/file/place", sent).status_code == 302
    assert (fresh(worker).home_region, fresh(worker).search_radius_km) == ("350526", 20)
