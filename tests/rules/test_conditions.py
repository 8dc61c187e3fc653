"""Conditions: met, failed, unknown, or not yet due."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Bound, Complete, Condition, State, say_conditions
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Input, Value

POSTS = Input("posts", "indicator", Text("岗位数", "posts"), Text("个", "posts"), whole=True)
SHARE = Input("share", "indicator", Text("满意度", "satisfaction"), Text("%", "%"))
SIGN = Input("sign", "finding", Text("设有标识", "a sign"))
ELAPSED = Input("elapsed", "indicator", Text("已过月数", "months elapsed"), whole=True)
HALF_YEAR = Condition(POSTS, POSTS.label, "条文", Bound(Fraction(400), least=True), Complete(ELAPSED, Fraction(6)))
FOUND = Condition(SIGN, SIGN.label, "条文")
BOUNDS = st.builds(Bound, st.fractions(0, 8, max_denominator=3), st.booleans(), st.booleans())
NUMBERS = [Fraction(n, 6) for n in range(60)]


def on(one: Input, bound: Bound) -> Condition:
    return Condition(one, one.label, "条文", bound)


@pytest.mark.parametrize(
    ("least", "strict", "held", "text"),
    [
        (True, False, (False, True, True), "不少于5个"),
        (True, True, (False, False, True), "超过5个"),
        (False, False, (True, True, False), "不超过5个"),
        (False, True, (True, False, False), "少于5个"),
    ],
)
def test_a_bound_includes_itself_unless_strict(least: bool, strict: bool, held: tuple[bool, ...], text: str) -> None:
    bound = Bound(Fraction(5), least, strict)
    assert tuple(bound.holds(Fraction(n)) for n in (4, 5, 6)) == held
    assert bound.text(POSTS.unit).zh == text


@given(BOUNDS)
def test_the_answer_changes_exactly_at_the_cut(bound: Bound) -> None:
    for number in NUMBERS:
        assert bound.holds(number) == (bound.cut.passed(number) == bound.least)


@pytest.mark.parametrize(
    ("values", "state"),
    [
        ({"posts": Fraction(400), "elapsed": Fraction(6)}, "met"),
        ({"posts": Fraction(399), "elapsed": Fraction(6)}, "failed"),
        ({"posts": Fraction(399), "elapsed": Fraction(5)}, "progress"),
        ({"posts": Fraction(999), "elapsed": Fraction(5)}, "progress"),
        ({"elapsed": Fraction(5)}, "progress"),
        ({"elapsed": Fraction(6)}, "open"),
        ({"posts": Fraction(400)}, "open"),
        ({}, "open"),
    ],
)
def test_before_its_span_is_complete_a_number_is_not_judged(values: dict[str, Value], state: State) -> None:
    assert HALF_YEAR.state(values) == state


def test_a_number_not_yet_due_is_shown_with_the_pace() -> None:
    assert HALF_YEAR.target({"elapsed": Fraction(2)}) == Text(
        "不少于400个（按进度应达133.333…）", "≥ 400 posts (on pace: 133.333…)"
    )
    assert HALF_YEAR.target({"elapsed": Fraction(6)}).zh == "不少于400个"
    assert HALF_YEAR.inputs == (POSTS, ELAPSED)


@pytest.mark.parametrize(("values", "state"), [({"sign": True}, "met"), ({"sign": False}, "failed"), ({}, "open")])
def test_a_finding_must_be_true(values: dict[str, Value], state: State) -> None:
    assert FOUND.state(values) == state
    assert FOUND.target(values) == Text("应符合", "required")


def test_conditions_are_told_by_state() -> None:
    said = say_conditions((FOUND, HALF_YEAR, on(SHARE, Bound(Fraction(90), least=True))), {"share": Fraction(269, 3)})
    assert said.zh == (
        "3项条件中0项达到；未达到：满意度（89.666…，不少于90%）；待查：设有标识、岗位数（?，不少于400个）"
    )
    assert said.en == (
        "0 of 3 conditions met; failed: satisfaction (89.666…, ≥ 90 %); unknown: a sign, posts (?, ≥ 400 posts)"
    )


@pytest.mark.parametrize("one", [POSTS, SHARE])
@given(mine=BOUNDS, theirs=BOUNDS)
def test_implying_means_that_every_value_that_meets_the_one_meets_the_other(
    one: Input, mine: Bound, theirs: Bound
) -> None:
    numbers = [n for n in NUMBERS if not one.whole or n.denominator == 1]
    if on(one, mine).implies(on(one, theirs)):
        assert all(theirs.holds(n) for n in numbers if mine.holds(n))
    elif mine.least == theirs.least:
        assert any(mine.holds(n) and not theirs.holds(n) for n in numbers)


def test_conditions_on_other_inputs_imply_nothing() -> None:
    assert FOUND.implies(FOUND)
    assert not FOUND.implies(HALF_YEAR)
    assert not on(POSTS, Bound(Fraction(400), least=True)).implies(HALF_YEAR)
    assert HALF_YEAR.implies(HALF_YEAR)


@pytest.mark.parametrize(
    ("posts", "exceeded"), [(Fraction(599), False), (Fraction(600), True), (Fraction(601), True), (None, None)]
)
def test_half_as_much_again_is_one_and_a_half_times_the_bound(posts: Fraction | None, exceeded: bool | None) -> None:
    values = {} if posts is None else {"posts": posts}
    assert HALF_YEAR.exceeded(values, Fraction(3, 2)) is exceeded
    assert HALF_YEAR.exceedable
    assert not FOUND.exceedable
    assert not on(POSTS, Bound(Fraction(3), least=False)).exceedable
    assert HALF_YEAR.bound is not None
    assert HALF_YEAR.bound.cut == Cut(Fraction(400))
