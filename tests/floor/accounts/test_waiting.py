"""The number that waits for its code between two pages."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends.base import SessionBase

from tests.floor.accounts.factories import NOW
from tests.floor.accounts.proofs import ADDRESS, OTHER_PHONE, PHONE
from yizhan.floor.accounts import waiting
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.models import SandboxMessage
from yizhan.floor.accounts.states import CodePurpose

pytestmark = pytest.mark.django_db
SIGN_IN = CodePurpose.SIGN_IN


@pytest.fixture
def session() -> SessionBase:
    made: SessionBase = import_module(settings.SESSION_ENGINE).SessionStore()
    return made


def asked(session: SessionBase, phone: str = PHONE, later: int = 0, *, again: bool = False) -> waiting.Waiting:
    now = NOW + timedelta(seconds=later)
    return waiting.ask(session, phone=phone, purpose=SIGN_IN, address=ADDRESS, again=again, now=now)


def test_the_number_is_kept_sealed_and_found_again(session: SessionBase) -> None:
    asked(session)
    assert PHONE not in str(dict(session.items()))
    found = waiting.find(session, SIGN_IN, now=NOW)
    assert found is not None
    assert (found.phone, found.masked, found.again_at - NOW) == (PHONE, "138****8000", timedelta(minutes=1))
    assert PHONE not in repr(found)


def test_it_serves_its_purpose_alone(session: SessionBase) -> None:
    asked(session)
    assert waiting.find(session, CodePurpose.CHANGE_PHONE, now=NOW) is None
    session["accounts.waiting"]["change_phone"] = session["accounts.waiting"]["sign_in"]
    assert waiting.find(session, CodePurpose.CHANGE_PHONE, now=NOW) is None


def test_it_is_forgotten_after_half_an_hour_and_on_demand(session: SessionBase) -> None:
    asked(session)
    assert waiting.find(session, SIGN_IN, now=NOW + timedelta(minutes=29, seconds=59)) is not None
    assert waiting.find(session, SIGN_IN, now=NOW + timedelta(minutes=30)) is None
    waiting.forget(session, SIGN_IN)
    assert waiting.find(session, SIGN_IN, now=NOW) is None


def test_the_same_number_within_a_minute_goes_on_waiting(session: SessionBase) -> None:
    asked(session)
    assert asked(session, later=59).asked_at == NOW
    assert SandboxMessage.objects.count() == 1


def test_another_code_within_a_minute_is_refused_and_the_number_goes_on_waiting(session: SessionBase) -> None:
    asked(session)
    with pytest.raises(TooOften):
        asked(session, later=59, again=True)
    assert waiting.find(session, SIGN_IN, now=NOW) is not None
    assert asked(session, later=60, again=True).asked_at == NOW + timedelta(seconds=60)
    assert SandboxMessage.objects.count() == 2


def test_another_number_takes_its_place(session: SessionBase) -> None:
    asked(session)
    asked(session, OTHER_PHONE, 10)
    found = waiting.find(session, SIGN_IN, now=NOW + timedelta(seconds=10))
    assert found is not None
    assert found.phone == OTHER_PHONE


@pytest.mark.parametrize("kept", [["", 0], ["!!", 0], ["AAAA", 0]])
def test_what_cannot_be_opened_is_not_there(session: SessionBase, kept: list[object]) -> None:
    session["accounts.waiting"] = {"sign_in": kept}
    assert waiting.find(session, SIGN_IN, now=NOW) is None
