"""`make bench-site`: the site with a register of a million people, as ratios to bare Django on the same server in the same run.

Contestants take turns of a few seconds each, so that what else the machine does falls on all alike. The load comes from a process
of its own. Every answer is checked for its status; one that is not as expected ends the benchmark with 1.
"""

import argparse
import statistics
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import quote

sys.path.insert(0, str(Path(__file__).parents[1]))

import register
import staging
import weighing
from contest import BARE, CONNECTIONS, FULL, contestants, headers, in_turns

import report
from stopwatch import spread

HEAVIEST_HOME = 32 * 1024


def main() -> int:
    """Runs everything."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--people", type=int, default=1_000_000)
    parser.add_argument("--small", type=int, default=10_000, help="the register that searches are compared with")
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=5.0)
    asked = parser.parse_args()
    before = report.machine()
    small, large = register.folder(asked.small), register.folder(asked.people)
    with staging.database(small) as (outside, _):
        few = staging.child("searching.py", outside, {"people": asked.small, "times": 5})
    with staging.database(large) as (outside, base):
        scene = staging.child("scene.py", outside, None)
        starts = staging.start_up(outside)
        pages = _pages(scene)
        said = {"people": asked.people, "times": 5, "host": staging.HOST, "pages": pages}
        many = staging.child("searching.py", outside, said)
        with staging.serving(outside) as (port, web):
            weight = {
                name: [
                    (part.path, part.sent, part.plain) for part in weighing.weigh(port, path, dict(headers(session)))
                ]
                for name, (session, path) in {"home": ("", "/"), **pages}.items()
            }
            runs = in_turns(contestants(scene, asked.people, large), port, asked, web, base)
    return tell(asked, before, scene, starts, runs, weight, few, many)


def _pages(scene: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """Pages of somebody signed in: session key and path."""
    return {
        "worker home": (scene["worker"], "/my/"),
        "people search": (scene["clerk"], f"/work/people?text={quote('张伟')}"),
        "registration form": (scene["clerk"], "/work/register/form"),
        "workbench": (scene["clerk"], "/work/"),
    }


def tell(
    asked: argparse.Namespace,
    before: Mapping[str, object],
    scene: Mapping[str, Any],
    starts: Mapping[str, list[float]],
    runs: Mapping[str, list[dict[str, float]]],
    weight: Mapping[str, list[tuple[str, int, int]]],
    few: Mapping[str, Any],
    many: Mapping[str, Any],
) -> int:
    """Prints tables, writes the file; 1 when a promise is not kept."""
    figures = {name: _figures(own, runs[BARE], runs[FULL]) for name, own in runs.items()}
    print(f"\n{'':<28}{'req/s':>9}{'p50 ms':>8}{'p95 ms':>8}{'cpu ms':>8}{'× bare':>9}{'× full':>9}")
    for name, each in figures.items():
        row = [each[key]["median"] for key in ("rate", "p50", "p95", "cpu_ms", "of bare", "of full")]
        print(f"{name:<28}{row[0]:>9.1f}{row[1]:>8.1f}{row[2]:>8.1f}{row[3]:>8.2f}{row[4]:>9.4f}{row[5]:>9.4f}")
    print("\nsearch, milliseconds without the page: median (slowest), 10k and 1M people")
    for key, each in many["latency"].items():
        other = few["latency"][key]
        print(
            f"  {key:<26}{other['median']:>8.1f} ({other['slowest']:.1f}){each['median']:>10.1f} ({each['slowest']:.1f})"
        )
    whole = {key: plan["read whole"] for key, plan in many["plans"].items() if plan["read whole"]}
    print("large tables read whole:", whole or "none")
    print("queries of a page:", many["queries"])
    sizes = {name: sum(sent for _, sent, _ in parts) for name, parts in weight.items()}
    print("bytes of a page with its files, compressed, without fonts:", sizes)
    ratios = [own / other for own, other in zip(starts["yizhan serve"], starts["bare Django"], strict=True)]
    start = {name: spread(times) for name, times in starts.items()} | {"ratio": spread(ratios)}
    print("start-up, seconds:", start)
    report.write(
        "site",
        {
            "about": {
                "people": scene["people"],
                "web workers": staging.WORKERS,
                "threads": staging.THREADS,
                "connections": CONNECTIONS,
                "turns": asked.turns,
                "seconds": asked.seconds,
                "database": "embedded PostgreSQL with its own settings",
            },
            "figures": figures,
            "search milliseconds": {str(asked.small): few["latency"], str(asked.people): many["latency"]},
            "plans": many["plans"],
            "queries": many["queries"],
            "bytes": {name: {"all": sizes[name], "parts": parts} for name, parts in weight.items()},
            "start-up seconds": start,
        },
        before,
    )
    return 1 if whole or sizes["home"] > HEAVIEST_HOME else 0


def _figures(own: list[dict[str, float]], bare: list[dict[str, float]], full: list[dict[str, float]]) -> dict[str, Any]:
    plain = {key: spread([run[key] for run in own]) for key in ("rate", "p50", "p95", "web_ms", "database_ms")}
    cpu = [run["web_ms"] + run["database_ms"] for run in own]
    ratios = {
        "of bare": [run["rate"] / rival["rate"] for run, rival in zip(own, bare, strict=True)],
        "of full": [run["rate"] / rival["rate"] for run, rival in zip(own, full, strict=True)],
        "p95 to full": [run["p95"] / rival["p95"] for run, rival in zip(own, full, strict=True)],
        "cpu to full": [busy / (rival["web_ms"] + rival["database_ms"]) for busy, rival in zip(cpu, full, strict=True)],
    }
    more = {name: {**spread(each), "median": round(statistics.median(each), 4)} for name, each in ratios.items()}
    return {**plain, "cpu_ms": spread(cpu), **more}


if __name__ == "__main__":
    sys.exit(main())
