"""What every action of this app does last: publish the news, then write the audit entry."""

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from django.db import connection

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import NOTHING, BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.outbox.actions import publish
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.employers.queries import employers

EMPLOYER = "employers.employer"


def day_of(now: datetime) -> date:
    """The date in China."""
    return now.astimezone(SHANGHAI).date()


def hold(*keys: str) -> None:
    """Until the transaction ends, whoever asks for one of these keys waits: for what has no row yet. Taken in order."""
    with connection.cursor() as cursor:
        for key in sorted(set(keys)):
            cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"employers.{key}"])


def locked(actor: Actor, found: Employer, *, version: int | None = None) -> Employer:
    """The row, locked, if the actor sees it; Employer.DoesNotExist otherwise. Refuses another version than the one shown."""
    kept = Employer.objects.select_for_update(of=("self",)).get(pk=employers(actor).get(pk=found.pk).pk)
    if version is not None and kept.version != version:
        raise Refusal("档案刚被别人修改过，请核对最新内容后再保存", "somebody else has changed the file")
    return kept


def told(
    actor: Actor,
    verb: Verb,
    about: UUID,
    *,
    ids: Mapping[str, str],
    body: Mapping[str, BodyValue] = NOTHING,
    reason: str = "",
    now: datetime,
    object_type: str = EMPLOYER,
) -> None:
    """Publishes the event named like the verb, and records the act. The last call of an action."""
    publish(event=verb.code, ids=ids, now=now)
    record(
        actor=actor,
        verb=verb.code,
        object_type=object_type,
        object_id=str(about),
        body={**ids, **body},
        reason=reason,
        now=now,
    )
