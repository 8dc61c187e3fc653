"""One sheet or file, read column by column into values and refused cells."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Any

from yizhan.facts.workbook.checks import Found, cross_check
from yizhan.facts.workbook.cleaning import folded, quoted
from yizhan.facts.workbook.faults import Fault
from yizhan.facts.workbook.grid import Cell, CellError, Grid
from yizhan.facts.workbook.headers import Headers, find_headers, is_blank
from yizhan.facts.workbook.layout import Field, Layout
from yizhan.facts.workbook.opening import OpenDays, outside_open_days
from yizhan.facts.workbook.parties import read_employer, read_person
from yizhan.facts.workbook.values import plain_reader, read_answer, read_record
from yizhan.kernel.digests import digest
from yizhan.kernel.errors import BadCell

Reader = Callable[[Cell], Any]


@dataclass(frozen=True, slots=True)
class Door:
    """What it takes to be let in: the secret key for identity numbers, the day before which people are born, and the
    stations that rows may name and the days on which they were open, where these are known."""

    key: bytes
    today: date
    stations: frozenset[str] | None = None
    opened: OpenDays | None = None


@dataclass(frozen=True, slots=True)
class SheetRead:
    """The values of a sheet: `columns` by column name, of the usable rows only; `refused` cells of the others.

    `unusable` says that the header itself was refused, so that no row could be read.
    """

    layout: Layout
    columns: dict[str, list[Any]]
    refused: tuple[BadCell, ...]
    unusable: bool = False

    @property
    def rows(self) -> int:
        """How many rows can be used."""
        return len(self.columns["record"]) if self.columns else 0


def read_sheet(layout: Layout, grid: Grid, *, source: str, door: Door) -> SheetRead:
    """Every filled row below the header. Wholly empty rows are passed over; nothing is guessed."""
    place = _Place(source, layout.sheet)
    headers = find_headers(layout, grid)
    if headers.faults:
        refused = tuple(place.cell(grid.first_row + row, name, fault) for row, name, fault in headers.faults)
        return SheetRead(layout, {}, refused, unusable=True)
    rows = _filled(layout, grid, headers)
    numbers = [grid.first_row + index for index in rows]
    columns, faults = _read_columns(layout, grid, headers, rows, door)
    faults += _shapes(grid, rows, headers)
    faults += _derive(layout, columns, numbers, {index for index, _, _ in faults})
    faults += outside_open_days(layout, columns, door.opened or {})
    faults += cross_check(layout, columns, numbers, {index for index, _, _ in faults})
    bad = {index for index, _, _ in faults}
    usable = [index for index in range(len(rows)) if index not in bad]
    kept = {name: [values[index] for index in usable] for name, values in columns.items() if name != "place"}
    order = {field.header: position for position, field in enumerate(layout.fields)}
    faults.sort(key=lambda fault: (fault[0], order.get(fault[1], len(order))))
    return SheetRead(layout, kept, tuple(place.cell(numbers[index], name, fault) for index, name, fault in faults))


@dataclass(frozen=True, slots=True)
class _Place:
    source: str
    sheet: str

    def cell(self, row: int, column: str, fault: Fault) -> BadCell:
        return BadCell(self.source, self.sheet, row, column, fault.wrong, fault.remedy)


def _filled(layout: Layout, grid: Grid, headers: Headers) -> list[int]:
    """Indices of the rows that say something: more than a serial number, and in 检查结果 an answer."""
    serial = headers.places.get("序号")
    answer = headers.places.get(layout.table.column("answer").label.zh) if layout.table.name == "inspections" else None
    found = []
    for index in range(headers.row + 1, len(grid.rows)):
        row = grid.rows[index]
        if answer is not None:
            filled = answer < len(row) and not is_blank(row[answer])
        else:
            filled = any(not is_blank(cell) for position, cell in enumerate(row) if position != serial)
        if filled:
            found.append(index)
    return found


def _read_columns(
    layout: Layout, grid: Grid, headers: Headers, rows: Sequence[int], door: Door
) -> tuple[dict[str, list[Any]], list[Found]]:
    faults: list[Found] = []
    columns: dict[str, list[Any]] = {}
    for field in layout.fields:
        if field.use == "ignore":
            continue
        at = headers.places.get(field.header)
        cells = [grid.rows[index][at] if at is not None and at < len(grid.rows[index]) else None for index in rows]
        name = field.column.name if field.column else field.use
        columns[name] = _read_column(_reader(layout, field, door), field, cells, faults)
    return columns, faults


def _reader(layout: Layout, field: Field, door: Door) -> Reader:
    reading = field.reading
    if reading == "person":
        return lambda cell: read_person(cell, key=door.key, today=door.today)
    if reading == "employer":
        return lambda cell: read_employer(cell, key=door.key, today=door.today)
    if field.column is not None and field.column.name == "station":
        return lambda cell: _read_station(cell, door.stations)
    if reading == "record":
        return read_record
    if reading == "answer":
        return read_answer
    return read_record if field.column is None else plain_reader(layout.table.name, field.column)


def _read_station(cell: Cell, known: frozenset[str] | None) -> str | None:
    station = read_record(cell)
    if station is not None and known is not None and station not in known:
        raise Fault(
            f"没有编号为「{quoted(station)}」的驿站",
            f"there is no station {quoted(station)!r}",
            "请核对编号，或先在基本信息中加上该驿站",
            "check it, or add the station to the station profile first",
        )
    return station


def _read_column(read: Reader, field: Field, cells: Sequence[Cell], faults: list[Found]) -> list[Any]:
    """The values of one column. Equal cells are read once; the type is part of the key because True equals 1."""
    known: dict[tuple[type, Cell], Any] = {}
    values: list[Any] = []
    for index, cell in enumerate(cells):
        key = (cell.__class__, cell)
        if key not in known:
            known[key] = _attempt(read, field, cell)
        value = known[key]
        if value.__class__ is Fault:
            faults.append((index, field.header, value))
            value = None
        values.append(value)
    return values


def _attempt(read: Reader, field: Field, cell: Cell) -> Any:
    if isinstance(cell, CellError):
        return Fault(
            "单元格是错误值或未计算的公式",
            "the cell shows an error or an uncalculated formula",
            "请改填实际内容",
            "type the value itself",
        )
    try:
        value = None if cell is None else read(cell)
    except Fault as fault:
        return fault
    if value is not None:
        return value
    if field.blank == "refused":
        return Fault("没有填写", "is blank", f"请填写{field.header}", f"fill in {field.header}")
    return False if field.blank == "no" else None


def _shapes(grid: Grid, rows: Sequence[int], headers: Headers) -> Iterator[Found]:
    """Rows longer than the header, and rows that a merged cell covers."""
    for position, index in enumerate(rows):
        if any(not is_blank(cell) for cell in grid.rows[index][headers.width :]):
            fault = Fault(
                "表头之外还有内容",
                "holds more cells than the header",
                "请检查是否多了逗号或错列",
                "look for a stray comma or shifted cells",
            )
            yield position, f"第{headers.width + 1}列", fault
    changes = [0] * (len(grid.rows) + 1)
    for top, _, bottom, _ in grid.merged:
        changes[min(top, len(grid.rows))] += 1
        changes[min(bottom + 1, len(grid.rows))] -= 1
    covered = list(accumulate(changes))
    for position, index in enumerate(rows):
        if covered[index]:
            fault = Fault("单元格被合并", "cells are merged", "请取消合并后逐行填写", "unmerge and fill in every row")
            yield position, "合并单元格", fault


def _derive(layout: Layout, columns: dict[str, list[Any]], numbers: list[int], bad: set[int]) -> list[Found]:
    """Fills in what a sheet may leave out: record numbers from sheet and row, and the fingerprint of a post."""
    records = columns["record"]
    for index, number in enumerate(numbers):
        if records[index] is None:
            records[index] = f"{layout.sheet}-{number}"
    if "fingerprint" not in columns:
        return []
    missing = Fault("没有填写", "is blank", "请填写岗位名称（或岗位指纹）", "fill in the title or the fingerprint")
    faults = []
    for index, given in enumerate(columns["fingerprint"]):
        title = columns["title"][index]
        if given is not None or index in bad:
            continue
        if title is None:
            faults.append((index, "岗位名称", missing))
        else:
            columns["fingerprint"][index] = fingerprint(columns["employer"][index], title, columns["place"][index])
    return faults


def fingerprint(employer: str | None, title: str, place: str | None) -> str:
    """The fingerprint of a post: equal for the same employer, title and place of work, however they are typed."""
    return digest([folded(employer or ""), folded(title), folded(place or "")])[:32]
