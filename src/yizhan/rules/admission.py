"""Values at the door of the engine: named, typed and within bounds, or one message that says what to mend."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from typing import Any

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, shown
from yizhan.rules.values import Input, Value, Values

_TRUE = ("是", "true", "yes", "合格", "符合")
_FALSE = ("否", "false", "no", "不合格", "不符合")


def admit(given: Mapping[str, Any], inputs: Iterable[Input]) -> Values:
    """`given` as exact values of `inputs`. A value of None means unknown and is left out. Refuses unknown names, wrong
    types, negative numbers, fractions of a whole count, awards over the maximum, amounts under the minimum."""
    known = {one.name: one for one in inputs}
    admitted: dict[str, Value] = {}
    for name, value in given.items():
        if name not in known:
            raise Refusal(f"本方案用不到「{name}」，请核对名称", f"the scheme reads no {name!r}")
        if value is not None:
            admitted[name] = admit_one(known[name], value)
    return admitted


def admit_one(one: Input, value: Any) -> Value:
    """One value of one input."""
    if one.kind == "finding":
        return _finding(one, value)
    if one.kind == "rating" or (one.kind == "decision" and one.choices):
        if value not in one.choices:
            raise _refuse(one, f"应是{'、'.join(one.choices)}之一", f"must be one of {', '.join(one.choices)}")
        return str(value)
    if one.kind == "amounts":
        listed = value if isinstance(value, list | tuple) else [value]
        amounts = tuple(_number(one, each) for each in listed)
        if one.limit is not None and any(each < one.limit for each in amounts):
            raise _refuse(one, f"每次不得少于{shown(one.limit)}分", f"each must be at least {shown(one.limit)}")
        return amounts
    number = _number(one, value)
    if one.whole and number.denominator != 1:
        raise _refuse(one, "应是整数", "must be a whole number")
    if one.unit.zh == "%" and number > 100:
        raise _refuse(one, "是百分比，不能超过100", "is a percentage and must not exceed 100")
    if one.kind == "award" and one.limit is not None and number > one.limit:
        raise _refuse(one, f"不得超过本项分值{shown(one.limit)}", f"must not exceed {shown(one.limit)}")
    return number


def _finding(one: Input, value: Any) -> bool:
    if isinstance(value, bool):
        return value
    word = str(value).strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise _refuse(one, "应填“是”或“否”", "must be yes or no")


def _number(one: Input, value: Any) -> Fraction:
    try:
        number = exact(value.strip() if isinstance(value, str) else value)
    except Refusal as refusal:
        raise _refuse(one, refusal.text.zh, refusal.text.en) from refusal
    if number < 0:
        raise _refuse(one, "不能小于0", "must not be negative")
    return number


def _refuse(one: Input, zh: str, en: str) -> Refusal:
    return Refusal(f"「{one.label.zh}」（{one.name}）{zh}", f"{one.label.en} ({one.name}): {en}")
