"""A small city and the people in it. Rows are written straight: rules are tested where they are made."""

from datetime import date, datetime
from itertools import count
from types import SimpleNamespace

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.queries import as_actor
from yizhan.floor.accounts.states import ORGANISATION_OF, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)
SINCE = date(2026, 1, 1)
_numbers = count(1)


def a_person(name: str = "欧阳建国", phone: str | None = None, username: str | None = None) -> Person:
    """A person who may sign in. Without a phone unless one is given."""
    person = Person(name=name, username=username, created_at=NOW)
    if phone is not None:
        person.phone, person.phone_digest = phone, phone_digest(phone)
    person.set_unusable_password()
    person.save(force_insert=True)
    return person


def an_organisation(
    kind: OrganisationKind,
    code: str,
    parent: Organisation | None = None,
    name: str = "",
    region: str = "",
    operator: Organisation | None = None,
) -> Organisation:
    """An open organisation under its parent, called by its kind and code unless named."""
    return Organisation.objects.create(
        kind=kind,
        code=code,
        name=name or f"{OrganisationKind(kind).label}{code}",
        region=region,
        parent=parent,
        path=f"{parent.path if parent else ''}{code}/",
        operator=operator,
        created_at=NOW,
    )


def a_city() -> SimpleNamespace:
    """platform, city, county and county2; station and sister under county, station2 under county2; operator runs station."""
    platform = an_organisation(OrganisationKind.PLATFORM, "platform", name="平台")
    city = an_organisation(OrganisationKind.CITY_BUREAU, "3505", name="泉州市人社局", region="3505")
    county = an_organisation(OrganisationKind.COUNTY_BUREAU, "350503", city, "丰泽区人社局", "350503")
    county2 = an_organisation(OrganisationKind.COUNTY_BUREAU, "350502", city, "鲤城区人社局", "350502")
    operator = an_organisation(OrganisationKind.OPERATOR, "OP-1", name="丰泽人力资源公司")
    station = an_organisation(OrganisationKind.STATION, "FZ-01", county, "东海零工驿站", "350503", operator)
    sister = an_organisation(OrganisationKind.STATION, "FZ-02", county, "北峰零工驿站", "350503")
    station2 = an_organisation(OrganisationKind.STATION, "LC-01", county2, "开元零工驿站", "350502")
    return SimpleNamespace(
        platform=platform,
        city=city,
        county=county,
        county2=county2,
        station=station,
        sister=sister,
        station2=station2,
        operator=operator,
    )


def a_member(role: Role, organisation: Organisation | None = None, person: Person | None = None) -> Actor:
    """Somebody in this role since the beginning of the year. An organisation of the right kind is made where none is given."""
    if organisation is None and ORGANISATION_OF[role]:
        organisation = _organisation_for(ORGANISATION_OF[role][0])
    person = person or a_person(name=f"{Role(role).label}甲")
    membership = Membership.objects.create(person=person, role=role, organisation=organisation, since=SINCE)
    return as_actor(person, membership)


def _organisation_for(kind: OrganisationKind) -> Organisation:
    number = next(_numbers)
    parent = None
    if kind in (OrganisationKind.COUNTY_BUREAU, OrganisationKind.STATION):
        parent = an_organisation(OrganisationKind.CITY_BUREAU, f"CITY-{number}")
    if kind is OrganisationKind.STATION:
        parent = an_organisation(OrganisationKind.COUNTY_BUREAU, f"COUNTY-{number}", parent)
    return an_organisation(kind, f"{kind.value.replace('_', '-')}-{number}", parent)
