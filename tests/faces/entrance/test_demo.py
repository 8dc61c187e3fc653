"""One-click sign-in, which exists in the demo only."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.faces.entrance.visiting import text
from tests.floor.accounts.factories import a_city, a_member, a_person
from yizhan.floor.accounts.models import SignIn
from yizhan.floor.accounts.states import AccountState, Role

pytestmark = pytest.mark.django_db


def test_a_click_signs_in_as_that_person_in_that_role(client: Client) -> None:
    city = a_city()
    person = a_person(name="陈站长", username="demo-head")
    a_member(Role.WORKER, person=person)
    head = a_member(Role.STATION_HEAD, city.station, person)
    page = text(client.get("/login/"))
    assert re.findall(r'identity__role">([^<]+)<', page) == ["零工", "站长"]
    assert "陈站长<small>东海零工驿站</small>" in page
    answer = client.post("/login/demo", {"membership": head.membership_id})
    assert answer.headers["Location"] == "/login/start"
    assert client.get("/login/start").headers["Location"] == "/work/"
    assert SignIn.objects.get().method == "demo"


def test_the_wish_is_kept(client: Client) -> None:
    worker = a_member(Role.WORKER, person=a_person(username="demo-worker"))
    client.post("/login/demo", {"membership": worker.membership_id, "next": "/login/account"})
    assert client.get("/login/start").headers["Location"] == "/login/account"


def test_nobody_but_the_invented_persons_is_offered(client: Client) -> None:
    others = [
        a_member(Role.WORKER, person=a_person(phone="13800138000")),
        a_member(Role.STATION_HEAD, person=a_person(username="head.chen")),
        a_member(Role.ADMINISTRATOR, person=a_person(username="demoadmin")),
    ]
    off = a_person(username="demo-off")
    others.append(a_member(Role.WORKER, person=off))
    off.state = AccountState.SUSPENDED
    off.save()
    assert "演示身份" not in text(client.get("/login/"))
    assert [client.post("/login/demo", {"membership": one.membership_id}).status_code for one in others] == [404] * 4
    assert not SignIn.objects.exists()


@pytest.mark.parametrize("given", ["", "x", "' OR 1=1"])
def test_what_is_no_membership_leads_back(client: Client, given: str) -> None:
    assert client.post("/login/demo", {"membership": given}).headers["Location"] == "/login/"


def test_in_production_there_is_no_such_page(client: Client, settings: Settings) -> None:
    worker = a_member(Role.WORKER, person=a_person(username="demo-worker"))
    settings.YIZHAN_DEMO = False
    assert client.post("/login/demo", {"membership": worker.membership_id}).status_code == 404
    assert client.get("/login/demo").status_code == 405
    assert "演示身份" not in text(client.get("/login/"))
    assert not SignIn.objects.exists()


def test_thirty_identities_cost_as_many_queries_as_one(client: Client) -> None:
    counts = []
    for number in (1, 30):
        for place in range(number):
            a_member(Role.STATION_STAFF, person=a_person(username=f"demo-{number}-{place}"))
        with CaptureQueriesContext(connection) as queries:
            client.get("/login/")
        counts.append(len(queries))
    assert counts == [1, 1]
