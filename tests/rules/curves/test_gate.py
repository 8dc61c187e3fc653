"""Gate: every condition met earns full points, one failed earns none."""

from fractions import Fraction
from itertools import product

import pytest
from curve_checks import (
    FIRMS,
    HALVES,
    MEAN,
    POSTS,
    SHARE,
    SIGN,
    any_goal_met,
    assert_comparison_is_right,
    assert_really_easier,
    at_least,
    at_most,
    f,
    found,
)
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Bound, Complete, Condition
from yizhan.rules.curves.bands import Bands
from yizhan.rules.curves.gate import Gate
from yizhan.rules.pieces import Cut, Piece
from yizhan.rules.values import Award, Requirement, Segment, Value

GATE = Gate(f(10), (found(SIGN), at_least(POSTS, 800), at_most(FIRMS, 3)))
PASSED: dict[str, Value] = {"sign": True, "posts": f(800), "firms": f(3)}

CONDITIONS = st.one_of(
    st.just(found(SIGN)),
    st.builds(
        lambda one, bound, least, strict: Condition(one, one.label, "条文", Bound(bound, least, strict)),
        st.sampled_from((POSTS, MEAN)),
        HALVES.filter(lambda value: 1 <= value <= 9),
        st.booleans(),
        st.booleans(),
    ),
)
GATES = st.builds(Gate, st.sampled_from((f(5), f(10))), st.lists(CONDITIONS, min_size=1, max_size=3).map(tuple))
VALUES = st.fixed_dictionaries(
    {"sign": st.booleans(), "posts": st.integers(0, 11).map(Fraction), "mean": st.fractions(0, 11, max_denominator=6)}
)
TRIED = [
    {"sign": sign, "posts": f(posts), "mean": Fraction(mean, 6)}
    for sign, posts, mean in product((False, True), range(12), range(0, 66, 3))
]


def naive(gate: Gate, values: dict[str, Value]) -> bool:
    """The bounds as they are written."""
    for condition in gate.conditions:
        value, bound = values[condition.input.name], condition.bound
        if bound is None:
            held = bool(value)
        elif bound.least:
            held = value > bound.value if bound.strict else value >= bound.value  # type: ignore[operator]
        else:
            held = value < bound.value if bound.strict else value <= bound.value  # type: ignore[operator]
        if not held:
            return False
    return True


@pytest.mark.parametrize(
    ("changes", "points"),
    [({}, 10), ({"posts": f(799)}, 0), ({"posts": f(801)}, 10), ({"firms": f(4)}, 0), ({"sign": False}, 0)],
)
def test_one_failed_condition_earns_nothing(changes: dict[str, Value], points: int) -> None:
    assert GATE.score(PASSED | changes) == Award(f(points), f(points))


def test_unknown_conditions_leave_the_gate_open_unless_one_has_failed() -> None:
    assert GATE.score({"sign": True, "posts": f(800)}) == Award(f(0), f(10), ("firms",))
    assert GATE.score({}) == Award(f(0), f(10), ("sign", "posts", "firms"))
    assert GATE.score({"posts": f(799)}) == Award(f(0), f(0))


def test_a_number_not_yet_due_leaves_the_gate_open() -> None:
    elapsed = Complete(FIRMS, f(6))
    gate = Gate(f(5), (at_least(POSTS, 400, complete=elapsed),))
    assert gate.score({"posts": f(10), "firms": f(5)}) == Award(f(0), f(5), ("posts",))
    assert gate.score({"posts": f(399), "firms": f(6)}) == Award(f(0), f(0))
    assert gate.score({"posts": f(400), "firms": f(6)}) == Award(f(5), f(5))
    assert gate.explain({"posts": f(10), "firms": f(3)}).zh == (
        "1项条件中0项达到；未到期：岗位数（10，不少于400个（按进度应达200）），本项待定"
    )
    assert gate.cuts("firms") == (Cut(f(6)),)


def test_the_explanation_names_what_failed_and_what_is_unknown() -> None:
    assert GATE.explain({"sign": True, "posts": f(799), "firms": f(3)}) == Text(
        "3项条件中2项达到；未达到：岗位数（799，不少于800个），计0分",
        "2 of 3 conditions met; failed: posts (799, ≥ 800 posts): 0 points",
    )
    assert GATE.explain({"posts": f(800), "firms": f(3)}).zh == "3项条件中2项达到；待查：设有标识，本项待定"
    assert GATE.explain(PASSED).zh == "3项条件中3项达到，计10分"


def test_a_drawing_per_number_jumps_at_its_bound() -> None:
    posts, firms = GATE.draw()
    assert posts.segments == (
        Segment(f(0), f(800), f(0), f(0), closed=True),
        Segment(f(800), None, f(10), f(10), closed=True),
    )
    assert firms.segments == (
        Segment(f(0), f(3), f(10), f(10), closed=True),
        Segment(f(3), None, f(0), f(0), closed=False),
    )


def test_every_bound_is_needed_for_the_points() -> None:
    goal = (
        Requirement("sign", holds=True),
        Requirement("posts", at_least=f(800)),
        Requirement("firms", at_most=f(3)),
    )
    assert GATE.invert(f(10)) == (goal,)
    assert GATE.invert(f("0.1")) == (goal,)
    assert GATE.invert(f(0)) == ((),)
    assert GATE.invert(f("10.1")) == ()
    strict = Gate(f(1), (at_least(POSTS, 5, strict=True), at_most(SHARE, 5, strict=True)))
    assert strict.invert(f(1)) == (
        (Requirement("posts", at_least=f(6)), Requirement("share", at_most=f(5), strict=True)),
    )


@given(GATES, VALUES)
def test_points_are_those_of_the_conditions(gate: Gate, values: dict[str, Value]) -> None:
    points = gate.maximum if naive(gate, values) else Fraction(0)
    assert gate.score(values) == Award(points, points)
    for name in values:
        partly = gate.score({other: value for other, value in values.items() if other != name})
        assert partly.low <= points <= partly.high
    assert any_goal_met(gate.invert(gate.maximum), values) == naive(gate, values)


@given(GATES, GATES)
def test_comparison_is_right(mine: Gate, base: Gate) -> None:
    assert mine.compare(mine) is None
    possible = any(naive(mine, values) for values in TRIED)
    if possible or mine.compare(base) is None:
        assert_comparison_is_right(mine, base, TRIED)


@pytest.mark.parametrize(
    "conditions",
    [
        (at_least(POSTS, 800), at_most(FIRMS, 3)),
        (found(SIGN), at_least(POSTS, 799), at_most(FIRMS, 3)),
        (found(SIGN), at_least(POSTS, 800), at_most(FIRMS, 4)),
        (found(SIGN), at_least(POSTS, 800)),
        (found(SIGN), at_least(POSTS, 798, strict=True), at_most(FIRMS, 3)),
    ],
)
def test_a_gate_made_easier_anywhere_is_found_out(conditions: tuple[Condition, ...]) -> None:
    easier = Gate(f(10), conditions)
    assert_really_easier(easier, GATE)
    assert GATE.compare(easier) is None


def test_more_than_799_posts_are_at_least_800() -> None:
    assert Gate(f(10), (at_least(POSTS, 799, strict=True),)).compare(Gate(f(10), (at_least(POSTS, 800),))) is None
    assert_really_easier(Gate(f(10), (at_least(MEAN, 799, strict=True),)), Gate(f(10), (at_least(MEAN, 800),)))


def test_two_bounds_on_one_number_are_compared_together() -> None:
    window = Gate(f(1), (at_least(POSTS, 5), at_most(POSTS, 10)))
    assert_really_easier(window, Gate(f(1), (at_most(POSTS, 8),)))
    assert window.compare(Gate(f(1), (at_most(POSTS, 10),))) is None


def test_a_gate_may_be_compared_with_another_kind() -> None:
    bands = Bands(POSTS, (Piece(Cut(f(0)), f(0)), Piece(Cut(f(700)), f(3)), Piece(Cut(f(800)), f(5))))
    assert Gate(f(10), (at_least(POSTS, 800),)).compare(bands) is None
    assert_really_easier(Gate(f(10), (at_least(POSTS, 799),)), bands)


@pytest.mark.parametrize(
    ("changes", "factor_all", "factor_any"),
    [
        ({"posts": f(1200), "mean": f(15)}, True, True),
        ({"posts": f(1199), "mean": f(15)}, False, True),
        ({"posts": f(1199), "mean": f("14.9")}, False, False),
        ({"posts": f(799), "mean": f(99)}, False, False),
        ({"posts": f(1200)}, None, None),
        ({"posts": f(1199)}, False, None),
    ],
)
def test_a_gate_is_exceeded_by_all_or_any_of_its_numbers(
    changes: dict[str, Value], factor_all: bool | None, factor_any: bool | None
) -> None:
    gate = Gate(f(10), (found(SIGN), at_least(POSTS, 800), at_least(MEAN, 10)))
    values = {"sign": True} | changes
    assert gate.exceeded(values, f("3/2"), "all") is factor_all
    assert gate.exceeded(values, f("3/2"), "any") is factor_any


def test_what_can_no_longer_be_exceeded_is_not_open() -> None:
    gate = Gate(f(10), (found(SIGN), at_least(POSTS, 800)))
    assert gate.exceeded({"posts": f(1199)}, f("3/2"), "any") is False
    assert gate.exceeded({"posts": f(1199)}, f("3/2"), "all") is False
    assert gate.exceeded({"posts": f(1200)}, f("3/2"), "any") is None


def test_only_a_bound_from_below_is_a_number_that_can_be_exceeded() -> None:
    assert GATE.numeric
    assert not Gate(f(5), (found(SIGN), at_most(FIRMS, 3))).numeric
    kinds = Condition(POSTS, POSTS.label, "条文", Bound(f(4), least=True), None, False)
    assert not Gate(f(5), (kinds,)).numeric
