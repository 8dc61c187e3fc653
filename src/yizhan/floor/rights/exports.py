"""The two files of a copy: JSON for machines, a workbook for reading."""

import io
import json
import re
from typing import TypedDict

import xlsxwriter

# A cell that begins so is a formula to some program; the full-width forms too, once converted.
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠", "\t", "\r", "\n")
_NOT_IN_A_SHEET_NAME = re.compile(r"[\[\]:*?/\\']")
LONGEST_CELL = 32_000
LONGEST_SHEET_NAME = 31
WIDTH = 24


class HeldRecords(TypedDict):
    """The records of one holding: Chinese column name → text."""

    code: str
    label: str
    records: list[dict[str, str]]


class Document(TypedDict):
    """Everything held about a person at one moment."""

    kind: str
    person: str
    made_at: str
    holdings: list[HeldRecords]


def as_json(document: Document) -> bytes:
    """UTF-8, indented."""
    return (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode()


def as_workbook(document: Document) -> bytes:
    """A first sheet that lists the kinds of record, then one sheet for each kind. Every cell is text; none is a formula."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True})
    rows = [["类别", "条数"], *[[held["label"], str(len(held["records"]))] for held in document["holdings"]]]
    rows += [
        ["", ""],
        ["制作时间", document["made_at"]],
        ["说明", "本表列出本系统保存的您的全部个人信息，请妥善保管。"],
    ]
    _fill(book.add_worksheet("总表"), rows, bold)
    taken = {"总表"}
    for held in document["holdings"]:
        columns = list(dict.fromkeys(name for row in held["records"] for name in row))
        lines = [[row.get(name, "") for name in columns] for row in held["records"]]
        _fill(book.add_worksheet(_sheet_name(held["label"], taken)), [columns or ["没有记录"], *lines], bold)
    book.close()
    return file.getvalue()


def neutral(text: str) -> str:
    """The text as no program takes for a formula, and no longer than a cell may be."""
    shown = f"'{text}" if text.startswith(_DANGEROUS) else text
    return shown if len(shown) <= LONGEST_CELL else f"{shown[:LONGEST_CELL]}……（全文见 JSON 文件）"


def _fill(sheet: "xlsxwriter.worksheet.Worksheet", rows: list[list[str]], bold: object) -> None:
    for at, row in enumerate(rows):
        for column, text in enumerate(row):
            sheet.write_string(at, column, neutral(text), bold if at == 0 else None)
    sheet.freeze_panes(1, 0)
    sheet.set_column(0, max((len(row) for row in rows), default=1) - 1, WIDTH)


def _sheet_name(label: str, taken: set[str]) -> str:
    plain = _NOT_IN_A_SHEET_NAME.sub(" ", label).strip()[: LONGEST_SHEET_NAME - 3] or "记录"
    name, number = plain, 1
    while name in taken:
        number += 1
        name = f"{plain} {number}"
    taken.add(name)
    return name
