"""Traces of merges, so that each can be undone."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.employers.models.employer import KEPT, Employer
from yizhan.market.employers.states import EmployerState

_TRACE = Classification(Level.INTERNAL, "合并档案可恢复", KEPT)


class EmployerMerge(models.Model):
    """One merge of `other` into `kept`. `moved` lists, by kind of row, the ids that changed hands; its `ended` are the mandates of
    `other` that ended because the same person acts for `kept`. `before` is the state that `other` had."""

    PRIVACY = dict.fromkeys(
        ("id", "kept", "other", "before", "merged_by", "merged_at", "moved", "undone_at"),
        _TRACE,
    )

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kept = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="merges")
    other = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="merged_by")
    before = models.CharField(max_length=16, choices=EmployerState)
    merged_by = models.UUIDField()
    merged_at = models.DateTimeField()
    moved = models.JSONField()
    undone_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "用工主体档案合并"
        constraints = [
            models.UniqueConstraint(
                fields=("other",), condition=Q(undone_at=None), name="employers_merged_once_at_a_time"
            ),
            models.CheckConstraint(condition=~Q(kept=F("other")), name="employers_merge_of_two"),
            models.CheckConstraint(condition=Q(before__in=EmployerState.values), name="employers_merge_state_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)
