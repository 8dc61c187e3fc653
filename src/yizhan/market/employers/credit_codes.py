"""Unified social credit codes at the door: canonical, or refused in words that say what to look at. GB 32100-2015."""

import re
import unicodedata

from stdnum.cn import uscc

from yizhan.kernel.errors import Refusal

_GAPS = re.compile("[ \\-\u00a0\u3000\u200b-\u200f\ufeff]")
_UNUSED_LETTERS = re.compile("[IOZSV]")
_SHAPE = re.compile("[0-9A-Z]{18}")
FIELD = "credit_code"


def credit_code(text: str) -> str:
    """The 18 characters in upper case. Full-width forms, lower case, spaces and hyphens are put right; all else is refused."""
    code = _GAPS.sub("", unicodedata.normalize("NFKC", text.strip())).upper()
    if not code:
        raise Refusal("请填写统一社会信用代码", "the unified social credit code is missing", field=FIELD)
    if re.fullmatch("[0-9]{15}", code):
        raise Refusal(
            "这是15位的旧注册号，请填写营业执照上18位的统一社会信用代码",
            "an old 15-digit number; write the 18",
            field=FIELD,
        )
    if len(code) != 18:
        raise Refusal(
            f"统一社会信用代码应为18位，现在是{len(code)}位", f"a code has 18 characters, not {len(code)}", field=FIELD
        )
    if unused := _UNUSED_LETTERS.search(code):
        raise Refusal(
            f"统一社会信用代码中没有字母{unused[0]}（不用I、O、Z、S、V），请看是否把数字看成了字母",
            f"the letter {unused[0]} does not occur in codes",
            field=FIELD,
        )
    if not _SHAPE.fullmatch(code) or not re.fullmatch("[0-9]{6}", code[2:8]):
        raise Refusal(
            "统一社会信用代码只有数字和大写字母，第3至8位是数字",
            "only digits and letters, digits at 3 to 8",
            field=FIELD,
        )
    if not uscc.is_valid(code):
        raise Refusal(
            "统一社会信用代码的校验位不符，请对照营业执照逐位核对", "the check character is wrong", field=FIELD
        )
    return code


def masked_code(code: str) -> str:
    """The code with its middle hidden, for who may not see the file."""
    return f"{code[:6]}********{code[-4:]}"
