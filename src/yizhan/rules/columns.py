"""Scoring a whole column of stations at once, exactly as one by one.

A curve is constant between its cuts, so stations that lie between the same cuts share one award. Each input becomes a
small code (unknown, or which stretch), the codes of an item's inputs are combined, and the curve itself is asked once for
each combination that occurs. Points are integers over one common denominator; nothing is rounded.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import lcm
from typing import Any

import numpy as np
import numpy.typing as npt

from yizhan.rules.conditions import Condition
from yizhan.rules.curves.base import Curve
from yizhan.rules.curves.gate import Gate
from yizhan.rules.curves.overfulfilment import Overfulfilment
from yizhan.rules.scheme import Grades, Item, Standard
from yizhan.rules.values import ZERO, Award, Input, Value

Ints = npt.NDArray[np.int64]
Points = npt.NDArray[Any]
"""Integers over a common denominator: int64, or Python integers where those would overflow."""

LARGEST_CODE = 2**40
SAFE = 2**62


@dataclass(frozen=True)
class NumberColumn:
    """Exact ratios `num` / `den` per station (den > 0); where not `known`, they mean nothing."""

    num: Ints
    den: Ints
    known: npt.NDArray[np.bool_]

    def codes(self, curve: Curve, one: Input) -> Ints:
        """0 where unknown, else 1 + the stretch between the curve's cuts (or the distinct value where every one matters)."""
        cuts = curve.cuts(one.name)
        if cuts is None:
            return np.where(self.known, 1 + self._distinct(), 0)
        found = self.known.astype(np.int64)
        for cut in cuts:
            left = _times(self.num, cut.value.denominator)
            right = _times(self.den, cut.value.numerator)
            passed = (left > right) if cut.after else (left >= right)
            found += (passed & self.known).astype(np.int64)
        return found

    def _distinct(self) -> Ints:
        divisor = np.gcd(self.num, self.den)
        divisor[divisor == 0] = 1
        pairs = np.stack([self.num // divisor, self.den // divisor], axis=1)
        return np.unique(pairs, axis=0, return_inverse=True)[1].reshape(-1).astype(np.int64)

    def at(self, row: int) -> Value | None:
        """The value of one station."""
        return Fraction(int(self.num[row]), int(self.den[row])) if self.known[row] else None


@dataclass(frozen=True)
class ValueColumn:
    """Any values, one per station; None where unknown."""

    values: Sequence[Value | None]

    def codes(self, curve: Curve, one: Input) -> Ints:
        """A code for each distinct value, 0 where unknown."""
        numbers: dict[Value | None, int] = {None: 0}
        return np.fromiter((numbers.setdefault(v, len(numbers)) for v in self.values), np.int64, len(self.values))

    def at(self, row: int) -> Value | None:
        """The value of one station."""
        return self.values[row]


Column = NumberColumn | ValueColumn


@dataclass(frozen=True)
class ColumnScores:
    """Points of many stations as integers over `scale`. `items` holds (least, most) by item number.

    `grade` is the index into `grades` (worst first) at the least and the most total; -1 where the scheme has no grades.
    """

    scale: int
    items: dict[str, tuple[Points, Points]]
    low: Points
    high: Points
    grades: tuple[str, ...]
    grade_low: Ints
    grade_high: Ints

    def total(self, row: int) -> tuple[Fraction, Fraction]:
        """The exact total of one station as a range."""
        return Fraction(int(self.low[row]), self.scale), Fraction(int(self.high[row]), self.scale)


def score_columns(built: Standard, columns: Mapping[str, Column], count: int) -> ColumnScores:
    """The points and grades of `count` stations. A column that is absent is unknown for every station.

    Equal to scoring each station alone. Overrides, decisions on a grade and payouts are not applied: they are a person's.
    """
    awarded = [(item, *_award_codes(item.curve, columns, count)) for item in built.items]
    scale = lcm(*(award.low.denominator for _, awards, _ in awarded for award in awards), 1)
    scale = lcm(scale, *(award.high.denominator for _, awards, _ in awarded for award in awards))
    cap = built.bonus_cap
    scale = lcm(scale, cap.denominator if cap is not None else 1)
    items = {item.no: _points(awards, codes, scale) for item, awards, codes in awarded}
    low, high = _totals(built, items, scale, count)
    bands = built.grades
    return ColumnScores(
        scale,
        items,
        low,
        high,
        tuple(band.grade.zh for band in bands.bands) if bands else (),
        _grade(bands, low, scale),
        _grade(bands, high, scale),
    )


def _award_codes(curve: Curve, columns: Mapping[str, Column], count: int) -> tuple[list[Award], Ints]:
    if isinstance(curve, Overfulfilment):
        return _overfulfilled(curve, columns, count)
    codes, firsts = _combined(curve, curve.inputs, columns, count)
    return [curve.score(_row(curve.inputs, columns, row)) for row in firsts], codes


def _combined(
    curve: Curve, inputs: Sequence[Input], columns: Mapping[str, Column], count: int
) -> tuple[Ints, Sequence[int]]:
    """A code per station for the combination of its inputs, and one station that stands for each code."""
    codes = np.zeros(count, np.int64)
    largest = 1
    for one in inputs:
        column = columns.get(one.name)
        if column is None:
            continue
        own = column.codes(curve, one)
        width = int(own.max(initial=0)) + 1
        if largest * width > LARGEST_CODE:
            codes = np.unique(codes, return_inverse=True)[1].reshape(-1).astype(np.int64)
            largest = int(codes.max(initial=0)) + 1
        codes = codes * width + own
        largest *= width
    if largest <= 4 * count:
        return _dense(codes, largest)
    _, firsts, inverse = np.unique(codes, return_index=True, return_inverse=True)
    return inverse.reshape(-1).astype(np.int64), firsts.tolist()


def _dense(codes: Ints, largest: int) -> tuple[Ints, Sequence[int]]:
    """As np.unique, without sorting, for codes in a small range."""
    first = np.full(largest, -1, np.int64)
    first[codes[::-1]] = np.arange(len(codes) - 1, -1, -1)
    present = np.flatnonzero(first >= 0)
    renumbered = np.zeros(largest, np.int64)
    renumbered[present] = np.arange(len(present))
    return renumbered[codes], first[present].tolist()


def _row(inputs: Sequence[Input], columns: Mapping[str, Column], row: int) -> dict[str, Value]:
    found = {}
    for one in inputs:
        column = columns.get(one.name)
        value = column.at(row) if column is not None else None
        if value is not None:
            found[one.name] = value
    return found


def _overfulfilled(curve: Overfulfilment, columns: Mapping[str, Column], count: int) -> tuple[list[Award], Ints]:
    """Gate by gate, because the combinations of all gates' inputs would be as many as the stations."""
    sure, unknown = np.zeros(count, np.int64), np.zeros(count, np.int64)
    for no, gate in curve.gates:
        cutting = _Exceeding(curve, gate)
        codes, firsts = _combined(cutting, gate.inputs, columns, count)  # type: ignore[arg-type]
        states = [dict(curve.exceeded(_row(gate.inputs, columns, row)))[no] for row in firsts]
        sure += np.array([state is True for state in states], np.int64)[codes]
        unknown += np.array([state is None for state in states], np.int64)[codes]
    awards = [Award(ZERO, ZERO), Award(ZERO, curve.maximum), Award(curve.maximum, curve.maximum)]
    found = np.where(sure >= curve.need, 2, np.where(sure + unknown >= curve.need, 1, 0))
    return awards, found.astype(np.int64)


@dataclass(frozen=True)
class _Exceeding:
    """A gate whose cuts include those of the overfulfilment."""

    curve: Overfulfilment
    gate: Gate
    conditions: tuple[Condition, ...] = ()

    def cuts(self, name: str) -> Any:
        return self.curve.cuts(name)


def _points(awards: Sequence[Award], codes: Ints, scale: int) -> tuple[Points, Points]:
    lows = [award.low.numerator * (scale // award.low.denominator) for award in awards]
    highs = [award.high.numerator * (scale // award.high.denominator) for award in awards]
    kind: Any = np.int64 if max((abs(p) for p in (*lows, *highs)), default=0) < SAFE // 1024 else object
    return np.array(lows, kind)[codes], np.array(highs, kind)[codes]


def _totals(built: Standard, items: dict[str, tuple[Points, Points]], scale: int, count: int) -> tuple[Points, Points]:
    ends = []
    for end, other in ((0, 1), (1, 0)):
        base = _sum([items[item.no][end] for item in _of(built, "base")], count)
        bonus = _sum([items[item.no][end] for item in _of(built, "bonus")], count)
        if built.bonus_cap is not None:
            bonus = np.minimum(bonus, int(built.bonus_cap * scale))
        lost = _sum([items[item.no][other] for item in _of(built, "deduction")], count)
        ends.append(np.maximum(base + bonus - lost, 0))
    return ends[0], ends[1]


def _of(built: Standard, section: str) -> list[Item]:
    return [item for item in built.items if item.section == section]


def _sum(columns: list[Points], count: int) -> Points:
    total: Points = np.zeros(count, np.int64)
    for column in columns:
        total = total + column
    return total


def _grade(grades: Grades | None, total: Points, scale: int) -> Ints:
    if grades is None:
        return np.full(len(total), -1, np.int64)
    looked, unit = total, scale
    if grades.rounded:
        looked, unit = (2 * total + scale) // (2 * scale), 1
    found = np.zeros(len(total), np.int64)
    for band in grades.bands[1:]:
        left = looked * band.start.value.denominator
        right = band.start.value.numerator * unit
        found += ((left > right) if band.start.after else (left >= right)).astype(np.int64)
    return found


def _times(column: Ints, factor: int) -> Points:
    if len(column) and int(np.abs(column).max()) * abs(factor) >= SAFE:
        return column.astype(object) * factor
    return column * factor
