"""Where the least lies: the week, the day or the person that an indicator of a minimum hangs on."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from yizhan.facts.definitions import LeastOnDuty, PerSeeker, PerWeek
from yizhan.facts.sources import Facts
from yizhan.facts.trace import Traced, look, seekers_found, span_open
from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Place:
    """One week, day or person (by pseudonymous key), and how many rows count there."""

    what: Text
    count: int


def least(facts: Facts, period: Period, name: str, station: str) -> tuple[Place, ...]:
    """Every week, working day or person that the minimum is taken over, fewest first; the first count is the minimum.

    Empty for indicators that are no minimum over rows, and where the rows cannot be looked at.
    """
    traced = look(facts, period, name, station)
    if traced is None:
        return ()
    counted = [row for row in traced.rows if row["reason"] is None]
    match traced.indicator.statistic:
        case PerWeek(figure="least", working=working):
            monday = traced.scope.writer.calendar.monday
            per = Counter(row["day"] - timedelta(days=row["day"].weekday()) for row in counted)
            places = [(_week(start), per[start]) for start in _weeks(facts, traced, monday, working=working)]
        case LeastOnDuty():
            days = Counter(row["day"] for row in counted)
            places = [(Text(f"{day}", f"{day}"), days[day]) for day in _days(facts, traced)]
        case PerSeeker(figure="least", seekers=seekers):
            acts = Counter(row["person"] for row in counted)
            people = sorted(seekers_found(facts, traced.scope, seekers))
            places = [(Text(f"人员 {person}", f"person {person}"), acts[person]) for person in people]
        case _:
            return ()
    return tuple(Place(what, count) for what, count in sorted(places, key=lambda place: place[1]))


def _week(start: date) -> Text:
    return Text(f"{start}起的一周", f"week from {start}")


def _weeks(facts: Facts, traced: Traced, monday: date, *, working: bool) -> list[date]:
    calendar = traced.scope.writer.calendar
    starts = [
        monday + timedelta(weeks=number)
        for number in calendar.weeks
        if not (working and number in calendar.workless_weeks)
    ]
    opened, closed = _span(facts, traced)
    return [start for start in starts if opened <= start and start + timedelta(days=6) <= closed]


def _days(facts: Facts, traced: Traced) -> list[date]:
    opened, closed = _span(facts, traced)
    return [day for day in traced.scope.writer.calendar.working if opened <= day <= closed]


def _span(facts: Facts, traced: Traced) -> tuple[date, date]:
    """The first and last day open; an empty span where the profile does not say."""
    span = span_open(facts, traced.scope)
    if not span:
        return date.max, date.min
    return span["opened"], span["closed"] or date.max
