"""Reading: what waits, what was given up, and whether a worker is alive."""

from datetime import datetime, timedelta

from django.db.models import Max, QuerySet
from procrastinate.contrib.django.models import ProcrastinateWorker

from yizhan.floor.outbox.models import Delivery
from yizhan.floor.outbox.policy import OutboxActor, oversees


def stuck(actor: OutboxActor) -> "QuerySet[Delivery]":
    """The deliveries that were given up, latest first; none for anybody but an administrator."""
    if not oversees(actor):
        return Delivery.objects.none()
    return Delivery.objects.filter(given_up_at__isnull=False).select_related("event").order_by("-given_up_at", "pk")


def waiting(*, now: datetime) -> "QuerySet[Delivery]":
    """The deliveries whose next attempt is due. For the system's own work and its metrics."""
    return Delivery.objects.filter(done_at=None, given_up_at=None, due_at__lte=now).order_by("due_at", "pk")


def worker_age(*, now: datetime) -> timedelta | None:
    """How long ago a worker last gave a sign of life, never negative; None where none is running. They do so every 10 seconds."""
    last = ProcrastinateWorker.objects.aggregate(last=Max("last_heartbeat"))["last"]
    return None if last is None else max(now - last, timedelta())
