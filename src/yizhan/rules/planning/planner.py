"""The cheapest set of increases that reaches a total. The algorithm in prose is docs/planner.md."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from math import lcm, prod

from yizhan.kernel.errors import Refusal
from yizhan.rules.conditions import Condition
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.overfulfilment import Overfulfilment
from yizhan.rules.grading import points_total
from yizhan.rules.planning.levers import Costs, Lever, levers
from yizhan.rules.planning.plan import Gain, Plan, Step
from yizhan.rules.planning.programme import Programme
from yizhan.rules.scheme import GradeBand, Item, Scheme, Standard
from yizhan.rules.values import ZERO, Value, Values

MOST_COMBINATIONS = 20_000


def plan_for_grade(scheme: Scheme, built: Standard, values: Values, costs: Costs, grade: str | None = None) -> Plan:
    """The cheapest plan for `grade`, or for the next better one than the station surely has. Refuses a scheme without
    grades and an unknown grade."""
    if built.grades is None:
        raise Refusal("本方案没有等次，无法按等次规划", "the scheme has no grades to plan for")
    bands = [band for band in built.grades.bands if not band.decide]
    if grade is None:
        total = _sure_total(built, values)
        better = [band for band in bands if not band.start.passed(total) and band.start.value > 0]
        band = better[0] if better else bands[-1]
    else:
        found = [band for band in bands if grade in (band.grade.zh, band.grade.en)]
        if not found:
            listed = "、".join(band.grade.zh for band in bands)
            raise Refusal(f"没有等次「{grade}」，可选：{listed}", f"no grade {grade!r}; grades are {listed}")
        band = found[0]
    return _plan(scheme, built, values, costs, band.grade.zh, *_target(built, band))


def plan_for_points(scheme: Scheme, built: Standard, values: Values, costs: Costs, points: Fraction) -> Plan:
    """The cheapest plan for a total of at least `points`."""
    return _plan(scheme, built, values, costs, "", points, False)


def _target(built: Standard, band: GradeBand) -> tuple[Fraction, bool]:
    assert built.grades is not None
    if built.grades.rounded:
        return max(ZERO, band.start.value - Fraction(1, 2)), False
    return band.start.value, band.start.after


def _plan(
    scheme: Scheme, built: Standard, values: Values, costs: Costs, goal: str, target: Fraction, strict: bool
) -> Plan:
    before = _sure_total(built, values)
    moving = levers(built, values, costs)
    top = {lever.input.name: _as_value(lever, lever.levels[-1]) for lever in moving}
    best = max(before, _sure_total(built, {**values, **top}))
    overridden = goal != "" and any(values.get(one.input.name) for one in built.overrides)
    reached = best > target or (best == target and not strict)
    chosen = _solve(scheme, built, values, moving, target, strict) if reached and not overridden else None
    planned = {**values, **{one.input.name: _as_value(one, level) for one, level in chosen}} if chosen else dict(values)
    after = _sure_total(built, planned)
    if chosen is not None and (after < target or (strict and after == target)):
        raise Refusal("规划结果未通过精确复核，请报告此问题", "the plan failed its exact check; please report this")
    steps = tuple(_step(lever, level) for lever, level in chosen or () if level > lever.now)
    return Plan(
        goal=goal,
        target=target,
        reachable=chosen is not None,
        before=before,
        after=after,
        best=best,
        cost=_cost(scheme, moving, {one.input.name: level for one, level in chosen or ()}),
        steps=steps,
        gains=_gains(built, values, planned),
        by_persons=_by_persons(built, values, {lever.input.name for lever in moving}),
    )


def _sure_total(built: Standard, values: Values) -> Fraction:
    sums = {"base": ZERO, "bonus": ZERO, "deduction": ZERO}
    for item in built.items:
        award = item.curve.score(values)
        sums[item.section] += award.low
    bonus = sums["bonus"] if built.bonus_cap is None else min(sums["bonus"], built.bonus_cap)
    base, lost = sums["base"], sums["deduction"]
    return points_total((base, base), (bonus, bonus), (lost, lost))[0]


def _as_value(lever: Lever, level: Fraction) -> Value:
    return level > 0 if lever.input.kind == "finding" else level


def _step(lever: Lever, level: Fraction) -> Step:
    one = lever.input
    return Step(one.name, one.label, one.unit, lever.now, level, lever.units(level), lever.price(level))


def _cost(scheme: Scheme, moving: tuple[Lever, ...], chosen: Mapping[str, Fraction]) -> Fraction:
    """What the plan costs: a larger indicator pays only for units that its parts do not bring."""
    total = ZERO
    for lever in moving:
        level = chosen.get(lever.input.name, lever.now)
        brought = sum((p.units(chosen.get(p.input.name, p.now)) for p in _parts(scheme, moving, lever)), ZERO)
        total += max(ZERO, lever.units(level) - brought) * lever.cost
    return total


def _parts(scheme: Scheme, moving: tuple[Lever, ...], whole: Lever) -> list[Lever]:
    name = whole.input.name
    return [
        lever
        for lever in moving
        if lever.input.name in scheme.vocabulary and scheme.vocabulary[lever.input.name].part_of == name
    ]


def _gains(built: Standard, values: Values, planned: Values) -> tuple[Gain, ...]:
    found = []
    for item in built.items:
        before, after = item.curve.score(values).low, item.curve.score(planned).low
        if before != after and item.section != "deduction":
            found.append(Gain(item.no, item.title, before, after))
    return tuple(found)


def _by_persons(built: Standard, values: Values, moving: set[str]) -> tuple[str, ...]:
    names = []
    for item in built.items:
        award = item.curve.score(values)
        done = award.settled if item.section == "deduction" else item.maximum is not None and award.low == item.maximum
        if done:
            continue
        names += [one.name for one in item.curve.inputs if one.name not in moving and _left(one.name, values)]
    return tuple(dict.fromkeys(names))


def _left(name: str, values: Values) -> bool:
    value = values.get(name)
    return value is None or value is False or name.startswith("award.")


@dataclass
class _Model:
    programme: Programme
    moving: tuple[Lever, ...]
    values: Values
    chosen: dict[str, list[int]] = field(default_factory=dict)
    gates: dict[str, int | bool] = field(default_factory=dict)

    def at(self, name: str, test: Condition, factor: Fraction = Fraction(1)) -> list[int] | bool:
        """The level choices of an input that meet a condition, or a plain answer where the input cannot move."""
        lever = next((one for one in self.moving if one.input.name == name), None)
        if lever is None or any(one.name != name for one in test.inputs):
            return _meets(test, self.values, factor)
        pairs = zip(lever.levels, self.chosen[name], strict=True)
        return [choice for level, choice in pairs if _meets(test, {name: _as_value(lever, level)}, factor)]


def _meets(condition: Condition, values: Values, factor: Fraction) -> bool:
    if factor != 1 and condition.bound is not None and condition.bound.least:
        return bool(condition.exceeded(values, factor))
    return condition.state(values) == "met"


def _solve(
    scheme: Scheme, built: Standard, values: Values, moving: tuple[Lever, ...], target: Fraction, strict: bool
) -> list[tuple[Lever, Fraction]] | None:
    model = _Model(Programme(), moving, values)
    for lever in moving:
        model.chosen[lever.input.name] = [model.programme.choice() for _ in lever.levels]
        model.programme.exactly_one(model.chosen[lever.input.name])
    for lever in moving:
        _pay(scheme, model, lever)
    points = {item.no: _item_points(model, item) for item in sorted(built.items, key=_gates_first)}
    _reach(model, built, points, target, strict)
    solution = model.programme.solve()
    if solution is None:
        return None
    found = []
    for lever in moving:
        weights = [solution[index] for index in model.chosen[lever.input.name]]
        found.append((lever, lever.levels[weights.index(max(weights))]))
    return found


def _gates_first(item: Item) -> bool:
    return isinstance(item.curve, Overfulfilment)


def _pay(scheme: Scheme, model: _Model, lever: Lever) -> None:
    """An amount ≥ what the lever needs beyond its parts, at the lever's cost."""
    paid = model.programme.amount(lever.cost)
    terms: list[tuple[int, Fraction | int]] = [(paid, -1)]
    terms += [(c, lever.units(v)) for c, v in zip(model.chosen[lever.input.name], lever.levels, strict=True)]
    for part in _parts(scheme, model.moving, lever):
        terms += [(c, -part.units(v)) for c, v in zip(model.chosen[part.input.name], part.levels, strict=True)]
    model.programme.at_most(terms, 0)


Points = tuple[Fraction, list[tuple[int, Fraction]]]
"""A constant, and points per 0/1 variable."""


def _item_points(model: _Model, item: Item) -> Points:
    curve = item.curve
    names = {lever.input.name for lever in model.moving}
    if item.section == "deduction":
        return curve.score(model.values).low, []
    if not any(one.name in names for one in curve.inputs):
        if isinstance(curve, Gate):
            model.gates[item.no] = curve.score(model.values).low > 0
        return curve.score(model.values).low, []
    if isinstance(curve, Gate):
        return _gate_points(model, item.no, curve)
    if isinstance(curve, Overfulfilment):
        return _over_points(model, curve)
    return _combination_points(model, item)


def _gate_points(model: _Model, no: str, gate: Gate) -> Points:
    passed = model.programme.choice()
    for condition in gate.conditions:
        _only_if(model, passed, model.at(condition.input.name, condition))
    model.gates[no] = passed
    return ZERO, [(passed, gate.maximum)]


def _only_if(model: _Model, variable: int, choices: list[int] | bool) -> None:
    if choices is True:
        return
    listed = choices if isinstance(choices, list) else []
    model.programme.at_most([(variable, 1), *((choice, -1) for choice in listed)], 0)


def _over_points(model: _Model, curve: Overfulfilment) -> Points:
    sure, counted = 0, []
    for no, gate in curve.gates:
        passed = model.gates[no]
        if not gate.numeric:
            if curve.numberless == "counted_if_met":
                if isinstance(passed, bool):
                    sure += passed
                else:
                    counted.append(passed)
            continue
        over = model.programme.choice()
        _only_if(model, over, passed if isinstance(passed, bool) else [passed])
        numbers = [c for c in gate.conditions if c.exceedable]
        options = [model.at(c.input.name, c, curve.factor) for c in numbers]
        if curve.numbers == "all":
            for option in options:
                _only_if(model, over, option)
        else:
            plain = any(option is True for option in options)
            listed = [choice for option in options if isinstance(option, list) for choice in option]
            _only_if(model, over, True if plain else listed)
        counted.append(over)
    won = model.programme.choice()
    model.programme.at_most([(won, curve.need), *((over, -1) for over in counted)], sure)
    return ZERO, [(won, curve.maximum)]


def _combination_points(model: _Model, item: Item) -> Points:
    used = [lever for lever in model.moving if lever.input.name in {one.name for one in item.curve.inputs}]
    if prod(len(lever.levels) for lever in used) > MOST_COMBINATIONS:
        raise Refusal(f"第{item.no}项的组合过多，无法规划", f"item {item.no} has too many combinations to plan")
    pairs = []
    by_level: dict[int, list[int]] = {}
    for combination in product(*(range(len(lever.levels)) for lever in used)):
        given = dict(model.values)
        for lever, index in zip(used, combination, strict=True):
            given[lever.input.name] = _as_value(lever, lever.levels[index])
        points = item.curve.score(given).low
        if len(used) == 1:
            pairs.append((model.chosen[used[0].input.name][combination[0]], points))
            continue
        one = model.programme.choice()
        pairs.append((one, points))
        for lever, index in zip(used, combination, strict=True):
            by_level.setdefault(model.chosen[lever.input.name][index], []).append(one)
    for level, ones in by_level.items():
        model.programme.at_most([*((one, 1) for one in ones), (level, -1)], 0)
    return ZERO, pairs


def _reach(model: _Model, built: Standard, points: dict[str, Points], target: Fraction, strict: bool) -> None:
    """Base + capped bonus − deductions ≥ target, in integers, with half an integer of slack for the solver's tolerance."""
    denominators = [p.denominator for constant, pairs in points.values() for p in (constant, *(q for _, q in pairs))]
    cap = built.bonus_cap
    scale = lcm(*denominators, target.denominator, cap.denominator if cap is not None else 1)
    bonus = model.programme.amount(ZERO, cap * scale if cap is not None else None)
    terms: list[tuple[int, Fraction | int]] = [(bonus, -1)]
    bonus_terms: list[tuple[int, Fraction | int]] = [(bonus, 1)]
    base_sure = bonus_sure = ZERO
    for item in built.items:
        constant, pairs = points[item.no]
        scaled = [(index, -value * scale) for index, value in pairs]
        if item.section == "bonus":
            bonus_terms += scaled
            bonus_sure += constant
        else:
            terms += scaled
            base_sure += -constant if item.section == "deduction" else constant
    model.programme.at_most(bonus_terms, bonus_sure * scale)
    least = target * scale + (1 if strict else 0) - Fraction(1, 2)
    model.programme.at_most(terms, base_sure * scale - least)
