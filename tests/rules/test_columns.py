"""A column of stations scores exactly as each station alone, for every shipped standard, reading and missing value."""

from fractions import Fraction

import numpy as np
import pytest

from yizhan.appraisal import catalogue
from yizhan.rules.building.standards import standard
from yizhan.rules.columns import Column, NumberColumn, ValueColumn, score_columns
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.scoring import Case, total_and_grades
from yizhan.rules.values import Input, Value

COUNT = 120


def variants() -> list[tuple[str, str, dict[str, str]]]:
    """Every subject under the defaults, and under each other option of each reading."""
    found: list[tuple[str, str, dict[str, str]]] = []
    for name in catalogue.names():
        scheme = catalogue.scheme(name)
        for subject in scheme.subjects:
            found.append((name, subject.id, {}))
            for reading in scheme.readings:
                options = [option.name for option in reading.options if option.name != reading.default]
                found += [(name, subject.id, {reading.name: option}) for option in options]
    return found


def draw(one: Input, built: Standard, rng: np.random.Generator) -> Value | None:
    """Unknown one time in twelve; otherwise near a cut of some curve as often as not."""
    if rng.random() < 1 / 12:
        return None
    if one.kind == "finding":
        return bool(rng.random() < 0.9)
    if one.kind == "amounts":
        return tuple(Fraction(5 + int(extra)) for extra in rng.integers(0, 4, int(rng.integers(0, 3))))
    if one.choices:
        return str(rng.choice(list(one.choices)))
    if one.kind in ("award", "decision"):
        return Fraction(int(rng.integers(0, 2 * int(one.limit or 5) + 1)), 2)
    cuts = [cut.value for item in built.items for cut in (item.curve.cuts(one.name) or ()) if one in item.curve.inputs]
    near = (
        Fraction(rng.choice([str(cut) for cut in cuts]))
        if cuts and rng.random() < 0.6
        else Fraction(int(rng.integers(0, 40)))
    )
    moved = near + (int(rng.integers(-1, 2)) if one.whole else Fraction(int(rng.integers(-2, 3)), 12))
    return max(Fraction(0), moved) if not one.whole else Fraction(max(0, int(moved)))


def column_of(values: list[Value | None]) -> Column:
    if any(isinstance(value, bool | str | tuple) for value in values):
        return ValueColumn(values)
    numbers = [Fraction(value) if isinstance(value, Fraction) else Fraction(0) for value in values]
    return NumberColumn(
        np.array([number.numerator for number in numbers], np.int64),
        np.array([number.denominator for number in numbers], np.int64),
        np.array([value is not None for value in values]),
    )


def drawn(scheme: Scheme, built: Standard, seed: int) -> dict[str, list[Value | None]]:
    rng = np.random.default_rng(seed)
    inputs = [
        one for one in built.inputs() if not one.name.startswith(("violation.", "rating.overall", "decision.grade"))
    ]
    overriding = {override.input.name for override in built.overrides}
    return {one.name: [draw(one, built, rng) for _ in range(COUNT)] for one in inputs if one.name not in overriding}


@pytest.mark.parametrize(("name", "subject", "readings"), variants())
def test_column_scores_equal_the_scores_of_each_station(name: str, subject: str, readings: dict[str, str]) -> None:
    scheme = catalogue.scheme(name)
    built = standard(scheme, subject, readings)
    table = drawn(scheme, built, seed=len(readings) + len(name))
    found = score_columns(built, {one: column_of(values) for one, values in table.items()}, COUNT)
    for row in range(COUNT):
        values = {one: column[row] for one, column in table.items() if column[row] is not None}
        case = Case(subject, values, readings=readings)  # type: ignore[arg-type]
        alone = total_and_grades(scheme, case)
        assert found.total(row) == (alone.low, alone.high)
        for item in built.items:
            award = item.curve.score(values)  # type: ignore[arg-type]
            low, high = found.items[item.no]
            assert (Fraction(int(low[row]), found.scale), Fraction(int(high[row]), found.scale)) == (
                award.low,
                award.high,
            )
        if alone.verdict and built.grades and not built.overrides and len(alone.verdict.grades) == 1:
            assert found.grades[found.grade_low[row]] in (alone.verdict.grades[0], "待认定")


def test_numbers_too_large_for_machine_integers_stay_exact() -> None:
    scheme = catalogue.scheme("shaxian")
    built = standard(scheme, "market", {})
    huge = NumberColumn(np.array([2**62, 0]), np.array([1, 1]), np.array([True, True]))
    found = score_columns(built, {"posts_first": huge}, 2)
    assert [int(points) for points in found.items["13"][0]] == [10 * found.scale, 0]


def test_absent_column_leaves_the_item_open_for_every_station() -> None:
    built = standard(catalogue.scheme("shaxian"), "market", {})
    found = score_columns(built, {}, 3)
    low, high = found.items["13"]
    assert (low.tolist(), [int(points) for points in high]) == ([0, 0, 0], [10 * found.scale] * 3)
