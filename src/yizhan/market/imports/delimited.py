"""What a spreadsheet program saved as CSV, turned into the workbook that it came from: from there on the same door and the same
comparison as for any workbook."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile, UploadedFile

from yizhan.facts.workbook.cleaning import folded
from yizhan.facts.workbook.grid import Grid
from yizhan.facts.workbook.headers import SEARCHED_ROWS, find_headers
from yizhan.facts.workbook.layout import Layout
from yizhan.floor.files.states import FileKind
from yizhan.kernel.errors import Refusal
from yizhan.market.imports.reading import MOST_ROWS
from yizhan.market.imports.sheets import LAYOUTS

LARGEST = 10 * 2**20
MOST_COLUMNS = 200
LONGEST_CELL = 2000
# Above the rows that are imported: a title, a header, and empty lines.
_SPARE_ROWS = 1000
_UNICODE_TEXT = (b"\xff\xfe", b"\xfe\xff")
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
_MARKUP = re.compile(r"\s*[<{%]")
# ="350503…" is how some programs keep a spreadsheet from taking digits for a number.
_AS_TEXT = re.compile(r'="([^"]*)"')
# A spreadsheet keeps fifteen digits of a number; the others come out as zeros.
_CUT_NUMBER = re.compile(r"[0-9]{15,}000")
_REMEDY = "。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”再上传"


def as_workbook(upload: "UploadedFile[Any]") -> "UploadedFile[Any]":
    """The upload itself, unless it is CSV: then a workbook with its one sheet, every cell as text.

    UTF-8 with or without mark, GBK and GB18030, and the UTF-16 of “Unicode text”; parted by comma, tab or semicolon. A number of
    more than fifteen digits that ends in 000 is kept as the number that a spreadsheet made of it, so that its row is refused.
    Refusal (field `upload`) for text that is no table, has none of the headers, or is too large.
    """
    upload.seek(0)
    content = bytes(upload.read(LARGEST + 1))
    upload.seek(0)
    text = _text(content)
    if text is None:
        return upload
    if len(content) > LARGEST:
        raise _refusal(f"文件超过{LARGEST >> 20}兆，请分成几个文件", "the file is too large")
    rows = _rows(text)
    name = PurePath(upload.name or "").stem or "名册"
    return SimpleUploadedFile(f"{name}.xlsx", _written(_layout(rows), rows), FileKind.XLSX)


def _text(content: bytes) -> str | None:
    """The content as text; None for whatever is none: pictures, archives, documents, pages."""
    for encoding in ("utf-16",) if content.startswith(_UNICODE_TEXT) else ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        return None if not text.strip() or _CONTROL.search(text) or _MARKUP.match(text) else text
    return None


def _rows(text: str) -> list[list[str]]:
    head = "\n".join(text.splitlines()[:SEARCHED_ROWS])
    delimiter = max(",\t;", key=head.count)
    rows: list[list[str]] = []
    try:
        for row in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True):
            if len(row) > MOST_COLUMNS or any(len(cell) > LONGEST_CELL for cell in row):
                raise _refusal(f"CSV 第{len(rows) + 1}行列数过多或内容过长{_REMEDY}", "a row is too long")
            rows.append([_AS_TEXT.sub(r"\1", cell) if cell.startswith("=") else cell for cell in row])
            if len(rows) > MOST_ROWS + _SPARE_ROWS:
                raise _refusal(f"一次最多导入{MOST_ROWS}行，请分成几个文件", f"at most {MOST_ROWS} rows")
    except csv.Error as error:
        raise _refusal(f"CSV 不完整：引号没有成对{_REMEDY}", "an unclosed quotation mark") from error
    return rows


def _layout(rows: Sequence[Sequence[str]]) -> Layout:
    """The sheet whose headers these are: one that fits, else the one that fits best, whose door says what is wrong."""
    grid = Grid([list(row) for row in rows[:SEARCHED_ROWS]])
    for layout in LAYOUTS.values():
        if not find_headers(layout, grid).faults:
            return layout
    said = {folded(cell) for row in grid.rows for cell in row if isinstance(cell, str)}
    best = max(LAYOUTS.values(), key=lambda layout: len(said & _names(layout)))
    if len(said & _names(best)) < 2:
        raise _refusal("这份 CSV 中没有找到表头。请用导入模板填写，另存为 .xlsx 再上传", "no header row was found")
    return best


def _names(layout: Layout) -> set[str]:
    return {folded(name) for field in layout.fields for name in (field.header, *field.aliases)}


def _written(layout: Layout, rows: Sequence[Sequence[str]]) -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    sheet = book.add_worksheet(layout.sheet)
    for at, row in enumerate(rows):
        for column, cell in enumerate(row):
            if _CUT_NUMBER.fullmatch(cell.strip()):
                sheet.write_number(at, column, float(cell))
            elif cell:
                sheet.write_string(at, column, cell)
    book.close()
    return target.getvalue()


def _refusal(zh: str, en: str) -> Refusal:
    return Refusal(zh, en, field="upload")
