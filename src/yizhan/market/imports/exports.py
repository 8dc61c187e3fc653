"""The rows of a workbook that could not be used, as a workbook to work through."""

import io
import re
from collections.abc import Iterable
from datetime import datetime

import xlsxwriter

from yizhan.appraisal.reports.spreadsheet import harmless
from yizhan.market.imports.models import ImportRow

COLUMNS = (("工作表", 16), ("行", 8), ("列", 20), ("问题和改法", 70))
# Equal rows make equal bytes.
_MADE = datetime.fromisoformat("2000-01-01")
_FAULT = re.compile(r"「([^」]*)」(.*?)(?=；「|\Z)", re.DOTALL)


def refused_rows(rows: Iterable[ImportRow]) -> bytes:
    """A line for each fault of each row, in the order given. Every cell is text or a number; none can be taken for a formula."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"title": "不能使用的行", "created": _MADE})
    head, wrapped = book.add_format({"bold": True, "bottom": 1}), book.add_format({"text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("不能使用的行")
    for at, (label, width) in enumerate(COLUMNS):
        sheet.set_column(at, at, width)
        sheet.write_string(0, at, label, head)
    line = 0
    for row in rows:
        for column, words in faults(row.words):
            line += 1
            sheet.write_string(line, 0, harmless(row.sheet), wrapped)
            sheet.write_number(line, 1, row.number, wrapped)
            sheet.write_string(line, 2, harmless(column), wrapped)
            sheet.write_string(line, 3, harmless(words), wrapped)
    sheet.freeze_panes(1, 0)
    book.close()
    return target.getvalue()


def faults(words: str) -> list[tuple[str, str]]:
    """Column, and what is wrong with how to mend it, for each fault of a refused row; the column empty where the row is meant."""
    found = [(column, said.strip("；，")) for column, said in _FAULT.findall(words)]
    return found or [("", words)]
