"""All conditions met: full points. One failed: none (达到考核指标的最低要求即得分，达不到不得分)."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition, say_conditions
from yizhan.rules.curves.base import Curve, distinct, easier
from yizhan.rules.curves.grid import nowhere_easier
from yizhan.rules.pieces import Cut, Piece, Pieces, samples, whole_start
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Value, Values, settled


@dataclass(frozen=True)
class Gate:
    """`maximum` points when every condition is met."""

    maximum: Fraction
    conditions: tuple[Condition, ...]

    kind = "gate"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """Everything that the conditions read."""
        return distinct(tuple(one for condition in self.conditions for one in condition.inputs))

    def score(self, values: Values) -> Award:
        """Full points, none, or both possible while a condition is unknown and none has failed."""
        states = [(condition, condition.state(values)) for condition in self.conditions]
        if any(state == "failed" for _, state in states):
            return settled(ZERO)
        unknown = tuple(condition.input.name for condition, state in states if state in ("open", "progress"))
        return Award(ZERO, self.maximum, unknown) if unknown else settled(self.maximum)

    def explain(self, values: Values) -> Text:
        """Which conditions are met and which are not."""
        said = say_conditions(self.conditions, values)
        award = self.score(values)
        if not award.settled:
            return Text(f"{said.zh}，本项待定", f"{said.en}; the item is open")
        return Text(f"{said.zh}，计{shown(award.high)}分", f"{said.en}: {shown(award.high)} points")

    def draw(self) -> tuple[Drawing, ...]:
        """One jump per numeric condition, the others taken as met."""
        return tuple(
            Drawing(c.input.name, c.input.label, c.input.unit, _jump(c, self.maximum).segments())
            for c in self.conditions
            if c.bound is not None
        )

    def cuts(self, name: str) -> tuple[Cut, ...]:
        """The bounds on this input."""
        found = [c.bound.cut for c in self.conditions if c.bound and c.input.name == name]
        found += [Cut(c.complete.of) for c in self.conditions if c.complete and c.complete.input.name == name]
        return tuple(sorted(set(found)))

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """Every condition at its bound."""
        if points <= 0:
            return ((),)
        if points > self.maximum:
            return ()
        return (tuple(requirement(condition) for condition in self.conditions),)

    def compare(self, base: Curve) -> Easier | None:
        """Against another gate, condition by condition; against another kind, by values."""
        if not isinstance(base, Gate):
            return nowhere_easier(self, base)
        for theirs in base.conditions:
            if any(mine.implies(theirs) for mine in self.conditions):
                continue
            failing = self._failing(theirs)
            if failing is not None:
                return easier(self._passing() | failing, self.maximum, ZERO)
        return None

    def exceeded(self, values: Values, factor: Fraction, numbers: Literal["all", "any"]) -> bool | None:
        """Whether the gate is passed and all (or any) of its numbers reach `factor` × their bounds; None if unknown.

        A gate without a number is not exceeded (see `numberless` of the overfulfilment curve).
        """
        award = self.score(values)
        if award.settled and award.high == 0:
            return False
        bounds = [c for c in self.conditions if c.exceedable]
        states = [c.exceeded(values, factor) for c in bounds]
        if numbers == "all" and False in states:
            return False
        if numbers == "any" and not any(state in (True, None) for state in states):
            return False
        if not award.settled or None in states:
            return None
        return bool(states) and (all(states) if numbers == "all" else any(states))

    @property
    def numeric(self) -> bool:
        """Whether it has a number that could be exceeded."""
        return any(c.exceedable for c in self.conditions)

    def _passing(self) -> dict[str, Value]:
        complete: dict[str, Value] = {c.complete.input.name: c.complete.of for c in self.conditions if c.complete}
        found: dict[str, Value] = {}
        for condition in self.conditions:
            found |= self._first_of(condition, lambda _: True) or {}
        return found | complete

    def _failing(self, theirs: Condition) -> dict[str, Value] | None:
        """Values of one input that all of my conditions on it allow and that fail `theirs`; None if there are none."""
        complete: dict[str, Value] = {theirs.complete.input.name: theirs.complete.of} if theirs.complete else {}
        found = self._first_of(theirs, lambda value: theirs.state(complete | {theirs.input.name: value}) == "failed")
        return None if found is None else complete | found

    def _first_of(self, condition: Condition, wanted: Callable[[Value], bool]) -> dict[str, Value] | None:
        """The first value of the condition's input that is wanted and that my own conditions on it allow."""
        one = condition.input
        own = [c for c in self.conditions if c.input.name == one.name]
        cuts = [c.bound.cut for c in (*own, condition) if c.bound is not None]
        values: Sequence[Value] = samples(cuts, whole=one.whole) if cuts else (False, True)
        for value in values:
            allowed = all(c.bound.holds(Fraction(value)) if c.bound else value for c in own)  # type: ignore[arg-type]
            if allowed and wanted(value):
                return {one.name: value}
        return None


def requirement(condition: Condition) -> Requirement:
    """The bound of a condition as a goal."""
    name, bound, whole = condition.input.name, condition.bound, condition.input.whole
    if bound is None:
        return Requirement(name, holds=True)
    if bound.least:
        return Requirement(
            name, at_least=whole_start(bound.cut) if whole else bound.value, strict=bound.strict and not whole
        )
    return Requirement(
        name, at_most=whole_start(bound.cut) - 1 if whole else bound.value, strict=bound.strict and not whole
    )


def not_met(condition: Condition) -> Value:
    """A value that fails the condition."""
    if condition.bound is None:
        return False
    if condition.bound.least:
        return max(ZERO, condition.bound.value - 1)
    return condition.bound.value + 1


def _jump(condition: Condition, maximum: Fraction) -> Pieces:
    assert condition.bound is not None
    cut = condition.bound.cut
    before, beyond = (ZERO, maximum) if condition.bound.least else (maximum, ZERO)
    if cut == Cut(ZERO):
        return Pieces((Piece(Cut(ZERO), beyond),))
    return Pieces((Piece(Cut(ZERO), before), Piece(cut, beyond)))
