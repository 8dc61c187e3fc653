"""Requests of persons about their data, the copies made for them, and what an erasure did."""

import uuid

from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.floor.rights.states import ENDS, IdentityCheck, RefusalBasis, RequestKind, RequestState

_KEPT = "办结后3年（个人信息保护法第五十五、五十六条：处理情况记录至少保存三年）"
_ID = Classification(Level.INTERNAL, "记录编号", _KEPT)
_ASKED = Classification(Level.PERSONAL, "办理本人的请求", _KEPT)
_HANDLED = Classification(Level.INTERNAL, "证明请求由谁、何时、如何办理", _KEPT)
_BEFORE_REVIEW = (RequestState.HANDED_IN, RequestState.WITHDRAWN)
_PROVED = (RequestState.PROPOSED, RequestState.ANSWERED, RequestState.DONE)


def _sealed(purpose: str) -> SealedTextField:
    return SealedTextField(
        purpose=purpose,
        retention="办结后3年；本人请求删除的，随之删除",
        masking=Masking.HIDDEN,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )


class Request(models.Model):
    """One request of one person, handled by the organisation that was chosen when it was handed in.

    `due_on` is null while the calendar of working days is not published. `item` and `value` belong to a correction, `purpose` to a withdrawal.
    """

    PRIVACY = {
        "id": _ID,
        **dict.fromkeys(("person", "kind", "state", "organisation", "channel", "item", "purpose"), _ASKED),
        **dict.fromkeys(("handed_in_by", "handed_in_at", "due_on", "identity_check", "identity_checked_by"), _HANDLED),
        **dict.fromkeys(("taken_up_by", "taken_up_at", "proposed_by", "proposed_at", "confirmed_by"), _HANDLED),
        **dict.fromkeys(("refusal_basis", "ended_at"), _HANDLED),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="rights_requests")
    kind = models.CharField(max_length=16, choices=RequestKind)
    state = models.CharField(max_length=16, choices=RequestState, default=RequestState.HANDED_IN)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="rights_requests")
    channel = models.CharField(max_length=16, choices=ConsentChannel)
    item = models.CharField("要更正的项目", max_length=40, blank=True)
    value = _sealed("本人希望更正成的内容")
    purpose = models.CharField(max_length=32, choices=ConsentPurpose, blank=True)
    words = _sealed("本人的说明")
    answer = _sealed("给本人的答复")
    refusal_basis = models.CharField(max_length=16, choices=RefusalBasis, blank=True)
    identity_check = models.CharField(max_length=16, choices=IdentityCheck, blank=True)
    identity_checked_by = models.UUIDField(null=True)
    handed_in_by = models.UUIDField()
    handed_in_at = models.DateTimeField()
    due_on = models.DateField(null=True)
    taken_up_by = models.UUIDField(null=True)
    taken_up_at = models.DateTimeField(null=True)
    proposed_by = models.UUIDField(null=True)
    proposed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "个人信息请求"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=RequestKind.values), name="rights_kind_known"),
            models.CheckConstraint(condition=Q(state__in=RequestState.values), name="rights_state_known"),
            models.CheckConstraint(condition=Q(channel__in=ConsentChannel.values), name="rights_channel_known"),
            models.CheckConstraint(
                condition=Q(state__in=ENDS, ended_at__isnull=False) | (~Q(state__in=ENDS) & Q(ended_at__isnull=True)),
                name="rights_end_has_time",
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("handed_in_at")), name="rights_ends_after_start"
            ),
            models.CheckConstraint(
                condition=Q(state__in=_BEFORE_REVIEW) | Q(taken_up_by__isnull=False, taken_up_at__isnull=False),
                name="rights_reviewed_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(state=RequestState.REFUSED, refusal_basis__in=RefusalBasis.values)
                | (~Q(state=RequestState.REFUSED) & Q(refusal_basis="")),
                name="rights_refused_with_basis",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=_PROVED)
                | Q(identity_check__in=IdentityCheck.values, identity_checked_by__isnull=False),
                name="rights_granted_to_who_was_proved",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.PROPOSED)
                | Q(kind=RequestKind.ERASURE, proposed_by__isnull=False, proposed_at__isnull=False),
                name="rights_only_erasure_is_proposed",
            ),
            models.CheckConstraint(
                condition=~Q(state=RequestState.DONE, kind=RequestKind.ERASURE)
                | (
                    Q(proposed_by__isnull=False, confirmed_by__isnull=False)
                    & ~Q(proposed_by=F("confirmed_by"))
                    & ~Q(confirmed_by=F("person"))
                ),
                name="rights_two_persons_erase",
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.CORRECTION) ^ Q(item=""), name="rights_correction_names_item"
            ),
            models.CheckConstraint(
                condition=Q(kind=RequestKind.WITHDRAWAL, purpose__in=ConsentPurpose.values)
                | (~Q(kind=RequestKind.WITHDRAWAL) & Q(purpose="")),
                name="rights_withdrawal_names_purpose",
            ),
            models.UniqueConstraint(
                fields=("person", "kind", "item", "purpose"),
                condition=Q(ended_at__isnull=True),
                name="rights_one_open_of_a_kind",
            ),
        ]
        indexes = [models.Index(fields=("organisation", "state"), name="rights_office_state")]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"

    @property
    def organisation_path(self) -> str:
        """The path of the organisation that handles it."""
        return self.organisation.path


class Copy(models.Model):
    """Everything held about a person when a request was answered, sealed, for that person only. Blanked after `expires_at`."""

    PRIVACY = {
        **dict.fromkeys(("id", "made_at", "expires_at", "fetched_at"), _HANDLED),
        **dict.fromkeys(("request", "person_id"), _ASKED),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.OneToOneField(Request, on_delete=models.PROTECT, related_name="copy")
    person_id = models.UUIDField()
    content = SealedTextField(
        purpose="交给本人的信息副本",
        retention="备好后7天",
        masking=Masking.HIDDEN,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    made_at = models.DateTimeField()
    expires_at = models.DateTimeField(db_index=True)
    fetched_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "个人信息副本"
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("made_at")), name="rights_copy_expires_later")
        ]

    def __str__(self) -> str:
        return str(self.id)


class ErasureLine(models.Model):
    """What an erasure did to one kind of record. No personal data: it is what the person and the supervisor read afterwards."""

    PRIVACY = dict.fromkeys(("id", "request", "position", "code", "label", "erased", "restricted", "basis"), _HANDLED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    request = models.ForeignKey(Request, on_delete=models.PROTECT, related_name="lines")
    position = models.PositiveSmallIntegerField()
    code = models.CharField(max_length=80)
    label = models.CharField(max_length=80)
    erased = models.PositiveIntegerField()
    restricted = models.PositiveIntegerField()
    basis = models.CharField(max_length=300, blank=True)

    class Meta:
        verbose_name = "删除结果"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=("request", "code"), name="rights_one_line_for_a_holding"),
            models.CheckConstraint(
                condition=Q(restricted=0, basis="") | (Q(restricted__gt=0) & ~Q(basis="")),
                name="rights_kept_with_basis",
            ),
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def said(self) -> str:
        """The line in plain Chinese."""
        parts = [f"已删除{self.erased}条"] if self.erased else []
        if self.restricted:
            parts.append(f"依法保留{self.restricted}条，不再使用：{self.basis}")
        return f"{self.label}：{'；'.join(parts) or '没有记录'}"
