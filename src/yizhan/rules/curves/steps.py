"""A base value earns base points, each further unit earns more, to a cap."""

from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import ClassVar, Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.curves.base import Curve, number
from yizhan.rules.curves.one_number import OneNumber
from yizhan.rules.pieces import Cut, Piece, Pieces
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Values, settled

Partial = Literal["whole", "proportional"]
Below = Literal["zero", "proportional"]


@dataclass(frozen=True)
class Steps(OneNumber):
    """`base_points` at `base_value`; every `unit` more earns `unit_points`; never over `cap`."""

    base_value: Fraction
    base_points: Fraction
    unit: Fraction
    unit_points: Fraction
    cap: Fraction
    below: Below = "zero"
    partial: Partial = "whole"

    kind: ClassVar[str] = "steps"

    @property
    def maximum(self) -> Fraction:
        """The cap."""
        return self.cap

    @cached_property
    def pieces(self) -> Pieces:
        """Under the base, the flight of steps (or its slope), the cap."""
        slope = self.base_points / self.base_value if self.below == "proportional" else ZERO
        found = [Piece(Cut(ZERO), ZERO, slope)]
        if self.partial == "proportional":
            rise = self.unit_points / self.unit
            if self.base_points < self.cap:
                found.append(Piece(Cut(self.base_value), self.base_points - rise * self.base_value, rise))
            top = self.base_value + (self.cap - self.base_points) / rise
            found.append(Piece(Cut(top), self.cap))
        else:
            points, at = self.base_points, self.base_value
            while points < self.cap:
                found.append(Piece(Cut(at), points))
                points, at = points + self.unit_points, at + self.unit
            found.append(Piece(Cut(at), self.cap))
        return Pieces(tuple(found))

    def explain(self, values: Values) -> Text:
        """The value, the base and the units earned above it."""
        value = number(values, self.input.name)
        if value is None or value < self.base_value:
            return super().explain(values)
        units = (value - self.base_value) / self.unit
        earned = units if self.partial == "proportional" else Fraction(units.numerator // units.denominator)
        total = shown(self.score(values).high)
        label, unit = self.input.label, self.input.unit
        return Text(
            f"{label.zh}为{shown(value)}{unit.zh}：达到{shown(self.base_value)}得{shown(self.base_points)}分，"
            f"超出部分计{shown(earned)}个单位，每个{shown(self.unit_points)}分，上限{shown(self.cap)}分，计{total}分",
            f"{label.en} is {shown(value)} {unit.en}: {shown(self.base_points)} at {shown(self.base_value)}, "
            f"{shown(earned)} units above at {shown(self.unit_points)}, at most {shown(self.cap)}: {total} points",
        )


@dataclass(frozen=True)
class DoubledSteps:
    """Steps of n, multiplied by 1 + s ÷ n where s of the n count double, then capped (加倍得分 read as points)."""

    steps: Steps
    doubled: Input

    kind: ClassVar[str] = "steps"
    conditions = ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All placements and the doubled ones."""
        return (self.steps.input, self.doubled)

    @property
    def maximum(self) -> Fraction:
        """The cap."""
        return self.steps.cap

    def score(self, values: Values) -> Award:
        """P(n) × (1 + s ÷ n), at most the cap; 0 for n = 0."""
        value, extra = number(values, self.steps.input.name), number(values, self.doubled.name)
        if value is None:
            return Award(ZERO, self.steps.cap, (self.steps.input.name,))
        if extra is None and value > 0:
            single = self.steps.score(values).high
            double = min(self.steps.cap, 2 * single)
            return Award(single, double, (self.doubled.name,) if double != single else ())
        if value == 0 or extra is None:
            return settled(self.steps.score(values).high)
        return settled(min(self.steps.cap, self.steps.score(values).high * (1 + extra / value)))

    def explain(self, values: Values) -> Text:
        """The steps, then the doubling."""
        base = self.steps.explain(values)
        award = self.score(values)
        extra = number(values, self.doubled.name)
        if extra is None or not award.settled:
            return Text(f"{base.zh}；加倍部分待查", f"{base.en}; the doubled share is unknown")
        return Text(
            f"{base.zh}；其中{self.doubled.label.zh}{shown(extra)}加倍计分，上限{shown(self.steps.cap)}分，共计{shown(award.high)}分",
            f"{base.en}; {self.doubled.label.en} {shown(extra)} count double, at most {shown(self.steps.cap)}: "
            f"{shown(award.high)} points",
        )

    def draw(self) -> tuple[Drawing, ...]:
        """The steps before doubling."""
        return self.steps.draw()

    def cuts(self, name: str) -> None:
        """Every value matters."""
        return

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """What earns the points without any doubled unit."""
        return self.steps.invert(points)

    def compare(self, base: Curve) -> Easier | None:
        """Against the same doubling, the steps decide; against anything else, a full doubling is the value tried."""
        if isinstance(base, DoubledSteps) and base.doubled.name == self.doubled.name:
            return self.steps.compare(base.steps)
        return Bending(self).compare(base)


@dataclass(frozen=True)
class Bending:
    """A doubled curve with every unit doubled: the easiest it can be."""

    curve: DoubledSteps

    def compare(self, base: Curve) -> Easier | None:
        """Compares the doubled flight of steps with `base`."""
        steps = self.curve.steps
        easiest = Steps(
            steps.input,
            steps.base_value,
            min(steps.cap, steps.base_points * 2),
            steps.unit,
            steps.unit_points * 2,
            steps.cap,
            steps.below,
            steps.partial,
        )
        return easiest.compare(base)
