"""A step function of one number, with ends open or closed as the clause says."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from yizhan.kernel.exact import round_half_up, shown
from yizhan.kernel.texts import Text
from yizhan.rules.curves.base import number
from yizhan.rules.curves.one_number import OneNumber
from yizhan.rules.pieces import Cut, Piece, Pieces
from yizhan.rules.values import ZERO, Award, Input, Values, settled


@dataclass(frozen=True)
class Bands(OneNumber):
    """Points by band. `rounded` looks the value up after rounding it half up to a whole number.

    A band with `decide` is left to a person, who decides between the points of its neighbours (input `decision`).
    """

    bands: tuple[Piece, ...]
    rounded: bool = False
    decision: Input | None = None

    kind: ClassVar[str] = "bands"

    @cached_property
    def pieces(self) -> Pieces:
        """The bands in rising order; with rounding, boundaries move half a unit down."""
        if not self.rounded:
            return Pieces(self.bands).merged()
        moved = [self.bands[0]]
        for piece in self.bands[1:]:
            moved.append(Piece(Cut(_rounded_start(piece.start)), piece.base, piece.slope, piece.decide))
        return Pieces(tuple(moved)).merged()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The number, and the decision where a band leaves it to a person."""
        return (self.input, self.decision) if self.decision else (self.input,)

    @property
    def maximum(self) -> Fraction:
        """The points of the best band."""
        return max(piece.base for piece in self.bands)

    def score(self, values: Values) -> Award:
        """Points of the band, or the range that is left to a person."""
        value = number(values, self.input.name)
        if value is None or self.decision is None:
            return super().score(values)
        piece = self.pieces.at(value)
        if piece.decide is None:
            return settled(piece.base)
        decided = number(values, self.decision.name)
        low, high = piece.decide
        if decided is None:
            return Award(low, high, (self.decision.name,))
        return settled(min(max(decided, low), high))

    def explain(self, values: Values) -> Text:
        """As for any number; a band left to a person says so."""
        value = number(values, self.input.name)
        if value is not None and self.pieces.at(value).decide:
            label = self.input.label
            award = self.score(values)
            if award.settled:
                points = shown(award.high)
                return Text(
                    f"{label.zh}为{shown(value)}，条文未规定，由考核人员认定{points}分",
                    f"{label.en} is {shown(value)}, left open by the clause: a person decided {points} points",
                )
            return Text(
                f"{label.zh}为{shown(value)}，条文未规定，待考核人员认定",
                f"{label.en} is {shown(value)}, left open by the clause: a person must decide",
            )
        return super().explain(values)

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """The boundaries; every value of a decision matters."""
        return super().cuts(name) if name == self.input.name else None


def _rounded_start(cut: Cut) -> Fraction:
    """The least number that rounds half up to the first whole number of a band."""
    ceiling = -((-cut.value.numerator) // cut.value.denominator)
    first = ceiling + 1 if cut.after and ceiling == cut.value else ceiling
    start = Fraction(first) - Fraction(1, 2)
    if round_half_up(start) != first:
        raise ValueError(f"{start} does not round to {first}")
    return max(start, ZERO)
