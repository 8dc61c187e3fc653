"""The worker beside the site: started, started again, ended; a stand-in that sleeps takes its place."""

import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil
import pytest

from yizhan.cli import companion
from yizhan.cli.companion import Companion

ASLEEP = (sys.executable, "-c", "import time; time.sleep(100)")
DEAF = (sys.executable, "-c", "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); time.sleep(100)")


@pytest.fixture(autouse=True)
def _asleep(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion, "COMMAND", ASLEEP)
    monkeypatch.setattr(companion, "FIRST_WAIT", 0.05)


def noted(folder: Path) -> int:
    return int((folder / "work.pid").read_text(encoding="ascii"))


def until(holds: Callable[[], bool]) -> None:
    for _ in range(100):
        if holds():
            return
        time.sleep(0.1)
    raise AssertionError("it did not come about within ten seconds")


def test_it_runs_meanwhile_and_is_gone_afterwards(tmp_path: Path) -> None:
    with Companion(tmp_path):
        process = psutil.Process(noted(tmp_path))
        assert process.is_running()
    assert not process.is_running()
    assert not (tmp_path / "work.pid").exists()


def test_it_is_started_again_when_it_dies(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with Companion(tmp_path):
        first = noted(tmp_path)
        psutil.Process(first).kill()
        until(lambda: noted(tmp_path) != first)
        assert psutil.Process(noted(tmp_path)).is_running()
    assert capfd.readouterr().err == "后台任务意外停止，正在重新启动\n"


def test_ctrl_c_of_the_terminal_does_not_reach_it(tmp_path: Path) -> None:
    with Companion(tmp_path):
        assert psutil.Process(noted(tmp_path)).pid == os.getpgid(noted(tmp_path))


def test_one_that_does_not_end_is_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(companion, "COMMAND", DEAF)
    monkeypatch.setattr(companion, "STOP_WITHIN", 0.3)
    with Companion(tmp_path):
        process = psutil.Process(noted(tmp_path))
        time.sleep(0.5)
    assert not process.is_running()


def test_one_that_a_killed_site_left_behind_is_ended_first(tmp_path: Path) -> None:
    left = subprocess.Popen(ASLEEP)
    (tmp_path / "work.pid").write_text(str(left.pid), encoding="ascii")
    with Companion(tmp_path):
        assert not psutil.pid_exists(left.pid)
        left.wait()
        assert noted(tmp_path) != left.pid


def test_a_stranger_with_the_noted_number_is_left_alone(tmp_path: Path) -> None:
    stranger = subprocess.Popen((sys.executable, "-c", "import time; time.sleep(60)"))
    try:
        for text in (str(stranger.pid), "nonsense", "99999999"):
            (tmp_path / "work.pid").write_text(text, encoding="ascii")
            with Companion(tmp_path):
                assert stranger.poll() is None
    finally:
        stranger.kill()
        stranger.wait()
