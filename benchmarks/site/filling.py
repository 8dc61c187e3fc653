"""A child of `register`: fills the database of this process's data folder with a town and its people, and exits."""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from uuid import UUID

import django
from django.core.management import call_command
from django.db import connection
from django.db.models import Model

django.setup()

import town  # noqa: E402
from population import NOW, Invented, person  # noqa: E402

from yizhan.floor.accounts.models import Membership, Person  # noqa: E402
from yizhan.floor.accounts.states import Role  # noqa: E402
from yizhan.floor.privacy.lookups import lookup_digest, phone_digest  # noqa: E402
from yizhan.floor.privacy.models import Consent  # noqa: E402
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose  # noqa: E402
from yizhan.market.people import documents  # noqa: E402
from yizhan.market.people.forms import NOTICE_VERSION  # noqa: E402
from yizhan.market.people.models import Registration, Wish, Worker  # noqa: E402
from yizhan.market.people.states import RegistrationChannel, RegistrationKind  # noqa: E402
from yizhan.market.people.tokens import tokens, with_phone  # noqa: E402

CHUNK = 5_000
TABLES: tuple[type[Model], ...] = (Person, Worker, Wish, Membership, Consent, Registration)
_TODAY = NOW.date()


def main() -> None:
    """Everything, or as a child of its own the people from one place to another."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, required=True)
    parser.add_argument("--part", type=int, nargs=2)
    asked = parser.parse_args()
    if asked.part:
        first, beyond = asked.part
        for start in range(first, beyond, CHUNK):
            write(rows(range(start, min(start + CHUNK, beyond))))
        return
    connection.ensure_connection()
    call_command("migrate", verbosity=0, interactive=False)
    town.found()
    with without_indexes():
        _in_parts(asked.people, os.cpu_count() or 1)
    with connection.cursor() as cursor:
        cursor.execute("VACUUM (ANALYZE)")
        cursor.execute("CHECKPOINT")


def rows(places: Iterable[int]) -> dict[type[Model], list[Model]]:
    """What registering these people at a counter writes, without form keys, events and audit entries."""
    made: dict[type[Model], list[Model]] = {table: [] for table in TABLES}
    stations = town.station_ids()
    for place in places:
        for row in _rows_of(place, person(place), stations):
            made[type(row)].append(row)
    return made


def write(made: dict[type[Model], list[Model]]) -> None:
    """Copies rows into their tables, each value as its field would save it."""
    with connection.cursor() as cursor:
        for table, batch in made.items():
            fields = table._meta.local_concrete_fields
            columns = ", ".join(connection.ops.quote_name(str(field.column)) for field in fields)
            with cursor.copy(f"COPY {connection.ops.quote_name(table._meta.db_table)} ({columns}) FROM STDIN") as copy:
                for row in batch:
                    copy.write_row([field.get_db_prep_save(field.pre_save(row, True), connection) for field in fields])


@contextmanager
def without_indexes() -> Iterator[None]:
    """Takes keys and indexes off the tables and makes them again afterwards, which is faster and checks the same."""
    names = [table._meta.db_table for table in TABLES]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT conrelid::regclass::text, quote_ident(conname), pg_get_constraintdef(oid) FROM pg_constraint"
            " WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'u', 'x') ORDER BY contype DESC",
            [names],
        )
        constraints = cursor.fetchall()
        for table, name, _ in reversed(constraints):
            cursor.execute(f"ALTER TABLE {table} DROP CONSTRAINT {name}")
        cursor.execute(
            "SELECT indexrelid::regclass::text, pg_get_indexdef(indexrelid) FROM pg_index"
            " WHERE indrelid = ANY(%s::regclass[]) AND NOT indisprimary",
            [names],
        )
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f"DROP INDEX {name}")
    yield
    with connection.cursor() as cursor:
        cursor.execute("SET maintenance_work_mem = '512MB'")
        for _, statement in indexes:
            cursor.execute(statement)
        for table, name, definition in constraints:
            cursor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} {definition}")


def _rows_of(place: int, one: Invented, stations: Sequence[UUID]) -> Iterator[Model]:
    document, at = documents.read(one.number, today=_TODAY), one.registered_at
    holder = Person(id=town.row_id("person", place), name=one.name, created_at=at, password="!")
    holder.phone, holder.phone_digest = one.phone, phone_digest(one.phone)
    file = Worker(
        id=town.row_id("worker", place),
        person=holder,
        document_kind=document.kind,
        document_digest=lookup_digest("resident_number", document.number),
        identity_checked_at=at,
        identity_checked_by=town.row_id("staff", town.CLERK.name),
        sex=document.sex,
        birth_date=document.birth_date,
        household_region=document.household_region,
        home_region=document.household_region,
        tokens=with_phone(_words(one.name), one.phone),
        places=sorted({stations[min(each, len(stations) - 1)] for each in one.stations}),
        created_at=at,
        updated_at=at,
    )
    file.document_number = document.number
    yield holder
    yield file
    yield Wish(worker=file, created_at=at)
    yield Membership(person=holder, role=Role.WORKER, since=at.date())
    for purpose in (ConsentPurpose.EMPLOYMENT_SERVICE, ConsentPurpose.IDENTITY_CHECK):
        separate = purpose is ConsentPurpose.IDENTITY_CHECK
        consent = Consent(person_id=holder.id, purpose=purpose, separate=separate, given_at=at)
        consent.notice_version, consent.channel = NOTICE_VERSION, ConsentChannel.COUNTER
        yield consent
    for station in file.places:
        yield Registration(
            worker=file,
            kind=RegistrationKind.SEEKING,
            station_id=station,
            clerk_id=town.row_id("staff", town.CLERK.name),
            day=at.date(),
            entered_at=at,
            channel=RegistrationChannel.COUNTER,
            willing=True,
        )


@cache
def _words(name: str) -> tuple[str, ...]:
    return tuple(tokens(name, "", ""))


def _in_parts(people: int, parts: int) -> None:
    edges = [people * part // parts for part in range(parts + 1)]
    command = [sys.executable, __file__, "--people", str(people), "--part"]
    children = [
        subprocess.Popen([*command, str(one), str(next_)]) for one, next_ in zip(edges, edges[1:], strict=False)
    ]
    ended = [child.wait() for child in children]
    if any(ended):
        raise SystemExit("a part of the people could not be written")


if __name__ == "__main__":
    main()
