"""What happened, and who has been told. See docs/messages.md."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.privacy.classification import Classification, Level

_KEPT = "送达后90天；未送达的保留到处理完毕"
_NEWS = Classification(Level.INTERNAL, "把已经发生的事告诉需要知道的部分（只有编号）", _KEPT)


class Event(models.Model):
    """Something that is committed: a name in the past tense and the ids of what it is about. Never changed."""

    PRIVACY = dict.fromkeys(("id", "name", "ids", "at"), _NEWS)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    name = models.CharField(max_length=80)
    ids = models.JSONField()
    at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "事件"
        constraints = [
            models.CheckConstraint(condition=Q(name__regex=r"^[a-z_]+(\.[a-z_]+)+$"), name="outbox_event_name_shape")
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.id}"


class Delivery(models.Model):
    """One event for one consumer. `due_at` is the next attempt; `done_at` or `given_up_at` is the end."""

    PRIVACY = dict.fromkeys(
        ("id", "event", "consumer", "due_at", "done_at", "given_up_at", "attempts", "last_error"), _NEWS
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event = models.ForeignKey(Event, on_delete=models.CASCADE, related_name="deliveries")
    consumer = models.CharField(max_length=120)
    due_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)
    given_up_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    last_error = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "事件送达"
        constraints = [
            models.UniqueConstraint(fields=("event", "consumer"), name="outbox_once_for_each_consumer"),
            models.CheckConstraint(
                condition=Q(done_at__isnull=True) | Q(given_up_at__isnull=True), name="outbox_done_or_given_up"
            ),
            models.CheckConstraint(condition=Q(done_at__isnull=True) | Q(attempts__gt=0), name="outbox_done_was_tried"),
        ]
        indexes = [
            models.Index(
                fields=("due_at",), condition=Q(done_at__isnull=True, given_up_at__isnull=True), name="outbox_waiting"
            )
        ]

    def __str__(self) -> str:
        return f"{self.consumer} {self.event_id}"
