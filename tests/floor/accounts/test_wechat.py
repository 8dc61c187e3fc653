"""Sign-in by WeChat: the sandbox, the real service's requests, binding."""

import json
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request

import pytest
from django.db import connection
from pytest_django.fixtures import Settings

from tests.floor.accounts.factories import NOW, a_person
from yizhan.floor.accounts import wechat
from yizhan.floor.accounts.https import Unreachable
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.accounts.wechat import OfficialAccount, WeChatAccount
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
ACCOUNT = WeChatAccount("wx1", "s3cret")


def bind(person: Person, digest: str) -> None:
    wechat.bind(actor=actor_for(person, None, now=NOW), person=person, digest=digest, now=NOW)


def test_an_account_stands_for_who_bound_it() -> None:
    person, digest = a_person(), wechat.digest_for("demo-1")
    assert wechat.person_with(digest) is None
    bind(person, digest)
    assert wechat.person_with(wechat.digest_for("demo-1")) == person
    assert wechat.person_with(wechat.digest_for("demo-2")) is None
    wechat.release(actor=actor_for(person, None, now=NOW), person=person, now=NOW)
    assert wechat.person_with(digest) is None


def test_the_account_of_another_and_binding_for_another_are_refused() -> None:
    person, other, digest = a_person(), a_person(), wechat.digest_for("demo-1")
    bind(person, digest)
    with pytest.raises(Refusal, match="已绑定其他账号"):
        bind(other, digest)
    with pytest.raises(Refusal, match="只能由本人"):
        wechat.release(actor=actor_for(other, None, now=NOW), person=person, now=NOW)


def test_a_suspended_account_does_not_sign_in() -> None:
    person, digest = a_person(), wechat.digest_for("demo-1")
    bind(person, digest)
    Person.objects.update(state=AccountState.SUSPENDED)
    with pytest.raises(Refusal, match="账号已停用"):
        wechat.person_with(digest)


def test_the_openid_is_not_stored() -> None:
    bind(a_person(), wechat.digest_for("demo-1"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT string_agg(t::text, ' ') FROM accounts_person t")
        assert "demo-1" not in cursor.fetchone()[0]


@pytest.mark.parametrize("code", ["", "a b", "x" * 129, "a&secret=b", "\ud800", "代码"])
def test_what_is_no_code_is_refused_before_anything_is_sent(code: str) -> None:
    for service in (wechat.SandboxWeChat(), OfficialAccount(ACCOUNT, lambda request: pytest.fail("sent"))):
        with pytest.raises(Refusal, match="微信登录没有成功"):
            service.exchange(code)


def test_the_service_is_asked_as_it_demands() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> bytes:
        asked.append(request)
        return json.dumps({"access_token": "t", "openid": "oABCDEF_123", "scope": "snsapi_base"}).encode()

    account = OfficialAccount(ACCOUNT, answer)
    assert account.exchange("c0de") == "oABCDEF_123"
    assert asked[0].full_url.startswith("https://api.weixin.qq.com/sns/oauth2/access_token?")
    assert parse_qs(urlsplit(asked[0].full_url).query) == {
        "appid": ["wx1"],
        "secret": ["s3cret"],
        "code": ["c0de"],
        "grant_type": ["authorization_code"],
    }
    assert account.address("st", "https://example.cn/back") == (
        "https://open.weixin.qq.com/connect/oauth2/authorize?appid=wx1&redirect_uri=https%3A%2F%2Fexample.cn%2Fback"
        "&response_type=code&scope=snsapi_base&state=st#wechat_redirect"
    )
    assert "s3cret" not in repr(ACCOUNT)


@pytest.mark.parametrize("answer", [b"", b"[]", b'{"errcode":40029}', b'{"openid":7}', b'{"openid":"a b"}', b"\xff"])
def test_an_answer_that_cannot_be_used_is_a_refusal(answer: bytes) -> None:
    with pytest.raises(Unreachable, match="微信登录没有成功"):
        OfficialAccount(ACCOUNT, lambda request: answer).exchange("c0de")


def test_outside_the_demo_it_is_refused_until_configured(settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    with pytest.raises(Refusal, match="微信登录尚未开通"):
        wechat.wechat()
    settings.YIZHAN_WECHAT = {"app_id": "wx1", "app_secret": "s3cret"}
    assert isinstance(wechat.wechat(), OfficialAccount)
