"""Registrations: who came for what, where, on which day, entered by whom. They are what the standards count."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.people.models.workers import ABOUT, KEPT, RECORD, Worker
from yizhan.market.people.states import RegistrationChannel, RegistrationKind, RegistrationState

_COUNTED = Classification(Level.INTERNAL, "考核统计：登记人次", KEPT)


class Registration(models.Model):
    """One registration. Its words never change: a correction is a new row that supersedes it, a mistake is withdrawn.

    `published_at` is when the person's wish to work was published (海口2024年版第5项); null while it is not.
    """

    PRIVACY = {
        **dict.fromkeys(("id", "state", "supersedes"), RECORD),
        **dict.fromkeys(("worker", "kind", "willing"), ABOUT),
        **dict.fromkeys(("station", "clerk", "day", "entered_at", "channel", "published_at"), _COUNTED),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="registrations")
    kind = models.CharField(max_length=20, choices=RegistrationKind)
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="registrations")
    clerk = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="entered_registrations")
    day = models.DateField()
    entered_at = models.DateTimeField()
    channel = models.CharField(max_length=12, choices=RegistrationChannel)
    willing = models.BooleanField()
    published_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=12, choices=RegistrationState, default=RegistrationState.VALID)
    supersedes = models.OneToOneField("self", on_delete=models.PROTECT, null=True, related_name="superseded_by")

    class Meta:
        verbose_name = "登记"
        constraints = [
            models.UniqueConstraint(
                fields=("worker", "kind", "station", "day"),
                condition=Q(state=RegistrationState.VALID),
                name="people_one_registration_a_day",
            ),
            models.CheckConstraint(
                condition=Q(kind__in=RegistrationKind.values), name="people_registration_kind_known"
            ),
            models.CheckConstraint(
                condition=Q(state__in=RegistrationState.values), name="people_registration_state_known"
            ),
            models.CheckConstraint(
                condition=Q(channel=RegistrationChannel.SELF) | Q(clerk__isnull=False),
                name="people_registration_has_a_clerk",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(published_at__gte=F("entered_at")),
                name="people_published_after_entered",
            ),
        ]
        indexes = [
            models.Index(fields=("station", "day"), name="people_registered_on"),
            models.Index(fields=("worker", "station"), name="people_registered_at"),
        ]
        triggers = [
            pgtrigger.ReadOnly(
                name="registration_words_stay",
                fields=["id", "kind", "station", "clerk", "day", "entered_at", "channel", "willing", "supersedes"],
            ),
            pgtrigger.Protect(name="registrations_are_kept", operation=pgtrigger.Delete),
            pgtrigger.Protect(
                name="registration_end_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__state__in=("superseded", "withdrawn"))
                & pgtrigger.Q(new__state=RegistrationState.VALID),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.day}"
