"""Money is whole fen, rounded half up once."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.kernel.money import fen, share, yuan


@pytest.mark.parametrize(
    ("amount", "expected"),
    [
        ("0", 0),
        ("-1", -100),
        ("0.01", 1),
        ("1234.5", 123450),
        (100000, 10_000_000),
        (Fraction(1, 4), 25),
        ("9999999999999.99", 10**15 - 1),
    ],
)
def test_yuan_become_whole_fen(amount: str | int | Fraction, expected: int) -> None:
    assert fen(amount) == expected


@pytest.mark.parametrize("amount", ["0.001", "10000000000000", 10**13, -(10**13), "1/3", Fraction(1, 1000)])
def test_parts_of_a_fen_and_amounts_out_of_range_are_refused(amount: str | int | Fraction) -> None:
    with pytest.raises(Refusal) as refused:
        fen(amount)
    assert refused.value.say() == f"金额「{amount}」不能精确到分，请核对"


@pytest.mark.parametrize("amount", ["1e3", "1_000", "NaN", "１００", "1,000", "100\n", "", 0.5, True, None])
def test_amounts_that_are_not_exact_numbers_are_refused(amount: object) -> None:
    with pytest.raises(Refusal, match="不是精确数值"):
        fen(amount)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("amount", "part", "expected"),
    [
        (1, Fraction(1, 2), 1),
        (3, Fraction(1, 2), 2),
        (-1, Fraction(1, 2), -1),
        (1, Fraction(49, 100), 0),
        (10, Fraction(85, 100), 9),
        (100, Fraction(1, 3), 33),
        (100, Fraction(2, 3), 67),
        (10**7, Fraction(85, 100), 8_500_000),
    ],
)
def test_shares_are_rounded_half_up_to_the_fen(amount: int, part: Fraction, expected: int) -> None:
    assert share(amount, part) == expected


@pytest.mark.parametrize(
    ("amount", "text"), [(0, "0.00"), (5, "0.05"), (-5, "-0.05"), (123_450, "1,234.50"), (100_000_000, "1,000,000.00")]
)
def test_amounts_are_written_with_two_places(amount: int, text: str) -> None:
    assert yuan(amount) == text


@given(st.integers(-(10**15) + 1, 10**15 - 1))
def test_an_amount_written_is_the_amount_read(amount: int) -> None:
    assert fen(yuan(amount).replace(",", "")) == amount
