"""What a worker is, can, wants and has: categories, skills, certificates, wishes; and the guardian of a minor."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q

from yizhan.floor.files.models import StoredFile
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.people.availability import WHOLE_WEEK
from yizhan.market.people.models.workers import ABOUT, KEPT, RECORD, Worker
from yizhan.market.people.states import CategoryKind, PayForm, ProofKind, SkillLevel

_PROOF = Classification(Level.PERSONAL, "证明人员类别", KEPT)
LARGEST_PAY_FEN = 100_000_00


class OfWorker(models.Model):
    """A row of a worker's file."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()

    class Meta:
        abstract = True

    @property
    def person_id(self) -> uuid.UUID:
        """Whom the row is about."""
        worker: Worker = getattr(self, "worker")  # noqa: B009
        return worker.person_id


class Category(OfWorker):
    """A group to which the worker belongs from `since` to `until`, both included. It counts once somebody has seen the proof."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at"), RECORD),
        **dict.fromkeys(("worker", "kind", "since", "until"), ABOUT),
        **dict.fromkeys(("proof_kind", "proof", "verified_by", "verified_at"), _PROOF),
    }
    PRIVACY_SUBJECT = "person_id"

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="categories")
    kind = models.CharField(max_length=20, choices=CategoryKind)
    since = models.DateField()
    until = models.DateField(null=True)
    proof_kind = models.CharField(max_length=28, choices=ProofKind, default=ProofKind.NONE)
    proof = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    detail = SealedTextField(
        purpose="就业援助", retention="本人撤回同意即删除", opens_for=(SystemPurpose.DOCUMENT,), null=True
    )
    verified_by = models.UUIDField(null=True)
    verified_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = "人员类别"
        constraints = [
            models.UniqueConstraint(fields=("worker", "kind", "since"), name="people_category_once"),
            models.CheckConstraint(condition=Q(kind__in=CategoryKind.values), name="people_category_kind_known"),
            models.CheckConstraint(condition=Q(until=None) | Q(until__gte=F("since")), name="people_category_period"),
            models.CheckConstraint(
                condition=Q(verified_at=None, verified_by=None)
                | Q(~Q(proof_kind=ProofKind.NONE), verified_at__isnull=False, verified_by__isnull=False),
                name="people_category_verified_by_proof",
            ),
        ]

    def __str__(self) -> str:
        return self.kind


class Skill(OfWorker):
    """A trade that the worker knows."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at"), RECORD),
        **dict.fromkeys(("worker", "trade", "level"), ABOUT),
    }
    PRIVACY_SUBJECT = "person_id"

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="skills")
    trade = models.CharField(max_length=20)
    level = models.CharField(max_length=8, choices=SkillLevel, default=SkillLevel.NONE)

    class Meta:
        verbose_name = "技能"
        constraints = [
            models.UniqueConstraint(fields=("worker", "trade"), name="people_skill_once"),
            models.CheckConstraint(condition=~Q(trade=""), name="people_skill_named"),
        ]

    def __str__(self) -> str:
        return self.trade


class Certificate(OfWorker):
    """A certificate. `expires_on` is its last valid day, null where it does not expire."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at"), RECORD),
        **dict.fromkeys(("worker", "name", "issued_on", "expires_on", "scan"), ABOUT),
    }
    PRIVACY_SUBJECT = "person_id"

    worker = models.ForeignKey(Worker, on_delete=models.PROTECT, related_name="certificates")
    name = models.CharField(max_length=60)
    number = SealedTextField(
        purpose="核对证书",
        retention=KEPT,
        masking=Masking.HIDDEN,
        level=Level.PERSONAL,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    issued_on = models.DateField(null=True)
    expires_on = models.DateField(null=True)
    scan = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "证书"
        constraints = [
            models.CheckConstraint(condition=~Q(name=""), name="people_certificate_named"),
            models.CheckConstraint(
                condition=Q(issued_on=None) | Q(expires_on=None) | Q(expires_on__gte=F("issued_on")),
                name="people_certificate_period",
            ),
        ]
        indexes = [models.Index(fields=("expires_on",), name="people_certificate_expiry")]

    def __str__(self) -> str:
        return self.name


class Wish(OfWorker):
    """What the worker looks for. `availability` is the set of weekday and part of day, see availability.py."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at"), RECORD),
        **dict.fromkeys(("worker", "trades", "kinds", "pay_form", "least_pay_fen", "availability"), ABOUT),
    }
    PRIVACY_SUBJECT = "person_id"

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="wish")
    trades = ArrayField(models.CharField(max_length=20), default=list)
    kinds = ArrayField(models.CharField(max_length=16), default=list)
    pay_form = models.CharField(max_length=8, choices=PayForm, default=PayForm.ANY)
    least_pay_fen = models.BigIntegerField(null=True)
    availability = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = "求职意愿"
        constraints = [
            models.CheckConstraint(
                condition=Q(least_pay_fen=None) | Q(least_pay_fen__range=(1, LARGEST_PAY_FEN)), name="people_wish_pay"
            ),
            models.CheckConstraint(condition=Q(availability__lte=WHOLE_WEEK), name="people_wish_week"),
            models.CheckConstraint(condition=Q(pay_form__in=PayForm.values), name="people_wish_pay_form_known"),
        ]

    def __str__(self) -> str:
        return str(self.id)


class Guardian(OfWorker):
    """The guardian of a worker of 16 or 17 who does not live on his own work. 民法典第十八条、第十九条."""

    PRIVACY = {
        **dict.fromkeys(("id", "created_at", "worker"), RECORD),
        "name": Classification(Level.PERSONAL, "征得未成年人监护人同意", KEPT, Masking.NAME),
        "consent_paper": _PROOF,
    }
    PRIVACY_SUBJECT = "person_id"

    worker = models.OneToOneField(Worker, on_delete=models.PROTECT, related_name="guardian")
    name = models.CharField(max_length=60)
    phone = SealedTextField(
        purpose="联系监护人",
        retention=KEPT,
        masking=Masking.PHONE,
        opens_for=(SystemPurpose.NOTICE, SystemPurpose.DOCUMENT),
        null=True,
    )
    consent_paper = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        verbose_name = "监护人"

    def __str__(self) -> str:
        return str(self.id)
