"""The entrance under attack."""

import re
from datetime import timedelta

import pytest
from django.conf import settings as site
from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.faces.access.scene import client_for
from tests.faces.entrance.visiting import (
    PHONE,
    a_clerk,
    bound,
    by_code,
    by_password,
    last_code,
    now_code,
    session_key,
    text,
)
from tests.floor.accounts.factories import a_member, a_person
from tests.floor.accounts.proofs import PASSWORD, other_than
from yizhan.faces.components.access_middleware import table
from yizhan.floor.accounts.actions import suspend
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person, SignIn
from yizhan.floor.accounts.states import AccountState, Role

pytestmark = pytest.mark.django_db
REFUSED = "登录名、密码或动态码不正确；连续5次不正确，15分钟内不能登录"
ELSEWHERE = [
    "//evil.example",
    "///evil.example",
    "////evil.example/%2f..",
    "\\\\evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "https:evil.example",
    "https:/evil.example",
    "https://evil.example/",
    "http://evil.example\\@testserver/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)//testserver",
    "data:text/html,<script>",
    "vbscript:x",
    "\tjavascript:alert(1)",
    "/\t/evil.example",
    "/\n/evil.example",
    " //evil.example",
    "\x00//evil.example",
    "//%65vil.example",
    "//evil。example",
    "ftp://testserver/",
    "https://[::1/",
    "/" + "a" * 3000,
]


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_nobody_is_led_away_by_a_link(elsewhere: str) -> None:
    actor = a_member(Role.WORKER, person=a_person(phone=PHONE))
    client = client_for(actor)
    membership = {"membership": str(actor.membership_id), "next": elsewhere}
    client.post("/login/memberships", membership)
    assert client.get("/login/start").headers["Location"] == "/my/"
    stranger = Client()
    page = stranger.get("/login/", {"next": elsewhere}).content.decode()
    assert 'name="next" value=""' in page
    assert re.findall(r'(?:href|src|action)="[^"]*evil', page) == []


@pytest.mark.parametrize(
    "path", ["/%2f%2fevil.example", "/login/\r\nLocation: https://evil.example", "/%5cevil.example"]
)
def test_a_path_that_only_looks_like_another_site_stays_on_this_one(client: Client, path: str) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    client.post("/login/", {"phone": PHONE, "next": path})
    client.post("/login/code", {"code": last_code()})
    assert client.get("/login/start").headers["Location"] == "/my/"


@pytest.mark.parametrize(
    "name", [name for name, row in table().items() if "POST" in row.methods and name.startswith("entrance:")]
)
def test_no_form_is_taken_without_its_token(name: str) -> None:
    actor = a_member(Role.WORKER, person=a_person(phone=PHONE))
    kept = client_for(actor).cookies
    client = Client(enforce_csrf_checks=True)
    client.cookies = kept
    args = [SignIn.objects.get().pk] if table()[name].subject else []
    answer = client.post(reverse(name, args=args), {"phone": PHONE})
    assert (answer.status_code, "页面已经过期" in answer.content.decode()) == (403, True)
    assert SignIn.objects.get().ended_at is None


def test_a_session_given_to_somebody_beforehand_is_worthless_after_signing_in(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    client.post("/login/", {"phone": PHONE})
    planted = session_key(client)
    client.post("/login/code", {"code": last_code()})
    assert session_key(client) != planted
    assert not Session.objects.filter(session_key=planted).exists()
    thief = Client()
    thief.cookies[site.SESSION_COOKIE_NAME] = planted
    assert thief.get("/login/account").status_code == 302


def test_a_session_key_of_the_visitors_own_making_is_not_taken(client: Client) -> None:
    client.cookies[site.SESSION_COOKIE_NAME] = "a" * 32
    client.post("/login/", {"phone": PHONE})
    assert session_key(client) != "a" * 32


def test_the_session_cookie_is_out_of_reach_for_scripts_and_other_sites(client: Client) -> None:
    by_code(client)
    cookie = client.cookies[site.SESSION_COOKIE_NAME]
    assert (cookie["httponly"], cookie["samesite"], cookie["path"], cookie["domain"]) == (True, "Lax", "/", "")


def test_in_production_cookies_travel_encrypted_only(client: Client, settings: Settings) -> None:
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    page = client.get("/login/")
    client.post("/login/", {"phone": PHONE})
    assert client.cookies[site.SESSION_COOKIE_NAME]["secure"] is True
    assert page.cookies[site.CSRF_COOKIE_NAME]["secure"] is True


def test_a_staff_session_lasts_half_an_hour_and_a_workers_thirty_days(client: Client) -> None:
    clock, _ = bound(a_clerk())
    by_password(client, "clerk.wang", now_code(clock))
    assert client.cookies[site.SESSION_COOKIE_NAME]["max-age"] == 1800
    worker = Client()
    by_code(worker)
    assert worker.cookies[site.SESSION_COOKIE_NAME]["max-age"] == 30 * 24 * 3600


def test_guessing_a_code_stops_after_five_tries(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    code = last_code()
    answers = [client.post("/login/code", {"code": other_than(code, by)}) for by in range(1, 6)]
    right = client.post("/login/code", {"code": code})
    assert {answer.status_code for answer in [*answers, right]} == {422}
    assert "验证码不正确或已失效" in text(right)
    assert not Person.objects.exists()


def test_guessing_from_one_place_stops_at_the_limit_with_a_page_in_chinese(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    code = last_code()
    answers = [client.post("/login/code", {"code": other_than(code, by)}) for by in range(1, 32)]
    assert [answer.status_code for answer in answers] == [422] * 30 + [429]
    assert "当前网络的请求过多，请稍后再试，或到驿站柜台办理" in text(answers[-1])


def test_asking_for_codes_from_one_place_stops_at_the_limit() -> None:
    answers = [Client().post("/login/", {"phone": f"138001380{number:02}"}) for number in range(31)]
    assert [answer.status_code for answer in answers] == [302] * 30 + [429]


def test_whatever_is_wrong_with_a_password_the_page_is_the_same() -> None:
    person = a_clerk()
    clock, codes = bound(person)
    a_clerk("clerk.off")
    Person.objects.filter(username="clerk.off").update(state=AccountState.SUSPENDED)
    tries = {
        "unknown": ("nobody.here", PASSWORD, ""),
        "wrong password": ("clerk.wang", "falsch", now_code(clock)),
        "wrong code": ("clerk.wang", PASSWORD, "abc123"),
        "no code": ("clerk.wang", PASSWORD, ""),
        "used code": ("clerk.wang", PASSWORD, clock.at(timezone.now() - timedelta(minutes=5))),
        "suspended": ("clerk.off", PASSWORD, ""),
    }
    pages = set()
    for username, password, second in tries.values():
        answer = by_password(Client(), username, second, password=password)
        pages.add((answer.status_code, text(answer).replace(username, "@")))
    assert len(pages) == 1
    status, page = pages.pop()
    assert (status, REFUSED in page) == (422, True)


def test_a_locked_name_is_answered_like_a_wrong_password(client: Client) -> None:
    person = a_clerk()
    clock, _ = bound(person)
    wrong = [text(by_password(client, "clerk.wang", "", password="falsch")) for _ in range(5)]
    locked = by_password(client, "clerk.wang", now_code(clock))
    assert (locked.status_code, {text(locked), *wrong}) == (422, {wrong[0]})
    strangers = [text(by_password(client, "nobody.here", "")) for _ in range(6)]
    assert {page.replace("nobody.here", "clerk.wang") for page in strangers} == {wrong[0]}


def test_a_code_of_the_authenticator_serves_once() -> None:
    clock, _ = bound(a_clerk())
    code = now_code(clock)
    assert by_password(Client(), "clerk.wang", code).status_code == 302
    assert by_password(Client(), "clerk.wang", code).status_code == 422


def test_a_typed_password_is_never_sent_back(client: Client) -> None:
    answer = by_password(client, "clerk.wang", "123456", password="mein-geheimes-Wort")
    assert "mein-geheimes-Wort" not in answer.content.decode()
    assert 'value="clerk.wang"' in answer.content.decode()


@pytest.mark.parametrize("bad", ["\0", "𠮷" * 300, "a" * 10_000, "' OR 1=1 --", "\ud800", "‮admin"])
def test_strange_input_is_a_refusal_and_never_breaks(client: Client, bad: str) -> None:
    sent = {"username": bad.encode("utf-8", "surrogatepass").decode("utf-8", "replace"), "password": "x", "second": "y"}
    assert client.post("/login/staff", sent).status_code == 422
    raw = b"username=" + bad.encode("utf-8", "surrogatepass") + b"&password=%ED%A0%80&second=%00"
    answer = client.generic("POST", "/login/staff", raw, content_type="application/x-www-form-urlencoded")
    assert answer.status_code == 422


def test_the_live_session_of_a_suspended_account_ends_with_the_next_request(client: Client) -> None:
    actor = a_member(Role.WORKER, person=a_person(phone=PHONE))
    by_code(client)
    assert client.get("/login/account").status_code == 200
    suspend(actor=SYSTEM, person=Person.objects.get(pk=actor.id), reason="核查账号", now=timezone.now())
    assert client.get("/login/account").headers["Location"] == "/login/?next=/login/account"


def test_a_session_that_outlived_a_suspension_counts_for_nothing(client: Client) -> None:
    actor = a_member(Role.WORKER, person=a_person(phone=PHONE))
    by_code(client)
    Person.objects.filter(pk=actor.id).update(state=AccountState.SUSPENDED)
    assert client.get("/login/account").status_code == 302
    assert client.get("/login/start").status_code == 302


def test_a_suspended_worker_is_told_only_after_proving_the_number(client: Client) -> None:
    Person.objects.filter(pk=a_person(phone=PHONE).pk).update(state=AccountState.SUSPENDED)
    client.post("/login/", {"phone": PHONE})
    assert "停用" not in text(client.get("/login/code"))
    answer = client.post("/login/code", {"code": last_code()})
    assert (answer.status_code, "账号已停用，请联系驿站或管理员" in text(answer)) == (422, True)


def test_pages_with_secrets_are_not_kept(client: Client) -> None:
    client.post("/login/", {"phone": PHONE})
    pages = ["/login/", "/login/code", "/login/staff"]
    assert all("no-store" in client.get(page).headers["Cache-Control"] for page in pages)
