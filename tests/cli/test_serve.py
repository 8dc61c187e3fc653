"""`yizhan serve` with its worker, as somebody starts and stops it."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from tests.cli.test_site_commands import Site, get, wait_for


def free_port() -> int:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port: int = free.getsockname()[1]
    return port


def start(site: Site, port: int, *options: str) -> "subprocess.Popen[str]":
    command = [sys.executable, "-m", "yizhan", "serve", "--port", str(port), *options]
    return subprocess.Popen(
        command, env=site.outside, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, start_new_session=True
    )


def test_a_taken_port_is_one_clear_line_before_anything_is_started(tmp_path: Path) -> None:
    made = Site(tmp_path)
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        refused = made.run("serve", "--port", port)
    said = f"不能监听 127.0.0.1:{port}：端口已被占用，或地址不可用；请用 --port 换一个端口\n"
    assert (refused.status, refused.out, refused.err) == (2, "", said)
    assert not (tmp_path / "var" / "postgres").exists()


def told_alone(process: "subprocess.Popen[str]") -> None:
    process.send_signal(signal.SIGTERM)


def told_by_the_terminal(process: "subprocess.Popen[str]") -> None:
    """Ctrl-C goes to every process of the group."""
    os.killpg(process.pid, signal.SIGINT)


@pytest.mark.parametrize("tell", [told_alone, told_by_the_terminal])
def test_site_worker_and_database_stop_together(
    tmp_path: Path, tell: Callable[["subprocess.Popen[str]"], None]
) -> None:
    made, port = Site(tmp_path), free_port()
    process = start(made, port)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        assert get(f"http://127.0.0.1:{port}/readyz") == (200, "就绪\n")
        family = psutil.Process(process.pid).children(recursive=True)
        worker = int((tmp_path / "var" / "work.pid").read_text(encoding="ascii"))
        assert worker in [child.pid for child in family]
        time.sleep(3)
        tell(process)
        process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    assert process.returncode == 0
    assert [child for child in family if child.is_running()] == []
    assert not (tmp_path / "var" / "postgres" / "postmaster.pid").exists()


def test_without_a_worker_there_is_none(tmp_path: Path) -> None:
    made, port = Site(tmp_path), free_port()
    process = start(made, port, "--no-work", "--workers", "1")
    try:
        wait_for(f"http://127.0.0.1:{port}")
        assert not (tmp_path / "var" / "work.pid").exists()
        process.send_signal(signal.SIGTERM)
        process.communicate(timeout=30)
    finally:
        if process.poll() is None:
            process.kill()
            process.communicate()
    assert process.returncode == 0
