"""Reading the calendar. It is public and the same for everybody."""

from collections.abc import Sequence
from datetime import date

from django.db.models import QuerySet

from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.calendars.models import CalendarYear, SpecialDay
from yizhan.network.calendars.states import DayKind, YearState

_SATURDAY = 5


def state_of(year: int) -> YearState:
    """What is known of a year; a year without a row is not published."""
    found = CalendarYear.objects.filter(year=year).values_list("state", flat=True).first()
    return YearState.NOT_PUBLISHED if found is None else YearState(found)


def years() -> "QuerySet[CalendarYear]":
    """All years that have a row, latest first."""
    return CalendarYear.objects.order_by("-year")


def special_days(year: int) -> "QuerySet[SpecialDay]":
    """The days of a year that depart from the week, in order."""
    return SpecialDay.objects.filter(year__year=year).order_by("day")


def is_working_day(day: date) -> bool:
    """Whether it is a statutory working day; a weekend day that is worked instead is one. Raises CalendarNotPublished."""
    return bool(working_days(Period(day, day)))


def working_days(period: Period) -> Sequence[date]:
    """The statutory working days of the period, in order; two queries however long. Raises CalendarNotPublished."""
    departing = departures(period)
    return [day for day in period.days() if _works(day, departing.get(day))]


def departures(period: Period) -> dict[date, SpecialDay]:
    """The days of the period that depart from the week. Raises CalendarNotPublished if any of its years is not."""
    wanted = range(period.start.year, period.end.year + 1)
    known = CalendarYear.objects.filter(year__in=wanted).exclude(state=YearState.NOT_PUBLISHED)
    if missing := sorted(set(wanted) - set(known.values_list("year", flat=True))):
        raise CalendarNotPublished(missing[0])
    found = SpecialDay.objects.filter(day__gte=period.start, day__lte=period.end)
    return {special.day: special for special in found}


def _works(day: date, special: SpecialDay | None) -> bool:
    return special.kind == DayKind.WORKING if special is not None else day.weekday() < _SATURDAY
