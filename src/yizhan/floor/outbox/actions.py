"""Publishing an event, and trying again what was given up."""

import re
from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from yizhan.floor.audit.actions import record
from yizhan.floor.outbox.delivering import enqueue
from yizhan.floor.outbox.models import Delivery, Event
from yizhan.floor.outbox.policy import OutboxActor, require_overseer
from yizhan.floor.outbox.registry import CONSUMERS_OF
from yizhan.floor.outbox.verbs import RETRY
from yizhan.kernel.errors import Refusal
from yizhan.kernel.personal_numbers import holds_personal_number

_NAME = re.compile(r"[a-z_]+(\.[a-z_]+)+")
_KEY = re.compile(r"[a-z_]{1,40}")
_ID = re.compile(r"[A-Za-z0-9_.:/-]{1,200}")


def publish(*, event: str, ids: Mapping[str, str], now: datetime) -> Event:
    """Writes the event and one delivery for each of its consumers, in the caller's transaction: none of it happened before
    that commits, all of it afterwards.

    ValueError for what the program does wrong: no transaction, a name that is no `app.thing.done`, ids that are no ids.
    """
    if not transaction.get_connection().in_atomic_block:
        raise ValueError("an event is published inside the transaction of what happened")
    if not _NAME.fullmatch(event) or len(event) > 80:
        raise ValueError(f"not the name of an event: {event!r}")
    for key, value in ids.items():
        if not _KEY.fullmatch(key) or not _ID.fullmatch(value) or holds_personal_number(value):
            raise ValueError(f"an event holds ids only: {key!r}")
    happened = Event.objects.create(name=event, ids=dict(ids), at=now)
    deliveries = [Delivery(event=happened, consumer=name, due_at=now) for name in CONSUMERS_OF.get(event, ())]
    for delivery in Delivery.objects.bulk_create(deliveries):
        enqueue(delivery.pk)
    return happened


@transaction.atomic
def retry(*, actor: OutboxActor, delivery: Delivery, now: datetime) -> Delivery:
    """Lets a delivery that was given up be tried again, from the first attempt. Refuses any other, and any other actor."""
    require_overseer(actor)
    locked = Delivery.objects.select_for_update().get(pk=delivery.pk)
    if locked.given_up_at is None:
        raise Refusal("只有已放弃的任务才能重试", "only a delivery that was given up can be tried again")
    locked.given_up_at, locked.attempts, locked.due_at = None, 0, now
    locked.save(update_fields=["given_up_at", "attempts", "due_at"])
    enqueue(locked.pk)
    body = {"consumer": locked.consumer, "event": str(locked.event_id)}
    record(actor=actor, verb=RETRY.code, object_type="outbox.delivery", object_id=str(locked.pk), body=body, now=now)
    return locked
