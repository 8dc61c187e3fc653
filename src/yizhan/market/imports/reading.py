"""A workbook read into rows: every usable row as what it says, every other with what is wrong and how to mend it."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from yizhan.facts.workbook.archive import open_archive
from yizhan.facts.workbook.cleaning import cleaned, folded, quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.grid import Cell, CellError, Grid, read_grids
from yizhan.facts.workbook.headers import Headers, find_headers, is_blank
from yizhan.facts.workbook.layout import IDENTITY, Field, Layout
from yizhan.facts.workbook.read import NOT_RECORDS
from yizhan.facts.workbook.values import plain_reader, read_text
from yizhan.kernel.errors import BadCell, Refusal
from yizhan.kernel.phones import mobile_number
from yizhan.market.imports.sayings import Said
from yizhan.market.imports.sheets import LAYOUTS, PASSED_OVER, PHONE
from yizhan.market.imports.telling import tell

MOST_ROWS = 20_000
_SCIENTIFIC = re.compile(r"[0-9]+(\.[0-9]+)?[eE]\+?[0-9]+")
_NUMBERS = ("统一社会信用代码", "区划代码", IDENTITY, "用工单位")


@dataclass(frozen=True, slots=True)
class RowRead:
    """One filled row: what it says, or why it cannot be used. `number` is what people see beside the row."""

    sheet: str
    number: int
    said: Said | None
    faults: tuple[BadCell, ...]


@dataclass(frozen=True, slots=True)
class BookRead:
    """The rows in the order of the workbook, and the sheets that hold nothing for the register."""

    rows: tuple[RowRead, ...]
    passed_over: tuple[str, ...]


def read_book(path: Path, *, source: str, today: date) -> BookRead:
    """Reads the sheets of `sheets.LAYOUTS`. Refusal for what is no workbook, macros, bombs, too many rows, a sheet or header that
    cannot be understood, and a file without any of the sheets."""
    rows: list[RowRead] = []
    passed_over: list[str] = []
    seen: set[str] = set()
    known = {folded(name): name for name in (*LAYOUTS, *PASSED_OVER, *NOT_RECORDS)}
    for title, grid in read_grids(open_archive(path)).items():
        name = known.get(folded(title))
        if all(is_blank(cell) for row in grid.rows for cell in row) or name in NOT_RECORDS:
            continue
        if name is None:
            raise Refusal(
                f"工作表「{quoted(title)}」不是模板中的工作表，可导入的有：{'、'.join(LAYOUTS)}。请改名，或删除此表",
                f"sheet {quoted(title)!r} is not in the template",
            )
        if name in seen:
            raise Refusal(f"工作表「{name}」重复，请只保留一张", f"sheet {name!r} occurs twice")
        seen.add(name)
        if name in LAYOUTS:
            rows += _read_sheet(LAYOUTS[name], grid, source, today)
        else:
            passed_over.append(name)
    if not seen & set(LAYOUTS):
        raise Refusal(
            f"没有可导入的工作表，应至少有一张：{'、'.join(LAYOUTS)}", f"none of the sheets {', '.join(LAYOUTS)}"
        )
    if len(rows) > MOST_ROWS:
        raise Refusal(f"一次最多导入{MOST_ROWS}行，请分成几个文件", f"at most {MOST_ROWS} rows")
    return BookRead(tuple(rows), tuple(passed_over))


def _read_sheet(layout: Layout, grid: Grid, source: str, today: date) -> Iterator[RowRead]:
    headers = find_headers(layout, grid)
    if headers.faults:
        row, name, fault = headers.faults[0]
        place = f"「{layout.sheet}」第{grid.first_row + row}行「{name}」"
        more = f"（另有{len(headers.faults) - 1}处表头问题）" if len(headers.faults) > 1 else ""
        raise Refusal(f"{place}：{fault.wrong.zh}。{fault.remedy.zh}{more}", f"{layout.sheet}: {fault.wrong.en}")
    merged = _merged(grid)
    serial = headers.places.get("序号")
    for index in range(headers.row + 1, len(grid.rows)):
        cells = grid.rows[index]
        if any(not is_blank(cell) for at, cell in enumerate(cells) if at != serial):
            number = grid.first_row + index
            yield _read_row(layout, headers, cells, (source, number), today, merged=index in merged)


def _read_row(
    layout: Layout, headers: Headers, cells: Sequence[Cell], place: tuple[str, int], today: date, *, merged: bool
) -> RowRead:
    values: dict[str, Any] = {}
    found = list(_shape(headers, cells, merged=merged))
    for field in layout.fields:
        at = headers.places.get(field.header)
        cell = cells[at] if at is not None and at < len(cells) else None
        try:
            values[field.header] = _value(layout, field, cell)
        except Fault as fault:
            found.append((field.header, fault))
    said = None
    if not found:
        try:
            said = tell(layout.sheet, values, today=today)
        except Fault as fault:
            found.append((fault.args[1] if len(fault.args) > 1 else "整行", fault))
    faults = tuple(BadCell(place[0], layout.sheet, place[1], name, fault.wrong, fault.remedy) for name, fault in found)
    return RowRead(layout.sheet, place[1], said, faults)


def _value(layout: Layout, field: Field, cell: Cell) -> Any:
    if isinstance(cell, CellError):
        raise Fault("单元格是错误值或未计算的公式", "shows an error", "请改填实际内容", "type the value itself")
    value = None if cell is None else _reader(layout, field)(cell)
    if value is None and field.blank == "refused":
        raise Fault("没有填写", "is blank", f"请填写{field.header}", f"fill in {field.header}")
    return False if value is None and field.blank == "no" else value


def _reader(layout: Layout, field: Field) -> Callable[[Cell], Any]:
    if field.header == PHONE:
        return _read_phone
    if field.header in _NUMBERS or (field.column is not None and field.column.kind in ("person", "employer")):
        return _typed
    if field.column is None or field.column.name in ("record", "supersedes"):
        return _words if field.use == "ignore" else read_text
    return plain_reader(layout.table.name, field.column)


def _words(cell: Cell) -> str | None:
    """A column that the scoring command never looks at may hold anything; here it is read where it is text."""
    return cleaned(cell) or None if isinstance(cell, str) else None


def _typed(cell: Cell) -> str | None:
    """A number as text. Stored as a number it may have lost its last digits, so it is refused and never guessed."""
    if isinstance(cell, str):
        text = cleaned(cell)
        if not _SCIENTIFIC.fullmatch(text):
            return text or None
    raise Fault(
        "号码被存成了数字或日期，末尾数字可能已丢失",
        "stored as a number or a date; the last digits may be lost",
        "请把该列设为文本格式后重新输入",
        "set the column to text and type it again",
    )


def _read_phone(cell: Cell) -> str | None:
    text = _typed(cell)
    if text is None:
        return None
    try:
        return mobile_number(text)
    except Refusal as refusal:
        raise Fault(*refusal.text, "请核对后重新填写，或留空", "check it, or leave it blank") from refusal


def _shape(headers: Headers, cells: Sequence[Cell], *, merged: bool) -> Iterator[tuple[str, Fault]]:
    if any(not is_blank(cell) for cell in cells[headers.width :]):
        fault = Fault(
            "表头之外还有内容", "holds more cells than the header", "请检查是否错列", "look for shifted cells"
        )
        yield f"第{headers.width + 1}列", fault
    if merged:
        yield "合并单元格", Fault("单元格被合并", "cells are merged", "请取消合并后逐行填写", "unmerge the cells")


def _merged(grid: Grid) -> set[int]:
    last = len(grid.rows) - 1
    return {row for top, _, bottom, _ in grid.merged for row in range(top, min(bottom, last) + 1)}
