"""Persons: enlisted once for a phone, renamed, given another phone, suspended."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import NOW, a_city, a_member, a_person
from tests.floor.accounts.proofs import ADDRESS, OTHER_PHONE, PHONE, ask, signed_in
from yizhan.floor.accounts import actions, codes
from yizhan.floor.accounts.actors import PUBLIC, SYSTEM, Actor
from yizhan.floor.accounts.codes import ConfirmedPhone
from yizhan.floor.accounts.models import Person, SignIn
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.accounts.states import TRANSITIONS, AccountState, CodePurpose, Method, Role, may_move
from yizhan.floor.audit.models import Entry
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db


def test_a_phone_finds_the_person_it_belongs_to_however_it_is_typed() -> None:
    first = actions.enlist_person(actor=SYSTEM, name=" 张三 ", phone="138 0013-8000", now=NOW)
    again = actions.enlist_person(
        actor=a_member(Role.STATION_STAFF), name="李四", phone="+86１３８００１３８０００", now=NOW
    )
    assert (again, again.name) == (first, "张三")
    assert str(first.phone) == "138****8000"


def test_without_a_phone_each_is_a_new_person_who_cannot_sign_in_by_password() -> None:
    first, second = (actions.enlist_person(actor=SYSTEM, name="张三", now=NOW) for _ in range(2))
    assert first != second
    assert not first.has_usable_password()


@pytest.mark.parametrize("name", ["", "  ", "x" * 61, "a\x00b", "张\u200b三", "\ud800"])
def test_a_name_is_printable_and_not_empty(name: str) -> None:
    with pytest.raises(Refusal) as refused:
        actions.enlist_person(actor=SYSTEM, name=name, now=NOW)
    assert (str(refused.value), refused.value.field) == ("请填写姓名，不超过60个字", "name")


@pytest.mark.parametrize("name", ["𠮷野家", "买买提·阿不都", "𬭎䶮㛃", "Anna"])
def test_rare_characters_are_names(name: str) -> None:
    assert actions.enlist_person(actor=SYSTEM, name=name, now=NOW).name == name


def test_the_public_enlists_nobody() -> None:
    with pytest.raises(Refusal, match="请先登录"):
        actions.enlist_person(actor=PUBLIC, name="张三", now=NOW)


def proof(phone: str, purpose: CodePurpose = CodePurpose.CHANGE_PHONE) -> ConfirmedPhone:
    code = ask(phone, purpose=purpose)
    return codes.confirm(phone=phone, purpose=purpose, code=code, address=ADDRESS, now=NOW)


def own(person: Person) -> Actor:
    return actor_for(person, None, now=NOW)


def test_a_person_changes_the_phone_by_a_code_to_the_new_number() -> None:
    person = a_person(phone=PHONE)
    kept, ended = signed_in(person, Method.CODE, NOW), signed_in(person, Method.CODE, NOW)
    key = kept.cookies["session"].value
    actions.change_phone(
        actor=own(person), person=person, phone=OTHER_PHONE, proof=proof(OTHER_PHONE), keep_session=key, now=NOW
    )
    assert Person.objects.get().phone_digest == phone_digest(OTHER_PHONE)
    assert SignIn.objects.get(ended_at=None).session_key == key
    assert ended.cookies["session"].value != key


@pytest.mark.parametrize(
    ("proved", "purpose"), [(OTHER_PHONE, CodePurpose.SIGN_IN), (PHONE, CodePurpose.CHANGE_PHONE), (None, None)]
)
def test_a_code_for_another_purpose_or_number_or_none_is_no_proof(
    proved: str | None, purpose: CodePurpose | None
) -> None:
    person = a_person(phone=PHONE)
    given = proof(proved, purpose) if proved and purpose else None
    with pytest.raises(Refusal, match="请先用新手机号"):
        actions.change_phone(actor=own(person), person=person, phone=OTHER_PHONE, proof=given, now=NOW)


def test_the_counter_changes_a_phone_without_a_code_and_a_bureau_does_not() -> None:
    city, person = a_city(), a_person(phone=PHONE)
    clerk = a_member(Role.STATION_STAFF, city.station)
    actions.change_phone(actor=clerk, person=person, phone=OTHER_PHONE, now=NOW)
    with pytest.raises(Refusal, match="只能由本人或驿站柜台办理"):
        actions.change_phone(actor=a_member(Role.COUNTY_OFFICER, city.county), person=person, phone=PHONE, now=NOW)


def test_the_phone_of_somebody_else_is_refused() -> None:
    a_person(phone=OTHER_PHONE)
    with pytest.raises(Refusal, match="已被其他账号使用") as refused:
        actions.change_phone(actor=SYSTEM, person=a_person(phone=PHONE), phone=OTHER_PHONE, now=NOW)
    assert refused.value.field == "phone"


def test_a_name_is_corrected_once() -> None:
    person = a_person(name="张叁")
    for _ in range(2):
        assert actions.rename_person(actor=own(person), person=person, name="张三", now=NOW).name == "张三"
    assert Entry.objects.count() == 1


def test_suspending_needs_the_administrator_and_a_reason() -> None:
    city, person = a_city(), a_person()
    administrator = a_member(Role.ADMINISTRATOR, city.platform)
    with pytest.raises(Refusal, match="只有系统管理员"):
        actions.suspend(actor=a_member(Role.CITY_OFFICER, city.city), person=person, reason="离职", now=NOW)
    with pytest.raises(Refusal, match="需要写明理由"):
        actions.suspend(actor=administrator, person=person, reason="", now=NOW)
    suspended = actions.suspend(actor=administrator, person=person, reason="离职", now=NOW)
    assert not suspended.is_active
    with pytest.raises(Refusal, match="账号已是「停用」"):
        actions.suspend(actor=administrator, person=person, reason="离职", now=NOW)
    assert actions.reinstate(actor=administrator, person=person, reason="返岗", now=NOW).is_active
    own_person = Person.objects.get(pk=administrator.id)
    with pytest.raises(Refusal, match="不能停用或恢复自己"):
        actions.suspend(actor=administrator, person=own_person, reason="x", now=NOW)


def test_the_states_of_an_account_move_as_the_table_says() -> None:
    allowed = {(move.source, move.target) for move in TRANSITIONS}
    for source in AccountState:
        for target in AccountState:
            assert may_move(source, target) is ((source, target) in allowed)
    assert all(move.citation for move in TRANSITIONS)


def test_the_database_refuses_half_a_phone_and_an_erased_person_with_a_name() -> None:
    person = a_person(phone=PHONE, username="clerk.wang")
    for change in ({"phone_digest": None}, {"state": "erased"}, {"name": ""}, {"username": "Wang"}, {"state": "gone"}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Person.objects.filter(pk=person.pk).update(**change)


def test_neither_name_nor_phone_is_in_repr_or_the_audit_chain() -> None:
    person = actions.enlist_person(actor=SYSTEM, name="诸葛孔明", phone=PHONE, now=NOW)
    actions.change_phone(actor=SYSTEM, person=person, phone=OTHER_PHONE, now=NOW + timedelta(minutes=1))
    seen = [repr(person), str(person), repr(proof("13700137000"))]
    seen += [f"{entry.body}{entry.object_id}{entry.reason}{entry.actor_name}" for entry in Entry.objects.all()]
    for text in seen:
        for secret in ("诸葛", PHONE, OTHER_PHONE, "13700137000"):
            assert secret not in text
