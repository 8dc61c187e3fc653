"""Sessions in the browser: what a request costs, who acts, idle times, ending, and steps before acting as staff."""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.http import HttpRequest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.floor.accounts.proofs import PASSWORD, a_clerk, bound, signed_in
from yizhan.floor.accounts import actions, passwords, queries, sessions
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.devices import device_words
from yizhan.floor.accounts.models import Membership, Person, SignIn
from yizhan.floor.accounts.states import AccountState, Method, Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def who(client: Client) -> dict[str, Any]:
    answer: dict[str, Any] = client.get("/who").json()
    return answer


def now() -> datetime:
    return timezone.now()


def key_of(client: Client) -> str:
    return client.cookies[settings.SESSION_COOKIE_NAME].value


def test_a_request_without_a_session_asks_the_database_nothing(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    with django_assert_num_queries(0):
        assert who(Client())["role"] == "public"


@pytest.mark.parametrize("memberships", [1, 30])
def test_a_signed_in_request_costs_three_queries_however_many_memberships(
    django_assert_num_queries: DjangoAssertNumQueries, memberships: int
) -> None:
    person = a_person()
    for _ in range(memberships):
        a_member(Role.STATION_STAFF, person=person)
    client = signed_in(person, Method.TWO_FACTORS, now())
    with django_assert_num_queries(3):
        assert who(client)["role"] == "station_staff"


def test_one_factor_never_acts_in_a_staff_role() -> None:
    person = a_person()
    a_member(Role.STATION_HEAD, person=person)
    a_member(Role.WORKER, person=person)
    for method, roles in (
        (Method.CODE, ["worker"]),
        (Method.WECHAT, ["worker"]),
        (Method.TWO_FACTORS, ["station_head", "worker"]),
    ):
        answer = who(signed_in(person, method, now()))
        assert (answer["role"], answer["roles"]) == (roles[0], roles)


def test_a_password_without_second_factor_acts_as_nobody_and_says_what_to_do() -> None:
    person = a_clerk()
    client = signed_in(person, Method.PASSWORD, now())
    assert (who(client)["role"], who(client)["step"], who(client)["roles"]) == ("public", "enrol", [])
    Person.objects.update(password_is_initial=True)
    assert who(client)["step"] == "change_password"


def in_browser(client: Client, act: Callable[[HttpRequest], object]) -> None:
    """Runs what a view would, within this browser's session."""
    request = HttpRequest()
    request.session = client.session
    request.META = {"REMOTE_ADDR": "127.0.0.1"}
    act(request)
    request.session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(request.session.session_key)


def test_binding_an_authenticator_strengthens_the_session_under_a_new_key() -> None:
    client = signed_in(a_clerk(), Method.PASSWORD, now())
    before = key_of(client)
    in_browser(client, lambda request: sessions.strengthen(request, now=now()))
    assert key_of(client) != before
    assert (who(client)["role"], who(client)["step"]) == ("station_staff", "")
    assert SignIn.objects.values_list("method", "session_key").get() == ("two_factors", key_of(client))
    assert not Session.objects.filter(session_key=before).exists()


def test_the_key_of_a_session_changes_at_sign_in() -> None:
    person, client = a_person(), Client()
    session = client.session
    session["before"] = 1
    session.save()
    client.cookies[settings.SESSION_COOKIE_NAME] = str(session.session_key)
    in_browser(client, lambda request: sessions.begin(request, person, method=Method.CODE, now=now()))
    assert key_of(client) != session.session_key
    assert not Session.objects.filter(session_key=session.session_key).exists()


@pytest.mark.parametrize(("method", "idle"), [(Method.TWO_FACTORS, 30 * 60), (Method.CODE, 30 * 24 * 3600)])
def test_a_session_ends_after_its_idle_time(method: Method, idle: int) -> None:
    person = a_person()
    client = signed_in(person, method, now())
    ends = Session.objects.get().expire_date
    assert abs((ends - now()).total_seconds() - idle) < 10
    Session.objects.update(expire_date=now() - timedelta(seconds=1))
    assert who(client)["role"] == "public"
    assert not queries.sign_ins(queries.actor_for(person, None, now=now()), now=now()).exists()


def test_staff_who_work_stay_signed_in_and_a_write_happens_at_most_once_a_minute() -> None:
    client = signed_in(a_clerk(), Method.TWO_FACTORS, now() - timedelta(minutes=2))
    Session.objects.update(expire_date=now() + timedelta(minutes=1))
    who(client)
    renewed = Session.objects.get().expire_date
    assert renewed > now() + timedelta(minutes=29)
    who(client)
    assert Session.objects.get().expire_date == renewed


def test_suspension_ends_sessions_at_once() -> None:
    person = a_clerk()
    client = signed_in(person, Method.TWO_FACTORS, NOW)
    actions.suspend(actor=a_member(Role.ADMINISTRATOR), person=person, reason="离岗", now=NOW)
    assert who(client)["role"] == "public"
    assert (Session.objects.count(), SignIn.objects.filter(ended_at=None).count()) == (0, 0)
    with pytest.raises(Refusal, match="账号已停用"):
        signed_in(Person.objects.get(pk=person.pk), Method.TWO_FACTORS, NOW)


def test_a_state_changed_past_the_program_ends_the_session_too() -> None:
    person = a_clerk()
    client = signed_in(person, Method.TWO_FACTORS, now())
    Person.objects.filter(pk=person.pk).update(state=AccountState.SUSPENDED)
    assert who(client)["role"] == "public"


def test_an_ended_membership_is_gone_with_the_next_request() -> None:
    city, person = a_city(), a_person()
    a_member(Role.STATION_STAFF, city.station, person)
    client = signed_in(person, Method.TWO_FACTORS, now())
    assert who(client)["path"] == city.station.path
    Membership.objects.update(until=now().date() - timedelta(days=1))
    assert (who(client)["role"], who(client)["id"]) == ("public", str(person.id))


def test_a_person_switches_between_the_own_memberships_only() -> None:
    person = a_person()
    first = a_member(Role.STATION_STAFF, person=person)
    second = a_member(Role.PANEL_MEMBER, person=person)
    stranger = a_member(Role.AUDITOR)
    client = signed_in(person, Method.TWO_FACTORS, now())
    held = queries.memberships_of(person, on=now().date())

    def choose(membership_id: Any) -> None:
        def act(request: HttpRequest) -> None:
            request.memberships = held  # type: ignore[attr-defined]
            sessions.choose_membership(request, membership_id)

        in_browser(client, act)

    for actor in (second, first, second):
        choose(actor.membership_id)
        assert who(client)["membership"] == str(actor.membership_id)
    with pytest.raises(OutOfScope):
        choose(stranger.membership_id)
    Membership.objects.filter(role=Role.PANEL_MEMBER).update(until=now().date())
    assert who(client)["membership"] == str(first.membership_id)


def test_a_person_sees_the_own_sessions_and_ends_another_one() -> None:
    person, stranger = a_person(), a_person(name="别人")
    here = signed_in(person, Method.CODE, now())
    there = signed_in(person, Method.WECHAT, now(), address="2001:db8:1:2:3::4")
    theirs = signed_in(stranger, Method.CODE, now())
    actor = queries.actor_for(person, None, now=now())
    seen = queries.sign_ins(actor, now=now())
    assert sorted((one.device, one.address_range) for one in seen) == [
        ("安卓手机 微信", "2001:db8:1:2::/64"),
        ("安卓手机 微信", "203.0.113.0/24"),
    ]
    sessions.end_one(actor=actor, sign_in_id=SignIn.objects.get(session_key=key_of(there)).id, now=now())
    assert [who(client)["id"] for client in (here, there, theirs)] == [str(person.id), str(SYSTEM.id), str(stranger.id)]
    with pytest.raises(OutOfScope):
        sessions.end_one(actor=actor, sign_in_id=SignIn.objects.get(session_key=key_of(theirs)).id, now=now())


def test_signing_out_ends_this_session() -> None:
    person = a_person()
    client = signed_in(person, Method.CODE, now())
    in_browser(client, lambda request: sessions.end(request, queries.actor_for(person, None, now=now()), now=now()))
    assert SignIn.objects.get().ended_at is not None
    assert who(client)["role"] == "public"


def test_changing_the_password_keeps_this_session_and_ends_the_others() -> None:
    person = a_clerk()
    bound(person)
    here, there = (signed_in(person, Method.TWO_FACTORS, now()) for _ in range(2))
    actor = queries.actor_for(person, None, now=now())

    def change(request: HttpRequest) -> None:
        request.user = person
        changed = passwords.change(
            actor=actor,
            person=person,
            old=PASSWORD,
            new="绿色的火车来了17趟不停",
            keep_session=request.session.session_key,
            now=now(),
        )
        sessions.outlive_password_change(request, changed)

    in_browser(here, change)
    assert [who(client)["role"] for client in (here, there)] == ["station_staff", "public"]
    assert SignIn.objects.get(ended_at=None).session_key == key_of(here)


def test_a_password_changed_past_the_program_ends_every_session() -> None:
    person = a_clerk()
    client = signed_in(person, Method.TWO_FACTORS, now())
    person.set_password("绿色的火车来了17趟不停")
    person.save()
    assert who(client)["role"] == "public"


def test_the_demo_sign_in_exists_in_the_demo_only(settings: Settings) -> None:
    person = a_clerk()
    assert who(signed_in(person, Method.DEMO, now()))["role"] == "station_staff"
    settings.YIZHAN_DEMO = False
    with pytest.raises(Refusal, match="演示登录未开放"):
        signed_in(person, Method.DEMO, now())


def test_a_forged_membership_in_the_session_is_passed_over() -> None:
    person = a_clerk()
    client = signed_in(person, Method.TWO_FACTORS, now())
    session = client.session
    session[sessions.MEMBERSHIP] = "not-a-key"
    session.save()
    assert who(client)["role"] == "station_staff"


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) Version/17.0 Mobile Safari/604.1", "苹果手机 Safari浏览器"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120.0 Safari/537.36 Edg/120.0", "Windows电脑 Edge浏览器"),
        ("", "未知设备"),
        ("<script>alert(1)</script>", "未知设备"),
    ],
)
def test_a_device_is_called_by_two_words(said: str, words: str) -> None:
    assert device_words(said) == words
