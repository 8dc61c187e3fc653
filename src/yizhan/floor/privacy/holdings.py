"""What an app holds about persons: how to copy it for them, and how to erase it. And the holding of this app."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import ConsentState
from yizhan.kernel.clock import SHANGHAI

_CODE = re.compile(r"[a-z_]+(\.[a-z_]+)+")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What erasing did: rows deleted or blanked, rows kept but restricted, and why those are kept, in plain Chinese.

    `basis` names the law and until when, and is empty where nothing is kept.
    """

    erased: int
    restricted: int
    basis: str

    def __post_init__(self) -> None:
        if self.erased < 0 or self.restricted < 0 or bool(self.restricted) != bool(self.basis.strip()):
            raise ValueError("an outcome counts rows, and names the basis exactly where some are kept")


@dataclass(frozen=True, slots=True)
class Holding:
    """One kind of record about persons. Each app lists its own in the tuple `HOLDINGS` of its holdings.py.

    `code` starts with the app's label: `people.worker`. `label_zh` is what the person reads. `copy` gives every record about
    the person as Chinese column name → text, sealed values opened for the document. `erase` runs inside the caller's
    transaction: it deletes or blanks what may go, restricts what a statutory period keeps, and says so; erasing again finds
    nothing left. Neither of them audits: the caller does, once, for the whole request.
    """

    code: str
    label_zh: str
    copy: Callable[[UUID], list[dict[str, str]]]
    erase: Callable[[UUID, datetime], Outcome]

    def __post_init__(self) -> None:
        if not _CODE.fullmatch(self.code) or len(self.code) > 80 or not self.label_zh:
            raise ValueError(f"not a holding: {self.code!r}")


_BASIS = "同意终止后保存3年（个人信息保护法第五十五条、第五十六条），仅用于证明处理合法"


def _copy_consents(person_id: UUID) -> list[dict[str, str]]:
    found = Consent.objects.filter(person_id=person_id).order_by("given_at", "purpose")
    return [
        {
            "用途": consent.get_purpose_display(),
            "告知书版本": consent.notice_version,
            "方式": consent.get_channel_display(),
            "单独同意": "是" if consent.separate else "否",
            "状态": consent.get_state_display(),
            "同意时间": _moment(consent.given_at),
            "终止时间": "" if consent.ended_at is None else _moment(consent.ended_at),
        }
        for consent in found
    ]


def _erase_consents(person_id: UUID, now: datetime) -> Outcome:
    """Open consents are withdrawn; the records stay as proof of what was lawful before."""
    records = Consent.objects.filter(person_id=person_id)
    records.filter(ended_at=None).update(state=ConsentState.WITHDRAWN, ended_at=now)
    kept = records.count()
    return Outcome(erased=0, restricted=kept, basis=_BASIS if kept else "")


def _moment(at: datetime) -> str:
    return at.astimezone(SHANGHAI).strftime("%Y-%m-%d %H:%M")


HOLDINGS = (Holding("privacy.consent", "同意记录", _copy_consents, _erase_consents),)
