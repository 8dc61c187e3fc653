"""The sections of the file. Each edit names the version that was seen; an older one is refused and nothing is written."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import add_months
from yizhan.network.regions.models import Region
from yizhan.network.regions.states import Level
from yizhan.network.stations.coordinates import as_wgs84, checked
from yizhan.network.stations.hours import checked_day
from yizhan.network.stations.locking import locked, require_version
from yizhan.network.stations.models import ClosedDay, OpeningSpan, PostedContact, Station
from yizhan.network.stations.naming import checked_sign
from yizhan.network.stations.norms import norm_of
from yizhan.network.stations.places import place_of
from yizhan.network.stations.policy import is_fixed, require_change_allowed, require_editor, require_not_closed
from yizhan.network.stations.sections import (
    Basics,
    Contacts,
    Coordinates,
    Equipment,
    Hours,
    Legal,
    PostedPhone,
    Premises,
    public_phone,
)
from yizhan.network.stations.states import StationKind, Tier
from yizhan.network.stations.verbs import CHANGED, DAY_CLOSED, DAY_REOPENED, EDITED

_MONTHS_AHEAD = 12


@transaction.atomic
def edit_basics(
    *, actor: Actor, station: Station, version: int, basics: Basics, reason: str = "", now: datetime
) -> Station:
    """Sign and place. The sign is checked against the city's naming rule; after recognition the bureau changes them, with a reason."""
    held = _held(actor, station.id, version)
    values = dict(basics.values())
    require_change_allowed(actor, held.state)
    _check_street(held, basics.street)
    norm = norm_of(held.organisation.region)
    held.street = basics.street
    values["sign_name"] = checked_sign(
        basics.sign_name,
        rule=None if norm is None else norm.sign,
        kind=StationKind(held.kind),
        tier=Tier(held.tier),
        place=place_of(held),
    )
    return _written(actor, held, "basics", values, reason, now)


@transaction.atomic
def edit_premises(
    *, actor: Actor, station: Station, version: int, premises: Premises, reason: str = "", now: datetime
) -> Station:
    """Area, zones and condition of the place. After recognition only the bureau changes the area, with a reason."""
    held = _held(actor, station.id, version)
    values = premises.values()
    if values["area"] != held.area:
        require_change_allowed(actor, held.state)
        return _written(actor, held, "premises", values, reason, now)
    return _written(actor, held, "premises", values, reason, now, fixed=False)


@transaction.atomic
def edit_equipment(*, actor: Actor, station: Station, version: int, equipment: Equipment, now: datetime) -> Station:
    """Facilities, services, rules and what is displayed."""
    held = _held(actor, station.id, version)
    return _written(actor, held, "facilities", equipment.values(), "", now, fixed=False)


@transaction.atomic
def edit_hours(*, actor: Actor, station: Station, version: int, hours: Hours, now: datetime) -> Station:
    """The week, replaced as a whole, and what holidays change. Refuses overlapping spans."""
    held = _held(actor, station.id, version)
    spans = [
        OpeningSpan(station=held, weekday=weekday, opens=span.opens, closes=span.closes)
        for weekday, given in hours.week.items()
        for span in checked_day(given)
    ]
    held.opening_spans.all().delete()
    OpeningSpan.objects.bulk_create(spans)
    return _written(actor, held, "hours", {"holiday_rule": hours.holiday_rule}, "", now, fixed=False)


@transaction.atomic
def edit_contacts(*, actor: Actor, station: Station, version: int, contacts: Contacts, now: datetime) -> Station:
    """Manager, phones, and the supervision and complaint phones, replaced as a whole."""
    held = _held(actor, station.id, version)
    values = contacts.values()
    _post(held, contacts.posted)
    return _written(actor, held, "contacts", values, "", now, fixed=False)


@transaction.atomic
def edit_legal(*, actor: Actor, station: Station, version: int, legal: Legal, now: datetime) -> Station:
    """Who runs the place, and by which licence."""
    held = _held(actor, station.id, version)
    return _written(actor, held, "legal", legal.values(), "", now, fixed=False)


@transaction.atomic
def edit_coordinates(
    *, actor: Actor, station: Station, version: int, coordinates: Coordinates, now: datetime
) -> Station:
    """The position on the map: kept as given in its datum, and as WGS-84. Refuses positions outside China and swapped numbers."""
    held = _held(actor, station.id, version)
    given = checked(coordinates.longitude, coordinates.latitude)
    longitude, latitude = as_wgs84(given, coordinates.datum).rounded()
    given_longitude, given_latitude = given.rounded()
    values = {
        "longitude": longitude,
        "latitude": latitude,
        "given_longitude": given_longitude,
        "given_latitude": given_latitude,
        "datum": coordinates.datum,
    }
    return _written(actor, held, "coordinates", values, "", now, fixed=False)


@transaction.atomic
def close_day(*, actor: Actor, station: Station, day: date, reason: str, now: datetime) -> ClosedDay:
    """Announces that the station is closed on a day. The reason is shown to the public. Twice the same is once.

    Refuses a day more than a year ahead: it is a slip of the finger.
    """
    held = _editable(actor, station.id)
    if day > add_months(now.astimezone(SHANGHAI).date(), _MONTHS_AHEAD):
        raise Refusal("闭馆日期最多提前一年登记，请核对年份", "a day is announced a year ahead at most", field="day")
    said = reason.strip()
    if not 2 <= len(said) <= 100 or not said.isprintable():
        raise Refusal("请写明闭馆原因，2至100个字", "say why, in 2 to 100 characters", field="reason")
    closed, _ = ClosedDay.objects.update_or_create(station=held, day=day, defaults={"reason": said})
    _audit(DAY_CLOSED.code, actor, held, {"day": day.isoformat()}, said, now)
    return closed


@transaction.atomic
def reopen_day(*, actor: Actor, station: Station, day: date, now: datetime) -> None:
    """Takes such a day back. Refuses a day that is not announced."""
    held = _editable(actor, station.id)
    removed, _ = held.closed_days.filter(day=day).delete()
    if not removed:
        raise Refusal("当天没有登记闭馆", "that day is not announced as closed", field="day")
    _audit(DAY_REOPENED.code, actor, held, {"day": day.isoformat()}, "", now)


def _editable(actor: Actor, station_id: UUID) -> Station:
    held = locked(actor, station_id)
    require_editor(actor)
    require_not_closed(held.state)
    return held


def _held(actor: Actor, station_id: UUID, version: int) -> Station:
    held = _editable(actor, station_id)
    require_version(held, version)
    return held


def _written(
    actor: Actor,
    station: Station,
    section: str,
    values: Mapping[str, object],
    reason: str,
    now: datetime,
    *,
    fixed: bool = True,
) -> Station:
    for name, value in values.items():
        setattr(station, name, value)
    station.version += 1
    station.save(update_fields=[*values, "version"])
    verb = CHANGED if fixed and is_fixed(station.state) else EDITED
    _audit(verb.code, actor, station, {"section": section, "version": station.version}, reason, now)
    return station


def _check_street(station: Station, street: str) -> None:
    if not street:
        return
    county = station.organisation.region[:6]
    if not street.startswith(county):
        raise Refusal("所选街道（乡镇）不在本县（市、区）", "the street is not in the station's county", field="street")
    if not Region.objects.filter(code=street, level=Level.STREET, valid_until=None).exists():
        raise Refusal("没有这个街道（乡镇）", "there is no such street", field="street")


def _post(station: Station, posted: Sequence[PostedPhone]) -> None:
    if len(posted) > 10:
        raise Refusal("监督投诉电话最多10个", "at most ten posted phones", field="posted")
    station.posted_contacts.all().delete()
    PostedContact.objects.bulk_create(
        PostedContact(
            station=station,
            position=position,
            office=phone.office.strip(),
            phone=public_phone(phone.phone, field="posted"),
        )
        for position, phone in enumerate(posted, start=1)
    )


def _audit(
    verb: str, actor: Actor, station: Station, body: Mapping[str, str | int], reason: str, now: datetime
) -> None:
    record(
        actor=actor,
        verb=verb,
        object_type="stations.station",
        object_id=str(station.id),
        body=body,
        reason=reason,
        now=now,
    )
