"""Signing in as staff, the first time and later."""

import html
import re

import pyotp
import pytest
from django.test import Client
from django.utils import timezone

from tests.faces.entrance.visiting import (
    PHONE,
    a_clerk,
    arrived_at,
    bound,
    by_code,
    by_password,
    followed,
    now_code,
    session_key,
    text,
)
from tests.floor.accounts.factories import a_city, a_member, a_person
from tests.floor.accounts.proofs import PASSWORD
from yizhan.floor.accounts import passwords
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import RecoveryCode, SecondFactor
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
NEW = "秋天的榕树下睡着三只白猫"
REFUSED = "登录名、密码或动态码不正确；连续5次不正确，15分钟内不能登录"


def test_password_and_code_lead_to_the_workbench(client: Client) -> None:
    person = a_clerk()
    clock, _ = bound(person)
    assert by_password(client, "clerk.wang", now_code(clock)).headers["Location"] == "/login/start"
    assert client.get("/login/start").headers["Location"] == "/work/"


def test_the_first_sign_in_goes_step_by_step(client: Client) -> None:
    person = a_clerk()
    initial = passwords.give_initial(actor=SYSTEM, person=person, username="clerk.wang", now=timezone.now())
    by_password(client, "clerk.wang", "", password=initial)
    for page in ("/login/start", "/login/account", "/login/memberships", "/login/account/factor"):
        assert arrived_at(followed(client, client.get(page)))[-1] == "/login/account/password"
    answer = client.get("/login/account/password")
    assert "请先更换初始密码" in text(answer)
    before = session_key(client)
    client.post("/login/account/password", {"old": initial, "new": NEW, "again": NEW})
    assert session_key(client) != before
    answer = followed(client, client.get("/login/start"))
    assert arrived_at(answer) == ["/login/account/factor"]
    assert "已装好，开始绑定" in text(answer)
    page = text(followed(client, client.post("/login/account/factor/begin")))
    secret = re.search(r'data-secret="([A-Z2-7]{32})"', page)
    assert secret is not None
    before = session_key(client)
    answer = client.post("/login/account/factor", {"code": pyotp.TOTP(secret[1]).at(timezone.now())})
    codes = re.findall(r'<li class="figure">([0-9a-z]{5}-[0-9a-z]{5})</li>', text(answer))
    assert (answer.status_code, len(codes), len(set(codes))) == (200, 10, 10)
    assert session_key(client) != before
    assert client.get("/login/start").headers["Location"] == "/work/"


def test_the_secret_stays_on_the_page_after_a_wrong_code_and_goes_after_the_right_one(client: Client) -> None:
    a_clerk()
    by_password(client, "clerk.wang", "")
    page = text(followed(client, client.post("/login/account/factor/begin")))
    secret = re.search(r'data-secret="([A-Z2-7]{32})"', page)
    assert secret is not None
    answer = client.post("/login/account/factor", {"code": "12345x"})
    assert (answer.status_code, secret[1] in text(answer)) == (422, True)
    assert "动态码不正确，请核对手机时间后再试" in text(answer)
    code = pyotp.TOTP(secret[1]).at(timezone.now())
    client.post("/login/account/factor", {"code": code})
    again = followed(client, client.post("/login/account/factor", {"code": code}))
    assert arrived_at(again) == ["/login/account"]
    assert secret[1] not in text(again)
    assert client.post("/login/account/factor/begin").status_code == 400


def test_the_secret_page_is_never_kept_by_a_browser(client: Client) -> None:
    a_clerk()
    by_password(client, "clerk.wang", "")
    answer = followed(client, client.post("/login/account/factor/begin"))
    assert "no-store" in answer.headers["Cache-Control"]


def test_a_recovery_code_stands_in_for_the_authenticator_once(client: Client) -> None:
    person = a_clerk()
    _, codes = bound(person)
    assert by_password(client, "clerk.wang", codes[0].upper()).status_code == 302
    assert "剩余恢复码9个" in text(client.get("/login/account"))
    other = Client()
    answer = by_password(other, "clerk.wang", codes[0])
    assert (answer.status_code, REFUSED in text(answer)) == (422, True)


def test_new_recovery_codes_are_asked_for_first_and_replace_the_old(client: Client) -> None:
    person = a_clerk()
    clock, codes = bound(person)
    by_password(client, "clerk.wang", now_code(clock))
    assert "以前的恢复码立即作废" in text(client.get("/login/account/factor/recovery"))
    assert RecoveryCode.objects.count() == 10
    page = text(client.post("/login/account/factor/recovery", {"submission": "x"}))
    shown = re.findall(r'<li class="figure">([0-9a-z-]{11})</li>', page)
    assert len(set(shown) - set(codes)) == 10
    assert by_password(Client(), "clerk.wang", codes[0]).status_code == 422
    assert by_password(Client(), "clerk.wang", shown[0]).status_code == 302


@pytest.mark.parametrize(
    ("new", "again", "said"),
    [
        ("短", "短", "密码至少12个字符"),
        ("1" * 12, "1" * 12, "密码太简单：至少要有6个不同的字符"),
        ("314159265358", "314159265358", "密码不能全是数字"),
        ("clerk.wang 是我的名字", "clerk.wang 是我的名字", "密码不能包含登录名或姓名"),
        (NEW, NEW + "。", "两次填写的新密码不一样"),
        (PASSWORD, PASSWORD, "新密码不能与原密码相同"),
        ("x" * 201, "x" * 201, "200"),
    ],
)
def test_a_password_that_will_not_do_is_refused_in_words(client: Client, new: str, again: str, said: str) -> None:
    clock, _ = bound(a_clerk())
    by_password(client, "clerk.wang", now_code(clock))
    answer = client.post("/login/account/password", {"old": PASSWORD, "new": new, "again": again})
    page = html.unescape(text(answer))
    assert (answer.status_code, said in page) == (422, True)
    assert f'value="{new}"' not in page
    assert f'value="{PASSWORD}"' not in page


def test_a_changed_password_ends_the_other_sessions(client: Client) -> None:
    clock, codes = bound(a_clerk())
    other = Client()
    by_password(client, "clerk.wang", now_code(clock))
    by_password(other, "clerk.wang", codes[0])
    assert other.get("/login/account").status_code == 200
    client.post("/login/account/password", {"old": PASSWORD, "new": NEW, "again": NEW})
    assert client.get("/login/account").status_code == 200
    assert other.get("/login/account").headers["Location"].startswith("/login/?next=")


def test_whoever_signs_in_by_phone_has_neither_password_nor_authenticator(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    by_code(client)
    assert "您不使用密码" in text(client.get("/login/account/password"))
    assert "您不使用动态码" in text(client.get("/login/account/factor"))
    client.post("/login/account/factor/begin")
    assert not SecondFactor.objects.exists()
    assert "登录名" not in text(client.get("/login/account"))


def test_a_clerk_who_signs_in_by_phone_is_told_how_to_work(client: Client) -> None:
    person = a_person(name="王芳", phone=PHONE)
    a_member(Role.STATION_STAFF, a_city().station, person)
    page = text(by_code(client))
    assert "选择您要办理的事项" in page
    assert "驿站经办人员（东海零工驿站）须用" in page
    a_member(Role.WORKER, person=person)
    page = text(client.get("/login/memberships"))
    assert "还有岗位现在不能用" in page
    assert client.get("/login/start").headers["Location"] == "/my/"
