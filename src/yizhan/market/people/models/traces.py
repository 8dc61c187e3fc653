"""Traces: forms that were handed in, so that none counts twice; and merges, so that each can be undone."""

import uuid

from django.db import models
from django.db.models import Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.people.models.workers import KEPT, RECORD, Worker

_ONCE = Classification(Level.INTERNAL, "防止重复提交", "提交后90天")
_TRACE = Classification(Level.INTERNAL, "合并档案可恢复", KEPT)


class HandedIn(models.Model):
    """A registration form that was accepted: the key that the form carried, a keyed digest of what it said, and its outcome."""

    PRIVACY = dict.fromkeys(("key", "actor_id", "worker", "form_digest", "handed_in_at"), _ONCE)

    key = models.CharField(max_length=64, primary_key=True)
    actor_id = models.UUIDField()
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="+")
    form_digest = models.CharField(max_length=64)
    handed_in_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = "已受理表单"
        constraints = [
            models.CheckConstraint(condition=Q(key__regex=r"^[A-Za-z0-9_-]{16,64}$"), name="people_form_key_shape")
        ]

    def __str__(self) -> str:
        return self.key


class Merge(models.Model):
    """One merge of `other` into `kept`. `moved` lists, by kind of row, the ids that changed hands."""

    PRIVACY = {
        **dict.fromkeys(("id", "kept", "other", "merged_at", "undone_at"), RECORD),
        **dict.fromkeys(("merged_by", "moved"), _TRACE),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="merged_by")
    merged_by = models.UUIDField()
    merged_at = models.DateTimeField()
    moved = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "档案合并"
        constraints = [
            models.UniqueConstraint(
                fields=("other",), condition=Q(undone_at=None), name="people_merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=models.F("other")), name="people_merge_of_two"),
        ]

    def __str__(self) -> str:
        return str(self.id)
