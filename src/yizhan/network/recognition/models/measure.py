"""What a county orders of its own accord: rectification with a deadline, suspension, cancellation."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.network.recognition.models.classes import CASE, HAND, KEY, PUBLIC, WORDS
from yizhan.network.recognition.states import MeasureKind, MeasureState


class Measure(models.Model):
    """A measure against a station. A cancellation names the failed rectification that it follows, where there is one."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("station", "kind", "state", "ordered_at", "due_on", "closed_at"), PUBLIC),
        **dict.fromkeys(("clause", "follows", "version"), CASE),
        **dict.fromkeys(("reason", "demands", "outcome"), WORDS),
        **dict.fromkeys(("ordered_by", "closed_by"), HAND),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="measures")
    kind = models.CharField(max_length=16, choices=MeasureKind)
    state = models.CharField(max_length=10, choices=MeasureState, default=MeasureState.IN_FORCE)
    version = models.PositiveIntegerField(default=1)
    reason = models.CharField(max_length=500)
    demands = models.CharField(max_length=1000, blank=True)
    clause = models.TextField()
    follows = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="followed_by")
    due_on = models.DateField(null=True)
    ordered_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="ordered_measures")
    ordered_at = models.DateTimeField()
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="closed_measures")
    closed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)

    class Meta:
        verbose_name = "监管措施"
        ordering = ["-ordered_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(
                    kind=MeasureKind.RECTIFICATION,
                    state__in=(MeasureState.IN_FORCE, MeasureState.MET, MeasureState.UNMET),
                    due_on__isnull=False,
                )
                | Q(kind=MeasureKind.SUSPENSION, state__in=(MeasureState.IN_FORCE, MeasureState.LIFTED))
                | Q(kind=MeasureKind.CANCELLATION, state=MeasureState.FINAL, due_on__isnull=True),
                name="recognition_measure_state_fits_kind",
            ),
            models.CheckConstraint(
                condition=Q(state__in=(MeasureState.IN_FORCE, MeasureState.FINAL), closed_at__isnull=True)
                & Q(closed_by__isnull=True, outcome="")
                | Q(state__in=(MeasureState.MET, MeasureState.UNMET, MeasureState.LIFTED), closed_at__isnull=False)
                & Q(closed_by__isnull=False)
                & ~Q(outcome=""),
                name="recognition_measure_closed_whole",
            ),
            models.CheckConstraint(
                condition=~Q(reason="") & ~Q(clause="") & (~Q(kind=MeasureKind.RECTIFICATION) | ~Q(demands="")),
                name="recognition_measure_says_why",
            ),
            models.CheckConstraint(
                condition=Q(follows__isnull=True) | Q(kind=MeasureKind.CANCELLATION),
                name="recognition_only_cancellations_follow",
            ),
            models.UniqueConstraint(
                fields=("station", "kind"),
                condition=Q(state=MeasureState.IN_FORCE),
                name="recognition_one_measure_in_force",
            ),
            models.UniqueConstraint(
                fields=("station",),
                condition=Q(kind=MeasureKind.CANCELLATION),
                name="recognition_cancelled_once",
            ),
        ]
        triggers = [pgtrigger.Protect(name="measure_is_kept", operation=pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
