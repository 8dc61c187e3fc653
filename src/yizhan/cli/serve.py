"""`yizhan serve`: the site."""

import os
import shutil
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command
from django.db import connection
from granian.constants import Interfaces
from granian.server import Server

from yizhan.cli import site
from yizhan.cli.options import Lang
from yizhan.cli.speech import SPEECH
from yizhan.config.environment import environment
from yizhan.config.health import pending_migrations
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="serve", help="启动网站", add_completion=False, rich_markup_mode=None)
# Read by prometheus_client when a worker imports it.
METRICS = "PROMETHEUS_MULTIPROC_DIR"


@app.command()
def serve_command(
    host: Annotated[str, typer.Option("--host", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="监听端口")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="进程数")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, max=64, help="每个进程的线程数")] = 4,
    lang: Lang = "zh",
) -> None:
    """启动网站；没有 DATABASE_URL 时连同内置数据库一起启动。按 Ctrl-C 停止。"""
    with site.database():
        _prepare_database()
    (environment().data / "static").mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    os.environ[METRICS] = str(_empty_folder(environment().data / "metrics"))
    SPEECH.say(Text(f"网站已启动：http://{host}:{port}（按 Ctrl-C 停止）", f"serving http://{host}:{port}"))
    Server(
        "yizhan.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        websockets=False,
        log_enabled=False,
    ).serve()


def _prepare_database() -> None:
    """This process keeps the embedded server alive while workers come and go. The demo upgrades itself, production is asked to."""
    connection.ensure_connection()
    pending = pending_migrations()
    if pending and environment().demo:
        call_command("migrate", verbosity=0, interactive=False)
    elif pending:
        raise Refusal(
            f"数据库有 {len(pending)} 项变更未执行，请先运行 yizhan migrate", f"{len(pending)} migrations are pending"
        )


def _empty_folder(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
