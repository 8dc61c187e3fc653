"""The embedded server after it was killed: whoever asks next finds it running again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import psutil
import pytest

from yizhan.config import embedded

PATIENCE = 60.0
# Answers each line of its input: the number of the server's process, or the name of what went wrong.
USER = """
import sys
import django
django.setup()
from django.db import connection

for _ in sys.stdin:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT split_part(pg_read_file('postmaster.pid'), chr(10), 1)")
            print(cursor.fetchone()[0], flush=True)
    except Exception as error:
        print(type(error).__name__, flush=True)
    finally:
        connection.close()
"""


class User:
    """A process that uses the server of a data folder."""

    def __init__(self, folder: Path, pool: str) -> None:
        outside = {
            "PATH": os.environ["PATH"],
            "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
            "YIZHAN_DATA": str(folder),
            "YIZHAN_MODE": "demo",
            "YIZHAN_POOL": pool,
        }
        pipe = subprocess.PIPE
        command = [sys.executable, "-c", USER]
        self.process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, text=True, env=outside)

    def ask(self) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write("?\n")
        self.process.stdin.flush()

    def answer(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def server(self) -> int:
        """The number of the server's process, asked for until there is an answer."""
        until = time.monotonic() + PATIENCE
        while time.monotonic() < until:
            self.ask()
            said = self.answer()
            if said.isdecimal():
                return int(said)
            time.sleep(0.1)
        raise AssertionError(f"no server within {PATIENCE} s: {said}")

    def leave(self) -> str:
        """Ends the process; what it complained of."""
        _, complaint = self.process.communicate(timeout=60)
        return "" if self.process.returncode == 0 else complaint


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose server was made once."""
    made = tmp_path_factory.mktemp("data")
    maker = User(made, "0")
    assert maker.server() > 0
    assert maker.leave() == ""
    return made


@pytest.fixture
def users(folder: Path) -> Iterator[ExitStack]:
    """Ends what a test started."""
    with ExitStack() as stack:
        yield stack


def a_user(folder: Path, users: ExitStack, pool: str = "0") -> User:
    user = User(folder, pool)
    users.callback(user.process.kill)
    return user


@pytest.mark.parametrize("pool", ["0", "4"])
def test_a_killed_server_is_started_again_by_who_asks_next(folder: Path, users: ExitStack, pool: str) -> None:
    user = a_user(folder, users, pool)
    first = user.server()
    os.kill(first, signal.SIGKILL)
    second = user.server()
    while second == first:
        second = user.server()
    assert psutil.Process(second).name() == "postgres"
    assert user.leave() == ""
    assert not (folder / "postgres" / "postmaster.pid").exists()


def test_of_two_that_ask_at_once_one_starts_it_and_the_last_to_leave_stops_it(folder: Path, users: ExitStack) -> None:
    older, younger = a_user(folder, users), a_user(folder, users)
    first = older.server()
    assert younger.server() == first
    os.kill(first, signal.SIGKILL)
    time.sleep(embedded.SEEN_SECONDS)
    for user in (younger, older):
        user.ask()
    assert all(user.answer() for user in (younger, older))
    second = younger.server()
    assert second != first
    assert older.server() == second
    assert younger.leave() == ""
    server = psutil.Process(older.server())
    assert server.pid == second
    assert older.leave() == ""
    assert not embedded._lives(server)


def test_another_program_under_the_number_of_a_dead_server_is_not_taken_for_it(folder: Path, users: ExitStack) -> None:
    status = folder / "postgres" / "postmaster.pid"
    lines = [str(os.getpid()), str(folder / "postgres"), "1", "5432", str(folder / "postgres"), "", " 1 1", "ready   "]
    status.write_text("\n".join(lines) + "\n", encoding="utf-8")
    status.chmod(0o666)
    user = a_user(folder, users)
    assert user.server() != os.getpid()
    assert user.leave() == ""


def test_a_process_that_only_its_parent_has_not_noticed_is_dead() -> None:
    child = subprocess.Popen([sys.executable, "-c", "pass"])
    seen = psutil.Process(child.pid)
    while seen.status() != psutil.STATUS_ZOMBIE:
        time.sleep(0.01)
    assert not embedded._lives(seen)
    child.wait()
    assert not embedded._lives(seen)
    assert embedded._lives(psutil.Process())
