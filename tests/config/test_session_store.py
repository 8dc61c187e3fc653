"""A session that was ended is told apart from a database that does not answer."""

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import UpdateError
from django.contrib.sessions.models import Session
from django.db import OperationalError, connection

from yizhan.config import accounts
from yizhan.config.session_store import SessionStore


def kept() -> SessionStore:
    session = SessionStore()
    session["one"] = 1
    session.save()
    return SessionStore(session.session_key)


def test_the_site_uses_it() -> None:
    assert accounts.SESSION_ENGINE == SessionStore.__module__
    assert settings.SESSION_ENGINE == SessionStore.__module__


@pytest.mark.django_db
def test_what_is_saved_is_read_again() -> None:
    session = kept()
    session["two"] = 2
    session.save()
    assert dict(SessionStore(session.session_key).items()) == {"one": 1, "two": 2}


@pytest.mark.django_db
def test_a_session_that_was_ended_meanwhile_is_the_visitors_affair() -> None:
    session = kept()
    session["two"] = 2
    Session.objects.all().delete()
    with pytest.raises(UpdateError):
        session.save()


@pytest.mark.django_db
def test_a_database_that_broke_off_is_not() -> None:
    session = kept()
    session["two"] = 2

    def break_off(*_: object) -> None:
        raise OperationalError("the connection is lost")

    with connection.execute_wrapper(break_off), pytest.raises(OperationalError, match="the connection is lost"):
        session.save()
