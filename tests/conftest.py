"""The database of the tests: tables that the database protects can be emptied between tests, and only there."""

import os
from collections.abc import Iterator

import pytest
from django.db import connection
from pytest_django import DjangoDbBlocker

from yizhan.network.calendars.models import CalendarYear, SpecialDay
from yizhan.network.calendars.seeding import load as load_calendar
from yizhan.network.regions.models import Region
from yizhan.network.regions.seeding import load as load_divisions


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_blocker: DjangoDbBlocker) -> None:
    """Removes databases of runs that were killed, from the embedded server only."""
    if connection.settings_dict["EMBEDDED"] is not None:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            cursor.execute(r"SELECT datname FROM pg_database WHERE datname ~ '^test_yizhan_[0-9]+$'")
            for (name,) in cursor.fetchall():
                if not _is_running(int(name.rpartition("_")[2])):
                    cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


@pytest.fixture(scope="session", autouse=True)
def _protected_tables_can_be_emptied() -> Iterator[None]:
    """A test with real transactions is cleaned up by TRUNCATE, which the triggers of append-only tables refuse."""
    kept = connection.ops.execute_sql_flush

    def flush(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"
            )
            tables = [name for (name,) in cursor.fetchall()]
        switch = [f"ALTER TABLE {table} {{}} TRIGGER USER" for table in tables]
        genesis = "INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, repeat('0', 64))"
        off, on = [line.format("DISABLE") for line in switch], [line.format("ENABLE") for line in switch]
        kept([*off, *statements, genesis, *on])
        load_divisions(Region)
        load_calendar(CalendarYear, SpecialDay)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", flush)
        yield


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
