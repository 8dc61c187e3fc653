"""Steps: a base value earns base points, each whole unit more earns more, to a cap."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import (
    ABOVE_ZERO,
    MEAN,
    POSTS,
    any_goal_met,
    assert_comparison_is_right,
    assert_really_easier,
    drawn,
    f,
    grid,
    never_falls,
    number_for,
    points_of,
)
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.curves.bands import Bands
from yizhan.rules.curves.steps import DoubledSteps, Steps
from yizhan.rules.pieces import Cut, Piece
from yizhan.rules.values import Award, Input, Requirement, Segment

STABLE = Input("stable", "indicator", Text("稳定就业月均人次", "stable mean"), Text("人次", "times"))
PLACED = Steps(MEAN, f(5), f(5), f(1), f("3/2"), f(15))
DOUBLED = DoubledSteps(PLACED, STABLE)


@st.composite
def steps(draw: st.DrawFn, one: Input | None = None) -> Steps:
    """Any steps of at most thirty units."""
    points, unit_points = draw(ABOVE_ZERO), draw(ABOVE_ZERO)
    cap = points + unit_points * draw(st.integers(0, 60)) / 2
    return Steps(
        one or draw(st.sampled_from((MEAN, POSTS))),
        draw(ABOVE_ZERO),
        points,
        draw(ABOVE_ZERO),
        unit_points,
        cap,
        draw(st.sampled_from(("zero", "proportional"))),
        draw(st.sampled_from(("whole", "proportional"))),
    )


def naive(curve: Steps, value: Fraction) -> Fraction:
    """The clause, word by word."""
    if value < curve.base_value:
        return curve.base_points * value / curve.base_value if curve.below == "proportional" else Fraction(0)
    more = (value - curve.base_value) / curve.unit
    if curve.partial == "whole":
        more = Fraction(more // 1)
    return min(curve.cap, curve.base_points + more * curve.unit_points)


@pytest.mark.parametrize(
    ("value", "points"),
    [
        *(("0", "0"), ("4.999", "0"), ("5", "5"), ("5.999", "5"), ("6", "6.5"), ("11", "14"), ("11.9", "14")),
        *(("12", "15"), ("100", "15")),
    ],
)
def test_whole_units_above_the_base_earn_points_to_the_cap(value: str, points: str) -> None:
    assert points_of(PLACED, mean=f(value)) == f(points)


@pytest.mark.parametrize(("value", "points"), [("0", "0"), ("2.5", "2.5"), ("4.9", "4.9"), ("5", "5"), ("6", "6.5")])
def test_below_the_base_points_may_be_proportional(value: str, points: str) -> None:
    assert points_of(replace(PLACED, below="proportional"), mean=f(value)) == f(points)


@pytest.mark.parametrize(("value", "points"), [("4.9", "0"), ("5.5", "5.75"), ("35/3", "15"), ("11", "14")])
def test_parts_of_a_unit_may_be_proportional(value: str, points: str) -> None:
    assert points_of(replace(PLACED, partial="proportional"), mean=f(value)) == f(points)


def test_an_unknown_value_leaves_everything_open() -> None:
    assert PLACED.score({}) == Award(f(0), f(15), ("mean",))
    assert PLACED.explain({}) == Text("「月均人次」尚无数据，本项待定", "monthly mean is unknown; the item is open")


def test_the_explanation_tells_base_units_and_cap() -> None:
    assert PLACED.explain({"mean": f("37/4")}).zh == (
        "月均人次为9.25人次：达到5得5分，超出部分计4个单位，每个1.5分，上限15分，计11分"
    )
    assert PLACED.explain({"mean": f("4.5")}).zh == "月均人次为4.5人次，低于5，计0分"


def test_the_drawing_has_a_segment_per_step() -> None:
    (drawing,) = replace(PLACED, cap=f(8)).draw()
    assert drawing.segments == (
        Segment(f(0), f(5), f(0), f(0), closed=True),
        Segment(f(5), f(6), f(5), f(5), closed=True),
        Segment(f(6), f(7), f("6.5"), f("6.5"), closed=True),
        Segment(f(7), None, f(8), f(8), closed=True),
    )


@pytest.mark.parametrize(("points", "least"), [("0", "0"), ("0.1", "5"), ("5", "5"), ("5.1", "6"), ("15", "12")])
def test_the_least_value_that_earns_points(points: str, least: str) -> None:
    assert PLACED.invert(f(points)) == ((Requirement("mean", at_least=f(least)),),)


def test_nothing_earns_more_than_the_cap() -> None:
    assert PLACED.invert(f("15.1")) == ()


def test_a_base_worth_the_cap_has_no_slope_above_it() -> None:
    flat = Steps(MEAN, f(5), f(5), f(1), f(1), f(5), "zero", "proportional")
    assert [points_of(flat, mean=f(v)) for v in ("4.9", "5", "9")] == [0, 5, 5]


@given(steps(), st.data())
def test_points_are_those_of_the_clause_and_never_over_the_maximum(curve: Steps, data: st.DataObject) -> None:
    value = data.draw(number_for(curve.input))
    points = points_of(curve, **{curve.input.name: value})
    assert points == naive(curve, value) <= curve.maximum
    assert points == drawn(curve.draw()[0], value)
    unknown = curve.score({})
    assert unknown.low <= points <= unknown.high


@given(steps(), st.data())
def test_more_never_earns_less(curve: Steps, data: st.DataObject) -> None:
    assert never_falls(curve, curve.input.name, data.draw(st.lists(number_for(curve.input), min_size=2, max_size=8)))


@given(steps(), ABOVE_ZERO, st.data())
def test_points_are_earned_from_the_least_value_on_and_not_before(
    curve: Steps, points: Fraction, data: st.DataObject
) -> None:
    value = {curve.input.name: data.draw(number_for(curve.input))}
    assert any_goal_met(curve.invert(points), value) == (naive(curve, value[curve.input.name]) >= points)


@given(steps(MEAN), steps(MEAN))
def test_comparison_over_rationals_is_right(mine: Steps, base: Steps) -> None:
    assert mine.compare(mine) is None
    assert_comparison_is_right(mine, base, grid(MEAN))


@given(steps(POSTS), steps(POSTS))
def test_comparison_over_integers_is_right(mine: Steps, base: Steps) -> None:
    assert mine.compare(mine) is None
    assert_comparison_is_right(mine, base, grid(POSTS))


def test_a_slope_that_is_easier_only_just_below_a_boundary_is_found_out() -> None:
    base = Bands(MEAN, (Piece(Cut(f(0)), f("4.9")), Piece(Cut(f(5)), f(15))))
    mine = replace(PLACED, below="proportional")
    assert_really_easier(mine, base)
    assert mine.compare(replace(base, bands=(Piece(Cut(f(0)), f(5)), base.bands[1]))) is None


def test_a_slope_that_is_harder_only_just_above_a_boundary_is_found_out() -> None:
    base = Steps(MEAN, f(5), f(1), f(1), f(2), f(15), "zero", "proportional")
    pieces = (Piece(Cut(f(0)), f(0)), Piece(Cut(f(5), after=True), f(2)), Piece(Cut(f(12)), f(15)))
    assert_really_easier(Bands(MEAN, pieces), base)
    assert Bands(MEAN, (pieces[0], Piece(pieces[1].start, f(1)), pieces[2])).compare(base) is None


@pytest.mark.parametrize(
    "changes",
    [
        {"base_value": f("49/10")},
        {"base_points": f("51/10")},
        {"unit": f("9/10")},
        {"unit_points": f("16/10")},
        {"below": "proportional"},
        {"partial": "proportional"},
    ],
)
def test_steps_made_easier_anywhere_are_found_out(changes: dict[str, Fraction | str]) -> None:
    easier = replace(PLACED, **changes)
    assert_really_easier(easier, PLACED)
    assert PLACED.compare(easier) is None


@pytest.mark.parametrize(
    ("value", "stable", "points"),
    [("4", "4", "0"), ("0", "0", "0"), ("5", "0", "5"), ("5", "5", "10"), ("8", "2", "11.875"), ("12", "12", "15")],
)
def test_stable_placements_double_their_share_of_the_points(value: str, stable: str, points: str) -> None:
    assert points_of(DOUBLED, mean=f(value), stable=f(stable)) == f(points)


def test_an_unknown_doubled_share_leaves_at_most_twice_the_points() -> None:
    assert DOUBLED.score({"mean": f(6)}) == Award(f("6.5"), f(13), ("stable",))
    assert DOUBLED.score({"mean": f(12)}) == Award(f(15), f(15))
    assert DOUBLED.score({"mean": f(4)}) == Award(f(0), f(0))
    assert DOUBLED.score({"mean": f(0)}) == Award(f(0), f(0))
    assert DOUBLED.score({"stable": f(3)}) == Award(f(0), f(15), ("mean",))


def test_the_explanation_of_a_doubled_share() -> None:
    assert DOUBLED.explain({"mean": f(5), "stable": f(2)}).zh == (
        "月均人次为5人次：达到5得5分，超出部分计0个单位，每个1.5分，上限15分，计5分；"
        "其中稳定就业月均人次2加倍计分，上限15分，共计7分"
    )


def test_doubling_is_easier_than_the_same_steps_without_it() -> None:
    assert DOUBLED.compare(DOUBLED) is None
    assert DOUBLED.compare(PLACED) is not None
    assert DOUBLED.compare(DoubledSteps(replace(PLACED, base_value=f(4)), STABLE)) is None
    assert DoubledSteps(replace(PLACED, base_value=f(4)), STABLE).compare(DOUBLED) is not None
    assert PLACED.compare(DOUBLED) is None


@given(steps(MEAN), st.fractions(0, 1, max_denominator=6), number_for(MEAN))
def test_doubled_points_are_the_steps_times_one_plus_the_share(curve: Steps, part: Fraction, value: Fraction) -> None:
    doubled = DoubledSteps(curve, STABLE)
    points = points_of(doubled, mean=value, stable=value * part)
    assert points == min(curve.cap, naive(curve, value) * (1 + part))
    unknown = doubled.score({"mean": value})
    assert unknown.low <= points <= unknown.high
