"""What can be recorded, and what is refused."""

import json
from datetime import UTC, datetime, timedelta, timezone
from typing import Any
from uuid import uuid4

import pytest
from django.db import transaction

from tests.floor.audit.conftest import NOON, Clerk, opened
from yizhan.floor.audit import registry
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.chain import GENESIS
from yizhan.floor.audit.models import Entry, Head
from yizhan.floor.audit.queries import entries
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.audit.verification import verify_chain
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def recorded(**changes: Any) -> Entry:
    given: dict[str, Any] = {
        "actor": Clerk(),
        "verb": "audit.test.opened",
        "object_type": "test.station",
        "object_id": "7",
        "now": NOON,
    }
    return record(**given | changes)


def test_entries_are_numbered_and_each_names_the_hash_before() -> None:
    first, second, third = (recorded() for _ in range(3))
    assert [first.sequence, second.sequence, third.sequence] == [1, 2, 3]
    assert [first.previous, second.previous, third.previous] == [GENESIS, first.hash, second.hash]
    head = Head.objects.get()
    assert (head.sequence, head.hash) == (3, third.hash)


def test_an_entry_keeps_what_was_said() -> None:
    clerk = Clerk()
    shanghai = timezone(timedelta(hours=8))
    entry = recorded(
        actor=clerk,
        verb="audit.test.revealed",
        reason="  核对补贴发放，居民来电 ",
        body={"b": "二", "a": 1, "none": None, "yes": True, "emoji": "𠮷👍", "space": "\u3000\n"},
        now=NOON.astimezone(shanghai),
    )
    stored = Entry.objects.get(id=entry.id)
    assert (stored.actor_id, stored.actor_name) == (clerk.id, f"clerk:{clerk.id}")
    assert (stored.verb, stored.object_type, stored.object_id) == ("audit.test.revealed", "test.station", "7")
    assert (stored.reason, stored.at) == ("核对补贴发放，居民来电", NOON)
    assert stored.body == '{"a":1,"b":"二","emoji":"𠮷👍","none":null,"space":"\u3000\\n","yes":true}'
    assert stored.link().content.hash() == stored.hash == entry.hash


def test_the_system_itself_acts_without_an_actor() -> None:
    entry = recorded(actor=None)
    assert (entry.actor_id, entry.actor_name) == (None, "")


def test_a_rolled_back_act_leaves_neither_entry_nor_gap() -> None:
    recorded()
    with transaction.atomic():
        recorded()
        transaction.set_rollback(True)
    assert recorded().sequence == 2
    assert verify_chain([], b"").entries == 2


@pytest.mark.parametrize(
    "changes",
    [
        {"verb": "audit.test.unknown"},
        {"now": datetime(2026, 11, 21)},  # noqa: DTZ001
        {"object_id": ""},
        {"object_type": ""},
        {"object_id": "x" * 201},
        {"object_id": "13800138000"},
        {"body": {"phone": "13800138000"}},
        {"body": {"n": "卡6222021234567890128"}},
        {"body": {"n": 1.5}},
        {"body": {"n": [1]}},
        {"body": {1: "a"}},
        {"body": {"n": "\ud800"}},
        {"body": {"n": "长" * 9000}},
    ],
)
def test_faults_of_the_program_are_value_errors_and_write_nothing(changes: dict[str, Any]) -> None:
    with pytest.raises(ValueError):
        recorded(**changes)
    assert Entry.objects.count() == Head.objects.get().sequence == 0


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("", "「查看」需要写明理由"),
        (" \u3000", "「查看」需要写明理由"),
        ("理" * 501, "理由太长，最多500字"),
        ("查\x00看", "理由中有不能使用的字符，请重新填写"),
        ("查\ud800看", "理由中有不能使用的字符，请重新填写"),
        ("来电13800138000核对", "理由中请不要填写身份证号、手机号或银行卡号"),
        ("身份证11010519491231002X", "理由中请不要填写身份证号、手机号或银行卡号"),
    ],
)
def test_bad_reasons_are_refused_in_plain_chinese(reason: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        recorded(verb="audit.test.revealed", reason=reason)
    assert refused.value.say("zh") == said
    assert Entry.objects.count() == 0


def test_keys_and_digests_are_no_personal_numbers() -> None:
    body = {"id": "12345678-1234-4123-8123-138001380001", "digest": "a" + "13800138000" + "b" * 52}
    assert json.loads(recorded(body=body).body) == body


@pytest.mark.django_db(transaction=True)
def test_outside_a_transaction_nothing_is_recorded() -> None:
    with pytest.raises(ValueError, match="inside the transaction"):
        recorded()
    assert Entry.objects.count() == 0


def test_auditors_see_all_and_others_nothing() -> None:
    made = [opened(number) for number in (1, 2)]
    assert list(entries(Clerk(reads_audit=True))) == made
    assert list(entries(Clerk())) == []

    class Stranger:
        id = uuid4()
        audit_name = "worker:1"

    assert list(entries(Stranger())) == []


def test_entries_are_found_by_object_verb_and_time() -> None:
    auditor = Clerk(reads_audit=True)
    first, second = opened(1), opened(2)
    revealed = recorded(verb="audit.test.revealed", reason="核对", object_id="2", now=NOON + timedelta(days=1))
    assert list(entries(auditor, object_type="test.station", object_id="2")) == [second, revealed]
    assert list(entries(auditor, verb="audit.test.opened")) == [first, second]
    assert list(entries(auditor, since=NOON + timedelta(days=1))) == [revealed]
    assert list(entries(auditor, until=NOON + timedelta(days=1))) == [first, second]


def test_every_verb_of_an_installed_app_is_registered_with_a_chinese_label() -> None:
    assert registry.VERBS["audit.head.handed_out"] == Verb("audit.head.handed_out", "交出审计链头")
    assert [code for code, verb in registry.VERBS.items() if code != verb.code or verb.label_zh.isascii()] == []


def test_verbs_of_another_app_or_twice_are_refused() -> None:
    with pytest.raises(ValueError, match=r"must start with market\."):
        registry.register("market", [Verb("audit.x", "甲")])
    with pytest.raises(ValueError, match="another verb"):
        registry.register("audit", [Verb("audit.head.handed_out", "另一个")])
    registry.register("audit", [Verb("audit.head.handed_out", "交出审计链头")])


@pytest.mark.parametrize("code", ["audit", "Audit.x", "audit.x y", "", f"audit.{'x' * 80}"])
def test_a_verb_has_a_code_of_words_and_a_label(code: str) -> None:
    with pytest.raises(ValueError):
        Verb(code, "甲")
    with pytest.raises(ValueError):
        Verb("audit.x", "")


def test_times_are_stored_to_the_microsecond() -> None:
    instant = datetime(2026, 1, 1, 0, 0, 0, 1, tzinfo=UTC)
    assert Entry.objects.get(id=recorded(now=instant).id).at == instant
