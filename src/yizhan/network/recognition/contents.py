"""The fields of an application as they are typed, made canonical. A field that cannot be used is refused by itself."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial

from django.db.models import CharField
from stdnum.cn import uscc
from stdnum.exceptions import ValidationError

from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number
from yizhan.kernel.phones import mobile_number
from yizhan.network.recognition.models import Application
from yizhan.network.recognition.states import ChangeKind
from yizhan.network.stations.states import StationKind

_WIDE = str.maketrans("０１２３４５６７８９．－（）＋", "0123456789.-()+")
_LANDLINE = re.compile(r"0[0-9]{2,3}-?[1-9][0-9]{6,7}(-[0-9]{1,6})?|400-?[0-9]{3}-?[0-9]{4}")
_ACCOUNT = re.compile(r"[0-9]{8,32}")
_COUNT = re.compile(r"[0-9]{1,7}")
_FEN_PER_WAN = 1_000_000
_LARGEST_WAN = Decimal(1_000_000)
_LARGEST_AREA = Decimal(1_000_000)
_TEXTS = (
    *("applicant_name", "legal_representative", "registered_address", "station_name", "county_name"),
    *("station_address", "manager_name", "grounds"),
)


def checked(name: str, value: object, *, today: date) -> object:
    """The value of one field as it is stored; blank or None empties it. Refusal with the field's name. KeyError for no field.

    Texts, numbers and yes or no may come as typed. `investment` is in 万元 and is stored as `investment_fen`.
    """
    field = _CHECKS[name]
    return field(value, name=name, today=today)


def stored_as(name: str) -> str:
    """The column of a field."""
    return "investment_fen" if name == "investment" else name


def fields() -> frozenset[str]:
    """The names of the fields that can be filled in."""
    return frozenset(_CHECKS)


def account_number(text: str) -> str:
    """A bank account as digits, 8 to 32, or a Refusal that does not repeat it."""
    digits = re.sub(r"[\s-]", "", text.translate(_WIDE))
    if not _ACCOUNT.fullmatch(digits):
        raise Refusal("银行账号应为8至32位数字", "an account has 8 to 32 digits", field="account_number")
    return digits


def plain_text(value: object, label: str, longest: int, field: str) -> str:
    """Printable text on one line, without blanks at its ends."""
    said = " ".join(str("" if value is None else value).split())
    if len(said) > longest:
        raise Refusal(f"「{label}」最多{longest}个字", f"{field} has at most {longest} characters", field=field)
    if not said.isprintable():
        raise Refusal(
            f"「{label}」中有不能使用的字符，请重新填写", f"{field} holds unprintable characters", field=field
        )
    return said


def _text(value: object, *, name: str, today: date) -> str:
    column = Application._meta.get_field(name)
    assert isinstance(column, CharField)
    return plain_text(value, str(column.verbose_name), int(column.max_length or 0), name)


def _credit_code(value: object, *, name: str, today: date) -> str:
    given = plain_text(value, "统一社会信用代码", 40, name).replace(" ", "").translate(_WIDE).upper()
    if not given:
        return ""
    try:
        return str(uscc.validate(given))
    except ValidationError as error:
        raise Refusal(
            "统一社会信用代码不正确，应为18位，请对照证照核对", "not a unified credit code", field=name
        ) from error


def _phone(value: object, *, name: str, today: date) -> str | None:
    given = re.sub(r"\s", "", str(value or "").translate(_WIDE)).replace("(", "").replace(")", "-")
    if not given:
        return None
    if _LANDLINE.fullmatch(given):
        return given
    try:
        return mobile_number(given)
    except Refusal as error:
        raise Refusal("联系电话应为手机号或带区号的座机，如 0595-12345678", "not a phone", field=name) from error


def _identity(value: object, *, name: str, today: date) -> str | None:
    given = str(value or "").strip()
    if not given:
        return None
    try:
        return resident_number(given, today=today)
    except Refusal as error:
        raise Refusal(error.text.zh, error.text.en, field=name) from error


def _number(value: object, label: str, name: str, most: Decimal, step: Decimal) -> Decimal | None:
    given = str("" if value is None else value).translate(_WIDE).strip()
    if not given:
        return None
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,8})?", given):
        raise Refusal(f"「{label}」应填写数字", f"{name} is a number", field=name)
    try:
        number = Decimal(given)
    except InvalidOperation as error:
        raise Refusal(f"「{label}」应填写数字", f"{name} is a number", field=name) from error
    if number > most or number % step:
        raise Refusal(f"「{label}」过大或小数位太多，请核对", f"{name} is out of range", field=name)
    return number


def _area(value: object, *, name: str, today: date) -> Decimal | None:
    number = _number(value, "建筑面积", name, _LARGEST_AREA, Decimal("0.01"))
    if number is not None and number == 0:
        raise Refusal("「建筑面积」应大于0", "the area is above zero", field=name)
    return number


def _investment(value: object, *, name: str, today: date) -> int | None:
    number = _number(value, "累计投资总额", name, _LARGEST_WAN, Decimal("0.000001"))
    return None if number is None else int(number * _FEN_PER_WAN)


def _count(value: object, *, name: str, today: date) -> int | None:
    given = str("" if value is None else value).translate(_WIDE).strip()
    if not given:
        return None
    if not _COUNT.fullmatch(given):
        raise Refusal("应填写整数，最多7位", f"{name} is a whole number", field=name)
    return int(given)


def _yes_or_no(value: object, *, name: str, today: date) -> bool | None:
    known: Mapping[object, bool | None] = {"": None, None: None, True: True, False: False, "yes": True, "no": False}
    if value not in known:
        raise Refusal("请选择「是」或「否」", f"{name} is yes or no", field=name)
    return known[value]


def _choice(value: object, *, name: str, today: date, choices: tuple[str, ...]) -> str:
    given = str(value or "")
    if given and given not in choices:
        raise Refusal("请从列出的选项中选择", f"{name} is one of the choices", field=name)
    return given


def _day(value: object, *, name: str, today: date) -> date | None:
    if value in ("", None):
        return None
    if not isinstance(value, date) or not 2000 <= value.year <= 2100:
        raise Refusal("日期不正确", f"{name} is a date", field=name)
    return value


def _operator(value: object, *, name: str, today: date) -> Organisation | None:
    if value is None:
        return None
    if not isinstance(value, Organisation) or value.kind != OrganisationKind.OPERATOR:
        raise Refusal("请选择运营单位", f"{name} is an operator", field=name)
    if value.closed_on is not None and value.closed_on <= today:
        raise Refusal("所选运营单位已撤销", "that operator is closed", field=name)
    return value


_CHECKS: dict[str, Callable[..., object]] = {
    **dict.fromkeys(_TEXTS, _text),
    "credit_code": _credit_code,
    "contact_phone": _phone,
    "manager_identity_number": _identity,
    "station_kind": partial(_choice, choices=(StationKind.MARKET.value, StationKind.STATION.value)),
    "change": partial(_choice, choices=tuple(ChangeKind.values)),
    "floor_area": _area,
    "investment": _investment,
    "posts_offered": _count,
    "people_placed": _count,
    "uses_platform": _yes_or_no,
    "new_operator": _operator,
    "effective_from": _day,
    "effective_until": _day,
}
