"""The town of the benchmarks: one city, its counties, sixty stations, and somebody in each role."""

from dataclasses import dataclass
from datetime import date
from uuid import UUID, uuid5

from population import NOW

from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind

STATIONS = 60
CITY = "3505"
COUNTIES = ("350502", "350503", "350504", "350505", "350521")
_SINCE = date(2026, 1, 1)
_SPACE = UUID("6f1d8a52-6f5e-4d0b-9a6e-2f0c8f7f0b11")


@dataclass(frozen=True, slots=True)
class Staff:
    """Somebody who works in the town."""

    name: str
    role: Role
    organisation: UUID


def row_id(*parts: object) -> UUID:
    """The key of a row of the town or of its people: always the same for the same words."""
    return uuid5(_SPACE, "/".join(map(str, parts)))


def station_ids() -> list[UUID]:
    """The stations in order: the first has the most people."""
    return [row_id("station", place) for place in range(STATIONS)]


CLERK = Staff("柜台甲", Role.STATION_STAFF, row_id("station", 0))
OPERATOR = Staff("运营甲", Role.OPERATOR_STAFF, row_id("operator"))
COUNTY_OFFICER = Staff("区县甲", Role.COUNTY_OFFICER, row_id("county", COUNTIES[1]))
CITY_OFFICER = Staff("市级甲", Role.CITY_OFFICER, row_id("city"))
STAFF = (CLERK, OPERATOR, COUNTY_OFFICER, CITY_OFFICER)


def found() -> None:
    """Writes organisations, staff and their memberships."""
    city = Organisation(
        id=row_id("city"), kind=OrganisationKind.CITY_BUREAU, code=CITY, name="泉州市人社局", region=CITY
    )
    operator = Organisation(id=row_id("operator"), kind=OrganisationKind.OPERATOR, code="OP-1", name="零工服务公司")
    counties = [
        Organisation(
            id=row_id("county", code), kind=OrganisationKind.COUNTY_BUREAU, code=code, name=f"{code}人社局", region=code
        )
        for code in COUNTIES
    ]
    city.path, operator.path = f"{CITY}/", "OP-1/"
    for county in counties:
        county.parent, county.path = city, f"{city.path}{county.code}/"
    stations = []
    for place, key in enumerate(station_ids()):
        county = counties[(place + 1) % len(counties)]
        code = f"ST-{place:02d}"
        station = Organisation(id=key, kind=OrganisationKind.STATION, code=code, name=f"{place:02d}号零工驿站")
        station.region, station.parent, station.path = county.region, county, f"{county.path}{code}/"
        station.operator = operator if place % 10 == 0 else None
        stations.append(station)
    for batch in ([city, operator], counties, stations):
        for one in batch:
            one.created_at = NOW
        Organisation.objects.bulk_create(batch)
    for staff in STAFF:
        person = Person(id=row_id("staff", staff.name), name=staff.name, created_at=NOW)
        person.set_unusable_password()
        person.save(force_insert=True)
        Membership.objects.create(
            id=row_id("member", staff.name),
            person=person,
            role=staff.role,
            organisation_id=staff.organisation,
            since=_SINCE,
        )
