"""Consent: who agreed to what, shown in which words, from when until when. And restriction: whose data is only kept."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.states import (
    SENSITIVE_PURPOSES,
    ConsentChannel,
    ConsentPurpose,
    ConsentState,
    RestrictionBasis,
)

_RETENTION = "同意终止后3年（个人信息保护法第五十五、五十六条：处理情况记录至少保存三年；诉讼时效三年）"
_LIMIT = Classification(Level.PERSONAL, "按要求停止使用个人信息", _RETENTION)
_RECORD = Classification(Level.PERSONAL, "证明已经取得同意", _RETENTION)


class Consent(models.Model):
    """One consent of one person for one purpose. Never changed except to end it; `ended_at` is null while it is open."""

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "记录编号", _RETENTION),
        "person_id": _RECORD,
        "purpose": _RECORD,
        "notice_version": _RECORD,
        "channel": _RECORD,
        "separate": _RECORD,
        "state": _RECORD,
        "given_at": _RECORD,
        "ended_at": _RECORD,
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    purpose = models.CharField(max_length=32, choices=ConsentPurpose)
    notice_version = models.CharField(max_length=40)
    channel = models.CharField(max_length=16, choices=ConsentChannel)
    separate = models.BooleanField()
    state = models.CharField(max_length=16, choices=ConsentState, default=ConsentState.GIVEN)
    given_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "同意记录"
        constraints = [
            models.UniqueConstraint(
                fields=("person_id", "purpose"), condition=Q(ended_at__isnull=True), name="privacy_one_open_consent"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("given_at")),
                name="privacy_consent_ends_after_given",
            ),
            models.CheckConstraint(
                condition=Q(state=ConsentState.GIVEN, ended_at__isnull=True)
                | Q(state__in=(ConsentState.WITHDRAWN, ConsentState.RENEWED), ended_at__isnull=False),
                name="privacy_consent_state_has_end",
            ),
            models.CheckConstraint(
                condition=~Q(purpose__in=SENSITIVE_PURPOSES) | Q(separate=True),
                name="privacy_sensitive_asked_separately",
            ),
            models.CheckConstraint(
                condition=Q(purpose__in=ConsentPurpose.values), name="privacy_consent_purpose_known"
            ),
            models.CheckConstraint(
                condition=Q(channel__in=ConsentChannel.values), name="privacy_consent_channel_known"
            ),
            models.CheckConstraint(condition=~Q(notice_version=""), name="privacy_consent_names_its_notice"),
        ]
        indexes = [models.Index(fields=("person_id", "given_at"), name="privacy_consent_person")]
        triggers = [
            pgtrigger.ReadOnly(
                name="consent_words_stay",
                fields=["id", "person_id", "purpose", "notice_version", "channel", "separate", "given_at"],
            ),
            pgtrigger.Protect(
                name="consent_end_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ended_at__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"


class Restriction(models.Model):
    """From `since` until before `until` this person's data is kept and not otherwise processed. Never changed except to end it."""

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "记录编号", _RETENTION),
        **dict.fromkeys(("person_id", "basis", "since", "until"), _LIMIT),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person_id = models.UUIDField()
    basis = models.CharField(max_length=20, choices=RestrictionBasis)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "限制处理"
        constraints = [
            models.UniqueConstraint(
                fields=("person_id", "basis"), condition=Q(until__isnull=True), name="privacy_one_open_restriction"
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")), name="privacy_restriction_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(basis__in=RestrictionBasis.values), name="privacy_restriction_basis_known"
            ),
        ]
        triggers = [
            pgtrigger.ReadOnly(name="restriction_stays", fields=["id", "person_id", "basis", "since"]),
            pgtrigger.Protect(
                name="restriction_end_is_final",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__until__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.basis} {self.since:%Y-%m-%d}"
