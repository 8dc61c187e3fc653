"""Consumers of these tests, which leave a trace in the audit chain, and an empty queue."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID, uuid4

import pytest
from django.db import connection

from yizhan.floor.audit import registry as audit_registry
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.outbox import registry
from yizhan.floor.outbox.models import Event
from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
HAPPENED = "outbox.test.happened"
Behave = Callable[[Event], None]


@dataclass
class Consumers:
    """What the two consumers do before they leave their trace; nothing, unless a test says otherwise."""

    first: Behave = field(default=lambda event: None)
    second: Behave = field(default=lambda event: None)


@dataclass(frozen=True)
class Administrator:
    """Who keeps the platform running."""

    id: UUID = field(default_factory=uuid4)
    sees_everything: bool = False
    administers: bool = True
    audit_name: str = "administrator"


def traces(consumer: str) -> list[str]:
    """The `number` of every event that had its effect in this consumer, in order."""
    return list(Entry.objects.filter(object_type=consumer).order_by("sequence").values_list("object_id", flat=True))


def leave_trace(consumer: str, event: Event) -> None:
    record(actor=None, verb="outbox.test.done", object_type=consumer, object_id=event.ids["number"], now=NOW)


@pytest.fixture
def consumers(monkeypatch: pytest.MonkeyPatch) -> Consumers:
    """Two consumers of HAPPENED."""
    behaviour = Consumers()

    def tell_first(event: Event) -> None:
        leave_trace("first", event)
        behaviour.first(event)

    def tell_second(event: Event) -> None:
        behaviour.second(event)
        leave_trace("second", event)

    monkeypatch.setattr(registry, "CONSUMERS", registry.CONSUMERS)
    for function in (tell_first, tell_second):
        monkeypatch.setitem(registry.CONSUMERS, f"outbox.{function.__name__}", function)
    monkeypatch.setitem(registry.CONSUMERS_OF, HAPPENED, ("outbox.tell_first", "outbox.tell_second"))
    verb = Verb("outbox.test.done", "完成")
    monkeypatch.setitem(audit_registry.VERBS, verb.code, verb)
    return behaviour


@pytest.fixture
def empty_queue(transactional_db: None) -> None:
    """The tables of the queue are not emptied with the others."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE procrastinate_jobs, procrastinate_workers, procrastinate_events CASCADE")
