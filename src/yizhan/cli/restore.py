"""`yizhan restore`: a backup put back, checked before anything is touched and verified afterwards."""

import json
import shutil
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from django.db import connection, transaction

from yizhan.appraisal.catalogue import read_text
from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.config import backup_archive, backup_manifest, backup_programs
from yizhan.config.backup_manifest import Manifest
from yizhan.config.health import pending_migrations
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.audit.exports import own_public_key
from yizhan.floor.audit.signing import Witnessed, read_head, read_public_key
from yizhan.floor.audit.verification import Verdict, verify_chain
from yizhan.floor.files import storage
from yizhan.floor.privacy.queries import unopenable
from yizhan.floor.privacy.verbs import RESTORE
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="restore", help="恢复", add_completion=False, rich_markup_mode=None)


@app.command()
def restore_command(
    source: Annotated[Path, typer.Argument(metavar="文件", help="yizhan backup 写出的文件")],
    replace: Annotated[bool, typer.Option("--replace", help="替换数据库和文件中现有的全部内容")] = False,
    yes: Annotated[bool, typer.Option("--yes", help="替换前不再询问")] = False,
    head: Annotated[list[Path] | None, typer.Option("--head", help="曾经交出的链头文件，可多次")] = None,
    public_key: Annotated[str | None, typer.Option("--public-key", help="核对签名的公钥；默认用本系统的")] = None,
    lang: Lang = "zh",
) -> None:
    """把备份恢复到空的数据库；已有内容时须加 --replace 并先停止网站。恢复后核对加密信息和审计链，不通过则退出码为1。"""
    key = None if public_key is None else read_public_key(public_key)
    witnesses = [read_head(read_text(path), path.name) for path in head or []]
    manifest = backup_archive.read_manifest(source, key)
    backup_manifest.require_not_newer(manifest)
    backup_manifest.require_keys(manifest)
    own = read_head(json.dumps(manifest.head), source.name)
    with site.database(), backup_archive.beside(storage.root()) as folder:
        backup_archive.unpack(source, manifest, folder)
        backup_manifest.require_not_older_server(manifest)
        if _is_occupied():
            _agree_to_replace(manifest, replace=replace, yes=yes)
        _load(folder / backup_archive.DATABASE, manifest, replace=replace)
        _swap_files(folder / backup_archive.FILES)
        passed = _verified([own, *witnesses], key or own_public_key(), manifest)
    if not passed:
        raise typer.Exit(FAILED)


def _is_occupied() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_class JOIN pg_namespace ON pg_namespace.oid = relnamespace"
            " WHERE nspname NOT IN ('pg_catalog', 'information_schema') AND nspname NOT LIKE 'pg\\_toast%'"
            " AND nspname NOT LIKE 'pg\\_temp%')"
        )
        (tables,) = cursor.fetchone()
    return bool(tables) or any(storage.lying())


def _agree_to_replace(manifest: Manifest, *, replace: bool, yes: bool) -> None:
    name = str(connection.settings_dict["NAME"])
    if not replace:
        raise Refusal(
            f"数据库 {name} 或文件夹不是空的，没有恢复；要替换现有的全部内容请加 --replace",
            f"the database {name} or the folder of files is not empty: add --replace to replace everything in it",
        )
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database()"
            " AND pid <> pg_backend_pid() AND usesysid IS NOT NULL"
        )
        (others,) = cursor.fetchone()
    if others:
        raise Refusal(
            f"还有 {others} 个连接在使用数据库，请先停止网站和后台任务",
            f"{others} connections are open: stop the site first",
        )
    if yes:
        return
    made = manifest.made_at
    asked = Text(
        f"将用 {made} 的备份替换数据库 {name} 和全部文件，现有内容不能找回。请输入库名确认",
        f"everything in the database {name} and its files is replaced by the backup of {made}. Type the database's name",
    )
    if typer.prompt(asked.say(SPEECH.lang)) != name:
        raise Refusal("库名不符，没有恢复", "that is not its name; nothing was restored")


def _load(dump: Path, manifest: Manifest, *, replace: bool) -> None:
    """All in one transaction: after a failure the database is what it was before."""
    script = dump.with_suffix(".sql")
    arguments = ["--no-owner", "--no-privileges", f"--file={script}", str(dump)]
    backup_programs.run("pg_restore", *arguments, at_least=manifest.program)
    connection.close()
    clear = ["--command=DROP SCHEMA public CASCADE", "--command=CREATE SCHEMA public"] if replace else []
    options = ["--no-psqlrc", "--no-password", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1"]
    backup_programs.run("psql", *options, "--output=/dev/null", *clear, f"--file={script}")


def _swap_files(restored: Path) -> None:
    """Child by child, because the folder itself may be a mount."""
    root, before = storage.root(), restored.with_name("before")
    for folder in (root, before, restored):
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    for source, target in ((root, before), (restored, root)):
        for child in source.iterdir():
            shutil.move(child, target / child.name)


def _verified(witnesses: Sequence[Witnessed], key: bytes, manifest: Manifest) -> bool:
    pending = pending_migrations()
    verdict = verify_chain(witnesses, key)
    broken = [] if pending else unopenable()
    if not pending:
        with transaction.atomic():
            now, body = datetime.now(UTC), _told(manifest, verdict)
            record(actor=None, verb=RESTORE.code, object_type="privacy.backup", object_id="1", body=body, now=now)
    files = len(manifest.parts) - 1
    SPEECH.say(
        Text(
            f"已恢复 {manifest.made_at} 的备份：文件 {files} 个",
            f"restored the backup of {manifest.made_at}: {files} files",
        )
    )
    if pending:
        SPEECH.say(
            Text(
                f"数据库比程序旧，请再运行 yizhan migrate（{len(pending)} 项变更）",
                "older than the program: run yizhan migrate",
            )
        )
    for label in broken:
        SPEECH.say(Text(f"不通过：{label} 有不能解密的值", f"FAIL: values of {label} do not open"))
    return _said(verdict, len(witnesses)) and not broken


def _told(manifest: Manifest, verdict: Verdict) -> dict[str, BodyValue]:
    return {"made_at": manifest.made_at, "entries": verdict.entries}


def _said(verdict: Verdict, witnesses: int) -> bool:
    if verdict.fault is not None:
        SPEECH.say(Text(f"不通过：{verdict.fault.said.zh}", f"FAIL: {verdict.fault.said.en}"))
        return False
    SPEECH.say(
        Text(
            f"PASS：审计链共 {verdict.entries} 条，核对链头 {witnesses} 个，全部完好",
            f"PASS: {verdict.entries} entries and {witnesses} heads hold",
        )
    )
    return True
