"""A folder of records: one CSV or Parquet file per fact table, of any number of stations."""

import csv
import io
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from difflib import get_close_matches
from pathlib import Path

import pyarrow as pa

from yizhan.facts.columns import Table
from yizhan.facts.gate import check_parquet
from yizhan.facts.tables import TABLES
from yizhan.facts.workbook.conform import arrow_table
from yizhan.facts.workbook.faults import ManyBadRecords
from yizhan.facts.workbook.grid import Grid
from yizhan.facts.workbook.layout import folder_layout
from yizhan.facts.workbook.opening import open_days
from yizhan.facts.workbook.sheet import Door, SheetRead, read_sheet
from yizhan.kernel.errors import BadCell, Refusal

LARGEST_CSV = 200 * 2**20


@dataclass(frozen=True, slots=True)
class FolderRead:
    """The fact tables of a folder. Of CSV they are loaded into `tables`, and `stations` are those of the profile file, or
    of the rows where there is none. Of Parquet they stay where they are: `parquet` names the folder, with checked schemas."""

    stations: tuple[str, ...]
    tables: dict[str, pa.Table] = field(default_factory=dict)
    refused: tuple[BadCell, ...] = ()
    parquet: Path | None = None


def read_folder(path: Path, *, key: bytes, today: date, skip_bad_rows: bool = False) -> FolderRead:
    """The records in a folder of ``<table>.csv`` or ``<table>.parquet``; a table without a file is not supplied.

    CSV is UTF-8 (a byte-order mark is allowed) with English column names or Chinese headers, read by the rules of a
    workbook; every row names its station. Parquet holds pseudonymous keys already; schema and values of
    each file are checked (`gate`). Raises BadRecords for rows, Refusal for files.
    """
    if not path.is_dir():
        raise Refusal(f"找不到文件夹 {path.name}", f"there is no folder {path.name}")
    csvs = sorted(found for found in path.iterdir() if found.suffix.lower() == ".csv" and found.is_file())
    # Shallow paths first, so that `<table>.parquet` is known before a folder of the same name.
    parquets = sorted(
        (found for found in path.rglob("*.parquet") if found.is_file()), key=lambda file: (len(file.parts), file)
    )
    if bool(csvs) == bool(parquets):
        raise Refusal(
            f"文件夹 {path.name} 中应有一种格式的数据文件：全部是 .csv 或全部是 .parquet",
            f"folder {path.name} must hold data files of one format: .csv or .parquet",
        )
    if parquets:
        _check_parquets(path, parquets)
        return FolderRead((), parquet=path)
    return _read_csvs(_by_table(csvs), Door(key, today), skip_bad_rows)


def _read_csvs(files: dict[str, Path], door: Door, skip_bad_rows: bool) -> FolderRead:
    if not door.key:
        raise Refusal("缺少脱敏密钥", "the pseudonymisation key is missing")
    reads: list[SheetRead] = []
    for name in sorted(files, key=lambda name: name != "stations"):
        read = read_sheet(folder_layout(TABLES[name]), _csv_grid(files[name]), source=files[name].name, door=door)
        reads.append(read)
        if name == "stations" and not read.unusable:
            stations = read.columns["station"]
            door = Door(door.key, door.today, frozenset(stations), open_days(stations, read.columns))
    refused = tuple(cell for read in reads for cell in read.refused)
    if any(read.unusable for read in reads) or (refused and not skip_bad_rows):
        raise ManyBadRecords(refused)
    tables = {read.layout.table.name: arrow_table(read.layout.table, read.columns, read.rows) for read in reads}
    found = door.stations or {station for read in reads for station in read.columns["station"]}
    return FolderRead(tuple(sorted(found)), tables, refused)


def _by_table(files: Iterable[Path]) -> dict[str, Path]:
    found: dict[str, Path] = {}
    for file in files:
        name = _table(file.stem, file.name).name
        if name in found:
            raise Refusal(
                f"{found[name].name} 和 {file.name} 是同一张表，请合并为一个文件",
                f"{found[name].name} and {file.name} are the same table; merge them",
            )
        found[name] = file
    return found


def _table(name: str, file: str) -> Table:
    named = {**{table.label.zh: table for table in TABLES.values()}, **TABLES}
    if name in named:
        return named[name]
    raise _no_table(name, file, named)


def _no_table(name: str, file: str, names: Iterable[str]) -> Refusal:
    near = get_close_matches(name, names, n=1, cutoff=0.4)
    hint_zh = f"是否为「{near[0]}」？" if near else ""
    hint_en = f" did you mean {near[0]!r}?" if near else ""
    return Refusal(
        f"{file}：没有名为「{name}」的表。{hint_zh}可用的表名：{'、'.join(TABLES)}",
        f"{file}: there is no table {name!r}.{hint_en} Tables: {', '.join(TABLES)}",
    )


def _csv_grid(file: Path) -> Grid:
    if file.stat().st_size > LARGEST_CSV:
        raise Refusal(
            f"{file.name} 超过 {LARGEST_CSV >> 20} MB。请改用 Parquet",
            f"{file.name} is larger than {LARGEST_CSV >> 20} MB; use Parquet",
        )
    text = _decoded(file)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    except csv.Error as error:
        raise Refusal(
            f"{file.name} 不是完整的 CSV：引号没有成对或单元格过长。请从 Excel 重新另存为“CSV UTF-8”",
            f"{file.name} is not complete CSV: an unclosed quotation mark or an overlong cell; save it again",
        ) from error
    return Grid([list(row) for row in rows])


def _decoded(file: Path) -> str:
    content = file.read_bytes()
    if content.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise Refusal(
            f"{file.name} 其实是 Excel 工作簿。请另存为“CSV UTF-8”，或直接提交 .xlsx",
            f"{file.name} is an Excel workbook; save it as CSV UTF-8 or hand in the .xlsx itself",
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise Refusal(
            f"{file.name} 不是 UTF-8 编码（可能是 GBK 或 UTF-16）。请在 Excel 或 WPS 中另存为“CSV UTF-8（逗号分隔）”",
            f"{file.name} is not UTF-8 (probably GBK or UTF-16); save it as CSV UTF-8",
        ) from error


def _check_parquets(folder: Path, files: Iterable[Path]) -> None:
    whole: set[str] = set()
    for file in files:
        place = file.relative_to(folder).parts
        name = file.stem if len(place) == 1 else place[0]
        if len(place) > 2 or name in whole:
            raise Refusal(
                f"{'/'.join(place)} 的位置不对，每张表应是 <表名>.parquet 或 <表名>/*.parquet",
                f"{'/'.join(place)} is misplaced; a table is <table>.parquet or <table>/*.parquet",
            )
        if name not in TABLES:
            raise _no_table(name, "/".join(place), TABLES)
        check_parquet(file, TABLES[name])
        if len(place) == 1:
            whole.add(name)
