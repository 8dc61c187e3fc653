"""The connection: to the server that the settings name, or to the embedded one, started when first needed, and again if it died."""

from importlib import import_module
from pathlib import Path
from typing import Any

from django.db.backends.postgresql import base
from django.db.backends.postgresql.creation import DatabaseCreation

LOCALE = "LC_COLLATE 'C.UTF-8' LC_CTYPE 'C.UTF-8'"


class ChineseDatabaseCreation(DatabaseCreation):
    """Makes test databases with the locale that production has: C.UTF-8, whatever the server's default."""

    def sql_table_creation_suffix(self) -> str:
        """The end of CREATE DATABASE."""
        return f"{super().sql_table_creation_suffix()} {LOCALE}"


class DatabaseWrapper(base.DatabaseWrapper):
    """PostgreSQL. `EMBEDDED` in the settings is the data folder of the embedded server, or None; `MAIN` its database."""

    creation_class = ChineseDatabaseCreation

    @property
    def pool(self) -> Any:
        """Django's pool, or None. A connection that it makes anew by itself finds the embedded server running, too."""
        pool = super().pool
        if pool is not None and self.settings_dict.get("EMBEDDED") is not None and not callable(pool.kwargs):
            fixed = pool.kwargs
            pool.kwargs = lambda: fixed | self._embedded()
        return pool

    def get_connection_params(self) -> dict[str, Any]:
        """What psycopg needs to connect. Asked for each connection: starts the embedded server if it is the one and not running."""
        params: dict[str, Any] = super().get_connection_params()
        return params | self._embedded()

    def _embedded(self) -> dict[str, Any]:
        folder: Path | None = self.settings_dict.get("EMBEDDED")
        if folder is None:
            return {}
        running = import_module("yizhan.config.embedded").start(folder, self.settings_dict["MAIN"])
        return {"host": running.host, "port": running.port, "user": running.user}
