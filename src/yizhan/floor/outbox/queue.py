"""The queue, procrastinate, as this package uses it: transport only. What is due and what is done stands in our own tables."""

from datetime import datetime
from functools import partial
from uuid import UUID

from procrastinate.contrib.django import app

from yizhan.floor.outbox.delivering import deliver
from yizhan.floor.outbox.registry import SCHEDULED, Scheduled
from yizhan.kernel.clock import SHANGHAI

DELIVER = "outbox.deliver"


def make_known() -> None:
    """Registers the task of delivery and every periodic task with the queue. Once for each process."""
    app.task(name=DELIVER, queue="deliveries")(_deliver)
    for task in SCHEDULED.values():
        run = partial(_run, task)
        known = app.task(name=task.name, queue="periodic", queueing_lock=task.name)(run)
        app.periodic(cron=task.cron, periodic_id=task.name)(known)


def _deliver(delivery_id: str) -> None:
    deliver(UUID(delivery_id), now=datetime.now(tz=SHANGHAI))


def _run(task: Scheduled, timestamp: int) -> None:
    task.run(datetime.now(tz=SHANGHAI))
