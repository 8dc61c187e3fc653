"""The drill on the demo city: backup, loss of everything but the keys, restore; and yesterday's backup is seen."""

import json
import shutil
import subprocess
import sys
from pathlib import Path

from tests.cli.test_site_commands import Site
from yizhan.demo.settling import FEWEST_WORKERS

COUNTS = """
import json
from yizhan.cli import site
from django.apps import apps
from yizhan.floor.accounts.models import Person
from yizhan.floor.files import storage
from yizhan.floor.privacy.sealed import SystemPurpose
with site.database():
    counts = {model._meta.label: model.objects.count() for model in apps.get_models() if model._meta.label != "sessions.Session"}
    phones = sorted(person.phone.open_for(SystemPurpose.NOTICE) for person in Person.objects.exclude(phone=None))
    files = sorted(path.name for path in storage.root().rglob("*") if path.is_file())
print(json.dumps([counts, phones, files]))
"""


class Drill(Site):
    """A site of its own, and a look into it."""

    def look(self) -> tuple[dict[str, int], list[str], list[str]]:
        """Rows of every table, opened phones, names of files."""
        command = [sys.executable, "-c", COUNTS]
        done = subprocess.run(command, env=self.outside, capture_output=True, text=True, check=True, timeout=120)
        counts, phones, files = json.loads(done.stdout)
        return counts, phones, files


def test_the_demo_city_comes_back_whole(tmp_path: Path) -> None:
    first, second = Drill(tmp_path / "first"), Drill(tmp_path / "second")
    for drill in (first, second):
        drill.folder.mkdir()
    settled = first.run("settle", "--workers", str(FEWEST_WORKERS))
    assert (settled.status, settled.err) == (0, "")
    assert settled.out.startswith("示例城市已建立：驿站20个、零工1")
    assert first.run("settle").out.startswith("示例城市已经建立过：驿站20个、零工1")
    made = first.run("backup", "--out", str(tmp_path / "city.tgz"))
    assert made.status == 0
    before = first.look()
    assert first.run("audit", "head", "--out", str(tmp_path / "later.json")).status == 0

    keys = second.folder / "var" / "demo-keys.json"
    keys.parent.mkdir()
    shutil.copy(first.folder / "var" / "demo-keys.json", keys)
    restored = second.run("restore", str(tmp_path / "city.tgz"))
    assert (restored.status, restored.err) == (0, "")
    counts, phones, files = second.look()
    # The restore is an entry of its own.
    counts["audit.Entry"] -= 1
    assert (counts, phones, files) == before
    assert (before[0]["people.Worker"] > 100, len(phones) > 200, len(files) > 20) == (True, True, True)
    assert second.run("audit", "verify").out.startswith("PASS：")
    old = second.run("audit", "verify", "--head", str(tmp_path / "later.json"))
    assert old.status == 1
