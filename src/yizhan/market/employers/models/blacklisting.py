"""One listing of an employer for a confirmed violation, with term and appeal."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.market.employers.models.employer import Employer
from yizhan.market.employers.states import BlacklistReason, BlacklistState

_KEPT = "移出后3年（行政处罚法第三十六条追责时效二年；诉讼时效三年，待核实）"
_CASE = Classification(Level.INTERNAL, "认定和公示违法用工主体", _KEPT)
_WHO = Classification(Level.PERSONAL, "确定提出人和决定人", _KEPT)
_OPEN = (
    BlacklistState.PROPOSED,
    BlacklistState.CONFIRMED,
    BlacklistState.APPEALED,
    BlacklistState.UPHELD,
)
_DECIDED = (
    BlacklistState.CONFIRMED,
    BlacklistState.APPEALED,
    BlacklistState.UPHELD,
    BlacklistState.LIFTED,
    BlacklistState.EXPIRED,
)


class Blacklisting(models.Model):
    """A case: proposed with evidence, decided by an officer of `bureau`, open to appeal until `appeal_until` inclusive.

    In force from `since` to `until`, both inclusive, while the state says so; nothing here is decided by a machine.
    """

    PRIVACY = {
        **dict.fromkeys(
            (
                *("id", "employer", "bureau", "state", "reason", "statement", "law", "evidence", "since", "until"),
                *("proposed_at", "decided_at", "decision", "appeal_until", "appeal", "appealed_at"),
                *("outcome", "closed_at"),
            ),
            _CASE,
        ),
        **dict.fromkeys(("proposed_by", "decided_by", "appealed_by", "closed_by"), _WHO),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employer = models.ForeignKey(Employer, on_delete=models.PROTECT, related_name="blacklistings")
    bureau = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="blacklistings")
    state = models.CharField(max_length=16, choices=BlacklistState, default=BlacklistState.PROPOSED)
    reason = models.CharField(max_length=20, choices=BlacklistReason)
    statement = models.CharField(max_length=500)
    law = models.CharField(max_length=120)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="blacklistings")
    proposed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="blacklistings_proposed")
    proposed_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="blacklistings_decided")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField(max_length=500, blank=True)
    since = models.DateField(null=True)
    until = models.DateField(null=True)
    appeal_until = models.DateField(null=True)
    appeal = models.CharField(max_length=1000, blank=True)
    appealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="blacklist_appeals")
    appealed_at = models.DateTimeField(null=True)
    outcome = models.CharField(max_length=500, blank=True)
    closed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="blacklistings_closed")
    closed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "黑名单"
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=BlacklistState.values), name="employers_blacklist_state_known"
            ),
            models.CheckConstraint(
                condition=Q(reason__in=BlacklistReason.values), name="employers_blacklist_reason_known"
            ),
            models.CheckConstraint(condition=~Q(statement="") & ~Q(law=""), name="employers_blacklist_says_why"),
            models.CheckConstraint(
                condition=~Q(state__in=_DECIDED)
                | Q(
                    decided_by__isnull=False,
                    decided_at__isnull=False,
                    since__isnull=False,
                    until__isnull=False,
                    appeal_until__isnull=False,
                    until__gte=F("since"),
                ),
                name="employers_blacklist_decision_is_whole",
            ),
            models.CheckConstraint(condition=~Q(decided_by=F("proposed_by")), name="employers_blacklist_two_persons"),
            models.UniqueConstraint(
                fields=("employer", "reason"),
                condition=Q(state__in=_OPEN),
                name="employers_one_open_case_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return str(self.id)
