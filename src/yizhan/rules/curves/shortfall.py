"""Full points, minus a loss per unit short of a target, not under 0."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from typing import Literal

from yizhan.kernel.exact import shown
from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve, number
from yizhan.rules.curves.grid import nowhere_easier
from yizhan.rules.pieces import Cut, Piece, Pieces, whole_start
from yizhan.rules.values import ZERO, Award, Drawing, Easier, Goal, Input, Requirement, Values


@dataclass(frozen=True, slots=True)
class Term:
    """One target: `loss` points for each `unit` that the input falls short of `target`."""

    input: Input
    target: Fraction
    unit: Fraction
    loss: Fraction

    def lost(self, value: Fraction, *, started: bool) -> Fraction:
        """Points lost at `value`; a started unit counts as a whole one if `started`."""
        if value >= self.target:
            return ZERO
        units = (self.target - value) / self.unit
        whole = units.numerator // units.denominator
        return self.loss * (whole + (1 if started and units > whole else 0))

    def boundaries(self, full: Fraction, *, started: bool) -> tuple[Cut, ...]:
        """Where the loss changes, up to the loss of all points."""
        count = -((-full.numerator * self.loss.denominator) // (full.denominator * self.loss.numerator))
        steps = range(count) if started else range(1, count + 1)
        found = (Cut(self.target - step * self.unit, after=not started) for step in steps)
        return tuple(sorted(cut for cut in found if cut.value > 0 or (cut.value == 0 and cut.after)))


@dataclass(frozen=True)
class Shortfall:
    """`maximum` points minus the losses of all terms (`sum`) or the larger one (`larger`)."""

    maximum: Fraction
    terms: tuple[Term, ...]
    started: bool
    combine: Literal["sum", "larger"] = "sum"

    kind = "shortfall"
    conditions: tuple[Condition, ...] = ()

    @property
    def inputs(self) -> tuple[Input, ...]:
        """The input of each term."""
        return tuple(term.input for term in self.terms)

    def score(self, values: Values) -> Award:
        """What is left of the full points."""
        known = [self._lost(term, values) for term in self.terms]
        least = [lost if lost is not None else ZERO for lost in known]
        most = [lost if lost is not None else self.maximum for lost in known]
        unknown = tuple(term.input.name for term, lost in zip(self.terms, known, strict=True) if lost is None)
        low, high = self._left(most), self._left(least)
        return Award(low, high, unknown if low != high else ())

    def _lost(self, term: Term, values: Values) -> Fraction | None:
        value = number(values, term.input.name)
        return None if value is None else term.lost(value, started=self.started)

    def _left(self, losses: list[Fraction]) -> Fraction:
        loss = sum(losses, ZERO) if self.combine == "sum" else max(losses)
        return max(ZERO, self.maximum - loss)

    def explain(self, values: Values) -> Text:
        """What each term lost."""
        zh, en = [], []
        for term in self.terms:
            lost = self._lost(term, values)
            label, unit = term.input.label, term.input.unit
            if lost is None:
                zh.append(f"{label.zh}尚无数据")
                en.append(f"{label.en} unknown")
                continue
            value = shown(number(values, term.input.name) or ZERO)
            zh.append(f"{label.zh}{value}{unit.zh}（应达{shown(term.target)}），扣{shown(lost)}分")
            en.append(f"{label.en} {value} (target {shown(term.target)}): minus {shown(lost)}")
        award = self.score(values)
        end_zh = f"计{shown(award.high)}分" if award.settled else "本项待定"
        end_en = f"{shown(award.high)} points" if award.settled else "open"
        rule = Text("；两者只扣较多的一项", "; only the larger loss") if self.combine == "larger" else Text("", "")
        return Text(f"{'，'.join(zh)}{rule.zh}；{end_zh}", f"{', '.join(en)}{rule.en}; {end_en}")

    def draw(self) -> tuple[Drawing, ...]:
        """A flight of steps per term, the other terms taken as met."""
        return tuple(
            Drawing(term.input.name, term.input.label, term.input.unit, self._pieces(term).segments())
            for term in self.terms
        )

    def _pieces(self, term: Term) -> Pieces:
        cuts = (Cut(ZERO), *term.boundaries(self.maximum, started=self.started))
        found = []
        for cut in dict.fromkeys(cuts):
            lost = term.lost(_inside(term, cut), started=self.started)
            found.append(Piece(cut, max(ZERO, self.maximum - lost)))
        return Pieces(tuple(found)).merged()

    def cuts(self, name: str) -> tuple[Cut, ...]:
        """Where one term's loss changes."""
        found: set[Cut] = set()
        for term in self.terms:
            if term.input.name == name:
                found.update(term.boundaries(self.maximum, started=self.started))
        return tuple(sorted(found))

    def invert(self, points: Fraction) -> tuple[Goal, ...]:
        """Every minimal combination of the inputs that keeps at least `points`."""
        if points > self.maximum:
            return ()
        axes = []
        for term in self.terms:
            cuts = (Cut(ZERO), *term.boundaries(self.maximum, started=self.started))
            axes.append(sorted({Cut(whole_start(cut)) if term.input.whole else cut for cut in cuts}))
        enough = [one for one in product(*axes) if self._left(self._losses_from(one)) >= points]
        minimal = [one for one in enough if not any(_under(other, one) for other in enough)]
        return tuple(
            tuple(
                Requirement(t.input.name, at_least=cut.value, strict=cut.after)
                for t, cut in zip(self.terms, one, strict=True)
            )
            for one in minimal
        )

    def _losses_from(self, starts: tuple[Cut, ...]) -> list[Fraction]:
        """What each term loses on the stretch that begins at its cut."""
        pairs = zip(self.terms, starts, strict=True)
        return [term.lost(_inside(term, cut), started=self.started) for term, cut in pairs]

    def compare(self, base: Curve) -> Easier | None:
        """By values: the curve is constant between its boundaries."""
        return nowhere_easier(self, base)


def _inside(term: Term, cut: Cut) -> Fraction:
    return cut.value + min(term.unit, term.target) / 1000 if cut.after else cut.value


def _under(one: tuple[Cut, ...], other: tuple[Cut, ...]) -> bool:
    return one != other and all(a <= b for a, b in zip(one, other, strict=True))
