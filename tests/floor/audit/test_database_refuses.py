"""Entries and head against the ORM and raw SQL: the database refuses, whoever asks."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from tests.floor.audit.conftest import NOON, opened
from yizhan.floor.audit.models import Entry, Head

pytestmark = pytest.mark.django_db


def run(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


INSERT = (
    "INSERT INTO audit_entry (id, sequence, at, actor_name, verb, object_type, object_id, reason, body, previous, hash)"
    " SELECT gen_random_uuid(), {}, now(), '', 'v', 't', 'o', '', '{{}}', {}, repeat('a', 64) FROM audit_head"
)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE audit_entry SET reason = 'x'",
        "UPDATE audit_entry SET reason = 'x' WHERE false",
        "DELETE FROM audit_entry",
        "DELETE FROM audit_entry WHERE sequence = 2",
        "TRUNCATE audit_entry",
        "TRUNCATE audit_entry, audit_head CASCADE",
        "TRUNCATE audit_head",
        "UPDATE audit_head SET sequence = 0",
        "UPDATE audit_head SET hash = repeat('a', 64)",
        "DELETE FROM audit_head",
        "INSERT INTO audit_head VALUES (2, 0, repeat('0', 64))",
        "INSERT INTO audit_head VALUES (1, 9, repeat('0', 64)) ON CONFLICT (id) DO UPDATE SET sequence = 9",
        "MERGE INTO audit_entry e USING audit_head h ON e.sequence = h.sequence WHEN MATCHED THEN DELETE",
        INSERT.format("sequence + 2", "hash"),
        INSERT.format("sequence", "hash"),
        INSERT.format("sequence + 1", "repeat('b', 64)"),
        INSERT.format("1", "repeat('0', 64)"),
    ],
)
def test_raw_sql_is_refused(statement: str) -> None:
    made = [opened(number).hash for number in (1, 2, 3)]
    with pytest.raises(IntegrityError), transaction.atomic():
        run(statement)
    assert list(Entry.objects.values_list("hash", flat=True)) == made
    assert Head.objects.get().sequence == 3


@pytest.mark.parametrize(
    "attempt",
    [
        lambda entry: Entry.objects.update(at=NOON),
        lambda entry: Entry.objects.all().delete(),
        lambda entry: entry.delete(),
        lambda entry: entry.save(),
        lambda entry: Entry.objects.bulk_update([entry], ["reason"]),
        lambda entry: Entry.objects.all()._raw_delete("default"),
    ],
)
def test_the_orm_is_refused(attempt: Callable[[Entry], object]) -> None:
    entry = opened()
    entry.reason = "改写"
    with pytest.raises(IntegrityError), transaction.atomic():
        attempt(entry)
    assert Entry.objects.get().reason == ""
