"""All indicators of all stations from Parquet: ours, one hand-written DuckDB script, straightforward pandas.

Every contestant runs in a fresh process, in turns. All numbers are compared; exit status 1 if any differ.
"""

import argparse
import sys
import tempfile
from pathlib import Path

import numpy as np

import own_indicators
import report
import simulated
import stopwatch
from answers import differences, restored, stored
from rivals import pandas_indicators, sql_indicators
from yizhan.kernel.periods import Period

PERIOD = "2024"
CONTESTANTS = {"yizhan": own_indicators, "sql": sql_indicators, "pandas": pandas_indicators}


def main() -> int:
    """Runs the benchmark, or as a child one contestant."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=10_000_000)
    parser.add_argument("--stations", type=int, default=10_000)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--pandas-runs", type=int, default=1)
    parser.add_argument("--contestant", choices=CONTESTANTS, help=argparse.SUPPRESS)
    parser.add_argument("--folder", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--answers", type=Path, help=argparse.SUPPRESS)
    simulated.add_option(parser)
    asked = parser.parse_args()
    if asked.contestant:
        return one(asked.contestant, asked.folder, asked.answers)
    return compete(simulated.city(asked.data, stations=asked.stations, records=asked.records), asked)


def one(name: str, folder: Path, answers: Path | None) -> int:
    """One contestant in this process; its answers go to a file after the clock has stopped."""
    contestant = CONTESTANTS[name]
    run, found = stopwatch.timed(lambda: contestant.run(folder, Period.parse(PERIOD)))
    if answers is not None:
        np.savez(answers, **stored(contestant.answers(found)))
    stopwatch.say(run)
    return 0


def compete(folder: Path, asked: argparse.Namespace) -> int:
    """All contestants in turns; prints, compares, writes."""
    before = report.machine()
    with tempfile.TemporaryDirectory() as kept:
        files = {name: Path(kept) / f"{name}.npz" for name in CONTESTANTS}

        def runner(name: str) -> stopwatch.Run:
            arguments = [__file__, "--contestant", name, "--folder", str(folder), "--answers", str(files[name])]
            return stopwatch.child(arguments)

        fast = {name: (lambda name=name: runner(name)) for name in ("yizhan", "sql")}
        runs = stopwatch.in_turns(fast, asked.runs)
        if asked.pandas_runs:
            beside = stopwatch.in_turns(
                {"yizhan beside pandas": fast["yizhan"], "pandas": lambda: runner("pandas")}, asked.pandas_runs
            )
            runs["pandas"] = beside["pandas"]
        said = {name: restored(dict(np.load(files[name]))) for name in runs}
    found = stopwatch.summary(runs, "yizhan")
    print(stopwatch.table(found, "yizhan"))
    wrong = {name: differences(said["yizhan"], said[name]) for name in runs if name != "yizhan"}
    for name, lines in wrong.items():
        print(f"{name}: {'every number equal' if not lines else 'DIFFERS'}", *lines[:20], sep="\n  ")
    numbers = len(said["yizhan"].stations) * (len(said["yizhan"].values) + len(said["yizhan"].rows))
    about = {"stations": len(said["yizhan"].stations), "records_asked": asked.records, "period": PERIOD}
    found |= {"about": about, "numbers_compared": numbers, "equal": not any(wrong.values())}
    report.write(f"indicators-{asked.records}", found, before)
    return 1 if any(wrong.values()) else 0


if __name__ == "__main__":
    sys.exit(main())
