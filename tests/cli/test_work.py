"""`yizhan work` as an operator runs it, on an embedded server of its own: once, and until it is told to stop."""

import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.cli.test_site_commands import PORT_OF_NOBODY, Site

COMMAND = [sys.executable, "-c", "from yizhan.cli import entry; entry.COMMANDS.setdefault('work', None); entry.main()"]


def work(site: Site, *arguments: str, **more: str) -> "subprocess.CompletedProcess[str]":
    command = [*COMMAND, "work", *arguments]
    return subprocess.run(command, env=site.outside | more, capture_output=True, text=True, check=False, timeout=120)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site whose database is migrated."""
    made = Site(tmp_path_factory.mktemp("site"))
    early = work(made, "--once")
    assert (early.returncode, early.stderr) == (2, "数据库尚未升级，请先运行 yizhan migrate\n")
    assert made.run("migrate").status == 0
    return made


def test_once_does_what_waits_and_exits(site: Site) -> None:
    done = work(site, "--once")
    assert (done.returncode, done.stdout) == (0, "等待中的任务已做完\n")


def test_a_database_that_does_not_answer_is_one_clear_line(site: Site) -> None:
    refused = work(site, "--once", DATABASE_URL=PORT_OF_NOBODY)
    assert (refused.returncode, refused.stdout, refused.stderr.count("\n")) == (2, "", 1)
    assert refused.stderr.startswith("连不上数据库：")


def test_a_worker_that_is_asked_to_stop_finishes_and_says_so(site: Site, tmp_path: Path) -> None:
    said = tmp_path / "said"
    with said.open("w") as out:
        worker = subprocess.Popen([*COMMAND, "work"], env=site.outside, stdout=out, stderr=subprocess.STDOUT)
    try:
        for _ in range(300):
            if "后台任务已启动" in said.read_text(encoding="utf-8"):
                break
            time.sleep(0.1)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=30) == 0
    finally:
        if worker.poll() is None:
            worker.kill()
            worker.wait()
    lines = said.read_text(encoding="utf-8")
    assert lines == "后台任务已启动（按 Ctrl-C 停止）\n后台任务已停止\n"
