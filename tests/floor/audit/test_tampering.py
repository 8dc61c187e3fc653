"""Somebody who owns the database switches the triggers off. Each way of altering the chain is found."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from django.conf import settings
from django.db import connection

from tests.floor.audit.conftest import opened
from yizhan.floor.audit.chain import GENESIS
from yizhan.floor.audit.exports import own_public_key, signed_head
from yizhan.floor.audit.models import Entry, Head
from yizhan.floor.audit.signing import Witnessed, public_key, read_head, sign
from yizhan.floor.audit.verification import verify_chain
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
EVENING = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)


@contextmanager
def triggers_off() -> Iterator[Any]:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_entry DISABLE TRIGGER USER; ALTER TABLE audit_head DISABLE TRIGGER USER")
        yield cursor
        cursor.execute("ALTER TABLE audit_entry ENABLE TRIGGER USER; ALTER TABLE audit_head ENABLE TRIGGER USER")


@pytest.fixture(autouse=True)
def _five() -> None:
    for number in range(1, 6):
        opened(number)


def handed_out() -> Witnessed:
    return read_head(json.dumps(signed_head(EVENING)), "head.json")


def found(*witnesses: Witnessed) -> tuple[int, str] | None:
    fault = verify_chain(witnesses, own_public_key()).fault
    return None if fault is None else (fault.sequence, fault.said.zh)


def rechain() -> None:
    """Recomputes every hash and the head, as somebody would who wants to hide a change."""
    with triggers_off():
        previous = GENESIS
        for entry in Entry.objects.order_by("sequence"):
            entry.previous = previous
            entry.hash = previous = entry.link().content.hash()
            entry.save()
        Head.objects.update(hash=previous, sequence=Entry.objects.count())


def test_an_honest_chain_holds_with_old_and_new_heads() -> None:
    first = handed_out()
    opened(6)
    assert found(first, handed_out()) is None
    assert verify_chain([first], own_public_key()).entries == 6


@pytest.mark.parametrize(
    "change",
    [
        "reason = '改写'",
        "at = at + interval '1 microsecond'",
        "actor_id = NULL",
        "actor_name = actor_name || 'x'",
        "verb = 'audit.test.revealed'",
        "object_type = 'other'",
        "object_id = '9'",
        "body = '{\"number\": 3}'",
        "id = gen_random_uuid()",
        "hash = repeat('a', 64)",
    ],
)
def test_an_edited_entry_is_found(change: str) -> None:
    with triggers_off() as cursor:
        cursor.execute(f"UPDATE audit_entry SET {change} WHERE sequence = 3")
    assert found() == (3, "第 3 条内容与散列不符：记录被改动")


@pytest.mark.parametrize("number", [1, 3])
def test_a_deleted_entry_is_found(number: int) -> None:
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence = %s", [number])
    assert found() == (number, f"第 {number} 条缺失：有记录被删除")


def test_a_gap_that_is_closed_up_is_found() -> None:
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence = 3")
        cursor.execute("UPDATE audit_entry SET sequence = 3 WHERE sequence = 4")
        cursor.execute("UPDATE audit_entry SET sequence = 4 WHERE sequence = 5")
    assert found() == (3, "第 3 条没有接在第 2 条之后：前后记录被替换或重算")


def test_the_last_entries_deleted_are_found() -> None:
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence > 3")
    assert found() == (4, "第 4 条缺失：链头记有 5 条，末尾的记录被删除")


def test_the_last_entries_deleted_with_the_head_put_back_need_a_witness() -> None:
    witness = handed_out()
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence > 3")
        cursor.execute("UPDATE audit_head SET sequence = 3, hash = (SELECT hash FROM audit_entry WHERE sequence = 3)")
    assert found() is None
    assert found(witness) == (
        4,
        "第 4 条缺失：2026-11-21T12:00:00+00:00 交出的链头已到第 5 条，像是恢复了旧备份",
    )


def test_an_entry_put_in_behind_the_head_is_found() -> None:
    entry = Entry.objects.get(sequence=5)
    entry.id, entry.sequence, entry.previous = Entry().id, 6, entry.hash
    entry.hash = entry.link().content.hash()
    with triggers_off():
        entry.save(force_insert=True)
    assert found() == (6, "第 6 条与链头不符")


def test_the_row_of_the_head_deleted_or_moved_is_found() -> None:
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_head SET hash = repeat('a', 64)")
    assert found() == (5, "第 5 条与链头不符")
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_head")
    assert found() == (5, "链头记录被删除")


def test_a_chain_recomputed_after_an_edit_is_found_by_a_witness_only() -> None:
    witness = handed_out()
    opened(6)
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = '改写' WHERE sequence = 3")
    rechain()
    assert found() is None
    assert found(witness) == (
        5,
        "第 5 条与 2026-11-21T12:00:00+00:00 交出的链头不符：该条或之前的记录被改动，整链已重算",
    )


def test_of_two_witnesses_the_first_that_differs_is_named() -> None:
    early = handed_out()
    opened(6)
    opened(7)
    late = handed_out()
    with triggers_off() as cursor:
        cursor.execute("UPDATE audit_entry SET reason = '改写' WHERE sequence = 6")
    rechain()
    assert found(early) is None
    fault = found(late, early)
    assert fault is not None
    assert fault[0] == 7


def test_yesterdays_backup_restored_and_worked_on_is_found() -> None:
    opened(6)
    opened(7)
    witness = handed_out()
    with triggers_off() as cursor:
        cursor.execute("DELETE FROM audit_entry WHERE sequence > 5")
        cursor.execute("UPDATE audit_head SET sequence = 5, hash = (SELECT hash FROM audit_entry WHERE sequence = 5)")
    fault = found(witness)
    assert fault is not None
    assert fault[0] == 6
    assert fault[1].endswith("像是恢复了旧备份")
    for number in (6, 7, 8):
        opened(number)
    assert found() is None
    fault = found(witness)
    assert fault is not None
    assert fault[0] == 7


@pytest.mark.parametrize("field", ["sequence", "hash", "time", "key", "signature"])
def test_an_altered_head_is_found(field: str) -> None:
    data = signed_head(EVENING)
    data[field] = 4 if field == "sequence" else f"0{str(data[field])[1:]}"
    if data[field] == signed_head(EVENING)[field]:
        data[field] = f"1{str(data[field])[1:]}"
    fault = found(read_head(json.dumps(data), "head.json"))
    assert fault is not None
    assert "签名不符" in fault[1]


def test_a_head_signed_with_another_key_is_not_believed_even_if_it_names_that_key() -> None:
    last = Head.objects.get()
    forged = read_head(json.dumps(sign(last.sequence, last.hash, "now", b"k" * 32)), "head.json")
    assert forged.is_signed_by(public_key(b"k" * 32))
    fault = found(forged)
    assert fault is not None
    assert "签名不符" in fault[1]


def test_the_head_of_an_empty_chain_can_be_handed_out() -> None:
    empty = read_head(json.dumps(sign(0, GENESIS, "2026-01-01", settings.YIZHAN_AUDIT_KEY)), "head.json")
    assert found(empty) is None


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"kind": 1}', "null", '"\\ud800"'])
def test_what_is_not_a_head_is_refused(text: str) -> None:
    with pytest.raises(Refusal, match="文件不是审计链头"):
        read_head(text, "head.json")
    data = signed_head(EVENING)
    for wrong in ({"sequence": True}, {"sequence": "5"}, {"kind": "x"}, {"more": 1}):
        with pytest.raises(Refusal):
            read_head(json.dumps(data | wrong), "head.json")
