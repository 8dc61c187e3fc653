"""What rested on a consent goes with it."""

from decimal import Decimal
from types import SimpleNamespace

import pytest

from tests.floor.accounts.factories import NOW, a_person
from tests.market.people.factories import TODAY, a_worker
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.queries import has_consent
from yizhan.floor.privacy.states import ConsentPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import actions
from yizhan.market.people.drafts import CategoryDraft
from yizhan.market.people.models import Category, Worker
from yizhan.market.people.states import CategoryKind


@pytest.fixture
def worker(town: SimpleNamespace) -> Worker:
    """With everything that rests on a consent of its own."""
    kinds = (CategoryKind.DISABLED, CategoryKind.HARD_TO_EMPLOY, CategoryKind.RURAL_MIGRANT)
    return a_worker(
        town.clerk,
        town.station,
        health="膝盖受过伤",
        hardship="低保户",
        home_latitude=Decimal("24.87"),
        home_longitude=Decimal("118.68"),
        categories=tuple(CategoryDraft(kind=kind, since=TODAY) for kind in kinds),
    )


def withdrawn(worker: Worker, purpose: ConsentPurpose) -> Worker:
    actions.withdraw_consent(actor=Actor(id=worker.person_id, role=Role.WORKER), purpose=purpose, now=NOW)
    return Worker.objects.get(pk=worker.pk)


def test_health_goes_with_its_consent_and_hardship_stays(worker: Worker) -> None:
    now = withdrawn(worker, ConsentPurpose.HEALTH)
    assert (now.health, now.hardship is None, now.version) == (None, False, worker.version + 1)
    assert set(Category.objects.values_list("kind", flat=True)) == {"hard_to_employ", "rural_migrant"}
    assert not has_consent(worker.person_id, ConsentPurpose.HEALTH, at=NOW)


def test_hardship_goes_with_its_consent(worker: Worker) -> None:
    assert withdrawn(worker, ConsentPurpose.HARDSHIP).hardship is None
    assert set(Category.objects.values_list("kind", flat=True)) == {"disabled", "rural_migrant"}


def test_the_position_goes_with_its_consent(worker: Worker) -> None:
    now = withdrawn(worker, ConsentPurpose.LOCATION)
    assert (now.home_latitude, now.home_longitude) == (None, None)


def test_another_consent_leaves_the_file_as_it_is(worker: Worker) -> None:
    assert withdrawn(worker, ConsentPurpose.MESSAGES).version == worker.version


def test_the_chain_names_the_fields_and_no_value(worker: Worker) -> None:
    withdrawn(worker, ConsentPurpose.HEALTH)
    body = Entry.objects.order_by("-sequence")[0].body
    assert '"fields":"health,categories"' in body
    assert "膝盖" not in body


def test_it_cannot_be_taken_back_twice_and_a_person_without_a_file_only_withdraws(worker: Worker) -> None:
    withdrawn(worker, ConsentPurpose.HEALTH)
    with pytest.raises(Refusal, match="没有可撤回的同意"):
        withdrawn(worker, ConsentPurpose.HEALTH)
    stranger = Actor(id=a_person().id, role=Role.PUBLIC)
    with pytest.raises(Refusal, match="没有可撤回的同意"):
        actions.withdraw_consent(actor=stranger, purpose=ConsentPurpose.MESSAGES, now=NOW)
