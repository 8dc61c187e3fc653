"""An application, its papers, its steps, and the subsidy asked for with it."""

import uuid

import pgtrigger
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.network.recognition.materials import Material
from yizhan.network.recognition.models.classes import CASE, CLAIM, HAND, KEPT, KEY, NAME, WORDS
from yizhan.network.recognition.models.decision import Decision
from yizhan.network.recognition.models.rules import OPEN_ONE, application_rules
from yizhan.network.recognition.states import ApplicationKind, ApplicationState, ChangeKind, DecisionResult, SubsidyKind
from yizhan.network.stations.states import StationKind

PLACE_KINDS = [(kind.value, kind.label) for kind in (StationKind.MARKET, StationKind.STATION)]
_RESULT_FITS = f"""
    IF NEW.decision_id IS NOT NULL AND (NEW.state = '{ApplicationState.REFUSED}') IS DISTINCT FROM
        ((SELECT result FROM recognition_decision WHERE id = NEW.decision_id) = '{DecisionResult.REFUSED}')
    THEN
        RAISE EXCEPTION 'the state of the application contradicts its decision' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


class Application(models.Model):
    """One application to a county bureau, with every field of annex 2 as the form has it.

    Texts are blank and numbers null until they are filled in. `submitted_at` is the last submission; the number (`county`, `year`,
    `serial`) is given at the first and never again. `applicant` is the operator or the station itself; `station` may be empty in a
    recognition until the place is opened. For a change, the fields hold the new values. `version` grows with every write.
    """

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("kind", "county", "applicant", "station", "state", "version", "year", "serial"), CASE),
        **dict.fromkeys(("created_at", "submitted_at", "accepted_at", "visited_at", "decided_at", "ended_at"), CASE),
        **dict.fromkeys(("decision", "change", "new_operator", "effective_from", "effective_until"), CASE),
        "created_by": HAND,
        "grounds": WORDS,
        **dict.fromkeys(("applicant_name", "credit_code", "registered_address", "station_name", "station_kind"), CLAIM),
        **dict.fromkeys(("county_name", "station_address", "floor_area", "investment_fen", "posts_offered"), CLAIM),
        **dict.fromkeys(("people_placed", "uses_platform"), CLAIM),
        **dict.fromkeys(("legal_representative", "manager_name"), NAME),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=12, choices=ApplicationKind)
    county = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="received_applications")
    applicant = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="applications")
    station = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="recognitions")
    state = models.CharField(max_length=16, choices=ApplicationState, default=ApplicationState.DRAFT)
    version = models.PositiveIntegerField(default=1)
    year = models.PositiveSmallIntegerField(null=True)
    serial = models.PositiveIntegerField(null=True)
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="drafted_applications")
    created_at = models.DateTimeField()
    submitted_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    visited_at = models.DateTimeField(null=True)
    decided_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    decision = models.OneToOneField(Decision, on_delete=models.PROTECT, null=True, related_name="application")

    applicant_name = models.CharField("申请单位名称", max_length=120, blank=True)
    legal_representative = models.CharField("法人代表或负责人", max_length=60, blank=True)
    credit_code = models.CharField("统一社会信用代码", max_length=18, blank=True)
    registered_address = models.CharField("登记地址", max_length=200, blank=True)
    contact_phone = SealedTextField(
        "联系电话",
        purpose="联系申请单位（泉州附件2）",
        retention=KEPT,
        masking=Masking.PHONE,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    station_name = models.CharField("申请认定的零工市场（驿站）名称", max_length=80, blank=True)
    station_kind = models.CharField("类型", max_length=20, choices=PLACE_KINDS, blank=True)
    county_name = models.CharField("所属县（市、区）", max_length=40, blank=True)
    station_address = models.CharField("零工市场（驿站）地址", max_length=200, blank=True)
    manager_name = models.CharField("零工市场（驿站）负责人姓名", max_length=60, blank=True)
    manager_identity_number = SealedTextField(
        "负责人身份证号码",
        purpose="认定申请表：负责人身份证号码（泉州附件2）",
        retention=KEPT,
        masking=Masking.IDENTITY_NUMBER,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    floor_area = models.DecimalField("建筑面积（平方米）", max_digits=9, decimal_places=2, null=True)
    investment_fen = models.BigIntegerField("累计投资总额（万元）", null=True)
    posts_offered = models.PositiveIntegerField("提供岗位数", null=True)
    people_placed = models.PositiveIntegerField("推荐就业人数", null=True)
    uses_platform = models.BooleanField("是否使用“泉就业”零工平台", null=True)

    change = models.CharField("变更事项", max_length=10, choices=ChangeKind, blank=True)
    new_operator = models.ForeignKey(Organisation, on_delete=models.PROTECT, null=True, related_name="takeovers")
    grounds = models.CharField("理由", max_length=500, blank=True)
    effective_from = models.DateField("自", null=True)
    effective_until = models.DateField("至", null=True)

    class Meta:
        verbose_name = "认定申请"
        ordering = ["-created_at", "pk"]
        constraints = [
            *application_rules(),
            models.UniqueConstraint(fields=("county", "year", "serial"), name="recognition_number_once"),
            models.UniqueConstraint(
                fields=("station", "kind"), condition=OPEN_ONE & Q(station__isnull=False), name="recognition_one_open"
            ),
            models.UniqueConstraint(
                fields=("county", "station_name"),
                condition=OPEN_ONE & Q(kind=ApplicationKind.RECOGNITION),
                name="recognition_one_open_of_a_name",
            ),
        ]
        indexes = [models.Index(fields=("county", "state"), name="recognition_of_county")]
        triggers = [
            pgtrigger.Trigger(
                name="result_fits_state",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update,
                func=_RESULT_FITS,
            ),
            pgtrigger.Protect(
                name="number_stays",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__serial__isnull=False)
                & (
                    pgtrigger.Q(old__serial__df=pgtrigger.F("new__serial"))
                    | pgtrigger.Q(old__year__df=pgtrigger.F("new__year"))
                    | pgtrigger.Q(old__county__df=pgtrigger.F("new__county"))
                ),
            ),
            pgtrigger.Protect(name="application_is_kept", operation=pgtrigger.Delete),
        ]

    @property
    def number(self) -> str:
        """County, year and serial: 350503-2026-0001. Empty before the first submission."""
        return "" if self.serial is None else f"{self.county.code}-{self.year}-{self.serial:04d}"

    def __str__(self) -> str:
        return f"{self.kind} {self.id}"


class Attachment(models.Model):
    """A paper of an application. Taking one back keeps the row: `removed_at`."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("application", "file", "material", "added_at", "removed_at"), CASE),
        "added_by": HAND,
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="attachments")
    file = models.OneToOneField(StoredFile, on_delete=models.PROTECT, related_name="recognition_attachment")
    material = models.CharField(max_length=20, choices=Material)
    added_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="recognition_attachments")
    added_at = models.DateTimeField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "申报材料"
        ordering = ["material", "added_at"]
        constraints = [
            models.CheckConstraint(condition=Q(material__in=Material.values), name="recognition_material_known"),
            models.CheckConstraint(
                condition=Q(removed_at__isnull=True) | Q(removed_at__gte=F("added_at")),
                name="recognition_removed_after_added",
            ),
        ]

    def __str__(self) -> str:
        return self.material


class Step(models.Model):
    """A move of an application from one state to another, for those who follow it. Never changed."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("application", "position", "source", "target", "at"), CASE),
        "person_id": HAND,
        "note": WORDS,
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.ForeignKey(Application, on_delete=models.PROTECT, related_name="steps")
    position = models.PositiveIntegerField()
    source = models.CharField(max_length=16, choices=ApplicationState, blank=True)
    target = models.CharField(max_length=16, choices=ApplicationState)
    person_id = models.UUIDField()
    at = models.DateTimeField()
    note = models.CharField(max_length=1000, blank=True)

    class Meta:
        verbose_name = "办理过程"
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=("application", "position"), name="recognition_steps_in_order"),
            models.CheckConstraint(
                condition=~Q(target=ApplicationState.RETURNED) | ~Q(note=""), name="recognition_return_says_what"
            ),
        ]
        triggers = [pgtrigger.Protect(name="step_stays", operation=pgtrigger.Update | pgtrigger.Delete)]

    def __str__(self) -> str:
        return f"{self.source} {self.target}"


class SubsidyRequest(models.Model):
    """The subsidy asked for with a recognition: the fields of annex 3 that annex 2 has not."""

    PRIVACY = {
        "id": KEY,
        **dict.fromkeys(("application", "kind", "bank_name", "account_holder", "amount_fen", "requested_at"), CLAIM),
    }

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    application = models.OneToOneField(Application, on_delete=models.PROTECT, related_name="subsidy")
    kind = models.CharField("申请补贴类型", max_length=12, choices=SubsidyKind)
    bank_name = models.CharField("开户银行", max_length=120)
    account_number = SealedTextField(
        "银行账号",
        purpose="支付补助资金（泉州附件3）",
        retention=KEPT,
        masking=Masking.BANK_CARD,
        opens_for=(SystemPurpose.DOCUMENT, SystemPurpose.PAYMENT),
    )
    account_holder = models.CharField("户名", max_length=120)
    amount_fen = models.BigIntegerField("申请补贴金额")
    requested_at = models.DateTimeField()

    class Meta:
        verbose_name = "补助申请"
        constraints = [
            models.CheckConstraint(condition=Q(amount_fen__gt=0), name="recognition_subsidy_positive"),
            models.CheckConstraint(condition=Q(kind__in=SubsidyKind.values), name="recognition_subsidy_kind_known"),
            models.CheckConstraint(
                condition=~Q(bank_name="") & ~Q(account_holder=""), name="recognition_subsidy_names_account"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.application_id}"
