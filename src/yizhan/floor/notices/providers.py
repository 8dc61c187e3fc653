"""Real providers, spoken to over HTTPS. Answers are read with a limit; secrets are never logged."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request
from uuid import uuid4

from yizhan.floor.accounts.gateways import SmsAccount, signed_request
from yizhan.floor.accounts.https import Unreachable, fetch

WECHAT = "https://api.weixin.qq.com/cgi-bin"
# https://developers.weixin.qq.com: the token has expired; the user does not follow or has refused.
_TOKEN_OUT = (40001, 40014, 42001)
_NOT_WANTED = (40003, 43004, 43101)
# Codes that begin so speak of the recipient or the text, and will not change; the others of load or account.
_FINAL = ("isv.MOBILE_", "isv.BLACK_KEY", "isv.INVALID_PARAMETERS", "isv.TEMPLATE_")


class GatewayDown(Exception):
    """The provider did not answer, or asks to come again."""


class GatewayRefused(Exception):
    """The provider will not send this to this recipient."""


@dataclass(frozen=True, slots=True, repr=False)
class SmsProvider:
    """The SMS service that also sends the one-time codes, with a template of two variables, `title` and `text`."""

    account: SmsAccount
    fetching: Callable[[Request], bytes] = fetch

    def send(self, *, phone: str, title: str, text: str, key: str, now: datetime) -> str:
        """The provider's receipt. `key` is handed over as the message's own id outside."""
        query = {
            "PhoneNumbers": phone,
            "SignName": self.account.signature,
            "TemplateCode": self.account.template,
            "TemplateParam": json.dumps({"title": title, "text": text}, ensure_ascii=False),
            "OutId": key,
        }
        request = signed_request(self.account, "SendSms", "2017-05-25", query, now=now, nonce=uuid4().hex)
        answer = _answer(self.fetching, request)
        code = str(answer.get("Code", ""))
        if code.startswith(_FINAL):
            raise GatewayRefused(f"the SMS service refuses with {code}")
        if code != "OK":
            raise GatewayDown(f"the SMS service answers {code[:60]}")
        return str(answer.get("BizId", ""))[:80]


@dataclass(slots=True, repr=False)
class WechatProvider:
    """Template messages of a service account. `site` is the address of this site, for links."""

    app_id: str
    secret: str
    template: str
    site: str
    fetching: Callable[[Request], bytes] = fetch
    _token: str = field(default="", init=False)

    def send(self, *, open_id: str, title: str, text: str, link: str) -> str:
        """The provider's message id."""
        data = {"thing1": {"value": title[:20]}, "thing2": {"value": text[:20]}}
        message: dict[str, Any] = {"touser": open_id, "template_id": self.template, "data": data}
        if link:
            message["url"] = f"{self.site.rstrip('/')}{link}"
        answer = self._post(message)
        if answer.get("errcode") in _TOKEN_OUT:
            self._token = ""
            answer = self._post(message)
        code = answer.get("errcode", -1)
        if code in _NOT_WANTED:
            raise GatewayRefused(f"WeChat refuses with {code}")
        if code != 0:
            raise GatewayDown(f"WeChat answers {code}")
        return str(answer.get("msgid", ""))[:80]

    def _post(self, message: dict[str, Any]) -> dict[str, Any]:
        body = json.dumps(message, ensure_ascii=False).encode()
        address = f"{WECHAT}/message/template/send?access_token={self._access_token()}"
        return _answer(self.fetching, Request(address, data=body, headers={"Content-Type": "application/json"}))

    def _access_token(self) -> str:
        if not self._token:
            asked = {"grant_type": "client_credential", "appid": self.app_id, "secret": self.secret}
            answer = _answer(self.fetching, Request(f"{WECHAT}/token?{urlencode(asked)}"))
            if "access_token" not in answer:
                raise GatewayDown(f"WeChat gives no token: {answer.get('errcode')}")
            self._token = str(answer["access_token"])
        return self._token


def _answer(fetching: Callable[[Request], bytes], request: Request) -> dict[str, Any]:
    try:
        answer = json.loads(fetching(request))
    except (Unreachable, ValueError) as error:
        raise GatewayDown(type(error).__name__) from None
    if not isinstance(answer, dict):
        raise GatewayDown("the provider answers with something else than an object")
    return answer
