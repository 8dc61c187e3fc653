"""Score sheets as a workbook: a ranking first, then a detailed sheet a station. Cells are typed; none is a formula."""

import re
from collections.abc import Sequence
from datetime import UTC, datetime
from fractions import Fraction
from pathlib import Path
from typing import Any

import xlsxwriter

from yizhan.appraisal.reports import phrasing
from yizhan.appraisal.reports.naming import Naming, naming
from yizhan.appraisal.reports.ranking import Ranked, rank
from yizhan.appraisal.reports.voice import Voice
from yizhan.kernel.exact import plain
from yizhan.kernel.texts import Language
from yizhan.rules.sheet import ItemScore, Line, ScoreSheet

DETAILED = 50
LONGEST_CELL = 32_000
_DANGEROUS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
_EXACT_DIGITS = 15
# A workbook carries its time of making; a fixed one keeps equal sheets equal byte for byte.
_MADE = datetime(2000, 1, 1, tzinfo=UTC).replace(tzinfo=None)


def write(sheets: Sequence[ScoreSheet], path: Path, lang: Language = "zh", *, detailed: int = DETAILED) -> None:
    """Writes `sheets` to `path`: a summary in the order of rank, then the first `detailed` stations one sheet each.

    Numbers that a spreadsheet holds exactly are numbers; others are text such as ``37/3``. Text that a spreadsheet could
    take for a formula is preceded by an apostrophe.
    """
    rows = rank(sheets)
    book = xlsxwriter.Workbook(str(path), {"strings_to_formulas": False, "strings_to_urls": False})
    book.set_properties({"created": _MADE})
    try:
        writer = _Writer(book, lang)
        writer.summary(rows)
        names = _SheetNames({writer.summary_name.casefold()})
        for row in rows[:detailed]:
            writer.station(row.sheet, names.fresh(phrasing.station(row.sheet)))
    finally:
        book.close()


def harmless(text: str) -> str:
    """`text` so that no spreadsheet takes it for a formula, in whatever format it is saved again."""
    said = phrasing.clean(text)[:LONGEST_CELL]
    return f"'{said}" if said.startswith(_DANGEROUS) else said


def typed(value: Fraction) -> float | int | str:
    """A number if a spreadsheet holds it exactly (at most 15 digits), else its exact text.

    The file stores a number as decimal digits; up to 15 of them survive the way through the library's binary float."""
    text = plain(value)
    digits = text.replace("-", "").replace(".", "").lstrip("0")
    if "/" in text or len(digits) > _EXACT_DIGITS:
        return text
    return int(value) if value.denominator == 1 else float(text)


class _SheetNames:
    def __init__(self, taken: set[str]) -> None:
        self._taken = taken

    def fresh(self, wanted: str) -> str:
        """A sheet name that Excel accepts and that is not taken."""
        base = re.sub(r"[\[\]:*?/\\]", "_", wanted).strip("' ")[:31] or "_"
        name, number = base, 2
        while name.casefold() in self._taken or name.casefold() == "history":
            mark = f" ({number})"
            name, number = base[: 31 - len(mark)] + mark, number + 1
        self._taken.add(name.casefold())
        return name


class _Writer:
    def __init__(self, book: Any, lang: Language) -> None:
        self._book = book
        self._lang: Language = lang
        self._head = book.add_format(
            {"bold": True, "bottom": 1, "bg_color": "#E8EBF0", "text_wrap": True, "valign": "top"}
        )
        self._bold = book.add_format({"bold": True, "font_size": 14})
        self._wrap = book.add_format({"text_wrap": True, "valign": "top"})
        self._number = book.add_format({"valign": "top", "num_format": "General"})
        self._money = book.add_format({"valign": "top", "num_format": "#,##0.00"})
        self.summary_name = Voice(lang, Naming()).t("summary_sheet")

    def summary(self, rows: Sequence[Ranked]) -> None:
        """One row a station, in the order of rank."""
        voice = Voice(self._lang, Naming())
        page = self._book.add_worksheet(self.summary_name)
        keys = (
            "rank",
            "station_no",
            "station",
            "subject",
            "period",
            "total",
            "total",
            "grade",
            "payable",
            "open_items",
        )
        heads = [voice.t(key) for key in keys]
        heads[5], heads[6] = (f"{heads[5]}{mark}" for mark in self._ends())
        self._headings(page, 0, heads, (8, 16, 30, 14, 24, 10, 10, 16, 16, 24))
        page.freeze_panes(1, 3)
        page.autofilter(0, 0, max(1, len(rows)), len(heads) - 1)
        for at, row in enumerate(rows, 1):
            self._summary_row(page, at, row, voice)

    def station(self, sheet: ScoreSheet, name: str) -> None:
        """One station: the result, then every input of every item."""
        voice = Voice(self._lang, naming(sheet, None))
        page = self._book.add_worksheet(name)
        top = self._result(page, sheet, voice)
        keys = ("section", "item", "item", "points", "points", "maximum", "inputs", "value", "unit", "target", "state")
        heads = [voice.t(key) for key in (*keys, "raw", "counted", "rejected", "why")]
        heads[1] = voice.t("item_no", "").strip()
        heads[3], heads[4] = (f"{heads[3]}{mark}" for mark in self._ends())
        self._headings(page, top, heads, (8, 8, 26, 9, 9, 9, 30, 10, 9, 22, 11, 8, 8, 24, 60))
        page.freeze_panes(top + 1, 3)
        at = top + 1
        for item in sheet.items:
            at = self._item(page, at, item, voice)

    def _ends(self) -> tuple[str, str]:
        return ("（最低）", "（最高）") if self._lang == "zh" else (" (least)", " (most)")

    def _headings(self, page: Any, row: int, heads: Sequence[str], widths: Sequence[int]) -> None:
        for column, (head, width) in enumerate(zip(heads, widths, strict=True)):
            page.set_column(column, column, width)
            page.write_string(row, column, head, self._head)

    def _summary_row(self, page: Any, at: int, row: Ranked, voice: Voice) -> None:
        sheet = row.sheet
        if row.best is not None and row.best == row.worst:
            self._figure(page, at, 0, Fraction(row.best))
        else:
            self._text(page, at, 0, row.place)
        for column, text in ((1, sheet.station), (2, phrasing.station(sheet)), (3, voice.say(sheet.subject_title))):
            self._text(page, at, column, text)
        self._text(page, at, 4, voice.period(sheet.period))
        if sheet.mode == "points":
            self._figure(page, at, 5, sheet.low)
            self._figure(page, at, 6, sheet.high)
        self._text(page, at, 7, row.grades(self._lang))
        if row.payable is not None:
            self._figure(page, at, 8, Fraction(row.payable, 100), self._money)
        self._text(page, at, 9, voice.open_items(sheet))

    def _result(self, page: Any, sheet: ScoreSheet, voice: Voice) -> int:
        page.write_string(0, 0, harmless(phrasing.station(sheet)), self._bold)
        facts = [
            (voice.t("scheme"), voice.say(sheet.scheme_title)),
            (voice.t("subject"), voice.say(sheet.subject_title)),
            (voice.t("period"), voice.period(sheet.period)),
            (voice.t("total"), phrasing.total(sheet, self._lang)),
            (voice.t("grade"), voice.grades(sheet.verdict.grades) if sheet.verdict else "—"),
            (voice.t("open_items"), voice.open_items(sheet)),
            (voice.t("digest"), sheet.scheme_hash),
        ]
        facts += [(voice.t("payable"), f"{voice.grades((one.grade,))} {voice.payable(one)}") for one in sheet.payouts]
        facts += [(voice.t("status"), voice.t("what_if"))] if sheet.what_if else []
        for at, (label, text) in enumerate(facts, 1):
            page.write_string(at, 0, label)
            page.write_string(at, 2, harmless(text))
        return len(facts) + 2

    def _item(self, page: Any, at: int, item: ItemScore, voice: Voice) -> int:
        lines: Sequence[Line | None] = item.lines or (None,)
        for line in lines:
            self._text(page, at, 0, voice.t({"base": "base", "bonus": "bonus"}.get(item.section, "deductions")))
            self._text(page, at, 1, item.no)
            self._text(page, at, 2, voice.say(item.title))
            if item.ratings:
                self._text(page, at, 3, voice.points(item))
            else:
                self._figure(page, at, 3, item.low)
                self._figure(page, at, 4, item.high)
            if item.maximum is not None:
                self._figure(page, at, 5, item.maximum)
            if line is not None:
                self._line(page, at, line, voice)
            if line is lines[0]:
                self._text(page, at, 14, voice.say(item.why))
            at += 1
        return at

    def _line(self, page: Any, at: int, line: Line, voice: Voice) -> None:
        self._text(page, at, 6, voice.say(line.label))
        number = phrasing.numeric(line.value) if line.value not in ("是", "否") else None
        if number is not None:
            self._figure(page, at, 7, number)
        else:
            self._text(page, at, 7, voice.value(line))
        self._text(page, at, 8, voice.say(line.unit))
        self._text(page, at, 9, voice.target(line))
        self._text(page, at, 10, voice.state(line))
        if line.evidence is not None and line.evidence.raw is not None:
            self._figure(page, at, 11, line.evidence.raw)
            self._figure(page, at, 12, Fraction(line.evidence.records))
            self._text(page, at, 13, phrasing.rejected(line.evidence, self._lang))

    def _text(self, page: Any, row: int, column: int, text: str) -> None:
        page.write_string(row, column, harmless(text), self._wrap)

    def _figure(self, page: Any, row: int, column: int, value: Fraction, form: Any = None) -> None:
        cell = typed(value)
        if isinstance(cell, str):
            page.write_string(row, column, cell, self._wrap)
        else:
            page.write_number(row, column, cell, form or self._number)
