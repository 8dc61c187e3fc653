"""Persons and employers at the door: identity numbers become keyed digests before anything is stored."""

import re
import unicodedata
from datetime import date

from stdnum.cn import uscc

from yizhan.facts.identities import holds_identity_number
from yizhan.facts.workbook.cleaning import cleaned, halved, quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.grid import Cell
from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import person_key, resident_number

LONGEST_NAME = 200

_KEY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
_CODE = re.compile(r"[0-9A-Za-z]{18}")
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
_RESIDENT = re.compile(r"(?<![0-9A-Za-z])[0-9]{17}[0-9Xx](?![0-9A-Za-z])")
_WIDE_GAP = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


def read_person(cell: Cell, *, key: bytes, today: date) -> str | None:
    """The pseudonymous key of the person whose 18-digit identity number the cell holds.

    A key (32 or 64 hexadecimal digits) passes unchanged. A number stored as a number has lost digits and is refused;
    no message repeats an identity number.
    """
    text = _typed(cell)
    if not text:
        return None
    if _KEY.fullmatch(text):
        return text
    try:
        return person_key(resident_number(text, today=today), key)
    except Refusal as refusal:
        raise Fault(
            refusal.text.zh,
            refusal.text.en,
            "请对照身份证逐位核对后重新填写18位号码",
            "compare with the card and type all 18 digits",
        ) from refusal


def read_employer(cell: Cell, *, key: bytes, today: date) -> str | None:
    """An employer: a name, a unified social credit code, or the key of a resident who hires.

    Names are written one way (half-width forms, single spaces, none beside Chinese characters), so that one employer is
    counted once. Text in the shape of an 18-character code must be a valid code or a resident's identity number.
    """
    text = _typed(cell)
    if not text or _KEY.fullmatch(text):
        return text or None
    plain = _WIDE_GAP.sub("", unicodedata.normalize("NFKC", text))
    if _CODE.fullmatch(plain):
        return _resident_key(plain, key, today) or _credit_code(plain)
    if _RESIDENT.search(plain) or holds_identity_number(plain):
        raise Fault(
            "单位名称中含有身份证号码",
            "the employer's name holds an identity number",
            "请只填单位名称、统一社会信用代码或身份证号码其中一项",
            "write a name, a credit code or an identity number, not several",
        )
    if len(plain) > LONGEST_NAME:
        raise Fault(
            f"超过{LONGEST_NAME}字", f"longer than {LONGEST_NAME} characters", "请填写单位全称", "write the name only"
        )
    return plain


def _typed(cell: Cell) -> str:
    if isinstance(cell, str):
        text = cleaned(cell)
        if not _SCIENTIFIC.fullmatch(text):
            return text
    if cell is None:
        return ""
    raise Fault(
        "号码被存成了数字或日期，末尾数字可能已丢失",
        "stored as a number or a date; the last digits may be lost",
        "请把该列设为文本格式后重新输入",
        "set the column to text and type it again",
    )


def _resident_key(text: str, key: bytes, today: date) -> str | None:
    try:
        return person_key(resident_number(text, today=today), key)
    except Refusal:
        return None


def _credit_code(text: str) -> str:
    code = halved(text).upper()
    if not uscc.is_valid(code):
        raise Fault(
            f"「{quoted(text[:4])}…」不是有效的统一社会信用代码（不含字母I、O、Z、S、V，末位为校验码）",
            "not a valid unified social credit code (no letters I, O, Z, S, V; the last is a check character)",
            "请对照营业执照核对，或改填单位名称",
            "compare with the business licence, or write the name",
        )
    return code
