"""Sign-in without a proof, in the demo alone."""

from importlib import import_module

import pytest
from django.conf import settings as site
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest
from pytest_django.fixtures import Settings

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.floor.accounts.proofs import AGENT
from yizhan.floor.accounts import demo
from yizhan.floor.accounts.actors import PUBLIC
from yizhan.floor.accounts.sessions import MEMBERSHIP
from yizhan.floor.accounts.states import Role
from yizhan.floor.organisations.scope import OutOfScope

pytestmark = pytest.mark.django_db


def a_request() -> HttpRequest:
    request = HttpRequest()
    request.user = AnonymousUser()
    request.session = import_module(site.SESSION_ENGINE).SessionStore()
    request.META = {"HTTP_USER_AGENT": AGENT, "REMOTE_ADDR": "127.0.0.1"}
    return request


def test_identities_are_the_memberships_of_invented_persons_by_role() -> None:
    city = a_city()
    a_member(Role.COUNTY_OFFICER, city.county, a_person("丁", username="demo-county"))
    a_member(Role.WORKER, person=a_person("甲", username="demo-worker"))
    a_member(Role.WORKER, person=a_person("乙", username="worker"))
    a_member(Role.WORKER, person=a_person("丙"))
    found = [(one.name, one.role, one.organisation_name) for one in demo.identities(PUBLIC, now=NOW)]
    assert found == [("甲", Role.WORKER, ""), ("丁", Role.COUNTY_OFFICER, "丰泽区人社局")]


def test_signing_in_begins_in_the_chosen_membership() -> None:
    person = a_person(username="demo-both")
    a_member(Role.WORKER, person=person)
    head = a_member(Role.STATION_HEAD, person=person)
    request = a_request()
    assert head.membership_id is not None
    assert demo.sign_in(request, head.membership_id, now=NOW).method == "demo"
    assert request.session[MEMBERSHIP] == str(head.membership_id)


def test_nobody_else_is_signed_in() -> None:
    real = a_member(Role.STATION_HEAD, person=a_person(username="head"))
    assert real.membership_id is not None
    with pytest.raises(OutOfScope):
        demo.sign_in(a_request(), real.membership_id, now=NOW)


def test_outside_the_demo_there_is_nobody(settings: Settings) -> None:
    invented = a_member(Role.WORKER, person=a_person(username="demo-worker"))
    settings.YIZHAN_DEMO = False
    assert demo.identities(PUBLIC, now=NOW) == []
    assert invented.membership_id is not None
    with pytest.raises(OutOfScope):
        demo.sign_in(a_request(), invented.membership_id, now=NOW)
