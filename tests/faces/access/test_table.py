"""The access table against the site, cell by cell."""

import pytest

from tests.faces.access.harness import addresses, faults
from tests.faces.access.scene import a_scene
from tests.faces.access.subjects import subjects
from yizhan.faces.components.access_middleware import SYSTEM_PAGES, table

NAMES = sorted(set(addresses()) - SYSTEM_PAGES)


def test_every_address_has_a_row() -> None:
    assert [name for name in NAMES if name not in table()] == []


def test_every_row_has_an_address() -> None:
    assert [name for name in table() if name not in NAMES] == []


def test_no_two_addresses_share_a_name() -> None:
    names = list(addresses())
    assert [name for name in set(names) if names.count(name) > 1] == []


@pytest.mark.django_db
@pytest.mark.parametrize("name", [name for name in NAMES if name in table()])
def test_the_site_answers_as_the_table_says(name: str) -> None:
    found = faults(name, table()[name], a_scene(), subjects())
    assert not found, "\n".join(found)
