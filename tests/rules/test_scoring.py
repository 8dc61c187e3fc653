"""A sheet: points of every item, the total as a range, the grade, and what each reading would change."""

from fractions import Fraction

import pytest
from small_scheme import FULL, SOURCE, VOCABULARY, sheet, small

from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Count
from yizhan.kernel.texts import Text
from yizhan.rules.scheme import Scheme
from yizhan.rules.scoring import Case, score, subject_of, written
from yizhan.rules.sheet import Evidence, ReadingEffect

DECIDED = (
    ("{gap: {continuous: none, rounded: half_up}}", "{gap: {continuous: none, rounded: none}}"),
    ("at_least: 24, below: 36, clause", "at_least: 24, at_most: 35, clause"),
    (
        "    - {grade: 不合格, grade_en: failed,",
        "    - {above: 35, below: 36, decide: true, reading: gap}\n    - {grade: 不合格, grade_en: failed,",
    ),
)


@pytest.fixture(scope="module")
def scheme() -> Scheme:
    return small(source=SOURCE)


def test_everything_met_earns_the_total_of_every_item(scheme: Scheme) -> None:
    full = sheet(scheme, year=2024)
    assert [(item.no, item.low, item.high) for item in full.items] == [
        *((no, 10, 10) for no in ("1", "2", "3", "4")),
        *((no, 0, 0) for no in ("B1", "D1", "D2")),
    ]
    assert (full.low, full.high, full.declared_total) == (40, 40, 40)
    assert (full.grade, full.verdict.title, full.settled, full.open_items) == ("优秀", "2024年度优秀市场", True, ())  # type: ignore[union-attr]


def test_a_title_without_a_year_is_not_given(scheme: Scheme) -> None:
    assert sheet(scheme).verdict.title is None  # type: ignore[union-attr]


def test_a_missing_value_leaves_its_item_open_and_the_total_a_range(scheme: Scheme) -> None:
    found = sheet(scheme, values={"satisfied": None, "talks": None})
    assert found.open_items == ("1", "3")
    assert (found.item("1").low, found.item("1").high, found.item("1").open) == (0, 10, ("talks",))
    assert (found.low, found.high) == (20, 40)
    assert found.verdict.grades == ("优秀", "合格", "不合格")  # type: ignore[union-attr]
    assert (found.grade, found.settled) == (None, False)
    assert [payout.grade for payout in found.payouts] == ["优秀", "合格", "不合格"]


def test_missing_is_not_zero(scheme: Scheme) -> None:
    assert sheet(scheme, values={"satisfied": 0}).low == 30
    assert sheet(scheme, values={"satisfied": None}).high == 40


def test_the_bonus_counts_up_to_its_cap(scheme: Scheme) -> None:
    for reports, bonus in ((0, 0), (2, 4), (3, 5), (100, 5)):
        found = sheet(scheme, values={"reports": reports})
        assert (found.item("B1").high, found.bonus, found.high) == (2 * reports, (bonus, bonus), 40 + bonus)


def test_an_unknown_bonus_reaches_at_most_the_cap(scheme: Scheme) -> None:
    found = sheet(scheme, values={"reports": None})
    assert (found.bonus, found.low, found.high) == ((0, 5), 40, 45)


def test_deductions_have_no_limit_but_the_total_is_not_under_zero(scheme: Scheme) -> None:
    found = sheet(scheme, values={"complaints": 7, "effects": [5, "5.5"]})
    assert (found.deductions, found.low) == ((Fraction(49, 2),) * 2, Fraction(31, 2))
    ruined = sheet(scheme, values={"complaints": 1000})
    assert (ruined.deductions, ruined.low, ruined.high) == ((2000, 2000), 0, 0)
    assert ruined.grade == "不合格"


def test_an_unknown_deduction_may_cost_everything(scheme: Scheme) -> None:
    found = sheet(scheme, values={"effects": None})
    assert (found.low, found.high, found.open_items) == (0, 40, ("D2",))


def test_the_bonus_counts_before_the_deductions_are_taken_off(scheme: Scheme) -> None:
    found = sheet(scheme, values={"reports": 100, "complaints": 3})
    assert found.low == 40 + 5 - 6


@pytest.mark.parametrize(
    ("award", "gap", "grade"),
    [
        *(("6", "continuous", "优秀"), ("5.999", "continuous", "合格"), ("5.5", "rounded", "优秀")),
        ("5.499", "rounded", "合格"),
    ],
)
def test_a_threshold_is_met_exactly_or_after_rounding(scheme: Scheme, award: str, gap: str, grade: str) -> None:
    found = sheet(scheme, values={"award.4": award}, readings={"gap": gap})
    assert found.grade == grade
    assert found.low == 30 + Fraction(award)


def test_an_override_sets_the_grade_whatever_the_points(scheme: Scheme) -> None:
    found = sheet(scheme, values={"accident": True}, year=2024, money={"planned_fee": 10_000_000})
    assert (found.low, found.grade) == (40, "不合格")
    assert found.verdict.override == Text("重大事故", "重大事故")  # type: ignore[union-attr]
    assert (found.verdict.clause, found.verdict.consequence) == ("重大事故为不合格", "限期整改")  # type: ignore[union-attr]
    assert [payout.total for payout in found.payouts] == [0]


def test_an_override_not_yet_known_leaves_its_grade_possible(scheme: Scheme) -> None:
    found = sheet(scheme, values={"accident": None})
    assert (found.low, found.high) == (40, 40)
    assert found.verdict.grades == ("优秀", "不合格")  # type: ignore[union-attr]


def test_a_total_between_two_bands_may_be_left_to_a_person() -> None:
    decided = small(*DECIDED)
    values = {"award.4": "5.5"}
    assert sheet(decided, values=values).verdict.grades == ("优秀", "合格")  # type: ignore[union-attr]
    assert sheet(decided, values=values | {"decision.grade": "合格"}).grade == "合格"
    assert sheet(decided, values=values | {"decision.grade": "不合格"}).grade is None
    assert sheet(decided, values={"award.4": 5, "decision.grade": "优秀"}).grade == "合格"


def test_each_reading_is_tried_under_its_other_options(scheme: Scheme) -> None:
    found = sheet(scheme, values={"award.4": "5.5"})
    assert found.effects == (
        ReadingEffect("months", "all", Fraction(65, 2), Fraction(65, 2), ("合格",), True, False, None, False),
        ReadingEffect("gap", "rounded", Fraction(71, 2), Fraction(71, 2), ("优秀",), False, True, None, False),
    )
    assert found.hangs_on == ("gap",)


def test_the_effects_say_what_the_other_reading_would_score(scheme: Scheme) -> None:
    values = {"award.4": "3", "reports": 2}
    found = sheet(scheme, values=values, readings={"gap": "rounded"})
    for effect in found.effects:
        other = sheet(scheme, values=values, readings={"gap": "rounded", effect.reading: effect.option})
        assert (effect.low, effect.high) == (other.low, other.high)
        assert effect.grades == other.verdict.grades  # type: ignore[union-attr]
        assert effect.changes_grade == (other.grade != found.grade)
    assert [effect.option for effect in found.effects] == ["all", "continuous"]


def test_a_sheet_without_effects_is_the_same_but_for_them(scheme: Scheme) -> None:
    case = Case("market", {"posts": Fraction(800)})
    assert score(scheme, case, effects=False).effects == ()
    assert score(scheme, case, effects=False).items == score(scheme, case).items


def test_the_sheet_tells_readings_and_whether_they_are_the_default(scheme: Scheme) -> None:
    found = sheet(scheme, readings={"months": "all"})
    assert [(one.name, one.option, one.default, one.reason) for one in found.readings] == [
        ("months", "all", False, "乙"),
        ("gap", "continuous", True, "甲"),
    ]
    assert found.item("2").readings == (("months", "all"),)
    assert found.item("1").readings == ()
    assert found.item("2").high == 7


def test_lines_show_values_targets_clauses_and_the_records_behind(scheme: Scheme) -> None:
    counts = {
        "posts": Count("posts", Fraction(800), Fraction(812), (("duplicate", 12),), 800),
        "delay": Count("delay", Fraction(3, 2), Fraction(3, 2), (), 800),
    }
    posts, talks, delay = sheet(scheme, counts=counts).item("1").lines
    assert (posts.value, posts.state, posts.clause) == ("800", "met", "岗位800个")
    assert posts.target == Text("不少于800个", "≥ 800 个")
    assert posts.evidence == Evidence(Fraction(812), (("duplicate", 12),), 800)
    assert (talks.value, talks.evidence) == ("12", None)
    assert (delay.value, delay.state, delay.target) == ("1.5", "shown", None)


def test_a_missing_value_tells_why_it_is_missing(scheme: Scheme) -> None:
    why = Text("没有登记表", "no table")
    counts = {"posts": Count("posts", None, None, missing=why)}
    posts = sheet(scheme, values={"posts": None}, counts=counts).item("1").lines[0]
    assert (posts.value, posts.state, posts.missing) == (None, "open", why)


def test_subjects_differ_by_their_numbers(scheme: Scheme) -> None:
    assert sheet(scheme, "station", values={"posts": 400}).item("1").high == 10
    assert sheet(scheme, "market", values={"posts": 400}).item("1").high == 0


def test_the_station_profile_tells_the_subject(scheme: Scheme) -> None:
    assert subject_of(scheme, {"kind": "station", "name": "甲"}) == "station"
    with pytest.raises(Refusal) as refused:
        subject_of(scheme, {"kind": None})
    assert refused.value.say() == (
        "无法从基本信息判断考核对象，请填写类型和城乡，或用 --subject 指定：market（市场）、station（驿站）"
    )


@pytest.mark.parametrize(
    ("case", "said"),
    [
        ({"subject": "town"}, "本方案没有考核对象「town」，可选：market（市场）、station（驿站）"),
        ({"readings": {"weeks": "all"}}, "本方案没有解释口径「weeks」，可选：months、gap"),
        ({"readings": {"months": "none"}}, "解释口径「months」没有选项「none」，可选：open、all"),
    ],
)
def test_unknown_choices_are_refused_with_those_that_exist(scheme: Scheme, case: dict[str, object], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        score(scheme, Case(**{"subject": "market", "values": {}} | case))  # type: ignore[arg-type]
    assert refused.value.say() == said


def test_an_item_that_is_not_there_is_a_key_error(scheme: Scheme) -> None:
    with pytest.raises(KeyError):
        sheet(scheme).item("99")


def test_equal_inputs_give_equal_sheets_in_any_order(scheme: Scheme) -> None:
    backwards = dict(reversed(list(FULL.items())))
    assert sheet(small(source=SOURCE), values=backwards) == sheet(scheme)
    assert sheet(scheme).scheme_hash == scheme.hash
    assert set(VOCABULARY) >= {
        line.name for item in sheet(scheme).items for line in item.lines if line.kind == "indicator"
    }


@pytest.mark.parametrize(
    ("value", "text"),
    [
        *((None, None), (True, "是"), (False, "否"), (Fraction(7, 3), "7/3"), (Fraction(1, 2), "0.5"), ((), "无")),
        *(((Fraction(5), Fraction(11, 2)), "5 + 5.5"), ("优秀", "优秀")),
    ],
)
def test_values_are_written_exactly(value: object, text: str | None) -> None:
    assert written(value) == text  # type: ignore[arg-type]
