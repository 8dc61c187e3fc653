"""Scoring 100, 1,000 and 10,000 stations under all schemes from ready indicators, exactly.

The rival scores the same stations one by one (`rules.scoring.total_and_grades`), on a sample of them; every item and total
of the sample must be equal. Measured and admitted values are ready before the clock starts; standards are built within it.
"""

import argparse
import random
import statistics
import sys
import time
from collections.abc import Mapping, Sequence
from fractions import Fraction

import numpy as np

import report
import simulated
from yizhan.appraisal import catalogue
from yizhan.facts.engine import Facts, Measured, measure
from yizhan.kernel.periods import Period
from yizhan.rules.building.standards import standard
from yizhan.rules.columns import Column, ColumnScores, NumberColumn, ValueColumn, score_columns
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.scoring import Case, total_and_grades
from yizhan.rules.values import Input, Value

SIZES = (100, 1_000, 10_000)
SAMPLE = 100
Columns = dict[str, Column]
Lot = tuple[Scheme, str, Columns, int]


def main() -> int:
    """Runs the benchmark; exit status 1 if a sampled station differs."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--runs", type=int, default=5)
    simulated.add_option(parser)
    asked = parser.parse_args()
    before = report.machine()
    folder = simulated.city(asked.data, stations=max(SIZES), records=asked.records)
    measured = measure(Facts.from_parquet(folder), Period.parse("2024"))
    start = time.perf_counter()
    names = catalogue.names()
    [catalogue.scheme(name) for name in names]
    loading = time.perf_counter() - start
    found = {str(size): of_size(size, names, measured, asked.runs) for size in SIZES}
    print(f"loading the {len(names)} schemes, not counted: {loading:.2f} s")
    each = [found[str(size)]["microseconds_each"] for size in SIZES]
    print("microseconds per station as N grows:", ", ".join(map(str, each)))
    equal = all(size["differing"] == 0 for size in found.values())
    report.write(
        "scoring", {"schemes": names, "sizes": found, "loading_seconds": round(loading, 3), "equal": equal}, before
    )
    return 0 if equal else 1


def of_size(size: int, names: Sequence[str], measured: Measured, runs: int) -> dict[str, float]:
    """Times for `size` stations under every scheme, the rival's on a sample, and how many sampled stations differ."""
    times = []
    for _ in range(runs + 1):
        lots = [lot for name in names for lot in lots_of(catalogue.scheme(name), measured, size)]
        start = time.perf_counter()
        scores = [
            score_columns(standard(scheme, subject, {}), columns, count) for scheme, subject, columns, count in lots
        ]
        times.append(time.perf_counter() - start)
    seconds = statistics.median(times[1:])
    rows = [sorted({row * lot[3] // SAMPLE for row in range(SAMPLE)}) for lot in lots]
    cases = [[case_of(lot, row) for row in own] for lot, own in zip(lots, rows, strict=True)]
    start = time.perf_counter()
    outcomes = [[total_and_grades(lot[0], case) for case in own] for lot, own in zip(lots, cases, strict=True)]
    rival = time.perf_counter() - start
    sampled = sum(len(own) for own in cases)
    scored = sum(lot[3] for lot in lots)
    differing = sum(
        unlike(standard(lot[0], lot[1], {}), score, row, case, (outcome.low, outcome.high))
        for lot, score, places, own, ends in zip(lots, scores, rows, cases, outcomes, strict=True)
        for row, case, outcome in zip(places, own, ends, strict=True)
    )
    found = {
        "seconds": round(seconds, 4),
        "seconds_min": round(min(times[1:]), 4),
        "seconds_max": round(max(times[1:]), 4),
        "seconds_first": round(times[0], 4),
        "microseconds_each": round(seconds / scored * 1e6, 2),
        "rival_microseconds_each": round(rival / sampled * 1e6, 1),
        "ratio": round(rival / sampled / (seconds / scored), 1),
        "sampled": sampled,
        "differing": differing,
    }
    print(
        f"N = {size:>6,}: {seconds:.3f} s for {scored:,} sheets, {found['microseconds_each']} µs each;"
        f" one by one {found['rival_microseconds_each']} µs each: {found['ratio']} times faster;"
        f" {sampled} sampled, {differing} differ"
    )
    return found


def lots_of(scheme: Scheme, measured: Measured, size: int) -> list[Lot]:
    """The first `size` stations, shared out evenly among the scheme's subjects."""
    lots = []
    for number, subject in enumerate(scheme.subjects):
        rows = np.arange(number, size, len(scheme.subjects))
        built = standard(scheme, subject.id, {})
        columns = {one.name: column_of(one, measured, rows) for one in built.inputs()}
        lots.append((scheme, subject.id, columns, len(rows)))
    scheme.built.clear()
    return lots


def column_of(one: Input, measured: Measured, rows: np.ndarray) -> Column:
    """The measured column, or invented findings; the same for the same name."""
    if one.kind == "indicator":
        numerator, denominator, known = measured.column(one.name)
        return NumberColumn(numerator[rows], denominator[rows], known[rows])
    chance = random.Random(one.name)
    return ValueColumn([None if chance.random() < 0.03 else invented(one, chance) for _ in rows])


def invented(one: Input, chance: random.Random) -> Value:
    """A value that an inspector might enter."""
    if one.kind == "finding":
        return chance.random() < 0.85
    if one.choices:
        return chance.choice(one.choices)
    if one.kind == "amounts":
        return tuple([one.limit or Fraction(5)] * chance.choice((0, 0, 0, 1)))
    if one.kind == "count":
        return Fraction(chance.choice((0, 0, 0, 1, 2)))
    return Fraction(chance.randint(0, int(2 * (one.limit or 5))), 2)


def case_of(lot: Lot, row: int) -> Case:
    """One station of the lot, as the scorer of single stations takes it."""
    _, subject, columns, _ = lot
    values = {name: column.at(row) for name, column in columns.items()}
    return Case(subject, {name: value for name, value in values.items() if value is not None})


def unlike(built: Standard, scores: ColumnScores, row: int, case: Case, total: tuple[Fraction, Fraction]) -> bool:
    """Whether the column scores of the station differ from scoring it alone, in the total or in any item."""
    if scores.total(row) != total:
        return True
    items: Mapping[str, tuple[np.ndarray, np.ndarray]] = scores.items
    for item in built.items:
        award = item.curve.score(case.values)
        low, high = (Fraction(int(end[row]), scores.scale) for end in items[item.no])
        if (low, high) != (award.low, award.high):
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
