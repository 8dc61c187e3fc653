"""A form that is sent twice is answered once: each filling-in carries a number, and the answer to it is remembered.

This spares an impatient finger its second record, also when both arrive at the same time. What must never be doubled is guarded
by a constraint of the database.
"""

import uuid
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from django.conf import settings
from django.db import DatabaseError, OperationalError, connection
from django.http import HttpRequest, HttpResponse, UnreadablePostError
from django.shortcuts import render
from psycopg.errors import LockNotAvailable

FIELD = "submission"
_KEY = "submissions"
_REMEMBERED = 20


class OneAtATime:
    """Middleware, outside that of sessions: of two that carry the same number, the second begins when the first is answered and its
    session saved, and so finds the answer. Whoever waits longer than the database lets him is asked to look later, 409."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        number = _sent_number(request)
        if not number:
            return self.get_response(request)
        try:
            with _turn(number):
                return self.get_response(request)
        except _StillBusy:
            return render(
                request,
                "access/impossible.html",
                {"sentence": "刚才提交的内容还在办理，请稍候再查看结果，不要重复提交。"},
                status=409,
            )


def new_number() -> str:
    """A number that no other form carries."""
    return uuid.uuid4().hex


def answered(request: HttpRequest) -> str | None:
    """Where the same submission was sent before; None for a new one, and for one without a number."""
    found = request.session.get(_KEY, {}).get(_number(request))
    return found if isinstance(found, str) else None


def remember(request: HttpRequest, address: str) -> str:
    """Keeps where this submission was answered, for the last twenty of the session. Returns the address."""
    number = _number(request)
    if number:
        kept = {**request.session.get(_KEY, {}), number: address}
        request.session[_KEY] = dict(list(kept.items())[-_REMEMBERED:])
    return address


def _number(request: HttpRequest) -> str:
    given = request.POST.get(FIELD, "")
    return given if len(given) == 32 and given.isalnum() else ""


def _sent_number(request: HttpRequest) -> str:
    """Empty for strangers too: nobody without a session makes the site read a form before it knows whether it may be sent."""
    if request.method != "POST" or settings.SESSION_COOKIE_NAME not in request.COOKIES:
        return ""
    try:
        return _number(request)
    except UnreadablePostError:
        return ""


class _StillBusy(Exception):
    """Somebody else holds the number."""


@contextmanager
def _turn(number: str) -> Iterator[None]:
    """The number is this request's until it is answered; it does not outlive the connection."""
    key = f"components.submission.{number}"
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [key])
    except OperationalError as error:
        if isinstance(error.__cause__, LockNotAvailable):
            raise _StillBusy from error
        raise
    try:
        yield
    finally:
        # A connection that broke has let go of it already.
        with suppress(DatabaseError), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [key])
