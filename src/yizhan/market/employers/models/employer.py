"""The file of one that hires."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.files.models import StoredFile
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.employers.sizes import small_or_micro
from yizhan.market.employers.states import CODED_KINDS, EmployerKind, EmployerState, Industry, Source

KEPT = "最后一次服务后3年（人力资源市场暂行条例第三十三条：服务台账至少保存二年；诉讼时效三年，待核实）"
_RECORD = Classification(Level.INTERNAL, "记录编号和状态", KEPT)
_FIRM = Classification(Level.PUBLIC, "识别用工主体", KEPT)
_FACT = Classification(Level.INTERNAL, "了解用工主体情况、提供服务", KEPT)
_NAME = Classification(Level.PERSONAL, "联系用工主体", KEPT, Masking.NAME)
_WHO = Classification(Level.PERSONAL, "确定谁代表用工主体、由谁核验", KEPT)
_MOVED = Q(state=EmployerState.MERGED)


class Employer(models.Model):
    """One that hires. A firm, sole trader or public body has a credit code, a resident an identity number; never both.

    `organisation` is what agents are members of. `version` rises with every change and guards against lost updates.
    `search_tokens` are those of `kernel.name_tokens`. `licence_checked_on` is set with `licence_checked_by`.
    """

    PRIVACY = {
        **dict.fromkeys(("id", "organisation", "state", "merged_into", "version", "created_at", "updated_at"), _RECORD),
        **dict.fromkeys(("kind", "credit_code"), _FIRM),
        **dict.fromkeys(("industry", "business", "region", "headcount", "source", "licence_file"), _FACT),
        "legal_name": Classification(Level.PERSONAL, "识别用工主体；居民的姓名按个人信息保护", KEPT, Masking.NAME),
        "search_tokens": Classification(Level.PERSONAL, "按名称、拼音查找", KEPT, Masking.HIDDEN),
        "contact_name": _NAME,
        **dict.fromkeys(("person", "licence_checked_by", "licence_checked_on"), _WHO),
    }
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.OneToOneField(Organisation, on_delete=models.PROTECT, related_name="employer")
    kind = models.CharField(max_length=16, choices=EmployerKind)
    credit_code = models.CharField(max_length=18, null=True, unique=True)
    identity_number = SealedTextField(
        purpose="核验居民用工方的身份",
        retention=KEPT,
        masking=Masking.IDENTITY_NUMBER,
        opens_for=(SystemPurpose.DOCUMENT, SystemPurpose.LOOKUP),
        null=True,
    )
    identity_digest = LookupDigestField(kind="resident_number", null=True, unique=True)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, null=True, related_name="employer")
    legal_name = models.CharField(max_length=200)
    search_tokens = ArrayField(models.CharField(max_length=40), default=list)
    industry = models.CharField(max_length=1, choices=Industry, blank=True)
    business = models.CharField(max_length=200, blank=True)
    region = models.CharField(max_length=12, blank=True)
    address = SealedTextField(
        purpose="上门服务、核对用工地点",
        retention=KEPT,
        masking=Masking.ADDRESS,
        opens_for=(SystemPurpose.DOCUMENT, SystemPurpose.LOOKUP),
        null=True,
    )
    contact_name = models.CharField(max_length=60, blank=True)
    contact_phone = SealedTextField(
        purpose="联系用工主体",
        retention=KEPT,
        masking=Masking.PHONE,
        opens_for=(SystemPurpose.NOTICE, SystemPurpose.LOOKUP),
        null=True,
    )
    phone_digest = LookupDigestField(kind="phone", null=True, db_index=True)
    phone_tail_digest = LookupDigestField(kind="phone_tail", null=True, db_index=True)
    headcount = models.PositiveIntegerField(null=True)
    licence_file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="licences")
    licence_checked_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="licences_checked")
    licence_checked_on = models.DateField(null=True)
    source = models.CharField(max_length=16, choices=Source)
    state = models.CharField(max_length=16, choices=EmployerState, default=EmployerState.DRAFT)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="merged_from")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "用工主体"
        constraints = [
            models.CheckConstraint(condition=Q(kind__in=EmployerKind.values), name="employers_kind_known"),
            models.CheckConstraint(condition=Q(state__in=EmployerState.values), name="employers_state_known"),
            models.CheckConstraint(condition=Q(source__in=Source.values), name="employers_source_known"),
            models.CheckConstraint(condition=Q(industry__in=["", *Industry.values]), name="employers_industry_known"),
            models.CheckConstraint(
                condition=Q(region__regex=r"^([0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{9}|[0-9]{12})?$"),
                name="employers_region_code",
            ),
            models.CheckConstraint(condition=~Q(legal_name=""), name="employers_has_name"),
            models.CheckConstraint(
                condition=Q(credit_code__isnull=True) | Q(credit_code__regex=r"^[0-9A-HJ-NPQRTUWXY]{18}$"),
                name="employers_credit_code_shape",
            ),
            models.CheckConstraint(
                condition=Q(kind=EmployerKind.RESIDENT, credit_code__isnull=True)
                | (Q(kind__in=CODED_KINDS, identity_number__isnull=True, identity_digest__isnull=True))
                & Q(person__isnull=True),
                name="employers_code_or_identity",
            ),
            models.CheckConstraint(
                condition=Q(kind=EmployerKind.RESIDENT)
                | Q(credit_code__isnull=False)
                | Q(state__in=(EmployerState.MERGED, EmployerState.CLOSED)),
                name="employers_coded_kinds_have_a_code",
            ),
            models.CheckConstraint(
                condition=Q(identity_number__isnull=True, identity_digest__isnull=True)
                | Q(identity_number__isnull=False, identity_digest__isnull=False),
                name="employers_identity_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(contact_phone__isnull=True, phone_digest__isnull=True, phone_tail_digest__isnull=True)
                | Q(contact_phone__isnull=False, phone_digest__isnull=False, phone_tail_digest__isnull=False),
                name="employers_phone_has_digests",
            ),
            models.CheckConstraint(
                condition=Q(licence_checked_by__isnull=True, licence_checked_on__isnull=True)
                | Q(licence_checked_by__isnull=False, licence_checked_on__isnull=False),
                name="employers_licence_check_is_whole",
            ),
            models.CheckConstraint(
                condition=(_MOVED & Q(merged_into__isnull=False)) | (~_MOVED & Q(merged_into__isnull=True)),
                name="employers_merged_names_its_target",
            ),
            models.CheckConstraint(condition=~Q(merged_into=F("id")), name="employers_not_merged_into_itself"),
        ]
        indexes = [GinIndex(fields=["search_tokens"], name="employers_tokens")]

    @property
    def is_small(self) -> bool | None:
        """Whether it is certainly a small or micro firm; None where more would have to be known."""
        return small_or_micro(self.kind, self.industry, self.headcount)

    def __str__(self) -> str:
        return str(self.id)
