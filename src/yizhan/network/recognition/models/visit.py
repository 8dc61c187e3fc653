"""The site visit: who went when, what was claimed and what was found."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.network.recognition.clauses import CHECKS
from yizhan.network.recognition.models.application import Application
from yizhan.network.recognition.models.classes import CASE, HAND, KEY, WORDS
from yizhan.network.recognition.states import VisitResult


class SiteVisit(models.Model):
    """One visit by two officers, with experts where there are any. `held_on` and `result` are empty until it is recorded."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("first_visitor", "second_visitor", "experts", "recorded_by"), HAND),
        "notes": WORDS,
        **dict.fromkeys(("application", "round", "scheduled_for", "held_on", "result", "recorded_at"), CASE),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="visits")
    round = models.PositiveSmallIntegerField()
    scheduled_for = models.DateTimeField()
    first_visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="first_visits")
    second_visitor = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="second_visits")
    experts = models.CharField(max_length=200, blank=True)
    held_on = models.DateField(null=True)
    result = models.CharField(max_length=8, choices=VisitResult, blank=True)
    notes = models.CharField(max_length=1000, blank=True)
    recorded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="recorded_visits")
    recorded_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "现场核查"
        ordering = ["round"]
        constraints = [
            models.UniqueConstraint(fields=("application", "round"), name="recognition_visits_in_order"),
            models.CheckConstraint(condition=~Q(first_visitor=F("second_visitor")), name="recognition_two_visitors"),
            models.CheckConstraint(
                condition=Q(held_on__isnull=True, result="", recorded_by__isnull=True, recorded_at__isnull=True)
                | Q(
                    held_on__isnull=False,
                    result__in=VisitResult.values,
                    recorded_by__isnull=False,
                    recorded_at__isnull=False,
                ),
                name="recognition_visit_recorded_whole",
            ),
            models.UniqueConstraint(
                fields=("application",), condition=Q(held_on__isnull=True), name="recognition_one_visit_pending"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.application_id} {self.round}"


class VisitFinding(models.Model):
    """One row of the check: claimed, found, and whether the clause is met. `met` is null where it was not looked at."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("visit", "check_code", "clause", "claimed", "found", "met"), CASE),
        "note": WORDS,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="findings")
    check_code = models.CharField(max_length=20, choices=[(code, check.label) for code, check in CHECKS.items()])
    clause = models.TextField()
    claimed = models.CharField(max_length=200, blank=True)
    found = models.CharField(max_length=200, blank=True)
    met = models.BooleanField(null=True)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "核查结果"
        constraints = [
            models.UniqueConstraint(fields=("visit", "check_code"), name="recognition_finding_once"),
            models.CheckConstraint(condition=Q(check_code__in=list(CHECKS)), name="recognition_check_known"),
        ]

    def __str__(self) -> str:
        return self.check_code


class VisitPhoto(models.Model):
    """A photo taken at the visit."""

    PRIVACY = {"id": KEY, **dict.fromkeys(("visit", "file", "caption"), CASE)}

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    visit = models.ForeignKey(SiteVisit, on_delete=models.PROTECT, related_name="photos")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="visit_photo")
    caption = models.CharField(max_length=60, blank=True)

    class Meta:
        verbose_name = "核查照片"

    def __str__(self) -> str:
        return str(self.file_id)
