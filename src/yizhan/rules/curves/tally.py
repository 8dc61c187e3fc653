"""Occurrences that earn (or cost) points each, to a cap; amounts that an assessor sets, with a minimum each."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve, easier
from yizhan.rules.curves.one_number import OneNumber
from yizhan.rules.pieces import Cut, Piece, Pieces
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Values, settled


@dataclass(frozen=True)
class Tally(OneNumber):
    """`each` points per occurrence, at most `cap`; `once` lets only one occurrence count.

    `assumed` bounds the points while the number is unknown and the source sets no cap.
    """

    each: Fraction
    cap: Fraction | None
    assumed: Fraction
    once: bool = False

    kind: ClassVar[str] = "tally"

    @property
    def maximum(self) -> Fraction | None:
        """The cap, None where the source sets none."""
        return self.each if self.once else self.cap

    @property
    def ceiling(self) -> Fraction:
        """The cap, or what is assumed without one."""
        return self.maximum if self.maximum is not None else self.assumed

    @cached_property
    def pieces(self) -> Pieces:
        """A line through 0, cut at the cap; occurrences are whole numbers, so that it is read at whole numbers only."""
        if self.once:
            return Pieces((Piece(Cut(ZERO), ZERO), Piece(Cut(Fraction(1)), self.each)))
        if self.cap is None:
            return Pieces((Piece(Cut(ZERO), ZERO, self.each),))
        return Pieces((Piece(Cut(ZERO), ZERO, self.each), Piece(Cut(self.cap / self.each), self.cap)))

    def stretch(self, value: Fraction) -> Text:
        """What one occurrence is worth."""
        cap = f"，最高{shown(self.cap)}分" if self.cap is not None else ""
        cap_en = f", at most {shown(self.cap)}" if self.cap is not None else ""
        if self.once:
            return Text(f"计一次{shown(self.each)}分", f"{shown(self.each)} once")
        return Text(f"每次{shown(self.each)}分{cap}", f"{shown(self.each)} each{cap_en}")


@dataclass(frozen=True)
class Amounts:
    """The sum of amounts that the assessor sets, each at least `minimum`."""

    input: Input
    minimum: Fraction
    assumed: Fraction

    kind = "amounts"
    maximum = None
    conditions: tuple[Condition, ...] = ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The list of amounts."""
        return (self.input,)

    def score(self, values: Values) -> Award:
        """The sum; an empty list is 0, an absent one is open."""
        amounts = values.get(self.input.name)
        if not isinstance(amounts, tuple):
            return Award(ZERO, self.assumed, (self.input.name,))
        return settled(sum(amounts, ZERO))

    def explain(self, values: Values) -> Text:
        """The amounts one by one."""
        amounts = values.get(self.input.name)
        if not isinstance(amounts, tuple):
            return Text(f"「{self.input.label.zh}」尚未填写", f"{self.input.label.en} not entered")
        if not amounts:
            return Text("无此情形", "none occurred")
        listed = " + ".join(shown(amount) for amount in amounts)
        total = shown(self.score(values).high)
        return Text(f"考核人员认定：{listed} = {total}分", f"set by the assessor: {listed} = {total} points")

    def draw(self) -> tuple[Drawing, ...]:
        """Nothing to draw: a person sets the amounts."""
        return ()

    def cuts(self, name: str) -> None:
        """Every value matters."""
        return

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """Nothing recorded earns it."""
        return ()

    def compare(self, base: Curve) -> Easier | None:
        """Greater where the least amount is greater than the base's; anything else has nothing like an amount."""
        if not isinstance(base, Amounts):
            return easier({self.input.name: (self.minimum,)}, self.minimum, ZERO)
        if self.minimum > base.minimum:
            return easier({self.input.name: (base.minimum,)}, self.minimum, base.minimum)
        return None
