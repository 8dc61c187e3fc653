"""A page of refusal, and every other page, leads nowhere where its reader would be refused."""

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import NoReverseMatch, resolve, reverse

from tests.faces.access.scene import ROLES, Scene, a_scene, client_for
from tests.floor.accounts.factories import a_person
from yizhan.faces.components.access_middleware import table
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
_HERE = re.compile(r'<(?:a|form)\b[^>]*\b(?:href|action)="(/[^"?#]*)')


@pytest.fixture
def scene() -> Scene:
    return a_scene()


def plain_addresses(*, allowed: bool, actor: Actor) -> Iterator[str]:
    """The pages without parts in their address that this actor may open, or may not."""
    for name, row in sorted(table().items()):
        if not row.subject and "GET" in row.methods and row.admits(actor) is allowed:
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def led_astray(answer: Any, actor: Actor) -> list[str]:
    """The links and forms of a page whose addresses are not for this actor."""
    text = answer.content.decode()
    found = {address for address in _HERE.findall(text) if not address.startswith(settings.STATIC_URL)}
    return sorted(address for address in found if not table()[resolve(address).view_name].admits(actor))


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_a_page_of_refusal_links_only_to_what_this_role_may_open(scene: Scene, role: Role) -> None:
    actor = scene.actors[role]
    faces: set[str] = set()
    for address in plain_addresses(allowed=False, actor=actor):
        face = resolve(address).app_name
        if face in faces:
            continue
        faces.add(face)
        answer = scene.client(actor).get(address)
        assert answer.status_code == 403
        assert led_astray(answer, actor) == [], address
    assert faces


@pytest.mark.parametrize("role", ROLES, ids=str)
def test_the_first_pages_of_a_role_link_only_to_what_it_may_open(scene: Scene, role: Role) -> None:
    actor = scene.actors[role]
    for address in ("/", "/my/", "/hire/", "/work/", "/console/", "/login/account", "/login/memberships"):
        answer = scene.client(actor).get(address)
        if answer.status_code == 200:
            assert led_astray(answer, actor) == [], address


def test_a_refusal_asks_the_database_only_who_is_asking(scene: Scene) -> None:
    client = scene.client(scene.actors[Role.WORKER])
    client.get("/console/")
    with CaptureQueriesContext(connection) as asked:
        assert client.get("/console/").status_code == 403
    assert len(asked) <= 4


def test_whoever_has_no_role_is_told_so_in_words() -> None:
    nobody = a_person(name="新人")
    answer = client_for(Actor(nobody.id, Role.PUBLIC, nobody.name)).get("/work/")
    assert answer.status_code == 403
    assert "您还没有岗位。" in answer.content.decode()
    assert "公众" not in answer.content.decode()
