"""The database of the tests: tables that the database protects can be emptied between tests, and only there."""

import os
import re
from collections.abc import Iterator

import pytest
from django.db import connection
from django.db.backends.utils import CursorWrapper
from pytest_django import DjangoDbBlocker

from yizhan.network.calendars.models import CalendarYear, SpecialDay
from yizhan.network.calendars.seeding import load as load_calendar
from yizhan.network.regions.models import Region
from yizhan.network.regions.seeding import load as load_divisions

_MADE_BY_DJANGO = {"django_content_type", "auth_permission"}
_FILLED_BY_MIGRATIONS = {model._meta.db_table for model in (Region, CalendarYear, SpecialDay)}


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
    """A test with real transactions is cleaned up by TRUNCATE, which the triggers of append-only tables refuse.

    Only tables that hold rows are emptied, and those that migrations filled stay as long as no test changed them: each would
    cost more than most tests.
    """
    kept = connection.ops.execute_sql_flush
    prints: dict[str, str] = {}

    def flush(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            filled = _filled(cursor, _named(statements))
            stay = _unchanged(cursor, prints)
            cursor.execute(
                "SELECT DISTINCT tgrelid::regclass::text FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid"
                " WHERE NOT tgisinternal AND relnamespace = 'public'::regnamespace"
            )
            guarded = {name for (name,) in cursor.fetchall()} & filled
        emptied = sorted(filled - stay - _MADE_BY_DJANGO)
        kept(
            [
                *(f"ALTER TABLE {table} DISABLE TRIGGER USER" for table in guarded),
                *([f"TRUNCATE {', '.join(emptied)} CASCADE"] if emptied else []),
                "INSERT INTO audit_head (id, sequence, hash) VALUES (1, 0, repeat('0', 64))",
                *(f"ALTER TABLE {table} ENABLE TRIGGER USER" for table in guarded),
            ]
        )
        if _FILLED_BY_MIGRATIONS - stay:
            load_divisions(Region)
            load_calendar(CalendarYear, SpecialDay)
            with connection.cursor() as cursor:
                prints.update(_prints(cursor))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(connection.ops, "execute_sql_flush", flush)
        # What would be made anew after emptying was not emptied.
        patch.setattr("django.core.management.commands.flush.emit_post_migrate_signal", lambda *args, **kwargs: None)
        yield


def _prints(cursor: CursorWrapper) -> dict[str, str]:
    """What the tables that migrations filled hold, in a digest each."""
    found = {}
    for table in _FILLED_BY_MIGRATIONS:
        cursor.execute(f"SELECT md5(coalesce(string_agg(t::text, '' ORDER BY t::text), '')) FROM {table} t")
        (found[table],) = cursor.fetchone()
    return found


def _unchanged(cursor: CursorWrapper, known: dict[str, str]) -> set[str]:
    return _FILLED_BY_MIGRATIONS if known and known == _prints(cursor) else set()


def _named(statements: list[str]) -> list[str]:
    return [name for statement in statements for name in re.findall(r'"(\w+)"', statement)]


def _filled(cursor: CursorWrapper, tables: list[str]) -> set[str]:
    cursor.execute(" UNION ALL ".join(f"SELECT '{name}' WHERE EXISTS (SELECT FROM {name})" for name in tables))
    return {name for (name,) in cursor.fetchall()}


def _is_running(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
