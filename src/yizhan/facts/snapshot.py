"""A snapshot: the sealed records of one station and one period, which anybody can recompute a score from.

A folder with one Parquet file per table and `manifest.json`. Digests are of what the rows say, not of the files:

* a row is the canonical JSON list of its values in the order of the table's columns: text as it is, days as
  ``2024-01-31``, decimals as the shortest plain number in text, booleans and whole numbers as JSON has them, null as
  null;
* a table's digest is the SHA-256 of its name and its column names as a canonical JSON list, then its rows in the
  order of their bytes, one per line in UTF-8;
* the whole digest is that of the canonical JSON of format, station, period and each table's number of rows and
  digest.

So neither the order of rows nor the encoding of the files matters, and every change of a value does.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from yizhan.facts.definitions import First
from yizhan.facts.identities import any_identity_number
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.schemas import conform
from yizhan.facts.sources import Facts
from yizhan.facts.tables import TABLES
from yizhan.facts.windows import Days, Window, days_of, hull
from yizhan.kernel.digests import canonical, digest
from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import plain
from yizhan.kernel.periods import Period

MANIFEST = "manifest.json"
FORMAT = "yizhan-snapshot/1"


@dataclass(frozen=True, slots=True)
class Sealed:
    """One table of a snapshot: how many rows, and the digest of what they say."""

    rows: int
    digest: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a snapshot holds. Knows nothing of schemes: the same snapshot serves them all."""

    station: str
    period: Period
    tables: Mapping[str, Sealed]

    @property
    def digest(self) -> str:
        """The digest of the whole snapshot."""
        return digest(self.content())

    def content(self) -> dict[str, Any]:
        """The manifest as data, without its own digest."""
        tables = {name: {"rows": sealed.rows, "digest": sealed.digest} for name, sealed in self.tables.items()}
        period = {"start": self.period.start.isoformat(), "end": self.period.end.isoformat()}
        return {"format": FORMAT, "station": self.station, "period": period, "tables": tables}


def write(facts: Facts, station: str, period: Period, folder: Path) -> Manifest:
    """Seals the rows that any indicator or finding of the period can depend on: 24 months of honours, every post and
    every statement up to the period's end, corrections whatever their day. Absent tables stay absent, empty ones are
    written empty.

    Raises Refusal where the folder already holds something, the station does not occur, or a text among the rows holds a
    resident's identity number: what is sealed is handed on.
    """
    if station not in facts.stations():
        raise Refusal(f"记录中没有驿站「{station}」", f"no station {station!r} in the records")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise Refusal(f"「{folder}」已有内容，请另选一个空文件夹", f"{folder} is not an empty folder")
    tables = {name: conform(name, _rows(facts, name, station, period)) for name in TABLES if name in facts.tables}
    for name, table in tables.items():
        _check_anonymous(name, table)
    folder.mkdir(parents=True, exist_ok=True)
    sealed = {}
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
        sealed[name] = Sealed(table.num_rows, table_digest(name, table))
    manifest = Manifest(station, period, sealed)
    text = json.dumps(manifest.content() | {"digest": manifest.digest}, ensure_ascii=False, indent=2, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")
    return manifest


def read(folder: Path) -> tuple[Facts, Manifest]:
    """The facts and the manifest of a snapshot. Raises Refusal that names the first table whose rows are not what
    was sealed."""
    manifest, told = _manifest(folder)
    tables = {}
    for name in TABLES:
        file = folder / f"{name}.parquet"
        if file.exists() != (name in manifest.tables):
            raise _broken(name, "与清单不符：文件缺失或多余", "does not match the manifest: missing or not listed")
        if name in manifest.tables:
            tables[name] = _verified(name, file, manifest.tables[name])
            _only(name, tables[name], manifest.station)
    if manifest.digest != told:
        raise Refusal(
            "清单的摘要不符，封存内容已被改动", "the manifest's digest does not hold: it was changed after sealing"
        )
    return Facts.from_tables(tables), manifest


def table_digest(name: str, table: pa.Table) -> str:
    """The digest of what the rows of a conforming table say, whatever their order."""
    columns = [column.name for column in TABLES[name].columns]
    values = [[_plain(value) for value in table.column(column).to_pylist()] for column in columns]
    lines = sorted(canonical(list(row)).encode("utf-8") for row in zip(*values, strict=True))
    content = hashlib.sha256(canonical([name, columns]).encode("utf-8"))
    for line in lines:
        content.update(b"\n" + line)
    return content.hexdigest()


def needed(name: str, period: Period) -> Days:
    """The days of the table on which an indicator or finding of the period can depend."""
    spans = [Days(period.start, period.end)]
    for indicator in INDICATORS.values():
        if indicator.table == name:
            first = isinstance(indicator.statistic, First)
            spans.append(days_of(Window.END if first else indicator.window, period))
    return hull(spans)


def _rows(facts: Facts, name: str, station: str, period: Period) -> pa.Table:
    days = needed(name, period)
    start = "" if days.start is None else f" AND day >= DATE '{days.start.isoformat()}'"
    inside = f"SELECT * FROM {name} WHERE station = ? AND day <= DATE '{days.end.isoformat()}'{start}"
    outside = f"SELECT * FROM {name} c WHERE c.station = ? AND c.supersedes IN (SELECT record FROM inside)"
    outside += f" AND NOT (c.day <= DATE '{days.end.isoformat()}'{start.replace('day', 'c.day')})"
    sql = f"WITH inside AS ({inside}) SELECT * FROM (SELECT * FROM inside UNION ALL {outside}) t ORDER BY day, record"
    return facts.query(sql, [station, station])


def _check_anonymous(name: str, table: pa.Table) -> None:
    for column in TABLES[name].columns:
        texts = table.column(column.name)
        if pa.types.is_string(texts.type) and any_identity_number(texts):
            raise Refusal(
                f"表「{TABLES[name].label.zh}」（{name}）的列「{column.name}」含有身份证号码，不能封存，请先删除",
                f"fact table {name}, column {column.name} holds an identity number; delete it before sealing",
            )


def _verified(name: str, file: Path, sealed: Sealed) -> pa.Table:
    try:
        table = conform(name, pq.read_table(file))
    except (pa.ArrowException, OSError) as error:
        raise _broken(name, "文件无法读取", "cannot be read") from error
    if table.num_rows != sealed.rows:
        raise _broken(
            name, f"应有{sealed.rows}行，实有{table.num_rows}行", f"{sealed.rows} rows sealed, {table.num_rows} found"
        )
    if table_digest(name, table) != sealed.digest:
        raise _broken(name, "内容与封存时不同", "rows differ from what was sealed")
    return table


def _only(name: str, table: pa.Table, station: str) -> None:
    if set(table.column("station").to_pylist()) - {station}:
        raise _broken(name, "含有其他驿站的记录", "rows of another station")


def _manifest(folder: Path) -> tuple[Manifest, str]:
    try:
        content = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        told = str(content["digest"])
        if content["format"] != FORMAT:
            raise Refusal(f"不认识的封存格式「{content['format']}」", f"unknown snapshot format {content['format']!r}")
        period = Period(date.fromisoformat(content["period"]["start"]), date.fromisoformat(content["period"]["end"]))
        tables = {str(name): Sealed(int(each["rows"]), str(each["digest"])) for name, each in content["tables"].items()}
        manifest = Manifest(str(content["station"]), period, tables)
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise Refusal(
            f"「{folder / MANIFEST}」缺失或无法读取", f"{folder / MANIFEST} is missing or cannot be read"
        ) from error
    unknown = sorted(set(tables) - set(TABLES))
    if unknown:
        raise Refusal(f"清单中有不认识的表「{unknown[0]}」", f"the manifest lists an unknown table {unknown[0]!r}")
    return manifest, told


def _plain(value: object) -> object:
    if isinstance(value, Decimal):
        return plain(Fraction(value))
    return value.isoformat() if isinstance(value, date) else value


def _broken(name: str, zh: str, en: str) -> Refusal:
    return Refusal(f"封存的表「{TABLES[name].label.zh}」（{name}）{zh}", f"snapshot table {name}: {en}")
