"""Periods of assessment: calendar months, ISO weeks, half-years, looking back. Ends are inclusive dates."""

import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.kernel.errors import Refusal

Match = re.Match[str]
_SHAPES: tuple[tuple[re.Pattern[str], Callable[[Match], tuple[date, date]]], ...] = (
    (re.compile(r"(\d{4})", re.ASCII), lambda m: (date(int(m[1]), 1, 1), date(int(m[1]), 12, 31))),
    (re.compile(r"(\d{4})-?H([12])", re.ASCII), lambda m: _half(int(m[1]), int(m[2]))),
    (re.compile(r"(\d{4})-(\d{2})", re.ASCII), lambda m: _month(int(m[1]), int(m[2]))),
    (
        re.compile(r"(\d{4}-\d{2}-\d{2})\.\.(\d{4}-\d{2}-\d{2})", re.ASCII),
        lambda m: (date.fromisoformat(m[1]), date.fromisoformat(m[2])),
    ),
)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """The days from `start` to `end`, both included."""

    start: date
    end: date

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise Refusal(
                f"期间的结束日 {self.end} 早于开始日 {self.start}",
                f"period ends {self.end} before it starts {self.start}",
            )
        if not (2000 <= self.start.year and self.end.year <= 2100):
            raise Refusal(f"期间 {self} 超出 2000 至 2100 年", f"period {self} lies outside 2000 to 2100")

    @classmethod
    def parse(cls, text: str) -> "Period":
        """Reads ``2024``, ``2024H1``, ``2024-03`` or ``2024-01-01..2024-12-31``."""
        for shape, build in _SHAPES:
            if match := shape.fullmatch(text):
                try:
                    return cls(*build(match))
                except (ValueError, OverflowError):
                    break
        raise Refusal(
            f"看不懂期间「{text}」，请写成 2024、2024H1、2024-03 或 2024-01-01..2024-12-31",
            f"cannot read period {text!r}; write 2024, 2024H1, 2024-03 or 2024-01-01..2024-12-31",
        )

    def __str__(self) -> str:
        return f"{self.start}..{self.end}"

    def __contains__(self, day: date) -> bool:
        return self.start <= day <= self.end

    def days(self) -> Iterator[date]:
        """Every day, in order."""
        for offset in range((self.end - self.start).days + 1):
            yield self.start + timedelta(days=offset)

    def months(self) -> tuple["Period", ...]:
        """The calendar months that the period touches, each cut to the period."""
        found = []
        year, month = self.start.year, self.start.month
        while (year, month) <= (self.end.year, self.end.month):
            first, last = _month(year, month)
            found.append(Period(max(first, self.start), min(last, self.end)))
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        return tuple(found)

    def full_iso_weeks(self) -> tuple["Period", ...]:
        """The Monday-to-Sunday weeks that lie wholly inside."""
        monday = self.start + timedelta(days=-self.start.weekday() % 7)
        weeks = []
        while monday + timedelta(days=6) <= self.end:
            weeks.append(Period(monday, monday + timedelta(days=6)))
            monday += timedelta(days=7)
        return tuple(weeks)

    def last_month(self) -> "Period":
        """The calendar month of the period's end, up to that end."""
        return Period(self.end.replace(day=1), self.end)

    def half_year_to_date(self) -> "Period":
        """From 1 January or 1 July before the period's end, up to that end."""
        return Period(date(self.end.year, 1 if self.end.month <= 6 else 7, 1), self.end)

    def year_to_date(self) -> "Period":
        """From 1 January of the year of the period's end, up to that end."""
        return Period(date(self.end.year, 1, 1), self.end)

    def looking_back(self, months: int) -> "Period":
        """The `months` calendar months that end with the period's end (近2年: 24)."""
        return Period(add_months(self.end + timedelta(days=1), -months), self.end)


def add_months(day: date, months: int) -> date:
    """The same day of the month `months` later; the month's last day where it has no such day (Civil Code 202)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = _month(year, month + 1)[1].day
    return date(year, month + 1, min(day.day, last))


def whole_months(start: date, end: date) -> int:
    """Whole calendar months elapsed from `start` to `end`; six months are full on the same day of the sixth month."""
    months = (end.year - start.year) * 12 + end.month - start.month
    return months if add_months(start, months) <= end else months - 1


def _month(year: int, month: int) -> tuple[date, date]:
    return date(year, month, 1), date(year, month, monthrange(year, month)[1])


def _half(year: int, half: int) -> tuple[date, date]:
    return (date(year, 1, 1), date(year, 6, 30)) if half == 1 else (date(year, 7, 1), date(year, 12, 31))
