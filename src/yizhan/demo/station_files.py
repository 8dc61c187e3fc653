"""The file of a station, section by section, as its city asks."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from yizhan.demo.city import City
from yizhan.demo.places import OPERATORS, Place
from yizhan.floor.accounts.actors import Actor
from yizhan.network.stations import actions, queries
from yizhan.network.stations.hours import spans
from yizhan.network.stations.models import Station
from yizhan.network.stations.sections import (
    Basics,
    Contacts,
    Coordinates,
    Equipment,
    Hours,
    Legal,
    PostedPhone,
    Premises,
)
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, Weekday
from yizhan.network.stations.terms import Display, Facility, Rule, Service, SharedPremises, Zone

_SMALLEST_WITH_EVERYTHING = 50
_FEWER = 4


def fill_in(city: City, officer: Actor, place: Place, station: Station, manager: str, at: datetime) -> None:
    """Every section; `manager` is whose name stands at the door. Small stations lack a few facilities, so that the page has something to find."""
    station.street = place.street
    sign = next(iter(queries.sign_proposals(station)), place.name)
    lacks = _FEWER if Decimal(place.area) < _SMALLEST_WITH_EVERYTHING else 0
    edits: tuple[tuple[Callable[..., object], dict[str, Any]], ...] = (
        (actions.edit_basics, {"basics": Basics(sign, place.street, place.address, "公交站步行5分钟（示例）")}),
        (actions.edit_premises, {"premises": _premises(place)}),
        (actions.edit_equipment, {"equipment": _equipment(lacks)}),
        (actions.edit_hours, {"hours": hours_of(place)}),
        (actions.edit_contacts, {"contacts": _contacts(city, place, manager)}),
        (actions.edit_legal, {"legal": _legal(city, place)}),
        (actions.edit_coordinates, {"coordinates": _coordinates(place)}),
    )
    for number, (edit, section) in enumerate(edits):
        edit(actor=officer, station=station, version=station.version + number, now=at, **section)


def hours_of(place: Place) -> Hours:
    """Markets in town are open every day, holidays too; the others on working days."""
    every_day = place.kind is StationKind.MARKET and place.setting is Setting.URBAN
    span = spans("07:30-11:30,14:00-18:00" if every_day else "08:00-12:00,14:30-17:30")
    days = tuple(Weekday) if every_day else tuple(Weekday)[:5]
    return Hours(dict.fromkeys(days, span), HolidayRule.ALWAYS if every_day else HolidayRule.STATUTORY)


def _premises(place: Place) -> Premises:
    return Premises(Decimal(place.area), SharedPremises.NONE, tuple(Zone)[:7], True, True)


def _equipment(lacks: int) -> Equipment:
    return Equipment(tuple(Facility)[lacks:], tuple(Service), tuple(Rule), tuple(Display), True)


def _contacts(city: City, place: Place, manager: str) -> Contacts:
    posted = PostedPhone("县（市、区）人社部门（示例）", _landline(city, place))
    return Contacts(
        manager_name=manager,
        manager_phone=city.invention.phone(),
        service_phone=_landline(city, place),
        hotline=_landline(city, place),
        posted=(posted, PostedPhone("劳动保障热线", "12333")),
    )


def _legal(city: City, place: Place) -> Legal:
    return Legal(OPERATORS[place.operator], city.invention.credit_code("91", place.county), city.invention.name())


def _coordinates(place: Place) -> Coordinates:
    return Coordinates(Decimal(place.longitude), Decimal(place.latitude), Datum.GCJ02)


def _landline(city: City, place: Place) -> str:
    """Seven digits beginning with 9 after the area code: shorter than any number there."""
    code = "0898" if place.county.startswith("46") else "0595"
    return f"{code}-9{city.invention.random.randrange(10**6):06}"
