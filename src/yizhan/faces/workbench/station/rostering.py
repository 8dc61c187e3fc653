"""A month of duty as its page shows it, also where the holiday notice of the year is not there."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from yizhan.floor.accounts.actors import Actor
from yizhan.kernel.periods import Period, add_months
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.stations import queries
from yizhan.network.stations.hours import said
from yizhan.network.stations.models import DutyShift, Station
from yizhan.network.stations.policy import sealed
from yizhan.network.stations.queries import RosterDay
from yizhan.network.stations.roster import span_of
from yizhan.network.stations.states import Weekday


@dataclass(frozen=True, slots=True)
class Turn:
    """A shift on the page: who, when, and the row itself."""

    shift: DutyShift
    name: str
    time: str


@dataclass(frozen=True, slots=True)
class Day:
    """A day on the page. `opening` is None where the calendar does not say; `gaps` and `short` are what is wrong, in words."""

    day: date
    weekday: str
    working: bool
    today: bool
    past: bool
    opening: str | None
    turns: tuple[Turn, ...]
    gaps: str
    short: str

    @property
    def starts(self) -> int:
        """The column of the day in a week that begins on Monday, from 1."""
        return self.day.weekday() + 1


@dataclass(frozen=True, slots=True)
class Month:
    """`unpublished` is the sentence of the calendar where its year is not there; then no gaps are known."""

    first: date
    days: tuple[Day, ...]
    unpublished: str
    is_sealed: bool
    previous: date
    following: date

    @property
    def gaps(self) -> int:
        """On how many days something is open."""
        return sum(bool(day.gaps or day.short) for day in self.days)

    @property
    def turns(self) -> int:
        """How many shifts there are."""
        return sum(len(day.turns) for day in self.days)


def month_of(actor: Actor, station: Station, first: date, *, today: date) -> Month:
    """The month that begins on `first`."""
    period = period_of(first)
    unpublished = ""
    try:
        days = [_known(one, today) for one in queries.month_roster(actor, station, period)]
    except CalendarNotPublished as refusal:
        unpublished = refusal.say()
        days = _unknown(list(queries.shifts(actor, station, period)), period, today)
    return Month(first, tuple(days), unpublished, sealed(first, today), add_months(first, -1), add_months(first, 1))


def period_of(first: date) -> Period:
    """The month that begins on `first`."""
    return Period.parse(f"{first:%Y-%m}")


def _known(found: RosterDay, today: date) -> Day:
    short = "" if found.short is None else f"在岗{found.short.on_duty}人，应有{found.short.needed}人"
    if found.short is not None and not found.short.head:
        short += "；未设站长"
    return Day(
        found.day,
        _weekday(found.day),
        found.working,
        found.day == today,
        found.day < today,
        said(found.opening) if found.opening else "",
        tuple(map(_turn, found.shifts)),
        said(found.gaps) if found.gaps else "",
        short,
    )


def _unknown(shifts: Sequence[DutyShift], period: Period, today: date) -> list[Day]:
    return [
        Day(
            day,
            _weekday(day),
            False,
            day == today,
            day < today,
            None,
            tuple(_turn(shift) for shift in shifts if shift.day == day),
            "",
            "",
        )
        for day in period.days()
    ]


def _turn(shift: DutyShift) -> Turn:
    return Turn(shift, shift.person.name, str(span_of(shift.begins, shift.ends)))


def _weekday(day: date) -> str:
    label: Any = Weekday(day.weekday()).label
    return str(label)
