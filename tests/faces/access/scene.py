"""The place where the access table is tried: one city of stations, another beside it, and somebody in every role."""

from dataclasses import dataclass, field
from importlib import import_module
from types import SimpleNamespace

from django.conf import settings
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone

from tests.floor.accounts.factories import a_city, a_member, an_organisation
from yizhan.faces.components.access import Reach
from yizhan.floor.accounts import sessions
from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Method, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.states import OrganisationKind

ROLES = tuple(role for role in Role if role not in (Role.PUBLIC, Role.SYSTEM))
_CITY_ROLES = (Role.CITY_OFFICER, Role.PANEL_MEMBER, Role.FINANCE)


@dataclass(frozen=True, slots=True)
class Scene:
    """`city` is that of the factories with `elsewhere`, a station of another city; `actors` has one for each role."""

    city: SimpleNamespace
    actors: dict[Role, Actor]
    cookies: dict[Actor, str] = field(default_factory=dict)

    def client(self, actor: Actor) -> Client:
        """As `client_for`, with the session begun at the first time and kept."""
        if actor is PUBLIC:
            return client_for(actor)
        if actor not in self.cookies:
            self.cookies[actor] = client_for(actor).cookies[settings.SESSION_COOKIE_NAME].value
        client = Client(raise_request_exception=False)
        client.cookies[settings.SESSION_COOKIE_NAME] = self.cookies[actor]
        return client

    def station_at(self, relation: Reach) -> Organisation:
        """The station that stands in this relation to the staff of `station` and to the bureau of its county."""
        stations = {
            Reach.OWN: self.city.station,
            Reach.STATION: self.city.station,
            Reach.COUNTY: self.city.sister,
            Reach.CITY: self.city.station2,
            Reach.ANY: self.city.elsewhere,
        }
        found: Organisation = stations[relation]
        return found


def a_scene() -> Scene:
    """Staff at `station`, a county officer above it and above `sister`, city roles above `station2` too."""
    city = a_city()
    other = an_organisation(OrganisationKind.CITY_BUREAU, "4601", name="海口市人社局", region="4601")
    district = an_organisation(OrganisationKind.COUNTY_BUREAU, "460108", other, "美兰区人社局", "460108")
    city.elsewhere = an_organisation(OrganisationKind.STATION, "ML-01", district, "和平南零工驿站", "460108")
    employer = an_organisation(OrganisationKind.EMPLOYER, "EMP-1", name="南音食品厂")
    homes: dict[Role, Organisation | None] = {
        Role.STATION_STAFF: city.station,
        Role.STATION_HEAD: city.station,
        Role.OPERATOR_STAFF: city.operator,
        Role.COUNTY_OFFICER: city.county,
        Role.ADMINISTRATOR: city.platform,
        Role.AUDITOR: city.platform,
        Role.EMPLOYER_AGENT: employer,
        **dict.fromkeys(_CITY_ROLES, city.city),
    }
    return Scene(city, {role: a_member(role, homes.get(role)) for role in ROLES})


def client_for(actor: Actor) -> Client:
    """A browser in which this actor has signed in with everything that his role asks for; not signed in for PUBLIC.

    An error of the site is an answer with status 500, as it is to a visitor.
    """
    client = Client(raise_request_exception=False)
    if actor is not PUBLIC:
        request = HttpRequest()
        request.session = import_module(settings.SESSION_ENGINE).SessionStore()
        request.META = {"HTTP_USER_AGENT": "Mozilla/5.0", "REMOTE_ADDR": "127.0.0.1"}
        person = Person.objects.get(pk=actor.id)
        sessions.begin(request, person, method=Method.DEMO, now=timezone.now())
        if actor.membership_id is not None:
            request.session[sessions.MEMBERSHIP] = str(actor.membership_id)
        request.session.save()
        client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)
    return client
