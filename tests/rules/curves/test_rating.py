"""Rating: an item is rated in words, by its numbers or by the panel."""

from dataclasses import replace

import pytest
from curve_checks import FIRMS, POSTS, SIGN, at_least, f, found

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Complete
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.rating import Rating
from yizhan.rules.pieces import Cut
from yizhan.rules.values import Award, Input, Requirement, Value

SCALE = ("优秀", "合格", "不合格")
RATED = Input("rating.3", "rating", Text("第3项验收意见", "rating of item 3"), choices=SCALE)
GATES = Rating(SCALE, "gates", (found(SIGN), at_least(POSTS, 400, complete=Complete(FIRMS, f(6)))), RATED)
PANEL = replace(GATES, mode="panel")
MET: dict[str, Value] = {"sign": True, "posts": f(400), "firms": f(6)}


def rated(*ratings: str, unknown: tuple[str, ...] = ()) -> Award:
    return Award(f(0), f(0), unknown, ratings)


@pytest.mark.parametrize(
    ("changes", "award"),
    [
        ({}, rated("合格")),
        ({"rating.3": "优秀"}, rated("优秀")),
        ({"rating.3": "不合格"}, rated("不合格")),
        ({"posts": f(399)}, rated("不合格")),
        ({"posts": f(399), "rating.3": "优秀"}, rated("不合格")),
        ({"posts": f(399), "firms": f(5)}, rated("合格")),
        ({"sign": False}, rated("不合格")),
    ],
)
def test_a_failed_number_fails_and_only_the_panel_makes_excellent(changes: dict[str, Value], award: Award) -> None:
    assert GATES.score(MET | changes) == award


def test_unknown_numbers_leave_two_ratings_possible() -> None:
    assert GATES.score({"sign": True}) == rated("合格", "不合格", unknown=("posts",))
    assert GATES.score({"sign": True, "rating.3": "优秀"}) == rated("优秀", "不合格", unknown=("posts",))
    assert GATES.score({"sign": True, "rating.3": "不合格"}) == rated("不合格")
    assert not GATES.score({"sign": True}).settled
    assert GATES.score(MET).settled


def test_a_panel_rates_whatever_the_numbers() -> None:
    assert PANEL.score(MET) == rated(*SCALE, unknown=("rating.3",))
    assert PANEL.score({"sign": False, "rating.3": "优秀"}) == rated("优秀")


def test_the_explanation_names_the_conditions_and_who_rated() -> None:
    assert GATES.explain(MET) == Text("2项条件中2项达到；按指标判定合格", "2 of 2 conditions met; by the numbers 合格")
    assert GATES.explain(MET | {"rating.3": "优秀"}).zh == "2项条件中2项达到；考核组评定优秀"
    assert PANEL.explain({"sign": False}).zh == (
        "2项条件中0项达到；未达到：设有标识；待查：岗位数（?，不少于400个）；等次待定"
    )


def test_what_passes_every_condition_is_the_goal() -> None:
    assert GATES.invert(f(0)) == ((Requirement("sign", holds=True), Requirement("posts", at_least=f(400))),)
    assert PANEL.invert(f(0)) == ()
    assert GATES.cuts("posts") == (Cut(f(400)),)
    assert GATES.cuts("rating.3") is None
    assert GATES.maximum is None
    assert [drawing.input for drawing in GATES.draw()] == ["posts"]


def test_conditions_that_decide_must_still_decide() -> None:
    stricter = replace(GATES, conditions=(*GATES.conditions, at_least(POSTS, 10)))
    assert GATES.compare(GATES) is None
    assert stricter.compare(GATES) is None
    assert GATES.compare(PANEL) is None
    for freer in (replace(GATES, conditions=GATES.conditions[1:]), PANEL):
        example = freer.compare(GATES)
        assert example is not None
        assert dict(example.at) == {"sign": False}
    assert GATES.compare(Gate(f(1), (found(SIGN),))) is not None
