"""Erasure: two persons, one transaction, what stays is named, and the chain still holds."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from types import SimpleNamespace
from uuid import UUID

import pytest
from django.db import IntegrityError, connection, transaction

from tests.floor.accounts.factories import NOW, a_member
from tests.floor.rights.factories import PHONE, a_place, a_request, in_review, proposed
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import AccountState, Role
from yizhan.floor.audit.exports import own_public_key, signed_head
from yizhan.floor.audit.models import Entry
from yizhan.floor.audit.signing import Witnessed
from yizhan.floor.audit.verification import verify_chain
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy import registry
from yizhan.floor.privacy.holdings import Holding, Outcome
from yizhan.floor.privacy.models import Consent
from yizhan.floor.privacy.queries import is_restricted
from yizhan.floor.privacy.states import ConsentChannel, ConsentPurpose, ConsentState, RestrictionBasis
from yizhan.floor.rights.erasure import carry_out_erasure, propose_erasure, send_back
from yizhan.floor.rights.models import ErasureLine, Request
from yizhan.floor.rights.queries import outcome_of, own_requests
from yizhan.floor.rights.states import RequestKind, RequestState
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
LATER = NOW + timedelta(hours=3)
NAME = "欧阳建国"


@pytest.fixture
def place() -> SimpleNamespace:
    return a_place()


@pytest.fixture
def wages() -> Iterator[list[UUID]]:
    """A holding of an app above that keeps three rows until 2029, and lists whom it was asked to erase."""
    asked: list[UUID] = []

    def erase(person_id: UUID, now: datetime) -> Outcome:
        asked.append(person_id)
        return Outcome(2, 3, "工资支付台账保存3年，至2029-11-20（保障农民工工资支付条例第十五条）")

    with pytest.MonkeyPatch.context() as patch:
        own = Holding("deals.wage", "工资台账", lambda _person_id: [], erase)
        patch.setattr(registry, "HOLDINGS", registry.HOLDINGS)
        patch.setitem(registry.HOLDINGS, own.code, own)
        yield asked


def test_a_second_person_confirms(place: SimpleNamespace) -> None:
    request = proposed(place)
    with pytest.raises(Refusal, match="须由站长或区县人社经办决定"):
        carry_out_erasure(actor=place.other_clerk, request=request, now=LATER)
    assert Person.objects.get(pk=place.person.pk).name == NAME
    carry_out_erasure(actor=place.head, request=request, now=LATER)
    done = Request.objects.get(pk=request.pk)
    assert (done.state, done.proposed_by, done.confirmed_by) == (RequestState.DONE, place.clerk.id, place.head.id)


def test_who_proposed_does_not_confirm_in_any_role(place: SimpleNamespace) -> None:
    request = propose_erasure(actor=place.head, request=in_review(place, RequestKind.ERASURE), now=NOW)
    same = a_member(Role.COUNTY_OFFICER, place.city.county, person=Person.objects.get(pk=place.head.id))
    for actor in (place.head, same):
        with pytest.raises(Refusal, match="删除须由另一人复核确认"):
            carry_out_erasure(actor=actor, request=request, now=LATER)
    carry_out_erasure(actor=place.officer, request=request, now=LATER)


def test_the_database_refuses_one_person_for_both(place: SimpleNamespace) -> None:
    request = proposed(place)
    with pytest.raises(IntegrityError, match="rights_two_persons_erase"), transaction.atomic():
        Request.objects.filter(pk=request.pk).update(
            state=RequestState.DONE, ended_at=LATER, confirmed_by=place.clerk.id
        )


def test_it_is_sent_back_with_a_reason(place: SimpleNamespace) -> None:
    request = proposed(place)
    with pytest.raises(Refusal, match="需要写明理由"):
        send_back(actor=place.head, request=request, reason=" ", now=LATER)
    back = send_back(actor=place.head, request=request, reason="本人尚有未结工资", now=LATER)
    assert (back.state, back.proposed_by) == (RequestState.IN_REVIEW, None)


def test_only_an_erasure_is_proposed_and_only_after_the_check(place: SimpleNamespace) -> None:
    with pytest.raises(Refusal, match="^这不是删除请求$"):
        propose_erasure(actor=place.clerk, request=in_review(place), now=NOW)
    unchecked = in_review(place, RequestKind.ERASURE, identity_check=None)
    with pytest.raises(Refusal, match="^请先核对申请人身份$"):
        propose_erasure(actor=place.clerk, request=unchecked, now=NOW)


def test_another_areas_officer_does_not_see_it(place: SimpleNamespace) -> None:
    request = proposed(place)
    other = a_member(Role.COUNTY_OFFICER, place.city.county2)
    with pytest.raises(OutOfScope):
        carry_out_erasure(actor=other, request=request, now=LATER)


def test_every_holding_is_erased_and_the_outcome_is_said(place: SimpleNamespace, wages: list[UUID]) -> None:
    consent = {"notice_version": "2026-1", "separate": False, "now": NOW}
    for purpose in (ConsentPurpose.MATCHING, ConsentPurpose.MESSAGES):
        channel = ConsentChannel.ONLINE
        privacy.give(actor=place.worker, person_id=place.person.id, purpose=purpose, channel=channel, **consent)
    open_one = a_request(place, RequestKind.CORRECTION, words="换了号码")
    request = proposed(place)
    lines = carry_out_erasure(actor=place.head, request=request, now=LATER)
    assert wages == [place.person.id]
    said = {line.code: line.said for line in lines}
    assert set(said) == set(registry.HOLDINGS)
    assert lines[0].said == (
        "工资台账：已删除2条；依法保留3条，不再使用："
        "工资支付台账保存3年，至2029-11-20（保障农民工工资支付条例第十五条）"
    )
    assert said["privacy.consent"].startswith("同意记录：依法保留2条，不再使用：同意终止后保存3年")
    assert list(outcome_of(place.worker, request)) == lines == list(outcome_of(place.officer, request))
    assert list(outcome_of(place.sister_clerk, request)) == []
    assert {one.state for one in Consent.objects.all()} == {ConsentState.WITHDRAWN}
    open_one.refresh_from_db()
    assert (open_one.state, open_one.words, open_one.value) == (RequestState.WITHDRAWN, None, None)
    person = Person.objects.get(pk=place.person.pk)
    assert (person.name, person.phone, person.phone_digest, person.state) == ("", None, None, AccountState.ERASED)


def test_what_is_kept_is_restricted_for_good(place: SimpleNamespace, wages: list[UUID]) -> None:
    carry_out_erasure(actor=place.head, request=proposed(place), now=LATER)
    assert is_restricted(place.person.id, LATER + timedelta(days=4000))
    with pytest.raises(Refusal, match="删除后依法保留的信息不能恢复使用"):
        privacy.unrestrict(
            actor=place.head, person_id=place.person.id, basis=RestrictionBasis.RETAINED, reason="再用", now=LATER
        )


def test_the_chain_still_holds_and_keeps_ids_only(place: SimpleNamespace, wages: list[UUID]) -> None:
    request = proposed(place)
    head = signed_head(NOW)
    witness = Witnessed(int(head["sequence"]), str(head["hash"]), str(head["time"]), head)
    carry_out_erasure(actor=place.head, request=request, now=LATER)
    verdict = verify_chain([witness], own_public_key())
    assert (verdict.fault, verdict.entries) == (None, Entry.objects.count())
    texts = "\n".join(f"{e.body}{e.reason}{e.actor_name}{e.object_id}" for e in Entry.objects.all())
    assert (NAME in texts, PHONE in texts, str(place.person.id) in texts) == (False, False, True)


def test_nothing_is_erased_when_one_holding_refuses(place: SimpleNamespace) -> None:
    def refuse(person_id: UUID, now: datetime) -> Outcome:
        raise Refusal("还有未结清的工资，不能删除", "wages are open")

    request = proposed(place)
    entries = Entry.objects.count()
    with pytest.MonkeyPatch.context() as patch:
        first = next(iter(registry.HOLDINGS))
        patch.setitem(registry.HOLDINGS, first, Holding(first, "同意记录", lambda _person_id: [], refuse))
        with pytest.raises(Refusal, match="还有未结清的工资，不能删除"):
            carry_out_erasure(actor=place.head, request=request, now=LATER)
    request.refresh_from_db()
    assert (request.state, ErasureLine.objects.count(), Entry.objects.count()) == (RequestState.PROPOSED, 0, entries)
    assert Person.objects.get(pk=place.person.pk).name == NAME


def test_afterwards_nothing_more_is_handed_in(place: SimpleNamespace) -> None:
    request = proposed(place)
    carry_out_erasure(actor=place.head, request=request, now=LATER)
    with pytest.raises(Refusal, match="该人员的个人信息已经删除"):
        a_request(place)
    with pytest.raises(Refusal, match="请求现在是「已办结」"):
        carry_out_erasure(actor=place.head, request=request, now=LATER)
    assert [one.state for one in own_requests(place.worker)] == [RequestState.DONE]


def test_no_table_names_the_person_afterwards(place: SimpleNamespace) -> None:
    carry_out_erasure(actor=place.head, request=proposed(place), now=LATER)
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT count(*) FROM "{table}" t WHERE t::text LIKE %s', [f"%{NAME}%"])
            found += [table for (count,) in cursor.fetchall() if count]
    assert found == []
