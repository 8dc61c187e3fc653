"""What the receipt of an erasure opens, what is foreseen, and the proof by code."""

import pytest

from tests.floor.accounts.factories import NOW
from tests.floor.rights.factories import a_place, a_request, proposed
from yizhan.floor.accounts.models import Person
from yizhan.floor.rights import receipts
from yizhan.floor.rights.erasure import carry_out_erasure, foresee
from yizhan.floor.rights.models import ErasureLine, Request
from yizhan.floor.rights.proving import masked_phone
from yizhan.floor.rights.states import RequestKind, RequestState

pytestmark = pytest.mark.django_db


def test_it_says_how_the_erasure_stands_before_and_after() -> None:
    place = a_place()
    request = proposed(place)
    receipt = receipts.receipt_of(request)
    assert str(request.pk) not in receipt
    before = receipts.erasure(receipt)
    assert (before.state, before.office, before.lines) == (RequestState.PROPOSED, "东海零工驿站", ())
    lines = carry_out_erasure(actor=place.head, request=request, now=NOW)
    after = receipts.erasure(receipt)
    assert (after.is_done, [line.said for line in after.lines]) == (True, [line.said for line in lines])


def test_it_opens_erasures_only_and_cannot_be_made_up() -> None:
    request = a_request(a_place())
    for made_up in (receipts.receipt_of(request), str(request.pk), "", "x"):
        with pytest.raises(Request.DoesNotExist):
            receipts.erasure(made_up)


def test_what_is_foreseen_is_taken_back() -> None:
    place = a_place()
    lines = foresee(actor=place.worker, now=NOW)
    assert [line.erased for line in lines if line.code == "accounts.account"] == [1]
    person = Person.objects.get(pk=place.person.pk)
    assert (person.name, person.state) == ("欧阳建国", "active")
    assert not ErasureLine.objects.exists()


def test_a_correction_has_no_receipt_and_the_phone_is_shown_masked() -> None:
    place = a_place()
    request = a_request(place, RequestKind.CORRECTION)
    with pytest.raises(Request.DoesNotExist):
        receipts.erasure(receipts.receipt_of(request))
    assert masked_phone(place.worker) == "138****8000"
    assert masked_phone(place.clerk) == ""
