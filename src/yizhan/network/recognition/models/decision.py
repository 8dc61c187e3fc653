"""The county's decision on an application."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.network.recognition.models.classes import CASE, HAND, KEY, PUBLIC, WORDS
from yizhan.network.recognition.states import DecisionResult


class Decision(models.Model):
    """Who decided what, why, on which clause. Never changed; only the publicity of its result is entered later.

    `objected` is null until the publicity has ended, then whether somebody objected.
    """

    PRIVACY = {
        "id": KEY,
        "officer": HAND,
        "reason": WORDS,
        "objection": WORDS,
        **dict.fromkeys(("result", "decided_at", "publicity_from", "publicity_until"), PUBLIC),
        **dict.fromkeys(("clause", "objected"), CASE),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    officer = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recognition_decisions")
    result = models.CharField(max_length=10, choices=DecisionResult)
    reason = models.CharField(max_length=500, blank=True)
    clause = models.TextField()
    decided_at = models.DateTimeField()
    publicity_from = models.DateField(null=True)
    publicity_until = models.DateField(null=True)
    objected = models.BooleanField(null=True)
    objection = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "审批意见"
        constraints = [
            models.CheckConstraint(condition=Q(result__in=DecisionResult.values), name="recognition_result_known"),
            models.CheckConstraint(
                condition=~Q(result=DecisionResult.REFUSED) | ~Q(reason=""), name="recognition_refusal_says_why"
            ),
            models.CheckConstraint(condition=~Q(clause=""), name="recognition_decision_names_clause"),
            models.CheckConstraint(
                condition=Q(publicity_from__isnull=True, publicity_until__isnull=True)
                | Q(
                    publicity_from__isnull=False,
                    publicity_until__isnull=False,
                    publicity_until__gte=F("publicity_from"),
                ),
                name="recognition_publicity_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(objected__isnull=True) | Q(publicity_until__isnull=False),
                name="recognition_objection_after_publicity",
            ),
            models.CheckConstraint(
                condition=~Q(objected=True) | ~Q(objection=""), name="recognition_objection_is_written_down"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="decision_stays", fields=["id", "officer", "result", "reason", "clause", "decided_at"]
            ),
            pgtrigger.Protect(name="decision_is_kept", operation=pgtrigger.Delete),
        ]

    def __str__(self) -> str:
        return f"{self.result} {self.id}"
