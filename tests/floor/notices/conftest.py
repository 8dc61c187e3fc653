"""Persons, kinds of notice for these tests, and gateways that do as they are told."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

import pytest

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.notices import dispatching, kinds
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.gateways import Letter
from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.models import Dispatch, Notice
from yizhan.floor.notices.states import Channel, NoticeGroup
from yizhan.floor.privacy.actions import give
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
PHONE = "13800138000"
BOTH = (Channel.INBOX, Channel.SMS)
KINDS = (
    NoticeKind("notices.test_news", "新岗位", "{place}有{count}个新岗位。", BOTH, group=NoticeGroup.JOBS),
    NoticeKind("notices.test_urgent", "停工提醒", "{place}今日停工。", BOTH, urgent=True),
    NoticeKind("notices.test_legal", "权利告知", "您的申请已受理。", BOTH, group=NoticeGroup.LEGAL),
    NoticeKind("notices.test_wechat", "进度", "已办结。", (Channel.WECHAT,)),
)
WORDS = {"place": "丰泽驿站", "count": "3"}


@dataclass
class Recorder:
    """A gateway that keeps what it is given, after it did what the test wants."""

    letters: list[Letter] = field(default_factory=list)
    before: Callable[[Letter], None] = field(default=lambda letter: None)

    def send(self, letter: Letter) -> str:
        self.before(letter)
        self.letters.append(letter)
        return f"receipt-{len(self.letters)}"


@pytest.fixture(autouse=True)
def _kinds(monkeypatch: pytest.MonkeyPatch) -> None:
    for kind in KINDS:
        monkeypatch.setitem(kinds.KINDS, kind.code, kind)


@pytest.fixture
def recorder(monkeypatch: pytest.MonkeyPatch) -> Recorder:
    """The gateway of every channel."""
    made = Recorder()
    monkeypatch.setattr(dispatching, "gateway", lambda channel: made)
    return made


def somebody(phone: str | None = PHONE, *, consents: bool = True) -> Actor:
    """A worker who agreed to messages."""
    digest = None if phone is None else phone_digest(phone)
    person = Person.objects.create(name="林小明", phone=phone, phone_digest=digest, created_at=NOW)
    actor = Actor(id=person.id, role=Role.WORKER, name=person.name)
    if consents:
        give(
            actor=actor,
            person_id=person.id,
            purpose=ConsentPurpose.MESSAGES,
            notice_version="2026-1",
            channel=ConsentChannel.ONLINE,
            separate=False,
            now=NOW.replace(year=2025),
        )
    return actor


def news(person_id: UUID, *, now: datetime = NOW, key: str = "", kind: str = "test_news") -> Notice:
    """A notice of one of the kinds above."""
    words = {word: WORDS[word] for word in kinds.KINDS[f"notices.{kind}"].words}
    return notify(person_id=person_id, kind=f"notices.{kind}", words=words, key=key, now=now)


def sms_of(notice: Notice) -> Dispatch:
    """How it stands with the SMS of a notice."""
    return Dispatch.objects.get(notice=notice, channel=Channel.SMS)
