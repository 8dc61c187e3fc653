"""Tally: points for each occurrence, to a cap. Amounts: what an assessor sets, each at least a minimum."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import (
    ABOVE_ZERO,
    POSTS,
    SIGN,
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
from yizhan.rules.curves.tally import Amounts, Tally
from yizhan.rules.values import Award, Input, Requirement, Segment

UNLIMITED = Tally(POSTS, f(3), None, f(115))
CAPPED = Tally(POSTS, f("1/10"), f(1), f(115))
ONCE = Tally(POSTS, f(2), None, f(115), once=True)
BRAND = Tally(SIGN, f(2), None, f(115), once=True)
EFFECT = Input("effects", "amounts", Text("造成不良影响", "adverse effect"), Text("分", "points"), limit=f(5))
AMOUNTS = Amounts(EFFECT, f(5), f(115))

TALLIES = st.builds(
    Tally,
    st.just(POSTS),
    ABOVE_ZERO,
    st.none() | ABOVE_ZERO,
    st.just(Fraction(115)),
    st.booleans(),
)


def naive(curve: Tally, count: Fraction) -> Fraction:
    """The clause, word by word."""
    if curve.once:
        return curve.each if count else Fraction(0)
    return curve.each * count if curve.cap is None else min(curve.cap, curve.each * count)


@pytest.mark.parametrize(
    ("curve", "count", "points"),
    [
        *((UNLIMITED, 0, "0"), (UNLIMITED, 1, "3"), (UNLIMITED, 100, "300")),
        *((CAPPED, 9, "0.9"), (CAPPED, 10, "1"), (CAPPED, 11, "1")),
        *((ONCE, 0, "0"), (ONCE, 1, "2"), (ONCE, 7, "2")),
    ],
)
def test_each_occurrence_earns_points_to_the_cap(curve: Tally, count: int, points: str) -> None:
    assert points_of(curve, posts=f(count)) == f(points)


def test_a_finding_counts_once() -> None:
    assert [points_of(BRAND, sign=held) for held in (False, True)] == [0, 2]
    assert BRAND.score({}) == Award(f(0), f(2), ("sign",))


def test_an_unknown_count_is_bounded_by_the_cap_or_by_what_is_assumed() -> None:
    assert CAPPED.score({}) == Award(f(0), f(1), ("posts",))
    assert UNLIMITED.score({}) == Award(f(0), f(115), ("posts",))
    assert ONCE.score({}) == Award(f(0), f(2), ("posts",))
    assert (CAPPED.maximum, UNLIMITED.maximum, ONCE.maximum) == (1, None, 2)


def test_the_explanation_tells_what_one_is_worth() -> None:
    assert CAPPED.explain({"posts": f(12)}) == Text(
        "岗位数为12个，每次0.1分，最高1分，计1分", "posts is 12 posts, 0.1 each, at most 1: 1 points"
    )
    assert UNLIMITED.explain({"posts": f(2)}).zh == "岗位数为2个，每次3分，计6分"
    assert ONCE.explain({"posts": f(2)}).zh == "岗位数为2个，计一次2分，计2分"


def test_the_drawing_rises_to_the_cap() -> None:
    assert CAPPED.draw()[0].segments == (
        Segment(f(0), f(10), f(0), f(1), closed=True),
        Segment(f(10), None, f(1), f(1), closed=True),
    )


@pytest.mark.parametrize(("curve", "points", "least"), [(CAPPED, "0.55", 6), (UNLIMITED, "7", 3), (ONCE, "2", 1)])
def test_the_least_count_that_earns_points(curve: Tally, points: str, least: int) -> None:
    assert curve.invert(f(points)) == ((Requirement("posts", at_least=f(least)),),)


def test_a_capped_count_cannot_earn_more() -> None:
    assert CAPPED.invert(f("1.1")) == ()
    assert ONCE.invert(f("2.1")) == ()


@given(TALLIES, number_for(POSTS))
def test_points_are_those_of_the_clause(curve: Tally, count: Fraction) -> None:
    points = points_of(curve, posts=count)
    assert points == naive(curve, count)
    assert curve.maximum is None or points <= curve.maximum


@given(TALLIES, st.lists(number_for(POSTS), min_size=2, max_size=8))
def test_more_never_earns_less(curve: Tally, counts: list[Fraction]) -> None:
    assert never_falls(curve, "posts", counts)


@given(TALLIES, ABOVE_ZERO, number_for(POSTS))
def test_points_are_earned_from_the_least_count_on_and_not_before(
    curve: Tally, points: Fraction, count: Fraction
) -> None:
    assert any_goal_met(curve.invert(points), {"posts": count}) == (naive(curve, count) >= points)


@given(ABOVE_ZERO, ABOVE_ZERO, number_for(POSTS))
def test_the_drawing_shows_the_points_at_whole_counts(each: Fraction, cap: Fraction, count: Fraction) -> None:
    curve = Tally(POSTS, each, cap, Fraction(0))
    assert drawn(curve.draw()[0], count) == naive(curve, count)


@given(TALLIES, TALLIES)
def test_comparison_is_right(mine: Tally, base: Tally) -> None:
    assert mine.compare(mine) is None
    if (mine.maximum is None) == (base.maximum is None):
        assert_comparison_is_right(mine, base, grid(POSTS))


@pytest.mark.parametrize(
    ("easier", "base"),
    [
        (replace(UNLIMITED, each=f("31/10")), UNLIMITED),
        (replace(CAPPED, each=f("2/10")), CAPPED),
        (replace(CAPPED, once=True), CAPPED),
        (UNLIMITED, ONCE),
    ],
)
def test_a_tally_made_easier_anywhere_is_found_out(easier: Tally, base: Tally) -> None:
    example = easier.compare(base)
    assert example is not None
    if easier.maximum is not None:
        assert_really_easier(easier, base)
    else:
        assert example.points > example.base_points
    assert easier.compare(easier) is None


def test_amounts_are_added_up() -> None:
    assert AMOUNTS.score({"effects": (f(5), f("7.5"))}) == Award(f("12.5"), f("12.5"))
    assert AMOUNTS.score({"effects": ()}) == Award(f(0), f(0))
    assert AMOUNTS.score({}) == Award(f(0), f(115), ("effects",))


def test_the_explanation_of_amounts() -> None:
    assert AMOUNTS.explain({"effects": (f(5), f("7.5"))}).zh == "考核人员认定：5 + 7.5 = 12.5分"
    assert AMOUNTS.explain({"effects": ()}).zh == "无此情形"
    assert AMOUNTS.explain({}).zh == "「造成不良影响」尚未填写"


def test_amounts_can_neither_be_drawn_nor_planned() -> None:
    assert AMOUNTS.draw() == ()
    assert AMOUNTS.invert(f(5)) == ()
    assert AMOUNTS.cuts("effects") is None
    assert (AMOUNTS.maximum, AMOUNTS.inputs, AMOUNTS.conditions) == (None, (EFFECT,), ())


def test_a_greater_minimum_is_greater_and_another_kind_is_not_comparable() -> None:
    harsher = replace(AMOUNTS, minimum=f(6))
    assert AMOUNTS.compare(AMOUNTS) is None
    assert AMOUNTS.compare(harsher) is None
    example = harsher.compare(AMOUNTS)
    assert example is not None
    assert (dict(example.at), example.points, example.base_points) == ({"effects": (f(5),)}, 6, 5)
    assert AMOUNTS.compare(UNLIMITED) is not None
    assert_really_easier(UNLIMITED, AMOUNTS)
