"""Opening hours: as typed, on a given day, and at a given minute. Pure.

A span is minutes after midnight, the first included, the last not; 1440 is the end of the day. No span crosses midnight.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from yizhan.kernel.errors import Refusal
from yizhan.network.calendars.states import DayKind
from yizhan.network.stations.states import HolidayRule, Weekday

_FULL_WIDTH = str.maketrans("０１２３４５６７８９：－～—–；，、", "0123456789:----,,,")
_SPAN = re.compile(r"([0-9]{1,2}):([0-9]{2})-([0-9]{1,2}):([0-9]{2})")
_CLOSED = ("", "休息", "不开放", "无")
_MOST = 6
END_OF_DAY = 24 * 60


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """From one minute of a day until before another. Refuses what ends before it begins or crosses midnight."""

    opens: int
    closes: int

    def __post_init__(self) -> None:
        if not (0 <= self.opens < END_OF_DAY and 0 < self.closes <= END_OF_DAY):
            raise Refusal("时间应在00:00至24:00之间", "a time is from 00:00 to 24:00")
        if self.closes <= self.opens:
            raise Refusal(
                f"{clock(self.opens)}至{clock(self.closes)}：结束须晚于开始；跨过零点的请分写在两天",
                "the end must be after the beginning; split what crosses midnight over two days",
            )

    def __str__(self) -> str:
        return f"{clock(self.opens)}-{clock(self.closes)}"


Week = Mapping[Weekday, Sequence[Span]]


def clock(minute: int) -> str:
    """08:30"""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def spans(text: str, *, field: str = "") -> tuple[Span, ...]:
    """The spans of a day as typed: 08:30-12:00, 14:30-17:30. Empty or 休息 is none. Refusal for overlaps and for what cannot be read."""
    plain = re.sub(r"\s", "", text.translate(_FULL_WIDTH)).replace("至", "-").replace("到", "-")
    if plain in _CLOSED:
        return ()
    parts = plain.split(",")
    if len(parts) > _MOST:
        raise Refusal(f"一天最多填写{_MOST}段时间", f"a day has at most {_MOST} spans", field=field)
    try:
        return checked_day([_span(part) for part in parts])
    except Refusal as refused:
        raise Refusal(refused.text.zh, refused.text.en, field=field) from refused


def checked_day(given: Sequence[Span]) -> tuple[Span, ...]:
    """The spans in order, or a Refusal where two overlap."""
    ordered = tuple(sorted(given))
    for first, second in zip(ordered, ordered[1:], strict=False):
        if second.opens < first.closes:
            raise Refusal(f"{first}与{second}重叠", f"{first} and {second} overlap")
    return ordered


def hours_on(
    day: date, *, week: Week, rule: HolidayRule, departure: DayKind | None, closed: bool = False
) -> tuple[Span, ...]:
    """When it is open on a day. `departure` is what the statutory calendar says of the day, None for an ordinary one.

    A weekend day that is worked has the hours of that weekday or, where there are none, Monday's.
    """
    own = tuple(week.get(Weekday(day.weekday()), ()))
    if closed:
        return ()
    if rule is HolidayRule.ALWAYS or departure is None:
        return own
    if departure is DayKind.HOLIDAY:
        return ()
    return own or tuple(week.get(Weekday.MONDAY, ()))


def without(open_spans: Sequence[Span], covered: Sequence[Span]) -> tuple[Span, ...]:
    """What is left of the open spans where nothing covers them, in order."""
    left = []
    for span in sorted(open_spans):
        at = span.opens
        for cover in sorted(covered):
            if cover.closes <= at or cover.opens >= span.closes:
                continue
            if cover.opens > at:
                left.append(Span(at, cover.opens))
            at = max(at, cover.closes)
        if at < span.closes:
            left.append(Span(at, span.closes))
    return tuple(left)


def said(open_spans: Sequence[Span]) -> str:
    """08:30-12:00，14:30-17:30; 休息 where there are none."""
    return "，".join(map(str, open_spans)) or "休息"


def _span(part: str) -> Span:
    found = _SPAN.fullmatch(part)
    if found is None or int(found[2]) > 59 or int(found[4]) > 59:
        raise Refusal(
            "看不懂开放时间，请写成 08:30-12:00,14:30-17:30", "write opening hours as 08:30-12:00,14:30-17:30"
        )
    return Span(int(found[1]) * 60 + int(found[2]), int(found[3]) * 60 + int(found[4]))
