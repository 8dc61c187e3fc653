"""A chain verified piece by piece says the same in the end as one verified at once."""

import json

import pytest

from tests.floor.audit.conftest import NOON, Clerk, opened
from tests.floor.audit.test_tampering import triggers_off
from yizhan.floor.audit.chain import GENESIS
from yizhan.floor.audit.exports import own_public_key, signed_head
from yizhan.floor.audit.signing import Witnessed, read_head
from yizhan.floor.audit.verification import Stretch, verify_chain, verify_stretch

pytestmark = pytest.mark.django_db
AUDITOR = Clerk(reads_audit=True)


@pytest.fixture(autouse=True)
def _five() -> None:
    for number in range(1, 6):
        opened(number)


def pieces(most: int, witness: Witnessed | None = None) -> list[Stretch]:
    found: list[Stretch] = []
    last, last_hash = 0, GENESIS
    while not found or not found[-1].done:
        piece = verify_stretch(
            AUDITOR, last=last, last_hash=last_hash, witness=witness, key=own_public_key(), most=most
        )
        found.append(piece)
        last, last_hash = piece.last, piece.last_hash
    return found


@pytest.mark.parametrize("most", [1, 2, 5, 6])
def test_an_honest_chain_holds_in_pieces_of_any_size(most: int) -> None:
    found = pieces(most)
    assert [piece.last for piece in found] == [*range(most, 5, most), 5]
    assert (found[-1].fault, found[-1].of) == (None, 5)


@pytest.mark.parametrize("most", [1, 2, 5, 6])
@pytest.mark.parametrize(
    "change",
    ["UPDATE audit_entry SET reason = '改写' WHERE sequence = 3", "DELETE FROM audit_entry WHERE sequence >= 4"],
)
def test_the_fault_is_the_one_that_the_whole_verification_finds(most: int, change: str) -> None:
    witness = read_head(json.dumps(signed_head(NOON)), "head.json")
    with triggers_off() as cursor:
        cursor.execute(change)
    whole = verify_chain([witness], own_public_key()).fault
    assert whole is not None
    assert pieces(most, witness)[-1].fault == whole


def test_only_an_auditor_verifies() -> None:
    with pytest.raises(PermissionError):
        verify_stretch(Clerk(), last=0, last_hash=GENESIS, witness=None, key=own_public_key(), most=5)
