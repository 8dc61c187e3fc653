"""Reading the roster: shifts, and opening hours that nobody covers."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.scope import within
from yizhan.kernel.periods import Period
from yizhan.network.calendars.queries import departures
from yizhan.network.stations.hours import Span, hours_on
from yizhan.network.stations.models import DutyShift, StaffPost, Station
from yizhan.network.stations.norms import DutyRule, norm_of
from yizhan.network.stations.roster import Gap, ShortDay, departure_of, gaps, is_working, short_days, span_of
from yizhan.network.stations.states import HolidayRule, StationKind
from yizhan.network.stations.weeks import week_of


@dataclass(frozen=True, slots=True)
class RosterDay:
    """One day of a roster: when it is open, who is on duty, which opening hours nobody covers, and whether too few are there."""

    day: date
    working: bool
    opening: tuple[Span, ...]
    shifts: tuple[DutyShift, ...]
    gaps: tuple[Span, ...]
    short: ShortDay | None


def staff_posts(actor: Actor, station: Station, *, on: date) -> "QuerySet[StaffPost]":
    """Who works at a station of the actor's area on a day: the head first, then by name."""
    found = StaffPost.objects.filter(
        within(actor, "station__organisation"),
        Q(until__isnull=True) | Q(until__gt=on),
        since__lte=on,
        station=station,
    )
    return found.select_related("person").order_by("-head", "person__name", "id")


def posts(actor: Actor, *, on: date) -> "QuerySet[StaffPost]":
    """The posts in the actor's area that are not over on a day, those to come too."""
    found = StaffPost.objects.filter(within(actor, "station__organisation"), Q(until__isnull=True) | Q(until__gt=on))
    return found.select_related("person", "station__organisation").order_by("since", "id")


def shift_rows(actor: Actor) -> "QuerySet[DutyShift]":
    """Every shift in the actor's area, for the page of one."""
    found = DutyShift.objects.filter(within(actor, "station__organisation"))
    return found.select_related("person", "station__organisation").order_by("begins", "id")


def shifts(actor: Actor, station: Station, period: Period) -> "QuerySet[DutyShift]":
    """The shifts of a station of the actor's area, in order of time."""
    found = DutyShift.objects.filter(
        within(actor, "station__organisation"), station=station, day__gte=period.start, day__lte=period.end
    )
    return found.select_related("person").order_by("begins", "person__name")


def month_roster(actor: Actor, station: Station, period: Period) -> list[RosterDay]:
    """Every day of the period. Raises CalendarNotPublished where the statutory calendar is needed and not there.

    The same number of queries for one shift and for a month of them.
    """
    held = list(shifts(actor, station, period))
    departing = {day: special.kind for day, special in departures(period).items()}
    week, rule = week_of(station), HolidayRule(station.holiday_rule)
    closed = set(station.closed_days.filter(day__gte=period.start, day__lte=period.end).values_list("day", flat=True))
    opening = {
        day: hours_on(day, week=week, rule=rule, departure=departure_of(day, departing), closed=day in closed)
        for day in period.days()
    }
    working = [day for day in period.days() if is_working(day, departure_of(day, departing)) and day not in closed]
    by_day = {day: tuple(shift for shift in held if shift.day == day) for day in period.days()}
    open_gaps = gaps(opening, {day: _spans(found) for day, found in by_day.items()})
    short = {found.day: found for found in _short(station, period, working, held)}
    return [
        RosterDay(
            day,
            day in working,
            opening[day],
            by_day[day],
            tuple(gap.span for gap in open_gaps if gap.day == day),
            short.get(day),
        )
        for day in period.days()
    ]


def roster_gaps(actor: Actor, station: Station, period: Period) -> list[Gap]:
    """Opening hours without anybody on duty, in order. Raises CalendarNotPublished as month_roster does."""
    return [Gap(day.day, span) for day in month_roster(actor, station, period) for span in day.gaps]


def _short(station: Station, period: Period, working: Sequence[date], held: Sequence[DutyShift]) -> list[ShortDay]:
    rule = _duty_rule(station)
    if rule is None:
        return []
    posts = list(station.staff_posts.filter(Q(until__isnull=True) | Q(until__gt=period.start), since__lte=period.end))
    present: dict[date, dict[UUID, bool]] = {}
    for shift in held:
        here = [post for post in posts if post.person_id == shift.person_id and _covers(post, shift.day)]
        present.setdefault(shift.day, {})[shift.person_id] = any(post.full_time for post in here)
    heads = {day: next((post.person_id for post in posts if post.head and _covers(post, day)), None) for day in working}
    return short_days(working, present, heads, rule)


def _duty_rule(station: Station) -> DutyRule | None:
    norm = norm_of(station.organisation.region)
    if norm is None or norm.duty is None or StationKind(station.kind) not in norm.duty.kinds:
        return None
    return norm.duty


def _covers(post: StaffPost, day: date) -> bool:
    return post.since <= day and (post.until is None or day < post.until)


def _spans(found: Sequence[DutyShift]) -> list[Span]:
    return [span_of(shift.begins, shift.ends) for shift in found]
