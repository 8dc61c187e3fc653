"""Exact numbers are read and written without loss; whatever is not exact is refused."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, plain, round_half_up, shown

NUMBERS = st.builds(Fraction, st.integers(-(10**12), 10**12), st.integers(1, 10**12))


@given(NUMBERS)
def test_what_is_written_is_read_back_unchanged(number: Fraction) -> None:
    assert exact(plain(number)) == number


@given(st.integers(-(10**9), 10**9), st.integers(0, 60))
def test_decimals_too_long_to_be_read_are_written_as_ratios(numerator: int, twos: int) -> None:
    number = Fraction(numerator, 2**twos)
    assert exact(plain(number)) == number


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(0), "0"),
        (Fraction(-5), "-5"),
        (Fraction(1, 10), "0.1"),
        (Fraction(-1, 20), "-0.05"),
        (Fraction(3, 2), "1.5"),
        (Fraction(7, 3), "7/3"),
        (Fraction(-7, 3), "-7/3"),
        (Fraction(1, 2**30), "0." + f"{5**30:030d}"),
        (Fraction(1, 2**31), "1/2147483648"),
    ],
)
def test_plain_writing_is_the_shortest_exact_one(number: Fraction, text: str) -> None:
    assert plain(number) == text


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, Fraction(12)),
        ("12", Fraction(12)),
        ("+12", Fraction(12)),
        ("-0.5", Fraction(-1, 2)),
        ("0.1", Fraction(1, 10)),
        ("7/3", Fraction(7, 3)),
        ("007", Fraction(7)),
        (Decimal("0.10"), Fraction(1, 10)),
        (Fraction(1, 3), Fraction(1, 3)),
    ],
)
def test_exact_numbers_are_read(value: str | int | Decimal | Fraction, number: Fraction) -> None:
    assert exact(value) == number


@pytest.mark.parametrize(
    "value",
    [
        *(0.1, 1.0, float("nan"), float("inf"), True, False, None, [1], b"1"),
        *("1e3", "1E3", "1_000", "NaN", "inf", "Infinity", "", " 1", "1 ", "12\n", "\n12", "１２", "٣", "1,000"),
        *(".5", "5.", "0x10", "--1", "1/0", "1.5/2", "1/-2", "1/2/3", "½", "1" * 31, "0." + "1" * 31, "1\x00"),
        *(Decimal("NaN"), Decimal("Infinity")),
    ],
)
def test_whatever_is_not_an_exact_number_is_refused(value: object) -> None:
    with pytest.raises(Refusal) as refused:
        exact(value)  # type: ignore[arg-type]
    assert refused.value.say() == f"「{value}」不是精确数值，请写成普通数字，如 12 或 0.5"
    assert refused.value.say("en") == f"{value!r} is not an exact number; write 12 or 0.5"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (Fraction(1, 3), "0.333…"),
        (Fraction(2, 3), "0.666…"),
        (Fraction(-2, 3), "-0.666…"),
        (Fraction(899999, 10000), "89.999…"),
        (Fraction(1, 8), "0.125"),
        (Fraction(90), "90"),
    ],
)
def test_people_never_see_a_number_rounded_up(number: Fraction, text: str) -> None:
    assert shown(number) == text


def test_shown_places_can_be_chosen() -> None:
    assert shown(Fraction(1, 8), places=2) == "0.12…"


@pytest.mark.parametrize(
    ("number", "nearest"),
    [
        (Fraction(1, 2), 1),
        (Fraction(-1, 2), -1),
        (Fraction(3, 2), 2),
        (Fraction(5, 2), 3),
        (Fraction(-5, 2), -3),
        (Fraction(49999, 100000), 0),
        (Fraction(179, 2), 90),
        (Fraction(0), 0),
    ],
)
def test_halves_are_rounded_away_from_zero(number: Fraction, nearest: int) -> None:
    assert round_half_up(number) == nearest


@given(NUMBERS)
def test_rounding_moves_a_number_by_at_most_a_half(number: Fraction) -> None:
    assert abs(round_half_up(number) - number) <= Fraction(1, 2)
    assert round_half_up(-number) == -round_half_up(number)
