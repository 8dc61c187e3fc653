"""What is said about an employer, checked at the door. Pure but for digests: no row is read or written here."""

import unicodedata
from dataclasses import dataclass, replace
from datetime import date

from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.kernel.personal_numbers import holds_personal_number
from yizhan.kernel.phones import mobile_number
from yizhan.market.employers.credit_codes import credit_code
from yizhan.market.employers.states import CODED_KINDS, EmployerKind, Industry

LONGEST_NAME, LONGEST_TEXT, LONGEST_CONTACT = 120, 200, 60
LARGEST_HEADCOUNT = 2_000_000
PHONE_TAIL = 4
_REGION_LENGTHS = (0, 2, 4, 6, 9, 12)
_HIDDEN = {"\u200b", "\u200c", "\u200d", "\u2060", "\ufeff"}


@dataclass(frozen=True, slots=True)
class Details:
    """An employer as typed; empty text means not said. Never shown or logged: it holds personal numbers."""

    kind: str
    legal_name: str
    credit_code: str = ""
    identity_number: str = ""
    industry: str = ""
    business: str = ""
    region: str = ""
    address: str = ""
    contact_name: str = ""
    contact_phone: str = ""
    headcount: int | None = None

    def __repr__(self) -> str:
        return "<Details>"


def checked(typed: Details, *, today: date, identified: bool = False) -> Details:
    """The same in canonical form. Refuses, naming the field, the first thing that cannot be used.

    `identified`: whose number is in the file already, so that a resident's may be left out.
    """
    if typed.kind not in EmployerKind.values:
        raise Refusal("请选择用工主体类型", "choose the kind of employer", field="kind")
    if typed.industry and typed.industry not in Industry.values:
        raise Refusal("请从列表中选择行业", "choose an industry from the list", field="industry")
    if typed.headcount is not None and not 0 <= typed.headcount <= LARGEST_HEADCOUNT:
        raise Refusal("从业人数应为0至200万的整数", "a headcount from 0 to 2,000,000", field="headcount")
    region = typed.region.strip()
    if len(region) not in _REGION_LENGTHS or not (region == "" or (region.isascii() and region.isdigit())):
        raise Refusal("行政区划代码应为2、4、6、9或12位数字", "a region code has 2 to 12 digits", field="region")
    name = words(typed.legal_name, "legal_name", "名称", LONGEST_NAME)
    if len(name) < 2:
        raise Refusal("请填写名称，至少两个字", "a name has at least two characters", field="legal_name")
    return replace(
        _identified(typed, today, may_lack=identified),
        legal_name=name,
        business=words(typed.business, "business", "经营内容", LONGEST_TEXT),
        region=region,
        address=words(typed.address, "address", "地址", LONGEST_TEXT),
        contact_name=words(typed.contact_name, "contact_name", "联系人", LONGEST_CONTACT),
        contact_phone=_phone(typed.contact_phone),
    )


def words(text: str, field: str, label_zh: str, longest: int) -> str:
    """A line of text without invisible signs; refused where too long, not printable, or holding a personal number."""
    plain = unicodedata.normalize("NFC", "".join(sign for sign in text if sign not in _HIDDEN))
    plain = " ".join(plain.split())
    if len(plain) > longest:
        raise Refusal(f"{label_zh}太长，最多{longest}字", f"at most {longest} characters", field=field)
    if not plain.isprintable() or any("\ud800" <= sign <= "\udfff" for sign in plain):
        raise Refusal(f"{label_zh}中有不能使用的字符", "holds characters that cannot be used", field=field)
    if holds_personal_number(plain):
        raise Refusal(f"{label_zh}中请不要填写身份证号、手机号或银行卡号", "holds a personal number", field=field)
    return plain


def identity_digest(number: str) -> str:
    """The look-up digest of a canonical identity number."""
    return lookup_digest("resident_number", number)


def phone_digests(number: str) -> tuple[str, str]:
    """The look-up digests of a canonical mobile number and of its last four digits."""
    return lookup_digest("phone", number), phone_tail_digest(number[-PHONE_TAIL:])


def phone_tail_digest(tail: str) -> str:
    """The look-up digest of the last four digits of a phone."""
    return lookup_digest("phone_tail", tail)


def _identified(typed: Details, today: date, *, may_lack: bool) -> Details:
    if typed.kind in CODED_KINDS:
        if typed.identity_number.strip():
            raise Refusal(
                "有统一社会信用代码的单位不填身份证号码",
                "only residents give an identity number",
                field="identity_number",
            )
        return replace(typed, credit_code=credit_code(typed.credit_code), identity_number="")
    if typed.credit_code.strip():
        raise Refusal("居民用工不填统一社会信用代码", "residents have no credit code", field="credit_code")
    if may_lack and not typed.identity_number.strip():
        return replace(typed, credit_code="", identity_number="")
    try:
        number = resident_number(typed.identity_number, today=today)
    except Refusal as refusal:
        raise Refusal(refusal.text.zh, refusal.text.en, field="identity_number") from refusal
    if not _is_adult(number, today):
        raise Refusal(
            "居民用工方应年满18周岁（民法典第十七条、第十八条）",
            "a resident who hires is of age",
            field="identity_number",
        )
    return replace(typed, credit_code="", identity_number=number)


def _is_adult(number: str, today: date) -> bool:
    year, rest = int(number[6:10]), (int(number[10:12]), int(number[12:14]))
    return (today.year - year - ((today.month, today.day) < rest)) >= 18


def _phone(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return mobile_number(text.strip())
    except Refusal as refusal:
        raise Refusal(refusal.text.zh, refusal.text.en, field="contact_phone") from refusal
