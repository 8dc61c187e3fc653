"""The workbook with full values."""

import io
from collections.abc import Iterable

import xlsxwriter

from yizhan.appraisal.reports.spreadsheet import harmless
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.registers import Register

_WIDTH = 22


def workbook(register: Register, rows: Iterable[tuple[str, ...]], extract: Extract, day: str) -> bytes:
    """The rows, and a second sheet that says what this is and what it may be used for. Every cell is text; none is a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    sheet = book.add_worksheet(register.label_zh)
    for at, row in enumerate([register.headers, *rows]):
        for column, text in enumerate(row):
            sheet.write_string(at, column, harmless(text), bold if at == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, len(register.headers) - 1, _WIDTH)
    about = book.add_worksheet("说明")
    told = (
        ("名册", register.label_zh),
        ("范围", extract.extent.name),
        ("用途", extract.reason),
        ("导出日期", f"{day[:4]}-{day[4:6]}-{day[6:]}"),
        ("申请编号", str(extract.pk)),
        ("请注意", "含完整个人信息，只能用于上述用途，用完即删。每个人都能查到这次导出。"),
    )
    for at, pair in enumerate(told):
        for column, text in enumerate(pair):
            about.write_string(at, column, harmless(text))
    about.set_column(0, 0, 12)
    about.set_column(1, 1, 60)
    book.close()
    return file.getvalue()
