"""A draft is sealed, bound to person and form, and lasts a day."""

from datetime import timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest

from tests.floor.accounts.factories import NOW, a_member, a_person
from yizhan.faces.components import drafts
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
NUMBER = "11010519491231002X"


def a_request(actor: Actor | None = None) -> HttpRequest:
    request = HttpRequest()
    request.session = SessionStore()
    request.actor = actor or a_member(Role.WORKER, person=a_person())  # type: ignore[attr-defined]
    return request


def test_what_was_typed_is_read_again_and_not_to_be_seen_in_the_session() -> None:
    request = a_request()
    drafts.keep(request, "form", "who", {"name": ["林阿水"], "number": [NUMBER]}, now=NOW)
    drafts.keep(request, "form", "wish", {"trades": ["保洁", "焊工"]}, now=NOW)
    pages = drafts.read(request, "form", now=NOW)
    assert (pages["who"]["number"], pages["wish"].getlist("trades")) == (NUMBER, ["保洁", "焊工"])
    assert NUMBER not in str(dict(request.session.items()))
    assert "林阿水" not in str(dict(request.session.items()))


def test_a_page_that_is_typed_again_takes_the_place_of_the_first() -> None:
    request = a_request()
    drafts.keep(request, "form", "wish", {"trades": ["保洁"]}, now=NOW)
    drafts.keep(request, "form", "wish", {"trades": ["焊工"]}, now=NOW)
    assert drafts.read(request, "form", now=NOW)["wish"].getlist("trades") == ["焊工"]


def test_it_lasts_a_day() -> None:
    request = a_request()
    drafts.keep(request, "form", "who", {"name": ["林阿水"]}, now=NOW)
    assert drafts.read(request, "form", now=NOW + timedelta(hours=24)) != {}
    assert drafts.read(request, "form", now=NOW + timedelta(hours=24, seconds=1)) == {}


def test_neither_another_person_nor_another_form_opens_it() -> None:
    request = a_request()
    drafts.keep(request, "form", "who", {"name": ["林阿水"]}, now=NOW)
    other = a_request(a_member(Role.WORKER, person=a_person(name="别人")))
    other.session = request.session
    assert drafts.read(other, "form", now=NOW) == {}
    kept = request.session["components.drafts"]
    request.session["components.drafts"] = {"another": kept["form"]}
    assert drafts.read(request, "another", now=NOW) == {}


@pytest.mark.parametrize("broken", [None, 1, "x", ["x", 1], ["AAAA", 1], ["", "x"], {}])
def test_what_does_not_open_is_no_draft(broken: object) -> None:
    request = a_request()
    request.session["components.drafts"] = {"form": broken}
    assert drafts.read(request, "form", now=NOW) == {}


def test_a_draft_that_was_handed_in_is_gone() -> None:
    request = a_request()
    drafts.keep(request, "form", "who", {"name": ["林阿水"]}, now=NOW)
    drafts.forget(request, "form")
    assert drafts.read(request, "form", now=NOW) == {}
