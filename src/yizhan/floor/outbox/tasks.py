"""Housekeeping: what a dead worker left behind, and what is long done."""

from datetime import datetime, time, timedelta

from yizhan.floor.outbox.delivering import enqueue
from yizhan.floor.outbox.models import Delivery, Event
from yizhan.floor.outbox.queries import waiting
from yizhan.floor.outbox.registry import EVERY_MINUTE

FORGOTTEN_AFTER = timedelta(seconds=45)
KEPT = timedelta(days=90)
BATCH = 500


def resume_forgotten(now: datetime) -> int:
    """Queues again what is due since 45 seconds and not done: its worker died, or its job was lost. How many."""
    forgotten = [delivery.pk for delivery in waiting(now=now - FORGOTTEN_AFTER)[:BATCH]]
    for delivery_id in forgotten:
        enqueue(delivery_id)
    return len(forgotten)


def forget_delivered(now: datetime) -> int:
    """Deletes events of more than 90 days ago of which every delivery is done. How many rows."""
    open_still = Delivery.objects.filter(done_at=None).values("event")
    return Event.objects.filter(at__lt=now - KEPT).exclude(pk__in=open_still).delete()[0]


PERIODIC = {
    "resume_forgotten": (EVERY_MINUTE, resume_forgotten),
    "forget_delivered": (time(3, 20), forget_delivered),
}
