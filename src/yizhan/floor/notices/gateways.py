"""The ways out: a gateway for SMS and one for WeChat. Which one is used is a setting; the demo has a sandbox for both."""

from dataclasses import dataclass
from datetime import datetime
from functools import cache
from typing import Protocol
from uuid import UUID

from django.conf import settings

from yizhan.floor.accounts.gateways import SmsAccount
from yizhan.floor.notices.models import SandboxMessage
from yizhan.floor.notices.providers import SmsProvider, WechatProvider
from yizhan.floor.notices.states import Channel

_SETTINGS = {Channel.SMS: "YIZHAN_NOTICE_SMS", Channel.WECHAT: "YIZHAN_NOTICE_WECHAT"}


@dataclass(frozen=True, slots=True)
class Letter:
    """What a gateway is given. `key` is the same at every attempt, so that a provider can drop a repetition."""

    key: UUID
    person_id: UUID
    recipient: str
    title: str
    text: str
    link: str
    at: datetime


class Gateway(Protocol):
    """Sends a letter and returns the provider's receipt. Raises GatewayDown to be tried again, GatewayRefused not to be."""

    def send(self, letter: Letter) -> str:
        """Sends it."""


SmsGateway = Gateway
WechatGateway = Gateway


@dataclass(frozen=True, slots=True)
class Sandbox:
    """Writes the letter into a table that the sandbox page shows."""

    channel: Channel

    def send(self, letter: Letter) -> str:
        """Keeps it once for each key."""
        kept = SandboxMessage.objects.filter(key=letter.key).first()
        if kept is None:
            words = f"【{letter.title}】{letter.text}"
            kept = SandboxMessage.objects.create(
                person_id=letter.person_id,
                channel=self.channel,
                key=letter.key,
                recipient=letter.recipient,
                text=words,
                at=letter.at,
            )
        return f"sandbox:{kept.pk}"


@dataclass(frozen=True, slots=True)
class Sms:
    """A provider of SMS."""

    provider: SmsProvider

    def send(self, letter: Letter) -> str:
        """Text and signature; a link is not sent, because filters drop messages with links."""
        return self.provider.send(
            phone=letter.recipient, title=letter.title, text=letter.text, key=str(letter.key), now=letter.at
        )


@dataclass(frozen=True, slots=True)
class Wechat:
    """The service account of WeChat."""

    provider: WechatProvider

    def send(self, letter: Letter) -> str:
        """Title, text and the page behind."""
        return self.provider.send(open_id=letter.recipient, title=letter.title, text=letter.text, link=letter.link)


def gateway(channel: Channel) -> Gateway | None:
    """The gateway of the settings YIZHAN_NOTICE_SMS and YIZHAN_NOTICE_WECHAT, the sandbox in the demo, or None where there is none."""
    given = getattr(settings, _SETTINGS[channel], None) if channel in _SETTINGS else None
    if given and channel is Channel.SMS:
        return Sms(SmsProvider(SmsAccount(**given)))
    if given and channel is Channel.WECHAT:
        return Wechat(_wechat(**given))
    return Sandbox(channel) if settings.YIZHAN_DEMO else None


@cache
def _wechat(app_id: str, secret: str, template: str, site: str) -> WechatProvider:
    """One for the process: it remembers its token, of which WeChat gives few in a day."""
    return WechatProvider(app_id, secret, template, site)
