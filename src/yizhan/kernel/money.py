"""Money as integer fen. Rounded once, half up, at the last step (Principle 1 of the standards)."""

from fractions import Fraction

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact, round_half_up

LARGEST_FEN = 10**15 - 1


def fen(yuan: str | int | Fraction) -> int:
    """Integer fen of an amount written in yuan; refuses fractions of a fen and amounts of ten thousand billion yuan and more."""
    amount = exact(yuan) * 100
    if amount.denominator != 1 or abs(amount) > LARGEST_FEN:
        raise Refusal(f"金额「{yuan}」不能精确到分，请核对", f"amount {yuan!r} is not whole fen or is out of range")
    return amount.numerator


def share(amount: int, part: Fraction) -> int:
    """`part` of `amount` fen, rounded half up to the fen."""
    return round_half_up(amount * part)


def yuan(amount: int) -> str:
    """`amount` fen as people write it: ``1,234.50``."""
    sign = "-" if amount < 0 else ""
    return f"{sign}{abs(amount) // 100:,}.{abs(amount) % 100:02d}"
