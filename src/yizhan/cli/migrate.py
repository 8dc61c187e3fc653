"""`yizhan migrate`: the database brought up to this version."""

from typing import Annotated

import typer
from django.core.management import call_command

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import FAILED, SPEECH
from yizhan.config.health import pending_migrations
from yizhan.kernel.texts import Text

app = typer.Typer(name="migrate", help="升级数据库", add_completion=False, rich_markup_mode=None)


@app.command()
def migrate_command(
    check: Annotated[bool, typer.Option("--check", help="只检查，有未执行的变更则退出码为1")] = False,
    lang: Lang = "zh",
) -> None:
    """把数据库升级到本版本；没有 DATABASE_URL 时用内置数据库。"""
    with site.database():
        pending = pending_migrations()
        if not check and pending:
            call_command("migrate", verbosity=0, interactive=False)
    if not pending:
        SPEECH.say(Text("数据库已是最新", "the database is up to date"))
    elif check:
        listed = "、".join(pending)
        SPEECH.say(Text(f"有 {len(pending)} 项变更未执行：{listed}", f"{len(pending)} pending: {', '.join(pending)}"))
        raise typer.Exit(FAILED)
    else:
        SPEECH.say(Text(f"数据库已升级：执行了 {len(pending)} 项变更", f"migrated: {len(pending)} changes applied"))
