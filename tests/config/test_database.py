"""The connection: locale, time limits, the embedded server."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from tests.config.test_environment import PRODUCTION
from yizhan.config.database import databases
from yizhan.config.environment import read


def shown(setting: str) -> str:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting(%s)", [setting])
        return str(cursor.fetchone()[0])


@pytest.mark.django_db
def test_the_database_is_utf8_in_the_neutral_locale() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database WHERE datname = current_database()"
        )
        assert cursor.fetchone() == ("UTF8", "C.UTF-8", "C.UTF-8")


@pytest.mark.django_db
def test_connections_have_limits_to_waiting() -> None:
    assert (shown("lock_timeout"), shown("idle_in_transaction_session_timeout")) == ("10s", "1min")
    assert connection.pg_version >= 150000


def test_a_server_gets_the_pool_and_the_timeout_of_its_link() -> None:
    url = "postgresql://yi:pass@db.example.cn:5433/zhan?sslmode=require"
    given = read(PRODUCTION | {"DATABASE_URL": url, "YIZHAN_POOL": "3", "YIZHAN_TCP_USER_TIMEOUT": "4000"})
    default = databases(given)["default"]
    assert (default["HOST"], default["PORT"], default["NAME"], default["EMBEDDED"]) == (
        "db.example.cn",
        "5433",
        "zhan",
        None,
    )
    options = default["OPTIONS"]
    assert (options["tcp_user_timeout"], options["sslmode"], options["pool"]["max_size"]) == (4000, "require", 3)
    assert "log_min_error_statement" not in options["options"]


def test_without_a_pool_there_is_none() -> None:
    assert "pool" not in databases(read(PRODUCTION | {"YIZHAN_POOL": "0"}))["default"]["OPTIONS"]


@pytest.mark.skipif(os.environ.get("DATABASE_URL", "") != "", reason="a server is named: nothing is embedded")
@pytest.mark.django_db
def test_the_embedded_server_does_not_write_failed_statements_to_its_log() -> None:
    assert (shown("log_min_error_statement"), shown("log_error_verbosity")) == ("panic", "terse")


def hold(folder: Path) -> "subprocess.Popen[str]":
    """A process that is connected until its input ends."""
    code = (
        "import django, sys; django.setup(); from django.db import connection as c; c.ensure_connection();"
        "print(c.connection.info.backend_pid, flush=True); sys.stdin.read()"
    )
    outside = {
        "PATH": os.environ["PATH"],
        "DJANGO_SETTINGS_MODULE": "yizhan.config.settings",
        "YIZHAN_DATA": str(folder),
        "YIZHAN_MODE": "demo",
    }
    return subprocess.Popen(
        [sys.executable, "-c", code], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=outside
    )


def connected(process: "subprocess.Popen[str]") -> bool:
    assert process.stdout is not None
    return int(process.stdout.readline()) > 0


def test_processes_share_the_embedded_server_and_the_last_stops_it_even_if_one_was_killed(tmp_path: Path) -> None:
    killed = hold(tmp_path)
    assert connected(killed)
    killed.kill()
    killed.communicate(timeout=30)
    postmaster = tmp_path / "postgres" / "postmaster.pid"
    server = postmaster.read_text().splitlines()[0]
    both = [hold(tmp_path), hold(tmp_path)]
    assert [connected(process) for process in both] == [True, True]
    both[0].communicate(timeout=30)
    assert postmaster.read_text().splitlines()[0] == server
    both[1].communicate(timeout=30)
    assert not postmaster.exists()
    assert [process.returncode for process in both] == [0, 0]
