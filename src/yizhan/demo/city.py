"""The organisations and those who act for them."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta

from yizhan.demo.cast import PLATFORM, STAFF, Part
from yizhan.demo.diary import Diary
from yizhan.demo.invention import Invention
from yizhan.demo.places import CITY_NAMES, HAIKOU_DISTRICTS, OPERATORS, QUANZHOU, WITHOUT_BUREAU
from yizhan.floor.accounts.actions import enlist_person, grant_membership
from yizhan.floor.accounts.actors import SYSTEM, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.passwords import give_initial
from yizhan.floor.accounts.queries import as_actor
from yizhan.floor.accounts.states import ORGANISATION_OF, Role
from yizhan.floor.organisations.actions import found
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.queries import organisations
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.network.regions.queries import children, region


@dataclass
class City:
    """What has been settled so far. Organisations by code, operators as OP-1, OP-2, …; actors by organisation's code and role."""

    diary: Diary
    invention: Invention
    organisations: dict[str, Organisation] = field(default_factory=dict)
    staff: dict[tuple[str, Role], list[Actor]] = field(default_factory=dict)
    people: dict[str, Person] = field(default_factory=dict)

    def actor(self, code: str, role: Role, at: int = 0) -> Actor:
        """Who acts for this organisation in this role. KeyError or IndexError for nobody."""
        return self.staff[code, role][at]

    def person(self, actor: Actor) -> Person:
        """The person behind somebody of the staff."""
        return self.people[str(actor.id)]


def found_city(city: City, at: datetime) -> None:
    """Platform, bureaus, operators, and the persons of the demo who act for them."""
    platform = organisations(SYSTEM).filter(kind=OrganisationKind.PLATFORM).first()
    city.organisations[PLATFORM] = platform or found(
        actor=SYSTEM, kind=OrganisationKind.PLATFORM, code=PLATFORM, name="平台", now=at
    )
    for part in (part for part in STAFF if part.place == PLATFORM):
        play(city, part, at)
    for code, name in CITY_NAMES.items():
        _found(city, OrganisationKind.CITY_BUREAU, code, name, at, region=code)
        for county in children(code):
            wanted = county.code not in WITHOUT_BUREAU if code == QUANZHOU else county.code in HAIKOU_DISTRICTS
            if wanted:
                said = f"{county.name}人力资源和社会保障局"
                _found(city, OrganisationKind.COUNTY_BUREAU, county.code, said, at, region=county.code, parent=code)
    for number, name in enumerate(OPERATORS, 1):
        _found(city, OrganisationKind.OPERATOR, f"OP-{number}", name, at)
    for part in STAFF:
        if part.place in city.organisations and part.place != PLATFORM:
            play(city, part, at)
    _fill_offices(city, at)


def employ(city: City, code: str, role: Role, at: datetime, name: str = "", days: int = 0) -> Person:
    """Enlists somebody invented and gives the role in this organisation, by whoever may grant it; for so many days, 0 without end."""
    granter = _granter(city, role, code)
    given = name or city.invention.name()
    person = enlist_person(actor=granter, name=given, phone=city.invention.phone(), now=at)
    since, organisation = at.date(), city.organisations[code]
    until = since + timedelta(days=days) if days else None
    membership = grant_membership(
        actor=granter, person=person, role=role, organisation=organisation, since=since, until=until, now=at
    )
    city.people[str(person.id)] = person
    city.staff.setdefault((code, role), []).append(as_actor(person, membership))
    return person


def play(city: City, part: Part, at: datetime) -> Person:
    """Employs a person of the demo."""
    person = employ(city, part.place, part.role, at, part.name, part.days)
    give_initial(actor=SYSTEM, person=person, username=part.username, now=at)
    return person


def county_name(code: str) -> str:
    """丰泽区"""
    return region(code[:6]).name


def _granter(city: City, role: Role, code: str) -> Actor:
    """The system for the platform's own, a county officer for stations and operators, else the administrator."""
    if OrganisationKind.PLATFORM in ORGANISATION_OF[role]:
        return SYSTEM
    parent = city.organisations[code].parent
    if role in (Role.STATION_HEAD, Role.STATION_STAFF) and parent is not None:
        return city.actor(parent.code, Role.COUNTY_OFFICER)
    return city.actor(PLATFORM, Role.ADMINISTRATOR)


def _found(
    city: City, kind: OrganisationKind, code: str, name: str, at: datetime, *, region: str = "", parent: str = ""
) -> None:
    city.organisations[code] = found(
        actor=city.actor(PLATFORM, Role.ADMINISTRATOR),
        kind=kind,
        code=code,
        name=name,
        region=region,
        parent=city.organisations.get(parent),
        now=at,
    )


def _fill_offices(city: City, at: datetime) -> None:
    """At least one officer for each bureau, and somebody for each operator."""
    roles = {
        OrganisationKind.CITY_BUREAU: Role.CITY_OFFICER,
        OrganisationKind.COUNTY_BUREAU: Role.COUNTY_OFFICER,
        OrganisationKind.OPERATOR: Role.OPERATOR_STAFF,
    }
    for code, organisation in list(city.organisations.items()):
        role = roles.get(OrganisationKind(organisation.kind))
        if role is not None and (code, role) not in city.staff:
            employ(city, code, role, at)
