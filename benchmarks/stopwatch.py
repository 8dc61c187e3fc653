"""Running contestants in turns, each in a fresh process, and saying by which ratio they differ."""

import json
import resource
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass

LIMIT_SECONDS = 540


@dataclass(frozen=True)
class Run:
    """One run. `seconds` of the work alone and of `process` from start to exit; `cpu` seconds of all threads at the work;
    `megabytes` of memory at the peak of the process."""

    seconds: float
    cpu: float
    megabytes: float
    process: float = 0.0


def timed(work: Callable[[], object]) -> tuple[Run, object]:
    """Does the work in this process; returns how long it took and what came out."""
    start, busy = time.perf_counter(), time.process_time()
    found = work()
    seconds, cpu = time.perf_counter() - start, time.process_time() - busy
    return Run(seconds, cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024), found


def say(run: Run) -> None:
    """Prints a run as the last line of a child's output."""
    print(json.dumps(asdict(run)), flush=True)


def child(arguments: Sequence[str]) -> Run:
    """Runs Python with these arguments in a fresh process; its last line is a run."""
    start = time.perf_counter()
    done = subprocess.run(
        [sys.executable, *arguments], check=True, stdout=subprocess.PIPE, text=True, timeout=LIMIT_SECONDS
    )
    process = time.perf_counter() - start
    said = json.loads(done.stdout.strip().splitlines()[-1])
    return Run(said["seconds"], said["cpu"], said["megabytes"], process)


def in_turns(contestants: Mapping[str, Callable[[], Run]], times: int) -> dict[str, list[Run]]:
    """Every contestant once, then every contestant again, so that what else the machine does falls on all alike."""
    runs: dict[str, list[Run]] = {name: [] for name in contestants}
    for turn in range(times):
        for name, contestant in contestants.items():
            run = contestant()
            runs[name].append(run)
            print(f"  {turn + 1}  {name:<24}{run.seconds:8.3f} s  {run.megabytes:8.0f} MB", flush=True)
    return runs


def spread(values: Sequence[float]) -> dict[str, float]:
    """Median, least and most, to three decimals."""
    return {
        "median": round(statistics.median(values), 3),
        "min": round(min(values), 3),
        "max": round(max(values), 3),
    }


def summary(runs: Mapping[str, Sequence[Run]], of: str) -> dict[str, object]:
    """Each contestant's figures, and pair by pair the ratio of `of` to every other; below 1, `of` is faster."""
    figures = {
        name: {key: spread([getattr(run, key) for run in own]) for key in ("seconds", "cpu", "process", "megabytes")}
        for name, own in runs.items()
    }
    ratios = {}
    for name, others in runs.items():
        if name != of:
            pairs = list(zip(runs[of], others, strict=False))
            ratios[name] = {
                key: spread([getattr(mine, key) / getattr(other, key) for mine, other in pairs])
                for key in ("seconds", "cpu", "process")
                if all(getattr(other, key) > 0 for other in others)
            }
    return {"runs": {name: len(own) for name, own in runs.items()}, "figures": figures, f"ratio of {of} to": ratios}


def table(found: Mapping[str, object], of: str) -> str:
    """The summary in lines for people."""
    lines = []
    for name, figures in found["figures"].items():  # type: ignore[attr-defined]
        cells = "   ".join(f"{key} {_cell(each)}" for key, each in figures.items())
        lines.append(f"{name:<24}{cells}")
    for name, ratios in found[f"ratio of {of} to"].items():  # type: ignore[attr-defined]
        cells = "   ".join(f"{key} {_cell(each)}" for key, each in ratios.items())
        lines.append(f"{of} ÷ {name}: {cells}")
    return "\n".join(lines)


def _cell(each: Mapping[str, float]) -> str:
    return f"{each['median']:.2f} ({each['min']:.2f}–{each['max']:.2f})"
