"""The refused rows as a workbook."""

import io

import openpyxl

from yizhan.market.imports.exports import faults, refused_rows
from yizhan.market.imports.models import ImportRow


def test_the_faults_of_a_row_are_taken_apart_by_column() -> None:
    words = "「身份证号码」没有填写，请填写18位身份证号码；没有证件的请在窗口登记；「登记日期」日期晚于今天，请核对日期"
    assert faults(words) == [
        ("身份证号码", "没有填写，请填写18位身份证号码；没有证件的请在窗口登记"),
        ("登记日期", "日期晚于今天，请核对日期"),
    ]


def test_words_without_a_column_are_about_the_whole_row() -> None:
    assert faults("该档案由其他驿站登记") == [("", "该档案由其他驿站登记")]


def test_no_cell_is_taken_for_a_formula_and_equal_rows_make_equal_bytes() -> None:
    rows = [ImportRow(sheet="=名册", number=3, words="「+电话」=1+1，请改")]
    made = refused_rows(rows)
    sheet = openpyxl.load_workbook(io.BytesIO(made)).active
    assert [cell.value for cell in sheet[2]] == ["'=名册", 3, "'+电话", "'=1+1，请改"]
    assert refused_rows(rows) == made
