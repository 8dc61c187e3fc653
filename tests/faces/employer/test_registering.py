"""Registering an employer, page by page, then the papers."""

from types import SimpleNamespace

import pytest
from django.contrib.sessions.models import Session
from django.test import Client

from tests.faces.worker.factories import a_picture, a_town, browser_of, registered, stranger, text
from tests.market.employers.factories import a_code, an_employer
from yizhan.floor.privacy.models import Consent
from yizhan.market.employers.models import Employer, HiringRegistration, Mandate

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"
NAME = "泉州某某服饰有限公司"


def fill(browser: Client, kind: str = "firm", **identity: str) -> None:
    """Everything but the last page."""
    browser.post("/hire/register/kind", {"kind": kind})
    given = identity or {"credit_code": a_code()}
    assert browser.post("/hire/register/identity", given).status_code == 302
    details = {"legal_name": "林阿水" if kind == "resident" else NAME, "contact_phone": "13800001111"}
    assert browser.post("/hire/register/details", details).status_code == 302


def place(town: SimpleNamespace) -> dict[str, str]:
    return {"station": str(town.station.pk), "address": "丰泽街1号", "true": "on"}


def test_a_firm_is_registered_and_its_papers_are_uploaded() -> None:
    town, browser = a_town(), stranger()
    fill(browser)
    assert browser.post("/hire/register/place", place(town)).headers["Location"] == "/hire/register/licence"
    made = Employer.objects.get()
    assert (made.legal_name, made.state, made.source) == (NAME, "draft", "self")
    row = HiringRegistration.objects.get()
    assert (row.station_id, row.channel, row.clerk_id) == (town.station.pk, "online", None)
    upload = {"version": "1", "upload": a_picture("执照.png")}
    assert browser.post("/hire/register/licence", upload).headers["Location"] == "/hire/register/mandate"
    upload = {"upload": a_picture("委托书.png", 1)}
    assert browser.post("/hire/register/mandate", upload).headers["Location"] == "/hire/register/done"
    assert "已登记，待驿站核验" in text(browser.get("/hire/register/done"))
    made.refresh_from_db()
    assert made.licence_file is not None
    assert made.licence_file.organisation_path == town.station.path
    assert Mandate.objects.get().file is not None
    page = text(browser.get("/hire/"))
    for words in (NAME, "待核验", "执照照片已上传", "委托书已上传", "到柜台核验", "东海零工驿站"):
        assert words in page


def test_papers_may_be_left_for_later() -> None:
    town, browser = a_town(), stranger()
    fill(browser)
    browser.post("/hire/register/place", place(town))
    for address in ("/hire/register/licence", "/hire/register/mandate", "/hire/register/done"):
        assert browser.get(address).status_code == 200
    assert "上传营业执照" in text(browser.get("/hire/"))


def test_a_resident_needs_the_separate_consent_and_no_licence() -> None:
    town, browser = a_town(), stranger()
    browser.post("/hire/register/kind", {"kind": "resident"})
    page = text(browser.post("/hire/register/identity", {"identity_number": NUMBER}), 422)
    assert "填写身份证号码，须先勾选同意" in page
    assert f'value="{NUMBER}"' in page
    fill(browser, "resident", identity_number=NUMBER, identity_agree="on")
    assert all(NUMBER not in str(row.get_decoded()) for row in Session.objects.all())
    assert browser.post("/hire/register/place", place(town)).headers["Location"] == "/hire/register/done"
    assert Consent.objects.get().purpose == "identity_check"
    page = text(browser.get("/hire/file"))
    assert "110*************2X" in page
    assert NUMBER not in page
    assert "营业执照" not in page


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("", "请填写统一社会信用代码"),
        ("350503600123456", "15位的旧注册号"),
        ("91350503MA000000IX", "没有字母I"),
        ("91350503MA00000010", "校验位不符"),
    ],
)
def test_a_wrong_code_is_said_and_kept(code: str, words: str) -> None:
    a_town()
    browser = stranger()
    browser.post("/hire/register/kind", {"kind": "firm"})
    page = text(browser.post("/hire/register/identity", {"credit_code": code}), 422)
    assert words in page
    assert f'value="{code}"' in page or not code


def test_a_known_code_is_sent_to_the_counter_without_a_word_on_its_file() -> None:
    town = a_town()
    known = an_employer(town.clerk, town.station, legal_name="某某玩具厂")
    browser = stranger()
    browser.post("/hire/register/kind", {"kind": "firm"})
    page = text(browser.post("/hire/register/identity", {"credit_code": str(known.credit_code)}), 422)
    assert "这个号码不能在网上登记，请带证件到驿站办理" in page
    assert "玩具" not in page


def test_another_kind_begins_anew() -> None:
    a_town()
    browser = stranger()
    fill(browser)
    browser.post("/hire/register/kind", {"kind": "resident"})
    assert browser.get("/hire/register").headers["Location"] == "/hire/register/identity"


def test_who_leaves_out_a_page_is_led_back_to_it() -> None:
    town, browser = a_town(), stranger()
    assert browser.post("/hire/register/place", place(town)).headers["Location"] == "/hire/register"
    assert Employer.objects.count() == 0


def test_the_last_page_is_confirmed_and_keeps_what_was_typed() -> None:
    town, browser = a_town(), stranger()
    fill(browser)
    page = text(browser.post("/hire/register/place", {**place(town), "true": ""}), 422)
    assert "请确认后再提交" in page
    assert 'value="丰泽街1号"' in page
    assert Employer.objects.count() == 0


def test_sent_twice_it_is_registered_once() -> None:
    town, browser = a_town(), stranger()
    fill(browser)
    sent = {**place(town), "submission": "a" * 32}
    answers = [browser.post("/hire/register/place", sent) for _ in range(2)]
    assert [answer.headers["Location"] for answer in answers] == ["/hire/register/licence"] * 2
    assert Employer.objects.count() == 1


def test_a_worker_who_registers_an_employer_goes_on_as_its_agent() -> None:
    town = a_town()
    browser = browser_of(registered(town))
    fill(browser)
    browser.post("/hire/register/place", place(town))
    assert NAME in text(browser.get("/hire/"))
