"""Indicators measured on fact tables, for one station or for all at once.

`measure` compiles the indicators once, runs each statement once over all stations asked for, and assembles exact
columns. `records` lists what is behind one number.
"""

from collections.abc import Iterable, Mapping, Sequence

import numpy as np

from yizhan.facts.assemble import Assembly, Results
from yizhan.facts.compile import Plan, compile_plan
from yizhan.facts.definitions import Indicator
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.measured import Column, Measured
from yizhan.facts.openness import Flags, Numbers
from yizhan.facts.sources import Answered, Facts
from yizhan.facts.trace import RecordTrace, records
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period

__all__ = ["Column", "Facts", "Measured", "RecordTrace", "assembled", "chosen", "measure", "records"]


def measure(
    facts: Facts,
    period: Period,
    names: Iterable[str] | None = None,
    stations: Sequence[str] | None = None,
    *,
    rejections: bool = True,
) -> Measured:
    """The indicators `names` (default: all) of `stations` (default: all that occur), exact.

    Given `stations`, only their part of the files is read. Without `rejections` the values are the same, but the
    raw, rejected and counted rows are not looked for, which suits a ranking of thousands of stations. Raises Refusal
    for a name that is not an indicator.
    """
    indicators = chosen(names)
    asked = None if stations is None else tuple(dict.fromkeys(stations))
    plan = compile_plan(
        indicators,
        period,
        corrected=facts.corrected,
        stations=asked,
        tables=facts.tables,
        rejections=rejections,
        prepared=facts.in_force_relations if asked is None else {},
    )
    universe = tuple(facts.stations()) if asked is None else asked
    return assembled(plan, indicators, universe, facts.tables, {s.name: facts.numbers(s.sql) for s in plan.statements})


def chosen(names: Iterable[str] | None) -> list[Indicator]:
    """The indicators of these names, each once; all of them for None. Raises Refusal for an unknown name."""
    if names is None:
        return list(INDICATORS.values())
    wanted = list(dict.fromkeys(names))
    for name in wanted:
        if name not in INDICATORS:
            raise Refusal(f"没有名为「{name}」的指标", f"there is no indicator {name!r}")
    return [INDICATORS[name] for name in wanted]


def assembled(
    plan: Plan,
    indicators: Sequence[Indicator],
    stations: tuple[str, ...],
    tables: frozenset[str],
    answers: Mapping[str, Mapping[str, Answered]],
) -> Measured:
    """The columns from the statements' answers, whichever engine gave them."""
    values: dict[str, Numbers] = {}
    present: dict[str, Flags] = {}
    row_of = {station: row for row, station in enumerate(stations)}
    for name, answer in answers.items():
        targets = np.fromiter(
            (row_of.get(s, -1) for s in answer["station"]), dtype=np.int64, count=len(answer["station"])
        )
        for column, given in answer.items():
            if column != "station":
                slot = f"{name}.{column}"
                values[slot], present[slot] = _scattered(given, targets, len(stations))
    results = Results(len(stations), values, present)
    assembly = Assembly(plan, results, tables)
    return Measured(plan.period, stations, {each.name: assembly.column(each) for each in indicators})


def _scattered(given: Answered, targets: Numbers, size: int) -> tuple[Numbers, Flags]:
    """The values at their stations' places; a row of a station that was not asked for has the place -1 and is left
    out."""
    values = np.zeros(size, dtype=np.int64)
    present = np.zeros(size, dtype=np.bool_)
    valid = (targets >= 0) & ~np.ma.getmaskarray(given)
    values[targets[valid]] = np.ma.getdata(given)[valid]
    present[targets[valid]] = True
    return values, present
