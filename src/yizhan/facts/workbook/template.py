"""The empty workbook that a station fills in: drop-downs, notes, explanations, examples."""

from collections.abc import Sequence
from datetime import datetime, time
from pathlib import Path
from typing import Any, NamedTuple

import xlsxwriter
from xlsxwriter.exceptions import XlsxWriterException

from yizhan.facts.tables import TABLES
from yizhan.facts.workbook import guide
from yizhan.facts.workbook.layout import Field, Layout, workbook_layout
from yizhan.facts.workbook.read import EXAMPLES, GUIDE
from yizhan.facts.workbook.values import FIRST_DAY, LARGEST_COUNT, LARGEST_YUAN, LAST_DAY
from yizhan.kernel.errors import Refusal

PREPARED_ROWS = 5000
# A fixed day, so that equal arguments give equal bytes.
CREATED = datetime.fromisoformat("2000-01-01")


class FindingRow(NamedTuple):
    """One row of 检查结果 to be answered. `kind` is ``finding`` for 是/否, the allowed words joined by ``/`` (such as
    ``优秀/合格/不合格``), or anything else for a number."""

    id: str
    title: str
    clause: str
    kind: str


def write_template(
    path: Path,
    *,
    tables: Sequence[str],
    findings: Sequence[tuple[str, str, str, str]] = (),
    station_kinds: Sequence[str] = ("market", "station"),
    title: str = "零工驿站考核工作簿",
    examples: bool = True,
) -> None:
    """Writes the template for the fact tables named, 基本信息 always among them, in the order given.

    `findings` fill 检查结果 in advance, one row each with an empty answer. Equal arguments give equal bytes. Raises
    Refusal for a table that does not exist or a path that cannot be written.
    """
    unknown = [name for name in tables if name not in TABLES]
    if unknown:
        raise Refusal(f"没有名为 {'、'.join(unknown)} 的表", f"there are no tables named {', '.join(unknown)}")
    rows = [FindingRow(*finding) for finding in findings]
    wanted = dict.fromkeys(["stations", *tables, *(["inspections"] if rows else [])])
    layouts = [workbook_layout(TABLES[name]) for name in wanted]
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"title": title, "created": CREATED})
    page = _Page(book)
    page.guide(title, layouts)
    for layout in layouts:
        page.sheet(layout, rows if layout.table.name == "inspections" else [], station_kinds)
    if examples:
        page.examples(layouts)
    try:
        book.close()
    except (XlsxWriterException, OSError) as error:
        raise Refusal(
            f"无法写入 {path.name}，请检查文件夹权限或关闭已打开的文件", f"cannot write {path.name}"
        ) from error


class _Page:
    """The workbook being written, with the formats that its sheets share."""

    def __init__(self, book: Any) -> None:
        self.book = book
        wrapped = {"text_wrap": True, "valign": "top"}
        self.title = book.add_format({"bold": True, "font_size": 14})
        self.wrapped = book.add_format(wrapped)
        self.strong = book.add_format({"bold": True, "bg_color": "#D9E2F3", "border": 1, **wrapped})
        self.text = book.add_format({"num_format": "@"})
        self.day = book.add_format({"num_format": "yyyy-mm-dd"})
        shared = {"bold": True, "border": 1, "text_wrap": True, "valign": "vcenter", "align": "center"}
        self.must = book.add_format({"bg_color": "#1F3864", "font_color": "#FFFFFF", **shared})
        self.optional = book.add_format({"bg_color": "#D9E2F3", "font_color": "#1F3864", **shared})
        self.unread = book.add_format({"bg_color": "#EDEDED", "font_color": "#595959", **shared})

    def guide(self, title: str, layouts: Sequence[Layout]) -> None:
        sheet = self.book.add_worksheet(GUIDE)
        sheet.hide_gridlines(2)
        for column, width in enumerate((18, 20, 10, 60, 40)):
            sheet.set_column(column, column, width)
        sheet.write_string(0, 0, title, self.title)
        row = 1
        for number, rule in enumerate(guide.GENERAL, 1):
            sheet.merge_range(row, 0, row, 4, f"{number}. {rule}", self.wrapped)
            sheet.set_row(row, 32)
            row += 1
        row = self._block(sheet, row + 1, ("工作表", "谁填", "", "一行是什么", "凭证要求"))
        for layout in layouts:
            told = guide.SHEETS[layout.table.name]
            for column, words in enumerate((layout.sheet, told.who, "", told.row, told.proof)):
                sheet.write_string(row, column, words, self.wrapped)
            row += 1
        row = self._block(sheet, row + 1, ("工作表", "列", "必填", "怎么填", "例子"))
        for layout in layouts:
            for field, sample in zip(layout.fields, guide.example(layout), strict=True):
                needed = "必填" if field.must else ""
                for column, words in enumerate((layout.sheet, field.header, needed, guide.note(field), sample)):
                    sheet.write_string(row, column, words, self.wrapped)
                row += 1

    def _block(self, sheet: Any, row: int, headers: Sequence[str]) -> int:
        for column, header in enumerate(headers):
            sheet.write_string(row, column, header, self.strong)
        return row + 1

    def sheet(self, layout: Layout, findings: Sequence[FindingRow], station_kinds: Sequence[str]) -> None:
        sheet = self.book.add_worksheet(layout.sheet)
        self._headers(sheet, layout, notes=True)
        sheet.freeze_panes(1, 0)
        for column, field in enumerate(layout.fields):
            if field.reading != "answer":
                rule = _validation(layout, field, station_kinds)
                if rule:
                    sheet.data_validation(1, column, PREPARED_ROWS, column, rule)
        if findings:
            self._findings(sheet, layout, findings)

    def _headers(self, sheet: Any, layout: Layout, *, notes: bool, row: int = 0) -> None:
        sheet.set_row(row, 32)
        for column, field in enumerate(layout.fields):
            look = self.must if field.must else self.unread if field.use == "ignore" else self.optional
            sheet.write_string(row, column, field.header, look)
            if notes:
                sheet.write_comment(row, column, guide.note(field), {"x_scale": 1.6, "author": ""})
                sheet.set_column(column, column, _width(field), self._cells(field))

    def _cells(self, field: Field) -> Any:
        if field.reading == "day":
            return self.day
        return self.text if guide.needs_text(field) and field.reading != "answer" else None

    def _findings(self, sheet: Any, layout: Layout, findings: Sequence[FindingRow]) -> None:
        at = {field.header: column for column, field in enumerate(layout.fields)}
        for row, finding in enumerate(findings, 1):
            sheet.write_string(row, at["检查项"], finding.id, self.text)
            sheet.write_string(row, at["检查内容"], finding.title, self.wrapped)
            sheet.write_string(row, at["条文依据"], finding.clause, self.wrapped)
            sheet.data_validation(row, at["结果"], row, at["结果"], _answer(finding.kind))

    def examples(self, layouts: Sequence[Layout]) -> None:
        """A header and one filled row of every sheet, on a sheet that is never read."""
        sheet = self.book.add_worksheet(EXAMPLES)
        sheet.set_column(0, max(len(layout.fields) for layout in layouts), 16, self.text)
        sheet.write_string(0, 0, "本表只是示例，不会被读入。", self.title)
        row = 2
        for layout in layouts:
            sheet.write_string(row, 0, layout.sheet, self.title)
            self._headers(sheet, layout, notes=False, row=row + 1)
            for column, words in enumerate(guide.example(layout)):
                sheet.write_string(row + 2, column, words, self.text)
            row += 4


def _width(field: Field) -> int:
    if field.header in ("检查内容", "条文依据"):
        return 40
    if field.column is not None and field.column.kind in ("person", "employer", "proofs"):
        return 22
    return max(12, min(24, 2 * len(field.header) + 2))


def _answer(kind: str) -> dict[str, Any]:
    if kind == "finding":
        return {"validate": "list", "source": ["是", "否"]}
    if "/" in kind:
        return {"validate": "list", "source": kind.split("/")}
    return {"validate": "decimal", "criteria": ">=", "value": 0, "error_message": "请填数字"}


def _validation(layout: Layout, field: Field, station_kinds: Sequence[str]) -> dict[str, Any] | None:
    column = field.column
    if column is None:
        return None
    if column.kind == "bool":
        return {"validate": "list", "source": ["是", "否"], "error_message": "请填 是 或 否"}
    if column.kind == "choice":
        codes = station_kinds if (layout.table.name, column.name) == ("stations", "kind") else column.codes
        labels = [choice.label.zh for choice in column.choices if choice.code in codes]
        return {"validate": "list", "source": labels, "error_message": "请从下拉列表中选择"}
    if column.kind == "proofs":
        # Several proofs may stand in one cell, so the list only suggests.
        return {"validate": "list", "source": [choice.label.zh for choice in column.choices], "show_error": False}
    return _bounds(column.kind, column.name)


def _bounds(kind: str, name: str) -> dict[str, Any] | None:
    if kind == "day":
        first, last = (datetime.combine(day, time()) for day in (FIRST_DAY, LAST_DAY))
        words = "建议填成 2024-05-06 这样的日期"
        return {
            "validate": "date",
            "criteria": "between",
            "minimum": first,
            "maximum": last,
            "error_type": "warning",
            "error_message": words,
        }
    if kind == "count":
        least = 1 if name == "headcount" else 0
        return {"validate": "integer", "criteria": "between", "minimum": least, "maximum": LARGEST_COUNT}
    if kind in ("decimal", "fen"):
        return {"validate": "decimal", "criteria": "between", "minimum": 0, "maximum": LARGEST_YUAN}
    return None
