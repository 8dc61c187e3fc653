"""Mobile numbers in canonical form."""

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.kernel.phones import mobile_number


@pytest.mark.parametrize(
    "typed",
    [
        "13800138000",
        " 138 0013 8000\u3000",
        "138-0013-8000",
        "１３８００１３８０００",
        "＋８６ 138 0013 8000",
        "(+86)13800138000",
        "008613800138000",
        "8613800138000",
    ],
)
def test_ways_of_writing_become_eleven_digits(typed: str) -> None:
    assert mobile_number(typed) == "13800138000"


@pytest.mark.parametrize(
    "typed",
    ["", "1380013800", "138001380000", "12800138000", "10086", "059522281234", "86138001380", "13800138000\n"]
    + [
        "1380013800O",
        "+8713800138000",
        "868613800138000",
        "٠١٣٨٠٠١٣٨٠٠",
        "1380013800\u0663",
        "138\x0000138000",
        "\ud800",
    ],
)
def test_anything_else_is_refused_without_being_repeated(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        mobile_number(typed)
    assert refused.value.say() == "手机号码应为11位数字，以1开头"


def test_a_canonical_number_stays_as_it_is() -> None:
    assert mobile_number("18600138000") == "18600138000"
