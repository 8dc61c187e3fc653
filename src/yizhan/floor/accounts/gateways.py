"""The way a one-time code reaches a phone: an SMS gateway where one is configured, a visible outbox in the demo."""

import hashlib
import hmac
import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Protocol
from urllib.parse import quote
from urllib.request import Request
from uuid import uuid4

from django.conf import settings

from yizhan.floor.accounts.https import Unreachable, fetch
from yizhan.floor.accounts.models import SandboxMessage
from yizhan.kernel.errors import Refusal


class CodeGateway(Protocol):
    """Sends codes."""

    def send(self, phone: str, code: str, now: datetime) -> None:
        """Hands the code over for this number of 11 digits. Raises Refusal if it is not accepted."""


class SandboxGateway:
    """Keeps the message, sealed, for the sandbox page of the demo."""

    def send(self, phone: str, code: str, now: datetime) -> None:
        """Never fails."""
        body = f"【驿站】验证码{code}，5分钟内有效。请勿告诉他人。"
        message = SandboxMessage(sent_at=now)
        message.phone, message.body = phone, body
        message.save(force_insert=True)


@dataclass(frozen=True, slots=True, repr=False)
class SmsAccount:
    """An account at the SMS service. `template` has one variable, `code`; `host` is that of the service."""

    key_id: str
    key_secret: str
    signature: str
    template: str
    host: str = "dysmsapi.aliyuncs.com"


class SmsGateway:
    """The SMS service of Alibaba Cloud (SendSms 2017-05-25), signed with ACS3-HMAC-SHA256."""

    def __init__(self, account: SmsAccount, fetching: Callable[[Request], bytes] = fetch) -> None:
        self._account, self._fetch = account, fetching

    def send(self, phone: str, code: str, now: datetime) -> None:
        """One signed request. What the service says is not shown to the user and not logged: it may quote the number."""
        account = self._account
        query = {
            "PhoneNumbers": phone,
            "SignName": account.signature,
            "TemplateCode": account.template,
            "TemplateParam": json.dumps({"code": code}),
        }
        request = signed_request(account, "SendSms", "2017-05-25", query, now=now, nonce=uuid4().hex)
        try:
            answer = json.loads(self._fetch(request))
        except ValueError:
            raise _not_sent() from None
        if not isinstance(answer, dict) or answer.get("Code") != "OK":
            raise _not_sent()


def signed_request(
    account: SmsAccount, action: str, version: str, query: dict[str, str], *, now: datetime, nonce: str
) -> Request:
    """A POST without body whose query and headers are signed (V3 request structure and signature)."""
    pairs = sorted(query.items())
    canonical_query = "&".join(f"{quote(name, safe='-_.~')}={quote(value, safe='-_.~')}" for name, value in pairs)
    empty = hashlib.sha256(b"").hexdigest()
    headers = {
        "host": account.host,
        "x-acs-action": action,
        "x-acs-content-sha256": empty,
        "x-acs-date": now.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "x-acs-signature-nonce": nonce,
        "x-acs-version": version,
    }
    names = ";".join(sorted(headers))
    lines = "".join(f"{name}:{headers[name]}\n" for name in sorted(headers))
    whole = f"POST\n/\n{canonical_query}\n{lines}\n{names}\n{empty}"
    to_sign = f"ACS3-HMAC-SHA256\n{hashlib.sha256(whole.encode()).hexdigest()}"
    signature = hmac.new(account.key_secret.encode(), to_sign.encode(), hashlib.sha256).hexdigest()
    headers["Authorization"] = (
        f"ACS3-HMAC-SHA256 Credential={account.key_id},SignedHeaders={names},Signature={signature}"
    )
    return Request(f"https://{account.host}/?{canonical_query}", headers=headers, method="POST")


def gateway() -> CodeGateway:
    """The sandbox in the demo; else the service of the setting YIZHAN_SMS, fields of SmsAccount. Refuses where that is missing."""
    if settings.YIZHAN_DEMO:
        return SandboxGateway()
    configured = settings.YIZHAN_SMS
    if not configured:
        raise Refusal(
            "短信服务尚未开通，请到驿站柜台办理，或用其他方式登录", "no SMS gateway is configured: set YIZHAN_SMS_*"
        )
    return SmsGateway(SmsAccount(**configured))


def _not_sent() -> Unreachable:
    return Unreachable("短信没有发出，请稍后再试", "the SMS was not accepted")
