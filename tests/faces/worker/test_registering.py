"""Registering oneself on the phone, page by page."""

import re
from datetime import date
from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from tests.faces.worker.factories import a_town, browser_of, registered, stranger, text
from tests.market.people.factories import a_number
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people.models import Guardian, Registration, Wish, Worker

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


def this_year() -> int:
    return timezone.now().astimezone(SHANGHAI).year


def who(number: str = NUMBER) -> dict[str, str]:
    return {"name": "林阿水", "document_number": number, "identity_agree": "on"}


def fill(browser: Client, town: SimpleNamespace, number: str = NUMBER) -> None:
    """Everything but the last page."""
    assert browser.post("/my/register/who", who(number)).status_code == 302
    if browser.get("/my/register").headers["Location"].endswith("guardian"):
        browser.post("/my/register/guardian", {"guardian_name": "林妈妈", "guardian_phone": "13800002222"})
    wish = {"trades": ["保洁"], "more_trades": "焊工、油漆工", "least_pay": "22.5", "pay_form": "hour"}
    browser.post("/my/register/wish", {**wish, "more_kinds": ["training"]})
    browser.post("/my/register/time", {"pattern": "own", "week": ["0-0", "6-2"]})
    place = {"station": str(town.station.pk), "home_region": "350503", "search_radius_km": "5"}
    browser.post("/my/register/place", place)


def test_every_page_leads_to_the_next_and_the_last_one_registers() -> None:
    town, browser = a_town(), stranger()
    fill(browser, town)
    page = text(browser.get("/my/register/agree"))
    assert "保洁、焊工、油漆工" in page
    assert NUMBER not in page
    answer = browser.post("/my/register/agree", {"service": "on", "matching": "on"}, follow=True)
    assert "林阿水，您已经登记。不收一分钱。" in text(answer)  # type: ignore[arg-type]
    worker = Worker.objects.get()
    wish = Wish.objects.get()
    assert (wish.trades, wish.least_pay_fen, wish.pay_form) == (["保洁", "焊工", "油漆工"], 2250, "hour")
    assert (wish.availability, worker.search_radius_km, worker.home_region) == (1 | 1 << 26, 5, "350503")
    made = [(one.kind, one.channel, one.station_id) for one in Registration.objects.order_by("kind")]
    assert made == [("seeking", "self", town.station.pk), ("training", "self", town.station.pk)]
    agreed = set(Consent.objects.values_list("purpose", "separate"))
    assert agreed == {("employment_service", False), ("identity_check", True), ("matching", False)}
    assert "林阿水，您好" in text(browser.get("/my/"))


def test_between_the_pages_the_session_holds_no_number_in_plain() -> None:
    town, browser = a_town(), stranger()
    fill(browser, town)
    for row in Session.objects.all():
        assert NUMBER not in str(row.get_decoded())
    assert f'value="{NUMBER}"' in text(browser.get("/my/register/who"))
    browser.post("/my/register/agree", {"service": "on"})
    assert all("worker.register" not in str(row.get_decoded()) for row in Session.objects.all())


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"document_number": ""}, "请填写身份证号码；不愿填的，填出生日期也可以"),
        ({"document_number": "110105194912310021"}, "校验"),
        ({"document_number": "110105491231002"}, "18"),
        ({"name": ""}, "请填写姓名"),
        ({"name": "林😀水"}, "姓名中只能有汉字、字母和间隔号"),
        ({"identity_agree": ""}, "填写身份证号码，须先勾选同意"),
        ({"birth_date": "1950-01-01"}, "与身份证号码不一致，请核对"),
        ({"birth_date": "2026-02-30"}, "日期应写成"),
    ],
)
def test_what_is_typed_wrongly_is_said_at_the_field_and_kept(said: dict[str, str], words: str) -> None:
    a_town()
    page = text(stranger().post("/my/register/who", {**who(), **said}), 422)
    assert words in page
    for value in (said.get("document_number", NUMBER), said.get("name", "林阿水")):
        assert f'value="{value}"' in page or not value
    assert Worker.objects.count() == 0


def test_a_birth_date_will_do_without_a_number() -> None:
    town, browser = a_town(), stranger()
    answer = browser.post("/my/register/who", {"name": "林阿水", "birth_date": "1970-05-06"})
    assert answer.headers["Location"] == "/my/register/wish"
    browser.post("/my/register/wish", {"trades": ["保洁"]})
    browser.post("/my/register/time", {"pattern": "all"})
    browser.post("/my/register/place", {"station": str(town.station.pk)})
    browser.post("/my/register/agree", {"service": "on"})
    assert Worker.objects.get().birth_date == date(1970, 5, 6)
    assert not Consent.objects.filter(purpose=ConsentPurpose.IDENTITY_CHECK).exists()


def test_somebody_under_sixteen_is_told_from_when_on_and_nothing_is_kept() -> None:
    a_town()
    browser, year = stranger(), this_year() - 15
    page = text(browser.post("/my/register/who", who(a_number(date(year, 12, 31)))), 422)
    assert "要满16周岁" in page
    assert f"{year + 16}年12月31日以后" in page
    assert "<input" not in re.sub(r"<input type=\"hidden\"[^>]*>", "", page)
    assert browser.get("/my/register").headers["Location"] == "/my/register/who"


def test_somebody_of_seventeen_names_a_guardian() -> None:
    town, browser = a_town(), stranger()
    number = a_number(date(this_year() - 17, 1, 1))
    assert browser.post("/my/register/who", who(number)).headers["Location"] == "/my/register/guardian"
    page = text(browser.get("/my/register/guardian"))
    assert "矿山井下作业" in page
    wrong = text(browser.post("/my/register/guardian", {"guardian_name": "林妈妈"}), 422)
    assert "请填写监护人手机号" in wrong
    assert 'value="林妈妈"' in wrong
    fill(browser, town, number)
    browser.post("/my/register/agree", {"service": "on"})
    assert Guardian.objects.get().name == "林妈妈"


def test_a_known_number_is_sent_to_the_counter_without_a_word_on_whose() -> None:
    town = a_town()
    registered(town, name="欧阳建国", document_number=NUMBER)
    page = text(stranger().post("/my/register/who", who()), 422)
    assert "这个号码不能在网上登记，请带证件到驿站办理" in page
    for secret in ("欧阳", "东海"):
        assert secret not in page


def test_who_leaves_out_a_page_is_led_back_to_it() -> None:
    a_town()
    browser = stranger()
    browser.post("/my/register/who", who())
    assert browser.get("/my/register/agree", follow=True).request["PATH_INFO"] == "/my/register/wish"  # type: ignore[attr-defined]
    assert browser.post("/my/register/agree", {"service": "on"}).status_code == 302
    assert Worker.objects.count() == 0


def test_without_the_service_consent_nobody_is_registered() -> None:
    town, browser = a_town(), stranger()
    fill(browser, town)
    page = text(browser.post("/my/register/agree", {"messages": "on"}), 422)
    assert "不同意这一项，驿站不能为您登记" in page
    assert re.search(r'name="messages"[^>]*checked', page)
    assert Worker.objects.count() == 0


def test_the_last_page_sent_twice_registers_once() -> None:
    town, browser = a_town(), stranger()
    fill(browser, town)
    answers = [browser.post("/my/register/agree", {"service": "on"}) for _ in range(3)]
    assert {answer.headers["Location"] for answer in answers} == {"/my/register/done"}
    assert (Worker.objects.count(), Registration.objects.count()) == (1, 2)


def test_whoever_has_a_file_is_not_registered_again() -> None:
    town = a_town()
    browser = browser_of(registered(town))
    assert browser.get("/my/register").headers["Location"] == "/my/register/done"
    assert browser.get("/my/register/who").headers["Location"] == "/my/register/done"


def test_a_station_that_is_not_open_cannot_be_chosen() -> None:
    town, browser = a_town(), stranger()
    fill(browser, town)
    page = text(browser.post("/my/register/place", {"station": str(town.county.pk)}), 422)
    assert "请从列表中选一个驿站" in page


@pytest.mark.parametrize("pattern", ["", "always"])
def test_a_time_that_is_none_is_refused(pattern: str) -> None:
    a_town()
    browser = stranger()
    browser.post("/my/register/who", who())
    browser.post("/my/register/wish", {"trades": ["保洁"]})
    assert browser.post("/my/register/time", {"pattern": pattern}).status_code == 422
    assert "请在表里勾选有空的时间" in text(browser.post("/my/register/time", {"pattern": "own"}), 422)
