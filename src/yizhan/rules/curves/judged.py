"""What a person awards: 0 to the maximum with a reason; with entries or conditions shown beside it."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition, say_conditions
from yizhan.rules.curves.base import Curve, distinct, easier, number
from yizhan.rules.curves.gate import not_met
from yizhan.rules.pieces import Cut
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Value, Values, settled


@dataclass(frozen=True)
class Judged:
    """Points that a panel awards (input `award.<no>`). With `zero_on_failed`, a failed condition leaves none to award."""

    maximum: Fraction
    award: Input
    conditions: tuple[Condition, ...] = ()
    zero_on_failed: bool = False

    kind = "judged"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The award and what is shown beside it."""
        return distinct((self.award, *(one for c in self.conditions for one in c.inputs)))

    def score(self, values: Values) -> Award:
        """The award; without one, anything up to the maximum."""
        states = [condition.state(values) for condition in self.conditions]
        if self.zero_on_failed and "failed" in states:
            return settled(ZERO)
        awarded = number(values, self.award.name)
        if awarded is None:
            return Award(ZERO, self.maximum, (self.award.name,))
        unknown = tuple(c.input.name for c, state in zip(self.conditions, states, strict=True) if state == "open")
        if self.zero_on_failed and unknown and awarded > 0:
            return Award(ZERO, awarded, unknown)
        return settled(awarded)

    def explain(self, values: Values) -> Text:
        """Who decided, and the state of the conditions."""
        awarded = number(values, self.award.name)
        zh = "待考核组评分" if awarded is None else f"考核组评{shown(awarded)}分"
        en = "to be awarded by the panel" if awarded is None else f"the panel awarded {shown(awarded)}"
        if not self.conditions:
            return Text(zh, en)
        said = say_conditions(self.conditions, values)
        if self.zero_on_failed and any(c.state(values) == "failed" for c in self.conditions):
            return Text(f"{said.zh}，不得分", f"{said.en}: no points")
        return Text(f"{zh}；{said.zh}", f"{en}; {said.en}")

    def draw(self) -> tuple[Drawing, ...]:
        """Nothing to draw."""
        return ()

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """The bounds of a condition; every value of the award."""
        if name == self.award.name:
            return None
        return tuple(sorted({c.bound.cut for c in self.conditions if c.bound and c.input.name == name}))

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """Only a person can award it."""
        return ((),) if points <= 0 else ()

    def compare(self, base: Curve) -> Easier | None:
        """A panel is as free as the base's only if every zeroing condition of the base still zeroes."""
        return free_hand(self, base)


@dataclass(frozen=True)
class Checklist:
    """Entries that earn a share each (`share`), everything or nothing (`all`), or back a judgement (`judged`)."""

    maximum: Fraction
    mode: Literal["judged", "share", "all"]
    conditions: tuple[Condition, ...]
    award: Input

    kind = "checklist"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The entries, and the award where a person judges."""
        entries = tuple(condition.input for condition in self.conditions)
        return (self.award, *entries) if self.mode == "judged" else entries

    def score(self, values: Values) -> Award:
        """Points by mode; entries not yet checked leave a range."""
        if self.mode == "judged":
            awarded = number(values, self.award.name)
            return Award(ZERO, self.maximum, (self.award.name,)) if awarded is None else settled(awarded)
        states = [condition.state(values) for condition in self.conditions]
        low = self._points(states.count("met"))
        high = self._points(states.count("met") + states.count("open"))
        unknown = tuple(c.input.name for c, s in zip(self.conditions, states, strict=True) if s == "open")
        return Award(low, high, unknown if low != high else ())

    def _points(self, met: int) -> Fraction:
        if self.mode == "share":
            return self.maximum * met / len(self.conditions)
        return self.maximum if met == len(self.conditions) else ZERO

    def explain(self, values: Values) -> Text:
        """The entries met and missing, and what they earn."""
        said = say_conditions(self.conditions, values)
        award = self.score(values)
        if not award.settled:
            return Text(
                f"{said.zh}；待考核组评分" if self.mode == "judged" else f"{said.zh}；本项待定", f"{said.en}; open"
            )
        zh = "考核组评" if self.mode == "judged" else "计"
        return Text(f"{said.zh}；{zh}{shown(award.high)}分", f"{said.en}; {shown(award.high)} points")

    def draw(self) -> tuple[Drawing, ...]:
        """Nothing to draw."""
        return ()

    def cuts(self, name: str) -> tuple[Cut, ...] | None:
        """Entries are yes or no; every value of the award matters."""
        return None if name == self.award.name else ()

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """All entries, or as many as earn the points; nothing where a person judges."""
        if points <= 0:
            return ((),)
        if self.mode == "judged" or points > self.maximum:
            return ()
        need = next(n for n in range(1, len(self.conditions) + 1) if self._points(n) >= points)
        return (tuple(Requirement(c.input.name, holds=True) for c in self.conditions[:need]),)

    def compare(self, base: Curve) -> Easier | None:
        """Stricter with every entry of the base and a mode that is no laxer; otherwise the entry missing or the mode.

        An entry added to a share makes each of the base's entries weigh less, and earns a share by itself.
        """
        if not isinstance(base, Checklist) or self.mode == "judged":
            return free_hand(self, base)
        names = {condition.input.name for condition in self.conditions}
        order = {"all": 0, "share": 1, "judged": 2}
        full: dict[str, Value] = {c.input.name: True for c in (*self.conditions, *base.conditions)}
        for condition in base.conditions:
            if condition.input.name not in names:
                return self._easier_at(full | {condition.input.name: False}, base)
        if order[self.mode] > order[base.mode]:
            return self._easier_at(full | {base.conditions[0].input.name: False}, base)
        added = names - {condition.input.name for condition in base.conditions}
        if added and base.mode == "share" == self.mode:
            return self._easier_at({name: name in added for name in full}, base)
        return None

    def _easier_at(self, at: dict[str, Value], base: "Checklist") -> Easier:
        theirs = ZERO if base.mode == "judged" else base.score(at).high
        return easier(at, self.score(at).high, theirs)


def free_hand(mine: Curve, base: Curve) -> Easier | None:
    """Whether a person may award more under `mine` than `base` would."""
    if not isinstance(base, Judged | Checklist) or not isinstance(mine, Judged | Checklist):
        return easier({f"{mine.kind}→{base.kind}": True}, mine.maximum or ZERO, ZERO)
    zeroing = isinstance(base, Judged) and base.zero_on_failed
    still = isinstance(mine, Judged) and mine.zero_on_failed
    for condition in base.conditions:
        dropped = not any(one.implies(condition) for one in mine.conditions)
        if dropped or (zeroing and not still):
            return easier({condition.input.name: not_met(condition)}, mine.maximum, ZERO)
    if isinstance(base, Checklist) and base.mode != "judged":
        return easier({base.conditions[0].input.name: False}, mine.maximum, ZERO)
    return None
