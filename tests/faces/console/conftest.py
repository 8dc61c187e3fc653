"""A fixed moment, and browsers of the people of the small city."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pytest_django.fixtures import Settings

from tests.faces.access.scene import client_for
from tests.floor.accounts.factories import NOW
from yizhan.floor.accounts.actors import Actor

TODAY = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def _clock(monkeypatch: pytest.MonkeyPatch) -> None:
    moment: Callable[[], datetime] = lambda: TODAY  # noqa: E731
    monkeypatch.setattr("django.utils.timezone.now", moment)


@pytest.fixture(autouse=True)
def _files(settings: Settings, tmp_path: Path) -> None:
    settings.YIZHAN_FILES = str(tmp_path / "files")


def get(actor: Actor, address: str) -> HttpResponse:
    """The page as this actor sees it."""
    answer: HttpResponse = client_for(actor).get(address)
    return answer


def text_of(actor: Actor, address: str) -> str:
    """The text of a page that answers."""
    answer = get(actor, address)
    assert answer.status_code == 200, answer.status_code
    return answer.content.decode()


def post(actor: Actor, address: str, /, **sent: object) -> HttpResponse:
    """The answer to a form, redirections followed."""
    answer: HttpResponse = client_for(actor).post(address, sent, follow=True)
    return answer


def queries_of(actor: Actor, address: str) -> int:
    """How many statements a page takes, signing in left out."""
    client: Client = client_for(actor)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(address)
    assert answer.status_code == 200
    return len(captured)
