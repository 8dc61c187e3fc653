"""Every address that is asked with parameters: searches, filters, pages of lists, ways back."""

from collections.abc import Iterator

import pytest
from django.conf import settings
from pytest_django import DjangoDbBlocker

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import subjects
from tests.faces.hostile import assault, stage
from yizhan.faces.components.access_middleware import table

pytestmark = pytest.mark.django_db
NAMES = [name for name, row in table().items() if "GET" in row.methods]
# Those that every list or every way in may have.
USUAL = [
    "page",
    "after",
    "before",
    "next",
    "q",
    "text",
    "state",
    "code",
    "channel",
    "day",
    "month",
    "year",
    "to",
    "week",
]


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One for all addresses; what each of them does is taken back."""
    with django_db_blocker.unblock(), assault.undone():
        yield stage.a_lit_scene()


def test_no_parameter_breaks_a_page(scene: Scene) -> None:
    found: dict[str, list[str]] = {}
    asked: dict[str, list[str]] = {}
    for name in NAMES:
        with stage.set_up(name, table()[name], scene, subjects()) as (client, address):
            for other, names in stage.asked_for(stage.page_of(client(), address)).items():
                asked.setdefault(other or name, []).extend(names)
    assert len(asked) >= 20
    for name in NAMES:
        known = list(dict.fromkeys([*asked.get(name, []), *USUAL]))
        with stage.set_up(name, table()[name], scene, subjects()) as (client, address):
            before = assault.fingerprint()
            cases = list(assault.questions(known))
            # Where no page asks with parameters, a few show that nobody listens.
            for case in cases[NAMES.index(name) % 4 :: 4] if name in asked else cases[NAMES.index(name) % 12 :: 12]:
                for fault in assault.faults(client, address, case, before):
                    found.setdefault(f"{name} {fault}", []).append(case.name)
    assert not found, "\n".join(f"{fault}: {cases[:4]}" for fault, cases in found.items())


def test_what_is_answered_to_somebody_signed_in_stays_in_no_cache(scene: Scene) -> None:
    kept = {}
    for name in NAMES:
        with stage.set_up(name, table()[name], scene, subjects()) as (client, address):
            browser = client()
            answer = browser.get(address)
            if answer.streaming:
                answer.getvalue()
            if settings.SESSION_COOKIE_NAME in browser.cookies and "no-store" not in answer.get("Cache-Control", ""):
                kept[name] = answer.get("Cache-Control", "nothing")
    assert kept == {}
