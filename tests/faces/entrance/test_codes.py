"""Signing in with a code sent to a phone."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.faces.entrance.visiting import PHONE, arrived_at, by_code, followed, last_code, text
from tests.floor.accounts.factories import a_member, a_person
from yizhan.floor.accounts.models import Attempt, OneTimeCode, Person, SandboxMessage
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db


def test_the_login_page_costs_a_stranger_no_query(client: Client, settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    with CaptureQueriesContext(connection) as queries:
        answer = client.get("/login/")
    assert (answer.status_code, len(queries)) == (200, 0)
    assert "获取验证码" in text(answer)
    assert "演示身份" not in text(answer)


def test_a_known_worker_arrives_at_the_own_pages(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    assert arrived_at(by_code(client)) == ["/login/start", "/my/"]


def test_somebody_new_gives_a_name_and_chooses_what_to_do(client: Client) -> None:
    answer = by_code(client)
    assert arrived_at(answer) == ["/login/start", "/login/name"]
    assert "怎么称呼您？" in text(answer)
    refused = client.post("/login/name", {"name": " "})
    assert (refused.status_code, "请填写姓名" in text(refused)) == (422, True)
    answer = followed(client, client.post("/login/name", {"name": "陈阿土"}))
    assert "选择您要办理的事项" in text(answer)
    assert "我要找活" in text(answer)
    assert "我要招人" in text(answer)
    assert Person.objects.get().name == "陈阿土"


def test_known_and_unknown_numbers_are_answered_alike() -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    answers = []
    for number in (PHONE, "13800138008"):
        client = Client()
        sent = client.post("/login/", {"phone": number})
        waiting = client.get("/login/code")
        wrong = client.post("/login/code", {"code": "000000" if last_code() != "000000" else "000001"})
        pages = [text(page).replace(number[-4:], "####").replace("000001", "000000") for page in (waiting, wrong)]
        answers.append((sent.status_code, sent.headers["Location"], *pages, wrong.status_code))
    assert answers[0] == answers[1]
    assert answers[0][1] == "/login/code"


def test_the_number_is_shown_masked_and_lies_nowhere_in_the_session(client: Client) -> None:
    client.post("/login/", {"phone": "１３８ 0013 8000"})
    page = text(client.get("/login/code"))
    assert "138****8000" in page
    assert PHONE not in page
    assert PHONE not in str(Session.objects.get().get_decoded())


def test_what_was_typed_stays_in_a_refused_form(client: Client) -> None:
    answer = client.post("/login/", {"phone": "1380013", "next": "/my/jobs"})
    assert answer.status_code == 422
    assert "手机号码应为11位数字，以1开头" in text(answer)
    assert 'value="1380013"' in text(answer)
    assert 'name="next" value="/my/jobs"' in text(answer)


def test_an_empty_number_is_asked_for(client: Client) -> None:
    assert "请填写手机号" in text(client.post("/login/", {}))


def test_a_second_code_within_the_minute_is_refused_with_the_reason(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    for answer in (client.post("/login/code/again"), Client().post("/login/", {"phone": PHONE})):
        assert answer.status_code == 429
        assert "验证码1分钟内只能获取1次" in text(answer)
    assert SandboxMessage.objects.count() == 1


def test_whoever_types_the_number_again_goes_on_waiting(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    assert client.post("/login/", {"phone": PHONE}).headers["Location"] == "/login/code"
    assert SandboxMessage.objects.count() == 1


def test_after_a_minute_another_code_is_sent_and_the_first_counts_no_longer(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    first = last_code()
    Attempt.objects.update(at=timezone.now() - timedelta(seconds=61))
    assert client.post("/login/code/again").headers["Location"] == "/login/code"
    second = last_code()
    assert SandboxMessage.objects.count() == 2
    if first != second:
        assert client.post("/login/code", {"code": first}).status_code == 422
    assert client.post("/login/code", {"code": second}).headers["Location"] == "/login/start"


def test_the_page_says_the_time_of_day_from_which_another_code_may_be_asked_for(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    page = client.get("/login/code").content.decode()
    assert re.search(r"[0-9]{2}:[0-9]{2}:[0-9]{2}</time> 以后可以重新获取", page)
    assert re.search(r'data-wait="(59|60)"', page)


@pytest.mark.parametrize("address", ["/login/code", "/login/code/again"])
def test_a_code_that_nobody_asked_for_leads_to_the_login_page(client: Client, address: str) -> None:
    method = client.post if address.endswith("again") else client.get
    assert method(address).headers["Location"] == "/login/"


@pytest.mark.parametrize(
    "code",
    [
        "",
        " ",
        "12345",
        "1234567",
        "12345\n6",
        "abcdef",
        "000000 OR 1=1",
        "𠮷𠮷𠮷𠮷𠮷𠮷",
        "1" * 41,
        "\u200b123456",
        "-12345",
    ],
)
def test_what_is_no_code_is_refused_in_words(client: Client, code: str) -> None:
    client.post("/login/", {"phone": PHONE})
    answer = client.post("/login/code", {"code": code})
    assert answer.status_code == 422
    assert 'id="id_code_error"' in text(answer)


@pytest.mark.parametrize("typed", ["0", "1e10", "\0", "13800138000\0", "+1 415 555 0100", "１" * 11, "13" * 30, "𠮷"])
def test_what_is_no_number_is_refused_in_words(client: Client, typed: str) -> None:
    answer = client.post("/login/", {"phone": typed})
    assert answer.status_code == 422
    assert 'id="id_phone_error"' in text(answer)
    assert not OneTimeCode.objects.exists()


def test_a_full_width_code_is_the_code(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    wide = last_code().translate(str.maketrans("0123456789", "０１２３４５６７８９"))
    assert client.post("/login/code", {"code": wide}).headers["Location"] == "/login/start"


def test_a_code_serves_once_and_the_number_is_forgotten(client: Client) -> None:
    by_code(client)
    code = last_code()
    assert client.post("/login/code", {"code": code}).headers["Location"] == "/login/"
    assert client.session["accounts.waiting"] == {}


def test_a_form_that_serves_nobody_is_not_offered(client: Client, settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    assert "微信登录" not in text(client.get("/login/"))
    settings.YIZHAN_WECHAT = {"app_id": "wx1", "app_secret": "s"}
    assert "微信登录" not in text(client.get("/login/"))
    assert "微信登录" in text(client.get("/login/", HTTP_USER_AGENT="Mozilla/5.0 MicroMessenger/8.0.42"))


def test_without_an_sms_service_the_page_says_so(client: Client, settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    answer = client.post("/login/", {"phone": PHONE})
    assert answer.status_code == 422
    assert "短信服务尚未开通，请到驿站柜台办理" in text(answer)
