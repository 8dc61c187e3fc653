"""Writes station workbooks for tests: a profile and whatever sheets a test needs."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import xlsxwriter

from yizhan.facts.workbook.layout import WORKBOOK

KEY = b"a key that only tests use"
TODAY = date(2026, 6, 30)
ZHANG = "11010519491231002X"
LI = "350521199001011239"

PROFILE: dict[str, Any] = {
    "填报日期": date(2024, 1, 2),
    "驿站编号": "ZS-001",
    "驿站名称": "中山零工驿站",
    "类型": "零工驿站",
    "城乡": "城镇",
    "服务场所面积（㎡）": 120.5,
    "开办日期": "2023年3月1日",
    "中标价（元）": 85000.5,
    "已核验": "是",
}
REGISTRATION: dict[str, Any] = {
    "登记日期": date(2024, 5, 6),
    "姓名": "张三",
    "身份证号码": ZHANG,
    "登记类型": "求职登记",
    "已发布": "是",
    "已建档": "是",
    "档案完整": "否",
    "有意愿灵活就业": "是",
}
POST: dict[str, Any] = {
    "发布日期": date(2024, 5, 6),
    "用工单位": "泉州某服饰有限公司",
    "岗位名称": "包装工",
    "平台发布": "是",
    "含歧视内容": "否",
    "虚假信息": "否",
    "未及时更新": "否",
}
DEAL: dict[str, Any] = {"完成日期": date(2024, 5, 6), "用工单位": "某公司", "已完成": "是"}
STAFF: dict[str, Any] = {"到岗日期": date(2024, 5, 6), "身份证号码": ZHANG, "站长": "否", "专职": "是"}
COMPLAINT: dict[str, Any] = {"受理日期": date(2024, 5, 6), "类型": "纠纷", "核查属实": "否"}


class Formula(str):
    """A formula with an error as its stored result."""


class Uncalculated(str):
    """A formula without any stored result."""


Row = Mapping[str, Any]


def write_book(path: Path, sheets: Mapping[str, Sequence[Row]], *, profile: Sequence[Row] = (PROFILE,)) -> Path:
    """A workbook in which each sheet has the headers of its layout and the rows given by header."""
    cells: dict[str, list[list[Any]]] = {}
    for name, rows in {"基本信息": profile, **sheets}.items():
        headers = [field.header for field in WORKBOOK[name].fields]
        cells[name] = [headers, *([row.get(header) for header in headers] for row in rows)]
    return write_cells(path, cells)


def write_cells(
    path: Path, sheets: Mapping[str, Sequence[Sequence[Any]]], *, merged: Mapping[str, Sequence[str]] | None = None
) -> Path:
    """A workbook with exactly these cells; `merged` names ranges of already written cells to merge."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "nan_inf_to_errors": True})
    day = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
    for name, rows in sheets.items():
        sheet = book.add_worksheet(name)
        for row, cells in enumerate(rows):
            for column, cell in enumerate(cells):
                _write(sheet, row, column, cell, day)
        for span in (merged or {}).get(name, ()):
            sheet.merge_range(span, "")
            _restore(sheet, span, rows, day)
    book.close()
    return path


def _restore(sheet: Any, span: str, rows: Sequence[Sequence[Any]], day: Any) -> None:
    first = span.split(":")[0]
    column, row = ord(first[0]) - ord("A"), int(first[1:]) - 1
    _write(sheet, row, column, rows[row][column], day)


def _write(sheet: Any, row: int, column: int, cell: Any, day: Any) -> None:
    if cell is None:
        return
    if isinstance(cell, Uncalculated):
        sheet.write_formula(row, column, cell, None, "")
    elif isinstance(cell, Formula):
        sheet.write_formula(row, column, "=1/0", None, str(cell))
    elif isinstance(cell, bool):
        sheet.write_boolean(row, column, cell)
    elif isinstance(cell, date | datetime | time):
        sheet.write_datetime(row, column, cell, day)
    elif isinstance(cell, int | float):
        sheet.write_number(row, column, cell)
    else:
        sheet.write_string(row, column, cell)
