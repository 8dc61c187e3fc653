"""When stations were open, for all stations at once. Days are counted from 1 January 1970; the closing day is still
open."""

import calendar
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import numpy.typing as npt

from yizhan.kernel.periods import Period

Numbers = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]
EPOCH = date(1970, 1, 1)


def ordinal(day: date) -> int:
    """Days since 1 January 1970."""
    return (day - EPOCH).days


@dataclass(frozen=True, slots=True)
class Openness:
    """First and last day open of every station, cut to the period; `first` > `last` where it was never open in it."""

    period: Period
    known: Flags
    first: Numbers
    last: Numbers

    @classmethod
    def of(cls, period: Period, known: Flags, opened: Numbers, closed: Numbers, has_closed: Flags) -> "Openness":
        """From the days of opening and closing; where `known` is false, nothing is said of the station."""
        end = ordinal(period.end)
        first = np.maximum(opened, ordinal(period.start))
        last = np.where(has_closed, np.minimum(closed, end), end)
        never = ~known | (opened > end) | (has_closed & (closed < opened))
        return cls(period, known, first, np.where(never, first - 1, last))

    def any_day(self) -> Flags:
        """Whether the station was open on any day of the period."""
        return self.first <= self.last

    def months(self) -> Numbers:
        """The calendar months of the period in which the station was open at least one day."""
        return self._touching([(month.start, month.end) for month in self.period.months()])

    def days(self, days: Sequence[date]) -> Numbers:
        """How many of the days, given in order, the station was open."""
        ordinals = np.array([ordinal(day) for day in days], dtype=np.int64)
        upto = np.searchsorted(ordinals, self.last, side="right") - np.searchsorted(ordinals, self.first, side="left")
        return np.asarray(np.maximum(upto, 0), dtype=np.int64)

    def whole_weeks(self, mondays: Sequence[date]) -> Numbers:
        """How many of the weeks, given by their Mondays, the station was open from Monday to Sunday."""
        count = np.zeros(len(self.first), dtype=np.int64)
        for monday in mondays:
            start = ordinal(monday)
            count += (self.first <= start) & (self.last >= start + 6)
        return count

    def _touching(self, spans: Sequence[tuple[date, date]]) -> Numbers:
        count = np.zeros(len(self.first), dtype=np.int64)
        for start, end in spans:
            count += self.any_day() & (self.first <= ordinal(end)) & (self.last >= ordinal(start))
        return count


def whole_months_since(days: Numbers, end: date) -> Numbers:
    """Whole calendar months from each day to `end`, as `periods.whole_months` counts them."""
    stamps = days.astype("datetime64[D]")
    months = stamps.astype("datetime64[M]")
    elapsed = (end.year - 1970) * 12 + end.month - 1 - months.astype(np.int64)
    day_of_month = (stamps - months.astype("datetime64[D]")).astype(np.int64) + 1
    last_of_end_month = calendar.monthrange(end.year, end.month)[1]
    complete = np.minimum(day_of_month, last_of_end_month) <= end.day
    return np.asarray(elapsed - (~complete).astype(np.int64), dtype=np.int64)
