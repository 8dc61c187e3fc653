"""A market's workbook and a small city, made once; and the command line as a user runs it."""

import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from yizhan.appraisal import catalogue
from yizhan.appraisal.forms import simulated_findings
from yizhan.simulate.city import one_station, simulate
from yizhan.simulate.workbook import write_workbook


@dataclass(frozen=True)
class Said:
    """What a run printed, and its exit status."""

    status: int
    out: str
    err: str


Run = Callable[..., Said]


@pytest.fixture
def run(tmp_path: Path) -> Run:
    """Runs `yizhan …` in a process of its own, in an empty folder, in a terminal 200 columns wide."""

    def runs(*arguments: object, width: int = 200) -> Said:
        done = subprocess.run(
            [sys.executable, "-m", "yizhan", *map(str, arguments)],
            capture_output=True,
            text=True,
            check=False,
            cwd=tmp_path,
            env={"COLUMNS": str(width), "PATH": "/usr/bin:/bin", "LANG": "C.UTF-8"},
        )
        return Said(done.returncode, done.stdout, done.stderr)

    return runs


@pytest.fixture(scope="session")
def workbook(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook of a market that has 89.5 points under quanzhou-2025."""
    path = tmp_path_factory.mktemp("market") / "market.xlsx"
    findings = simulated_findings([catalogue.scheme("quanzhou-2025")])
    write_workbook(path, one_station("quanzhou", seed=22, findings=findings))
    return path


@pytest.fixture(scope="session")
def city(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Twelve stations of Quanzhou as Parquet."""
    out = tmp_path_factory.mktemp("city")
    findings = simulated_findings([catalogue.scheme(name) for name in ("quanzhou-2025", "quanzhou-annex6")])
    simulate("quanzhou", stations=12, seed=7, out=out, records=20_000, findings=findings)
    return out
