"""One cell, read: days, counts, exact numbers, sums, words. A reader returns the value, None for blank, or raises Fault."""

import re
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from decimal import Decimal, InvalidOperation
from fractions import Fraction

from yizhan.facts.columns import Column
from yizhan.facts.identities import holds_identity_number, holds_old_identity_number
from yizhan.facts.workbook.cleaning import cleaned, folded, halved, quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.grid import Cell

FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2100, 12, 31)
LARGEST_COUNT = 10**9
LARGEST_YUAN = 10**12
LONGEST_TEXT, LONGEST_RECORD = 2000, 64

_DAY = re.compile(
    r"(\d{4})(?:([-/.])(\d{1,2})\2(\d{1,2})|年(\d{1,2})月(\d{1,2})日?)(?:[T ]*\d{1,2}:\d{2}(?::\d{2})?)?", re.ASCII
)
_WHOLE = re.compile(r"[0-9]{1,18}")
_NUMBER = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,18})?")
_YES, _NO = {"是", "true", "yes", "1"}, {"否", "false", "no", "0"}
_LEAST: dict[tuple[str, str], int] = {("posts", "headcount"): 1, ("deals", "amount"): 1}
_RANGES: dict[str, tuple[int, int]] = {"longitude": (70, 140), "latitude": (0, 60)}


def read_text(cell: Cell) -> str | None:
    """A text; numbers typed into a text column are taken as their digits. Identity numbers have no place in it."""
    text = _words(cell)
    if len(text) > LONGEST_TEXT:
        raise Fault(
            f"超过{LONGEST_TEXT}字",
            f"longer than {LONGEST_TEXT} characters",
            f"请缩短到{LONGEST_TEXT}字以内",
            f"shorten it to {LONGEST_TEXT}",
        )
    if holds_identity_number(text) or holds_old_identity_number(text):
        raise Fault(
            "含有身份证号码",
            "holds an identity number",
            "身份证号码只能填在身份证号码一栏，请从此处删除",
            "identity numbers belong in their own column only; delete it here",
        )
    return text or None


def read_record(cell: Cell) -> str | None:
    """A record number of up to 64 characters."""
    text = read_text(cell)
    if text is not None and len(text) > LONGEST_RECORD:
        raise Fault(
            f"编号超过{LONGEST_RECORD}字",
            f"longer than {LONGEST_RECORD} characters",
            "请使用较短的编号",
            "use a shorter one",
        )
    return text


def read_bool(cell: Cell) -> bool | None:
    """是 or 否; TRUE and FALSE, 1 and 0 are understood."""
    if isinstance(cell, bool):
        return cell
    word = folded(_words(cell))
    if not word:
        return None
    if word in _YES or word in _NO:
        return word in _YES
    raise Fault(
        f"「{quoted(cell)}」不是“是”或“否”",
        f"{quoted(cell)!r} is neither yes nor no",
        "请填 是 或 否",
        "write 是 or 否",
    )


def read_answer(cell: Cell) -> str | None:
    """An inspector's answer: ``true`` or ``false`` for 是 and 否, a plain number, or a word such as a rating."""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = halved(_words(cell))
    word = folded(text)
    if word in _YES - {"1"} or word in _NO - {"0"}:
        return "true" if word in _YES else "false"
    return read_text(text)


def read_day(cell: Cell) -> date | None:
    """A day from 2000 to 2100: an Excel date, or text such as 2024-05-06, 2024/5/6, 2024.5.6, 2024年5月6日.

    A time of day behind the date is dropped. A bare number is refused: it may be a serial day or a slip.
    """
    if isinstance(cell, datetime):
        day = cell.date()
    elif isinstance(cell, date):
        day = cell
    elif isinstance(cell, str):
        text = halved(cleaned(cell))
        if not text:
            return None
        day = _typed_day(text)
    else:
        raise _not_a_day(cell)
    if not FIRST_DAY <= day <= LAST_DAY:
        raise Fault(
            f"日期 {day} 不在 2000 年至 2100 年之间", f"{day} lies outside 2000 to 2100", "请核对年份", "check the year"
        )
    return day


def _typed_day(text: str) -> date:
    found = _DAY.fullmatch(text)
    if not found:
        raise _not_a_day(text)
    month, day = (found[3], found[4]) if found[2] else (found[5], found[6])
    try:
        return date(int(found[1]), int(month), int(day))
    except ValueError as error:
        raise Fault(
            f"「{quoted(text)}」不是存在的日期",
            f"{quoted(text)!r} does not exist",
            "请对照日历核对",
            "check the calendar",
        ) from error


def _not_a_day(cell: object) -> Fault:
    shown = "" if isinstance(cell, time | timedelta) else f"「{quoted(cell)}」"
    return Fault(
        f"{shown}不是日期",
        f"{quoted(cell)!r} is not a day" if shown else "not a day",
        "请写成 2024-05-06，或把单元格格式设为日期后重新输入",
        "write 2024-05-06, or format the cell as a date and type it again",
    )


def read_count(cell: Cell, *, least: int = 0) -> int | None:
    """A whole number from `least` to 10⁹."""
    text = _digits(cell)
    if not text:
        return None
    if not _WHOLE.fullmatch(text) or not least <= int(text) <= LARGEST_COUNT:
        raise Fault(
            f"「{quoted(cell)}」不是{'正整数' if least else '不小于0的整数'}",
            f"{quoted(cell)!r} is not a whole number of at least {least}",
            "请只用数字填写，如 12",
            "use digits only, such as 12",
        )
    return int(text)


def read_decimal(cell: Cell, *, bounds: tuple[int, int] | None = None) -> Decimal | None:
    """An exact number of at most six decimals, not negative, and within `bounds` where it is a coordinate in China."""
    text = _digits(cell)
    if not text:
        return None
    if not _NUMBER.fullmatch(text):
        raise _not_a_number(cell)
    value = Decimal(text)
    if bounds is not None and not bounds[0] <= value <= bounds[1]:
        raise Fault(
            f"「{quoted(cell)}」不在中国范围内（应在{bounds[0]}至{bounds[1]}之间）",
            f"{quoted(cell)!r} is not within {bounds[0]} to {bounds[1]}",
            "请核对经度和纬度是否填反",
            "check whether longitude and latitude are exchanged",
        )
    try:
        fits = 0 <= value < 10**6 and value == value.quantize(Decimal("0.000001"))
    except InvalidOperation:
        fits = False
    if not fits:
        raise _not_a_number(cell)
    return value


def _not_a_number(cell: Cell) -> Fault:
    return Fault(
        f"「{quoted(cell)}」不是普通数字",
        f"{quoted(cell)!r} is not a plain number",
        "请只用数字填写，小于一百万，小数最多6位，如 120.5",
        "use digits only, below one million, at most six decimals, such as 120.5",
    )


def read_fen(cell: Cell, *, least: int = 0) -> int | None:
    """Integer fen of a sum that the cell writes in yuan, exact to the fen and below 10¹² yuan."""
    text = _digits(cell)
    if not text:
        return None
    value = Fraction(text) * 100 if _NUMBER.fullmatch(text) else Fraction(-1)
    if value.denominator != 1 or not least <= value < LARGEST_YUAN * 100:
        raise Fault(
            f"金额「{quoted(cell)}」不能精确到分或超出范围",
            f"amount {quoted(cell)!r} is not whole fen or is out of range",
            "请以元为单位只用数字填写，最多两位小数，如 85000.50",
            "write yuan in digits with at most two decimals, such as 85000.50",
        )
    return value.numerator


def read_choice(cell: Cell, column: Column) -> str | None:
    """The code of one allowed word, given by its Chinese label, English label or code."""
    word = folded(_words(cell))
    if not word:
        return None
    code = _codes(column).get(word)
    if code is None:
        raise _not_listed(cell, column)
    return code


def read_proofs(cell: Cell, column: Column) -> str | None:
    """Codes of the named proofs, sorted and joined by ``+``; several are separated by 、 ， or +."""
    codes = _codes(column)
    parts = [part for part in re.split(r"[、,+;/]", folded(_words(cell)).replace("，", ",").replace("；", ";")) if part]
    if any(part not in codes for part in parts):
        raise _not_listed(cell, column)
    found = sorted({codes[part] for part in parts})
    if "none" in found and len(found) > 1:
        raise Fault("“无”不能与其他凭证同时填写", "none stands beside other proofs", "请删去“无”", "delete 无")
    return "+".join(found) or None


def _codes(column: Column) -> dict[str, str]:
    named = {}
    for choice in column.choices:
        for word in (choice.label.en, choice.code, choice.label.zh):
            named[folded(word)] = choice.code
    return named


def _not_listed(cell: Cell, column: Column) -> Fault:
    allowed = "、".join(choice.label.zh for choice in column.choices)
    return Fault(
        f"「{quoted(cell)}」不在可选项中",
        f"{quoted(cell)!r} is not one of the choices",
        f"请从下拉列表中选择：{allowed}",
        f"choose one of: {', '.join(column.codes)}",
    )


def _words(cell: Cell) -> str:
    """What a cell says as text; numbers without their binary noise."""
    if isinstance(cell, str):
        return cleaned(cell)
    if isinstance(cell, bool | date | time | timedelta):
        raise Fault(
            "应为文字",
            "should be text",
            "请把单元格格式设为文本后重新输入",
            "format the cell as text and type it again",
        )
    if isinstance(cell, int | float):
        return _digits(cell)
    return ""


def _digits(cell: Cell) -> str:
    """A number as it was typed: fifteen significant digits, as spreadsheets keep them, never an exponent."""
    if isinstance(cell, str):
        return halved(cleaned(cell))
    if isinstance(cell, bool | date | time | timedelta):
        raise _not_a_number(cell)
    if not isinstance(cell, int | float):
        return ""
    short = f"{cell:.15g}"
    if "e" in short and abs(cell) >= 1:
        raise Fault(
            f"「{short}」以科学计数法保存，末尾数字已丢失",
            f"{short!r} is stored as a number and has lost its last digits",
            "请把该列设为文本格式后重新输入",
            "set the column to text and type it again",
        )
    return format(Decimal(short), "f") if "e" in short else short


def plain_reader(table: str, column: Column) -> Callable[[Cell], object]:
    """The reader of a column that needs neither key nor calendar; KeyError for persons and employers."""
    least = _LEAST.get((table, column.name), 0)
    readers: dict[str, Callable[[Cell], object]] = {
        "text": read_text,
        "bool": read_bool,
        "day": read_day,
        "count": lambda cell: read_count(cell, least=least),
        "decimal": lambda cell: read_decimal(cell, bounds=_RANGES.get(column.name)),
        "fen": lambda cell: read_fen(cell, least=least),
        "choice": lambda cell: read_choice(cell, column),
        "proofs": lambda cell: read_proofs(cell, column),
    }
    return readers[column.kind]
