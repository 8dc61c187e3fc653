"""The adapters of real providers, against answers as the providers give them. No network."""

import json
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request

import pytest

from tests.floor.accounts.factories import NOW
from yizhan.floor.accounts.gateways import SmsAccount
from yizhan.floor.accounts.https import Unreachable
from yizhan.floor.notices.providers import GatewayDown, GatewayRefused, SmsProvider, WechatProvider

ACCOUNT = SmsAccount("key", "s3cret", "某市人社", "SMS_9")


class Net:
    """Answers in turn; keeps what was asked."""

    def __init__(self, *answers: object) -> None:
        self.answers = list(answers)
        self.asked: list[Request] = []

    def __call__(self, request: Request) -> bytes:
        self.asked.append(request)
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, bytes) else json.dumps(answer).encode()

    def body(self, index: int) -> dict[str, Any]:
        data = self.asked[index].data
        assert isinstance(data, bytes)
        return json.loads(data)  # type: ignore[no-any-return]


def wechat(net: Net) -> WechatProvider:
    return WechatProvider("app", "secret", "template", "https://yizhan.example/", net)


def send(net: Net) -> str:
    return SmsProvider(ACCOUNT, net).send(phone="13800138000", title="登记", text="内容", key="k1", now=NOW)


def test_an_sms_carries_its_template_and_its_key() -> None:
    net = Net({"Code": "OK", "BizId": "r1"})
    assert send(net) == "r1"
    found = {name: values[0] for name, values in parse_qs(urlsplit(net.asked[0].full_url).query).items()}
    assert json.loads(found.pop("TemplateParam")) == {"title": "登记", "text": "内容"}
    assert found == {"PhoneNumbers": "13800138000", "SignName": "某市人社", "TemplateCode": "SMS_9", "OutId": "k1"}


def test_a_number_that_does_not_exist_is_final_and_a_limit_is_not() -> None:
    with pytest.raises(GatewayRefused):
        send(Net({"Code": "isv.MOBILE_NUMBER_ILLEGAL"}))
    with pytest.raises(GatewayDown):
        send(Net({"Code": "isv.BUSINESS_LIMIT_CONTROL"}))


@pytest.mark.parametrize("answer", [Unreachable("连不上", "down"), b"<html>", b"[]", b"\xff"])
def test_a_provider_that_answers_nonsense_is_down(answer: object) -> None:
    with pytest.raises(GatewayDown):
        send(Net(answer))


def test_secrets_are_not_shown() -> None:
    assert "secret" not in repr(SmsProvider(ACCOUNT)) + repr(wechat(Net()))


def test_wechat_asks_for_one_token_and_sends_two() -> None:
    net = Net({"access_token": "t"}, {"errcode": 0, "msgid": 7}, {"errcode": 0, "msgid": 8})
    provider = wechat(net)
    assert [provider.send(open_id="o1", title="题目", text="内容", link="/a") for _ in range(2)] == ["7", "8"]
    assert net.body(1) == {
        "touser": "o1",
        "template_id": "template",
        "data": {"thing1": {"value": "题目"}, "thing2": {"value": "内容"}},
        "url": "https://yizhan.example/a",
    }


def test_wechat_with_an_old_token_asks_for_a_new_one_once() -> None:
    answers = [{"access_token": "old"}, {"errcode": 42001}, {"access_token": "new"}, {"errcode": 0, "msgid": 7}]
    net = Net(*answers)
    assert wechat(net).send(open_id="o1", title="题目", text="内容", link="") == "7"
    assert net.asked[-1].full_url.endswith("access_token=new")
    net = Net({"access_token": "old"}, {"errcode": 42001}, {"access_token": "new"}, {"errcode": 42001})
    with pytest.raises(GatewayDown):
        wechat(net).send(open_id="o1", title="题目", text="内容", link="")


@pytest.mark.parametrize(
    ("answer", "error"),
    [({"errcode": 43004}, GatewayRefused), ({"errcode": 45009}, GatewayDown), ({}, GatewayDown)],
)
def test_wechat_says_why_not(answer: dict[str, int], error: type[Exception]) -> None:
    with pytest.raises(error):
        wechat(Net({"access_token": "t"}, answer)).send(open_id="o1", title="题目", text="内容", link="")


def test_wechat_without_a_token_is_down() -> None:
    with pytest.raises(GatewayDown, match="gives no token"):
        wechat(Net({"errcode": 40013})).send(open_id="o1", title="题目", text="内容", link="")
