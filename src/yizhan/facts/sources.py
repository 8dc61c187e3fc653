"""Where facts come from: a folder of Parquet files or tables in memory, behind one in-process database."""

import os
import tempfile
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

import duckdb
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from yizhan.facts.columns import Column
from yizhan.facts.schemas import conform
from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period

Answered = npt.NDArray[Any] | np.ma.MaskedArray[Any, Any]
# Errors of the statement itself are ours; every other error comes from the data.
_OURS = (duckdb.ParserException, duckdb.BinderException, duckdb.CatalogException, duckdb.InternalException)
MEMORY_LIMIT = "3GB"
_SQL_TYPES = {"bool": "BOOLEAN", "day": "DATE", "count": "BIGINT", "decimal": "DECIMAL(12, 6)", "fen": "BIGINT"}
_INTEGERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "UTINYINT", "USMALLINT", "UINTEGER")
_EXACT_SOURCES = {
    "VARCHAR": ("VARCHAR",),
    "BOOLEAN": ("BOOLEAN",),
    "DATE": ("DATE",),
    "BIGINT": _INTEGERS,
    "DECIMAL(12, 6)": ("DECIMAL", *_INTEGERS),
}


class _Stored(NamedTuple):
    """How the files of one table are read."""

    columns: str
    listed: str
    many: bool


class Facts:
    """Fact tables of any number of stations. Tables that were not supplied are absent, which is not the same as
    empty."""

    def __init__(
        self,
        connection: duckdb.DuckDBPyConnection,
        tables: frozenset[str],
        stored: Mapping[str, "_Stored"] | None = None,
    ) -> None:
        """For the factories `from_parquet` and `from_tables`; `connection` already knows each of `tables` by name, and
        `stored` tells how those that lie in files are read."""
        self._connection = connection
        self.tables = tables
        self._stored = stored or {}

    @classmethod
    def from_parquet(cls, folder: Path, *, memory_limit: str = MEMORY_LIMIT, threads: int | None = None) -> "Facts":
        """The files ``<table>.parquet`` or ``<table>/*.parquet`` of the folder, read where they lie.

        Raises Refusal where there is no fact table at all, a required column is missing, or a type is not exact.
        """
        connection = _connect(memory_limit, threads)
        stored = {}
        for name in TABLES:
            files = _files(folder, name)
            if files:
                listed = ", ".join(_quoted(str(file)) for file in files)
                stored[name] = _Stored(_columns(connection, name, listed), listed, many=len(files) > 1)
                connection.execute(f"CREATE VIEW {name} AS SELECT {stored[name].columns} FROM read_parquet([{listed}])")
        if not stored:
            raise Refusal(f"文件夹「{folder}」中没有事实表", f"no fact table in folder {folder}")
        return cls(connection, frozenset(stored), stored)

    @classmethod
    def from_tables(
        cls, tables: Mapping[str, pa.Table], *, memory_limit: str = MEMORY_LIMIT, threads: int | None = None
    ) -> "Facts":
        """Tables in memory; each is made to conform to its schema or refused."""
        connection = _connect(memory_limit, threads)
        for name, table in tables.items():
            connection.register(name, conform(name, table))
        return cls(connection, frozenset(tables))

    def query(self, sql: str, parameters: Sequence[object] = ()) -> pa.Table:
        """The result of a statement over the fact tables. Raises Refusal where the data cannot be read."""
        try:
            return self._connection.sql(sql, params=list(parameters)).to_arrow_table()
        except _OURS:
            raise
        except duckdb.Error as error:
            raise _unreadable(error) from error

    def numbers(self, sql: str) -> dict[str, Answered]:
        """The columns of a statement's result by name, masked where null. Raises Refusal where the data cannot be
        read."""
        try:
            return self._connection.execute(sql).fetchnumpy()
        except _OURS:
            raise
        except duckdb.Error as error:
            raise _unreadable(error) from error

    @cached_property
    def corrected(self) -> frozenset[str]:
        """The tables in which at least one row supersedes another. Found from file statistics where there are any."""
        given = "supersedes IS NOT NULL AND supersedes <> ''"
        tests = (
            f"SELECT '{name}' AS name WHERE EXISTS (SELECT 1 FROM {name} WHERE {given})" for name in sorted(self.tables)
        )
        return frozenset(self.query(" UNION ALL ".join(tests)).column("name").to_pylist())

    @cached_property
    def _stations(self) -> tuple[str, ...]:
        every = " UNION ".join(f"SELECT station FROM {name} GROUP BY station" for name in sorted(self.tables))
        return tuple(
            self.query(f"SELECT station FROM ({every}) s WHERE station IS NOT NULL ORDER BY station")
            .column(0)
            .to_pylist()
        )

    @cached_property
    def in_force_relations(self) -> Mapping[str, str]:
        """For each corrected table that lies in files, a relation of its rows in force.

        The rows that are not are found once and remembered by their place in the file, so that no statement over all
        stations has to compare record numbers again.
        """
        return {name: self._prepare(name, self._stored[name]) for name in sorted(self.corrected & set(self._stored))}

    def _prepare(self, name: str, stored: "_Stored") -> str:
        place = ("filename", "file_row_number") if stored.many else ("file_row_number",)
        options = ", ".join(f"{one} = true" for one in place)
        numbered = f"read_parquet([{stored.listed}], {options})"
        kept = ", ".join(f"r.{one}" for one in place)
        few = f"SELECT station, supersedes FROM {name} WHERE supersedes <> '' AND supersedes <> record"
        same = " AND ".join(f"d.{one} = r.{one}" for one in place)
        self._connection.execute(
            f"CREATE TEMP TABLE {name}_superseded AS SELECT {kept} FROM {numbered} r SEMI JOIN ({few}) c"
            " ON c.station = r.station AND c.supersedes = r.record"
        )
        self._connection.execute(
            f"CREATE TEMP VIEW {name}_in_force AS SELECT {stored.columns} FROM {numbered} r"
            f" WHERE NOT EXISTS (SELECT 1 FROM {name}_superseded d WHERE {same})"
        )
        return f"{name}_in_force"

    def stations(self) -> list[str]:
        """Every station that occurs in any table, in order."""
        return list(self._stations)

    def in_force(self, table: str) -> str:
        """A subquery of the table's rows of one station (a parameter, given twice) that no other row supersedes."""
        return (
            f"(SELECT * FROM {table} r WHERE r.station = ? AND NOT EXISTS (SELECT 1 FROM {table} c WHERE c.station = ?"
            " AND c.supersedes = r.record AND c.record <> r.record))"
        )

    def profile(self, station: str, on: date | None = None) -> Mapping[str, object]:
        """The station's latest acceptable profile row, on or before the day `on` if given; empty where there is
        none."""
        if "stations" not in self.tables:
            return {}
        until = "" if on is None else f" AND day <= DATE '{on.isoformat()}'"
        rows = self.query(
            f"SELECT * FROM {self.in_force('stations')} t WHERE verified AND NOT flagged{until}"
            " ORDER BY day DESC, record DESC LIMIT 1",
            [station, station],
        ).to_pylist()
        return rows[0] if rows else {}

    def findings(self, station: str, period: Period) -> dict[str, list[str]]:
        """What inspectors found within the period: per finding the answers of its latest day, in order of record."""
        if "inspections" not in self.tables:
            return {}
        rows: list[dict[str, Any]] = self.query(
            f"SELECT finding, day, answer FROM {self.in_force('inspections')} t WHERE verified AND NOT flagged"
            f" AND day >= DATE '{period.start.isoformat()}' AND day <= DATE '{period.end.isoformat()}'"
            " ORDER BY finding, day DESC, record",
            [station, station],
        ).to_pylist()
        latest: dict[str, date] = {}
        found: dict[str, list[str]] = {}
        for row in rows:
            if latest.setdefault(row["finding"], row["day"]) == row["day"]:
                found.setdefault(row["finding"], []).append(row["answer"])
        return found

    def profiles(self, on: date) -> dict[str, Mapping[str, object]]:
        """`profile` of every station at once, on or before the day `on`; stations without one are left out."""
        if "stations" not in self.tables:
            return {}
        rows = self.query(
            f"SELECT * FROM {_all_in_force('stations')} t WHERE verified AND NOT flagged AND day <= DATE '{on.isoformat()}'"
            " QUALIFY row_number() OVER (PARTITION BY station ORDER BY day DESC, record DESC) = 1"
        ).to_pylist()
        return {row["station"]: row for row in rows}

    def every_finding(self, period: Period) -> dict[str, dict[str, list[str]]]:
        """`findings` of every station at once."""
        if "inspections" not in self.tables:
            return {}
        rows = self.query(
            f"SELECT station, finding, answer FROM {_all_in_force('inspections')} t WHERE verified AND NOT flagged"
            f" AND day >= DATE '{period.start.isoformat()}' AND day <= DATE '{period.end.isoformat()}'"
            " QUALIFY day = max(day) OVER (PARTITION BY station, finding) ORDER BY station, finding, record"
        ).to_pylist()
        found: dict[str, dict[str, list[str]]] = {}
        for row in rows:
            found.setdefault(row["station"], {}).setdefault(row["finding"], []).append(row["answer"])
        return found


def _all_in_force(table: str) -> str:
    return (
        f"(SELECT * FROM {table} r WHERE NOT EXISTS (SELECT 1 FROM {table} c WHERE c.station = r.station"
        " AND c.supersedes = r.record AND c.record <> r.record))"
    )


def _connect(memory_limit: str, threads: int | None) -> duckdb.DuckDBPyConnection:
    return duckdb.connect(
        ":memory:",
        config={
            "memory_limit": memory_limit,
            "threads": str(threads or os.cpu_count() or 1),
            "temp_directory": str(Path(tempfile.gettempdir()) / "yizhan-facts"),
            "preserve_insertion_order": "false",
            "autoinstall_known_extensions": "false",
        },
    )


def _files(folder: Path, name: str) -> list[Path]:
    single = folder / f"{name}.parquet"
    return [single] if single.is_file() else sorted((folder / name).glob("*.parquet"))


def _columns(connection: duckdb.DuckDBPyConnection, name: str, listed: str) -> str:
    try:
        described = connection.execute(f"DESCRIBE SELECT * FROM read_parquet([{listed}])").fetchall()
    except duckdb.Error as error:
        raise Refusal(
            f"事实表「{name}」的文件无法读取：{error}", f"the files of fact table {name} cannot be read: {error}"
        ) from error
    given = {row[0]: str(row[1]) for row in described}
    return ", ".join(_selected(name, column, given.get(column.name)) for column in TABLES[name].columns)


def _selected(name: str, column: Column, given: str | None) -> str:
    wanted = _SQL_TYPES.get(column.kind, "VARCHAR")
    if given is None:
        if column.required:
            raise _refused(name, column, "缺少这一列", "the column is missing")
        return f"CAST(NULL AS {wanted}) AS {column.name}"
    if given.split("(")[0] not in _EXACT_SOURCES[wanted]:
        raise _refused(name, column, f"类型应为{wanted}，实为{given}", f"expected {wanted}, found {given}")
    return f"CAST({column.name} AS {wanted}) AS {column.name}"


def _unreadable(error: duckdb.Error) -> Refusal:
    return Refusal(f"事实表无法读取：{error}", f"the fact tables cannot be read: {error}")


def _refused(name: str, column: Column, zh: str, en: str) -> Refusal:
    label = TABLES[name].label
    return Refusal(
        f"事实表「{label.zh}」（{name}）的列「{column.name}」：{zh}", f"fact table {name}, column {column.name}: {en}"
    )


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
