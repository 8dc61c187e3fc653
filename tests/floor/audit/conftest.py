"""Acts to record."""

from dataclasses import dataclass, field
from datetime import UTC, datetime
from uuid import UUID, uuid4

import pytest
from django.db import transaction

from yizhan.floor.audit import registry
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verbs import Verb

NOON = datetime(2026, 11, 21, 4, 0, 0, 123456, tzinfo=UTC)


@dataclass(frozen=True)
class Clerk:
    """Somebody who acts."""

    id: UUID = field(default_factory=uuid4)
    reads_audit: bool = False

    @property
    def audit_name(self) -> str:
        return f"clerk:{self.id}"


@pytest.fixture(autouse=True)
def _verbs(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(registry, "VERBS", registry.VERBS)
    for verb in (Verb("audit.test.opened", "打开"), Verb("audit.test.revealed", "查看", reason_required=True)):
        monkeypatch.setitem(registry.VERBS, verb.code, verb)


def opened(number: int = 1) -> Entry:
    """One more entry, in a transaction of its own."""
    with transaction.atomic():
        return record(
            actor=Clerk(),
            verb="audit.test.opened",
            object_type="test.station",
            object_id=str(number),
            body={"number": number, "note": "第一季度"},
            now=NOON,
        )
