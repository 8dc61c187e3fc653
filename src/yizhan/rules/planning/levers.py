"""What a planner may move: inputs with a cost, and the values at which moving them can help."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.errors import Refusal
from yizhan.rules.curves.base import Curve
from yizhan.rules.pieces import Cut
from yizhan.rules.scheme import Standard
from yizhan.rules.values import ZERO, Input, Values

MOST_LEVELS = 400


@dataclass(frozen=True)
class Costs:
    """Cost of one unit of work by input name. `default` holds for indicators not named; None fixes an input.

    `grid` is what one record adds to a ratio (1/12 for a mean over twelve months); whole indicators move by 1. A ratio on a
    grid is paid per record.
    """

    per_unit: Mapping[str, Fraction | None]
    default: Fraction | None = Fraction(1)
    grid: Mapping[str, Fraction] | None = None

    def of(self, one: Input) -> Fraction | None:
        """The cost of one unit, None if the input is fixed."""
        if one.name in self.per_unit:
            cost = self.per_unit[one.name]
            if cost is not None and cost < 0:
                raise Refusal(f"「{one.label.zh}」的成本不能小于0", f"the cost of {one.name!r} must not be negative")
            return cost
        return self.default if one.kind == "indicator" else None

    def step(self, one: Input) -> Fraction | None:
        """The least move of an input, None if it moves freely."""
        if self.grid and one.name in self.grid:
            return self.grid[one.name]
        return Fraction(1) if one.whole or one.kind == "finding" else None


@dataclass(frozen=True)
class Lever:
    """One input that may be raised: its values worth trying, rising, the first being where it stands."""

    input: Input
    now: Fraction
    levels: tuple[Fraction, ...]
    cost: Fraction
    step: Fraction | None

    def units(self, level: Fraction) -> Fraction:
        """Records (or units, where there is no grid) from now to `level`."""
        return (level - self.now) / (self.step or Fraction(1))

    def price(self, level: Fraction) -> Fraction:
        """The cost of moving there."""
        return self.units(level) * self.cost


def levers(built: Standard, values: Values, costs: Costs) -> tuple[Lever, ...]:
    """Every input that is known, has a cost and a value above its own at which some curve changes."""
    found: dict[str, Lever] = {}
    for item in built.items:
        if item.section == "deduction":
            continue
        for one in item.curve.inputs:
            cost = costs.of(one)
            value = values.get(one.name)
            if one.name in found or cost is None or one.kind not in ("indicator", "finding") or value is None:
                continue
            if isinstance(value, str | tuple):
                continue
            now = Fraction(value)
            levels = _levels(built, one, now, costs.step(one))
            if len(levels) > 1:
                found[one.name] = Lever(one, now, levels, cost, costs.step(one))
    return tuple(found.values())


def _levels(built: Standard, one: Input, now: Fraction, step: Fraction | None) -> tuple[Fraction, ...]:
    if one.kind == "finding":
        return (now, Fraction(1)) if now == 0 else (now,)
    found = {now}
    for item in built.items:
        if item.section != "deduction" and one.name in {each.name for each in item.curve.inputs}:
            found |= _useful(item.curve, one, now, step)
    if len(found) > MOST_LEVELS:
        raise Refusal(f"「{one.label.zh}」可选的数值过多，无法规划", f"{one.name!r} has too many useful values to plan")
    return tuple(sorted(found))


def _useful(curve: Curve, one: Input, now: Fraction, step: Fraction | None) -> set[Fraction]:
    cuts = curve.cuts(one.name)
    if cuts is not None:
        return {value for cut in cuts if (value := _reach(cut, now, step)) > now}
    tops = [s.start for drawing in curve.draw() if drawing.input == one.name for s in drawing.segments if s.end is None]
    if not tops:
        return set()
    if step is None:
        raise Refusal(f"「{one.label.zh}」按比例计分，需给出每条记录的增量", f"{one.name!r} slopes; its grid is needed")
    top, value = max(tops), now
    found: set[Fraction] = set()
    while value < top and len(found) <= MOST_LEVELS:
        value += step
        found.add(value)
    return found


def _reach(cut: Cut, now: Fraction, step: Fraction | None) -> Fraction:
    """The least value beyond the cut that can be reached from now."""
    if cut.passed(now):
        return now
    if step is None:
        return cut.value + (Fraction(1, 1000) if cut.after else ZERO)
    moves = (cut.value - now) / step
    whole = -((-moves.numerator) // moves.denominator)
    if cut.after and whole == moves:
        whole += 1
    return now + whole * step
