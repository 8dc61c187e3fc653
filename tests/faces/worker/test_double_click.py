"""A form that is sent twice at the same time is done once; whoever has to wait too long is told so."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier, Event, Thread

import pytest
from django.db import connection, connections
from django.test import Client
from django.utils import timezone

from tests.faces.worker.factories import a_town, browser_of, registered, text
from yizhan.faces.components.submissions import new_number
from yizhan.market.people.models import Certificate, Worker

pytestmark = pytest.mark.django_db(transaction=True)
ADDRESS = "/my/file/certificate"


def a_form(number: str) -> dict[str, str]:
    ends = (timezone.now() + timedelta(days=90)).date().isoformat()
    return {"name": "健康证", "number": "JK-1", "expires_on": ends, "submission": number}


def another_window(browser: Client) -> Client:
    """The same session in another connection."""
    other = Client()
    other.cookies = browser.cookies
    return other


def sent_at_once(worker: Worker, numbers: tuple[str, str]) -> list[int]:
    browser = browser_of(worker)
    gate = Barrier(2)

    def send(number: str) -> int:
        try:
            window = another_window(browser)
            gate.wait(10)
            return window.post(ADDRESS, a_form(number)).status_code
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        return list(pool.map(send, numbers))


def test_the_same_form_sent_twice_at_once_is_done_once() -> None:
    number = new_number()
    assert sent_at_once(registered(a_town()), (number, number)) == [302, 302]
    assert Certificate.objects.count() == 1


def test_two_forms_sent_at_once_are_both_done() -> None:
    assert sent_at_once(registered(a_town()), (new_number(), new_number())) == [302, 302]
    assert Certificate.objects.count() == 2


def test_whoever_waits_too_long_is_asked_to_look_later_and_nothing_is_done() -> None:
    browser, number = browser_of(registered(a_town())), new_number()
    held, done = Event(), Event()

    def hold() -> None:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [f"components.submission.{number}"])
        held.set()
        done.wait(30)
        connections.close_all()

    other = Thread(target=hold)
    other.start()
    held.wait(10)
    with connection.cursor() as cursor:
        cursor.execute("SET lock_timeout = '100ms'")
    try:
        answer = browser.post(ADDRESS, a_form(number))
    finally:
        done.set()
        other.join()
        connection.close()
    assert "刚才提交的内容还在办理" in text(answer, 409)
    assert Certificate.objects.count() == 0
