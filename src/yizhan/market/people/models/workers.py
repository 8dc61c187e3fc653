"""The file of a worker: one per person, one per identity number."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q

from yizhan.floor.accounts.models import Person
from yizhan.floor.privacy.classification import Classification, Level
from yizhan.floor.privacy.fields import LookupDigestField, SealedTextField
from yizhan.floor.privacy.masking import Masking
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.market.people.states import DocumentKind, Education, Sex, WorkerState

KEPT = "最后一次服务后3年（人力资源市场暂行条例第三十三条：服务台账至少保存二年；诉讼时效三年，待核实）"
RECORD = Classification(Level.INTERNAL, "记录编号和变更", KEPT)
ABOUT = Classification(Level.PERSONAL, "就业服务：登记、推荐", KEPT)
_AGE = Classification(Level.PERSONAL, "核对年龄：禁止使用童工，保护未成年工", KEPT)
_PLACE = Classification(Level.PERSONAL, "推荐附近岗位", "本人撤回或注销即删除")
_FIND = Classification(Level.PERSONAL, "按姓名、拼音、电话查找档案", "注销即删除")

LARGEST_RADIUS_KM = 200


class Worker(models.Model):
    """One person as a worker. `tokens` are the words under which the file is found: of the name, and digests of phone tails.
    `places` are the stations of its standing registrations, kept beside them so that a search narrows both in one index; who may
    see the file is asked of the registrations themselves.

    The home is known to the street (`home_region`) and to a hundredth of a degree, about one kilometre; never closer. A phone
    that belongs to somebody else's account is a contact phone: it is called, and opens no account.
    """

    PRIVACY = {
        **dict.fromkeys(("id", "state", "version", "merged_into", "created_at", "updated_at"), RECORD),
        **dict.fromkeys(("document_kind", "identity_checked_at", "identity_checked_by"), ABOUT),
        **dict.fromkeys(("sex", "household_region", "education", "self_supporting"), ABOUT),
        **dict.fromkeys(("contact_name", "contact_note"), Classification(Level.PERSONAL, "通过联系人找到本人", KEPT, Masking.NAME)),
        **dict.fromkeys(("home_region", "home_latitude", "home_longitude", "search_radius_km"), _PLACE),
        "person": ABOUT,
        "document_digest": Classification(Level.INTERNAL, "发现重复档案", KEPT),
        "contact_digest": Classification(Level.INTERNAL, "按电话查找档案", KEPT),
        "birth_date": _AGE,
        "tokens": _FIND,
        "places": _FIND,
    }  # fmt: skip
    PRIVACY_SUBJECT = "person_id"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="worker")
    document_kind = models.CharField(max_length=20, choices=DocumentKind, null=True)
    document_number = SealedTextField(
        purpose="核验身份、发现重复档案",
        retention=KEPT,
        masking=Masking.IDENTITY_NUMBER,
        opens_for=(SystemPurpose.LOOKUP, SystemPurpose.DOCUMENT),
        null=True,
    )
    document_digest = LookupDigestField(kind="resident_number", null=True, unique=True)
    identity_checked_at = models.DateTimeField(null=True)
    identity_checked_by = models.UUIDField(null=True)
    sex = models.CharField(max_length=8, choices=Sex, default=Sex.UNKNOWN)
    birth_date = models.DateField(null=True)
    household_region = models.CharField(max_length=6, blank=True)
    education = models.CharField(max_length=12, choices=Education, default=Education.UNKNOWN)
    self_supporting = models.BooleanField(default=False)
    address = SealedTextField(
        purpose="上门服务、寄送材料",
        retention=KEPT,
        masking=Masking.ADDRESS,
        opens_for=(SystemPurpose.DOCUMENT,),
        null=True,
    )
    health = SealedTextField(
        purpose="避免推荐不适合的岗位", retention="本人撤回同意即删除", opens_for=(SystemPurpose.DOCUMENT,), null=True
    )
    hardship = SealedTextField(
        purpose="就业援助", retention="本人撤回同意即删除", opens_for=(SystemPurpose.DOCUMENT,), null=True
    )
    contact_name = models.CharField(max_length=60, blank=True)
    contact_note = models.CharField(max_length=40, blank=True)
    contact_phone = SealedTextField(
        purpose="通过联系人找到本人",
        retention=KEPT,
        masking=Masking.PHONE,
        opens_for=(SystemPurpose.NOTICE, SystemPurpose.LOOKUP, SystemPurpose.DOCUMENT),
        null=True,
    )
    contact_digest = LookupDigestField(kind="phone", null=True, db_index=True)
    home_region = models.CharField(max_length=9, blank=True)
    home_latitude = models.DecimalField(max_digits=4, decimal_places=2, null=True)
    home_longitude = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    search_radius_km = models.PositiveSmallIntegerField(null=True)
    tokens = ArrayField(models.TextField(), default=list)
    places = ArrayField(models.UUIDField(), default=list)
    state = models.CharField(max_length=12, choices=WorkerState, default=WorkerState.ACTIVE)
    merged_into = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="absorbed")
    version = models.PositiveIntegerField(default=1)
    created_at = models.DateTimeField()
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "零工档案"
        constraints = [
            models.CheckConstraint(condition=Q(state__in=WorkerState.values), name="people_worker_state_known"),
            models.CheckConstraint(
                condition=Q(state=WorkerState.MERGED, merged_into__isnull=False)
                | Q(~Q(state=WorkerState.MERGED), merged_into__isnull=True),
                name="people_merged_names_the_other",
            ),
            models.CheckConstraint(
                condition=Q(document_kind=None, document_number=None, document_digest=None)
                | Q(document_kind__in=DocumentKind.values, document_number__isnull=False),
                name="people_document_is_whole",
            ),
            models.CheckConstraint(
                condition=Q(document_number=None) | Q(document_digest__isnull=False) | Q(state=WorkerState.MERGED),
                name="people_document_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(contact_phone=None, contact_digest=None)
                | Q(contact_phone__isnull=False, contact_digest__isnull=False),
                name="people_contact_has_digest",
            ),
            models.CheckConstraint(
                condition=Q(birth_date__isnull=False) | Q(state=WorkerState.ERASED), name="people_birth_date_known"
            ),
            models.CheckConstraint(
                condition=Q(identity_checked_at=None) | Q(document_number__isnull=False),
                name="people_checked_against_a_document",
            ),
            models.CheckConstraint(
                condition=Q(household_region__regex=r"^([0-9]{6})?$") & Q(home_region__regex=r"^([0-9]{6}|[0-9]{9})?$"),
                name="people_region_codes",
            ),
            models.CheckConstraint(
                condition=Q(home_latitude=None, home_longitude=None)
                | Q(home_latitude__range=(-90, 90), home_longitude__range=(-180, 180)),
                name="people_home_is_a_point",
            ),
            models.CheckConstraint(
                condition=Q(search_radius_km=None) | Q(search_radius_km__range=(1, LARGEST_RADIUS_KM)),
                name="people_radius_in_reach",
            ),
            models.CheckConstraint(condition=Q(updated_at__gte=F("created_at")), name="people_updated_after_created"),
        ]
        indexes = [
            GinIndex(fields=("tokens", "places"), name="people_found_by"),
            models.Index(fields=("-created_at", "-id"), name="people_newest"),
        ]

    def __str__(self) -> str:
        return str(self.id)
