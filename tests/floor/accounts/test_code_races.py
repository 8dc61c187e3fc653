"""Two at once: real threads, real transactions."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TypeVar

import pytest
from django.db import connections

from tests.floor.accounts.factories import NOW, a_person
from tests.floor.accounts.proofs import ADDRESS, PASSWORD, PHONE, a_clerk, ask, bound, other_than
from yizhan.floor.accounts import codes
from yizhan.floor.accounts.actions import change_phone, enlist_person
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import NameLock, OneTimeCode, Person, SandboxMessage
from yizhan.floor.accounts.sign_ins import by_password
from yizhan.floor.accounts.states import CodePurpose, CodeState
from yizhan.floor.privacy.lookups import phone_digest
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db(transaction=True)
Result = TypeVar("Result")


def at_once(many: int, act: Callable[[int], Result]) -> list[Result]:
    gate = Barrier(many)

    def run(number: int) -> Result:
        try:
            gate.wait(10)
            return act(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(many) as pool:
        return list(pool.map(run, range(many)))


def worked(act: Callable[[], object]) -> bool:
    try:
        act()
    except Refusal:
        return False
    return True


def test_of_eight_requests_at_once_for_a_number_one_is_served() -> None:
    def request(number: int) -> bool:
        return worked(
            lambda: codes.request(phone=PHONE, purpose=CodePurpose.SIGN_IN, address=f"10.0.{number}.1", now=NOW)
        )

    assert sorted(at_once(8, request)) == [False] * 7 + [True]
    assert (OneTimeCode.objects.count(), SandboxMessage.objects.count()) == (1, 1)


def test_of_forty_numbers_at_once_from_one_address_thirty_are_served() -> None:
    def request(phone: str) -> bool:
        return worked(lambda: codes.request(phone=phone, purpose=CodePurpose.SIGN_IN, address=ADDRESS, now=NOW))

    served = at_once(8, lambda number: sum(request(f"1370000{number}{one:03}") for one in range(5)))
    assert sum(served) == 30


def test_eight_right_codes_at_once_are_taken_once() -> None:
    code = ask()

    def confirm(number: int) -> bool:
        return worked(
            lambda: codes.confirm(
                phone=PHONE, purpose=CodePurpose.SIGN_IN, code=code, address=f"10.0.{number}.1", now=NOW
            )
        )

    assert sorted(at_once(8, confirm)) == [False] * 7 + [True]
    assert OneTimeCode.objects.get().state == CodeState.USED


def test_eight_wrong_codes_at_once_count_five_and_spend_the_code() -> None:
    code = ask()

    def confirm(number: int) -> bool:
        return worked(
            lambda: codes.confirm(
                phone=PHONE,
                purpose=CodePurpose.SIGN_IN,
                code=other_than(code, number + 1),
                address=f"10.0.{number}.1",
                now=NOW,
            )
        )

    assert not any(at_once(8, confirm))
    assert OneTimeCode.objects.values_list("tries", "state").get() == (5, CodeState.SPENT)


def test_one_number_enlisted_by_eight_at_once_is_one_person() -> None:
    people = at_once(8, lambda number: enlist_person(actor=SYSTEM, name=f"人{number}", phone=PHONE, now=NOW))
    assert len(set(people)) == 1
    assert Person.objects.count() == 1


def test_one_step_of_an_authenticator_signs_in_once_of_four_at_once() -> None:
    clock, _ = bound(a_clerk())
    code = clock.at(NOW)

    def enter(number: int) -> bool:
        return worked(
            lambda: by_password(
                username="clerk.wang", password=PASSWORD, second=code, address=f"10.0.{number}.1", now=NOW
            )
        )

    assert sorted(at_once(4, enter)) == [False] * 3 + [True]


def test_ten_wrong_passwords_at_once_lock_the_name_and_count_five() -> None:
    a_clerk()

    def enter(number: int) -> bool:
        return worked(
            lambda: by_password(username="clerk.wang", password="wrong", second="", address=f"10.0.{number}.1", now=NOW)
        )

    assert not any(at_once(10, enter))
    row = NameLock.objects.get()
    assert (row.wrong, row.locked_until is not None) == (5, True)


def test_a_number_cannot_be_given_to_two_people_at_once() -> None:
    first, second = a_person(name="甲"), a_person(name="乙")

    def change(number: int) -> bool:
        person = (first, second)[number]
        return worked(lambda: change_phone(actor=SYSTEM, person=person, phone=PHONE, now=NOW))

    assert sorted(at_once(2, change)) == [False, True]
    assert Person.objects.filter(phone_digest=phone_digest(PHONE)).count() == 1
