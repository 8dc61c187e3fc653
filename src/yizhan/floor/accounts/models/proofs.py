"""What proves who somebody is: one-time codes, second factors, recovery codes. None of them is stored in plain."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models.persons import Person
from yizhan.floor.accounts.states import CodePurpose, CodeState
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose

MOST_TRIES = 5
_SHORT = "发出后2天内删除"
_CODE = Classification(Level.INTERNAL, "核对验证码", _SHORT)
_FACTOR = Classification(Level.INTERNAL, "验证第二因素", "停用第二因素即删除")


class OneTimeCode(models.Model):
    """A code sent to a number. One live code for each number and purpose; only its keyed digest is kept."""

    PRIVACY = {
        "id": _CODE,
        "phone_digest": Classification(Level.PERSONAL, "核对验证码", _SHORT, Masking.HIDDEN),
        "purpose": _CODE,
        "code_digest": Classification(Level.INTERNAL, "核对验证码", _SHORT, Masking.HIDDEN),
        "issued_at": _CODE,
        "tries": _CODE,
        "state": _CODE,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phone_digest = LookupDigestField(kind="phone")
    purpose = models.CharField(max_length=16, choices=CodePurpose)
    code_digest = LookupDigestField(kind="one_time_code")
    issued_at = models.DateTimeField()
    tries = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=16, choices=CodeState, default=CodeState.LIVE)

    class Meta:
        verbose_name = "验证码"
        constraints = [
            models.UniqueConstraint(
                fields=("phone_digest", "purpose"), condition=Q(state=CodeState.LIVE), name="accounts_one_live_code"
            ),
            models.CheckConstraint(condition=Q(purpose__in=CodePurpose.values), name="accounts_code_purpose_known"),
            models.CheckConstraint(condition=Q(state__in=CodeState.values), name="accounts_code_state_known"),
            models.CheckConstraint(condition=Q(tries__lte=MOST_TRIES), name="accounts_code_tries_limited"),
            models.CheckConstraint(
                condition=~Q(state=CodeState.LIVE) | Q(tries__lt=MOST_TRIES), name="accounts_spent_code_is_not_live"
            ),
        ]
        indexes = [models.Index(fields=("issued_at",), name="accounts_codes_by_age")]

    def __str__(self) -> str:
        return f"{self.purpose} {self.state}"


class SecondFactor(models.Model):
    """The secret of somebody's authenticator. Counts only once a first code confirmed it; `last_step` is never used again."""

    PRIVACY = {
        "id": _FACTOR,
        "person": _FACTOR,
        "enrolled_at": _FACTOR,
        "confirmed_at": _FACTOR,
        "last_step": _FACTOR,
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="second_factor")
    secret = SealedTextField(
        purpose="验证第二因素",
        retention="停用第二因素即删除",
        masking=Masking.HIDDEN,
        opens_for=(SystemPurpose.SIGN_IN,),
    )
    enrolled_at = models.DateTimeField()
    confirmed_at = models.DateTimeField(null=True)
    last_step = models.BigIntegerField(default=0)

    class Meta:
        verbose_name = "第二因素"
        constraints = [
            models.CheckConstraint(
                condition=Q(confirmed_at__isnull=True) | Q(confirmed_at__gte=F("enrolled_at"), last_step__gt=0),
                name="accounts_factor_confirmed_by_a_step",
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class RecoveryCode(models.Model):
    """One of the codes that stand in for a lost authenticator, once each."""

    PRIVACY = {
        "id": _FACTOR,
        "person": _FACTOR,
        "code_digest": Classification(Level.INTERNAL, "验证第二因素", "停用第二因素即删除", Masking.HIDDEN),
        "made_at": _FACTOR,
        "used_at": _FACTOR,
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recovery_codes")
    code_digest = LookupDigestField(kind="recovery_code", unique=True)
    made_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "恢复码"
        constraints = [
            models.CheckConstraint(
                condition=Q(used_at__isnull=True) | Q(used_at__gte=F("made_at")), name="accounts_recovery_used_later"
            ),
        ]

    def __str__(self) -> str:
        return str(self.person_id)


class SandboxMessage(models.Model):
    """A message with a code that the demo shows instead of sending. There are none outside the demo."""

    PRIVACY = {
        "id": Classification(Level.INTERNAL, "演示", _SHORT),
        "sent_at": Classification(Level.INTERNAL, "演示", _SHORT),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    phone = SealedTextField(
        purpose="演示短信", retention=_SHORT, masking=Masking.PHONE, opens_for=(SystemPurpose.NOTICE,)
    )
    body = SealedTextField(
        purpose="演示短信", retention=_SHORT, masking=Masking.HIDDEN, opens_for=(SystemPurpose.NOTICE,)
    )
    sent_at = models.DateTimeField()

    class Meta:
        verbose_name = "演示短信"
        indexes = [models.Index(fields=("sent_at",), name="accounts_sandbox_by_age")]

    def __str__(self) -> str:
        return str(self.id)
