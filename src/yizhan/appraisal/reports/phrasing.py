"""Numbers, ranges, grades, sums and states of a score sheet in words. Page, terminal and workbook say the same."""

import unicodedata
from collections.abc import Mapping
from fractions import Fraction

from yizhan.facts.reasons import REASONS
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, shown
from yizhan.kernel.money import yuan
from yizhan.kernel.texts import Language, Text
from yizhan.rules.payout import MONEY_LABELS, Payout
from yizhan.rules.sheet import Evidence, ItemScore, Line, ScoreSheet

_SPOKEN = {"是": Text("是", "yes"), "否": Text("否", "no"), "无": Text("无", "none")}
LISTED_VALUES = 4
YES_OR_NO = "（1为是）"
_REQUIRED = Text("应符合", "required")
_FINDING_VALUES = {"是": Fraction(1), "否": Fraction(0)}

STATES = {
    "met": Text("达到", "met"),
    "failed": Text("未达到", "not met"),
    "open": Text("待查", "unknown"),
    "progress": Text("未到期", "not due"),
    "used": Text("计分", "scored"),
    "shown": Text("参考", "shown"),
}
SIGNS = {"met": "✓", "failed": "✗", "open": "?", "progress": "…", "used": "•", "shown": "·"}

SUPPLIERS = {
    "indicator": Text("驿站补充记录", "the station, by records"),
    "finding": Text("查验人员查验", "the inspector, on site"),
    "count": Text("考核人员查证", "the assessor"),
    "award": Text("考核组评分", "the panel, by an award"),
    "rating": Text("考核组评定", "the panel, by a rating"),
    "decision": Text("考核人员认定", "the assessor, by a decision"),
    "amounts": Text("考核人员认定", "the assessor"),
}
_EVERYBODY = Text("考核单位", "the assessing authority")


def clean(text: str) -> str:
    """`text` on one line and without control and direction marks, which could forge what a reader sees."""
    spaced = " ".join(text.split())
    return "".join(one for one in spaced if unicodedata.category(one) not in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp"))


def number(value: Fraction) -> str:
    """For people: at most three decimals, cut and marked where that is not exact."""
    return shown(value)


def measured(value: Fraction, unit: Text, lang: Language) -> str:
    """A number with its unit; a number that only says yes or no is said so."""
    if unit.zh == YES_OR_NO and value in (0, 1):
        return _SPOKEN["是" if value else "否"].say(lang)
    said = clean(unit.say(lang))
    return f"{number(value)}{' ' if lang == 'en' and said not in ('', '%') else ''}{said}"


def span(low: Fraction, high: Fraction) -> str:
    """One number, or the range between two."""
    return number(low) if low == high else f"{number(low)}–{number(high)}"


def points(item: ItemScore, lang: Language) -> str:
    """Points of an item with the sign of its section, or the ratings still possible."""
    if item.ratings:
        return ("／" if lang == "zh" else " / ").join(item.ratings)
    sign = {"bonus": "+", "deduction": "−"}.get(item.section, "")
    return f"{sign if item.high > 0 else ''}{span(item.low, item.high)}"


def position(item: ItemScore, name: str) -> Fraction | None:
    """The station's value of one input as a number: a finding that holds counts one. None if unknown."""
    line = next((one for one in item.lines if one.name == name), None)
    return numeric(line.value) if line else None


def numeric(value: str | None) -> Fraction | None:
    """The number that a line's value writes, None where it is no number."""
    if value is None or value in _FINDING_VALUES:
        return None if value is None else _FINDING_VALUES[value]
    try:
        return exact(value)
    except Refusal:
        return None


def value_text(line: Line, lang: Language) -> str:
    """The value of an input with its unit; a dash where it is unknown."""
    if line.value is None:
        return "—"
    if line.value in _SPOKEN:
        return _SPOKEN[line.value].say(lang)
    found = numeric(line.value)
    if found is None:
        return clean(line.value)
    return measured(found, line.unit, lang)


def target_text(line: Line, lang: Language) -> str:
    """What is asked of an input; a dash where nothing is."""
    if line.target is None:
        return "—"
    if line.unit.zh == YES_OR_NO:
        return _REQUIRED.say(lang)
    return clean(line.target.say(lang))


def value_summary(item: ItemScore, lang: Language) -> str:
    """The item's value in a few characters: its one number, or how many conditions are met."""
    judged = [one for one in item.lines if one.state in ("met", "failed", "open", "progress") and one.target]
    used = [
        one for one in item.lines if one.kind in ("indicator", "count", "amounts") and one.state in ("used", "open")
    ]
    plain_lines = [one for one in used if one.target is None]
    if judged:
        met = sum(one.state == "met" for one in judged)
        return f"{met}/{len(judged)}{'项' if lang == 'zh' else ''}"
    if len(plain_lines) == 1:
        return value_text(plain_lines[0], lang)
    if plain_lines and len(plain_lines) <= LISTED_VALUES:
        return " / ".join(value_text(one, lang) for one in plain_lines)
    return "—"


def reason(name: str, lang: Language) -> str:
    """Why records were not counted."""
    return REASONS[name].say(lang) if name in REASONS else clean(name)


def rejected(evidence: Evidence, lang: Language) -> str:
    """What was not counted, by reason; empty if everything was."""
    parts = [f"{reason(name, lang)} {count}" for name, count in evidence.rejected if count]
    return ("、" if lang == "zh" else ", ").join(parts)


def supplier(kind: str, lang: Language) -> str:
    """Who can supply an input that is missing."""
    return SUPPLIERS.get(kind, _EVERYBODY).say(lang)


def money_label(name: str, lang: Language) -> str:
    """What a sum of money that is entered is called."""
    return MONEY_LABELS[name].say(lang) if name in MONEY_LABELS else clean(name)


def money(amount: int | None, lang: Language) -> str:
    """A sum as people write it: ``1,234.50元``."""
    if amount is None:
        return "待定" if lang == "zh" else "open"
    return f"{yuan(amount)}元" if lang == "zh" else f"CNY {yuan(amount)}"


def payable(payout: Payout, lang: Language) -> str:
    """What is due for the grade, or why it is not known."""
    if payout.eligible == "yes":
        return money(payout.total, lang)
    if payout.eligible == "no":
        return "0.00元（不符合条件）" if lang == "zh" else "CNY 0.00 (not eligible)"
    total = money(payout.total, lang)
    return f"{total}（条件待查）" if lang == "zh" else f"{total} (eligibility unknown)"


def grades(names: tuple[str, ...], lang: Language, english: Mapping[str, str]) -> str:
    """The grades still possible, best first."""
    said = [name if lang == "zh" else english.get(name, name) for name in names]
    return ("／" if lang == "zh" else " / ").join(said) or "—"


def total(sheet: ScoreSheet, lang: Language) -> str:
    """The total, or its range while items are open; a dash where the standard gives no points."""
    if sheet.mode == "ratings":
        return "—"
    unit = "分" if lang == "zh" else " points"
    return f"{span(sheet.low, sheet.high)}{unit}"


def station(sheet: ScoreSheet) -> str:
    """The station's name, else its number; a dash for a sheet of nobody."""
    return clean(sheet.station_name) or clean(sheet.station) or "—"
