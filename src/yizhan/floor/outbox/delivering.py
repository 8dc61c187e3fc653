"""One delivery: the consumer's effect and the mark that it is done are one transaction, so the effect happens exactly once."""

from datetime import datetime, timedelta
from uuid import UUID

import structlog
from django.db import transaction
from procrastinate.contrib.django import app

from yizhan.floor.outbox.models import Delivery
from yizhan.floor.outbox.registry import CONSUMERS
from yizhan.kernel.personal_numbers import concealed

# After the last of these the delivery is given up and shown to the administrator.
WAITS = tuple(timedelta(minutes=minutes) for minutes in (0.5, 2, 10, 30, 120, 360, 720))
_LONGEST_ERROR = 300
_LOG = structlog.get_logger(__name__)


def deliver(delivery_id: UUID, *, now: datetime) -> bool:
    """Calls the consumer unless the delivery is done, given up, or in another worker's hands. Whether it was done here.

    Whatever a consumer raises is written down with the time of the next attempt; after 8 attempts the delivery is given up.
    """
    try:
        with transaction.atomic():
            waiting = Delivery.objects.select_for_update(of=("self",), skip_locked=True).select_related("event")
            delivery = waiting.filter(pk=delivery_id, done_at=None, given_up_at=None).first()
            if delivery is None:
                return False
            CONSUMERS[delivery.consumer](delivery.event)
            delivery.done_at, delivery.attempts = now, delivery.attempts + 1
            delivery.save(update_fields=["done_at", "attempts"])
    except Exception as error:
        _try_again(delivery_id, error, now)
        return False
    return True


@transaction.atomic
def _try_again(delivery_id: UUID, error: Exception, now: datetime) -> None:
    delivery = Delivery.objects.select_for_update().filter(pk=delivery_id, done_at=None, given_up_at=None).first()
    if delivery is None:
        return
    said = concealed(f"{type(error).__name__}: {error}")[:_LONGEST_ERROR]
    delivery.attempts, delivery.last_error = delivery.attempts + 1, said.replace("\0", "")
    if delivery.attempts > len(WAITS):
        delivery.given_up_at = now
        _LOG.error("delivery given up", delivery=str(delivery_id), consumer=delivery.consumer, error=said)
    else:
        delivery.due_at = now + WAITS[delivery.attempts - 1]
        enqueue(delivery_id, at=delivery.due_at)
        _LOG.warning("delivery failed", delivery=str(delivery_id), consumer=delivery.consumer, error=said)
    delivery.save(update_fields=["attempts", "last_error", "given_up_at", "due_at"])


def enqueue(delivery_id: UUID, *, at: datetime | None = None) -> None:
    """Puts a job for the delivery into the queue, in the caller's transaction. More jobs than needed do no harm."""
    app.configure_task("outbox.deliver", queue="deliveries", schedule_at=at).defer(delivery_id=str(delivery_id))
