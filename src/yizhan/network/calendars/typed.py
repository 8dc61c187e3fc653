"""A year's notice as it is typed: one day a line."""

from datetime import date

from yizhan.kernel.errors import Refusal
from yizhan.network.calendars.days import Special
from yizhan.network.calendars.states import DayKind

_WORDS = {"放假": DayKind.HOLIDAY, "上班": DayKind.WORKING, "调休上班": DayKind.WORKING}
_LONGEST = 366


def special_days(text: str) -> list[Special]:
    """The days of lines such as `2027-01-01 放假 元旦`; empty lines are passed over. Refusal that names the line."""
    lines = [(number, line.split()) for number, line in enumerate(text.splitlines(), start=1) if line.strip()]
    if len(lines) > _LONGEST:
        raise Refusal("行数过多，一年最多366天", "a year has at most 366 days", field="days")
    return [_special(number, words) for number, words in lines]


def _special(number: int, words: list[str]) -> Special:
    try:
        day, kind, name = words
        return Special(date.fromisoformat(day), _WORDS[kind], name)
    except (ValueError, KeyError) as error:
        raise Refusal(
            f"第{number}行看不懂，应写成：2027-01-01 放假 元旦", f"line {number} cannot be read", field="days"
        ) from error
