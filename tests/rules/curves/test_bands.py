"""Bands: a step function of one number, with ends open or closed as the clause says."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import (
    HALVES,
    POSTS,
    SHARE,
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
from yizhan.rules.pieces import Cut, Piece
from yizhan.rules.values import Award, Input, Requirement, Segment

DECISION = Input("decision.9", "decision", Text("第9项认定", "decision on item 9"))


def bands(one: Input, *pairs: tuple[str, int], rounded: bool = False) -> Bands:
    """Bands from (start, points); a start like ``>5`` leaves 5 itself to the band below."""
    return Bands(one, tuple(Piece(Cut(f(s.lstrip(">")), s.startswith(">")), f(p)) for s, p in pairs), rounded)


SATISFACTION = bands(SHARE, ("0", 0), ("60", 3), ("80", 4), ("90", 5))
DISPUTES = bands(POSTS, ("0", 5), ("16", 4), ("21", 3), ("25", 0))
DECIDED = Bands(
    SHARE,
    (Piece(Cut(f(0)), f(4)), Piece(Cut(f(89), after=True), f(4), decide=(f(4), f(5))), Piece(Cut(f(90)), f(5))),
    decision=DECISION,
)


@st.composite
def any_bands(draw: st.DrawFn, one: Input, order: str = "any", *, rounded: bool = False) -> Bands:
    """Bands of points rising, falling or in any order."""
    value = st.integers(1, 60).map(Fraction) if rounded or one.whole else HALVES.filter(lambda v: v > 0)
    cuts = sorted(draw(st.sets(st.builds(Cut, value, st.just(False) if rounded else st.booleans()), max_size=5)))
    points = draw(st.lists(HALVES, min_size=len(cuts) + 1, max_size=len(cuts) + 1).filter(any))
    if order != "any":
        points.sort(reverse=order == "falling")
    return Bands(one, tuple(map(Piece, (Cut(Fraction(0)), *cuts), points)), rounded)


def naive(curve: Bands, value: Fraction) -> Fraction:
    """The last band that the value has reached."""
    if curve.rounded:
        value = Fraction((value + Fraction(1, 2)) // 1)
    reached = [b for b in curve.bands if value > b.start.value or (value == b.start.value and not b.start.after)]
    return reached[-1].base


@pytest.mark.parametrize(
    ("value", "points"),
    [("0", 0), ("59.999", 0), ("60", 3), ("79.99", 3), ("80", 4), ("89.5", 4), ("269/3", 4), ("90", 5), ("100", 5)],
)
def test_a_value_earns_the_points_of_its_band(value: str, points: int) -> None:
    assert points_of(SATISFACTION, share=f(value)) == points


@pytest.mark.parametrize(("value", "points"), [("0", 5), ("15", 5), ("16", 4), ("24", 3), ("25", 0), ("99", 0)])
def test_a_falling_curve_earns_less_for_more(value: str, points: int) -> None:
    assert points_of(DISPUTES, posts=f(value)) == points


@pytest.mark.parametrize(("value", "points"), [("79.4999", 3), ("79.5", 4), ("89.4", 4), ("89.5", 5), ("90", 5)])
def test_with_rounding_a_value_is_rounded_half_up_first(value: str, points: int) -> None:
    assert points_of(replace(SATISFACTION, rounded=True), share=f(value)) == points


def test_an_end_may_belong_to_the_band_below() -> None:
    curve = bands(SHARE, ("0", 3), (">80", 4))
    assert [points_of(curve, share=f(v)) for v in ("80", "80.001")] == [3, 4]
    assert curve.explain({"share": f(80)}).zh == "满意度为80%，不高于80，计3分"
    assert curve.explain({"share": f(81)}).zh == "满意度为81%，高于80，计4分"


def test_the_explanation_names_the_band() -> None:
    assert SATISFACTION.explain({"share": f("269/3")}) == Text(
        "满意度为89.666…%，不低于80且低于90，计4分", "satisfaction is 89.666… %, at least 80 and below 90: 4 points"
    )
    assert SATISFACTION.explain({}).zh == "「满意度」尚无数据，本项待定"


def test_an_unknown_value_may_lie_on_any_band() -> None:
    assert SATISFACTION.score({}) == Award(f(0), f(5), ("share",))
    assert bands(SHARE, ("0", 3), ("500", 5)).score({}) == Award(f(3), f(5), ("share",))


@pytest.mark.parametrize(
    ("value", "decision", "award"),
    [
        ("89", None, Award(f(4), f(4))),
        ("89.5", None, Award(f(4), f(5), ("decision.9",))),
        ("89.5", "5", Award(f(5), f(5))),
        ("89.5", "4.5", Award(f("4.5"), f("4.5"))),
        ("89.5", "0", Award(f(4), f(4))),
        ("89.5", "9", Award(f(5), f(5))),
        ("90", "4", Award(f(5), f(5))),
    ],
)
def test_a_gap_left_to_a_person_is_decided_between_its_neighbours(
    value: str, decision: str | None, award: Award
) -> None:
    values = {"share": f(value)} | ({"decision.9": f(decision)} if decision else {})
    assert DECIDED.score(values) == award


def test_the_explanation_of_a_gap_left_to_a_person() -> None:
    assert DECIDED.explain({"share": f("89.5")}).zh == "满意度为89.5，条文未规定，待考核人员认定"
    assert DECIDED.explain({"share": f("89.5"), "decision.9": f(5)}).zh == (
        "满意度为89.5，条文未规定，由考核人员认定5分"
    )
    assert DECIDED.explain({"share": f(89)}).zh == "满意度为89%，不高于89，计4分"
    assert [one.name for one in DECIDED.inputs] == ["share", "decision.9"]
    assert DECIDED.cuts("decision.9") is None
    assert DECIDED.cuts("share") == (Cut(f(89), after=True), Cut(f(90)))


def test_the_drawing_marks_ends_and_decided_stretches() -> None:
    assert DECIDED.draw()[0].segments == (
        Segment(f(0), f(89), f(4), f(4), closed=True),
        Segment(f(89), f(90), f(4), f(4), closed=False, decided=True),
        Segment(f(90), None, f(5), f(5), closed=True),
    )


@pytest.mark.parametrize(
    ("curve", "points", "need"),
    [
        (SATISFACTION, 5, Requirement("share", at_least=f(90))),
        (SATISFACTION, 1, Requirement("share", at_least=f(60))),
        (SATISFACTION, 0, Requirement("share", at_least=f(0))),
        (bands(SHARE, ("0", 0), (">60", 3)), 3, Requirement("share", at_least=f(60), strict=True)),
        (bands(POSTS, ("0", 0), (">60", 3)), 3, Requirement("posts", at_least=f(61))),
        (DISPUTES, 5, Requirement("posts", at_most=f(15))),
        (DISPUTES, 1, Requirement("posts", at_most=f(24))),
        (bands(SHARE, ("0", 5), ("16", 4)), 5, Requirement("share", at_most=f(16), strict=True)),
        (bands(SHARE, ("0", 5), (">16", 4)), 5, Requirement("share", at_most=f(16))),
        (DECIDED, 5, Requirement("share", at_least=f(90))),
    ],
)
def test_the_boundary_that_earns_points(curve: Bands, points: int, need: Requirement) -> None:
    assert curve.invert(f(points)) == ((need,),)


def test_nothing_earns_more_than_the_best_band() -> None:
    assert SATISFACTION.invert(f("5.001")) == ()


@pytest.mark.parametrize("one", [POSTS, SHARE])
@pytest.mark.parametrize("rounded", [False, True])
@given(data=st.data())
def test_points_are_those_of_the_last_band_reached(one: Input, rounded: bool, data: st.DataObject) -> None:
    curve = data.draw(any_bands(one, rounded=rounded))
    value = data.draw(number_for(one))
    points = points_of(curve, **{one.name: value})
    assert points == naive(curve, value) <= curve.maximum
    assert points == drawn(curve.draw()[0], value)
    unknown = curve.score({})
    assert unknown.low <= points <= unknown.high


@pytest.mark.parametrize("one", [POSTS, SHARE])
@given(data=st.data())
def test_rising_bands_never_fall(one: Input, data: st.DataObject) -> None:
    curve = data.draw(any_bands(one, "rising"))
    assert never_falls(curve, one.name, data.draw(st.lists(number_for(one), min_size=2, max_size=8)))


@pytest.mark.parametrize("one", [POSTS, SHARE])
@pytest.mark.parametrize("order", ["rising", "falling"])
@given(data=st.data())
def test_points_are_earned_exactly_within_the_boundary(one: Input, order: str, data: st.DataObject) -> None:
    curve, points = data.draw(any_bands(one, order)), data.draw(HALVES)
    value = data.draw(number_for(one))
    assert any_goal_met(curve.invert(points), {one.name: value}) == (naive(curve, value) >= points)


@pytest.mark.parametrize("one", [POSTS, SHARE])
@given(data=st.data())
def test_comparison_is_right(one: Input, data: st.DataObject) -> None:
    mine, base = data.draw(any_bands(one)), data.draw(any_bands(one))
    assert mine.compare(mine) is None
    assert_comparison_is_right(mine, base, grid(one))


@pytest.mark.parametrize(
    "easier",
    [
        bands(SHARE, ("0", 0), ("60", 3), ("80", 4), ("89", 5)),
        bands(SHARE, ("0", 0), (">59.5", 3), ("80", 4), ("90", 5)),
        bands(SHARE, ("0", 1), ("60", 3), ("80", 4), ("90", 5)),
        replace(SATISFACTION, rounded=True),
    ],
)
def test_bands_made_easier_anywhere_are_found_out(easier: Bands) -> None:
    assert_really_easier(easier, SATISFACTION)
    assert SATISFACTION.compare(easier) is None


def test_a_single_point_that_is_easier_is_found_out() -> None:
    easier = bands(SHARE, ("0", 0), ("60", 3), (">60", 3), ("80", 4), ("90", 5))
    harder = bands(SHARE, ("0", 0), (">60", 3), ("80", 4), ("90", 5))
    assert dict(easier.compare(harder).at) == {"share": f(60)}  # type: ignore[union-attr]
    assert easier.compare(harder).why.zh == "当share=60时，本方案得3分，上级标准得0分"  # type: ignore[union-attr]
