"""The planner is optimal: it agrees with trying every combination, pays a unit once, and leaves persons alone."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from yizhan.appraisal import catalogue
from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Measure
from yizhan.kernel.texts import Text
from yizhan.rules.building.loader import load
from yizhan.rules.building.standards import standard
from yizhan.rules.planning.levers import Costs, levers
from yizhan.rules.planning.planner import plan_for_grade, plan_for_points
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.scoring import Case, total_and_grades
from yizhan.rules.values import Value, Values


def measure(name: str, *, part_of: str | None = None) -> Measure:
    return Measure(name, Text(name, name), Text("个", ""), True, part_of)


VOCABULARY = {
    one.name: one
    for one in (measure("a"), measure("b"), measure("c"), measure("talks"), measure("offline", part_of="talks"))
}

HEAD = """
scheme: small
edition: "1"
title: 小方案
issuer: 某局
document: null
issued: null
status: draft
mode: points
period: year
subjects: {one: {title: 驿站}}
total: {points: 30, clause: 原文}
items:
- {no: "1", title: 甲, max: 10, clause: 原文, curve: {kind: steps, indicator: a, base: {value: %(base)s, points: 4, clause: 原文},
   step: {unit: 1, points: "%(step)s", clause: 原文}, cap: {points: 10, clause: 原文}}}
- {no: "2", title: 乙, max: 10, clause: 原文, curve: {kind: shortfall, full: {points: 10, clause: 原文}, unit: started,
   combine: %(combine)s, terms: [{indicator: b, target: %(target)s, unit: 2, loss: 3, clause: 原文},
   {indicator: c, target: 4, unit: 1, loss: 2, clause: 原文}]}}
- {no: "3", title: 丙, max: 10, clause: 原文, curve: {kind: gate, conditions: [
   {indicator: talks, at_least: %(talks)s, clause: 原文}, {indicator: offline, at_least: %(offline)s, clause: 原文},
   {indicator: a, at_least: 2, clause: 原文}]}}
bonus:
  cap: {points: 3, clause: 原文}
  items:
  - {no: B1, title: 超额, max: 2, clause: 原文, curve: {kind: overfulfilment, items: ["3"], need: 1, by_percent: 50, points: 2,
     clause: 原文, numbers: %(numbers)s, numberless: not_counted}}
  - {no: B2, title: 通报, max: 2, clause: 原文, curve: {kind: tally, indicator: c, each: {points: 1, clause: 原文},
     cap: {points: 2, clause: 原文}}}
grades:
  bands: [{grade: 好, at_least: 20, clause: 原文}, {grade: 差, below: 20, clause: 原文}]
"""


def small(**numbers: object) -> tuple[Scheme, Standard]:
    scheme = load(HEAD % numbers, file="small", vocabulary=VOCABULARY, trusted=True)
    return scheme, standard(scheme, "one", {})


def total(scheme: Scheme, values: Values) -> Fraction:
    return total_and_grades(scheme, Case("one", values)).low


def brute_force(scheme: Scheme, built: Standard, values: Values, costs: Costs, target: Fraction) -> Fraction | None:
    """The least cost over every combination of whole values up to well beyond every bound."""
    names = ["a", "b", "c", "talks", "offline"]
    useful = {lever.input.name: lever.levels for lever in levers(built, values, costs)}
    best: Fraction | None = None
    for combination in product(*(useful.get(name, (values[name],)) for name in names)):
        planned = dict(zip(names, combination, strict=True))
        if total(scheme, planned) < target:
            continue
        added = {name: Fraction(planned[name]) - Fraction(values[name]) for name in names}  # type: ignore[arg-type]
        paid = {**added, "talks": max(Fraction(0), added["talks"] - added["offline"])}
        cost = sum((costs.per_unit[name] or Fraction(0)) * paid[name] for name in names)
        best = cost if best is None else min(best, Fraction(cost))
    return best


def whole(low: int, high: int) -> st.SearchStrategy[Fraction]:
    return st.integers(low, high).map(Fraction)


@settings(max_examples=60, deadline=None)
@given(
    numbers=st.fixed_dictionaries(
        {
            "base": st.integers(1, 3),
            "step": st.sampled_from(["1", "3/2", "2"]),
            "combine": st.sampled_from(["sum", "larger"]),
            "target": st.integers(2, 6),
            "talks": st.integers(1, 4),
            "offline": st.integers(1, 3),
            "numbers": st.sampled_from(["all", "any"]),
        }
    ),
    values=st.fixed_dictionaries({name: whole(0, 3) for name in ("a", "b", "c", "talks", "offline")}),
    costs=st.fixed_dictionaries({name: whole(0, 5) for name in ("a", "b", "c", "talks", "offline")}),
    target=st.integers(5, 33),
)
def test_plan_costs_exactly_as_little_as_the_best_of_all_combinations(
    numbers: dict[str, object], values: dict[str, Fraction], costs: dict[str, Fraction], target: int
) -> None:
    scheme, built = small(**numbers)
    prices = Costs(costs)
    plan = plan_for_points(scheme, built, values, prices, Fraction(target))
    best = brute_force(scheme, built, values, prices, Fraction(target))
    assert plan.reachable == (best is not None)
    if best is not None:
        assert plan.cost == best
        assert plan.after >= target


PLAIN = {"base": 1, "step": "1", "combine": "sum", "target": 4, "talks": 4, "offline": 2, "numbers": "all"}


def test_unit_of_a_part_is_paid_once() -> None:
    scheme, built = small(**PLAIN)
    values = {"a": Fraction(7), "b": Fraction(4), "c": Fraction(4), "talks": Fraction(2), "offline": Fraction(0)}
    plan = plan_for_points(scheme, built, values, Costs({}), Fraction(30))
    assert {(step.input, step.add) for step in plan.steps} == {("talks", 2), ("offline", 2)}
    assert plan.cost == 2


def test_reached_target_needs_no_step() -> None:
    scheme, built = small(**PLAIN)
    values = {name: Fraction(50) for name in ("a", "b", "c", "talks", "offline")}
    plan = plan_for_grade(scheme, built, values, Costs({}), "好")
    assert (plan.reachable, plan.steps, plan.cost) == (True, (), 0)


def test_fixed_indicators_stay_and_the_plan_says_how_far_work_gets() -> None:
    scheme, built = small(**PLAIN)
    values = {name: Fraction(0) for name in ("a", "b", "c", "talks", "offline")}
    plan = plan_for_points(scheme, built, values, Costs({"a": None}), Fraction(30))
    assert not plan.reachable
    assert plan.best == 12


def test_unknown_grade_is_refused_with_the_grades_there_are() -> None:
    scheme, built = small(**PLAIN)
    with pytest.raises(Refusal, match="没有等次「极好」，可选：差、好"):
        plan_for_grade(scheme, built, {}, Costs({}), "极好")


def shipped() -> Iterator[tuple[str, str]]:
    for name in catalogue.names():
        scheme = catalogue.scheme(name)
        if scheme.tree.get("grades") is not None:
            yield from ((name, subject.id) for subject in scheme.subjects)


@pytest.mark.parametrize(("name", "subject"), list(shipped()))
def test_shipped_standard_is_planned_from_nothing_and_awards_stay_with_persons(name: str, subject: str) -> None:
    scheme = catalogue.scheme(name)
    built = standard(scheme, subject, {})
    values: dict[str, Value] = {one.name: Fraction(0) for one in built.inputs() if one.kind == "indicator"}
    values |= {one.name: True for one in built.inputs() if one.kind == "finding"}
    values |= {one.input.name: False for one in built.overrides}
    grid = {one: Fraction(1, 12) for one in values if "monthly_mean" in one}
    plan = plan_for_points(scheme, built, values, Costs({}, grid=grid), Fraction(20))
    assert plan.reachable
    assert plan.after >= 20
    assert not any(step.input.startswith("award.") for step in plan.steps)


def test_monthly_mean_is_raised_by_whole_records() -> None:
    scheme = catalogue.scheme("quanzhou-2025")
    built = standard(scheme, "market", {})
    values = {"placements_monthly_mean": Fraction(113, 12), "platform_posts_first": Fraction(500)}
    costs = Costs({"placements_monthly_mean": Fraction(3)}, grid={"placements_monthly_mean": Fraction(1, 12)})
    plan = plan_for_points(scheme, built, values, costs, Fraction(10))
    assert [(step.input, step.to, step.add, step.cost) for step in plan.steps] == [
        ("placements_monthly_mean", Fraction(10), 7, 21)
    ]
