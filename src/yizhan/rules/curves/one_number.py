"""The common ground of curves that read a single number: everything follows from their pieces."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve, Shares, easier, number
from yizhan.rules.curves.grid import nowhere_easier
from yizhan.rules.pieces import Cut, Pieces, whole_start
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Values, settled


@dataclass(frozen=True)
class OneNumber:
    """A curve over one input. Subclasses set `pieces`, `maximum` and `kind`."""

    input: Input

    kind: ClassVar[str] = "one number"

    @property
    def maximum(self) -> Fraction | None:
        """The most points it can award; None without a limit."""
        raise TypeError("a curve of one number defines its maximum")

    @cached_property
    def pieces(self) -> Pieces:
        """The exact function; pieces are constant or straight."""
        raise TypeError("a curve of one number defines its pieces")

    @property
    def ceiling(self) -> Fraction:
        """The most points to assume while the number is unknown."""
        return max(segment.at_start for segment in self.pieces.segments())

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The one input."""
        return (self.input,)

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """None: a number earns points by itself."""
        return ()

    def score(self, values: Values) -> Award:
        """Points of the piece that the number lies on."""
        value = number(values, self.input.name)
        if value is None:
            segments = self.pieces.segments()
            return Award(min(s.at_start for s in segments), self.ceiling, (self.input.name,))
        return settled(self.pieces.at(value).points(value))

    def explain(self, values: Values) -> Text:
        """The value and the points it earns."""
        value = number(values, self.input.name)
        if value is None:
            return Text(
                f"「{self.input.label.zh}」尚无数据，本项待定", f"{self.input.label.en} is unknown; the item is open"
            )
        points = shown(self.score(values).high)
        return Text(
            f"{self.input.label.zh}为{shown(value)}{self.input.unit.zh}，{self.stretch(value).zh}，计{points}分",
            f"{self.input.label.en} is {shown(value)} {self.input.unit.en}, {self.stretch(value).en}: {points} points",
        )

    def stretch(self, value: Fraction) -> Text:
        """Between which boundaries the value lies."""
        piece = self.pieces.at(value)
        following = next((cut for cut in self.pieces.cuts if cut > piece.start), None)
        start = piece.start
        left_zh = f"{'高于' if start.after else '不低于'}{shown(start.value)}"
        left_en = f"{'above' if start.after else 'at least'} {shown(start.value)}"
        if following is None:
            return Text(left_zh, left_en)
        right_zh = f"{'不高于' if following.after else '低于'}{shown(following.value)}"
        right_en = f"{'at most' if following.after else 'below'} {shown(following.value)}"
        if start.value == 0 and not start.after:
            return Text(right_zh, right_en)
        return Text(f"{left_zh}且{right_zh}", f"{left_en} and {right_en}")

    def draw(self) -> tuple[Drawing, ...]:
        """The pieces as lines."""
        return (Drawing(self.input.name, self.input.label, self.input.unit, self.pieces.segments()),)

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """The boundaries of the pieces, or None where a piece slopes."""
        return self.pieces.cuts if self.pieces.constant else None

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """The least number from which on `points` are earned; for a falling curve the greatest that still earns them."""
        pieces = self.pieces.pieces
        if pieces[0].points(ZERO) >= points and pieces[0].decide is None:
            end = next((p.start for p in pieces if p.points(p.start.value) < points), None)
            if end is None:
                return ((Requirement(self.input.name, at_least=ZERO),),)
            return ((self._at_most(end),),)
        for piece, end in zip(pieces, (*self.pieces.cuts, None), strict=True):
            if piece.decide is None and (found := self._first(piece.base, piece.slope, piece.start, end, points)):
                return ((found,),)
        return ()

    def _first(
        self, base: Fraction, slope: Fraction, start: Cut, end: Cut | None, points: Fraction
    ) -> Requirement | None:
        if base + slope * start.value >= points:
            least = whole_start(start) if self.input.whole else start.value
            return Requirement(self.input.name, at_least=least, strict=start.after and not self.input.whole)
        if slope <= 0:
            return None
        reached = (points - base) / slope
        if self.input.whole:
            reached = whole_start(Cut(reached))
        if end is not None and end.passed(reached):
            return None
        return Requirement(self.input.name, at_least=reached)

    def _at_most(self, end: Cut) -> Requirement:
        if self.input.whole:
            return Requirement(self.input.name, at_most=whole_start(end) - 1)
        return Requirement(self.input.name, at_most=end.value, strict=not end.after)

    def compare(self, base: Curve) -> Easier | None:
        """Exact over all numbers: straight lines are decided by their ends."""
        found = nowhere_easier(self, base)
        if found or not isinstance(base, OneNumber) or base.input.name != self.input.name or self.input.whole:
            return found
        return self._easier_near_an_end(base)

    def _easier_near_an_end(self, base: "OneNumber") -> Easier | None:
        shares = Shares(self, base)
        name = self.input.name
        cuts = {cut.value for cut in (*self.pieces.cuts, *base.pieces.cuts)}
        ends = sorted({ZERO} | cuts)
        for low, high in zip(ends, ends[1:], strict=False):
            quarters = [low + (high - low) * Fraction(step, 4) for step in (1, 2, 3)]
            d1, d2, d3 = (shares.difference({name: at}) for at in quarters)
            for limit, near, end in ((2 * d3 - d2, quarters[2], high), (2 * d1 - d2, quarters[0], low)):
                if limit > 0:
                    at = _beyond_root(near, shares.difference({name: near}), end, limit)
                    points = self.score({name: at}).high, base.score({name: at}).high
                    return easier({name: at}, *points)
        return None


def _beyond_root(near: Fraction, low: Fraction, end: Fraction, limit: Fraction) -> Fraction:
    root = near + (end - near) * (-low) / (limit - low)
    return (root + end) / 2
