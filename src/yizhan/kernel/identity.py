"""Resident identity numbers: validated at the door, kept only as keyed digests. GB 11643-1999."""

import hashlib
import hmac
import re
from datetime import date

from yizhan.kernel.errors import Refusal

_SHAPE = re.compile(r"[1-9][0-9]{16}[0-9X]")
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECKS = "10X98765432"
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘx", "0123456789XXX")


def resident_number(text: str, *, today: date) -> str:
    """The 18-character number in canonical form, or a Refusal that says what is wrong without repeating the number.

    Checks shape, birth date (a real date from 1900 to `today`) and the check character. The region prefix is only a hint and
    is never a ground for refusal: divisions are renamed, and residence permits begin with 81, 82 or 83, green cards with 9.
    """
    number = text.strip(" \u3000\t").translate(_FULL_WIDTH)
    if re.fullmatch(r"[0-9]{15}", number):
        raise Refusal("身份证号码为15位旧号，请填写18位号码", "a 15-digit number; write the 18-digit one")
    if not _SHAPE.fullmatch(number):
        raise Refusal("身份证号码应为18位数字（末位可为X）", "an identity number has 18 digits, the last may be X")
    try:
        born = date(int(number[6:10]), int(number[10:12]), int(number[12:14]))
    except ValueError as error:
        raise Refusal("身份证号码中的出生日期不存在", "the birth date in the identity number does not exist") from error
    if not date(1900, 1, 1) <= born <= today:
        raise Refusal("身份证号码中的出生日期不合理", "the birth date in the identity number is out of range")
    expected = _CHECKS[sum(int(d) * w for d, w in zip(number[:17], _WEIGHTS, strict=True)) % 11]
    if number[17] != expected:
        raise Refusal("身份证号码校验位不符，请对照证件核对", "the identity number's check character is wrong")
    return number


def person_key(number: str, key: bytes) -> str:
    """The pseudonymous key of a person: HMAC-SHA-256 of the canonical number, 32 hexadecimal digits. `key` must not be empty."""
    if not key:
        raise Refusal("缺少脱敏密钥", "the pseudonymisation key is missing")
    return hmac.new(key, number.encode("ascii"), hashlib.sha256).hexdigest()[:32]


def masked(number: str) -> str:
    """The number with only its first three and last two characters shown."""
    return f"{number[:3]}{'*' * (len(number) - 5)}{number[-2:]}" if len(number) > 7 else "*" * len(number)
