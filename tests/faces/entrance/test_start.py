"""Where one arrives after signing in, and in what capacity."""

from datetime import date

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tests.faces.access.scene import a_scene, client_for
from tests.faces.entrance.visiting import PHONE, arrived_at, by_code, followed, session_key, text
from tests.floor.accounts.factories import a_member, a_person
from yizhan.floor.accounts.models import Membership, Person, SignIn
from yizhan.floor.accounts.states import Role

pytestmark = pytest.mark.django_db
HOMES = {
    Role.WORKER: "/my/",
    Role.CREW_LEADER: "/my/",
    Role.EMPLOYER_AGENT: "/hire/",
    Role.STATION_STAFF: "/work/",
    Role.STATION_HEAD: "/work/",
    Role.OPERATOR_STAFF: "/work/",
    Role.COUNTY_OFFICER: "/console/",
    Role.CITY_OFFICER: "/console/",
    Role.PANEL_MEMBER: "/console/",
    Role.FINANCE: "/console/",
    Role.ADMINISTRATOR: "/console/",
    Role.AUDITOR: "/console/",
}


def test_every_role_starts_on_its_own_pages() -> None:
    actors = a_scene().actors
    assert {role: client_for(actor).get("/login/start").headers["Location"] for role, actor in actors.items()} == HOMES


def test_the_page_that_was_wished_for_comes_before_the_start_page(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    assert client.get("/login/account").headers["Location"] == "/login/?next=/login/account"
    assert arrived_at(by_code(client, wished="/login/account")) == ["/login/start", "/login/account"]
    assert client.get("/login/start").headers["Location"] == "/my/"


def test_the_wish_outlives_the_name_and_the_tabs(client: Client) -> None:
    assert "/login/staff?next=%2Flogin%2Faccount" in text(client.get("/login/?next=/login/account"))
    by_code(client, wished="/login/account")
    answer = followed(client, client.post("/login/name", {"name": "陈阿土"}))
    assert arrived_at(answer) == ["/login/start", "/login/account"]


def test_a_wish_for_nothing_leads_to_the_start_page(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    assert arrived_at(by_code(client, wished="/no/such/page")) == ["/login/start", "/my/"]


def test_somebody_without_a_role_who_wanted_the_pages_of_workers_registers_first(client: Client) -> None:
    a_person(phone=PHONE)
    assert arrived_at(by_code(client, wished="/my/")) == ["/login/start", reverse("worker:register")]
    assert f'href="{reverse("worker:register")}"' in text(client.get("/login/start"))


def test_a_wish_that_asks_for_another_membership_takes_it(client: Client) -> None:
    person = a_person(phone=PHONE)
    a_member(Role.EMPLOYER_AGENT, person=person)
    worker = a_member(Role.WORKER, person=person)
    Membership.objects.filter(person=person, role=Role.WORKER).update(since=date(2026, 6, 1))
    by_code(client, wished=reverse("worker:home"))
    assert client.session["accounts.membership"] == str(worker.membership_id)


def test_choosing_a_membership_changes_the_start_page_and_is_kept(client: Client) -> None:
    person = a_person(name="李水莲", phone=PHONE)
    worker, agent = a_member(Role.WORKER, person=person), a_member(Role.EMPLOYER_AGENT, person=person)
    by_code(client)
    page = text(client.get("/login/memberships"))
    assert page.count("<c-badge") == 0
    assert page.count("当前") == 1
    assert agent.organisation_name in page
    answer = followed(client, client.post("/login/memberships", {"membership": agent.membership_id}))
    assert arrived_at(answer) == ["/login/start", "/hire/"]
    answer = client.post("/login/memberships", {"membership": worker.membership_id, "next": "/login/account"})
    assert client.get("/login/start").headers["Location"] == "/login/account"
    assert "零工" in text(client.get("/login/account"))


@pytest.mark.parametrize("given", ["", "x", "00000000-0000-0000-0000-000000000000"])
def test_a_membership_that_is_not_the_own_is_not_there(client: Client, given: str) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    by_code(client)
    assert client.post("/login/memberships", {"membership": given}).status_code in (404, 422)


def test_the_membership_of_somebody_else_is_not_there(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    other = a_member(Role.EMPLOYER_AGENT)
    by_code(client)
    assert client.post("/login/memberships", {"membership": other.membership_id}).status_code == 404


def test_leaving_ends_the_session_on_the_server(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(phone=PHONE))
    by_code(client)
    kept = session_key(client)
    assert client.get("/login/leave").status_code == 405
    answer = followed(client, client.post("/login/leave"))
    assert "已退出登录" in text(answer)
    client.cookies[settings.SESSION_COOKIE_NAME] = kept
    assert client.get("/login/account").status_code == 302
    assert SignIn.objects.get().ended_at is not None


def test_whoever_signs_in_as_another_has_left_the_first_session(client: Client) -> None:
    first = a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    browser = client_for(first)
    assert "您已登录：李水莲（零工）" in text(browser.get("/login/"))
    by_code(browser, "13900139000")
    assert SignIn.objects.get(person_id=first.id).ended_at is not None
    assert Person.objects.count() == 2


def test_a_name_that_is_known_is_not_changed_here(client: Client) -> None:
    a_member(Role.WORKER, person=a_person(name="李水莲", phone=PHONE))
    by_code(client)
    client.post("/login/name", {"name": "别人"})
    assert Person.objects.get().name == "李水莲"


def test_thirty_memberships_cost_as_many_queries_as_one(client: Client) -> None:
    counts = []
    for number, memberships in (("13800138000", 1), ("13800138001", 30)):
        person = a_person(phone=number)
        a_member(Role.WORKER, person=person)
        for _ in range(memberships - 1):
            a_member(Role.EMPLOYER_AGENT, person=person)
        browser = Client()
        by_code(browser, number)
        with CaptureQueriesContext(connection) as queries:
            browser.get("/login/memberships")
        counts.append(len(queries))
    assert counts[0] == counts[1]
