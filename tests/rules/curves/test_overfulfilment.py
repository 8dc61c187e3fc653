"""Overfulfilment: a bonus for at least so many other items exceeded by so many per cent."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import FIRMS, MEAN, POSTS, SIGN, at_least, f, found
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.overfulfilment import Overfulfilment
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Requirement, Value

GATES = (
    ("5", Gate(f(10), (at_least(POSTS, 7), at_least(MEAN, 4)))),
    ("6", Gate(f(10), (at_least(FIRMS, 3),))),
    ("7", Gate(f(5), (found(SIGN),))),
)
BONUS = Overfulfilment(f(2), GATES, 2, f("3/2"), "all", "not_counted")
OVER: dict[str, Value] = {"posts": f(11), "mean": f(6), "firms": f(5), "sign": True}
VALUES = st.fixed_dictionaries(
    {
        "posts": st.integers(5, 12).map(Fraction),
        "mean": st.fractions(3, 7, max_denominator=4),
        "firms": st.integers(2, 6).map(Fraction),
        "sign": st.booleans(),
    }
)
CURVES = st.builds(
    lambda need, numbers, numberless: replace(BONUS, need=need, numbers=numbers, numberless=numberless),
    st.integers(1, 3),
    st.sampled_from(("all", "any")),
    st.sampled_from(("not_counted", "counted_if_met")),
)


def naive(curve: Overfulfilment, values: dict[str, Value]) -> Fraction:
    """The clause, word by word: 7 × 3/2 = 10.5, 4 × 3/2 = 6, 3 × 3/2 = 4.5."""
    join = all if curve.numbers == "all" else any
    fifth = values["posts"] >= 7 and values["mean"] >= 4 and join((values["posts"] > 10, values["mean"] >= 6))  # type: ignore[operator]
    sixth = values["firms"] > 4  # type: ignore[operator]
    seventh = curve.numberless == "counted_if_met" and values["sign"] is True
    return Fraction(2 if sum((fifth, sixth, seventh)) >= curve.need else 0)


@pytest.mark.parametrize(
    ("changes", "points"),
    [
        *(({}, 2), ({"posts": f(10)}, 0), ({"mean": f("5.99")}, 0), ({"firms": f(4)}, 0)),
        *(({"posts": f(6)}, 0), ({"sign": False}, 2), ({"posts": f(100), "firms": f(100)}, 2)),
    ],
)
def test_every_number_of_an_item_must_reach_half_as_much_again(changes: dict[str, Value], points: int) -> None:
    assert BONUS.score(OVER | changes) == Award(f(points), f(points))


def test_one_number_may_suffice_and_a_met_item_without_number_may_count() -> None:
    values = OVER | {"mean": f(4)}
    assert BONUS.score(values).high == 0
    assert replace(BONUS, numbers="any").score(values).high == 2
    assert replace(BONUS, numberless="counted_if_met").score(values).high == 2
    assert replace(BONUS, numberless="counted_if_met").score(values | {"sign": False}).high == 0


def test_unknown_items_matter_only_while_they_can_decide() -> None:
    assert BONUS.score({"firms": f(5)}) == Award(f(0), f(2), ("posts", "mean"))
    assert BONUS.score({"firms": f(4)}) == Award(f(0), f(0))
    assert BONUS.score({"posts": f(11), "mean": f(6), "firms": f(5)}) == Award(f(2), f(2))
    assert BONUS.score({"posts": f(10), "firms": f(5)}) == Award(f(0), f(0))


def test_the_explanation_names_the_items_exceeded() -> None:
    assert BONUS.explain(OVER) == Text(
        "超额完成50%及以上的有2项（第5、6项），应有2项，计2分",
        "2 items exceeded by 50 % or more (5, 6), 2 needed: 2 points",
    )
    assert BONUS.explain({}).zh == "超额完成50%及以上的有0项，另有项目待查，应有2项"
    assert BONUS.explain(OVER | {"firms": f(4)}).zh == "超额完成50%及以上的有1项（第5项），应有2项，计0分"


def test_its_boundaries_are_the_bounds_and_half_as_much_again() -> None:
    assert BONUS.cuts("posts") == (Cut(f(7)), Cut(f("21/2")))
    assert BONUS.draw() == ()
    assert [one.name for one in BONUS.inputs] == ["posts", "mean", "firms", "sign"]


def test_the_goal_is_half_as_much_again_of_the_first_items_that_suffice() -> None:
    goal = (
        Requirement("posts", at_least=f(11)),
        Requirement("mean", at_least=f(6)),
        Requirement("firms", at_least=f(5)),
    )
    assert BONUS.invert(f(2)) == (goal,)
    assert BONUS.invert(f(0)) == ((),)
    assert BONUS.invert(f(3)) == ()
    assert replace(BONUS, need=3).invert(f(2)) == ()


@given(CURVES, VALUES)
def test_points_are_those_of_the_clause(curve: Overfulfilment, values: dict[str, Value]) -> None:
    points = naive(curve, values)
    assert curve.score(values) == Award(points, points)
    for name in values:
        partly = curve.score({other: value for other, value in values.items() if other != name})
        assert partly.low <= points <= partly.high


@pytest.mark.parametrize(
    "easier",
    [
        replace(BONUS, need=1),
        replace(BONUS, factor=f("4/3")),
        replace(BONUS, numbers="any"),
        replace(BONUS, numberless="counted_if_met"),
    ],
)
def test_a_bonus_made_easier_anywhere_is_found_out(easier: Overfulfilment) -> None:
    assert easier.compare(BONUS) is not None
    assert BONUS.compare(easier) is None
    assert easier.compare(easier) is None


def test_any_other_kind_is_taken_for_easier() -> None:
    assert BONUS.compare(GATES[0][1]) is not None
