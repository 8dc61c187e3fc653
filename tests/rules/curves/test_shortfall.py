"""Shortfall: full points, minus a loss per unit short of a target, not under 0."""

from dataclasses import replace
from fractions import Fraction
from math import ceil, floor

import pytest
from curve_checks import (
    ABOVE_ZERO,
    FIRMS,
    MEAN,
    POSTS,
    any_goal_met,
    assert_comparison_is_right,
    assert_really_easier,
    drawn,
    f,
    grid,
    number_for,
)
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.curves.shortfall import Shortfall, Term
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Input, Requirement, Segment

TERMS = (Term(FIRMS, f(100), f(10), f(1)), Term(POSTS, f(1000), f(100), f(1)))
SUM = Shortfall(f(10), TERMS, started=True)
WHOLE = replace(SUM, started=False)
STREAMS = Shortfall(f(12), (Term(POSTS, f(12), f(1), f(1)),), started=True)


@st.composite
def terms(draw: st.DrawFn, one: Input) -> Term:
    """A term of which at most some dozen units are short."""
    return Term(
        one, draw(ABOVE_ZERO), draw(st.sampled_from((f(2), f("7/2"), f(5)))), draw(st.sampled_from((f(1), f("3/2"))))
    )


@st.composite
def shortfalls(draw: st.DrawFn, *inputs: Input) -> Shortfall:
    """Any shortfall of the inputs."""
    return Shortfall(
        draw(st.integers(1, 12).map(Fraction)),
        tuple(draw(terms(one)) for one in inputs),
        draw(st.booleans()),
        draw(st.sampled_from(("sum", "larger"))),
    )


def naive(curve: Shortfall, values: dict[str, Fraction]) -> Fraction:
    """The clause, word by word."""
    losses = []
    for term in curve.terms:
        units = max(Fraction(0), term.target - values[term.input.name]) / term.unit
        losses.append(term.loss * (ceil(units) if curve.started else floor(units)))
    return max(Fraction(0), curve.maximum - (sum(losses) if curve.combine == "sum" else max(losses)))


@pytest.mark.parametrize(
    ("firms", "posts", "started", "whole"),
    [
        *((100, 1000, 10, 10), (99, 1000, 9, 10), (91, 1000, 9, 10), (90, 1000, 9, 9), (89, 1000, 8, 9)),
        *((100, 999, 9, 10), (90, 900, 8, 8), (50, 500, 0, 0), (0, 1000, 0, 0), (0, 0, 0, 0), (200, 2000, 10, 10)),
    ],
)
def test_a_unit_short_costs_points_from_its_start_or_when_whole(
    firms: int, posts: int, started: int, whole: int
) -> None:
    values = {"firms": f(firms), "posts": f(posts)}
    assert SUM.score(values) == Award(f(started), f(started))
    assert WHOLE.score(values) == Award(f(whole), f(whole))


def test_only_the_larger_loss_may_count() -> None:
    values = {"firms": f(70), "posts": f(900)}
    assert SUM.score(values) == Award(f(6), f(6))
    assert replace(SUM, combine="larger").score(values) == Award(f(7), f(7))


def test_an_unknown_term_may_lose_nothing_or_everything() -> None:
    assert SUM.score({"firms": f(80)}) == Award(f(0), f(8), ("posts",))
    assert SUM.score({}) == Award(f(0), f(10), ("firms", "posts"))
    assert SUM.score({"firms": f(0)}) == Award(f(0), f(0))


def test_the_explanation_names_each_loss() -> None:
    assert SUM.explain({"firms": f(91), "posts": f(1000)}) == Text(
        "单位数91家（应达100），扣1分，岗位数1000个（应达1000），扣0分；计9分",
        "firms 91 (target 100): minus 1, posts 1000 (target 1000): minus 0; 9 points",
    )
    assert replace(SUM, combine="larger").explain({"firms": f(91)}).zh == (
        "单位数91家（应达100），扣1分，岗位数尚无数据；两者只扣较多的一项；本项待定"
    )


def test_a_drawing_per_term_takes_the_other_as_met() -> None:
    curve = Shortfall(f(2), (Term(POSTS, f(10), f(5), f(1)), Term(FIRMS, f(4), f(4), f(2))), started=True)
    posts, firms = curve.draw()
    assert posts.segments == (
        Segment(f(0), f(5), f(0), f(0), closed=True),
        Segment(f(5), f(10), f(1), f(1), closed=True),
        Segment(f(10), None, f(2), f(2), closed=True),
    )
    assert [(s.start, s.at_start) for s in firms.segments] == [(f(0), f(0)), (f(4), f(2))]


def test_the_boundaries_lie_where_a_loss_begins() -> None:
    curve = Shortfall(f(2), (Term(MEAN, f(10), f(5), f(1)),), started=True)
    assert curve.cuts("mean") == (Cut(f(5)), Cut(f(10)))
    assert replace(curve, started=False).cuts("mean") == (Cut(f(0), after=True), Cut(f(5), after=True))
    assert curve.cuts("posts") == ()


def test_every_minimal_combination_that_keeps_the_points() -> None:
    goals = {tuple((need.input, need.at_least) for need in goal) for goal in SUM.invert(f(8))}
    assert goals == {
        (("firms", f(80)), ("posts", f(1000))),
        (("firms", f(90)), ("posts", f(900))),
        (("firms", f(100)), ("posts", f(800))),
    }
    assert STREAMS.invert(f(12)) == ((Requirement("posts", at_least=f(12)),),)
    assert STREAMS.invert(f("12.1")) == ()


def test_over_rationals_a_whole_unit_short_is_left_out_itself() -> None:
    curve = Shortfall(f(2), (Term(MEAN, f(10), f(5), f(1)),), started=False)
    assert curve.invert(f(2)) == ((Requirement("mean", at_least=f(5), strict=True),),)


@pytest.mark.parametrize("inputs", [(POSTS,), (MEAN,), (POSTS, FIRMS), (MEAN, POSTS)])
@given(data=st.data())
def test_points_are_those_of_the_clause(inputs: tuple[Input, ...], data: st.DataObject) -> None:
    curve = data.draw(shortfalls(*inputs))
    values = {one.name: data.draw(number_for(one)) for one in inputs}
    points = naive(curve, values)
    assert curve.score(values) == Award(points, points)
    assert 0 <= points <= curve.maximum
    more = {name: value + 1 for name, value in values.items()}
    assert curve.score(more).high >= points
    for name in values:
        partly = curve.score({other: values[other] for other in values if other != name})
        assert partly.low <= points <= partly.high
    if len(inputs) == 1:
        assert drawn(curve.draw()[0], values[inputs[0].name]) == points


@pytest.mark.parametrize("inputs", [(POSTS,), (MEAN,), (POSTS, FIRMS), (MEAN, POSTS)])
@given(data=st.data())
def test_points_are_kept_exactly_by_the_minimal_goals(inputs: tuple[Input, ...], data: st.DataObject) -> None:
    curve, points = data.draw(shortfalls(*inputs)), data.draw(st.integers(1, 12).map(Fraction))
    values = {one.name: data.draw(number_for(one)) for one in inputs}
    assert any_goal_met(curve.invert(points), values) == (naive(curve, values) >= points)


@pytest.mark.parametrize("one", [POSTS, MEAN])
@given(data=st.data())
def test_comparison_is_right(one: Input, data: st.DataObject) -> None:
    mine, base = data.draw(shortfalls(one)), data.draw(shortfalls(one))
    assert mine.compare(mine) is None
    assert_comparison_is_right(mine, base, grid(one))


@pytest.mark.parametrize(
    "easier",
    [
        WHOLE,
        replace(SUM, combine="larger"),
        replace(SUM, terms=(replace(TERMS[0], target=f(99)), TERMS[1])),
        replace(SUM, terms=(TERMS[0], replace(TERMS[1], unit=f(101)))),
        replace(SUM, terms=(replace(TERMS[0], loss=f("9/10")), TERMS[1])),
        replace(SUM, terms=TERMS[:1]),
    ],
)
def test_a_shortfall_made_easier_anywhere_is_found_out(easier: Shortfall) -> None:
    assert_really_easier(easier, SUM)
    assert SUM.compare(easier) is None
