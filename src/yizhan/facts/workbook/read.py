"""Reading a station workbook: all of it, or a list of what has to be mended."""

from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pyarrow as pa

from yizhan.facts.workbook.archive import open_archive
from yizhan.facts.workbook.cleaning import cleaned, folded, quoted
from yizhan.facts.workbook.conform import arrow_table
from yizhan.facts.workbook.faults import Fault, ManyBadRecords
from yizhan.facts.workbook.grid import Grid, read_grids
from yizhan.facts.workbook.headers import is_blank
from yizhan.facts.workbook.layout import WORKBOOK, Layout
from yizhan.facts.workbook.opening import open_days
from yizhan.facts.workbook.sheet import Door, SheetRead, read_sheet
from yizhan.kernel.errors import BadCell, Refusal

PROFILE = "基本信息"
GUIDE, EXAMPLES = "填写说明", "示例"
NOT_RECORDS = (GUIDE, EXAMPLES)
# Rosters of persons and employers are for the register of the platform; no fact is read from them.
ROSTERS = WORKERS, EMPLOYERS = "零工名册", "用工主体名册"


@dataclass(frozen=True, slots=True)
class WorkbookRead:
    """The fact tables of one station. A sheet that is absent has no table; an empty sheet has an empty one.

    `refused` lists the cells whose rows were left out; it is empty unless bad rows were skipped.
    """

    station: str
    tables: dict[str, pa.Table]
    refused: tuple[BadCell, ...] = ()


def read_workbook(path: Path, *, key: bytes, today: date, skip_bad_rows: bool = False) -> WorkbookRead:
    """The records in a station workbook (.xlsx).

    Identity numbers become digests under `key`; names, telephone numbers and addresses are not kept. A blank 已核验 means
    not verified, a blank 核查不实 not found false. Raises BadRecords with every refused cell, or leaves those rows out
    when `skip_bad_rows`; a header that cannot be understood is refused in either case. Raises Refusal when the file is
    no such workbook. Nothing is half-read.
    """
    if not key:
        raise Refusal("缺少脱敏密钥", "the pseudonymisation key is missing")
    sheets = _known_sheets(read_grids(open_archive(path)))
    reads = _read_sheets(sheets, path.name, Door(key, today))
    refused = tuple(cell for read in reads for cell in read.refused)
    if any(read.unusable for read in reads) or (refused and not skip_bad_rows):
        raise ManyBadRecords(refused)
    profile = next(read for read in reads if read.layout.sheet == PROFILE)
    if not profile.rows:
        if refused:
            raise ManyBadRecords(refused)
        raise _no_profile()
    station = _station(profile, path.name)
    tables = {}
    for read in reads:
        columns = {**read.columns, "station": [station] * read.rows}
        tables[read.layout.table.name] = arrow_table(read.layout.table, columns, read.rows)
    return WorkbookRead(station, tables, refused)


def _read_sheets(sheets: list[tuple[Layout, Grid]], source: str, door: Door) -> list[SheetRead]:
    """Every sheet in the order of the workbook; the profile is read first, because it says when the station was open."""
    layout, grid = next(each for each in sheets if each[0].sheet == PROFILE)
    profile = read_sheet(layout, grid, source=source, door=door)
    if not profile.unusable:
        door = replace(door, opened=open_days([""] * profile.rows, profile.columns))
    return [
        profile if layout.sheet == PROFILE else read_sheet(layout, grid, source=source, door=door)
        for layout, grid in sheets
    ]


def _known_sheets(grids: dict[str, Grid]) -> list[tuple[Layout, Grid]]:
    named = {folded(name): layout for name, layout in WORKBOOK.items()}
    passed_over = {folded(name) for name in (*NOT_RECORDS, *ROSTERS)}
    found: dict[str, tuple[Layout, Grid]] = {}
    for name, grid in grids.items():
        word = folded(name)
        if word in passed_over or (word not in named and all(is_blank(cell) for row in grid.rows for cell in row)):
            continue
        if word not in named:
            raise Refusal(
                f"工作表「{quoted(name)}」不是模板中的工作表。可用的名称：{'、'.join(WORKBOOK)}。请改名，或删除此表",
                f"sheet {quoted(name)!r} is not in the template; delete it or rename it to one of {', '.join(WORKBOOK)}",
            )
        if word in found:
            raise Refusal(
                f"工作表「{quoted(name)}」重复。请只保留一张", f"sheet {quoted(name)!r} occurs twice; keep one"
            )
        found[word] = (named[word], grid)
    if folded(PROFILE) not in found:
        raise _no_profile()
    return list(found.values())


def _station(profile: SheetRead, source: str) -> str:
    """The one station that the workbook is about: its number, or its name where it has none."""
    numbers = [number or name for number, name in zip(profile.columns["station"], profile.columns["name"], strict=True)]
    if len(set(numbers)) > 1:
        fault = Fault(
            "一本工作簿只能有一个驿站",
            "a workbook is about one station",
            "请填写同一个驿站编号，其他驿站另用一本工作簿",
            "write the same station number; use another workbook for another station",
        )
        raise ManyBadRecords((BadCell(source, PROFILE, 0, "驿站编号", fault.wrong, fault.remedy),))
    return cleaned(numbers[0])


def _no_profile() -> Refusal:
    return Refusal(
        f"缺少「{PROFILE}」的内容，不知道是哪个驿站。请使用模板并填写「{PROFILE}」",
        f"sheet {PROFILE} is missing or empty, so the station is unknown; use the template and fill it in",
    )
