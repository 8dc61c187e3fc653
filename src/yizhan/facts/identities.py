"""Resident identity numbers that slipped into text: found also where spaces or hyphens break them up."""

import re
import unicodedata
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import resident_number

# Children do not look for work, and serial numbers often begin like a birth date of these years.
_LAST_BIRTH = date(2015, 12, 31)
# Of 15-digit numbers only births that a working life can follow are taken: they have no check character.
_FIRST_OLD_YEAR = 30
# By the first digit of a province's number, the greatest second digit.
_LAST_PROVINCES = {"1": "5", "2": "3", "3": "7", "4": "6", "5": "4", "6": "5"}

_GAP = r"[ \-\u2010-\u2015\u2212]{0,3}"
# Found at every digit, so that a number before another does not hide it.
_NEW = re.compile(rf"(?<![0-9])(?=([1-9](?:{_GAP}[0-9]){{16}}{_GAP}[0-9Xx])(?![0-9]))")
_OLD = re.compile(rf"(?<![0-9])(?=([1-9][0-9]{{5}}{_GAP}[0-9]{{6}}{_GAP}[0-9]{{3}})(?![0-9Xx]))")
_KEY = re.compile(r"[0-9a-f]{32}|[0-9a-f]{64}")
_SIGNS = re.compile(r"[^0-9Xx]")
_DIGIT = "[0-9\uff10-\uff19]"
_MAYBE = rf"{_DIGIT}(?:[ \x{{A0}}\x{{3000}}\-\x{{2010}}-\x{{2015}}\x{{2212}}\x{{FF0D}}]{{0,3}}{_DIGIT}){{16}}"


def holds_identity_number(text: str) -> bool:
    """Whether the text holds an 18-digit identity number with an existing birth date and a right check character,
    digits full-width or not, in one piece or broken up. A pseudonymous key, which holds digits by chance, does not."""
    if len(text) < 18 or _KEY.fullmatch(text):
        return False
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return any(_is_resident(_SIGNS.sub("", found)) for found in _NEW.findall(plain))


def holds_old_identity_number(text: str) -> bool:
    """Whether the text holds a 15-digit number of the kind issued until 1999: a province, a birth date from 1930."""
    if len(text) < 15 or _KEY.fullmatch(text):
        return False
    plain = text if text.isascii() else unicodedata.normalize("NFKC", text)
    return any(_is_old(_SIGNS.sub("", found)) for found in _OLD.findall(plain))


def any_identity_number(column: pa.ChunkedArray) -> bool:
    """Whether `holds_identity_number` is true of any value of a text column."""
    suspects = pc.unique(column.filter(pc.match_substring_regex(column, _MAYBE)))
    return any(holds_identity_number(text) for text in suspects.to_pylist() if text is not None)


def _is_resident(number: str) -> bool:
    try:
        resident_number(number, today=_LAST_BIRTH)
    except Refusal:
        return False
    return True


def _is_old(number: str) -> bool:
    if number[1] > _LAST_PROVINCES.get(number[0], "") or int(number[6:8]) < _FIRST_OLD_YEAR:
        return False
    try:
        date(1900 + int(number[6:8]), int(number[8:10]), int(number[10:12]))
    except ValueError:
        return False
    return True
