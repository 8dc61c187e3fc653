"""`yizhan backup`: database and files in one file, while the site runs. Keys are never in it."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any

import typer
from django.db import connection, transaction

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import SPEECH
from yizhan.config import backup_archive, backup_manifest, backup_programs
from yizhan.floor.audit.actions import record
from yizhan.floor.files import storage
from yizhan.floor.privacy.verbs import BACKUP
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="backup", help="备份", add_completion=False, rich_markup_mode=None)
# Who is signed in is not restored: a session that has ended since would live again.
LEFT_OUT = ("django_session",)


@app.command()
def backup_command(
    out: Annotated[Path | None, typer.Option("--out", "-o", help="写入的文件，不能已存在")] = None,
    lang: Lang = "zh",
) -> None:
    """把数据库和文件备份到一个文件，网站可以照常运行。备份里没有密钥，密钥要另外保存。"""
    now = datetime.now(UTC)
    target = out or Path(f"yizhan-{now.astimezone(SHANGHAI):%Y%m%d-%H%M%S}.backup.tar.gz")
    if target.exists():
        raise Refusal(f"文件已存在，不覆盖：{target}", f"not overwritten: {target}")
    with site.database(), backup_archive.beside(target) as folder:
        dump = folder / backup_archive.DATABASE
        with transaction.atomic():
            kind = "privacy.backup"
            record(actor=None, verb=BACKUP.code, object_type=kind, object_id=f"{now:%Y%m%dT%H%M%SZ}", now=now)
        facts = _dump(dump, now)
        manifest = backup_archive.write(target, dump, storage.root(), facts)
    files = len(manifest.parts) - 1
    SPEECH.say(
        Text(
            f"已备份到 {target}：数据库 1 份，文件 {files} 个，审计链到第 {manifest.head['sequence']} 条",
            f"backed up to {target}: the database, {files} files, the chain up to entry {manifest.head['sequence']}",
        )
    )
    _say_keys(list(manifest.proofs))


def _dump(dump: Path, now: datetime) -> dict[str, Any]:
    """The dump and what the manifest says of it, of one and the same moment."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        facts = backup_manifest.facts(now)
        arguments = [f"--exclude-table-data={table}" for table in LEFT_OUT]
        arguments += ["--format=custom", "--no-owner", "--no-privileges", "--no-password"]
        program = backup_programs.run("pg_dump", *arguments, f"--snapshot={snapshot}", f"--file={dump}")
    return facts | {"program": program}


def _say_keys(needed: list[str]) -> None:
    listed = "、".join(needed) or "无"
    SPEECH.say(
        Text(
            f"恢复时需要密钥 {listed}，以及 YIZHAN_LOOKUP_KEY 和 YIZHAN_AUDIT_KEY；备份里没有密钥，请分开保存",
            f"to restore you need the keys {', '.join(needed) or 'none'}, YIZHAN_LOOKUP_KEY and YIZHAN_AUDIT_KEY: not in it",
        )
    )
