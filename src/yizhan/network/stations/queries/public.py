"""What the public sees: open stations, on a list, by distance, and on a plan without tiles."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db.models import F, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.scope import within
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.kernel.quick_response import svg_of
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.calendars.queries import departures
from yizhan.network.stations.coordinates import Position, metres_between
from yizhan.network.stations.hours import Span, clock, hours_on, said
from yizhan.network.stations.models import ClosedDay, OpeningSpan, Station
from yizhan.network.stations.roster import departure_of
from yizhan.network.stations.schematic import Spot, placed
from yizhan.network.stations.states import RECOGNISED_STATES, HolidayRule, StationKind, StationState, Weekday

_HOURS = ("opening_spans", "closed_days")
_ADDRESS = re.compile(r"https?://[^\s\"'<>]{3,400}")


@dataclass(frozen=True, slots=True)
class Openness:
    """Whether a station is open at a moment. `open` is None where the holiday notice of the year is not there. `words` says it."""

    open: bool | None
    words: str
    today: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """A station and its distance in metres, rounded; None where its position is not known."""

    station: Station
    metres: int | None


def published(
    region: str | None = None,
    kind: StationKind | None = None,
    open_at: datetime | None = None,
    *,
    whole: bool = True,
) -> "QuerySet[Station]":
    """The open stations, for everybody, by region and sign; of a region, of a kind, or open at a moment.

    With their hours and contacts: the same number of queries however many; not so where `whole` is false, for choosing among many.
    Where the calendar of the moment's year is not published, stations that keep holidays are left out of `open_at`.
    """
    found = Station.objects.filter(state=StationState.OPEN).select_related("organisation")
    if region:
        found = found.filter(organisation__region__startswith=region)
    if kind is not None:
        found = found.filter(kind=kind)
    if whole:
        found = found.prefetch_related(*_HOURS, "posted_contacts")
    if open_at is not None:
        doors = openness(list(found.prefetch_related(None)), open_at)
        found = found.filter(pk__in=[pk for pk, door in doors.items() if door.open])
    return found.order_by("organisation__region", "organisation__code")


def recognised(actor: Actor) -> "QuerySet[Station]":
    """The recognised stations of the actor's area that are not closed, by region and code, with what everybody may know of them."""
    found = Station.objects.filter(within(actor, "organisation"), state__in=RECOGNISED_STATES)
    found = found.annotate(region=F("organisation__region"), code=F("organisation__code"))
    return found.select_related("organisation").order_by("region", "code", "pk")


def open_now(station: Station, now: datetime) -> Openness:
    """Whether it is open, and what it says at the door today."""
    return openness([station], now)[station.pk]


def openness(stations: Sequence[Station], now: datetime) -> dict[UUID, Openness]:
    """What `open_now` says of each, by key: the same number of queries however many."""
    day, keys = now.astimezone(SHANGHAI).date(), [one.pk for one in stations]
    closed = dict(ClosedDay.objects.filter(station__in=keys, day=day).values_list("station_id", "reason"))
    # Rows as they are: a list of stations has ten times as many spans, and a model for each was half of what the home page cost.
    weeks: dict[UUID, dict[Weekday, list[Span]]] = {key: {} for key in keys}
    spans = OpeningSpan.objects.filter(station__in=keys).values_list("station_id", "weekday", "opens", "closes")
    for key, weekday, opens, closes in spans:
        weeks[key].setdefault(Weekday(weekday), []).append(Span(opens, closes))
    departing = _departing(day)
    return {one.pk: _open(one, now, departing, closed.get(one.pk, ""), weeks[one.pk]) for one in stations}


def nearest(
    longitude: float, latitude: float, limit: int = 10, *, stations: Iterable[Station] | None = None
) -> list[Near]:
    """The published stations nearest to a WGS-84 position, nearest first, those without a position last. Refuses what is no position."""
    if not (-180 <= longitude <= 180 and -90 <= latitude <= 90):
        raise Refusal("位置不正确，请重新定位", "not a position", field="position")
    if limit < 1:
        raise Refusal("数量应大于0", "the limit is at least one", field="limit")
    here = Position(longitude, latitude)
    found = [Near(one, _metres(here, one)) for one in (published() if stations is None else stations)]
    found.sort(key=lambda near: (near.metres is None, near.metres or 0, near.station.organisation.code))
    return found[:limit]


def spots(stations: Sequence[Station]) -> list[Spot]:
    """The stations that have a position, placed on the plan without tiles, under the names of their organisations: signs repeat."""
    return placed(
        [
            (str(one.id), one.organisation.name, float(one.longitude), float(one.latitude))
            for one in stations
            if one.longitude is not None and one.latitude is not None
        ]
    )


def qr(station_url: str) -> str:
    """The QR code of a station's page as an SVG element that stands by itself, without inline style. Refuses what is no web address."""
    if not _ADDRESS.fullmatch(station_url):
        raise Refusal("网址不正确，不能生成二维码", "not a web address")
    return svg_of(station_url)


def _departing(day: date) -> "dict[date, str] | None":
    try:
        return {found: special.kind for found, special in departures(Period(day, day)).items()}
    except CalendarNotPublished:
        return None


def _open(
    station: Station,
    now: datetime,
    departing: "dict[date, str] | None",
    closed: str,
    week: dict[Weekday, list[Span]],
) -> Openness:
    local = now.astimezone(SHANGHAI)
    day, minute = local.date(), local.hour * 60 + local.minute
    rule = HolidayRule(station.holiday_rule)
    if closed:
        return Openness(False, f"今日闭馆：{closed}", ())
    if departing is None and rule is HolidayRule.STATUTORY:
        return Openness(None, f"{day.year}年节假日安排尚未公布，开放时间以驿站公告为准", ())
    today = hours_on(day, week=week, rule=rule, departure=departure_of(day, departing or {}))
    now_open = next((span for span in today if span.opens <= minute < span.closes), None)
    if now_open is not None:
        return Openness(True, f"开放中，{clock(now_open.closes)}结束", today)
    later = next((span for span in today if span.opens > minute), None)
    words = f"{clock(later.opens)}开放" if later is not None else f"现在不开放（今日{said(today)}）"
    return Openness(False, words, today)


def _metres(here: Position, station: Station) -> int | None:
    if station.longitude is None or station.latitude is None:
        return None
    return round(metres_between(here, Position(float(station.longitude), float(station.latitude))))
