"""A scripted attacker who guesses codes: how many guesses reach a code, whatever he rotates. docs/accounts.md quotes these."""

import secrets
from datetime import datetime, timedelta
from itertools import count

import pytest

from tests.floor.accounts.factories import NOW
from tests.floor.accounts.proofs import PHONE
from yizhan.floor.accounts import codes
from yizhan.floor.accounts.limits import TooOften
from yizhan.floor.accounts.models import OneTimeCode
from yizhan.floor.accounts.states import CodePurpose, CodeState
from yizhan.kernel.errors import Refusal

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


class Attacker:
    """Asks and guesses as fast as he is let, from a new address each time where he has many."""

    def __init__(self, addresses: str) -> None:
        self._addresses, self._numbers = addresses, count()
        self.asked = self.refused = 0

    def address(self) -> str:
        number = next(self._numbers)
        ranges = {"one": "198.51.100.9", "range": f"198.51.100.{number % 256}"}
        everywhere = f"{1 + number // 65536 % 200}.{number // 256 % 256}.{number % 256}.9"
        return ranges.get(self._addresses, everywhere)

    def ask(self, phone: str, now: datetime) -> bool:
        try:
            codes.request(phone=phone, purpose=CodePurpose.SIGN_IN, address=self.address(), now=now)
        except TooOften:
            self.refused += 1
            return False
        self.asked += 1
        return True

    def guess(self, phone: str, code: str, now: datetime) -> bool:
        try:
            codes.confirm(phone=phone, purpose=CodePurpose.SIGN_IN, code=code, address=self.address(), now=now)
        except Refusal:
            return False
        return True


def reached() -> int:
    """Guesses that were compared with a living code."""
    return sum(OneTimeCode.objects.values_list("tries", flat=True))


def _all_wrong(monkeypatch: pytest.MonkeyPatch) -> None:
    """Codes above all that are guessed, so that luck does not end the run."""
    monkeypatch.setattr(secrets, "randbelow", lambda most: most - 1)


def test_five_of_a_thousand_guesses_reach_a_code_even_from_a_thousand_addresses(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _all_wrong(monkeypatch)
    attacker = Attacker("everywhere")
    attacker.ask(PHONE, NOW)
    assert not any(attacker.guess(PHONE, f"{number:06}", NOW) for number in range(1000))
    assert reached() == 5
    assert OneTimeCode.objects.get().state == CodeState.SPENT


def test_at_most_fifty_guesses_a_day_reach_one_number_from_everywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    _all_wrong(monkeypatch)
    attacker, guesses = Attacker("everywhere"), count()
    now = NOW
    while now < NOW + DAY:
        if attacker.ask(PHONE, now):
            for _ in range(8):
                attacker.guess(PHONE, f"{next(guesses):06}", now + timedelta(seconds=1))
        now += timedelta(minutes=1)
    assert (attacker.asked, reached()) == (10, 50)


def test_one_address_reaches_thirty_guesses_an_hour_over_all_numbers(monkeypatch: pytest.MonkeyPatch) -> None:
    _all_wrong(monkeypatch)
    attacker = Attacker("one")
    for number in range(200):
        phone = f"1370000{number:04}"
        attacker.ask(phone, NOW)
        for guess in range(5):
            attacker.guess(phone, f"{guess:06}", NOW)
    assert (attacker.asked, attacker.refused, reached()) == (30, 170, 30)


def test_a_range_of_addresses_reaches_a_hundred_guesses_an_hour_over_all_numbers(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    _all_wrong(monkeypatch)
    attacker = Attacker("range")
    for number in range(200):
        phone = f"1370000{number:04}"
        attacker.ask(phone, NOW)
        for guess in range(5):
            attacker.guess(phone, f"{guess:06}", NOW)
    assert (attacker.asked, attacker.refused, reached()) == (100, 100, 100)


def test_guessing_without_asking_reaches_nothing() -> None:
    attacker = Attacker("everywhere")
    assert not any(attacker.guess(PHONE, f"{number:06}", NOW) for number in range(50))
    assert reached() == 0
