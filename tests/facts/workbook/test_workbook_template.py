"""The template that stations fill in: headers, drop-downs, notes, examples; and it reads back."""

from datetime import date
from pathlib import Path

import openpyxl
import pytest
from station_books import KEY, TODAY

from yizhan.facts.tables import TABLES
from yizhan.facts.workbook import guide, read_workbook
from yizhan.facts.workbook.layout import ANNEX_4, WORKBOOK
from yizhan.facts.workbook.template import write_template
from yizhan.kernel.errors import Refusal

FINDINGS = [
    ("unified_sign", "明显位置设置统一标识", "零工市场（驿站）应在明显位置处统一标识", "finding"),
    ("award.3", "服务氛围得分", "按实际打分", "award"),
    ("rating.1", "总体评定", "优秀、合格、不合格", "优秀/合格/不合格"),
]


@pytest.fixture
def template(tmp_path: Path) -> Path:
    path = tmp_path / "模板.xlsx"
    write_template(path, tables=list(TABLES), findings=FINDINGS)
    return path


def lists(sheet: openpyxl.worksheet.worksheet.Worksheet, header: str, row: int = 2) -> str | None:
    """The drop-down of a column, as the words that it offers."""
    [column] = [cell.column_letter for cell in sheet[1] if cell.value == header]
    for rule in sheet.data_validations.dataValidation:
        if f"{column}{row}" in rule.sqref:
            return str(rule.formula1).strip('"') if rule.type == "list" else str(rule.type)
    return None


def test_the_sheets_stand_in_order_with_explanations_first_and_examples_last(template: Path) -> None:
    names = openpyxl.load_workbook(template).sheetnames
    assert names == ["填写说明", *(table.label.zh for table in TABLES.values()), "示例"]


def test_the_headers_are_those_of_the_layout_with_a_note_on_each(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    for name, layout in WORKBOOK.items():
        cells = book[name][1]
        assert [cell.value for cell in cells] == [field.header for field in layout.fields]
        assert all(cell.comment is not None and cell.comment.text for cell in cells)
        assert book[name].freeze_panes == "A2"


def test_the_roster_opens_with_exactly_the_columns_of_annex_4(template: Path) -> None:
    headers = [cell.value for cell in openpyxl.load_workbook(template)["推荐成功就业花名册"][1]]
    assert tuple(headers[:7]) == ANNEX_4
    assert headers[7:11] == ["稳定就业", "凭证", "已核验", "核查不实"]


def test_choices_and_yes_no_have_drop_downs_and_proofs_only_suggest(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    for name, layout in WORKBOOK.items():
        for field in layout.stored:
            assert field.column is not None
            if field.column.kind in ("choice", "proofs"):
                offered = lists(book[name], field.header)
                assert offered == ",".join(choice.label.zh for choice in field.column.choices)
                assert len(offered) <= 255
            elif field.column.kind == "bool":
                assert lists(book[name], field.header) == "是,否"
    proofs = [rule for rule in book["活动台账"].data_validations.dataValidation if "照片" in str(rule.formula1)]
    assert [rule.showErrorMessage for rule in proofs] == [False]


def test_station_kinds_are_limited_to_those_of_the_scheme(tmp_path: Path) -> None:
    write_template(tmp_path / "模板.xlsx", tables=[], station_kinds=["station"])
    book = openpyxl.load_workbook(tmp_path / "模板.xlsx")
    assert book.sheetnames == ["填写说明", "基本信息", "示例"]
    assert lists(book["基本信息"], "类型") == "零工驿站"


def test_identity_and_telephone_columns_are_text_and_days_are_dates(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["推荐成功就业花名册"]
    formats = {
        cell.value: sheet.column_dimensions[cell.column_letter].number_format
        for cell in sheet[1]
        if cell.value in ANNEX_4
    }
    assert (formats["身份证号码"], formats["联系电话"], formats["推荐时间"]) == ("@", "@", "yyyy-mm-dd")


def test_findings_stand_ready_with_an_empty_answer_and_a_fitting_drop_down(template: Path) -> None:
    sheet = openpyxl.load_workbook(template)["检查结果"]
    at = {cell.value: cell.column - 1 for cell in sheet[1]}
    rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2, max_row=4)]
    assert [(row[at["检查项"]], row[at["检查内容"]], row[at["条文依据"]]) for row in rows] == [
        finding[:3] for finding in FINDINGS
    ]
    assert [row[at["结果"]] for row in rows] == [None, None, None]
    assert [lists(sheet, "结果", row) for row in (2, 3, 4)] == ["是,否", "decimal", "优秀,合格,不合格"]


def test_the_explanations_state_how_blanks_are_treated_and_cover_every_sheet(template: Path) -> None:
    words = [str(cell) for row in openpyxl.load_workbook(template)["填写说明"].values for cell in row if cell]
    assert any("“已核验”留空等于“否”" in word for word in words)
    assert set(WORKBOOK) <= set(words)
    assert set(guide.SHEETS) == set(TABLES)


def test_the_empty_template_only_lacks_the_profile(template: Path) -> None:
    with pytest.raises(Refusal, match="基本信息"):
        read_workbook(template, key=KEY, today=TODAY)


def test_the_template_filled_in_with_its_own_examples_reads_back_without_refusal(template: Path) -> None:
    book = openpyxl.load_workbook(template)
    for name, layout in WORKBOOK.items():
        row = 5 if name == "检查结果" else 2
        for column, words in enumerate(guide.example(layout), 1):
            book[name].cell(row, column).value = words or None
    book.save(template)
    result = read_workbook(template, key=KEY, today=TODAY)
    assert {name: table.num_rows for name, table in result.tables.items()} == dict.fromkeys(TABLES, 1)
    assert result.station == "ZS-001"
    [finding] = result.tables["inspections"].to_pylist()
    assert (finding["finding"], finding["answer"], finding["day"]) == ("unified_sign", "true", date(2024, 5, 6))
    [placement] = result.tables["placements"].to_pylist()
    assert (placement["proof"], placement["verified"]) == ("contract+insurance+wage_slip", True)


def test_the_same_template_is_the_same_bytes(template: Path, tmp_path: Path) -> None:
    write_template(tmp_path / "又.xlsx", tables=list(TABLES), findings=FINDINGS)
    assert (tmp_path / "又.xlsx").read_bytes() == template.read_bytes()


def test_an_unknown_table_and_an_unwritable_place_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="没有名为 placement 的表"):
        write_template(tmp_path / "模板.xlsx", tables=["placement"])
    with pytest.raises(Refusal, match="无法写入"):
        write_template(tmp_path / "没有这个文件夹" / "模板.xlsx", tables=["staff"])
