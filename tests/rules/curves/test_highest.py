"""Highest: honours by level, the best once or all of them added up to a cap."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import ABOVE_ZERO, FIRMS, POSTS, any_goal_met, assert_comparison_is_right, assert_really_easier, f
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.curves.highest import Highest, Level
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Requirement, Segment

BEST = Highest(f(10), (Level(POSTS, f(10)), Level(FIRMS, f(3))), "highest")
SUM = Highest(f(5), (Level(POSTS, f(3)), Level(FIRMS, f("1/2"))), "sum")
COUNTS = st.integers(0, 12).map(Fraction)
CURVES = st.builds(
    lambda cap, first, second, mode: Highest(cap, (Level(POSTS, first), Level(FIRMS, second)), mode),
    st.integers(1, 12).map(Fraction),
    ABOVE_ZERO.filter(lambda v: v >= 1),
    ABOVE_ZERO.filter(lambda v: v >= 1),
    st.sampled_from(("highest", "sum")),
)


def naive(curve: Highest, posts: Fraction, firms: Fraction) -> Fraction:
    """The clause, word by word."""
    first, second = (level.points for level in curve.levels)
    if curve.mode == "sum":
        return min(curve.maximum, first * posts + second * firms)
    return min(curve.maximum, max(first if posts else Fraction(0), second if firms else Fraction(0)))


@pytest.mark.parametrize(
    ("posts", "firms", "best", "total"),
    [(0, 0, "0", "0"), (0, 1, "3", "0.5"), (0, 9, "3", "4.5"), (1, 0, "10", "3"), (1, 4, "10", "5"), (9, 9, "10", "5")],
)
def test_the_best_counts_once_or_all_are_added_up(posts: int, firms: int, best: str, total: str) -> None:
    values = {"posts": f(posts), "firms": f(firms)}
    assert BEST.score(values) == Award(f(best), f(best))
    assert SUM.score(values) == Award(f(total), f(total))


def test_an_unknown_level_leaves_a_range_where_it_matters() -> None:
    assert BEST.score({"firms": f(1)}) == Award(f(3), f(10), ("posts",))
    assert BEST.score({"posts": f(1)}) == Award(f(10), f(10))
    assert SUM.score({"posts": f(1)}) == Award(f(3), f(5), ("firms",))
    assert SUM.score({}) == Award(f(0), f(5), ("posts", "firms"))


def test_the_explanation_names_counts_and_rule() -> None:
    assert BEST.explain({"posts": f(0), "firms": f(2)}) == Text(
        "岗位数0、单位数2；取最高值，上限10分，计3分", "posts 0, firms 2; the best counts, at most 10: 3 points"
    )
    assert SUM.explain({"firms": f(2)}).zh == "岗位数待查、单位数2；累计，上限5分，本项待定"


def test_a_drawing_per_level_takes_the_others_as_none() -> None:
    posts, _ = SUM.draw()
    assert posts.segments == (
        Segment(f(0), f(1), f(0), f(0), closed=True),
        Segment(f(1), f(2), f(3), f(3), closed=True),
        Segment(f(2), None, f(5), f(5), closed=True),
    )
    assert BEST.cuts("posts") == (Cut(f(1)),)
    assert SUM.cuts("posts") == (Cut(f(1)), Cut(f(2)))


def test_each_level_that_earns_the_points_alone_is_a_goal() -> None:
    assert BEST.invert(f(3)) == ((Requirement("posts", at_least=f(1)),), (Requirement("firms", at_least=f(1)),))
    assert BEST.invert(f(4)) == ((Requirement("posts", at_least=f(1)),),)
    assert SUM.invert(f(4)) == ((Requirement("posts", at_least=f(2)),), (Requirement("firms", at_least=f(8)),))
    assert SUM.invert(f(0)) == ((),)
    assert SUM.invert(f("5.1")) == ()


@given(CURVES, COUNTS, COUNTS)
def test_points_are_those_of_the_clause(curve: Highest, posts: Fraction, firms: Fraction) -> None:
    points = naive(curve, posts, firms)
    assert curve.score({"posts": posts, "firms": firms}) == Award(points, points)
    assert points <= curve.maximum
    assert naive(curve, posts + 1, firms) >= points
    for partly in (curve.score({"posts": posts}), curve.score({"firms": firms}), curve.score({})):
        assert partly.low <= points <= partly.high


@given(CURVES, ABOVE_ZERO, COUNTS)
def test_one_level_alone_earns_points_exactly_from_its_goal_on(
    curve: Highest, points: Fraction, count: Fraction
) -> None:
    for name, other in (("posts", "firms"), ("firms", "posts")):
        alone = {name: count, other: Fraction(0)}
        met = any_goal_met(tuple(g for g in curve.invert(points) if g[0].input == name), alone)
        assert met == (naive(curve, alone["posts"], alone["firms"]) >= points)


@given(CURVES, CURVES)
def test_comparison_is_right(mine: Highest, base: Highest) -> None:
    assert mine.compare(mine) is None
    tried = [{"posts": f(p), "firms": f(q)} for p in range(13) for q in range(13)]
    assert_comparison_is_right(mine, base, tried)


@pytest.mark.parametrize(
    ("easier", "base"),
    [
        (replace(BEST, levels=(Level(POSTS, f(10)), Level(FIRMS, f(4)))), BEST),
        (replace(SUM, levels=(Level(POSTS, f("31/10")), Level(FIRMS, f("1/2")))), SUM),
        (replace(BEST, mode="sum"), BEST),
    ],
)
def test_honours_made_easier_anywhere_are_found_out(easier: Highest, base: Highest) -> None:
    assert_really_easier(easier, base)
    assert base.compare(easier) is None
