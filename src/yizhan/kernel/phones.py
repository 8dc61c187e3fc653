"""Mobile numbers of the Chinese mainland in canonical form: 11 digits. 工信部电信网编号计划."""

import re

from yizhan.kernel.errors import Refusal

_SHAPE = re.compile(r"1[3-9][0-9]{9}")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９＋－（）", "0123456789+-()")
_COUNTRY = re.compile(r"(?:\+|00)?86(?=1[3-9][0-9]{9}\Z)")


def mobile_number(text: str) -> str:
    """The 11 digits of a mobile number as typed, or a Refusal that does not repeat it.

    Full-width digits, spaces, hyphens and the country prefix 86 are taken away; anything else is refused.
    """
    plain = re.sub(r"[ \u3000\t()-]", "", text.translate(_FULL_WIDTH))
    number = _COUNTRY.sub("", plain, count=1) if plain[:1] in ("+", "0", "8") else plain
    if not _SHAPE.fullmatch(number):
        raise Refusal("手机号码应为11位数字，以1开头", "a mobile number has 11 digits and begins with 1")
    return number
