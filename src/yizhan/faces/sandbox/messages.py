"""The messages that the demo did not send, of both kinds, in one list."""

import re
from dataclasses import dataclass
from datetime import datetime

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import sandbox_messages as codes
from yizhan.floor.notices.queries import MOST_SANDBOX
from yizhan.floor.notices.queries import sandbox_messages as notices
from yizhan.floor.notices.states import Channel
from yizhan.floor.privacy.sealed import SystemPurpose

_CODE = re.compile(r"(?<=验证码)[0-9]{6}(?![0-9])")


@dataclass(frozen=True, slots=True)
class Shown:
    """One message: its text cut around the code that it holds, which is empty where it holds none."""

    at: datetime
    channel: Channel
    recipient: str
    before: str
    code: str
    after: str


def shown(actor: Actor, channel: Channel | None) -> list[Shown]:
    """The last hundred by one channel, or by both; latest first."""
    found = [
        _cut(one.sent_at, Channel.SMS, one.phone.masked, one.body.open_for(SystemPurpose.NOTICE))
        for one in (codes(actor)[:MOST_SANDBOX] if channel is not Channel.WECHAT else ())
    ]
    found += [
        _cut(one.at, one.channel, one.recipient, one.text) for one in notices(actor) if channel in (None, one.channel)
    ]
    return sorted(found, key=lambda one: one.at, reverse=True)[:MOST_SANDBOX]


def _cut(at: datetime, channel: Channel, recipient: str, text: str) -> Shown:
    found = _CODE.search(text)
    start, end = found.span() if found else (len(text), len(text))
    return Shown(at, channel, recipient, text[:start], text[start:end], text[end:])
