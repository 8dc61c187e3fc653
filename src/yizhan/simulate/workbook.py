"""A simulated station's records as the workbook that a station would hand in."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import pyarrow as pa
import xlsxwriter

from yizhan.facts.tables import TABLES
from yizhan.facts.workbook.layout import Field, workbook_layout
from yizhan.kernel.money import yuan
from yizhan.simulate.writing import spelt


def write_workbook(path: Path, tables: Mapping[str, pa.Table]) -> None:
    """Writes one station's tables with the sheet and column names of the template. Equal tables give equal bytes."""
    book = xlsxwriter.Workbook(str(path), {"strings_to_urls": False, "strings_to_formulas": False})
    book.set_properties({"created": datetime(2000, 1, 1)})  # noqa: DTZ001 - part of equal bytes
    day_format = book.add_format({"num_format": "yyyy-mm-dd"})
    for name, table in TABLES.items():
        if name not in tables:
            continue
        layout = workbook_layout(table)
        sheet = book.add_worksheet(layout.sheet)
        for column, field in enumerate(layout.fields):
            sheet.write_string(0, column, field.header)
            if field.column is None or field.column.name not in tables[name].column_names:
                continue
            values = tables[name].column(field.column.name)
            if field.column.kind == "person":
                values = spelt(values, "person")
            for row, value in enumerate(values.to_pylist(), 1):
                _write(sheet, row, column, field, value, day_format)
    book.close()


def _write(sheet: Any, row: int, column: int, field: Field, value: object, day_format: Any) -> None:
    assert field.column is not None
    kind = field.column.kind
    if value is None:
        return
    if isinstance(value, bool):
        sheet.write_string(row, column, "是" if value else "否")
    elif isinstance(value, date):
        sheet.write_datetime(row, column, value, day_format)
    elif kind in ("choice", "proofs"):
        labels = {choice.code: choice.label.zh for choice in field.column.choices}
        sheet.write_string(row, column, "、".join(labels[code] for code in str(value).split("+") if code))
    elif kind == "fen" and isinstance(value, int):
        sheet.write_string(row, column, yuan(value).replace(",", ""))
    elif isinstance(value, Decimal):
        sheet.write_string(row, column, f"{value.normalize():f}")
    elif isinstance(value, int):
        sheet.write_number(row, column, value)
    else:
        sheet.write_string(row, column, str(value))
