"""Sums of the shipped standards under random values: bounds, totals, and what a missing value may change."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import NAMES, built, scheme, values_of

from yizhan.rules.grading import grade_at
from yizhan.rules.scheme import Standard
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import ScoreSheet
from yizhan.rules.values import Values

CHOICES = [(name, subject.id) for name in NAMES for subject in scheme(name).subjects]
POINTS = [(name, subject) for name, subject in CHOICES if scheme(name).head.mode == "points"]
RATINGS = [(name, subject) for name, subject in CHOICES if scheme(name).head.mode == "ratings"]
FEW = settings(max_examples=40)


def scored(name: str, subject: str, values: Values) -> ScoreSheet:
    return score(scheme(name), Case(subject, values), effects=False)


def without(values: Values, names: list[str]) -> Values:
    return {name: value for name, value in values.items() if name not in names}


def some_of(data: st.DataObject, values: Values) -> list[str]:
    return data.draw(st.lists(st.sampled_from(sorted(values)), min_size=1, max_size=4, unique=True))


@pytest.mark.parametrize(("name", "subject"), POINTS)
@FEW
@given(data=st.data())
def test_every_item_lies_between_nothing_and_its_maximum(name: str, subject: str, data: st.DataObject) -> None:
    sheet = scored(name, subject, data.draw(values_of(built(name, subject))))
    for item in sheet.items:
        assert 0 <= item.low <= item.high
        assert item.section != "base" or item.maximum is not None
        assert item.maximum is None or item.high <= item.maximum
        assert bool(item.open) == (item.low != item.high)


@pytest.mark.parametrize(("name", "subject"), POINTS)
@FEW
@given(data=st.data())
def test_the_total_is_base_plus_capped_bonus_minus_deductions(name: str, subject: str, data: st.DataObject) -> None:
    chosen = built(name, subject)
    sheet = scored(name, subject, data.draw(values_of(chosen)))
    ends = []
    for end, other in (("low", "high"), ("high", "low")):
        sums = {
            section: sum((getattr(i, by) for i in sheet.items if i.section == section), Fraction(0))
            for section, by in (("base", end), ("bonus", end), ("deduction", other))
        }
        bonus = sums["bonus"] if chosen.bonus_cap is None else min(chosen.bonus_cap, sums["bonus"])
        ends.append(max(Fraction(0), sums["base"] + bonus - sums["deduction"]))
    assert (sheet.low, sheet.high) == tuple(ends)
    assert sheet.low <= sheet.high


@pytest.mark.parametrize(("name", "subject"), POINTS)
@FEW
@given(data=st.data())
def test_filling_in_what_is_missing_never_leaves_the_range(name: str, subject: str, data: st.DataObject) -> None:
    values = data.draw(values_of(built(name, subject), all_known=True))
    full = scored(name, subject, values)
    partly = scored(name, subject, without(values, some_of(data, values)))
    assert partly.low <= full.low
    assert full.high <= partly.high
    for item, wider in zip(full.items, partly.items, strict=True):
        assert wider.low <= item.low
        assert item.high <= wider.high or item.maximum is None
    if full.verdict and partly.verdict:
        assert set(full.verdict.grades) <= set(partly.verdict.grades)


@pytest.mark.parametrize(("name", "subject"), POINTS)
@FEW
@given(data=st.data())
def test_taking_a_value_away_only_widens_the_range(name: str, subject: str, data: st.DataObject) -> None:
    values = data.draw(values_of(built(name, subject)).filter(bool))
    before = scored(name, subject, values)
    after = scored(name, subject, without(values, some_of(data, values)))
    assert after.low <= before.low <= before.high <= after.high
    assert set(before.open_items) <= set(after.open_items)


@pytest.mark.parametrize(("name", "subject"), POINTS)
@FEW
@given(data=st.data())
def test_with_everything_known_nothing_is_open(name: str, subject: str, data: st.DataObject) -> None:
    chosen = built(name, subject)
    sheet = scored(name, subject, data.draw(values_of(chosen, all_known=True)))
    assert sheet.open_items == ()
    assert sheet.low == sheet.high
    if chosen.grades is not None:
        grades: tuple[str, ...] = sheet.verdict.grades if sheet.verdict else ()
        assert grades == (_grade(chosen, sheet),)


def _grade(chosen: Standard, sheet: ScoreSheet) -> str:
    """The grade of the total, or of the override that the sheet names."""
    assert chosen.grades is not None
    if sheet.verdict and sheet.verdict.override:
        return next(one.grade for one in chosen.overrides if one.title == sheet.verdict.override)
    return grade_at(chosen.grades, sheet.low).grade.zh


@pytest.mark.parametrize(("name", "subject"), POINTS)
def test_with_nothing_known_the_total_may_be_anything_from_nothing_to_the_most(name: str, subject: str) -> None:
    sheet = scored(name, subject, {})
    chosen = built(name, subject)
    most = sum((item.maximum for item in chosen.items if item.section == "base"), Fraction(0))  # type: ignore[misc]
    extra = chosen.bonus_cap or sum((item.high for item in sheet.items if item.section == "bonus"), Fraction(0))
    assert sheet.high == most + extra
    assert sheet.low <= most / 5
    assert most == scheme(name).total


@pytest.mark.parametrize(("name", "subject"), RATINGS)
@FEW
@given(data=st.data())
def test_a_failed_item_stays_failed_whatever_else_becomes_known(name: str, subject: str, data: st.DataObject) -> None:
    values = data.draw(values_of(built(name, subject), all_known=True))
    full = scored(name, subject, values)
    assert all(len(item.ratings) == 1 for item in full.items)
    assert (full.low, full.high) == (0, 0)
    partly = scored(name, subject, without(values, [one for one in some_of(data, values) if "rating" not in one]))
    for item, wider in zip(full.items, partly.items, strict=True):
        assert set(item.ratings) <= set(wider.ratings)
