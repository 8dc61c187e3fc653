"""What apps hold about persons, collected; and the holding of this app."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from tests.floor.privacy.people import NOW, Somebody

from yizhan.floor.privacy import registry
from yizhan.floor.privacy.actions import give
from yizhan.floor.privacy.holdings import HOLDINGS, Holding, Outcome
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose, ConsentState


@pytest.fixture(autouse=True)
def _registry() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry, "HOLDINGS", dict(registry.HOLDINGS))
        patch.setattr(registry, "LOOKS", set(registry.LOOKS))
        yield


def nothing(person_id: UUID) -> list[dict[str, str]]:
    return []


def erase(person_id: UUID, now: datetime) -> Outcome:
    return Outcome(0, 0, "")


def consent(person: Somebody, purpose: ConsentPurpose) -> Consent:
    return give(
        actor=person,
        person_id=person.id,
        purpose=purpose,
        notice_version="2026-1",
        channel=ConsentChannel.ONLINE,
        separate=True,
        now=NOW,
    )


def test_every_app_below_is_collected_in_order() -> None:
    labels = [code.partition(".")[0] for code in registry.HOLDINGS]
    assert labels[0] == "privacy"
    assert "rights" in labels
    assert labels == sorted(labels, key=labels.index)


def test_a_holding_bears_the_label_of_its_app_and_no_code_is_taken_twice() -> None:
    own = Holding("sample.note", "备注", nothing, erase)
    registry.register("sample", (own,))
    registry.register("sample", (own,))
    assert registry.HOLDINGS["sample.note"] is own
    with pytest.raises(ValueError, match=r"must start with other\."):
        registry.register("other", (own,))
    with pytest.raises(ValueError, match="another holding is called"):
        registry.register("sample", (Holding("sample.note", "别的", nothing, erase),))


def test_looks_are_collected_beside_holdings(monkeypatch: pytest.MonkeyPatch) -> None:
    module = SimpleNamespace(HOLDINGS=(), LOOKS=("sample.note.viewed",))
    monkeypatch.setattr(registry, "modules", lambda _apps, _name: [("sample", module)])
    registry.collect([("sample", "tests.floor.privacy.sample")])
    assert "sample.note.viewed" in registry.LOOKS


@pytest.mark.parametrize("given", [(-1, 0, ""), (0, -1, "依法"), (0, 1, " "), (1, 0, "依法")])
def test_an_outcome_names_the_basis_exactly_where_something_is_kept(given: tuple[int, int, str]) -> None:
    with pytest.raises(ValueError, match="names the basis"):
        Outcome(*given)


@pytest.mark.parametrize(("code", "label"), [("note", "备注"), ("Sample.note", "备注"), ("sample.note", "")])
def test_what_is_no_holding_is_refused(code: str, label: str) -> None:
    with pytest.raises(ValueError, match="not a holding"):
        Holding(code, label, nothing, erase)


@pytest.mark.django_db
def test_consents_are_copied_in_plain_words() -> None:
    person = Somebody()
    consent(person, ConsentPurpose.LOCATION)
    consent(Somebody(), ConsentPurpose.MESSAGES)
    assert HOLDINGS[0].copy(person.id) == [
        {
            "用途": "使用位置查找附近岗位、签到",
            "告知书版本": "2026-1",
            "方式": "本人在线",
            "单独同意": "是",
            "状态": "有效",
            "同意时间": "2026-03-02 09:30",
            "终止时间": "",
        }
    ]


@pytest.mark.django_db
def test_erasing_withdraws_consents_and_keeps_the_records() -> None:
    person, later = Somebody(), NOW + timedelta(days=1)
    consent(person, ConsentPurpose.LOCATION)
    other = consent(Somebody(), ConsentPurpose.LOCATION)
    outcome = HOLDINGS[0].erase(person.id, later)
    assert (outcome.erased, outcome.restricted) == (0, 1)
    assert outcome.basis.startswith("同意终止后保存3年")
    own = Consent.objects.get(person_id=person.id)
    assert (own.state, own.ended_at) == (ConsentState.WITHDRAWN, later)
    other.refresh_from_db()
    assert other.state == ConsentState.GIVEN
    assert HOLDINGS[0].erase(person.id, later) == outcome
    assert HOLDINGS[0].erase(uuid4(), later) == Outcome(0, 0, "")
