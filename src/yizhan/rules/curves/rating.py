"""An item rated in words (优秀/合格/不合格) instead of points."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition, say_conditions
from yizhan.rules.curves.base import Curve, distinct, easier
from yizhan.rules.curves.gate import Gate, not_met
from yizhan.rules.pieces import Cut
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Values


@dataclass(frozen=True)
class Rating:
    """`gates`: a failed condition is the worst rating, all met the middle one, the best only by the panel on top of that.
    `panel`: the panel rates freely (input `rating.<no>`), the numbers are shown. `scale` runs from best to worst."""

    scale: tuple[str, ...]
    mode: Literal["gates", "panel"]
    conditions: tuple[Condition, ...]
    rating: Input

    kind = "rating"
    maximum = None

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The panel's rating and the conditions' inputs."""
        return distinct((self.rating, *(one for c in self.conditions for one in c.inputs)))

    def score(self, values: Values) -> Award:
        """No points; the ratings that are still possible. A number not yet due neither passes nor fails."""
        rated = values.get(self.rating.name)
        states = [condition.state(values) for condition in self.conditions]
        worst, passed = self.scale[-1], self.scale[1]
        if self.mode == "panel":
            found = (str(rated),) if rated else self.scale
            return Award(ZERO, ZERO, () if rated else (self.rating.name,), found)
        if "failed" in states:
            return Award(ZERO, ZERO, (), (worst,))
        if states and all(state == "progress" for state in states) and not rated:
            # Nothing is due yet: the numbers neither pass nor fail, so that only the panel could rate.
            return Award(ZERO, ZERO, (self.rating.name,), (passed, worst))
        top = str(rated) if rated else passed
        unknown = tuple(c.input.name for c, s in zip(self.conditions, states, strict=True) if s == "open")
        if unknown and top != worst:
            return Award(ZERO, ZERO, unknown, (top, worst))
        return Award(ZERO, ZERO, (), (top,))

    def explain(self, values: Values) -> Text:
        """The conditions and who rated."""
        said = say_conditions(self.conditions, values)
        award = self.score(values)
        rated = values.get(self.rating.name)
        by = Text("考核组评定", "the panel rated") if rated else Text("按指标判定", "by the numbers")
        if not award.settled:
            return Text(f"{said.zh}；等次待定", f"{said.en}; the rating is open")
        return Text(f"{said.zh}；{by.zh}{award.ratings[0]}", f"{said.en}; {by.en} {award.ratings[0]}")

    def draw(self) -> tuple[Drawing, ...]:
        """A jump per number from failed (0) to passed (1)."""
        return Gate(Fraction(1), self.conditions).draw()

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """The bounds on this input."""
        return None if name == self.rating.name else Gate(ZERO, self.conditions).cuts(name)

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """What passes every condition, whatever the points asked for."""
        if self.mode == "panel":
            return ()
        goals = Gate(Fraction(1), self.conditions).invert(Fraction(1))
        return goals if goals else ((Requirement(self.rating.name, holds=True),),)

    def compare(self, base: Curve) -> Easier | None:
        """Every condition of the base must be implied, and numbers that decide must still decide."""
        if not isinstance(base, Rating):
            return easier({f"{self.kind}→{base.kind}": True}, ZERO, ZERO)
        for condition in base.conditions:
            free = self.mode == "panel" and base.mode == "gates"
            if free or not any(mine.implies(condition) for mine in self.conditions):
                return easier({condition.input.name: not_met(condition)}, Fraction(1), ZERO)
        return None
