"""Password with second factor: one answer for every failure, lock-out at five, steps before acting as staff."""

from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth import hashers
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.floor.accounts.factories import NOW
from tests.floor.accounts.proofs import ADDRESS, PASSWORD, a_clerk, bound, without_values
from yizhan.floor.accounts import sign_ins
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.models import NameLock, RecoveryCode
from yizhan.floor.accounts.states import AccountState, Method
from yizhan.floor.audit.models import Entry
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WRONG = "登录名、密码或动态码不正确；连续5次不正确，15分钟内不能登录"


def enter(
    second: str = "",
    at: timedelta = timedelta(),
    username: str = "clerk.wang",
    password: str = PASSWORD,
    address: str = ADDRESS,
) -> Method:
    _, method = sign_ins.by_password(username=username, password=password, second=second, address=address, now=NOW + at)
    return method


def refused(
    second: str = "", at: timedelta = timedelta(), username: str = "clerk.wang", password: str = PASSWORD
) -> str:
    with pytest.raises(Refusal) as refusal:
        enter(second, at, username, password)
    return str(refusal.value)


def test_password_and_code_are_two_factors() -> None:
    clock, _ = bound(a_clerk())
    assert enter(clock.at(NOW), username=" Clerk.Wang ") is Method.TWO_FACTORS


def test_without_an_authenticator_the_password_alone_leads_to_enrolment_only() -> None:
    a_clerk()
    assert enter() is Method.PASSWORD
    assert refused("123456") == WRONG


def test_with_an_authenticator_the_password_alone_is_wrong() -> None:
    bound(a_clerk())
    assert refused("") == WRONG


@pytest.mark.parametrize("seconds", [-30, 30])
def test_a_code_of_the_step_before_or_after_is_taken(seconds: int) -> None:
    clock, _ = bound(a_clerk())
    assert enter(clock.at(NOW + timedelta(seconds=seconds))) is Method.TWO_FACTORS


@pytest.mark.parametrize("seconds", [-60, 60])
def test_a_code_two_steps_off_is_wrong(seconds: int) -> None:
    clock, _ = bound(a_clerk())
    assert refused(clock.at(NOW + timedelta(seconds=seconds))) == WRONG


def test_a_code_is_not_taken_twice_nor_an_earlier_one_after_it() -> None:
    clock, _ = bound(a_clerk())
    assert enter(clock.at(NOW)) is Method.TWO_FACTORS
    assert refused(clock.at(NOW)) == WRONG
    assert refused(clock.at(NOW - timedelta(seconds=30))) == WRONG
    assert enter(clock.at(NOW + timedelta(seconds=30))) is Method.TWO_FACTORS


def test_a_wrong_password_does_not_use_the_code_up() -> None:
    clock, _ = bound(a_clerk())
    assert refused(clock.at(NOW), password="wrong") == WRONG
    assert enter(clock.at(NOW)) is Method.TWO_FACTORS


def test_each_of_ten_recovery_codes_works_once_instead() -> None:
    _, given = bound(a_clerk())
    assert (len(given), len(set(given))) == (10, 10)
    for number, code in enumerate(given):
        assert enter(code.upper(), number * MINUTE) is Method.TWO_FACTORS
    assert refused(given[0]) == WRONG
    assert RecoveryCode.objects.filter(used_at__isnull=True).count() == 0


def test_the_recovery_code_of_another_is_wrong() -> None:
    _, given = bound(a_clerk())
    bound(a_clerk("clerk.li"))
    assert refused(given[0], username="clerk.li") == WRONG


def test_five_wrong_tries_lock_for_fifteen_minutes_to_the_second() -> None:
    clock, _ = bound(a_clerk())
    for number in range(5):
        assert refused(password="wrong", at=number * SECOND) == WRONG
    last = 4 * SECOND
    assert refused(clock.at(NOW), at=5 * SECOND) == WRONG
    at = last + 15 * MINUTE - SECOND
    assert refused(clock.at(NOW + at), at=at) == WRONG
    at = last + 15 * MINUTE
    assert enter(clock.at(NOW + at), at=at) is Method.TWO_FACTORS


def test_four_wrong_tries_and_a_right_one_begin_anew() -> None:
    a_clerk()
    for _ in range(3):
        for _ in range(4):
            refused(password="wrong")
        assert enter() is Method.PASSWORD


def test_the_fifth_try_may_be_right() -> None:
    a_clerk()
    for _ in range(4):
        refused(password="wrong")
    assert enter() is Method.PASSWORD
    assert NameLock.objects.get().locked_until is None


def test_tries_while_locked_do_not_lengthen_the_lock() -> None:
    a_clerk()
    for _ in range(5):
        refused(password="wrong")
    for number in range(10):
        refused(password="wrong", at=number * MINUTE)
    assert enter(at=15 * MINUTE) is Method.PASSWORD


def test_wrong_codes_lock_as_wrong_passwords_do() -> None:
    clock, _ = bound(a_clerk())
    for number in range(5):
        refused(f"{(int(clock.at(NOW)) + 7 + number) % 10**6:06}")
    assert refused(clock.at(NOW)) == WRONG


def test_an_unknown_name_is_locked_and_recorded_like_a_known_one() -> None:
    a_clerk()
    for name in ("clerk.wang", "nobody"):
        for _ in range(5):
            assert refused(username=name, password="wrong") == WRONG
    assert sorted(NameLock.objects.values_list("wrong", flat=True)) == [5, 5]
    assert Entry.objects.filter(verb="accounts.name.locked").count() == 2


def test_a_suspended_account_gets_the_same_answer() -> None:
    person = a_clerk()
    person.state = AccountState.SUSPENDED
    person.save()
    assert refused() == WRONG


def statements(username: str, password: str) -> list[str]:
    with CaptureQueriesContext(connection) as seen:
        refused("123456", username=username, password=password)
    return [without_values(one["sql"]) for one in seen]


def hashes_of(monkeypatch: pytest.MonkeyPatch, username: str, password: str) -> int:
    made = []
    hasher = type(hashers.get_hasher())
    encode = hasher.encode

    def counted(self: Any, *given: Any, **options: Any) -> str:
        made.append(1)
        return encode(self, *given, **options)

    with monkeypatch.context() as patch:
        patch.setattr(hasher, "encode", counted)
        refused("123456", username=username, password=password)
    return len(made)


def test_unknown_known_suspended_and_locked_names_cost_the_same_statements_and_hashes(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    bound(a_clerk())
    suspended = a_clerk("clerk.li")
    bound(suspended)
    suspended.state = AccountState.SUSPENDED
    suspended.save()
    bound(a_clerk("clerk.zhao"))
    for _ in range(5):
        refused(username="clerk.zhao", password="wrong")
    names = ("nobody", "clerk.wang", "clerk.li", "clerk.zhao")
    seen = [statements(name, "wrong") for name in names]
    update = [[sql for sql in each if not sql.startswith('UPDATE "accounts_namelock"')] for each in seen]
    assert update[0] == update[1] == update[2] == update[3]
    assert [len(each) for each in seen] == [len(seen[0])] * 3 + [len(seen[0]) - 1]
    assert [hashes_of(monkeypatch, name, "wrong") for name in names] == [1, 1, 1, 1]
    assert [hashes_of(monkeypatch, name, PASSWORD) for name in names] == [1, 1, 1, 1]


def test_thirty_tries_in_fifteen_minutes_close_an_address_for_every_name() -> None:
    a_clerk()
    for number in range(30):
        refused(username=f"name{number}", password="wrong")
    with pytest.raises(TooOften):
        enter()
    assert enter(address="203.0.113.8") is Method.PASSWORD
    assert enter(at=15 * MINUTE) is Method.PASSWORD


@pytest.mark.parametrize("name", ["", "\x00", "\ud800", "𠮷" * 300, "' OR 1=1 --", "clerk.wang\x00"])
@pytest.mark.parametrize("password", ["", "\x00\ud800", "长" * 5000])
def test_bad_input_is_simply_wrong(name: str, password: str) -> None:
    a_clerk()
    assert refused("\x00\ud800六", username=name, password=password) == WRONG
