"""The tables of the sample app, and keys that are the same in every run."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.db import connection
from django.test.utils import modify_settings
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings
from tests.floor.privacy.people import OLD
from tests.floor.privacy.sample.models import Note, Worker


@pytest.fixture(scope="session")
def _sample_tables(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> None:
    with django_db_blocker.unblock(), connection.schema_editor() as editor:
        editor.create_model(Worker)
        editor.create_model(Note)


@pytest.fixture
def sample(_sample_tables: None, db: None) -> Iterator[None]:
    """The sample app is installed and its tables exist. What apps do when ready, they do only once."""
    with pytest.MonkeyPatch.context() as patch:
        for config in apps.get_app_configs():
            patch.setattr(type(config), "ready", lambda _self: None)
        with modify_settings(INSTALLED_APPS={"append": "tests.floor.privacy.sample"}):
            yield


@pytest.fixture(autouse=True)
def _keys(settings: Settings) -> None:
    settings.YIZHAN_KEYS = (OLD,)
    settings.YIZHAN_CIPHER = "aes-256-gcm"
    settings.YIZHAN_LOOKUP_KEY = b"l" * 32
