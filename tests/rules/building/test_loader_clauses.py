"""Readings, headings and clauses of a scheme file are held against each other and against the source."""

import pytest
from small_scheme import SOURCE, problems, small

from yizhan.rules.building.loader import SchemeProblems

MONTHS = "{by_reading: {months: {open: placed, all: placed_all}}}"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (MONTHS, "placed", ["small：解释口径「months」没有用到"]),
        (
            MONTHS,
            "{by_reading: {month: {open: placed, all: placed_all}}}",
            ["small：解释口径「months」没有用到", "small：by_reading 用了未声明的解释口径「month」"],
        ),
        (MONTHS, "{by_reading: {months: {open: placed}}}", ["small：by_reading「months」的选项与声明不一致：all"]),
        (
            MONTHS,
            "{by_reading: {months: {open: placed, all: placed_all, none: placed}}}",
            ["small：by_reading「months」的选项与声明不一致：none"],
        ),
        (
            "      all: {title: 按全部月份, reason: 乙}\n",
            "",
            ["small › readings › months：解释口径至少要有两个选项（条文：月均就业10人次得5分）"],
        ),
        (
            "    default: open\n",
            "    default: opened\n",
            ["small › readings › months：「default」应是 open、all 之一，现为「opened」（条文：月均就业10人次得5分）"],
        ),
        ("    clause: 80至89分良好\n", "", ["small › readings › gap：解释口径缺少条文"]),
        (
            "open: {title: 按开放月份, reason: 甲}",
            "open: {title: 按开放月份}",
            ["small › readings › months › options › open：缺少「reason」"],
        ),
    ],
)
def test_a_reading_needs_clause_options_reasons_and_a_use(old: str, new: str, said: list[str]) -> None:
    assert problems((old, new)) == said


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            ", note: 标题与各项之和不符}",
            "}",
            "small › headings[1]：「甲组」标题写25分，各项之和是20分，需加 note 说明（条文：甲组25分）",
        ),
        ("sum: 20, clause", "sum: 25, clause", "small › headings[1]：「甲组」各项之和是20，文件写25（条文：甲组25分）"),
    ],
)
def test_a_heading_that_does_not_add_up_needs_a_note(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "clause: 重大事故为不合格}",
            "clause: 重大事故不合格}",
            "small › overrides [1]：条文「重大事故不合格」不在来源文件中",
        ),
        (
            "clause: 宣讲12场}",
            "clause: 宣讲十二场}",
            "small › items 第1项 › curve › conditions [2]：条文「宣讲十二场」不在本项原文中",
        ),
        (
            "clause: 场所整洁，酌情给0至10分",
            "clause: 场所整洁，酌情给分",
            "small › items 第4项：条文「场所整洁，酌情给分」不在来源文件中",
        ),
    ],
)
def test_a_clause_must_be_the_words_of_the_source(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


def test_white_space_and_line_breaks_do_not_matter_in_a_clause() -> None:
    assert small(("clause: 重大事故为不合格}", "clause: 重大 事故 为不合格}"), source=SOURCE).total == 40


def test_without_a_source_the_clauses_of_parts_are_held_against_their_item() -> None:
    with pytest.raises(SchemeProblems, match="条文「宣讲13场」不在本项原文中"):
        small(("clause: 宣讲12场}", "clause: 宣讲13场}"))
