"""When things happen: the weight of every day of the simulated span, and draws of days by that weight."""

from dataclasses import dataclass
from datetime import date, timedelta

import chinese_calendar
import numpy as np
import numpy.typing as npt

from yizhan.kernel.periods import Period, add_months
from yizhan.kernel.workdays import CalendarNotPublished, is_working_day

Ints = npt.NDArray[np.int64]
Floats = npt.NDArray[np.float64]
Flags = npt.NDArray[np.bool_]

EPOCH = date(1970, 1, 1)
GENERAL, GRADUATES, OFFICE = 0, 1, 2
"""Whose rhythm: everybody's; graduates', who come in summer; the office's own, which knows working days only."""

_MONTHS = (0.80, 0.90, 1.10, 1.05, 1.00, 1.05, 1.05, 0.92, 1.22, 1.20, 0.85, 0.62)
_GRADUATE_MONTHS = (0.4, 0.4, 0.9, 0.9, 1.2, 3.4, 3.0, 1.3, 0.8, 0.7, 0.5, 0.3)
_WEEKDAYS = (1.25, 1.10, 1.05, 1.05, 1.10, 0.50, 0.30)


@dataclass(frozen=True, slots=True)
class Season:
    """The span in days since 1970 (`start`, `days`) and, per rhythm, the weight before each day (a year weighs 1)."""

    start: int
    days: int
    year_from: int
    passed: Floats
    working: Flags

    def mass(self, first: Ints, last: Ints, rhythm: int = GENERAL) -> Floats:
        """The weight of the days `first` to `last`, both included, counted from the span's start."""
        passed: Floats = self.passed[rhythm]
        return np.asarray(passed[last + 1] - passed[first], dtype=np.float64)

    def draw(self, rng: np.random.Generator, first: Ints, last: Ints, rhythm: int = GENERAL) -> Ints:
        """One day for each pair of bounds, likelier where the season is busy."""
        passed: Floats = self.passed[rhythm]
        level = passed[first] + rng.random(len(first)) * (passed[last + 1] - passed[first])
        return np.clip(np.searchsorted(passed, level, side="right") - 1, first, last).astype(np.int64)


def season_of(year: int, lead_months: int) -> Season:
    """The span of `year` with the months before it. Raises CalendarNotPublished for years without a holiday notice."""
    new_year = date(year, 1, 1)
    days = list(Period(add_months(new_year, -lead_months), date(year, 12, 31)).days())
    working = np.array([is_working_day(day) for day in days])
    festivals = {each: _spring_festival(each) for each in range(days[0].year, year + 1)}
    general = np.array([_weight(day, festivals[day.year], _MONTHS) for day in days])
    graduates = np.array([_weight(day, festivals[day.year], _GRADUATE_MONTHS) for day in days])
    weekday = np.array([day.weekday() for day in days])
    rhythm_of_week = np.array(_WEEKDAYS)[weekday]
    rhythm_of_week = np.where(working, np.maximum(rhythm_of_week, 1.0), np.minimum(rhythm_of_week, 0.5))
    weights = np.stack([general * rhythm_of_week, graduates * rhythm_of_week, np.where(working, 1.0, 0.0)])
    year_from = (new_year - days[0]).days
    weights /= weights[:, year_from:].sum(axis=1, keepdims=True)
    passed = np.concatenate([np.zeros((3, 1)), np.cumsum(weights, axis=1)], axis=1)
    return Season((days[0] - EPOCH).days, len(days), year_from, passed, working)


def _weight(day: date, festival: date, months: tuple[float, ...]) -> float:
    """Quiet at the spring festival, a peak in the weeks after it when people come back to work."""
    after = (day - festival).days
    if -7 <= after <= 6:
        return 0.25 * months[day.month - 1]
    return months[day.month - 1] * (1.0 + 1.1 * max(0.0, 1.0 - abs(after - 24) / 26.0))


def _spring_festival(year: int) -> date:
    day = date(year, 1, 15)
    try:
        while chinese_calendar.get_holiday_detail(day)[1] != "Spring Festival":
            day += timedelta(days=1)
    except NotImplementedError as error:
        raise CalendarNotPublished(year) from error
    return day
