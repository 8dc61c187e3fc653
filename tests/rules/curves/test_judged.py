"""Judged: a person awards points, with conditions beside. Checklist: entries earn all, a share, or back a judgement."""

from dataclasses import replace
from fractions import Fraction

import pytest
from curve_checks import POSTS, RULES, SHARE, SIGN, any_goal_met, assert_really_easier, at_least, f, found
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.judged import Checklist, Judged
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Input, Requirement, Value

AWARD = Input("award.1", "award", Text("第1项考核组评分", "award of item 1"), limit=f(10))
FREE = Judged(f(10), AWARD)
SHOWN = Judged(f(10), AWARD, (at_least(POSTS, 200),))
ZEROING = replace(SHOWN, zero_on_failed=True)
TOOLS = Input("tools", "finding", Text("有工具", "tools"))
ENTRIES = (found(SIGN), found(RULES), found(TOOLS))
ALL = Checklist(f(8), "all", ENTRIES, AWARD)
PART = Checklist(f(8), "share", ENTRIES, AWARD)
PANEL = Checklist(f(8), "judged", ENTRIES, AWARD)
CHECKED: dict[str, Value] = {"sign": True, "rules": True, "tools": True}


def test_the_award_is_the_points() -> None:
    assert FREE.score({"award.1": f("7.5")}) == Award(f("7.5"), f("7.5"))
    assert FREE.score({}) == Award(f(0), f(10), ("award.1",))


def test_a_failed_condition_is_only_shown_unless_it_zeroes() -> None:
    values = {"award.1": f(6), "posts": f(199)}
    assert SHOWN.score(values) == Award(f(6), f(6))
    assert ZEROING.score(values) == Award(f(0), f(0))
    assert ZEROING.score(values | {"posts": f(200)}) == Award(f(6), f(6))
    assert ZEROING.score({"posts": f(199)}) == Award(f(0), f(0))


def test_an_unknown_zeroing_condition_leaves_the_award_in_doubt() -> None:
    assert ZEROING.score({"award.1": f(6)}) == Award(f(0), f(6), ("posts",))
    assert ZEROING.score({"award.1": f(0)}) == Award(f(0), f(0))
    assert SHOWN.score({"award.1": f(6)}) == Award(f(6), f(6))


def test_the_explanation_names_the_person_and_the_conditions() -> None:
    assert FREE.explain({"award.1": f("7.5")}) == Text("考核组评7.5分", "the panel awarded 7.5")
    assert FREE.explain({}).zh == "待考核组评分"
    assert SHOWN.explain({"award.1": f(6), "posts": f(199)}).zh == (
        "考核组评6分；1项条件中0项达到；未达到：岗位数（199，不少于200个）"
    )
    assert ZEROING.explain({"award.1": f(6), "posts": f(199)}).zh == (
        "1项条件中0项达到；未达到：岗位数（199，不少于200个），不得分"
    )


def test_only_a_person_can_earn_what_is_judged() -> None:
    assert FREE.invert(f(1)) == ()
    assert FREE.invert(f(0)) == ((),)
    assert FREE.draw() == ()
    assert FREE.cuts("award.1") is None
    assert ZEROING.cuts("posts") == (Cut(f(200)),)


def test_a_panel_is_not_freer_than_the_base_allows() -> None:
    for curve in (FREE, SHOWN, ZEROING, PANEL):
        assert curve.compare(curve) is None
    assert ZEROING.compare(SHOWN) is None
    stricter = replace(ZEROING, conditions=(at_least(POSTS, 201),))
    assert stricter.compare(ZEROING) is None
    for freer in (FREE, SHOWN, replace(ZEROING, conditions=(at_least(POSTS, 199),))):
        example = freer.compare(ZEROING)
        assert example is not None
        assert dict(example.at) == {"posts": f(199)}
    assert FREE.compare(Gate(f(10), (found(SIGN),))) is not None
    assert FREE.compare(ALL) is not None


@pytest.mark.parametrize(
    ("changes", "every", "part"),
    [({}, "8", "8"), ({"tools": False}, "0", "16/3"), ({"tools": False, "sign": False}, "0", "8/3")],
)
def test_entries_earn_everything_or_a_share(changes: dict[str, Value], every: str, part: str) -> None:
    assert ALL.score(CHECKED | changes) == Award(f(every), f(every))
    assert PART.score(CHECKED | changes) == Award(f(part), f(part))


def test_entries_not_yet_checked_leave_a_range() -> None:
    assert PART.score({"sign": True, "rules": False}) == Award(f("8/3"), f("16/3"), ("tools",))
    assert ALL.score({"sign": True}) == Award(f(0), f(8), ("rules", "tools"))
    assert ALL.score({"sign": False}) == Award(f(0), f(0))
    assert PANEL.score(CHECKED) == Award(f(0), f(8), ("award.1",))
    assert PANEL.score({"award.1": f(7), "sign": False}) == Award(f(7), f(7))


def test_the_explanation_names_missing_entries() -> None:
    assert PART.explain(CHECKED | {"tools": False}) == Text(
        "3项条件中2项达到；未达到：有工具；计5.333…分", "2 of 3 conditions met; failed: tools; 5.333… points"
    )
    assert PANEL.explain(CHECKED | {"tools": False}).zh == "3项条件中2项达到；未达到：有工具；待考核组评分"
    assert PANEL.explain(CHECKED | {"award.1": f(7)}).zh == "3项条件中3项达到；考核组评7分"
    assert ALL.explain({"sign": True, "rules": True}).zh == "3项条件中2项达到；待查：有工具；本项待定"


def test_as_many_entries_as_earn_the_points_are_the_goal() -> None:
    both = (Requirement("sign", holds=True), Requirement("rules", holds=True))
    assert PART.invert(f(5)) == (both,)
    assert ALL.invert(f(1)) == ((*both, Requirement("tools", holds=True)),)
    assert PANEL.invert(f(1)) == ()
    assert PART.invert(f(9)) == ()
    assert PART.invert(f(0)) == ((),)


@given(st.fixed_dictionaries({name: st.booleans() for name in CHECKED}), st.integers(1, 8).map(Fraction))
def test_points_are_those_of_the_entries_met(values: dict[str, bool], points: Fraction) -> None:
    met = sum(values.values())
    assert PART.score(values).high == Fraction(8 * met, 3)
    assert ALL.score(values).high == (8 if met == 3 else 0)
    assert any_goal_met(ALL.invert(points), values) == (ALL.score(values).high >= points)
    need = len(PART.invert(points)[0])
    assert (met >= need) == (PART.score(values).high >= points)
    for curve in (PART, ALL):
        partly = curve.score({name: value for name, value in values.items() if name != "rules"})
        assert partly.low <= curve.score(values).high <= partly.high


@pytest.mark.parametrize(
    ("easier", "base"),
    [
        (PART, ALL),
        (replace(PART, conditions=ENTRIES[:2]), PART),
        (replace(ALL, conditions=ENTRIES[:2]), ALL),
        (replace(PART, conditions=(*ENTRIES, at_least(SHARE, 1))), PART),
    ],
)
def test_a_checklist_made_easier_anywhere_is_found_out(easier: Checklist, base: Checklist) -> None:
    assert_really_easier(easier, base)
    assert base.compare(base) is None


def test_stricter_checklists_hold() -> None:
    for mine, base in (
        (ALL, PART),
        (ALL, PANEL),
        (PART, PANEL),
        (ALL, replace(ALL, conditions=ENTRIES[:2])),
        (ALL, replace(PART, conditions=ENTRIES[:2])),
    ):
        assert mine.compare(base) is None
    assert PANEL.compare(ALL) is not None
    assert PANEL.compare(PART) is not None
