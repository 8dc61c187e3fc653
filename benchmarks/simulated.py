"""Simulated cities on disk for the benchmarks: made once, kept, made anew when the simulator changes."""

import argparse
import hashlib
import shutil
import tempfile
from pathlib import Path

from yizhan import simulate as simulator
from yizhan.simulate.city import simulate

DEFAULT = Path(tempfile.gettempdir()) / "yizhan-benchmarks"
CITY, SEED = "quanzhou", 7


def add_option(parser: argparse.ArgumentParser) -> None:
    """The option that names the folder in which data are kept."""
    parser.add_argument("--data", type=Path, default=DEFAULT, help="folder for simulated data (kept and reused)")


def city(data: Path, *, stations: int, records: int) -> Path:
    """The folder of a simulated city of about that size."""
    folder = data / f"{CITY}-{SEED}-{stations}-{records}-{_edition()}"
    if not folder.is_dir():
        unfinished = folder.with_name(f"{folder.name}.part")
        shutil.rmtree(unfinished, ignore_errors=True)
        print(f"simulating {stations:,} stations, {records:,} records …", flush=True)
        simulate(CITY, stations=stations, seed=SEED, out=unfinished, records=records)
        unfinished.rename(folder)
    return folder


def _edition() -> str:
    """A digest of the simulator's code: other code, other data."""
    digest = hashlib.sha256()
    for path in sorted(Path(simulator.__file__).parent.glob("*.py")):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:8]
