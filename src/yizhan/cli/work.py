"""`yizhan work`: delivers events and notices, and does what is to be done at its time."""

from typing import Annotated

import typer
from django.db import connection

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import SPEECH
from yizhan.config.health import pending_migrations
from yizhan.floor.outbox import worker
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="work", help="后台任务", add_completion=False, rich_markup_mode=None)


@app.command()
def work_command(
    once: Annotated[bool, typer.Option("--once", help="做完等待中的任务就退出")] = False,
    threads: Annotated[int, typer.Option("--threads", min=1, max=32, help="同时进行的任务数")] = 2,
    lang: Lang = "zh",
) -> None:
    """送达事件、发送通知、按时执行定期任务。按 Ctrl-C 停止；已开始的任务会做完。"""
    with site.database():
        connection.ensure_connection()
        if pending_migrations():
            raise Refusal("数据库尚未升级，请先运行 yizhan migrate", "run yizhan migrate first")
        if once:
            worker.work_once(threads=threads)
            SPEECH.say(Text("等待中的任务已做完", "everything that waited is done"))
        else:
            worker.work(threads=threads, started=_say_started)
            SPEECH.say(Text("后台任务已停止", "stopped"))


def _say_started() -> None:
    SPEECH.say(Text("后台任务已启动（按 Ctrl-C 停止）", "working (Ctrl-C stops)"))
