"""The hash of an entry, and what is wrong with a sequence of entries. Needs no database."""

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import UUID

from yizhan.kernel.digests import canonical
from yizhan.kernel.texts import Text

LAYOUT = 1
GENESIS = "0" * 64


@dataclass(frozen=True, slots=True)
class Content:
    """Everything of an entry that its hash covers."""

    id: UUID
    sequence: int
    at: datetime
    actor_id: UUID | None
    actor_name: str
    verb: str
    object_type: str
    object_id: str
    reason: str
    body: str
    previous: str

    def hash(self) -> str:
        """SHA-256 of the canonical JSON, in hexadecimal; `at` in UTC to the microsecond."""
        data = {
            "layout": LAYOUT,
            "id": str(self.id),
            "sequence": self.sequence,
            "at": self.at.astimezone(UTC).isoformat(timespec="microseconds"),
            "actor_id": None if self.actor_id is None else str(self.actor_id),
            "actor_name": self.actor_name,
            "verb": self.verb,
            "object_type": self.object_type,
            "object_id": self.object_id,
            "reason": self.reason,
            "body": self.body,
            "previous": self.previous,
        }
        return hashlib.sha256(canonical(data).encode("utf-8")).hexdigest()


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as it is stored: content and the hash beside it."""

    content: Content
    hash: str


@dataclass(frozen=True, slots=True)
class Fault:
    """The first entry that does not hold. `sequence` is where it was found."""

    sequence: int
    said: Text


class Walk:
    """Goes along the chain from the first entry. Remembers the hashes at the sequences asked for."""

    def __init__(self, remember: Iterable[int] = ()) -> None:
        self.last = 0
        self.last_hash = GENESIS
        self.remembered: dict[int, str] = {}
        self._wanted = frozenset(remember)

    def along(self, links: Iterable[Link]) -> Fault | None:
        """Checks the links in order of sequence. The first fault, or None."""
        for link in links:
            fault = self._step(link)
            if fault is not None:
                return fault
        return None

    def _step(self, link: Link) -> Fault | None:
        found, expected = link.content.sequence, self.last + 1
        if found != expected:
            return Fault(expected, Text(f"第 {expected} 条缺失：有记录被删除", f"entry {expected} is missing: deleted"))
        if link.content.previous != self.last_hash:
            return Fault(
                found,
                Text(
                    f"第 {found} 条没有接在第 {self.last} 条之后：前后记录被替换或重算",
                    f"entry {found} does not follow entry {self.last}: one of them was replaced",
                ),
            )
        if link.content.hash() != link.hash:
            return Fault(
                found,
                Text(f"第 {found} 条内容与散列不符：记录被改动", f"entry {found} was edited: its hash does not fit"),
            )
        self.last, self.last_hash = found, link.hash
        if found in self._wanted:
            self.remembered[found] = link.hash
        return None
