"""The duty roster: one shift, a month from a weekly pattern, last week again. Past months are sealed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db import transaction
from django.db.models import Q

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope, within
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.network.calendars.queries import departures
from yizhan.network.stations.hours import Span
from yizhan.network.stations.locking import locked
from yizhan.network.stations.models import DutyShift, StaffPost, Station
from yizhan.network.stations.policy import require_editor, require_not_closed, require_unsealed_or_reason, sealed
from yizhan.network.stations.roster import Turn, departure_of, instants, span_of, turns_on
from yizhan.network.stations.states import HolidayRule, Weekday
from yizhan.network.stations.verbs import ROSTER_MADE, SHIFT_CORRECTED, SHIFT_REMOVED, SHIFT_SET

_MOST_TURNS = 200


@dataclass(frozen=True, slots=True)
class Made:
    """What making a roster did: shifts made, days left alone because they had shifts, shifts left out because the person has no
    post that day or is on duty elsewhere."""

    made: int
    kept_days: tuple[date, ...]
    left_out: tuple[tuple[date, UUID], ...]


@transaction.atomic
def set_shift(
    *, actor: Actor, station: Station, person: Person, day: date, span: Span, reason: str = "", now: datetime
) -> DutyShift:
    """Puts a person on duty. Refuses whoever has no post there that day or is on duty at the time, and sealed months without a reason."""
    held = _editable(actor, station)
    require_unsealed_or_reason(day, _today(now), reason)
    if not _posts(held, day, day, {person.id}):
        raise Refusal("此人当天在本驿站没有岗位", "this person has no post here on that day", field="person")
    _lock_people({person.id})
    begins, ends = instants(day, span)
    if DutyShift.objects.filter(person=person, begins__lt=ends, ends__gt=begins).exists():
        raise Refusal(f"此人{day:%m月%d日}{span}已有值班", "this person is on duty at that time", field="person")
    shift = DutyShift.objects.create(station=held, person=person, day=day, begins=begins, ends=ends)
    _audit(SHIFT_CORRECTED.code if sealed(day, _today(now)) else SHIFT_SET.code, actor, shift, "set", reason, now)
    return shift


@transaction.atomic
def remove_shift(*, actor: Actor, shift: DutyShift, reason: str = "", now: datetime) -> None:
    """Takes a shift off the roster. A sealed month needs a reason. OutOfScope for another's."""
    found = DutyShift.objects.filter(within(actor, "station__organisation"), pk=shift.pk)
    held = found.select_for_update(of=("self",)).first()
    if held is None:
        raise OutOfScope(f"shift {shift.pk}")
    require_editor(actor)
    require_unsealed_or_reason(held.day, _today(now), reason)
    verb = SHIFT_CORRECTED.code if sealed(held.day, _today(now)) else SHIFT_REMOVED.code
    removed = DutyShift(id=held.id, station_id=held.station_id, person_id=held.person_id, day=held.day)
    removed.begins, removed.ends = held.begins, held.ends
    held.delete()
    _audit(verb, actor, removed, "removed", reason, now)


@transaction.atomic
def make_month(
    *, actor: Actor, station: Station, year: int, month: int, pattern: Sequence[Turn], now: datetime
) -> Made:
    """The roster of a month from a weekly pattern on the statutory calendar. Past days and days that have shifts are left alone.

    Raises CalendarNotPublished for a station that keeps holidays where the year's notice is not there, and writes nothing.
    """
    held = _editable(actor, station)
    if not 1 <= len(pattern) <= _MOST_TURNS:
        raise Refusal(f"每周排班应有1至{_MOST_TURNS}条", f"a pattern has 1 to {_MOST_TURNS} turns", field="pattern")
    period = _month(year, month)
    days = [day for day in period.days() if day >= _today(now)]
    if not days:
        raise Refusal("不能为过去的月份生成值班表", "a past month is not made", field="month")
    rule = HolidayRule(held.holiday_rule)
    departing = _departing(period, rule)
    wanted = [
        (day, turn.person, turn.span)
        for day in days
        for turn in turns_on(day, pattern, rule=rule, departure=departure_of(day, departing))
    ]
    return _make(actor, held, wanted, period, now)


@transaction.atomic
def copy_last_week(*, actor: Actor, station: Station, monday: date, now: datetime) -> Made:
    """The shifts of the week before, day by day, for the week that begins on `monday`; nobody on holidays of a station that keeps
    them. Past days and days that have shifts are left alone."""
    held = _editable(actor, station)
    if monday.weekday() != 0:
        raise Refusal("请选择周一", "a week begins on Monday", field="monday")
    period = Period(monday, monday + timedelta(days=6))
    rule = HolidayRule(held.holiday_rule)
    departing = _departing(period, rule)
    earlier = held.duty_shifts.filter(day__gte=monday - timedelta(days=7), day__lt=monday)
    turns = [Turn(_weekday(shift.day), shift.person_id, span_of(shift.begins, shift.ends)) for shift in earlier]
    if not turns:
        raise Refusal("上一周没有值班安排", "there is no roster last week", field="monday")
    wanted = [
        (day, turn.person, turn.span)
        for day in period.days()
        if day >= _today(now)
        for turn in turns_on(day, turns, rule=rule, departure=departure_of(day, departing))
    ]
    return _make(actor, held, wanted, period, now)


def _make(
    actor: Actor, station: Station, wanted: Iterable[tuple[date, UUID, Span]], period: Period, now: datetime
) -> Made:
    lines = list(wanted)
    people = {person for _, person, _ in lines}
    _lock_people(people)
    taken = set(station.duty_shifts.filter(day__gte=period.start, day__lte=period.end).values_list("day", flat=True))
    posts = _posts(station, period.start, period.end, people)
    busy = _busy(people, period)
    fresh: list[DutyShift] = []
    left_out: list[tuple[date, UUID]] = []
    for day, person, span in lines:
        if day in taken:
            continue
        begins, ends = instants(day, span)
        mine = busy.setdefault(person, [])
        if not _has_post(posts, person, day) or any(begins < stop and start < ends for start, stop in mine):
            left_out.append((day, person))
            continue
        mine.append((begins, ends))
        fresh.append(DutyShift(station=station, person_id=person, day=day, begins=begins, ends=ends))
    DutyShift.objects.bulk_create(fresh)
    body: dict[str, BodyValue] = {
        "from": period.start.isoformat(),
        "to": period.end.isoformat(),
        "made": len(fresh),
        "left_out": len(left_out),
    }
    record(
        actor=actor,
        verb=ROSTER_MADE.code,
        object_type="stations.station",
        object_id=str(station.id),
        body=body,
        now=now,
    )
    return Made(len(fresh), tuple(sorted({day for day, _, _ in lines} & taken)), tuple(left_out))


def _editable(actor: Actor, station: Station) -> Station:
    held = locked(actor, station.id)
    require_editor(actor)
    require_not_closed(held.state)
    return held


def _lock_people(people: Iterable[UUID]) -> None:
    """Two stations that put the same person on duty at once wait for each other, always in the same order."""
    list(
        Person.objects.select_for_update(no_key=True).filter(id__in=people).order_by("id").values_list("id", flat=True)
    )


def _posts(station: Station, first: date, last: date, people: Iterable[UUID]) -> list[StaffPost]:
    found = station.staff_posts.filter(Q(until__isnull=True) | Q(until__gt=first), since__lte=last, person__in=people)
    return list(found)


def _has_post(posts: Iterable[StaffPost], person: UUID, day: date) -> bool:
    return any(
        post.person_id == person and post.since <= day and (post.until is None or day < post.until) for post in posts
    )


def _busy(people: Iterable[UUID], period: Period) -> dict[UUID, list[tuple[datetime, datetime]]]:
    found: dict[UUID, list[tuple[datetime, datetime]]] = {}
    for shift in DutyShift.objects.filter(person__in=people, day__gte=period.start, day__lte=period.end):
        found.setdefault(shift.person_id, []).append((shift.begins, shift.ends))
    return found


def _departing(period: Period, rule: HolidayRule) -> Mapping[date, str]:
    if rule is HolidayRule.ALWAYS:
        return {}
    return {day: special.kind for day, special in departures(period).items()}


def _month(year: int, month: int) -> Period:
    if not (2000 <= year <= 2100 and 1 <= month <= 12):
        raise Refusal("月份不存在", "there is no such month", field="month")
    return Period.parse(f"{year:04d}-{month:02d}")


def _weekday(day: date) -> Weekday:
    return Weekday(day.weekday())


def _today(now: datetime) -> date:
    return now.astimezone(SHANGHAI).date()


def _audit(verb: str, actor: Actor, shift: DutyShift, act: str, reason: str, now: datetime) -> None:
    body = {
        "act": act,
        "station": str(shift.station_id),
        "person": str(shift.person_id),
        "begins": shift.begins.astimezone(SHANGHAI).isoformat(timespec="minutes"),
        "ends": shift.ends.astimezone(SHANGHAI).isoformat(timespec="minutes"),
    }
    record(
        actor=actor,
        verb=verb,
        object_type="stations.shift",
        object_id=str(shift.id),
        body=body,
        reason=reason,
        now=now,
    )
