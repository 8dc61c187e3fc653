"""Stations of the small city of tests.floor.accounts, made by the actions of the product."""

from datetime import date, datetime
from decimal import Decimal
from types import SimpleNamespace

from tests.floor.accounts.factories import NOW, a_city, a_person, an_organisation
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.clock import SHANGHAI
from yizhan.network.regions.actions import add_community
from yizhan.network.regions.models import Community
from yizhan.network.regions.states import CommunityKind
from yizhan.network.stations import actions
from yizhan.network.stations.hours import spans
from yizhan.network.stations.models import StaffPost, Station
from yizhan.network.stations.sections import Coordinates, Hours
from yizhan.network.stations.states import Datum, HolidayRule, Setting, StationKind, Tier, Weekday

SINCE = date(2026, 1, 1)
WEEKDAYS = tuple(Weekday)[:5]


def at(day: str, time: str = "09:00") -> datetime:
    """A moment in China."""
    return datetime.fromisoformat(f"{day}T{time}").replace(tzinfo=SHANGHAI)


def a_station(
    organisation: Organisation,
    kind: StationKind = StationKind.STATION,
    tier: Tier = Tier.STREET,
    *,
    is_open: bool = False,
) -> Station:
    """The file of a station, planned, or recognised and open since the beginning of the year."""
    station = actions.plan_station(
        actor=SYSTEM, organisation=organisation, kind=kind, tier=tier, setting=Setting.URBAN, now=NOW
    )
    return opened(station) if is_open else station


def opened(station: Station) -> Station:
    """Recognised and open."""
    actions.recognise(actor=SYSTEM, station=station, on=SINCE, now=NOW)
    return actions.open_station(actor=SYSTEM, station=station, on=SINCE, now=NOW)


def with_hours(
    station: Station, text: str = "08:30-12:00,14:30-17:30", rule: HolidayRule = HolidayRule.STATUTORY
) -> Station:
    """Open like this from Monday to Friday."""
    hours = Hours({day: spans(text) for day in WEEKDAYS}, rule)
    return actions.edit_hours(actor=SYSTEM, station=station, version=station.version, hours=hours, now=NOW)


def with_position(station: Station, longitude: str, latitude: str) -> Station:
    """At a WGS-84 position."""
    given = Coordinates(Decimal(longitude), Decimal(latitude), Datum.WGS84)
    return actions.edit_coordinates(actor=SYSTEM, station=station, version=station.version, coordinates=given, now=NOW)


def a_worker_at(station: Station, name: str = "林志强", *, full_time: bool = True, head: bool = False) -> Person:
    """A member of the staff with a post since the beginning of the year."""
    person = a_person(name)
    role = Role.STATION_HEAD if head else Role.STATION_STAFF
    Membership.objects.create(person=person, role=role, organisation=station.organisation, since=SINCE)
    actions.give_post(
        actor=SYSTEM, station=station, person=person, full_time=full_time, head=head, since=SINCE, now=NOW
    )
    assert StaffPost.objects.filter(person=person).count() == 1
    return person


def a_community(name: str, street: str = "350503001") -> Community:
    """An open community."""
    return add_community(actor=SYSTEM, street=street, name=name, kind=CommunityKind.COMMUNITY, now=NOW)


def haikou() -> SimpleNamespace:
    """Haikou with the district Longhua and three organisations for stations: district, Jinmao street, and Zhongshan street."""
    city = an_organisation(OrganisationKind.CITY_BUREAU, "4601", name="海口市人社局", region="4601")
    county = an_organisation(OrganisationKind.COUNTY_BUREAU, "460106", city, "龙华区人社局", "460106")
    made = {
        name: an_organisation(OrganisationKind.STATION, f"HK-{code}", county, f"{code}驿站", region)
        for name, code, region in (
            ("district", "LH", "460106"),
            ("jinmao", "JM", "460106003"),
            ("zhongshan", "ZS", "460106001"),
        )
    }
    return SimpleNamespace(city=city, county=county, **made)


__all__ = [
    "NOW",
    "SINCE",
    "a_city",
    "a_community",
    "a_station",
    "a_worker_at",
    "at",
    "haikou",
    "opened",
    "with_hours",
    "with_position",
]
