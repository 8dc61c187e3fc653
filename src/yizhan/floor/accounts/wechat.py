"""Sign-in by WeChat: an outside account stands for a person who once proved a phone. One factor: never for staff roles."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode
from urllib.request import Request

from django.conf import settings
from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.acts import audit, lock, locked
from yizhan.floor.accounts.https import Unreachable, fetch
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.verbs import WECHAT_BOUND, WECHAT_RELEASED
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.kernel.errors import Refusal

_CODE = re.compile(r"[A-Za-z0-9_-]{1,128}")
_OPENID = re.compile(r"[A-Za-z0-9_-]{6,64}")


class WeChat(Protocol):
    """The outside service."""

    def address(self, state: str, back: str) -> str:
        """Where the browser goes to sign in; it comes back to the address `back` with `code` and the same `state`."""

    def exchange(self, code: str) -> str:
        """The openid for a code of one sign-in. Raises Refusal if the service does not know the code."""


class SandboxWeChat:
    """The demo's: every code is an account of its own, always the same one."""

    def address(self, state: str, back: str) -> str:
        """Straight back, as the demo's first account."""
        return f"{back}?{urlencode({'code': 'demo-1', 'state': state})}"

    def exchange(self, code: str) -> str:
        """The code with a prefix."""
        return f"sandbox-{_checked(code)}"


@dataclass(frozen=True, slots=True, repr=False)
class WeChatAccount:
    """The public account of the site."""

    app_id: str
    app_secret: str


class OfficialAccount:
    """WeChat's web authorisation for pages of a public account, silent scope: the openid and nothing else."""

    def __init__(self, account: WeChatAccount, fetching: Callable[[Request], bytes] = fetch) -> None:
        self._account, self._fetch = account, fetching

    def address(self, state: str, back: str) -> str:
        """As the service demands it, parameters in this order."""
        query = urlencode(
            {
                "appid": self._account.app_id,
                "redirect_uri": back,
                "response_type": "code",
                "scope": "snsapi_base",
                "state": state,
            }
        )
        return f"https://open.weixin.qq.com/connect/oauth2/authorize?{query}#wechat_redirect"

    def exchange(self, code: str) -> str:
        """One request. Its address holds the account's secret, so nothing of it is logged or shown."""
        query = urlencode(
            {
                "appid": self._account.app_id,
                "secret": self._account.app_secret,
                "code": _checked(code),
                "grant_type": "authorization_code",
            }
        )
        body = self._fetch(Request(f"https://api.weixin.qq.com/sns/oauth2/access_token?{query}"))
        try:
            answer = json.loads(body)
        except ValueError:
            raise _not_known() from None
        openid = answer.get("openid") if isinstance(answer, dict) else None
        if not isinstance(openid, str) or not _OPENID.fullmatch(openid):
            raise _not_known()
        return openid


def wechat() -> WeChat:
    """The sandbox in the demo; else the account of the setting YIZHAN_WECHAT, fields of WeChatAccount. Refuses where that is missing."""
    if settings.YIZHAN_DEMO:
        return SandboxWeChat()
    configured = settings.YIZHAN_WECHAT
    if not configured:
        raise Refusal("微信登录尚未开通，请用手机验证码登录", "no WeChat account is configured: set YIZHAN_WECHAT_*")
    return OfficialAccount(WeChatAccount(**configured))


def digest_for(code: str) -> str:
    """The digest of the account that signed in with this code. Asks the service: outside any transaction."""
    return lookup_digest("wechat", wechat().exchange(code))


def person_with(digest: str) -> Person | None:
    """Whom the account stands for. None: the phone is proved by a code first, then `bind`. Refuses a suspended account."""
    person = Person.objects.filter(wechat_digest=digest).first()
    if person is not None and not person.is_active:
        raise Refusal("账号已停用，请联系驿站或管理员", "this account is suspended")
    return person


@transaction.atomic
def bind(*, actor: Actor, person: Person, digest: str, now: datetime) -> None:
    """From now on the account stands for this person, instead of an earlier one of the same person. Refuses another's."""
    _require_own(actor, person)
    lock(f"wechat:{digest}")
    kept = locked(person)
    if kept.wechat_digest == digest:
        return
    if Person.objects.filter(wechat_digest=digest).exists():
        raise Refusal("该微信已绑定其他账号", "this WeChat account stands for somebody else")
    kept.wechat_digest = digest
    kept.save(update_fields=["wechat_digest"])
    audit(actor, WECHAT_BOUND, kept, now)


@transaction.atomic
def release(*, actor: Actor, person: Person, now: datetime) -> None:
    """The account no longer stands for the person. Nothing happens where none did."""
    _require_own(actor, person)
    kept = locked(person)
    if kept.wechat_digest is not None:
        kept.wechat_digest = None
        kept.save(update_fields=["wechat_digest"])
        audit(actor, WECHAT_RELEASED, kept, now)


def _require_own(actor: Actor, person: Person) -> None:
    if not actor.sees_everything and actor.id != person.id:
        raise Refusal("只能由本人办理", "only the person does this")


def _checked(code: str) -> str:
    if not _CODE.fullmatch(code):
        raise _not_known()
    return code


def _not_known() -> Unreachable:
    return Unreachable("微信登录没有成功，请重试或用手机验证码登录", "WeChat did not confirm this sign-in")
