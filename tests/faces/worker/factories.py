"""A station that is open, a worker of it who has signed in, and short ways through the pages."""

import io
from types import SimpleNamespace
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.utils import timezone
from PIL import Image

from tests.faces.access.scene import client_for
from tests.faces.public.factories import an_open_station
from tests.floor.accounts.factories import a_city, a_member, a_person
from tests.market.people.factories import EVERYTHING, a_draft, a_key, a_phone, agreed
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import Role
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import actions
from yizhan.market.people.models import Worker
from yizhan.market.people.states import RegistrationKind


def a_town() -> SimpleNamespace:
    """a_city() with open stations and a clerk at the first."""
    city = a_city()
    places = (
        (city.station, "东海零工驿站", ("118.675700", "24.874100")),
        (city.sister, "北峰零工驿站", ("118.571200", "24.951300")),
        (city.station2, "开元零工驿站", ("118.586100", "24.915600")),
    )
    for organisation, name, position in places:
        an_open_station(organisation, name=name, position=position)
    city.clerk = a_member(Role.STATION_STAFF, city.station)
    city.head = a_member(Role.STATION_HEAD, city.station)
    city.officer = a_member(Role.COUNTY_OFFICER, city.county)
    return city


def registered(
    town: SimpleNamespace,
    *kinds: RegistrationKind,
    purposes: frozenset[ConsentPurpose] = EVERYTHING,
    **values: Any,
) -> Worker:
    """Somebody registered at the counter of the first station, just now."""
    return actions.register_at_counter(
        actor=town.clerk,
        station=town.station,
        draft=a_draft(**values),
        kinds=kinds or (RegistrationKind.SEEKING,),
        agreed=agreed(purposes),
        form_key=a_key(),
        now=timezone.now(),
    ).worker


def self_of(worker: Worker) -> Actor:
    """The worker acting for himself."""
    return actor_for(worker.person, None, now=timezone.now().astimezone(SHANGHAI))


def browser_of(worker: Worker) -> Client:
    """His browser."""
    return client_for(self_of(worker))


def stranger(name: str = "林阿水", phone: str | None = None) -> Client:
    """The browser of somebody who has signed in by phone and has no role yet."""
    person = a_person(name=name, phone=phone or a_phone())
    return client_for(actor_for(person, None, now=timezone.now()))


def text(answer: HttpResponse, status: int = 200) -> str:
    """The page."""
    assert answer.status_code == status, answer.status_code
    return answer.content.decode()


def a_picture(name: str = "证书.png", number: int = 0) -> SimpleUploadedFile:
    """A small picture, as a phone would send it."""
    drawn = Image.linear_gradient("L").resize((64, 48)).rotate(number * 7)
    content = io.BytesIO()
    drawn.save(content, "PNG")
    return SimpleUploadedFile(name, content.getvalue(), content_type="image/png")
