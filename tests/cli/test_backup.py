"""Backup, loss of everything but the keys, restore: rows, files, chain and sealed values are what they were."""

import base64
import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tarfile
import time
from pathlib import Path
from typing import Any

import pytest

from tests.cli.conftest import Said

RUN = """
from yizhan.cli import entry
from yizhan.kernel.texts import Text
for name in ("backup", "restore"):
    entry.COMMANDS.setdefault(name, Text(name, name))
entry.main()
"""
FILL = """
from datetime import UTC, datetime
from yizhan.cli import site
from django.db import transaction
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.actions import record
from yizhan.floor.files import storage
from yizhan.floor.privacy.lookups import phone_digest
now = datetime(2026, 11, 20, 1, tzinfo=UTC)
for number in range(PEOPLE):
    phone = f"1380013{number:04}"
    person = Person(name=f"演习{number}", phone=phone, phone_digest=phone_digest(phone), created_at=now, password="!")
    person.save(force_insert=True)
    with transaction.atomic():
        record(actor=None, verb="privacy.rotate", object_type="x", object_id=str(person.pk), now=now)
key = storage.new_key()
storage.write(key, b"\\x89PNG" + bytes(range(256)))
"""
STATE = """
import hashlib, json
from yizhan.cli import site
from yizhan.floor.accounts.models import Person
from yizhan.floor.audit.models import Entry
from yizhan.floor.files import storage
from yizhan.floor.privacy.sealed import SystemPurpose
people = {str(p.pk): [p.name, p.phone.open_for(SystemPurpose.NOTICE), p.phone_digest] for p in Person.objects.all()}
chain = [[e.sequence, e.verb, e.hash] for e in Entry.objects.order_by("sequence")]
files = {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in storage.lying()}
print(json.dumps({"people": people, "chain": chain, "files": files}, sort_keys=True))
"""
FUTURE = """
from yizhan.cli import site
from django.db.migrations.recorder import MigrationRecorder
from django.db import connection
MigrationRecorder(connection).record_applied("people", "9999_of_next_year")
"""
HOLD = """
from yizhan.cli import site
from django.db import connection
connection.ensure_connection()
print("held", flush=True)
input()
"""
KEYS = ("YIZHAN_SECRET_KEY", "YIZHAN_AUDIT_KEY", "YIZHAN_KEYS", "YIZHAN_LOOKUP_KEY")
OTHER = base64.b64encode(b"o" * 32).decode()


class Drill:
    """A data folder, and commands and scripts on it."""

    def __init__(self, folder: Path) -> None:
        self.folder, self.data = folder, folder / "var"
        kept = {name: value for name, value in os.environ.items() if name in ("PATH", "PYTHONPATH")}
        self.outside = kept | {
            "LANG": "C.UTF-8",
            "COLUMNS": "200",
            "YIZHAN_MODE": "demo",
            "YIZHAN_POOL": "0",
            "YIZHAN_DATA": str(self.data),
        }

    def run(self, *arguments: str, said: str = "", **more: str) -> Said:
        return self._python(RUN, *arguments, said=said, **more)

    def script(self, code: str, **more: str) -> str:
        done = self._python(code, **more)
        assert (done.status, done.err) == (0, "")
        return done.out

    def state(self) -> dict[str, Any]:
        found: dict[str, Any] = json.loads(self.script(STATE))
        return found

    def lose_everything_but_the_keys(self) -> None:
        for _ in range(300):
            if not (self.data / "postgres" / "postmaster.pid").exists():
                break
            time.sleep(0.1)
        for name in ("postgres", "files"):
            shutil.rmtree(self.data / name)

    def _python(self, code: str, *arguments: str, said: str = "", **more: str) -> Said:
        done = subprocess.run(
            [sys.executable, "-c", code, *arguments],
            capture_output=True,
            text=True,
            check=False,
            cwd=self.folder,
            env=self.outside | more,
            timeout=120,
            input=said,
        )
        return Said(done.returncode, done.stdout, done.stderr)


@pytest.fixture(scope="module")
def drill(tmp_path_factory: pytest.TempPathFactory) -> Drill:
    """A site with three people and a file, and its backup `a.tgz`, made while somebody else is connected."""
    made = Drill(tmp_path_factory.mktemp("drill"))
    assert made.run("migrate").status == 0
    made.script(FILL.replace("PEOPLE", "3"))
    with _somebody_connected(made):
        done = made.run("backup", "--out", "a.tgz")
    assert (done.status, done.err) == (0, "")
    assert done.out == (
        "已备份到 a.tgz：数据库 1 份，文件 1 个，审计链到第 4 条\n"
        "恢复时需要密钥 demo，以及 YIZHAN_LOOKUP_KEY 和 YIZHAN_AUDIT_KEY；备份里没有密钥，请分开保存\n"
    )
    return made


class _somebody_connected:
    def __init__(self, drill: Drill) -> None:
        self.drill = drill

    def __enter__(self) -> None:
        command = [sys.executable, "-c", HOLD]
        streams: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE}
        self.process = subprocess.Popen(command, cwd=self.drill.folder, env=self.drill.outside, text=True, **streams)
        assert self.process.stdout is not None
        assert self.process.stdout.readline() == "held\n"

    def __exit__(self, *_error: object) -> None:
        self.process.communicate("\n", timeout=30)


@pytest.fixture
def copy(drill: Drill, tmp_path: Path) -> Drill:
    """The keys and the backup on another machine, whose database is empty."""
    made = Drill(tmp_path)
    made.data.mkdir()
    shutil.copy(drill.data / "demo-keys.json", made.data)
    shutil.copy(drill.folder / "a.tgz", tmp_path)
    return made


def refused(done: Said) -> str:
    assert (done.status, done.out) == (2, "")
    assert done.err.count("\n") == 1
    return done.err.strip()


def test_everything_but_the_keys_is_lost_and_comes_back(drill: Drill) -> None:
    before = drill.state()
    assert [len(before[part]) for part in ("people", "chain", "files")] == [3, 4, 1]
    drill.lose_everything_but_the_keys()
    done = drill.run("restore", "a.tgz")
    assert (done.status, done.err) == (0, "")
    assert done.out.splitlines()[1] == "PASS：审计链共 4 条，核对链头 1 个，全部完好"
    after = drill.state()
    assert (after["people"], after["files"]) == (before["people"], before["files"])
    assert (after["chain"][:4], after["chain"][4][1]) == (before["chain"], "privacy.restore")
    assert drill.run("migrate", "--check").status == 0
    assert drill.run("audit", "verify").status == 0


def test_the_archive_is_for_its_owner_and_holds_no_key_and_no_session(drill: Drill) -> None:
    archive = drill.folder / "a.tgz"
    assert archive.stat().st_mode & 0o777 == 0o600
    content = gzip.decompress(archive.read_bytes())
    kept = json.loads((drill.data / "demo-keys.json").read_text(encoding="utf-8"))
    assert set(kept) == set(KEYS)
    for text in kept.values():
        secret = text.rpartition(":")[2]
        assert secret.encode() not in content
        assert text == kept["YIZHAN_SECRET_KEY"] or base64.b64decode(secret) not in content
    assert [path.name for path in drill.folder.iterdir() if path.name.startswith(".")] == []


def test_a_backup_overwrites_nothing(drill: Drill) -> None:
    assert refused(drill.run("backup", "--out", "a.tgz")) == "文件已存在，不覆盖：a.tgz"


def damaged(content: bytes, how: str) -> bytes:
    middle = len(content) // 2
    if how == "cut":
        return content[:middle]
    if how == "flipped":
        return content[:middle] + bytes([content[middle] ^ 1]) + content[middle + 1 :]
    return b"no archive at all"


@pytest.mark.parametrize("how", ["cut", "flipped", "other"])
def test_a_damaged_archive_is_refused_and_nothing_restored(copy: Drill, how: str) -> None:
    archive = copy.folder / "a.tgz"
    archive.write_bytes(damaged(archive.read_bytes(), how))
    assert refused(copy.run("restore", "a.tgz")).startswith("备份文件已损坏：")
    assert sorted(path.name for path in copy.data.iterdir()) == ["demo-keys.json"]


def repacked(source: Path, target: Path, change: str) -> None:
    """The same archive with one part changed, left out, added or led outside; gzip and tar are sound."""
    with tarfile.open(source) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            data = content.read()
            if member.name.startswith("files/") and change != "added":
                data = data[:-1] + b"?"
                member.name = "files/../../escaped" if change == "outside" else member.name
                if change == "missing":
                    continue
            _add(new, member.name, data)
        if change == "added":
            _add(new, "files/more", b"more")


def _add(archive: tarfile.TarFile, name: str, data: bytes) -> None:
    member = tarfile.TarInfo(name)
    member.size = len(data)
    with io.BytesIO(data) as stream:
        archive.addfile(member, stream)


@pytest.mark.parametrize("change", ["changed", "missing", "added", "outside"])
def test_a_part_that_is_not_what_the_manifest_says_is_refused(copy: Drill, change: str) -> None:
    repacked(copy.folder / "a.tgz", copy.folder / "b.tgz", change)
    assert refused(copy.run("restore", "b.tgz")).startswith("备份文件已损坏：")
    assert not list(copy.folder.rglob("escaped"))
    assert sorted(path.name for path in copy.data.iterdir()) == ["demo-keys.json"]


def test_a_manifest_that_was_altered_is_refused(copy: Drill) -> None:
    with tarfile.open(copy.folder / "a.tgz") as old, tarfile.open(copy.folder / "b.tgz", "w:gz") as new:
        for member in old:
            content = old.extractfile(member)
            assert content is not None
            _add(new, member.name, content.read().replace(b'"database": "yizhan"', b'"database": "yizhen"'))
    assert refused(copy.run("restore", "b.tgz")).startswith("备份的签名不符")


@pytest.mark.parametrize(
    ("keys", "said"),
    [
        ({"YIZHAN_KEYS": f"other:{OTHER}"}, "缺少密钥 demo：请把制作备份时的密钥放进 YIZHAN_KEYS"),
        ({"YIZHAN_KEYS": f"demo:{OTHER}"}, "密钥 demo 与制作备份时的不同，备份中的加密信息打不开"),
        ({"YIZHAN_LOOKUP_KEY": OTHER}, "查找密钥 YIZHAN_LOOKUP_KEY 与制作备份时的不同，恢复后将查不到人"),
        ({"YIZHAN_AUDIT_KEY": OTHER}, "备份的签名不符：内容被改动，或制作时用的是另一个 YIZHAN_AUDIT_KEY"),
    ],
)
def test_wrong_keys_are_said_before_anything_is_touched(copy: Drill, keys: dict[str, str], said: str) -> None:
    assert refused(copy.run("restore", "a.tgz", **keys)).startswith(said)
    assert not (copy.data / "postgres").exists()


def test_a_lost_signing_key_is_no_loss_of_the_backup(drill: Drill, copy: Drill) -> None:
    key = drill.run("audit", "key").out.strip()
    done = copy.run("restore", "a.tgz", "--public-key", key, YIZHAN_AUDIT_KEY=OTHER)
    assert (done.status, done.err) == (0, "")


def test_what_is_there_is_replaced_only_when_asked_for_and_named(copy: Drill) -> None:
    assert copy.run("restore", "a.tgz").status == 0
    before = copy.state()
    copy.script(FILL.replace("PEOPLE", "1").replace("1380013", "1390013"))
    assert refused(copy.run("restore", "a.tgz")).startswith("数据库 yizhan 或文件夹不是空的，没有恢复")
    assert copy.run("restore", "a.tgz", "--replace", said="另一个\n").err.endswith("库名不符，没有恢复\n")
    assert copy.run("restore", "a.tgz", "--replace", said="").status == 130
    with _somebody_connected(copy):
        said = refused(copy.run("restore", "a.tgz", "--replace", "--yes"))
        assert said == "还有 1 个连接在使用数据库，请先停止网站和后台任务"
    assert len(copy.state()["people"]) == 4
    assert copy.run("restore", "a.tgz", "--replace", said="yizhan\n").status == 0
    after = copy.state()
    assert (after["people"], after["files"]) == (before["people"], before["files"])


def test_yesterdays_backup_is_seen_by_a_head_that_was_handed_out(copy: Drill) -> None:
    assert copy.run("restore", "a.tgz").status == 0
    copy.script(FILL.replace("PEOPLE", "2").replace("1380013", "1390013"))
    assert copy.run("audit", "head", "--out", "head.json").status == 0
    done = copy.run("restore", "a.tgz", "--replace", "--yes", "--head", "head.json")
    assert done.status == 1
    assert done.out.splitlines()[1].startswith("不通过：第 5 条缺失：")
    assert done.out.splitlines()[1].endswith("像是恢复了旧备份")
    later = copy.run("audit", "verify", "--head", "head.json")
    assert (later.status, "像是恢复了旧备份" in later.out) == (1, True)
    assert copy.run("audit", "verify").status == 0


def test_a_backup_with_a_key_that_is_not_here_is_not_made(drill: Drill) -> None:
    said = refused(drill.run("backup", "--out", "b.tgz", YIZHAN_KEYS=f"new:{OTHER}"))
    assert said == "有数据使用密钥 demo，但 YIZHAN_KEYS 中没有：请补上后再备份"
    assert not (drill.folder / "b.tgz").exists()


def test_a_backup_of_a_newer_version_is_refused(drill: Drill, copy: Drill) -> None:
    drill.script(FUTURE)
    assert drill.run("backup", "--out", str(copy.folder / "future.tgz")).status == 0
    assert refused(copy.run("restore", "future.tgz")).startswith("备份来自更新的版本")


def test_bad_arguments_are_one_clear_line(copy: Drill) -> None:
    assert refused(copy.run("restore", "none.tgz")) == "没有这个文件：none.tgz"
    assert refused(copy.run("restore", "a.tgz", "--public-key", "?")) == "公钥不是 base64"
    assert refused(copy.run("restore", "a.tgz", "--head", "none.json")) == "读不到文件 none.json"
