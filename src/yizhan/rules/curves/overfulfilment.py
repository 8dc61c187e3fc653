"""A bonus that looks at other items: at least so many of them exceeded by so many per cent (超额完成)."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve, distinct, easier
from yizhan.rules.curves.gate import Gate
from yizhan.rules.pieces import Cut
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Values, settled


@dataclass(frozen=True)
class Overfulfilment:
    """`maximum` points when at least `need` of the gates reach `factor` × their numbers.

    A gate without a number is left out (`not_counted`) or counts when it is passed (`counted_if_met`).
    """

    maximum: Fraction
    gates: tuple[tuple[str, Gate], ...]
    need: int
    factor: Fraction
    numbers: Literal["all", "any"]
    numberless: Literal["not_counted", "counted_if_met"]

    kind = "overfulfilment"
    conditions: tuple[Condition, ...] = ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Everything that the gates read."""
        return distinct(tuple(one for _, gate in self.gates for one in gate.inputs))

    def exceeded(self, values: Values) -> tuple[tuple[str, bool | None], ...]:
        """Item number and whether it is exceeded, None while unknown."""
        return tuple((no, self._one(gate, values)) for no, gate in self.gates)

    def _one(self, gate: Gate, values: Values) -> bool | None:
        if gate.numeric:
            return gate.exceeded(values, self.factor, self.numbers)
        if self.numberless == "not_counted":
            return False
        award = gate.score(values)
        return award.high > 0 if award.settled else None

    def score(self, values: Values) -> Award:
        """Full points, none, or open while enough items are unknown to decide it."""
        found = [state for _, state in self.exceeded(values)]
        sure = found.count(True)
        if sure >= self.need:
            return settled(self.maximum)
        if sure + found.count(None) < self.need:
            return settled(ZERO)
        unknown = tuple(
            one.name
            for (_, gate), state in zip(self.gates, found, strict=True)
            if state is None
            for one in gate.inputs
            if one.name not in values
        )
        return Award(ZERO, self.maximum, tuple(dict.fromkeys(unknown)))

    def explain(self, values: Values) -> Text:
        """Which items are exceeded."""
        found = self.exceeded(values)
        sure = [no for no, state in found if state]
        over = shown((self.factor - 1) * 100)
        zh = f"超额完成{over}%及以上的有{len(sure)}项" + (f"（第{'、'.join(sure)}项）" if sure else "")
        en = f"{len(sure)} items exceeded by {over} % or more" + (f" ({', '.join(sure)})" if sure else "")
        award = self.score(values)
        if not award.settled:
            return Text(f"{zh}，另有项目待查，应有{self.need}项", f"{en}, others unknown; {self.need} needed")
        return Text(
            f"{zh}，应有{self.need}项，计{shown(award.high)}分", f"{en}, {self.need} needed: {shown(award.high)} points"
        )

    def draw(self) -> tuple[Drawing, ...]:
        """Nothing to draw: it reads other items."""
        return ()

    def cuts(self, name: str) -> tuple[Cut, ...]:
        """The gates' bounds and the bounds times the factor."""
        found: set[Cut] = set()
        for _, gate in self.gates:
            found.update(gate.cuts(name))
            for condition in gate.conditions:
                if condition.bound and condition.exceedable and condition.input.name == name:
                    found.add(Cut(condition.bound.value * self.factor))
        return tuple(sorted(found))

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """The numbers of the first items that suffice, at the factor."""
        if points <= 0:
            return ((),)
        if points > self.maximum:
            return ()
        numeric = [gate for _, gate in self.gates if gate.numeric][: self.need]
        if len(numeric) < self.need:
            return ()
        goals: list[Requirement] = []
        for gate in numeric:
            for need, condition in zip(gate.invert(gate.maximum)[0], gate.conditions, strict=True):
                over = condition.exceedable
                goals.append(_times(need, self.factor, whole=condition.input.whole) if over else need)
        return (tuple(goals),)

    def compare(self, base: Curve) -> Easier | None:
        """No easier with the same gates, at least as many needed and at least the same factor."""
        if isinstance(base, Overfulfilment):
            laxer = (self.numbers, base.numbers) == ("any", "all")
            laxer |= (self.numberless, base.numberless) == ("counted_if_met", "not_counted")
            same = {no for no, _ in self.gates} <= {no for no, _ in base.gates}
            if same and self.need >= base.need and self.factor >= base.factor and not laxer:
                return None
        return easier({"overfulfilment": Fraction(self.need)}, self.maximum, ZERO)


def _times(need: Requirement, factor: Fraction, *, whole: bool) -> Requirement:
    if need.at_least is None:
        return need
    value = need.at_least * factor
    return Requirement(need.input, at_least=Fraction(-((-value.numerator) // value.denominator)) if whole else value)
