"""What a form says about a worker, as typed."""

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from yizhan.floor.files.models import StoredFile
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose
from yizhan.market.people.states import (
    CategoryKind,
    DocumentKind,
    Education,
    PayForm,
    ProofKind,
    Sex,
    SkillLevel,
    WorkKind,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryDraft:
    """A category as stated. `until` is the last day; `detail` is sealed."""

    kind: CategoryKind
    since: date
    until: date | None = None
    proof_kind: ProofKind = ProofKind.NONE
    proof: StoredFile | None = None
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SkillDraft:
    """A trade and how well it is known."""

    trade: str
    level: SkillLevel = SkillLevel.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class CertificateDraft:
    """A certificate; `expires_on` is its last valid day."""

    name: str
    number: str = ""
    issued_on: date | None = None
    expires_on: date | None = None
    scan: StoredFile | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WishDraft:
    """What the worker looks for; `availability` as in availability.py, pay in fen of the pay form's unit."""

    trades: tuple[str, ...] = ()
    kinds: tuple[WorkKind, ...] = ()
    pay_form: PayForm = PayForm.ANY
    least_pay_fen: int | None = None
    availability: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class FileDraft:
    """A worker's file as typed. Empty text is what was left out. Birth date and sex are read from the number where there is one."""

    name: str
    document_number: str = ""
    document_kind: DocumentKind | None = None
    document_seen: bool = False
    birth_date: date | None = None
    sex: Sex = Sex.UNKNOWN
    phone: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    contact_note: str = ""
    address: str = ""
    home_region: str = ""
    home_latitude: Decimal | None = None
    home_longitude: Decimal | None = None
    search_radius_km: int | None = None
    education: Education = Education.UNKNOWN
    self_supporting: bool = False
    guardian_name: str = ""
    guardian_phone: str = ""
    guardian_paper: StoredFile | None = None
    health: str = ""
    hardship: str = ""
    categories: tuple[CategoryDraft, ...] = ()
    skills: tuple[SkillDraft, ...] = ()
    certificates: tuple[CertificateDraft, ...] = ()
    wish: WishDraft = field(default_factory=WishDraft)


@dataclass(frozen=True, slots=True)
class Agreed:
    """What the person agreed to, shown in which notice, and how. Sensitive purposes were each asked by themselves."""

    purposes: frozenset[ConsentPurpose]
    notice_version: str
    channel: ConsentChannel
