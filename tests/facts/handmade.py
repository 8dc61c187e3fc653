"""Fact tables written by hand: a row is what is said of it, everything else is unremarkable."""

from datetime import date
from typing import Any

import pyarrow as pa

from yizhan.facts.columns import Column
from yizhan.facts.engine import Facts, measure
from yizhan.facts.schemas import SCHEMAS
from yizhan.facts.tables import TABLES
from yizhan.kernel.measures import Count
from yizhan.kernel.periods import Period

YEAR = Period.parse("2024")
Row = dict[str, Any]


def row(table: str, day: str, **said: Any) -> Row:
    """A verified, proven row of station S on the day (ISO)."""
    values = {column.name: _ordinary(column) for column in TABLES[table].columns}
    values |= {"station": "S", "day": date.fromisoformat(day), "proof": "photo", "verified": True, "flagged": False}
    return values | {"supersedes": None} | {name: _day(value) for name, value in said.items()}


def _day(value: Any) -> Any:
    return date.fromisoformat(value) if isinstance(value, str) and len(value) == 10 and value[4] == "-" else value


def _ordinary(column: Column) -> Any:
    if not column.required:
        return None
    if column.kind == "choice":
        return column.codes[0]
    if column.kind == "bool":
        return column.name not in ("discriminatory", "false_info", "stale")
    return {"day": date(2020, 1, 1), "count": 0}.get(column.kind, f"some {column.name}")


def facts(**tables: list[Row]) -> Facts:
    """The rows as facts; records are numbered where they are not named, the station is open since 2020 unless
    said."""
    tables = {"stations": [row("stations", "2023-01-01")]} | tables
    for name, rows in tables.items():
        for number, each in enumerate(rows):
            if each["record"] == "some record":
                each["record"] = f"{name}-{number:03d}"
    return Facts.from_tables({name: pa.Table.from_pylist(rows, schema=SCHEMAS[name]) for name, rows in tables.items()})


def count(name: str, period: Period = YEAR, **tables: list[Row]) -> Count:
    """One indicator of station S."""
    return measure(facts(**tables), period, [name], ["S"]).station("S")[name]
