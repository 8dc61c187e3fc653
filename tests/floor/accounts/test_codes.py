"""One-time codes: lifetime, tries, limits at their exact boundaries, purposes, and answers that tell nothing."""

from datetime import timedelta
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.floor.accounts.factories import NOW, a_person
from tests.floor.accounts.proofs import ADDRESS, OTHER_PHONE, PHONE, ask, other_than, without_values
from yizhan.floor.accounts import codes
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.models import Attempt, OneTimeCode, Person, SandboxMessage
from yizhan.floor.accounts.sign_ins import UNNAMED, by_code
from yizhan.floor.accounts.states import AccountState, CodePurpose, CodeState
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
SECOND, MINUTE = timedelta(seconds=1), timedelta(minutes=1)
WRONG = "验证码不正确或已失效，请核对或重新获取"


def confirm(
    code: str, at: timedelta = timedelta(), purpose: CodePurpose = CodePurpose.SIGN_IN, phone: str = PHONE
) -> str:
    proof = codes.confirm(phone=phone, purpose=purpose, code=code, address=ADDRESS, now=NOW + at)
    return proof.phone


def refusal(code: str, at: timedelta = timedelta(), purpose: CodePurpose = CodePurpose.SIGN_IN) -> str:
    with pytest.raises(Refusal) as refused:
        confirm(code, at, purpose)
    return str(refused.value)


def test_the_code_that_was_sent_is_confirmed_once() -> None:
    code = ask()
    assert confirm(code) == PHONE
    assert refusal(code) == WRONG
    assert OneTimeCode.objects.get().state == CodeState.USED


def test_full_width_digits_and_spaces_around_are_taken() -> None:
    code = ask()
    assert confirm(" " + code.translate(str.maketrans("0123456789", "０１２３４５６７８９")) + "\n") == PHONE


@pytest.mark.parametrize("typed", ["", "12345", "1234567", "12a456", "１２３", "12345\x00", "٣٤٥٦٧٨"])
def test_what_is_no_code_is_said_so_and_not_counted(typed: str) -> None:
    ask()
    assert refusal(typed) == "验证码是6位数字"
    assert OneTimeCode.objects.get().tries == 0


def test_a_code_lasts_five_minutes_to_the_second() -> None:
    assert confirm(ask(), 5 * MINUTE) == PHONE
    later = ask(OTHER_PHONE)
    with pytest.raises(Refusal):
        confirm(later, 5 * MINUTE + SECOND, phone=OTHER_PHONE)


def test_the_fifth_wrong_try_spends_the_code() -> None:
    code = ask()
    assert {refusal(other_than(code, by)) for by in range(1, 5)} == {WRONG}
    assert OneTimeCode.objects.get().tries == 4
    assert refusal(other_than(code)) == WRONG
    assert OneTimeCode.objects.get().state == CodeState.SPENT
    assert refusal(code) == WRONG


def test_the_fifth_try_may_be_right() -> None:
    code = ask()
    for by in range(1, 5):
        refusal(other_than(code, by))
    assert confirm(code) == PHONE


def test_a_new_code_replaces_the_old_one() -> None:
    first = ask()
    second = ask(now=NOW + MINUTE)
    assert first == second or refusal(first, MINUTE) == WRONG
    assert confirm(second, MINUTE) == PHONE
    assert OneTimeCode.objects.filter(state=CodeState.REPLACED).count() == 1


def test_a_code_serves_its_purpose_only() -> None:
    code = ask(purpose=CodePurpose.CHANGE_PHONE)
    assert refusal(code, purpose=CodePurpose.SIGN_IN) == WRONG
    assert refusal(code, purpose=CodePurpose.SIGN) == WRONG
    assert confirm(code, purpose=CodePurpose.CHANGE_PHONE) == PHONE


def test_a_code_for_one_document_does_not_sign_another() -> None:
    codes.request(phone=PHONE, purpose=CodePurpose.SIGN, address=ADDRESS, now=NOW, bound_to="contract-a")
    row = OneTimeCode.objects.get()
    found = [
        number
        for number in (f"{one:06}" for one in range(10**6))
        if codes._digest(row.id, CodePurpose.SIGN, "contract-a", number) == row.code_digest
    ]
    assert len(found) == 1
    sign = partial(codes.confirm, phone=PHONE, purpose=CodePurpose.SIGN, code=found[0], address=ADDRESS, now=NOW)
    with pytest.raises(Refusal):
        sign(bound_to="contract-b")
    assert sign(bound_to="contract-a").phone == PHONE


def test_one_code_a_minute() -> None:
    ask()
    with pytest.raises(TooOften) as refused:
        ask(now=NOW + MINUTE - SECOND)
    assert refused.value.say() == "验证码1分钟内只能获取1次，1小时5次，1天10次，请稍后再试"
    ask(now=NOW + MINUTE)


def test_five_codes_an_hour() -> None:
    for number in range(5):
        ask(now=NOW + number * MINUTE)
    with pytest.raises(TooOften):
        ask(now=NOW + 60 * MINUTE - SECOND)
    ask(now=NOW + 60 * MINUTE)


def test_ten_codes_a_day() -> None:
    for number in range(10):
        ask(now=NOW + number * 13 * MINUTE)
    with pytest.raises(TooOften):
        ask(now=NOW + timedelta(hours=24) - SECOND)
    ask(now=NOW + timedelta(hours=24))


def test_the_limits_of_a_number_count_every_purpose_together() -> None:
    ask()
    with pytest.raises(TooOften):
        ask(purpose=CodePurpose.SIGN)


def test_thirty_codes_an_hour_for_an_address_and_a_hundred_for_its_range() -> None:
    for number in range(30):
        ask(phone=f"1380000{number:04}")
    with pytest.raises(TooOften) as refused:
        ask(phone="13800009999")
    assert refused.value.say() == "当前网络的请求过多，请稍后再试，或到驿站柜台办理"
    for number in range(70):
        ask(phone=f"1390000{number:04}", address=f"203.0.113.{10 + number}")
    with pytest.raises(TooOften):
        ask(phone="13800008888", address="203.0.113.200")
    ask(phone="13800008888", address="203.0.114.1")
    ask(phone="13800007777", now=NOW + timedelta(hours=1))


def test_a_refused_request_sends_nothing_and_counts_nothing() -> None:
    ask()
    before = Attempt.objects.count(), OneTimeCode.objects.count(), SandboxMessage.objects.count()
    with pytest.raises(TooOften):
        ask()
    assert (Attempt.objects.count(), OneTimeCode.objects.count(), SandboxMessage.objects.count()) == before


def test_thirty_wrong_codes_an_hour_for_an_address() -> None:
    for number in range(6):
        code = ask(phone=f"1380000{number:04}")
        for by in range(1, 6):
            with pytest.raises(Refusal, match=WRONG):
                confirm(other_than(code, by), phone=f"1380000{number:04}")
    last = ask()
    with pytest.raises(TooOften):
        confirm(last)
    assert OneTimeCode.objects.filter(tries=0).count() == 1


def test_right_codes_do_not_count_against_the_network() -> None:
    for number in range(29):
        confirm(ask(phone=f"1380000{number:04}"), phone=f"1380000{number:04}")
    assert Attempt.objects.filter(kind__startswith="guess").count() == 0


def shape(known: bool, wrong: bool) -> list[str]:
    Person.objects.all().delete()
    if known:
        a_person(phone=PHONE)
    with CaptureQueriesContext(
        connection,
    ) as seen:
        codes.request(phone=PHONE, purpose=CodePurpose.SIGN_IN, address=ADDRESS, now=NOW)
        if wrong:
            with pytest.raises(Refusal):
                confirm("000000")
    return [without_values(one["sql"]) for one in seen]


def test_known_and_unknown_numbers_cost_the_same_statements() -> None:
    unknown = shape(known=False, wrong=True)
    Attempt.objects.all().delete()
    OneTimeCode.objects.all().delete()
    assert shape(known=True, wrong=True) == unknown
    assert not [sql for sql in unknown if "accounts_person" in sql]


def test_the_first_right_code_of_an_unknown_number_enlists_a_person_and_the_second_finds_the_same() -> None:
    person = by_code(phone=PHONE, code=ask(), address=ADDRESS, now=NOW)
    assert (person.name, person.is_active, person.has_usable_password()) == (UNNAMED, True, False)
    again = by_code(phone=PHONE, code=ask(now=NOW + MINUTE), address=ADDRESS, now=NOW + MINUTE)
    assert again == person


def test_a_suspended_account_is_told_so_only_after_the_right_code() -> None:
    person = a_person(phone=PHONE)
    person.state = AccountState.SUSPENDED
    person.save()
    code = ask()
    with pytest.raises(Refusal, match=WRONG):
        by_code(phone=PHONE, code=other_than(code), address=ADDRESS, now=NOW)
    with pytest.raises(Refusal, match="账号已停用"):
        by_code(phone=PHONE, code=code, address=ADDRESS, now=NOW)


def test_neither_code_nor_number_is_stored_in_plain() -> None:
    code = ask()
    with connection.cursor() as cursor:
        for table in ("accounts_onetimecode", "accounts_attempt", "accounts_sandboxmessage"):
            cursor.execute(f"SELECT string_agg(t::text, ' ') FROM {table} t")
            (text,) = cursor.fetchone()
            assert PHONE not in text
            if table != "accounts_attempt":
                assert f"({code}" not in text
                assert f",{code}" not in text
