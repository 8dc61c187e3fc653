"""Sheets as grids of cells: where content lies, which cells hold errors, and the parser behind it all."""

import io
import json
import re
import subprocess
import sys
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from xml.etree import ElementTree

import python_calamine

from yizhan.facts.workbook import confined
from yizhan.facts.workbook.archive import Archive
from yizhan.kernel.errors import Refusal

IN_PROCESS_LIMIT = 50 * 2**20
MOST_ROWS = 200_000
MOST_CELLS = 4_000_000
LONG_TEXT = 1000
CHILD_SECONDS = 60

_REFERENCE = rb'<(?:\w+:)?c\s(?:[^>]*?\s)?r="([A-Z]{1,3})([0-9]{1,7})"[^>]*?'
_CELL = re.compile(_REFERENCE + rb"(/?)>")
_OPENER = re.compile(rb"<(?:\w+:)?c[\s/>]")
_ODD_QUOTES = re.compile(rb"<(?:\w+:)?c\s[^>]*'")
_ERROR = re.compile(_REFERENCE.replace(rb"c\s", rb'c\s(?=[^>]*\bt="e")', 1) + rb">")
_UNCOMPUTED = re.compile(
    _REFERENCE + rb">\s*<(?:\w+:)?f(?:\s[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


@dataclass(frozen=True, slots=True)
class CellError:
    """A cell that shows an error (#REF!, #N/A) or a formula that was never calculated."""


Cell = str | int | float | bool | date | datetime | time | timedelta | CellError | None


@dataclass(frozen=True, slots=True)
class Grid:
    """The cells of one sheet from row 1, column 1 on; `first_row` is the number people see beside `rows[0]`."""

    rows: list[list[Cell]]
    merged: tuple[tuple[int, int, int, int], ...] = ()
    first_row: int = 1


@dataclass(slots=True)
class _Extent:
    rows: int = 0
    columns: int = 0
    provable: bool = True
    errors: list[tuple[int, int]] = field(default_factory=list)


def read_grids(archive: Archive) -> dict[str, Grid]:
    """Every worksheet by name, in workbook order. Refusal when it cannot be parsed within the limits."""
    sources = _sheet_parts(archive)
    extents = {name: _extent(archive.parts[part]) for name, part in sources.items() if part in archive.parts}
    for name, extent in extents.items():
        if extent.rows > MOST_ROWS or extent.rows * extent.columns > MOST_CELLS:
            raise Refusal(
                f"工作表「{name}」的内容延伸到第{extent.rows}行、第{extent.columns}列，超出可读范围。请删除表格以外的内容",
                f"sheet {name!r} reaches row {extent.rows}, column {extent.columns}; clear what lies outside",
            )
    near = _weight(archive) <= IN_PROCESS_LIMIT and all(extent.provable for extent in extents.values())
    grids = _parse_here(archive.packed()) if near else _parse_confined(archive.packed())
    for name, extent in extents.items():
        if name in grids:
            _mark_errors(grids[name].rows, extent.errors)
    return grids


def _weight(archive: Archive) -> int:
    """Bytes to be parsed, counting a long shared text once for every cell: one may be used a million times."""
    size = sum(map(len, archive.parts.values()))
    texts = archive.parts.get("xl/sharedStrings.xml", b"").split(b"<si")
    uses = sum(part.count(b't="s"') for name, part in archive.parts.items() if name.startswith("xl/worksheets/"))
    longest = max(map(len, texts))
    return size + (longest * uses if longest > LONG_TEXT else 0)


def _sheet_parts(archive: Archive) -> dict[str, str]:
    try:
        book = ElementTree.fromstring(archive.parts["xl/workbook.xml"])
        links = ElementTree.fromstring(archive.parts["xl/_rels/workbook.xml.rels"])
    except (KeyError, ElementTree.ParseError) as error:
        raise _unreadable() from error
    targets = {link.get("Id", ""): link.get("Target", "") for link in links}
    found: dict[str, str] = {}
    for element in book.iter():
        if element.tag.rpartition("}")[2] != "sheet":
            continue
        relation = next((value for name, value in element.attrib.items() if name.endswith("}id")), "")
        target = targets.get(relation, "")
        part = target.removeprefix("/") if target.startswith("/") else f"xl/{target}"
        found[element.get("name", "")] = part
    return found


def _extent(xml: bytes) -> _Extent:
    """How far the filled cells reach. Not provable when cells are written in a way that the scan does not know."""
    extent = _Extent()
    known = 0
    letters: set[bytes] = set()
    last = 0
    for column, row, blank in _CELL.findall(xml):
        known += 1
        if not blank:
            letters.add(column)
            last = max(last, int(row))
    extent.rows = last
    extent.columns = max((_column_number(column) for column in letters), default=0)
    plainly = b"<!--" not in xml and b"<![CDATA[" not in xml and not (b"'" in xml and _ODD_QUOTES.search(xml))
    extent.provable = plainly and known == len(_OPENER.findall(xml))
    if b't="e"' in xml:
        extent.errors += _places(_ERROR.findall(xml))
    if b"<f" in xml or b":f" in xml:
        extent.errors += _places(_UNCOMPUTED.findall(xml))
    return extent


def _places(found: list[tuple[bytes, bytes]]) -> list[tuple[int, int]]:
    return [(int(row) - 1, _column_number(column) - 1) for column, row in found]


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _parse_here(packed: bytes) -> dict[str, Grid]:
    try:
        with python_calamine.load_workbook(io.BytesIO(packed)) as book:
            return {name: _grid(book.get_sheet_by_name(name)) for name in _worksheets(book)}
    except (python_calamine.CalamineError, OSError, ValueError, OverflowError) as error:
        raise _unreadable() from error
    except BaseException as error:
        # The parser is Rust: a panic arrives as a BaseException of a class that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise _unreadable() from error
        raise


def _worksheets(book: python_calamine.CalamineWorkbook) -> list[str]:
    return [sheet.name for sheet in book.sheets_metadata if sheet.typ == python_calamine.SheetTypeEnum.WorkSheet]


def _grid(sheet: python_calamine.CalamineSheet) -> Grid:
    merged = tuple((top, left, bottom, right) for (top, left), (bottom, right) in sheet.merged_cell_ranges or ())
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    return Grid(rows, merged)


def _parse_confined(packed: bytes) -> dict[str, Grid]:
    """The same in a child process with limited memory and time: for large or oddly written files."""
    try:
        done = subprocess.run(
            [sys.executable, "-I", str(Path(confined.__file__))],
            input=packed,
            capture_output=True,
            timeout=CHILD_SECONDS,
            check=True,
        )
        sheets = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError, OSError) as error:
        raise _unreadable() from error
    return {
        name: Grid([[_revived(cell) for cell in row] for row in rows], tuple((*start, *end) for start, end in merged))
        for name, rows, merged in sheets
    }


def _revived(cell: object) -> Cell:
    if isinstance(cell, list):
        return datetime.fromisoformat(cell[1]) if cell[0] == "day" else time()
    return cell if isinstance(cell, str | float | bool) else None


def _mark_errors(rows: list[list[Cell]], errors: list[tuple[int, int]]) -> None:
    for row, column in errors:
        rows.extend([] for _ in range(row + 1 - len(rows)))
        rows[row].extend(None for _ in range(column + 1 - len(rows[row])))
        rows[row][column] = CellError()


def _unreadable() -> Refusal:
    return Refusal(
        "工作簿无法读取（内容过大或已损坏）。请在 Excel 或 WPS 中打开，把数据复制到新的模板中再试",
        "the workbook cannot be read (too large or damaged); copy the data into a fresh template",
    )
