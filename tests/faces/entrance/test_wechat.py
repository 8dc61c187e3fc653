"""Signing in by WeChat."""

from urllib.parse import parse_qs, urlsplit

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from tests.faces.entrance.visiting import PHONE, arrived_at, by_code, followed, last_code, text
from tests.floor.accounts.factories import a_member, a_person
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
FAILED = "微信登录没有成功，请重试，或用手机验证码登录"


def leave(client: Client, wished: str = "") -> str:
    """Goes to the sandbox and gives the state."""
    answer = client.get("/login/wechat", {"next": wished})
    parts = urlsplit(answer.headers["Location"])
    assert parts.path == "/sandbox/wechat"
    return parse_qs(parts.query)["state"][0]


def come_back(client: Client, state: str, code: str = "demo-1") -> str:
    """Comes back, and gives the page at which one arrives."""
    answer = followed(client, client.get("/login/wechat/back", {"code": code, "state": state}))
    return text(answer)


def a_worker(client: Client) -> None:
    """A worker who has bound WeChat and left."""
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    come_back(client, leave(client))
    by_code(client)
    client.post("/login/leave")


def test_the_first_time_a_phone_is_proved_and_the_second_time_not(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    page = come_back(client, leave(client))
    assert "第一次用微信登录，请验证一次手机号" in page
    assert arrived_at(by_code(client)) == ["/login/start", "/my/"]
    client.post("/login/leave")
    other = Client()
    answer = other.get("/login/wechat/back", {"code": "demo-1", "state": leave(other, "/login/account")})
    assert answer.headers["Location"] == "/login/start"
    assert other.get("/login/start").headers["Location"] == "/login/account"
    assert "微信" in text(other.get("/login/account"))


def test_an_answer_with_another_state_signs_nobody_in(client: Client) -> None:
    a_worker(client)
    leave(client)
    assert FAILED in come_back(client, "x" * 32)
    assert client.get("/login/account").status_code == 302


def test_an_answer_that_nobody_asked_for_signs_nobody_in(client: Client) -> None:
    a_worker(client)
    for state in ("", "x", "𠮷"):
        assert FAILED in come_back(Client(), state)


def test_the_answer_to_one_browser_does_not_serve_another(client: Client) -> None:
    a_worker(client)
    state = leave(client)
    assert FAILED in come_back(Client(), state)


def test_a_state_serves_once(client: Client) -> None:
    state = leave(client)
    assert FAILED not in come_back(client, state)
    assert FAILED in come_back(client, state)


def test_a_state_is_old_after_ten_minutes(client: Client) -> None:
    state = leave(client)
    session = client.session
    session["entrance.wechat_state"] = [state, session["entrance.wechat_state"][1] - 601]
    session.save()
    assert FAILED in come_back(client, state)


@pytest.mark.parametrize("code", ["", "a b", "../x", "𠮷", "x" * 129, "<script>"])
def test_a_code_that_the_service_does_not_know_is_refused(client: Client, code: str) -> None:
    assert "微信登录没有成功" in come_back(client, leave(client), code)


def test_an_account_that_was_proved_long_ago_is_not_bound(client: Client) -> None:
    come_back(client, leave(client))
    session = client.session
    session["entrance.wechat_digest"] = [session["entrance.wechat_digest"][0], 0]
    session.save()
    by_code(client)
    assert Person.objects.get().wechat_digest is None


def test_whoever_has_signed_in_binds_and_releases(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    by_code(client)
    assert "微信已绑定" in come_back(client, leave(client), "other-account")
    assert "解除微信绑定？" in text(client.get("/login/account/wechat/release"))
    assert "已解除微信绑定" in text(followed(client, client.post("/login/account/wechat/release")))
    assert Person.objects.get().wechat_digest is None


def test_an_account_that_stands_for_somebody_else_is_not_bound(client: Client) -> None:
    a_worker(client)
    by_code(client, "13900139000")
    assert "该微信已绑定其他账号" in come_back(client, leave(client))


def test_a_suspended_person_does_not_come_in_by_wechat(client: Client) -> None:
    a_worker(client)
    Person.objects.update(state="suspended")
    assert "账号已停用" in come_back(client, leave(client))
    assert client.get("/login/account").status_code == 302


def test_staff_do_not_work_by_wechat(client: Client) -> None:
    a_member(Role.STATION_STAFF, person=a_person(name="王芳", phone=PHONE))
    come_back(client, leave(client))
    by_code(client)
    client.post("/login/leave")
    assert "选择您要办理的事项" in come_back(client, leave(client))


def test_in_production_the_button_leads_to_the_service(client: Client, settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    answer = followed(client, client.get("/login/wechat"))
    assert "微信登录尚未开通，请用手机验证码登录" in text(answer)
    settings.YIZHAN_WECHAT = {"app_id": "wx1", "app_secret": "geheim"}
    address = client.get("/login/wechat").headers["Location"]
    parts = urlsplit(address)
    query = parse_qs(parts.query)
    assert (parts.scheme, parts.netloc, parts.fragment) == ("https", "open.weixin.qq.com", "wechat_redirect")
    assert query["redirect_uri"] == ["http://testserver/login/wechat/back"]
    assert len(query["state"][0]) == 32
    assert "geheim" not in address


def test_the_number_page_shows_how_far_one_is(client: Client) -> None:
    page = come_back(client, leave(client))
    assert "验证手机号" in page
    assert "或者" not in page
    client.post("/login/", {"phone": PHONE})
    assert len(last_code()) == 6
