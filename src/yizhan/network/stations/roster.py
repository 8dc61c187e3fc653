"""Making a roster from a weekly pattern, and finding what it leaves open. Pure: days, spans and ids in, the same out."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from yizhan.kernel.clock import SHANGHAI
from yizhan.network.calendars.states import DayKind
from yizhan.network.stations.hours import END_OF_DAY, Span, without
from yizhan.network.stations.norms import DutyRule
from yizhan.network.stations.states import HolidayRule, Weekday

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class Turn:
    """One line of the weekly pattern: who is on duty on this day of the week, from when to when."""

    weekday: Weekday
    person: UUID
    span: Span


@dataclass(frozen=True, slots=True)
class Gap:
    """A stretch of opening hours without anybody on duty."""

    day: date
    span: Span


@dataclass(frozen=True, slots=True)
class ShortDay:
    """A statutory working day on which fewer than the city's number are on the roster, with the clause."""

    day: date
    on_duty: int
    needed: int
    head: bool
    clause: str
    words: str


def turns_on(day: date, pattern: Iterable[Turn], *, rule: HolidayRule, departure: DayKind | None) -> tuple[Turn, ...]:
    """Who is on duty on a day. None on a holiday of a station that keeps them; a worked weekend day without turns has Monday's."""
    turns = tuple(pattern)
    own = tuple(turn for turn in turns if turn.weekday == day.weekday())
    if rule is HolidayRule.ALWAYS or departure is None:
        return own
    if departure is DayKind.HOLIDAY:
        return ()
    return own or tuple(turn for turn in turns if turn.weekday is Weekday.MONDAY)


def instants(day: date, span: Span) -> tuple[datetime, datetime]:
    """Beginning and end of a span on a day in China. The end of the day is midnight."""
    midnight = datetime.combine(day, time.min, tzinfo=SHANGHAI)
    return midnight + timedelta(minutes=span.opens), midnight + timedelta(minutes=span.closes)


def span_of(begins: datetime, ends: datetime) -> Span:
    """The span of two instants within one day in China."""
    start, stop = begins.astimezone(SHANGHAI), ends.astimezone(SHANGHAI)
    closes = END_OF_DAY if stop.date() > start.date() else stop.hour * 60 + stop.minute
    return Span(start.hour * 60 + start.minute, closes)


def gaps(opening: Mapping[date, Sequence[Span]], duty: Mapping[date, Sequence[Span]]) -> list[Gap]:
    """Opening hours that no shift covers, in order."""
    return [Gap(day, span) for day in sorted(opening) for span in without(opening[day], duty.get(day, ()))]


def short_days(
    working: Sequence[date],
    present: Mapping[date, Mapping[UUID, bool]],
    heads: Mapping[date, UUID | None],
    rule: DutyRule | None,
) -> list[ShortDay]:
    """Working days with too few on the roster. `present` maps day → person → full-time; `heads` says who is head that day.

    海口1 asks two full-time persons on working days, one of them appointed head; the head need not be present every day.
    """
    if rule is None:
        return []
    found = []
    for day in working:
        people = present.get(day, {})
        counted = sum(full_time or not rule.full_time for full_time in people.values())
        head = heads.get(day) is not None
        if counted < rule.persons or not head:
            found.append(ShortDay(day, counted, rule.persons, head, rule.clause, rule.words))
    return found


def departure_of(day: date, departures: Mapping[date, str]) -> DayKind | None:
    """The kind of a day that departs from the week."""
    kind = departures.get(day)
    return None if kind is None else DayKind(kind)


def is_working(day: date, departure: DayKind | None) -> bool:
    """Whether it is a statutory working day."""
    return departure is DayKind.WORKING if departure is not None else day.weekday() < _SATURDAY
