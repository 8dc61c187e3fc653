"""A bonus may not earn more and a deduction may not cost less than in the base: there points count, not shares."""

import pytest
from small_scheme import small

from yizhan.rules.strictness import Finding, prove

EACH = "each: {points: 2, clause: %s}}"
BONUS = EACH % "报道每篇加2分"
LOSS = EACH % "投诉每件扣2分"


def capped(old: str, each: int, cap: int) -> tuple[str, str]:
    """The tally with other points for each and a cap."""
    clause = old.split("clause: ")[1].rstrip("}")
    return old, f"each: {{points: {each}, clause: {clause}}}, cap: {{points: {cap}, clause: {clause}}}}}"


def finding(no: str, mine: tuple[str, str], base: tuple[str, str] | None) -> Finding:
    proof = prove(small(mine), small(base) if base else small())[0]
    return next(one for one in proof.findings if one.no == no)


@pytest.mark.parametrize(
    ("each", "cap", "holds"), [(2, 4, True), (4, 8, False), (2, 5, False), (1, 4, True), (3, 4, False)]
)
def test_a_bonus_may_not_earn_more_in_all(each: int, cap: int, holds: bool) -> None:
    assert finding("B1", capped(BONUS, each, cap), capped(BONUS, 2, 4)).holds is holds


@pytest.mark.parametrize(("each", "cap", "holds"), [(2, 4, True), (1, 2, False), (4, 8, True), (1, 4, False)])
def test_a_deduction_may_not_cost_less_in_all(each: int, cap: int, holds: bool) -> None:
    assert finding("D1", capped(LOSS, each, cap), capped(LOSS, 2, 4)).holds is holds


def test_a_cap_on_an_unlimited_deduction_is_easier() -> None:
    found = finding("D1", capped(LOSS, 2, 1000), None)
    assert (found.holds, found.why.zh) == (False, "加分或扣分的上限比上级标准宽松")


def test_dropping_one_grade_does_not_hide_that_another_is_easier() -> None:
    variant = small(
        ("    - {grade: 合格, grade_en: passed, at_least: 24, below: 36, clause: 24分以上合格}\n", ""),
        ("at_least: 36, title", "at_least: 30, title"),
        ("below: 24, consequence", "below: 30, consequence"),
        ("    - {grade: 合格, percent: 85, clause: 合格85%}\n", ""),
    )
    found = next(one for one in prove(variant, small())[0].findings if one.no == "grades")
    assert (found.holds, found.why.zh) == (False, "「优秀」的分数线低于上级标准")
