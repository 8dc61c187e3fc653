"""`yizhan score` on one workbook in a cold process, beside a process that only imports the two largest dependencies.

Then where the time goes: the steps of the command in a process of its own, and the imports by package.
"""

import argparse
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import report
import stopwatch
from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import simulated_findings
from yizhan.simulate.city import one_station
from yizhan.simulate.workbook import write_workbook

SCHEME = "quanzhou-2025"
IMPORTS = "import duckdb, pyarrow"
PHASES = Path(__file__).with_name("phases.py")


def main() -> int:
    """Runs the benchmark."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7)
    asked = parser.parse_args()
    before = report.machine()
    with tempfile.TemporaryDirectory() as kept:
        book = Path(kept) / "book.xlsx"
        tables = one_station("quanzhou", seed=22, findings=simulated_findings([catalogue.scheme(SCHEME)]))
        write_workbook(book, tables)
        records = sum(table.num_rows for table in tables.values())
        command = ["-m", "yizhan", "score", SCHEME, str(book)]
        runs = stopwatch.in_turns(
            {"yizhan score": lambda: whole(command), IMPORTS: lambda: whole(["-c", IMPORTS])}, asked.runs
        )
        steps = median_steps([phases(book) for _ in range(asked.runs)])
        packages = imports(command)
    found = stopwatch.summary(runs, "yizhan score")
    print(stopwatch.table(found, "yizhan score"))
    print("steps in a process of their own, seconds:", ", ".join(f"{step} {each}" for step, each in steps.items()))
    print("imports by package, milliseconds:", ", ".join(f"{name} {each}" for name, each in packages.items()))
    report.write("cold-start", found | {"records": records, "steps": steps, "imports_ms": packages}, before)
    return 0


def whole(arguments: Sequence[str]) -> stopwatch.Run:
    """A whole process, from start to exit."""
    start = time.perf_counter()
    done = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(done.pid, 0)
    seconds = time.perf_counter() - start
    done.returncode = status
    if status != 0:
        raise SystemExit(f"{arguments[:3]} failed with status {status}")
    return stopwatch.Run(seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, seconds)


def phases(book: Path) -> dict[str, float]:
    """The steps of one scoring in a fresh process."""
    done = subprocess.run(
        [sys.executable, str(PHASES), SCHEME, str(book)], check=True, stdout=subprocess.PIPE, text=True
    )
    steps: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    again = steps.pop("measure again and score")
    return {**steps, "score": round(max(again - steps["measure"], 0.0), 4)}


def median_steps(runs: Sequence[dict[str, float]]) -> dict[str, float]:
    """The median of each step."""
    return {step: round(statistics.median(run[step] for run in runs), 3) for step in runs[0]}


def imports(command: Sequence[str]) -> dict[str, float]:
    """Milliseconds that each top package's own modules took to import, the longest first."""
    done = subprocess.run([sys.executable, "-X", "importtime", *command], check=True, capture_output=True, text=True)
    own: Counter[str] = Counter()
    for line in done.stderr.splitlines():
        parts = line.removeprefix("import time:").split("|")
        if len(parts) == 3 and parts[0].strip().isdigit():
            own[parts[2].strip().split(".")[0].lstrip("_") or "_"] += int(parts[0])
    return {name: round(each / 1000, 1) for name, each in own.most_common(12)} | {"all": round(own.total() / 1000, 1)}


if __name__ == "__main__":
    sys.exit(main())
