"""The sections of a station's file as they are handed to an action: checked, and complete in themselves."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import TextChoices
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number
from yizhan.network.stations.hours import Span
from yizhan.network.stations.states import Datum, HolidayRule, Weekday
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone

_FULL_WIDTH = str.maketrans("０１２３４５６７８９－（）", "0123456789-()")
_LANDLINE = re.compile(
    r"0[0-9]{2,3}-?[1-9][0-9]{6,7}(-[0-9]{1,6})?|[48]00-?[0-9]{3}-?[0-9]{4}|1[0-9]{2,4}|[1-9][0-9]{6,7}"
)
_LARGEST_AREA = Decimal("100000")
_CENT = Decimal("0.01")


def _text(value: str, label: str, most: int, field: str) -> str:
    plain = value.strip()
    if len(plain) > most or not plain.isprintable():
        raise Refusal(f"{label}不超过{most}个字，不含特殊字符", f"at most {most} printable characters", field=field)
    return plain


def public_phone(value: str, *, field: str) -> str:
    """A phone that is displayed: landline, 400, short code such as 12333, or mobile. Empty stays empty."""
    plain = re.sub(r"[\s]", "", value.translate(_FULL_WIDTH)).replace("(", "").replace(")", "-")
    if not plain or _LANDLINE.fullmatch(plain):
        return plain
    try:
        return mobile_number(plain)
    except Refusal as refused:
        raise Refusal(
            "电话应为座机（如 0595-12345678）、400电话、短号或手机号码", "not a phone number", field=field
        ) from refused


def _set(codes: Sequence[str], choices: type[TextChoices], field: str) -> list[str]:
    unknown = [code for code in codes if code not in choices.values]
    if unknown:
        raise Refusal("选项不存在，请重新选择", f"unknown choice {unknown[0]!r}", field=field)
    return [code for code in choices.values if code in codes]


@dataclass(frozen=True, slots=True)
class Basics:
    """Sign and place. `street` is a code of 9 digits, or empty."""

    sign_name: str
    street: str
    address: str
    directions: str = ""

    def values(self) -> Mapping[str, object]:
        """Field by field. The sign is checked by the action, which knows the city."""
        if self.street and not re.fullmatch(r"[0-9]{9}", self.street):
            raise Refusal("请选择所在街道（乡镇）", "not a street's code", field="street")
        return {
            "sign_name": self.sign_name,
            "street": self.street,
            "address": _text(self.address, "详细地址", 200, "address"),
            "directions": _text(self.directions, "交通说明", 200, "directions"),
        }


@dataclass(frozen=True, slots=True)
class Premises:
    """Area in square metres, exact to the hundredth; None where not measured. `tidy` and `fire_safe`: None where not said."""

    area: Decimal | None
    shared_with: str
    zones: Sequence[str]
    tidy: bool | None
    fire_safe: bool | None

    def values(self) -> Mapping[str, object]:
        """Field by field."""
        if self.shared_with and self.shared_with not in SharedPremises.values:
            raise Refusal("选项不存在，请重新选择", "unknown choice", field="shared_with")
        return {
            "area": _checked_area(self.area),
            "shared_with": self.shared_with,
            "zones": _set(self.zones, Zone, "zones"),
            "tidy": self.tidy,
            "fire_safe": self.fire_safe,
        }


@dataclass(frozen=True, slots=True)
class Equipment:
    """What is there, offered and shown."""

    facilities: Sequence[str]
    services: Sequence[str]
    rules: Sequence[str]
    displays: Sequence[str]
    uses_platform: bool | None

    def values(self) -> Mapping[str, object]:
        """Field by field."""
        return {
            "facilities": _set(self.facilities, Facility, "facilities"),
            "services": _set(self.services, Service, "services"),
            "rules": _set(self.rules, Rule, "rules"),
            "displays": _set(self.displays, Display, "displays"),
            "uses_platform": self.uses_platform,
        }


@dataclass(frozen=True, slots=True)
class Hours:
    """The week and what holidays change."""

    week: Mapping[Weekday, Sequence[Span]]
    holiday_rule: HolidayRule


@dataclass(frozen=True, slots=True)
class PostedPhone:
    """An office and the phone displayed for it."""

    office: str
    phone: str

    def __post_init__(self) -> None:
        if not self.office.strip() or not public_phone(self.phone, field="posted"):
            raise Refusal("监督投诉电话须写明单位和号码", "name the office and its phone", field="posted")
        _text(self.office, "单位名称", 60, "posted")


@dataclass(frozen=True, slots=True)
class Contacts:
    """Who manages, and which phones are displayed. `manager_phone` is sealed: None leaves it, empty removes it."""

    manager_name: str
    manager_phone: str | None
    service_phone: str
    hotline: str = ""
    posted: Sequence[PostedPhone] = ()

    def values(self) -> Mapping[str, object]:
        """Field by field, the posted phones left out."""
        found: dict[str, object] = {
            "manager_name": _text(self.manager_name, "管理人员姓名", 60, "manager_name"),
            "service_phone": public_phone(self.service_phone, field="service_phone"),
            "hotline": public_phone(self.hotline, field="hotline"),
        }
        if self.manager_phone is not None:
            found["manager_phone"] = _own_phone(self.manager_phone)
        return found


@dataclass(frozen=True, slots=True)
class Legal:
    """Who runs it. The credit code is checked (GB 32100)."""

    legal_name: str
    credit_code: str
    legal_representative: str = ""

    def values(self) -> Mapping[str, object]:
        """Field by field."""
        return {
            "legal_name": _text(self.legal_name, "运营主体名称", 120, "legal_name"),
            "credit_code": _credit_code(self.credit_code),
            "legal_representative": _text(self.legal_representative, "法人代表或负责人", 60, "legal_representative"),
        }


@dataclass(frozen=True, slots=True)
class Coordinates:
    """A position as it was read from a map, in the datum of that map."""

    longitude: Decimal
    latitude: Decimal
    datum: Datum


def _checked_area(area: Decimal | None) -> Decimal | None:
    if area is None:
        return None
    if not area.is_finite() or not 0 < area <= _LARGEST_AREA or area != area.quantize(_CENT):
        raise Refusal(
            "建筑面积应大于0、不超过10万平方米，最多两位小数",
            "the area is over 0 and up to 100,000, with at most two decimals",
            field="area",
        )
    return area


def _own_phone(value: str) -> str | None:
    if not value.strip():
        return None
    try:
        return mobile_number(value)
    except Refusal as refused:
        raise Refusal(refused.text.zh, refused.text.en, field="manager_phone") from refused


def _credit_code(value: str) -> str:
    plain = re.sub(r"\s", "", value).upper()
    if not plain:
        return ""
    try:
        return str(uscc.validate(plain))
    except ValidationError as error:
        raise Refusal(
            "统一社会信用代码应为18位，请对照营业执照核对", "not a unified social credit code", field="credit_code"
        ) from error
