"""One station out of all in the same Parquet files: how much less is read, and how much sooner it is done.

The rival is the same measurement of all stations. Bytes, row groups and rows are those that the database reports.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import duckdb

import report
import simulated
import stopwatch
from yizhan.facts.compile import compile_plan
from yizhan.facts.engine import Facts, chosen, measure
from yizhan.kernel.periods import Period

PERIOD = Period.parse("2024")


def main() -> int:
    """Runs the benchmark, or as a child one contestant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--stations", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--of", nargs="*", help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    simulated.add_option(parser)
    asked = parser.parse_args()
    if asked.of is not None:
        folder, stations = asked.folder, asked.of or None
        stopwatch.say(stopwatch.timed(lambda: measure(Facts.from_parquet(folder), PERIOD, stations=stations))[0])
        return 0
    return compare(simulated.city(asked.data, stations=asked.stations, records=asked.records), asked)


def compare(folder: Path, asked: argparse.Namespace) -> int:
    """One station and all, in turns; then what was scanned, and whether the numbers agree."""
    before = report.machine()
    stations = Facts.from_parquet(folder).stations()
    station = stations[len(stations) // 2]

    def runner(*of: str) -> stopwatch.Run:
        return stopwatch.child([__file__, "--folder", str(folder), "--of", *of])

    runs = stopwatch.in_turns({"one station": lambda: runner(station), "all stations": lambda: runner()}, asked.runs)
    found = stopwatch.summary(runs, "one station")
    print(stopwatch.table(found, "one station"))
    whole, alone = Facts.from_parquet(folder), Facts.from_parquet(folder)
    equal = measure(whole, PERIOD).station(station) == measure(alone, PERIOD, stations=[station]).station(station)
    groups = row_groups(folder, station)
    touched = {"one station": scanned(alone, [station]), "all stations": scanned(whole, None)}
    print(
        "row groups that can hold the station: {one:,} of {all:,}; rows in them {one_rows:,} of {all_rows:,}".format(
            **groups
        )
    )
    for name, each in touched.items():
        print(f"scanned by all statements, {name}:", ", ".join(f"{what} {amount:,}" for what, amount in each.items()))
    print("equal to the same station among all:", equal)
    about = {"stations": len(stations), "records_asked": asked.records, "period": "2024"}
    report.write(
        "one-station", found | {"about": about, "row_groups": groups, "scanned": touched, "equal": equal}, before
    )
    return 0 if equal else 1


def row_groups(folder: Path, station: str) -> dict[str, int]:
    """How many row groups the statistics leave for the station, in all tables, and the rows in them."""
    sql = (
        "SELECT count(*) FILTER (hit) AS one, count(*) AS all, coalesce(sum(n) FILTER (hit), 0) AS one_rows,"
        " sum(n) AS all_rows FROM (SELECT row_group_num_rows AS n, $station BETWEEN stats_min_value AND stats_max_value AS hit"
        " FROM parquet_metadata($files) WHERE path_in_schema = 'station')"
    )
    row = duckdb.execute(sql, {"station": station, "files": str(folder / "*.parquet")}).fetchall()[0]
    return dict(zip(("one", "all", "one_rows", "all_rows"), map(int, row), strict=True))


def scanned(facts: Facts, stations: Sequence[str] | None) -> dict[str, int]:
    """What the scans of all statements of the plan touched, as the database reports it."""
    asked = None if stations is None else tuple(stations)
    plan = compile_plan(chosen(None), PERIOD, corrected=facts.corrected, stations=asked, tables=facts.tables)
    total = dict.fromkeys(("bytes_read", "row_groups", "row_groups_offered", "rows"), 0)
    for statement in plan.statements:
        answer = facts.numbers(f"EXPLAIN (ANALYZE, FORMAT json) {statement.sql}")
        profile = json.loads(answer["explain_value"][0])
        total["bytes_read"] += int(profile["io"]["total_bytes_read"])
        for node in _nodes(profile["operator"]):
            total["row_groups"] += int(node.get("row_groups_scanned", 0))
            total["row_groups_offered"] += int(node.get("total_row_groups_to_scan", 0))
            total["rows"] += int(node.get("rows_scanned", 0))
    return total


def _nodes(nodes: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for node in nodes:
        yield node
        yield from _nodes(node.get("children", ()))


if __name__ == "__main__":
    sys.exit(main())
