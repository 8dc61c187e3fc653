"""Opening what a user hands in: workbooks, a folder of CSV or Parquet, or a sealed snapshot."""

import os
import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import pyarrow as pa

from yizhan.facts.folder import read_folder
from yizhan.facts.snapshot import MANIFEST
from yizhan.facts.snapshot import read as read_snapshot
from yizhan.facts.sources import Facts
from yizhan.facts.workbook.read import read_workbook
from yizhan.kernel.errors import BadCell, Refusal

KEY_VARIABLE = "YIZHAN_KEY"


@dataclass(frozen=True)
class Records:
    """Facts ready to be measured, and the rows that were refused on the way in (only when the user chose to skip them)."""

    facts: Facts
    refused: tuple[BadCell, ...] = ()

    def station(self, asked: str | None) -> str:
        """The station asked for, or the only one. A Refusal lists what there is."""
        found = self.facts.stations()
        if asked is None and len(found) == 1:
            return found[0]
        if asked in found:
            return str(asked)
        if not found:
            raise Refusal("记录是空的，没有任何驿站", "the records are empty: no station occurs")
        listed = "、".join(found[:12]) + ("……" if len(found) > 12 else "")
        if asked is None:
            raise Refusal(
                f"记录中有{len(found)}个驿站，请用 --station 指定：{listed}",
                f"{len(found)} stations; name one: {listed}",
            )
        raise Refusal(f"记录中没有驿站「{asked}」，可选：{listed}", f"no station {asked!r}; stations are {listed}")


def pseudonym_key() -> bytes:
    """The key under which identity numbers become digests: from the environment, or one for this run only.

    Without a lasting key, digests of two runs cannot be matched; scores do not depend on it.
    """
    given = os.environ.get(KEY_VARIABLE, "")
    return given.encode("utf-8") if given else secrets.token_bytes(32)


def open_records(paths: Sequence[Path], *, today: date, skip_bad_rows: bool = False) -> Records:
    """The records in one folder, one snapshot, or any number of workbooks (one station each).

    Raises BadRecords with every refused row unless they are to be skipped; Refusal for files that cannot be used.
    """
    for path in paths:
        if not path.exists():
            raise Refusal(f"找不到「{path}」", f"there is no {path}")
    folders = [path for path in paths if path.is_dir()]
    if folders:
        if len(paths) > 1:
            raise Refusal("一次只能给一个文件夹，或若干工作簿", "give one folder, or workbooks")
        return _folder(folders[0], today, skip_bad_rows)
    return _workbooks(paths, today, skip_bad_rows)


def _folder(path: Path, today: date, skip_bad_rows: bool) -> Records:
    if (path / MANIFEST).is_file():
        return Records(read_snapshot(path)[0])
    read = read_folder(path, key=pseudonym_key(), today=today, skip_bad_rows=skip_bad_rows)
    facts = Facts.from_parquet(read.parquet) if read.parquet else Facts.from_tables(read.tables)
    return Records(facts, read.refused)


def _workbooks(paths: Sequence[Path], today: date, skip_bad_rows: bool) -> Records:
    key = pseudonym_key()
    tables: dict[str, list[pa.Table]] = {}
    refused: list[BadCell] = []
    stations: dict[str, str] = {}
    for path in paths:
        read = read_workbook(path, key=key, today=today, skip_bad_rows=skip_bad_rows)
        if read.station in stations:
            raise Refusal(
                f"{path.name} 与 {stations[read.station]} 是同一个驿站「{read.station}」，请合并后再算",
                f"{path.name} and {stations[read.station]} are the same station {read.station!r}",
            )
        stations[read.station] = path.name
        refused += read.refused
        for name, table in read.tables.items():
            tables.setdefault(name, []).append(table)
    return Records(Facts.from_tables({name: pa.concat_tables(found) for name, found in tables.items()}), tuple(refused))
