"""A register of invented people in a data folder of its own: made once, kept, made anew when models or generator change.

Rows go through the models, so that every sealed value is bound to its row and every digest is the one that a search asks for;
they are written by COPY, with keys and indexes made afterwards. Making it is not part of any figure.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).parent
PROJECT = HERE.parents[1]
DATA = PROJECT / "var" / "bench"
MARK = "register.json"


def folder(people: int) -> Path:
    """The data folder of the register of that size, made if it is not there yet. Takes minutes for a million."""
    place = DATA / f"people-{people}"
    wanted = {"people": people, "edition": edition()}
    mark = place / MARK
    if mark.exists() and json.loads(mark.read_text(encoding="utf-8")) == wanted:
        return place
    shutil.rmtree(place, ignore_errors=True)
    place.mkdir(parents=True)
    print(f"inventing {people:,} people …", flush=True)
    begun = time.perf_counter()
    subprocess.run(
        [sys.executable, str(HERE / "filling.py"), "--people", str(people)], env=surroundings(place), check=True
    )
    print(f"  {time.perf_counter() - begun:.0f} s", flush=True)
    mark.write_text(json.dumps(wanted), encoding="utf-8")
    return place


def surroundings(place: Path) -> dict[str, str]:
    """The environment of a process that works on this folder in the demo's mode."""
    outside = {name: value for name, value in os.environ.items() if not name.startswith(("YIZHAN_", "DATABASE_URL"))}
    return outside | {
        "YIZHAN_DATA": str(place),
        "YIZHAN_MODE": "demo",
        "YIZHAN_POOL": "0",
        "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
    }


def edition() -> str:
    """A digest of what decides the rows: the generator, and the migrations of the tables that it fills."""
    digest = hashlib.sha256()
    source = PROJECT / "src" / "yizhan"
    migrations = [f"{room}/migrations/*.py" for room in ("market/people", "floor/accounts", "floor/organisations")]
    files = [path for pattern in migrations for path in source.glob(pattern)]
    for path in sorted([*files, HERE / "population.py", HERE / "filling.py", HERE / "town.py"]):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
