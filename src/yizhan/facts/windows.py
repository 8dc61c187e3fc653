"""The windows of time over which indicators look, seen from the period that is assessed."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text


class Window(Enum):
    """Which days an indicator looks at. The value is the label in both languages."""

    PERIOD = Text("考核期间", "the period")
    MONTH = Text("期末所在月份", "the last calendar month, up to the period's end")
    HALF_YEAR = Text("期末所在半年累计", "the half-year up to the period's end")
    YEAR = Text("期末所在年度累计", "the calendar year up to the period's end")
    TWO_YEARS = Text("期末前24个月", "the 24 months before the period's end")
    END = Text("截至期末", "everything up to the period's end")


@dataclass(frozen=True, slots=True)
class Days:
    """A span of days, both ends included; `start` is None where the span has no beginning."""

    start: date | None
    end: date


def days_of(window: Window, period: Period) -> Days:
    """The days of the window for this period."""
    if window is Window.END:
        return Days(None, period.end)
    span = _SPANS[window](period)
    return Days(span.start, span.end)


_SPANS: dict[Window, Callable[[Period], Period]] = {
    Window.PERIOD: lambda period: period,
    Window.MONTH: Period.last_month,
    Window.HALF_YEAR: Period.half_year_to_date,
    Window.YEAR: Period.year_to_date,
    Window.TWO_YEARS: lambda period: period.looking_back(24),
}


def hull(spans: list[Days]) -> Days:
    """The smallest span that covers all of them."""
    starts = [span.start for span in spans]
    return Days(None if None in starts else min(s for s in starts if s is not None), max(span.end for span in spans))
