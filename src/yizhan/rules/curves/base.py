"""What every curve can do: score, explain, draw, invert, compare; and say where its answer changes."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Protocol

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Drawing, Easier, Goal, Input, Value, Values


class Curve(Protocol):
    """An exact function from inputs to points. Frozen; equal curves are interchangeable."""

    @property
    def kind(self) -> str:
        """The word that a scheme file uses for it."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """All inputs it reads, each once."""

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """The conditions it judges, empty where it has none."""

    @property
    def maximum(self) -> Fraction | None:
        """The most points it can award; None where the source sets no limit."""

    def score(self, values: Values) -> Award:
        """The points for `values`; a range where an unknown input matters."""

    def explain(self, values: Values) -> Text:
        """One sentence that says why."""

    def draw(self) -> tuple[Drawing, ...]:
        """Its breakpoints, a drawing per numeric input; empty where a person decides."""

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """The minimal goals that earn at least `points`; empty where nothing recorded can."""

    def compare(self, base: "Curve") -> Easier | None:
        """None if for no value it awards a greater share of its maximum than `base`; otherwise such a value."""

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """The boundaries of one numeric input between which points are constant; None if every value matters."""


@dataclass(frozen=True)
class Shares:
    """Two curves' points as shares of their maxima, compared without division."""

    mine: Curve
    base: Curve

    def easier_at(self, values: Values) -> tuple[Fraction, Fraction] | None:
        """Both points where mine is the greater share of its maximum, else None."""
        mine, base = self.mine.score(values).high, self.base.score(values).high
        if self.difference(values) <= 0:
            return None
        return mine, base

    def difference(self, values: Values) -> Fraction:
        """My share minus the base's, scaled by a positive number."""
        mine, base = self.mine.score(values).high, self.base.score(values).high
        if self.mine.maximum is None or self.base.maximum is None:
            return mine - base
        return mine * self.base.maximum - base * self.mine.maximum


def easier(at: dict[str, Value], points: Fraction, base_points: Fraction) -> Easier:
    """The counter-example as a sentence."""
    zh = "、".join(f"{name}={_said(value)}" for name, value in at.items())
    text = Text(
        f"当{zh}时，本方案得{shown(points)}分，上级标准得{shown(base_points)}分",
        f"at {zh}: the variant awards {shown(points)}, the base {shown(base_points)}",
    )
    return Easier(tuple(at.items()), points, base_points, text)


def _said(value: Value) -> str:
    if isinstance(value, bool):
        return "是" if value else "否"
    return shown(value) if isinstance(value, Fraction) else str(value)


def distinct(inputs: tuple[Input, ...]) -> tuple[Input, ...]:
    """Each input once, in order."""
    return tuple({one.name: one for one in inputs}.values())


def number(values: Values, name: str) -> Fraction | None:
    """The numeric value of an input, None if unknown. True counts one, False none."""
    value = values.get(name)
    if value is None or isinstance(value, str | tuple):
        return None
    return Fraction(value)
