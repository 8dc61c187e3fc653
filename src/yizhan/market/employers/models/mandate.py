"""Who may act for an employer."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.employers.models.employer import KEPT, Employer
from yizhan.market.employers.states import MandateState

_WHO = Classification(Level.PERSONAL, "确定谁代表用工主体、由谁核验", KEPT)


class Mandate(models.Model):
    """A person who acts for an employer, from `since` to `until` inclusive. The identity paper was seen; its number is not kept."""

    PRIVACY = dict.fromkeys(
        (
            *("id", "employer", "person", "since", "until", "file", "state", "identity_checked_on"),
            *("identity_checked_by", "membership_id", "created_at", "ended_at"),
        ),
        _WHO,
    )
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="mandates")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="mandates")
    since = models.DateField()
    until = models.DateField(null=True)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="mandates")
    identity_checked_on = models.DateField(null=True)
    identity_checked_by = models.ForeignKey(
        Person, on_delete=models.PROTECT, null=True, related_name="mandates_checked"
    )
    state = models.CharField(max_length=16, choices=MandateState, default=MandateState.ACTIVE)
    membership_id = models.UUIDField(null=True)
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "委托授权"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=MandateState.values), name="employers_mandate_state_known"),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="employers_mandate_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state=MandateState.ACTIVE, ended_at__isnull=True)
                | Q(state=MandateState.ENDED, ended_at__isnull=False),
                name="employers_mandate_end_is_dated",
            ),
            models.CheckConstraint(
                condition=Q(identity_checked_by__isnull=True, identity_checked_on__isnull=True)
                | Q(identity_checked_by__isnull=False, identity_checked_on__isnull=False),
                name="employers_identity_check_is_whole",
            ),
            models.UniqueConstraint(
                fields=("employer", "person"),
                condition=Q(state=MandateState.ACTIVE),
                name="employers_one_mandate_at_a_time",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
