"""What the middleware does with those whom the table does not admit."""

import pytest
from django.http import HttpResponse
from pytest_django.fixtures import Settings

from tests.faces.access.scene import client_for
from tests.floor.accounts.factories import a_city, a_member
from yizhan.faces.components import access_middleware
from yizhan.faces.components.access import Access, Reach, everybody, whoever_signed_in
from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.states import Role

ROWS = {
    "planted:fine": Access({Role.STATION_HEAD: Reach.ANY, Role.AUDITOR: Reach.ANY}, methods=("GET", "POST")),
    "planted:broken": everybody(),
    "entrance:login": everybody(),
}


@pytest.fixture(autouse=True)
def _planted(monkeypatch: pytest.MonkeyPatch, settings: Settings) -> None:
    settings.ROOT_URLCONF = "tests.faces.access.planted"
    monkeypatch.setattr(access_middleware, "table", lambda: ROWS)


def answer(actor: Actor, address: str, method: str = "get") -> HttpResponse:
    reply: HttpResponse = getattr(client_for(actor), method)(address)
    return reply


@pytest.mark.django_db
def test_an_address_without_a_row_is_forbidden_to_everybody() -> None:
    head = a_member(Role.STATION_HEAD, a_city().station)
    assert [answer(actor, "/planted/forgotten").status_code for actor in (PUBLIC, head)] == [403, 403]
    assert answer(head, "/planted/nameless").status_code == 403


@pytest.mark.django_db
def test_who_has_not_signed_in_comes_back_after_signing_in() -> None:
    reply = answer(PUBLIC, "/planted/fine?tab=2")
    assert (reply.status_code, reply.headers["Location"]) == (302, "/login/?next=/planted/fine%3Ftab%3D2")


@pytest.mark.django_db
def test_a_form_sent_without_signing_in_leads_back_to_the_home_page() -> None:
    assert answer(PUBLIC, "/planted/fine", "post").headers["Location"] == "/login/?next=/"


@pytest.mark.django_db
def test_another_role_is_told_which_roles_may() -> None:
    reply = answer(a_member(Role.WORKER), "/planted/fine")
    assert reply.status_code == 403
    text = reply.content.decode()
    assert "站长、审计员" in text
    assert "您现在的岗位是：零工" in text


@pytest.mark.django_db
def test_a_method_that_is_not_declared_is_not_allowed() -> None:
    head = a_member(Role.STATION_HEAD, a_city().station)
    assert answer(head, "/planted/fine", "delete").status_code == 405
    assert [answer(head, "/planted/fine", method).status_code for method in ("get", "head", "post")] == [200, 200, 200]


@pytest.mark.django_db
def test_whoever_signed_in_is_admitted_to_a_row_without_roles(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(access_middleware, "table", lambda: {**ROWS, "planted:fine": whoever_signed_in()})
    assert answer(a_member(Role.WORKER), "/planted/fine").status_code == 200
    assert answer(PUBLIC, "/planted/fine").status_code == 302


def test_a_face_cannot_declare_the_address_of_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.undo()
    access_middleware.table.cache_clear()
    monkeypatch.setattr("yizhan.faces.sandbox.access.ACCESS", {"public:home": everybody()})
    with pytest.raises(ValueError, match="public:home is declared by yizhan.faces.sandbox"):
        access_middleware.table()
    access_middleware.table.cache_clear()
