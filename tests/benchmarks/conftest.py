"""The benchmarks are scripts beside the package; their modules are found from here."""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[2] / "benchmarks"))
