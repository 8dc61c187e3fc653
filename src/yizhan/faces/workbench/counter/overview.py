"""What the first page shows, and small things that several pages count or lay out."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.forms import BoundField

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.notices import queries as notices
from yizhan.market.employers import queries as employers
from yizhan.market.people import queries as people
from yizhan.market.people.availability import DAYS, PARTS

SOON_DAYS = 30
_FEW = 6


@dataclass(frozen=True, slots=True)
class Counts:
    """Registrations of today and of this week, Monday to today: the actor's own and those of his stations."""

    mine: int
    today: int
    week: int
    employers: int


def counts(actor: Actor, today: date) -> Counts:
    """The figures of the day and of the week."""
    monday = today - timedelta(days=today.weekday())
    rows = people.registrations(actor, since=monday, until=today)
    of_today = rows.filter(day=today)
    return Counts(
        mine=of_today.filter(clerk_id=actor.id).count(),
        today=of_today.count(),
        week=rows.count(),
        employers=employers.registrations(actor).filter(day__gte=monday, day__lte=today).count(),
    )


def today_page(actor: Actor, now: datetime, today: date) -> dict[str, object]:
    """Everything on the first page."""
    expiring = people.expiring_certificates(actor, since=today, until=today + timedelta(days=SOON_DAYS))
    minors = people.minors(actor, on=today)
    unsigned = {one.pk for one in people.awaiting_guardian(actor, on=today)}
    waiting = people.waiting_members(actor)
    mine = people.registrations(actor, since=today, until=today).filter(clerk_id=actor.id)
    return {
        "today": today,
        "counts": counts(actor, today),
        "mine": list(mine[: 2 * _FEW]),
        "expiring": list(expiring[:_FEW]),
        "expiring_count": expiring.count(),
        "minors": sorted(minors[: 5 * _FEW], key=lambda one: one.pk not in unsigned)[:_FEW],
        "unsigned": unsigned,
        "minors_count": minors.count(),
        "waiting": list(waiting[:_FEW]),
        "waiting_count": waiting.count(),
        "notices": list(notices.inbox(actor)[:_FEW]),
        "soon": SOON_DAYS,
    }


def week_of(field: BoundField) -> list[tuple[str, list[object]]]:
    """The boxes of a week as rows of a table: a part of the day, then Monday to Sunday."""
    boxes = list(field)
    return [(part, [boxes[day * len(PARTS) + at] for day in range(len(DAYS))]) for at, part in enumerate(PARTS)]
