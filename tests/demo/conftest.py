"""The demo city settled once for all tests of this folder, in a transaction that is rolled back."""

from collections.abc import Iterator
from datetime import datetime

import pytest
from django.db import transaction
from django.test import override_settings
from pytest_django import DjangoDbBlocker

from yizhan.demo.settling import FEWEST_WORKERS, Settled, settle
from yizhan.kernel.clock import SHANGHAI

# A Sunday in the last month of which the next one's holidays are published.
NOW = datetime(2026, 12, 20, 10, 0, tzinfo=SHANGHAI)


def unheard(done: int, total: int) -> None:
    """Nobody watches the progress."""


@pytest.fixture(scope="module")
def settled(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Settled]:
    """What `settle` said."""
    files = tmp_path_factory.mktemp("files")
    with django_db_blocker.unblock(), override_settings(YIZHAN_FILES=files), transaction.atomic():
        yield settle(now=NOW, moved=unheard, workers=FEWEST_WORKERS)
        transaction.set_rollback(True)
