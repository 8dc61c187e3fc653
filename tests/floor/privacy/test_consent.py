"""Consent given, renewed, withdrawn; what the database binds; who agreed to what on a day."""

import json
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any
from uuid import UUID, uuid4

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from tests.floor.privacy.people import NOW, Somebody

from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.actions import give, withdraw
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.queries import consents_on, has_consent
from yizhan.floor.privacy.states import (
    SENSITIVE_PURPOSES,
    TRANSITIONS,
    ConsentChannel,
    ConsentPurpose,
    ConsentState,
    may_move,
)
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(days=3)


def given(person: Somebody, **changes: Any) -> Consent:
    words: dict[str, Any] = {
        "actor": person,
        "person_id": person.id,
        "purpose": ConsentPurpose.MATCHING,
        "notice_version": "2026-01",
        "channel": ConsentChannel.ONLINE,
        "separate": False,
        "now": NOW,
    }
    return give(**words | changes)


def withdrawn(person: Somebody, **changes: Any) -> Consent:
    words: dict[str, Any] = {
        "actor": person,
        "person_id": person.id,
        "purpose": ConsentPurpose.MATCHING,
        "channel": ConsentChannel.ONLINE,
        "now": LATER,
    }
    return withdraw(**words | changes)


def test_a_consent_is_given_and_audited() -> None:
    person = Somebody()
    consent = given(person)
    consent.refresh_from_db()
    assert (consent.state, consent.given_at, consent.ended_at) == (ConsentState.GIVEN, NOW, None)
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_type, entry.object_id) == (
        "privacy.consent_give",
        "privacy.consent",
        str(consent.id),
    )
    assert json.loads(entry.body) == {
        "subject": str(person.id),
        "purpose": "matching",
        "notice": "2026-01",
        "channel": "online",
    }


def test_giving_the_same_again_changes_nothing() -> None:
    person = Somebody()
    assert given(person).id == given(person, now=LATER).id
    assert (Consent.objects.count(), Entry.objects.count()) == (1, 1)


def test_a_newer_notice_renews() -> None:
    person = Somebody()
    given(person)
    given(person, notice_version="2026-02", now=LATER)
    found = Consent.objects.order_by("given_at").values_list("notice_version", "state", "given_at", "ended_at")
    assert list(found) == [("2026-01", "renewed", NOW, LATER), ("2026-02", "given", LATER, None)]


def test_withdrawing_ends_it_and_it_can_be_given_again() -> None:
    person = Somebody()
    given(person)
    assert (withdrawn(person).state, Consent.objects.get().ended_at) == (ConsentState.WITHDRAWN, LATER)
    given(person, now=LATER)
    assert sorted(Consent.objects.values_list("state", flat=True)) == ["given", "withdrawn"]
    verbs = list(Entry.objects.values_list("verb", flat=True))
    assert verbs == ["privacy.consent_give", "privacy.consent_withdraw", "privacy.consent_give"]


def test_what_is_not_open_cannot_be_withdrawn() -> None:
    person = Somebody()
    with pytest.raises(Refusal, match="^没有可撤回的同意：自动匹配岗位$"):
        withdrawn(person)
    given(person)
    withdrawn(person)
    with pytest.raises(Refusal, match="没有可撤回的同意"):
        withdrawn(person)


def test_a_consent_cannot_end_before_it_was_given() -> None:
    person = Somebody()
    given(person)
    with pytest.raises(Refusal, match="^结束时间不能早于同意时间$"):
        withdrawn(person, now=NOW - timedelta(seconds=1))
    assert Consent.objects.get().ended_at is None


@pytest.mark.parametrize("purpose", SENSITIVE_PURPOSES)
def test_a_sensitive_purpose_must_be_asked_separately(purpose: ConsentPurpose) -> None:
    with pytest.raises(Refusal, match="须单独征得同意"):
        given(Somebody(), purpose=purpose)
    assert given(Somebody(), purpose=purpose, separate=True).separate is True


@pytest.mark.parametrize("version", ["", "  ", "版" * 41, "2026\x00"])
def test_a_notice_without_a_usable_version_is_refused(version: str) -> None:
    with pytest.raises(Refusal, match="^须写明告知书的版本，不超过40字$"):
        given(Somebody(), notice_version=version)


@pytest.mark.parametrize("channel", [ConsentChannel.ONLINE, ConsentChannel.KIOSK])
def test_nobody_else_acts_online(channel: ConsentChannel) -> None:
    person, clerk = Somebody(), Somebody()
    with pytest.raises(Refusal, match="^只能由本人在线操作"):
        given(person, actor=clerk, channel=channel)
    given(person)
    with pytest.raises(Refusal, match="^只能由本人在线操作"):
        withdrawn(person, actor=clerk, channel=channel)


def test_a_clerk_records_at_the_counter_under_their_own_name() -> None:
    person, clerk = Somebody(), Somebody()
    given(person, actor=clerk, channel=ConsentChannel.COUNTER)
    withdrawn(person, actor=clerk, channel=ConsentChannel.PAPER)
    assert set(Entry.objects.values_list("actor_id", flat=True)) == {clerk.id}


def row(**changes: Any) -> Consent:
    words: dict[str, Any] = {
        "person_id": uuid4(),
        "purpose": "matching",
        "notice_version": "1",
        "channel": "online",
        "separate": False,
        "state": "given",
        "given_at": NOW,
    }
    return Consent(**words | changes)


@pytest.mark.parametrize(
    ("constraint", "changes"),
    [
        ("privacy_consent_ends_after_given", {"state": "withdrawn", "ended_at": NOW - timedelta(microseconds=1)}),
        ("privacy_consent_state_has_end", {"state": "withdrawn"}),
        ("privacy_consent_state_has_end", {"ended_at": NOW}),
        ("privacy_consent_state_has_end", {"state": "other", "ended_at": NOW}),
        ("privacy_sensitive_asked_separately", {"purpose": "health"}),
        ("privacy_consent_purpose_known", {"purpose": "marketing"}),
        ("privacy_consent_channel_known", {"channel": "rumour"}),
        ("privacy_consent_names_its_notice", {"notice_version": ""}),
    ],
)
def test_the_database_refuses(constraint: str, changes: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        row(**changes).save()
    row().save()


def test_the_database_allows_one_open_consent_for_a_person_and_purpose() -> None:
    person = uuid4()
    row(person_id=person).save()
    row(person_id=person, purpose="messages").save()
    row(person_id=person, state="withdrawn", ended_at=NOW).save()
    with pytest.raises(IntegrityError, match="privacy_one_open_consent"), transaction.atomic():
        row(person_id=person).save()


@pytest.mark.parametrize(
    "change",
    [
        {"person_id": uuid4()},
        {"purpose": "messages"},
        {"notice_version": "2"},
        {"channel": "paper"},
        {"separate": True},
        {"given_at": NOW - timedelta(days=1)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_the_database_refuses_to_change_what_was_agreed(change: dict[str, Any]) -> None:
    row().save()
    with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
        Consent.objects.update(**change)


def test_the_database_refuses_to_change_an_end() -> None:
    row(state="withdrawn", ended_at=LATER).save()
    for change in ({"state": "given", "ended_at": None}, {"state": "renewed"}, {"ended_at": NOW}):
        with pytest.raises(DatabaseError, match="Cannot update rows"), transaction.atomic():
            Consent.objects.update(**change)


@pytest.mark.django_db(transaction=True)
def test_two_givings_at_once_make_one_consent() -> None:
    person, start = Somebody(), Barrier(4)

    def once(_: int) -> UUID:
        start.wait(10)
        try:
            return given(person).id
        finally:
            connection.close()

    with ThreadPoolExecutor(4) as threads:
        ids = set(threads.map(once, range(4)))
    assert ids == {Consent.objects.get().id}
    assert Entry.objects.count() == 1


def test_ends_have_no_way_out_and_each_way_is_cited() -> None:
    ends = (ConsentState.WITHDRAWN, ConsentState.RENEWED)
    assert [(source, target) for source in ends for target in ConsentState if may_move(source, target)] == []
    assert [target for target in ConsentState if may_move("given", target)] == list(ends)
    assert [move for move in TRANSITIONS if not move.citation.startswith("个人信息保护法第")] == []


def test_consent_counts_from_given_until_ended() -> None:
    person = Somebody()
    given(person)
    withdrawn(person)
    moments = (NOW - timedelta(microseconds=1), NOW, LATER - timedelta(microseconds=1), LATER)
    assert [has_consent(person.id, ConsentPurpose.MATCHING, at=at) for at in moments] == [False, True, True, False]
    assert has_consent(person.id, ConsentPurpose.MESSAGES, at=NOW) is False


def test_the_days_of_a_consent_are_those_of_china() -> None:
    person = Somebody()
    given(person, now=datetime(2026, 3, 1, 16, 0, tzinfo=UTC))
    withdrawn(person, now=datetime(2026, 3, 3, 16, 0, tzinfo=UTC))
    days = [day for day in range(1, 6) if consents_on(person, day=date(2026, 3, day)).exists()]
    assert days == [2, 3]


def test_the_day_lists_only_those_in_the_scope_asked_for() -> None:
    one, two, clerk = Somebody(), Somebody(), Somebody()
    given(one)
    given(two)
    given(two, purpose=ConsentPurpose.HEALTH, separate=True)
    day = date(2026, 3, 2)
    assert list(consents_on(clerk, day=day)) == []
    assert {consent.person_id for consent in consents_on(clerk, day=day, people=[one.id])} == {one.id}
    assert consents_on(clerk, day=day, people=[one.id, two.id]).count() == 3
    assert consents_on(clerk, day=day, people=[one.id, two.id], purpose=ConsentPurpose.HEALTH).count() == 1


@pytest.mark.parametrize("day", [date.max, date.min])
def test_days_at_the_ends_of_time_are_refused(day: date) -> None:
    with pytest.raises(Refusal, match="^日期不在可用范围内$"):
        consents_on(Somebody(), day=day)
