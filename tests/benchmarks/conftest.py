"""The benchmarks are scripts beside the package; their modules are found from here."""

import sys
from pathlib import Path

_SCRIPTS = Path(__file__).parents[2] / "benchmarks"
sys.path[:0] = [str(_SCRIPTS), str(_SCRIPTS / "site")]
