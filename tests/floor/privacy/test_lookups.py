"""Digests by which equal values are found."""

import hashlib
import hmac
from datetime import date

import pytest
from pytest_django.fixtures import Settings
from tests.floor.privacy.people import NUMBER, PHONE

from yizhan.floor.privacy.lookups import lookup_digest, phone_digest, resident_number_digest
from yizhan.kernel.errors import Refusal


def test_the_digest_is_the_full_hmac_of_kind_and_value_under_the_key() -> None:
    expected = hmac.new(b"l" * 32, b"phone\x0013800138000", hashlib.sha256).hexdigest()
    assert lookup_digest("phone", PHONE) == expected
    assert len(expected) == 64


def test_kinds_do_not_meet() -> None:
    assert lookup_digest("phone", PHONE) != lookup_digest("bank_card", PHONE)


def test_another_key_gives_another_digest(settings: Settings) -> None:
    first = lookup_digest("phone", PHONE)
    settings.YIZHAN_LOOKUP_KEY = b"m" * 32
    assert lookup_digest("phone", PHONE) != first


@pytest.mark.parametrize(
    "typed", ["138 0013 8000", "+86 13800138000", "008613800138000", "１３８-００１３-８０００", "8613800138000"]
)
def test_ways_of_writing_one_phone_have_one_digest(typed: str) -> None:
    assert phone_digest(typed) == lookup_digest("phone", PHONE)


def test_ways_of_writing_one_identity_number_have_one_digest() -> None:
    typed = "３５０５００19900101001５ "
    assert resident_number_digest(typed, today=date(2026, 1, 1)) == lookup_digest("resident_number", NUMBER)


@pytest.mark.parametrize(
    "typed", ["", "1380013800", "138001380000", "23800138000", "1380013800O", "13800138000\n", "a13800138000"]
)
def test_what_is_no_mobile_number_is_refused_without_repeating_it(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        phone_digest(typed)
    assert refused.value.say() == "手机号码应为11位数字，以1开头"


@pytest.mark.parametrize("kind", ["", "Phone", "phone\0", "a" * 33])
def test_a_kind_is_a_short_lower_case_word(kind: str) -> None:
    with pytest.raises(ValueError, match="not a kind of look-up"):
        lookup_digest(kind, PHONE)


def test_a_short_key_is_refused(settings: Settings) -> None:
    settings.YIZHAN_LOOKUP_KEY = b"l" * 31
    with pytest.raises(Refusal, match="^查找密钥 YIZHAN_LOOKUP_KEY 不足32字节$"):
        lookup_digest("phone", PHONE)
