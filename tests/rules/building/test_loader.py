"""A scheme file that may not be used is refused with sentences that name the file, the item and the clause."""

import re

import pytest
from small_scheme import SOURCE, TEXT, VOCABULARY, changed, problems, small

from yizhan.rules.building.loader import SchemeProblems, load

BAND = "{at_least: 60, below: 90, points: 6,"
CAP = "cap: {points: 10, clause: 最高10分}"
SHARE = "    - {grade: 合格, percent: 85, clause: 合格85%}\n"


def test_the_standard_as_it_stands_loads() -> None:
    scheme = small(source=SOURCE)
    assert [subject.id for subject in scheme.subjects] == ["market", "station"]
    assert [(reading.name, reading.default) for reading in scheme.readings] == [
        ("months", "open"),
        ("gap", "continuous"),
    ]
    assert [note.title for note in scheme.notes] == ["来源", "甲组"]
    assert scheme.total == 40
    assert small().hash == scheme.hash


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{at_least: 90, points: 10, clause: 满意度90%以上得10分}",
            "{at_least: 90, points: 10}",
            "small › items 第3项 › curve › bands [1]：数值「at_least、points」没有注明条文或解释口径",
        ),
        (
            ", at_least: {by_subject: {market: 800, station: 400}}, clause: 岗位800个}",
            ", at_least: {by_subject: {market: 800, station: null}}}",
            "small › items 第1项 › curve › conditions [1]：数值「at_least」没有注明条文或解释口径",
        ),
        (
            "cap: {points: 5, clause: 加分不超过5分}",
            "cap: {points: 5}",
            "small › bonus › cap：数值「points」没有注明条文或解释口径",
        ),
        (
            ", percent: 85, clause: 合格85%}",
            ", percent: 85}",
            "small › payout › shares [2]：数值「percent」没有注明条文或解释口径",
        ),
        ("40, clause: 总分40分}", "40}", "small › total：数值「points」没有注明条文或解释口径"),
        (
            "points: 10, clause: 满意度90%以上得10分}",
            "points: 10, reading: gapp}",
            "small › items 第3项 › curve › bands [1]：引用了未声明的解释口径「gapp」",
        ),
    ],
)
def test_a_number_needs_a_clause_or_a_declared_reading(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


def test_a_reading_may_stand_in_for_a_clause() -> None:
    assert small(("points: 10, clause: 满意度90%以上得10分}", "points: 10, reading: gap}")).total == 40


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            BAND,
            "{at_least: 60, at_most: 89, points: 6,",
            "bands[1]：数值89以上（不含）没有任何一档覆盖，需用解释口径解决（条文：满意度90%以上得10分）",
        ),
        (
            BAND,
            "{above: 60, below: 90, points: 6,",
            "bands[2]：数值60没有任何一档覆盖，需用解释口径解决（条文：60%以上得6分）",
        ),
        (
            BAND,
            "{at_least: 60, at_most: 90, points: 6,",
            "bands[1]：数值90被两档同时覆盖，需用解释口径解决（条文：满意度90%以上得10分）",
        ),
        (BAND, "{at_least: 60, below: 60, points: 6,", "bands[2]：本档的上界不高于下界（条文：60%以上得6分）"),
        (
            BAND,
            "{at_least: 60, above: 60, below: 90, points: 6,",
            "bands[2]：同一端只能写一个界限（条文：60%以上得6分）",
        ),
        ("{below: 60, points: 0", "{above: 0, below: 60, points: 0", "bands[3]：各档未覆盖0（条文：其余不得分）"),
        (
            "{at_least: 90, points",
            "{at_least: 90, below: 100, points",
            "bands[1]：从数值100起没有任何一档覆盖（条文：满意度90%以上得10分）",
        ),
    ],
)
def test_gaps_and_overlaps_are_refused_with_the_value(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [f"small 第3项 › curve › {said}"]


def test_over_whole_numbers_89_and_90_are_neighbours() -> None:
    scheme = small(("indicator: satisfied", "indicator: posts"), (BAND, "{at_least: 60, at_most: 89, points: 6,"))
    assert scheme.total == 40


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{at_least: 90, points: 10,",
            "{at_least: 90, points: 11,",
            "small 第3项：计分规则的最高分超过本项分值（条文：满意度90%以上得10分，60%以上得6分，其余不得分）",
        ),
        (
            CAP,
            "cap: {points: 12, clause: 最高10分}",
            "small 第2项：计分规则的最高分超过本项分值（条文：月均就业10人次得5分；每增加1人加1分；最高10分）",
        ),
        (
            CAP,
            "cap: {points: 4, clause: 最高10分}",
            "small 第2项 › curve › base：基础分高于上限（条文：月均就业10人次得5分）",
        ),
        (CAP, "cap: {points: 0, clause: 最高10分}", "small 第2项 › curve › cap：「points」应大于0（条文：最高10分）"),
        (
            CAP,
            "cap: {points: -1, clause: 最高10分}",
            "small 第2项 › curve › cap：「points」不能小于0（条文：最高10分）",
        ),
        (
            CAP,
            "cap: {points: NaN, clause: 最高10分}",
            "small 第2项 › curve › cap：「points」「NaN」不是精确数值，请写成普通数字，如 12 或 0.5（条文：最高10分）",
        ),
        ("step: {unit: 1,", "step: {unit: 0,", "small 第2项 › curve › step：「unit」应大于0（条文：每增加1人加1分）"),
        ("total: {points: 40,", "total: {points: 41,", "small：各项分值之和是40，声明的总分是41"),
    ],
)
def test_points_that_do_not_fit_are_refused(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


def test_a_grade_that_nobody_can_reach_is_refused() -> None:
    grades = ("at_least: 36, title", "at_least: 46, title"), ("at_least: 24, below: 36", "at_least: 24, below: 46")
    assert problems(*grades) == ["small › grades：等次「优秀」需46分，最高只能得45分（条文：36分以上优秀）"]
    reached = tuple((old, new.replace("46", "45")) for old, new in grades)
    assert small(*reached).total == 40


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (
            "{indicator: talks,",
            "{indicator: talk,",
            "small 第1项 › curve › conditions[2]：没有名为「talk」的指标（条文：宣讲12场）",
        ),
        (
            "shown: [delay]",
            "shown: [delays]",
            "small 第1项：没有名为「delays」的指标（条文：发布岗位800个，宣讲12场，得10分）",
        ),
        ("{kind: judged}", "{kind: judged, panel: x}", "small 第4项 › curve：不认识的键「panel」"),
        ("period: year\n", "period: year\nperiods: x\n", "small：不认识的键「periods」"),
        (
            "    title: 满意度\n",
            "    title: 满意度\n    weight: x\n",
            "small 第3项：不认识的键「weight」（条文：满意度90%以上得10分，60%以上得6分，其余不得分）",
        ),
        ("bonus:\n", "bonus:\n  item: []\n", "small › bonus：不认识的键「item」"),
        ("text: 仅供测试}", "text: 仅供测试, see: x}", "small › notes[1]：不认识的键「see」"),
        (
            "{kind: judged}",
            "{kind: guess}",
            "small 第4项 › curve：「kind」应是 gate、steps、shortfall、bands、highest、tally、amounts、overfulfilment、"
            "checklist、judged、rating 之一，现为「guess」",
        ),
        ("mode: points", "mode: point", "small：「mode」应是 points、ratings 之一，现为「point」"),
        (
            "grade: 不合格, clause: 重大",
            "grade: 差, clause: 重大",
            "small › overrides[1]：「grade」应是 不合格、合格、优秀 之一，现为「差」（条文：重大事故为不合格）",
        ),
    ],
)
def test_unknown_names_and_keys_are_refused(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        (SHARE, "", "small › payout：等次合格没有对应的拨付规定"),
        (SHARE, SHARE * 2, "small › payout：等次合格写了两次"),
        (
            "{grade: 合格, percent",
            "{grade: 良好, percent",
            "small › payout › shares[2]：「grade」应是 不合格、合格、优秀 之一，现为「良好」（条文：合格85%）",
        ),
        (
            "fee: planned_fee",
            "fee: some_fee",
            "small › payout：「fee」应是 planned_fee、bid_price、contract_amount、network_fee 之一，现为「some_fee」",
        ),
    ],
)
def test_a_payout_must_provide_for_every_grade_once(old: str, new: str, said: str) -> None:
    assert problems((old, new)) == [said]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ('no: "2"', "no: 2", "small 第2项：「no」应是文字，请加引号"),
        ('no: "2"', 'no: "1"', "small：第1项重复"),
        ('edition: "1"', "edition: 1", "small：「edition」应是文字，请加引号"),
        ("issued: 2024-01-02", 'issued: "2024-01-02"', "small：「issued」应是日期，如 2024-05-06"),
        ("    curve: {kind: judged}\n", "", "small 第4项：缺少「curve」（条文：场所整洁，酌情给0至10分）"),
        ("total: {points: 40, clause: 总分40分}\n", "", "small：缺少总分 total"),
    ],
)
def test_what_is_missing_or_of_the_wrong_type_is_named(old: str, new: str, said: str) -> None:
    assert [
        one.removesuffix("（条文：月均就业10人次得5分；每增加1人加1分；最高10分）") for one in problems((old, new))
    ] == [said]


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("items: 5", "small：「items」应是列表"),
        ("items: [5]", "small › items[1]：应是“键: 值”的结构"),
        ("bonus: 5", "small › bonus：应是“键: 值”的结构"),
        ("deductions: [1]", "small › deductions：应是“键: 值”的结构"),
        ("ratings: 5", "small › ratings：应是“键: 值”的结构"),
        ("ratings: {scale: 5}", "small › ratings：「scale」应是文字列表"),
        ("payout: 5", "small › payout：应是“键: 值”的结构"),
        ("readings: {x: {options: 5}}", "small › readings › x › options：应是“键: 值”的结构"),
        ("subjects: {}", "small：至少要有一个考核对象"),
        ("subjects: {a: 5}", "small › subjects › a：应是“键: 值”的结构"),
        ("headings: 5", "small：「headings」应是列表"),
        ("overrides: [5]", "small › overrides[1]：应是“键: 值”的结构"),
        ("total: 5", "small › total：应是“键: 值”的结构"),
    ],
)
def test_a_part_of_the_wrong_shape_is_a_refusal_and_not_a_crash(part: str, said: str) -> None:
    key = part.split(":")[0]
    text = re.sub(rf"(?ms)^{key}:.*?(?=^\w|\Z)", "", TEXT) + part + "\n"
    with pytest.raises(SchemeProblems) as refused:
        load(text, file="small.yaml", vocabulary=VOCABULARY)
    assert [one.text.zh for one in refused.value.problems] == [said]


def test_the_hash_is_of_the_meaning_and_not_of_the_writing() -> None:
    same = changed(("total: {points: 40, clause: 总分40分}", "total: {clause: 总分40分, points: 40.0}"))
    assert load("# 说明\n" + same, file="b.yaml", vocabulary=VOCABULARY).hash == small().hash
    assert small(("percent: 85", "percent: 84")).hash != small().hash
