"""Workbooks of every kind, written as stations write them, and uploads of them."""

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.market.employers.factories import a_code
from yizhan.facts.workbook.read import EMPLOYERS, WORKERS
from yizhan.market.imports.sheets import LAYOUTS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
Row = Mapping[str, Any]


def a_number(serial: int) -> str:
    """A valid identity number of somebody born in 1970, each serial another."""
    body = f"350503{1970 + serial // 50_000:04d}01{serial // 1000 % 28 + 1:02d}{serial % 1000:03d}"
    return body + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def a_worker_row(serial: int = 1, **changes: Any) -> dict[str, Any]:
    """A row of 零工名册 that is accepted."""
    row = {
        "姓名": "张三",
        "身份证号码": a_number(serial),
        "联系电话": f"138{serial:08d}",
        "现居住地": "福建省泉州市丰泽区某街道",
        "登记日期": date(2026, 11, 2),
        "登记类型": "求职登记",
        "有意愿灵活就业": "是",
        "工种": "包装工、搬运工",
    }
    return {**row, **changes}


def an_employer_row(**changes: Any) -> dict[str, Any]:
    """A row of 用工主体名册 that is accepted."""
    row = {
        "类型": "企业",
        "名称": "泉州某某服饰有限公司",
        "统一社会信用代码": changes.get("统一社会信用代码") or a_code(),
        "行业": "制造业",
        "联系人": "李某",
        "联系电话": "13900001111",
        "从业人数": 12,
        "登记日期": date(2026, 11, 2),
    }
    return {**row, **changes}


def a_book(
    *, workers: Sequence[Row] = (), employers: Sequence[Row] = (), registrations: Sequence[Row] = (), **others: Any
) -> bytes:
    """A workbook with the sheets that have rows; `others` are sheets by name as lists of cells."""
    sheets: dict[str, list[list[Any]]] = {}
    for name, rows in ((WORKERS, workers), (EMPLOYERS, employers), ("求职登记", registrations)):
        if rows:
            headers = [field.header for field in LAYOUTS[name].fields]
            sheets[name] = [headers, *([row.get(header) for header in headers] for row in rows)]
    return cells({**sheets, **others})


def cells(sheets: Mapping[str, Sequence[Sequence[Any]]], *, merged: Mapping[str, str] | None = None) -> bytes:
    """A workbook with exactly these cells."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_urls": False})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for column, value in enumerate(row):
                if isinstance(value, date):
                    sheet.write_datetime(at, column, value, day)
                elif isinstance(value, str):
                    sheet.write_string(at, column, value)
                elif value is not None:
                    sheet.write_number(at, column, value)
        if merged and name in merged:
            sheet.merge_range(merged[name], "合并")
    book.close()
    return target.getvalue()


def an_upload(content: bytes, name: str = "名册.xlsx") -> SimpleUploadedFile:
    """The content as a browser sends it."""
    return SimpleUploadedFile(name, content, XLSX)
