"""Writing the calendar."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.kernel.errors import Refusal
from yizhan.network.calendars import seeding
from yizhan.network.calendars.days import Special, checked_source, checked_year
from yizhan.network.calendars.models import CalendarYear, SpecialDay
from yizhan.network.calendars.policy import require_keeper
from yizhan.network.calendars.states import DayKind, YearState, may_move
from yizhan.network.calendars.verbs import DAY_SET, PUBLISHED


@transaction.atomic
def publish_year(*, actor: Actor, year: int, days: Sequence[Special], source: str, now: datetime) -> CalendarYear:
    """Enters the State Council's notice for a year that is not published yet, whole, with its citation.

    Refuses a year that is published, days of another year, days given twice and a list that cannot be complete.
    """
    require_keeper(actor)
    cited = checked_source(source)
    checked_year(year, days)
    CalendarYear.objects.get_or_create(year=year, defaults={"state": YearState.NOT_PUBLISHED})
    row = CalendarYear.objects.select_for_update().get(year=year)
    if not may_move(row.state, YearState.PUBLISHED):
        raise Refusal(
            f"{year}年的节假日安排已经录入，如有变动请逐日更正", f"{year} is published: correct it day by day"
        )
    row.state, row.source = YearState.PUBLISHED, cited
    row.save(update_fields=["state", "source"])
    SpecialDay.objects.bulk_create(
        SpecialDay(year=row, day=special.day, kind=special.kind, name=special.name.strip(), source=cited)
        for special in days
    )
    record(
        actor=actor,
        verb=PUBLISHED.code,
        object_type="calendars.year",
        object_id=str(year),
        body={"source": cited, "days": len(days)},
        now=now,
    )
    return row


@transaction.atomic
def set_day(
    *, actor: Actor, day: date, kind: DayKind | None, name: str = "", source: str, reason: str, now: datetime
) -> CalendarYear:
    """Corrects one day of a published year: a holiday, a worked weekend day, or with `kind` None an ordinary day of the week.

    Refuses a year that is not published. The year is then marked as edited.
    """
    require_keeper(actor)
    cited = checked_source(source)
    row = CalendarYear.objects.select_for_update().filter(year=day.year).first()
    if row is None or not may_move(row.state, YearState.EDITED):
        raise Refusal(
            f"{day.year}年的节假日安排尚未公布，请先录入全年安排", f"{day.year} is not published", field="day"
        )
    if kind is None:
        SpecialDay.objects.filter(day=day).delete()
    else:
        special = Special(day, kind, name)
        SpecialDay.objects.update_or_create(
            day=day, defaults={"year": row, "kind": kind, "name": special.name.strip(), "source": cited}
        )
    row.state = YearState.EDITED
    row.save(update_fields=["state"])
    record(
        actor=actor,
        verb=DAY_SET.code,
        object_type="calendars.year",
        object_id=str(day.year),
        body={"day": day.isoformat(), "kind": "ordinary" if kind is None else kind.value, "source": cited},
        reason=reason,
        now=now,
    )
    return row


@transaction.atomic
def load_known_years(*, actor: Actor, now: datetime) -> list[int]:
    """Publishes the years that the installed `chinesecalendar` knows and the table does not. Which they were."""
    require_keeper(actor)
    written = seeding.load(CalendarYear, SpecialDay)
    for year in written:
        body = {"source": "chinesecalendar"}
        record(actor=actor, verb=PUBLISHED.code, object_type="calendars.year", object_id=str(year), body=body, now=now)
    return written
