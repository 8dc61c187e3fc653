"""Gateways: the sandbox of the demo, the signed request of the real service, and nothing in between."""

import json
from datetime import UTC, datetime
from urllib.error import URLError
from urllib.parse import parse_qs, urlsplit
from urllib.request import OpenerDirector, Request

import pytest
from pytest_django.fixtures import Settings

from tests.floor.accounts.factories import NOW
from tests.floor.accounts.proofs import ADDRESS, PHONE, ask
from yizhan.floor.accounts import codes, queries
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.gateways import SmsAccount, SmsGateway, gateway, signed_request
from yizhan.floor.accounts.https import Unreachable, fetch
from yizhan.floor.accounts.models import OneTimeCode
from yizhan.floor.accounts.states import CodePurpose
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
ACCOUNT = SmsAccount("key", "s3cret", "驿站", "SMS_1")


def test_the_demo_shows_what_it_would_send_and_no_other_site_does(settings: Settings) -> None:
    ask()
    message = queries.sandbox_messages(PUBLIC).get()
    assert (str(message.phone), str(message.body)) == ("138****8000", "******")
    settings.YIZHAN_DEMO = False
    assert not queries.sandbox_messages(PUBLIC).exists()


def test_a_site_without_gateway_says_so_and_counts_nothing(settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    with pytest.raises(Refusal, match="短信服务尚未开通"):
        codes.request(phone=PHONE, purpose=CodePurpose.SIGN_IN, address=ADDRESS, now=NOW)
    assert OneTimeCode.objects.count() == 0


def test_a_configured_site_uses_the_service(settings: Settings) -> None:
    settings.YIZHAN_DEMO = False
    settings.YIZHAN_SMS = {"key_id": "key", "key_secret": "s3cret", "signature": "驿站", "template": "SMS_1"}
    assert isinstance(gateway(), SmsGateway)


def test_the_signature_is_that_of_the_service_own_published_example() -> None:
    account = SmsAccount("YourAccessKeyId", "YourAccessKeySecret", "", "", "ecs.cn-shanghai.aliyuncs.com")
    query = {"ImageId": "win2019_1809_x64_dtc_zh-cn_40G_alibase_20230811.vhd", "RegionId": "cn-shanghai"}
    at, nonce = datetime(2023, 10, 26, 10, 22, 32, tzinfo=UTC), "3156853299f313e23d1673dc12e1703d"
    request = signed_request(account, "RunInstances", "2014-05-26", query, now=at, nonce=nonce)
    assert request.headers["Authorization"] == (
        "ACS3-HMAC-SHA256 Credential=YourAccessKeyId,"
        "SignedHeaders=host;x-acs-action;x-acs-content-sha256;x-acs-date;x-acs-signature-nonce;x-acs-version,"
        "Signature=06563a9e1b43f5dfe96b81484da74bceab24a1d853912eee15083a6f0f3283c0"
    )


def test_a_code_is_sent_with_signature_and_template() -> None:
    asked: list[Request] = []

    def answer(request: Request) -> bytes:
        asked.append(request)
        return b'{"Code":"OK","Message":"OK"}'

    SmsGateway(ACCOUNT, answer).send(PHONE, "012345", NOW)
    sent = asked[0]
    assert (sent.get_method(), sent.host, sent.headers["X-acs-action"]) == ("POST", "dysmsapi.aliyuncs.com", "SendSms")
    found = {name: values[0] for name, values in parse_qs(urlsplit(sent.full_url).query).items()}
    assert json.loads(found.pop("TemplateParam")) == {"code": "012345"}
    assert found == {"PhoneNumbers": PHONE, "SignName": "驿站", "TemplateCode": "SMS_1"}
    assert "s3cret" not in repr(ACCOUNT) + sent.full_url + str(sent.headers)


@pytest.mark.parametrize(
    "answer", [b"", b"[]", b'{"Code":"isv.BUSINESS_LIMIT_CONTROL","Message":"13800138000"}', b"\xff"]
)
def test_what_the_service_refuses_is_said_without_quoting_it(answer: bytes) -> None:
    with pytest.raises(Unreachable) as refused:
        SmsGateway(ACCOUNT, lambda request: answer).send(PHONE, "012345", NOW)
    assert str(refused.value) == "短信没有发出，请稍后再试"


def test_only_https_is_asked_and_silence_is_a_refusal(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(ValueError):
        fetch(Request("http://example.cn/"))

    def silent(self: OpenerDirector, *given: object, **options: object) -> None:
        raise URLError("no route to https://example.cn/?secret=s3cret")

    monkeypatch.setattr(OpenerDirector, "open", silent)
    with pytest.raises(Unreachable) as refused:
        fetch(Request("https://example.cn/?secret=s3cret"))
    assert "s3cret" not in f"{refused.value}{refused.value.__cause__}"
