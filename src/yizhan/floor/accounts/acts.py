"""What the acts of this app share: locks, and the audit entry."""

from collections.abc import Mapping
from datetime import datetime

from django.db import connection
from django.db.models import Model

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState
from yizhan.floor.audit.actions import NOTHING, BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.kernel.errors import Refusal


def locked(person: Person) -> Person:
    """The person's row, locked until the transaction ends. Refuses an erased one."""
    kept = Person.objects.select_for_update().get(pk=person.pk)
    if kept.state == AccountState.ERASED:
        raise Refusal("该账号的个人信息已删除", "this account is erased")
    return kept


def lock(key: str) -> None:
    """Until the transaction ends, whoever asks for the same key waits. For what has no row yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"accounts.{key}"])


def audit(
    actor: Actor, verb: Verb, done: Model, now: datetime, body: Mapping[str, BodyValue] = NOTHING, reason: str = ""
) -> None:
    """One entry about a row of this app. Last in the transaction."""
    record(
        actor=actor,
        verb=verb.code,
        object_type=done._meta.label_lower,
        object_id=str(done.pk),
        body=body,
        reason=reason,
        now=now,
    )
