"""`yizhan serve`: the site, and in the demo the background worker beside it."""

import os
import shutil
import socket
from contextlib import nullcontext
from functools import partial
from pathlib import Path
from typing import Annotated

import typer
from django.core.management import call_command
from granian.constants import Interfaces
from granian.server import Server

from yizhan.cli import site, steady
from yizhan.cli.companion import Companion
from yizhan.cli.options import Lang
from yizhan.cli.preparing import prepare_database
from yizhan.cli.speech import SPEECH
from yizhan.config.environment import environment
from yizhan.kernel.errors import Refusal
from yizhan.kernel.texts import Text

app = typer.Typer(name="serve", help="启动网站", add_completion=False, rich_markup_mode=None)
# Read by prometheus_client when a worker imports it.
METRICS = "PROMETHEUS_MULTIPROC_DIR"
# Seconds for the requests that a process still answers.
KILLED_AFTER = 20


@app.command()
def serve_command(
    host: Annotated[str, typer.Option("--host", help="监听地址")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=1, max=65535, help="监听端口")] = 8000,
    workers: Annotated[int, typer.Option("--workers", min=1, max=64, help="进程数")] = 2,
    threads: Annotated[int, typer.Option("--threads", min=1, max=64, help="每个进程的线程数")] = 4,
    work: Annotated[
        bool | None, typer.Option("--work/--no-work", help="同时运行后台任务；演示时默认运行，正式系统默认不运行")
    ] = None,
    lang: Lang = "zh",
) -> None:
    """启动网站；没有 DATABASE_URL 时连同内置数据库一起启动。按 Ctrl-C 停止。"""
    _require_free(host, port)
    with site.database():
        prepare_database()
    data = environment().data
    (data / "static").mkdir(parents=True, exist_ok=True)
    call_command("collectstatic", verbosity=0, interactive=False)
    os.environ[METRICS] = str(_empty_folder(data / "metrics"))
    server = partial(
        Server,
        "yizhan.cli.web:application",
        factory=True,
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=threads,
        respawn_failed_workers=True,
        workers_kill_timeout=KILLED_AFTER,
        websockets=False,
        log_enabled=False,
    )
    accompanied = environment().demo if work is None else work
    with Companion(data) if accompanied else nullcontext():
        SPEECH.say(Text(f"网站已启动：http://{host}:{port}（按 Ctrl-C 停止）", f"serving http://{host}:{port}"))
        steady.serve(server)


def _require_free(host: str, port: int) -> None:
    """Refuses an address that cannot be listened on, before anything is started."""
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        with socket.socket(found[0], found[1]) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind(found[4])
    except OSError as error:
        raise Refusal(
            f"不能监听 {host}:{port}：端口已被占用，或地址不可用；请用 --port 换一个端口",
            f"cannot listen on {host}:{port}: taken, or not an address of this machine; choose another --port",
        ) from error


def _empty_folder(folder: Path) -> Path:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder
