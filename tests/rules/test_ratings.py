"""Ratings mode: items rated in words, and the whole by the panel or by the worst item."""

import pytest
from small_scheme import VOCABULARY

from yizhan.rules.admission import admit
from yizhan.rules.building.loader import SchemeProblems, load
from yizhan.rules.building.standards import standard
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import ScoreSheet

TEXT = """\
scheme: words
edition: "1"
title: 等次标准
issuer: 某局
status: in_force
mode: ratings
period: month
subjects: {station: {title: 驿站}}
readings:
  whole:
    item: ratings
    title: 总评
    clause: 综合评定
    default: panel
    options:
      panel: {title: 考核组, reason: 甲}
      worst: {title: 最低项, reason: 乙}
ratings:
  scale: [优秀, 合格, 不合格]
  scale_en: [excellent, passed, failed]
  clause: 综合评定
  overall: {by_reading: {whole: {panel: panel, worst: worst}}}
  consequences: [{rating: 不合格, text: 限期整改, clause: 限期整改}]
prohibitions: [{id: charging, title: 向劳动者收费, clause: 不得收费}]
items:
  - no: "1"
    title: 岗位
    clause: 岗位400个
    curve: {kind: rating, mode: gates, conditions: [{indicator: posts, at_least: 400, clause: 岗位400个}]}
  - no: "2"
    title: 服务
    clause: 服务到位
    curve: {kind: rating, mode: panel, conditions: []}
"""


def rated(overall: str = "panel", **given: object) -> ScoreSheet:
    scheme = load(TEXT, file="words.yaml", vocabulary=VOCABULARY)
    inputs = standard(scheme, "station", {"whole": overall}).inputs()
    values = admit({name.replace("__", "."): value for name, value in given.items()}, inputs)
    return score(scheme, Case("station", values, readings={"whole": overall}))


def test_the_panel_rates_the_whole_and_the_worst_item_is_proposed() -> None:
    sheet = rated(posts=400, rating__2="优秀")
    assert sheet.verdict is not None
    assert (sheet.verdict.grades, sheet.verdict.proposed, sheet.grade) == (("优秀", "合格", "不合格"), "合格", None)
    decided = rated(posts=400, rating__2="优秀", rating__overall="优秀")
    assert decided.verdict is not None
    assert (decided.grade, decided.verdict.grades_en, decided.verdict.consequence) == ("优秀", ("excellent",), None)


def test_the_worst_item_may_rate_the_whole() -> None:
    assert rated("worst", posts=400, rating__2="优秀").grade == "合格"
    failed = rated("worst", posts=399, rating__2="优秀", rating__1="优秀")
    assert failed.verdict is not None
    assert (failed.grade, failed.verdict.consequence) == ("不合格", "限期整改")


def test_unknown_items_leave_the_ratings_that_are_still_possible() -> None:
    sheet = rated("worst", rating__2="优秀")
    assert sheet.verdict is not None
    assert (sheet.verdict.grades, sheet.verdict.proposed) == (("合格", "不合格"), None)
    assert sheet.open_items == ("1",)
    best = rated("worst", rating__1="优秀", rating__2="优秀")
    assert best.verdict is not None
    assert best.verdict.grades == ("优秀", "不合格")


def test_ratings_award_no_points() -> None:
    sheet = rated(posts=400, rating__2="优秀")
    assert (sheet.low, sheet.high, sheet.declared_total, sheet.payouts) == (0, 0, None, ())
    assert [item.ratings for item in sheet.items] == [("合格",), ("优秀",)]


def test_another_reading_of_the_whole_is_an_effect() -> None:
    (effect,) = rated(posts=400, rating__2="优秀", rating__overall="优秀").effects
    assert (effect.option, effect.grades, effect.changes_total, effect.changes_grade) == (
        "worst",
        ("合格",),
        False,
        True,
    )


@pytest.mark.parametrize(("found", "state"), [(True, "failed"), (False, "met"), (None, "open")])
def test_a_prohibited_act_is_shown_and_changes_nothing(found: bool | None, state: str) -> None:
    sheet = rated("worst", posts=400, rating__2="优秀", violation__charging=found)
    assert [(line.label.zh, line.state) for line in sheet.prohibitions] == [("向劳动者收费", state)]
    assert sheet.grade == "合格"


def test_a_scale_needs_three_ratings() -> None:
    short = TEXT.replace("[优秀, 合格, 不合格]", "[优秀, 不合格]")
    with pytest.raises(SchemeProblems, match="rating 需要 ratings.scale（至少三个等次）"):
        load(short, file="words.yaml", vocabulary=VOCABULARY)
