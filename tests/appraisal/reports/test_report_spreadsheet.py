"""Workbooks opened again."""

from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import openpyxl
import pytest

from yizhan.appraisal.reports.spreadsheet import harmless, typed, write
from yizhan.rules.sheet import ScoreSheet

MakeSheet = Callable[..., ScoreSheet]
F = Fraction


@pytest.mark.parametrize(
    "text", ["=1+1", "+1", "-1", "@SUM(A1)", "＝1", "＋1", "－1", "＠x", "\t=1", " \r\n=1", "\u200b=1"]
)
def test_text_that_could_be_a_formula_is_preceded_by_an_apostrophe(text: str) -> None:
    assert harmless(text).startswith("'")


def test_other_text_stays_as_it_is() -> None:
    assert harmless("鲤城区=1") == "鲤城区=1"
    assert harmless("—") == "—"


def test_numbers_are_numbers_where_a_spreadsheet_holds_them_exactly() -> None:
    assert typed(F(12)) == 12
    assert typed(F(1, 10)) == 0.1
    assert typed(F(-5, 2)) == -2.5
    assert typed(F(37, 3)) == "37/3"
    assert typed(F(10**15 + 1)) == "1000000000000001"
    assert typed(F(1, 2**16)) == 0.0000152587890625
    assert typed(F(1, 2**60)) == str(typed(F(1, 2**60)))


def test_a_workbook_holds_the_ranking_and_a_sheet_a_station(make_sheet: MakeSheet, tmp_path: Path) -> None:
    path = tmp_path / "scores.xlsx"
    sheets = [
        make_sheet("quanzhou-2025", "market", {"award.1": F(n), "placements_monthly_mean": F(37, 3)}, station=f"S{n}")
        for n in (3, 8)
    ]
    write(sheets, path)
    book = openpyxl.load_workbook(path)
    assert book.sheetnames == ["汇总", "鲤城区东街零工驿站", "鲤城区东街零工驿站 (2)"]
    summary = book["汇总"]
    assert summary.freeze_panes == "D2"
    assert [cell.value for cell in summary[1]][:3] == ["名次", "驿站编号", "驿站"]
    assert [[cell.value for cell in row][:2] for row in summary.iter_rows(min_row=2)] == [[1, "S8"], [2, "S3"]]
    assert summary["F2"].value == 90
    assert summary["I2"].value == 100000
    assert summary["I2"].number_format == "#,##0.00"
    rows = {row[1].value: row for row in book["鲤城区东街零工驿站"].iter_rows(min_row=12)}
    assert rows["1"][3].value == 8
    assert rows["9"][7].value == "37/3"
    assert rows["9"][11].value == 55
    assert rows["9"][13].value == "重复 5、无凭证 2"
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_hostile_names_make_neither_formulas_nor_broken_sheet_names(make_sheet: MakeSheet, tmp_path: Path) -> None:
    path = tmp_path / "hostile.xlsx"
    names = ["=cmd|' /C calc'!A0", "[a]:*?/\\", "'", "history", "H" * 60, "h" * 60, "汇总"]
    write([make_sheet("shaxian", station_name=name, station=str(n)) for n, name in enumerate(names)], path)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == len(names) + 1
    assert len({name.casefold() for name in book.sheetnames}) == len(book.sheetnames)
    assert all(len(name) <= 31 for name in book.sheetnames)
    assert book["汇总"]["C2"].value == "'=cmd|' /C calc'!A0"
    assert all(cell.data_type != "f" for page in book for row in page.iter_rows() for cell in row)


def test_only_so_many_stations_are_detailed(make_sheet: MakeSheet, tmp_path: Path) -> None:
    path = tmp_path / "many.xlsx"
    sheet = make_sheet("suizhou-2023")
    write([sheet] * 4, path, detailed=2)
    book = openpyxl.load_workbook(path)
    assert len(book.sheetnames) == 3
    assert book["汇总"].max_row == 5


def test_equal_sheets_make_equal_workbooks(make_sheet: MakeSheet, tmp_path: Path) -> None:
    sheet = make_sheet("haikou-2024")
    for name in ("a.xlsx", "b.xlsx"):
        write([sheet], tmp_path / name, "en")
    assert (tmp_path / "a.xlsx").read_bytes() == (tmp_path / "b.xlsx").read_bytes()
