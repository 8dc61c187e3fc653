"""The person hears of the own request."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW
from tests.floor.rights.factories import a_place, a_request
from yizhan.floor.notices.queries import inbox
from yizhan.floor.outbox.models import Event
from yizhan.floor.rights.consumers import CONSUMERS, tell_the_person
from yizhan.floor.rights.notice_kinds import KINDS
from yizhan.floor.rights.states import RequestKind

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> SimpleNamespace:
    return a_place()


def test_every_event_that_is_told_has_its_words() -> None:
    assert {kind.code for kind in KINDS} == set(CONSUMERS)


def test_a_request_handed_in_is_confirmed_once_with_its_day(place: SimpleNamespace) -> None:
    request = a_request(place)
    event = Event.objects.get()
    tell_the_person(event)
    tell_the_person(event)
    notice = inbox(place.worker).get()
    assert (notice.title, notice.text) == (
        "已收到您的申请",
        "您的查阅、复制申请已收到，将在2026年12月11日前答复。",
    )
    assert notice.link == f"/my/rights/requests/{request.pk}"


def test_nobody_is_told_of_an_erasure_that_was_carried_out(place: SimpleNamespace) -> None:
    request = a_request(place, RequestKind.ERASURE)
    event = Event(name="rights.request.carried_out", ids={"request": str(request.pk)}, at=NOW + timedelta(hours=1))
    tell_the_person(event)
    assert list(inbox(place.worker)) == []
