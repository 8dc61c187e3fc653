"""Writing down what a benchmark found: figures with facts about the machine, no names of hosts, people or folders."""

import json
import os
import platform
from collections.abc import Mapping
from importlib.metadata import version
from pathlib import Path

from yizhan import __version__

RESULTS = Path(__file__).parent / "results"
PACKAGES = ("duckdb", "numpy", "pyarrow", "pandas")


def machine() -> dict[str, object]:
    """What the figures depend on besides the code."""
    return {
        "cores": os.cpu_count(),
        "memory_gb": round(os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30),
        "system": platform.system(),
        "processor": platform.machine(),
        "python": platform.python_version(),
        "load_before": round(os.getloadavg()[0], 1),
        "yizhan": __version__,
        **{name: version(name) for name in PACKAGES},
    }


def write(name: str, found: Mapping[str, object], before: Mapping[str, object]) -> None:
    """Writes ``results/<name>.json``; `before` is what `machine` said when the benchmark began."""
    RESULTS.mkdir(exist_ok=True)
    text = json.dumps({"machine": before, **found}, ensure_ascii=False, indent=1)
    (RESULTS / f"{name}.json").write_text(text + "\n", encoding="utf-8")
    print(f"written: results/{name}.json")
