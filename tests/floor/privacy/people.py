"""Who acts in these tests, when, and the planted values. The identity number has a right check digit and is nobody's."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
NUMBER = "350500199001010015"
PHONE = "13800138000"
OLD, NEW = ("old", b"o" * 32), ("new", b"n" * 32)


@dataclass(frozen=True)
class Somebody:
    """An actor."""

    id: UUID = field(default_factory=uuid4)

    @property
    def audit_name(self) -> str:
        return f"clerk:{self.id}"
