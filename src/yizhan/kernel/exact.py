"""Exact numbers: rationals in, rationals out, never binary floating point."""

import re
from decimal import Decimal
from fractions import Fraction

from yizhan.kernel.errors import Refusal

LONGEST = 30
_NUMBER = re.compile(rf"[+-]?[0-9]{{1,{LONGEST}}}(\.[0-9]{{1,{LONGEST}}})?(/[0-9]{{1,{LONGEST}}})?")


def exact(value: str | int | Decimal | Fraction) -> Fraction:
    """The exact rational that `value` writes.

    Text may be an integer, a plain decimal or a ratio such as ``7/3``; ASCII digits only. Binary floats,
    booleans, exponents, underscores, NaN and infinities are refused, because none of them is what a clause says.
    """
    if isinstance(value, bool) or not isinstance(value, str | int | Decimal | Fraction):
        raise _not_exact(value)
    if isinstance(value, str) and not _NUMBER.fullmatch(value):
        raise _not_exact(value)
    try:
        return Fraction(value)
    except (ValueError, OverflowError, ZeroDivisionError) as error:
        raise _not_exact(value) from error


def _not_exact(value: object) -> Refusal:
    return Refusal(
        f"「{value}」不是精确数值，请写成普通数字，如 12 或 0.5",
        f"{value!r} is not an exact number; write 12 or 0.5",
    )


def plain(value: Fraction) -> str:
    """The shortest exact writing: an integer, a finite decimal, or ``n/d`` where no decimal that `exact` reads is exact."""
    digits = _finite_decimal_digits(value.denominator)
    if digits is None or digits > LONGEST:
        return f"{value.numerator}/{value.denominator}"
    if digits == 0:
        return str(value.numerator)
    scaled = abs(value.numerator) * 10**digits // value.denominator
    text = f"{scaled:0{digits + 1}d}"
    sign = "-" if value < 0 else ""
    return f"{sign}{text[:-digits]}.{text[-digits:]}"


def shown(value: Fraction, places: int = 3) -> str:
    """For people: exact where a decimal of at most `places` digits is, otherwise cut (never rounded up) with ``…``."""
    digits = _finite_decimal_digits(value.denominator)
    if digits is not None and digits <= places:
        return plain(value)
    cut = Fraction(int(abs(value) * 10**places), 10**places)
    text = plain(cut)
    return f"{'-' if value < 0 else ''}{text}…"


def round_half_up(value: Fraction) -> int:
    """The nearest integer; a half goes away from zero, as cash is rounded."""
    magnitude = (2 * abs(value.numerator) + value.denominator) // (2 * value.denominator)
    return magnitude if value >= 0 else -magnitude


def _finite_decimal_digits(denominator: int) -> int | None:
    twos = fives = 0
    while denominator % 2 == 0:
        denominator //= 2
        twos += 1
    while denominator % 5 == 0:
        denominator //= 5
        fives += 1
    return max(twos, fives) if denominator == 1 else None
