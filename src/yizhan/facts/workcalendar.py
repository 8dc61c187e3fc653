"""The statutory working days and the full weeks of a period, prepared once for all stations."""

from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text
from yizhan.kernel.workdays import CalendarNotPublished, working_days


@dataclass(frozen=True, slots=True)
class WorkCalendar:
    """Weeks are numbered from the one in which the period starts, which begins on `monday` and is number 0.

    `weeks` are the numbers of the full weeks, `workless_weeks` those of them without a working day. `unpublished`
    says that the statutory calendar of the period is not known; then the working days are empty and must not be used.
    """

    monday: date
    weeks: range
    working: tuple[date, ...]
    workless_weeks: tuple[int, ...]
    weekday_holidays: tuple[date, ...]
    weekend_workdays: tuple[date, ...]
    unpublished: Text | None


def work_calendar(period: Period, *, statutory: bool = True) -> WorkCalendar:
    """The calendar of the period; `statutory=False` leaves the statutory calendar out (nothing asks for it)."""
    monday = period.start - timedelta(days=period.start.weekday())
    full = period.full_iso_weeks()
    first = 0 if monday == period.start else 1
    weeks = range(first, first + len(full))
    unpublished = None
    working: tuple[date, ...] = ()
    if statutory:
        try:
            working = tuple(working_days(period))
        except CalendarNotPublished as refusal:
            unpublished = refusal.text
    worked = frozenset(working)
    known = statutory and unpublished is None
    return WorkCalendar(
        monday=monday,
        weeks=weeks,
        working=working,
        workless_weeks=tuple(
            n for n, week in zip(weeks, full, strict=True) if known and worked.isdisjoint(week.days())
        ),
        weekday_holidays=tuple(d for d in period.days() if known and d.weekday() < 5 and d not in worked),
        weekend_workdays=tuple(d for d in working if d.weekday() >= 5),
        unpublished=unpublished,
    )
