"""Every address that takes a form, against everything that nobody honest sends."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker

from tests.faces.access.scene import Scene
from tests.faces.access.subjects import subjects
from tests.faces.hostile import assault, stage
from yizhan.faces.components.access_middleware import table

pytestmark = pytest.mark.django_db
NAMES = [name for name, row in table().items() if "POST" in row.methods]
# The form of an application keeps what can be used of it, whatever else is wrong: it says so on the page.
KEEPS_A_PART = {"workbench:applications_edit"}


@pytest.fixture(scope="module")
def scene(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Scene]:
    """One for all addresses; what each of them does is taken back."""
    with django_db_blocker.unblock(), assault.undone():
        yield stage.a_lit_scene()


@pytest.mark.parametrize("name", NAMES)
def test_the_form_withstands_everything(name: str, scene: Scene) -> None:
    found: dict[str, list[str]] = {}
    with stage.set_up(name, table()[name], scene, subjects()) as (client, address):
        form = stage.form_at(name, table()[name], client(), address)
        before = assault.fingerprint()
        for case in assault.cases(form, NAMES.index(name)):
            for fault in assault.faults(client, address, case, before):
                if name not in KEEPS_A_PART or "has written" not in fault:
                    found.setdefault(fault, []).append(case.name)
    assert not found, "\n".join(f"{name} {fault}: {cases[:4]}" for fault, cases in found.items())


def test_nearly_every_form_is_found_on_its_own_page(scene: Scene) -> None:
    without = []
    for name in NAMES:
        row = table()[name]
        if "GET" in row.methods:
            with stage.set_up(name, row, scene, subjects()) as (client, address):
                if stage.own_form(name, client(), address) is None:
                    without.append(name)
    assert without == [
        "entrance:name",
        "entrance:account_password",
        "entrance:account_factor",
        "worker:crew_new",
        "worker:inbox",
        "employer:inbox",
        "workbench:roster_make",
        "workbench:applications_submit",
        "workbench:applications_document",
        "console:inbox",
    ]
