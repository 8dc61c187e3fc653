"""Every check of a draft: texts cleaned, ages, guardians, and consent for what is sensitive."""

import re
from dataclasses import dataclass, replace
from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal

from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number
from yizhan.market.people import documents
from yizhan.market.people.ages import is_minor, require_working_age
from yizhan.market.people.availability import WHOLE_WEEK
from yizhan.market.people.documents import Document
from yizhan.market.people.drafts import CategoryDraft, CertificateDraft, FileDraft, SkillDraft, WishDraft
from yizhan.market.people.models.abilities import LARGEST_PAY_FEN
from yizhan.market.people.models.workers import LARGEST_RADIUS_KM
from yizhan.market.people.states import (
    SENSITIVE_CATEGORIES,
    CategoryKind,
    Sex,
)
from yizhan.market.people.wording import one_line, person_name

LONGEST_TRADE = 20
LONGEST_ADDRESS = 120
LONGEST_DETAIL = 200
MOST_ROWS = 20
_REGION = re.compile(r"([0-9]{6}([0-9]{3})?)?", re.ASCII)
_HUNDREDTH = Decimal("0.01")
_NEEDED = {
    "document_number": (ConsentPurpose.IDENTITY_CHECK, "身份证件号码"),
    "health": (ConsentPurpose.HEALTH, "健康状况"),
    "hardship": (ConsentPurpose.HARDSHIP, "困难情况"),
    "home_latitude": (ConsentPurpose.LOCATION, "住处位置"),
}
OF_CATEGORY = {
    CategoryKind.DISABLED: ConsentPurpose.HEALTH,
    CategoryKind.HARD_TO_EMPLOY: ConsentPurpose.HARDSHIP,
}


@dataclass(frozen=True, slots=True)
class Checked:
    """A draft in canonical form. `birth_date` is known; `document` is None where no number was shown."""

    draft: FileDraft
    document: Document | None
    birth_date: date


def checked(draft: FileDraft, *, purposes: frozenset[ConsentPurpose], today: date) -> Checked:
    """The draft with every text cleaned and every rule met, or a Refusal that names the field.

    16 or over; 16 and 17 with a guardian, or living on their own work (民法典第十八条). Consent to the service, and a separate
    one for each sensitive value that is stated (个人信息保护法第二十九条).
    """
    document = None
    if draft.document_number.strip():
        document = documents.read(draft.document_number, today=today, kind=draft.document_kind)
    elif draft.document_seen:
        raise Refusal("没有证件号码，不能登记为已核验证件", "no number to check", field="document_seen")
    born = _birth_date(draft, document)
    require_working_age(born, today)
    plain = with_rows(with_texts(draft), today=today)
    if is_minor(born, today) and not plain.self_supporting and not (plain.guardian_name and plain.guardian_phone):
        raise Refusal(
            "16至17周岁须填写监护人姓名和电话，或注明以自己的劳动收入为主要生活来源",
            "a minor needs a guardian",
            field="guardian_name",
        )
    if not (plain.document_number or plain.phone or plain.contact_phone):
        raise Refusal("没有证件号码的，须填写本人或联系人电话", "without a number a phone is needed", field="phone")
    require_consents(plain, purposes)
    return Checked(plain, document, born)


def with_texts(draft: FileDraft) -> FileDraft:
    """The draft with its single texts and numbers in canonical form."""
    line = _line
    latitude, longitude = _home(draft.home_latitude, draft.home_longitude)
    return replace(
        draft,
        name=person_name(draft.name),
        phone=phone(draft.phone, "phone"),
        contact_name=person_name(draft.contact_name, field="contact_name") if draft.contact_name.strip() else "",
        contact_phone=phone(draft.contact_phone, "contact_phone"),
        contact_note=line(draft.contact_note, "与本人关系", 40, "contact_note"),
        address=line(draft.address, "住址", LONGEST_ADDRESS, "address"),
        home_region=_region(draft.home_region),
        guardian_name=person_name(draft.guardian_name, field="guardian_name") if draft.guardian_name.strip() else "",
        guardian_phone=phone(draft.guardian_phone, "guardian_phone"),
        health=line(draft.health, "健康状况", LONGEST_DETAIL, "health"),
        hardship=line(draft.hardship, "困难情况", LONGEST_DETAIL, "hardship"),
        search_radius_km=_radius(draft.search_radius_km),
        home_latitude=latitude,
        home_longitude=longitude,
    )


def with_rows(draft: FileDraft, *, today: date) -> FileDraft:
    """The draft with its categories, skills, certificates and wish in canonical form, each at most once."""
    if max(len(draft.categories), len(draft.skills), len(draft.certificates), len(draft.wish.trades)) > MOST_ROWS:
        raise Refusal(f"每项最多填写{MOST_ROWS}条", "too many rows")
    categories = tuple(category(each, today=today) for each in draft.categories)
    if len({each.kind for each in categories}) < len(categories):
        raise Refusal("同一人员类别填写了两次", "a category is stated twice", field="categories")
    skills = {trade(each.trade, "skills"): each.level for each in draft.skills if each.trade.strip()}
    return replace(
        draft,
        categories=categories,
        skills=tuple(SkillDraft(trade=name, level=level) for name, level in skills.items()),
        certificates=tuple(certificate(each, today=today) for each in draft.certificates),
        wish=wish(draft.wish),
    )


def require_consents(draft: FileDraft, purposes: frozenset[ConsentPurpose]) -> None:
    """Refuses a file without consent to the service, and each sensitive value without its own consent."""
    if ConsentPurpose.EMPLOYMENT_SERVICE not in purposes:
        raise Refusal("须先征得本人同意才能登记", "the person has to agree first", field="consents")
    for name, (purpose, label) in _NEEDED.items():
        if getattr(draft, name) not in ("", None) and purpose not in purposes:
            raise Refusal(f"登记{label}须单独征得本人同意", f"{name} needs a separate consent", field=name)
    for each in draft.categories:
        require_category_consent(each.kind, purposes)


def require_category_consent(kind: CategoryKind, purposes: frozenset[ConsentPurpose]) -> None:
    """Refuses a category that tells of health or hardship without the consent to that."""
    if kind in SENSITIVE_CATEGORIES and OF_CATEGORY[kind] not in purposes:
        raise Refusal(f"登记「{kind.label}」须单独征得本人同意", "a separate consent is needed", field="categories")


def category(draft: CategoryDraft, *, today: date) -> CategoryDraft:
    """The category with its detail cleaned. Refuses a start in the future or before 1950, and an end before the start."""
    if not date(1950, 1, 1) <= draft.since <= today or (draft.until is not None and draft.until < draft.since):
        raise Refusal(f"「{draft.kind.label}」的起止日期不合理", "the dates are out of order", field="categories")
    if draft.until is not None and draft.until > today + timedelta(days=366 * 20):
        raise Refusal(f"「{draft.kind.label}」的截止日期太远", "the end is too far", field="categories")
    return replace(draft, detail=_line(draft.detail, "说明", LONGEST_DETAIL, "categories"))


def certificate(draft: CertificateDraft, *, today: date) -> CertificateDraft:
    """The certificate with its texts cleaned. Refuses one without a name, issued in the future, or with an end before it."""
    name = _line(draft.name, "证书名称", 60, "certificates")
    if not name:
        raise Refusal("请填写证书名称", "a certificate has a name", field="certificates")
    issued, ends = draft.issued_on, draft.expires_on
    if issued is not None and not date(1950, 1, 1) <= issued <= today:
        raise Refusal("证书发证日期不合理", "the date of issue is out of range", field="certificates")
    if ends is not None and not (issued or date(1950, 1, 1)) <= ends <= date(2199, 12, 31):
        raise Refusal("证书有效期不合理", "the end is out of range", field="certificates")
    return replace(draft, name=name, number=_line(draft.number, "证书编号", 40, "certificates"))


def wish(draft: WishDraft) -> WishDraft:
    """The wish with every trade once. Refuses pay that is not a positive amount up to 100,000 yuan."""
    if draft.least_pay_fen is not None and not 1 <= draft.least_pay_fen <= LARGEST_PAY_FEN:
        raise Refusal("最低报酬应大于0，不超过10万元", "the pay is out of range", field="least_pay")
    if not 0 <= draft.availability <= WHOLE_WEEK:
        raise Refusal("可工作时间填写有误", "the week is out of range", field="availability")
    trades = dict.fromkeys(trade(each, "trades") for each in draft.trades if each.strip())
    return replace(draft, trades=tuple(trades), kinds=tuple(dict.fromkeys(draft.kinds)))


def trade(text: str, field_name: str) -> str:
    """The name of a trade, 1 to 20 characters."""
    name = _line(text, "工种", LONGEST_TRADE, field_name)
    if not name:
        raise Refusal("请填写工种", "a trade has a name", field=field_name)
    return name


def phone(text: str, field_name: str) -> str:
    """A mobile number in canonical form, or empty."""
    if not text.strip():
        return ""
    try:
        return mobile_number(text)
    except Refusal as refusal:
        raise Refusal(*refusal.text, field=field_name) from refusal


def _birth_date(draft: FileDraft, document: Document | None) -> date:
    if document is not None:
        if draft.birth_date is not None and draft.birth_date != document.birth_date:
            raise Refusal("出生日期与证件号码不一致", "the birth date is not that of the number", field="birth_date")
        if Sex.UNKNOWN not in (draft.sex, document.sex) and draft.sex != document.sex:
            raise Refusal("性别与证件号码不一致", "the sex is not that of the number", field="sex")
        return document.birth_date
    if draft.birth_date is None:
        raise Refusal("请填写证件号码或出生日期", "a number or a birth date is needed", field="birth_date")
    return draft.birth_date


def _line(text: str, label: str, longest: int, field_name: str) -> str:
    return one_line(text, label=label, longest=longest, field=field_name)


def _region(text: str) -> str:
    code = text.strip()
    if not _REGION.fullmatch(code):
        raise Refusal("居住地区划代码应为6位或9位数字", "a region code has 6 or 9 digits", field="home_region")
    return code


def _radius(km: int | None) -> int | None:
    if km is not None and not 1 <= km <= LARGEST_RADIUS_KM:
        raise Refusal(f"求职范围应为1至{LARGEST_RADIUS_KM}公里", "the radius is out of range", field="search_radius_km")
    return km


def _home(latitude: Decimal | None, longitude: Decimal | None) -> tuple[Decimal | None, Decimal | None]:
    """Rounded to a hundredth of a degree: where somebody lives is never known closer."""
    if latitude is None and longitude is None:
        return None, None
    if (
        latitude is None
        or longitude is None
        or not (latitude.is_finite() and longitude.is_finite())
        or abs(latitude) > 90
        or abs(longitude) > 180
    ):
        raise Refusal("住处位置不合理，请重新选择", "the point is out of range", field="home_latitude")
    return latitude.quantize(_HUNDREDTH, ROUND_HALF_EVEN), longitude.quantize(_HUNDREDTH, ROUND_HALF_EVEN)
