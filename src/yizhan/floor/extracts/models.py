"""Requests for an export with full values. The export itself is stored nowhere."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.extracts.states import DECIDED, GRANTED, OPEN, ExtractState
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level

_KEPT = "办结后3年（个人信息保护法第五十五、五十六条：处理情况记录至少保存三年）"
_ID = Classification(Level.INTERNAL, "记录编号", _KEPT)
_WHAT = Classification(Level.INTERNAL, "说明导出什么、为什么、到哪一步", _KEPT)
_WHO = Classification(Level.PERSONAL, "证明由谁申请、由谁批准", _KEPT)


class Extract(models.Model):
    """One export of one register: asked for the organisation of the asker, of the area of `extent`, which lies within it.

    `rows` and `digest` (SHA-256 of the file) say afterwards what was handed over.
    """

    PRIVACY = {
        "id": _ID,
        **dict.fromkeys(("register", "organisation", "extent", "state", "reason", "decision"), _WHAT),
        **dict.fromkeys(("asked_at", "decided_at", "expires_at", "ended_at", "rows", "digest"), _WHAT),
        **dict.fromkeys(("asked_by", "decided_by"), _WHO),
    }
    PRIVACY_SUBJECT = "asked_by_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    register = models.CharField(max_length=40)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="extracts_asked")
    extent = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="extracts_of")
    state = models.CharField(max_length=16, choices=ExtractState, default=ExtractState.ASKED)
    reason = models.CharField("用途", max_length=300)
    asked_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="extracts_asked")
    asked_at = models.DateTimeField()
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="extracts_decided")
    decided_at = models.DateTimeField(null=True)
    decision = models.CharField("审批意见", max_length=300, blank=True)
    expires_at = models.DateTimeField(null=True, db_index=True)
    ended_at = models.DateTimeField(null=True)
    rows = models.PositiveIntegerField(null=True)
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = "名册导出"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=ExtractState.values), name="extracts_state_known"),
            models.CheckConstraint(condition=~Q(reason=""), name="extracts_has_reason"),
            models.CheckConstraint(
                condition=Q(decided_by__isnull=True) | ~Q(decided_by=F("asked_by")), name="extracts_two_persons"
            ),
            models.CheckConstraint(
                condition=Q(state__in=DECIDED, decided_by__isnull=False, decided_at__isnull=False)
                | (~Q(state__in=DECIDED) & Q(decided_by__isnull=True, decided_at__isnull=True)),
                name="extracts_decided_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=ExtractState.REFUSED) | ~Q(decision=""), name="extracts_refused_with_words"
            ),
            models.CheckConstraint(
                condition=Q(state__in=GRANTED, expires_at__isnull=False, expires_at__gt=F("decided_at"))
                | (~Q(state__in=GRANTED) & Q(expires_at__isnull=True)),
                name="extracts_released_for_a_time",
            ),
            models.CheckConstraint(
                condition=Q(state__in=OPEN, ended_at__isnull=True)
                | (~Q(state__in=OPEN) & Q(ended_at__isnull=False, ended_at__gte=F("asked_at"))),
                name="extracts_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(state=ExtractState.FETCHED, rows__isnull=False, digest__regex=r"^[0-9a-f]{64}$")
                & Q(ended_at__lte=F("expires_at"))
                | (~Q(state=ExtractState.FETCHED) & Q(rows__isnull=True, digest="")),
                name="extracts_fetched_is_told",
            ),
            models.UniqueConstraint(
                fields=("asked_by", "register", "extent"),
                condition=Q(state__in=OPEN),
                name="extracts_one_open_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=("organisation", "state"), name="extracts_office_state")]

    def __str__(self) -> str:
        return f"{self.register} {self.state}"

    @property
    def organisation_path(self) -> str:
        """The path of the organisation for which it was asked."""
        return self.organisation.path
