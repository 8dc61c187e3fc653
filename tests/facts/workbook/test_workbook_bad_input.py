"""The corpus of bad input: every case is refused with sheet, row, column, what is wrong and how to mend it."""

from datetime import date, datetime, time
from pathlib import Path
from typing import Any

import pytest
from station_books import (
    COMPLAINT,
    DEAL,
    KEY,
    POST,
    PROFILE,
    REGISTRATION,
    STAFF,
    TODAY,
    ZHANG,
    Formula,
    Uncalculated,
    write_book,
    write_cells,
)

from yizhan.facts.workbook import read_workbook
from yizhan.facts.workbook.cleaning import quoted
from yizhan.kernel.errors import BadCell, BadRecords, Refusal

FOLLOWERS = {"统计日期": date(2024, 5, 6), "关注人数": 1}
REPORT = {"应报日期": date(2024, 5, 6), "材料类型": "月度总结"}

CELLS = {
    "身份证号码被存成科学计数法的数字": ("求职登记", REGISTRATION, "身份证号码", 1.10105e17, "被存成了数字"),
    "身份证号码被存成科学计数法的文字": ("求职登记", REGISTRATION, "身份证号码", "1.10105E+17", "被存成了数字"),
    "身份证号码校验位不符": ("求职登记", REGISTRATION, "身份证号码", "110105194912310021", "校验位不符"),
    "身份证号码只有15位": ("求职登记", REGISTRATION, "身份证号码", "110105491231002", "15位"),
    "身份证号码出生日期不存在": ("求职登记", REGISTRATION, "身份证号码", "110105194902310021", "出生日期不存在"),
    "身份证号码出生在将来": ("求职登记", REGISTRATION, "身份证号码", "110105209912310021", "出生日期不合理"),
    "身份证号码栏填了姓名": ("求职登记", REGISTRATION, "身份证号码", "张三", "18位数字"),
    "身份证号码中间有空格": ("求职登记", REGISTRATION, "身份证号码", "110105 19491231 002X", "18位数字"),
    "身份证号码为空": ("工作人员", STAFF, "身份证号码", None, "没有填写"),
    "身份证号码为日期": ("工作人员", STAFF, "身份证号码", date(2024, 1, 1), "被存成了数字"),
    "信用代码含字母O": ("招聘岗位", POST, "用工单位", "91350521MA31ABCDOD", "统一社会信用代码"),
    "信用代码校验位不符": ("招聘岗位", POST, "用工单位", "91350521MA31ABCD1E", "统一社会信用代码"),
    "用工单位被存成数字": ("招聘岗位", POST, "用工单位", 913505210000000000, "被存成了数字"),
    "用工单位中夹带身份证号码": ("招聘岗位", POST, "用工单位", f"张三{ZHANG}", "含有身份证号码"),
    "用工单位为空格": ("招聘岗位", POST, "用工单位", "　 ", "没有填写"),
    "用工单位只有零宽字符": ("招聘岗位", POST, "用工单位", "\u200b\ufeff", "没有填写"),
    "岗位名称中夹带身份证号码": ("招聘岗位", POST, "岗位名称", f"联系人{ZHANG}", "含有身份证号码"),
    "岗位名称中的身份证号码被空格隔开": ("招聘岗位", POST, "岗位名称", "张三 110105 19491231 002X", "含有身份证号码"),
    "岗位名称中的身份证号码被连字符隔开": ("招聘岗位", POST, "岗位名称", "110105-19491231-002X", "含有身份证号码"),
    "岗位名称中的身份证号码四位一隔": ("招聘岗位", POST, "岗位名称", "1 1101 0519 4912 3100 2X", "含有身份证号码"),
    "岗位名称中夹带15位身份证号码": ("招聘岗位", POST, "岗位名称", "张三110105491231002", "含有身份证号码"),
    "岗位名称是15位身份证号码": ("招聘岗位", POST, "岗位名称", 110105491231002, "含有身份证号码"),
    "用工单位中的身份证号码被空格隔开": ("招聘岗位", POST, "用工单位", "张三110105 19491231 002X", "含有身份证号码"),
    "日期不存在而且照样显示": ("求职登记", REGISTRATION, "登记日期", "2024-02-30", "「2024-02-30」不是存在的日期"),
    "登记早于开办": ("求职登记", REGISTRATION, "登记日期", "2023-02-28", "日期早于开办日期2023-03-01"),
    "交易早于开办": ("交易订单", DEAL, "完成日期", "2023-02-28", "日期早于开办日期2023-03-01"),
    "岗位名称含空字符": ("招聘岗位", POST, "岗位名称", "包装\x00工", "控制字符或乱码"),
    "岗位名称含退格符": ("招聘岗位", POST, "岗位名称", "包装\x08工", "控制字符或乱码"),
    "岗位名称含替换字符": ("招聘岗位", POST, "岗位名称", "包装\ufffd工", "控制字符或乱码"),
    "岗位名称过长": ("招聘岗位", POST, "岗位名称", "长" * 2001, "超过2000字"),
    "岗位名称与指纹都为空": ("招聘岗位", POST, "岗位名称", None, "没有填写"),
    "岗位名称是日期": ("招聘岗位", POST, "岗位名称", date(2024, 1, 1), "应为文字"),
    "公式结果为引用错误": ("招聘岗位", POST, "岗位名称", Formula("#REF!"), "错误值"),
    "公式结果为除零错误的可选列": ("招聘岗位", POST, "招聘人数", Formula("#DIV/0!"), "错误值"),
    "公式从未计算": ("招聘岗位", POST, "招聘人数", Uncalculated("=1+1"), "未计算的公式"),
    "人数为零": ("招聘岗位", POST, "招聘人数", 0, "不是正整数"),
    "人数为负": ("招聘岗位", POST, "招聘人数", -1, "不是正整数"),
    "人数为小数": ("招聘岗位", POST, "招聘人数", 0.5, "不是正整数"),
    "人数写成指数": ("招聘岗位", POST, "招聘人数", "1e3", "不是正整数"),
    "人数含下划线": ("招聘岗位", POST, "招聘人数", "1_000", "不是正整数"),
    "人数含逗号": ("招聘岗位", POST, "招聘人数", "1,000", "不是正整数"),
    "人数为NaN": ("招聘岗位", POST, "招聘人数", "NaN", "不是正整数"),
    "人数过大": ("招聘岗位", POST, "招聘人数", 1e30, "科学计数法"),
    "人数带单位": ("招聘岗位", POST, "招聘人数", "5人", "不是正整数"),
    "人数为真假值": ("招聘岗位", POST, "招聘人数", True, "不是普通数字"),
    "关注人数为负": ("公众号关注", FOLLOWERS, "关注人数", "-1", "不小于0的整数"),
    "金额不足一分": ("交易订单", DEAL, "金额（元）", 0.001, "不能精确到分"),
    "金额文字不足一分": ("交易订单", DEAL, "金额（元）", "0.001", "不能精确到分"),
    "金额极小": ("交易订单", DEAL, "金额（元）", 1e-9, "不能精确到分"),
    "金额为零": ("交易订单", DEAL, "金额（元）", 0, "超出范围"),
    "金额为负": ("交易订单", DEAL, "金额（元）", -1, "超出范围"),
    "金额为十万亿": ("交易订单", DEAL, "金额（元）", 1e13, "超出范围"),
    "金额写成指数": ("交易订单", DEAL, "金额（元）", "1e3", "超出范围"),
    "金额含千分位逗号": ("交易订单", DEAL, "金额（元）", "1,000.00", "超出范围"),
    "金额为NaN": ("交易订单", DEAL, "金额（元）", "NaN", "超出范围"),
    "金额为无穷": ("交易订单", DEAL, "金额（元）", "inf", "超出范围"),
    "金额带货币符号": ("交易订单", DEAL, "金额（元）", "￥100", "超出范围"),
    "日期不存在": ("求职登记", REGISTRATION, "登记日期", "2026-02-29", "不是存在的日期"),
    "月份不存在": ("求职登记", REGISTRATION, "登记日期", "2024年13月1日", "不是存在的日期"),
    "日期在9999年": ("求职登记", REGISTRATION, "登记日期", date(9999, 12, 31), "2000 年至 2100 年"),
    "日期文字在9999年": ("求职登记", REGISTRATION, "登记日期", "9999-12-31", "2000 年至 2100 年"),
    "日期早于2000年": ("求职登记", REGISTRATION, "登记日期", date(1999, 12, 31), "2000 年至 2100 年"),
    "日期是两位年份": ("求职登记", REGISTRATION, "登记日期", "24-05-06", "不是日期"),
    "日期没有年份": ("求职登记", REGISTRATION, "登记日期", "5月6日", "不是日期"),
    "日期分隔符混用": ("求职登记", REGISTRATION, "登记日期", "2024-05/06", "不是日期"),
    "日期后带文字": ("求职登记", REGISTRATION, "登记日期", "2024-05-06左右", "不是日期"),
    "日期是裸数字": ("求职登记", REGISTRATION, "登记日期", 45418, "不是日期"),
    "日期是钟点": ("求职登记", REGISTRATION, "登记日期", time(8, 30), "不是日期"),
    "日期为空": ("求职登记", REGISTRATION, "登记日期", None, "没有填写"),
    "选项不在列表中": ("求职登记", REGISTRATION, "登记类型", "闲逛", "不在可选项中"),
    "选项是数字": ("求职登记", REGISTRATION, "登记类型", 1, "不在可选项中"),
    "选项为空": ("求职登记", REGISTRATION, "登记类型", None, "没有填写"),
    "是否写成其他词": ("求职登记", REGISTRATION, "已发布", "大概", "不是“是”或“否”"),
    "是否为二": ("求职登记", REGISTRATION, "已发布", 2, "不是“是”或“否”"),
    "是否为空": ("求职登记", REGISTRATION, "已发布", None, "没有填写"),
    "凭证不在列表中": ("求职登记", REGISTRATION, "凭证", "口头", "不在可选项中"),
    "凭证既有又无": ("求职登记", REGISTRATION, "凭证", "无、照片", "“无”不能"),
    "记录编号过长": ("求职登记", REGISTRATION, "记录编号", "号" * 65, "编号超过64字"),
    "更正的记录不存在": ("求职登记", REGISTRATION, "更正记录编号", "求职登记-99", "不存在"),
    "更正自己": ("求职登记", REGISTRATION, "更正记录编号", "求职登记-2", "循环"),
    "离岗早于到岗": ("工作人员", STAFF, "离岗日期", date(2024, 5, 5), "早于到岗日期"),
    "办结早于受理": ("投诉纠纷", COMPLAINT, "办结日期", date(2024, 5, 5), "早于受理日期"),
    "录入早于登记": ("求职登记", REGISTRATION, "录入日期", date(2024, 5, 5), "早于登记日期"),
}


def refused(path: Path) -> tuple[BadCell, ...]:
    with pytest.raises(BadRecords) as caught:
        read_workbook(path, key=KEY, today=TODAY)
    return caught.value.cells


@pytest.mark.parametrize("case", list(CELLS))
def test_a_bad_cell_is_refused_where_it_stands_with_a_remedy(tmp_path: Path, case: str) -> None:
    sheet, good, header, cell, wrong = CELLS[case]
    path = write_book(tmp_path / "本.xlsx", {sheet: [{**good, header: cell}]})
    [found] = refused(path)
    assert (found.source, found.sheet, found.row, found.column) == ("本.xlsx", sheet, 2, header)
    assert wrong in found.wrong.zh
    for lang in ("zh", "en"):
        assert len(found.wrong.say(lang)) > 3
        assert len(found.remedy.say(lang)) > 3
    assert "110105194" not in found.say("zh") + found.say("en")


@pytest.mark.parametrize(
    ("header", "cell", "wrong"),
    [
        ("停办日期", date(2023, 1, 1), "早于开办日期"),
        ("服务场所面积（㎡）", -5, "不是普通数字"),
        ("服务场所面积（㎡）", "120.1234567", "不是普通数字"),
        ("服务场所面积（㎡）", "一百", "不是普通数字"),
        ("服务场所面积（㎡）", "9" * 18, "不是普通数字"),
        ("经度", 20.03, "不在中国范围内"),
        ("纬度", "110.33", "不在中国范围内"),
        ("中标价（元）", "85,000", "金额"),
        ("类型", "便利店", "不在可选项中"),
        ("驿站名称", None, "没有填写"),
    ],
)
def test_a_bad_profile_is_refused(tmp_path: Path, header: str, cell: Any, wrong: str) -> None:
    [found] = refused(write_book(tmp_path / "本.xlsx", {}, profile=[{**PROFILE, header: cell}]))
    assert (found.sheet, found.row, found.column) == ("基本信息", 2, header)
    assert wrong in found.wrong.zh


def test_a_report_handed_in_before_it_is_due_is_in_order(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {"报送材料": [{**REPORT, "报送日期": date(2024, 5, 1)}]})
    assert read_workbook(path, key=KEY, today=TODAY).tables["reports"].num_rows == 1


def test_a_repeated_record_number_is_refused_and_names_the_first_row(tmp_path: Path) -> None:
    first, again = {**REGISTRATION, "记录编号": "A"}, {**REGISTRATION, "记录编号": "Ａ".replace("Ａ", "A")}
    [found] = refused(write_book(tmp_path / "本.xlsx", {"求职登记": [first, again]}))
    assert (found.row, found.column) == (3, "记录编号")
    assert "第2行" in found.wrong.zh


def test_a_typed_number_that_equals_a_made_one_is_refused(tmp_path: Path) -> None:
    [found] = refused(
        write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION, {**REGISTRATION, "记录编号": "求职登记-2"}]})
    )
    assert (found.row, found.column) == (3, "记录编号")


def test_corrections_in_a_circle_are_refused(tmp_path: Path) -> None:
    one = {**REGISTRATION, "记录编号": "A", "更正记录编号": "B"}
    two = {**REGISTRATION, "记录编号": "B", "更正记录编号": "A"}
    three = {**REGISTRATION, "记录编号": "C", "更正记录编号": "A"}
    found = refused(write_book(tmp_path / "本.xlsx", {"求职登记": [one, two, three]}))
    assert {cell.row for cell in found} >= {2, 3}
    assert "循环" in found[0].wrong.zh


def with_sheet(path: Path, name: str, cells: list[list[Any]], merged: list[str] | None = None) -> Path:
    profile = [list(PROFILE), list(PROFILE.values())]
    return write_cells(path, {"基本信息": profile, name: cells}, merged={name: merged or []})


ROSTER = ["值班日期", "身份证号码", "专职"]
GOOD = ["2024-05-06", ZHANG, "是"]


@pytest.mark.parametrize(
    ("cells", "column", "wrong"),
    [
        ([["值班日期", "身份证号码"], GOOD[:2]], "专职", "缺少「专职」列"),
        ([[*ROSTER, "专职"], [*GOOD, "是"]], "专职", "表头重复"),
        ([[*ROSTER, "人员"], [*GOOD, ZHANG]], "身份证号码", "表头重复"),
        ([[*ROSTER, "己核验"], [*GOOD, "是"]], "己核验", "模板中没有这一列"),
        ([[*ROSTER, 2024], [*GOOD, "是"]], "2024.0", "模板中没有这一列"),
        ([[*ROSTER, None], [*GOOD, "是"]], "第4列", "没有表头"),
        ([GOOD], "表头", "没有表头"),
        ([], "表头", "没有表头"),
    ],
)
def test_a_header_that_cannot_be_understood_is_refused_even_when_rows_may_be_skipped(
    tmp_path: Path, cells: list[list[Any]], column: str, wrong: str
) -> None:
    path = with_sheet(tmp_path / "本.xlsx", "人员排班", cells)
    for skip in (False, True):
        with pytest.raises(BadRecords) as caught:
            read_workbook(path, key=KEY, today=TODAY, skip_bad_rows=skip)
        [found] = caught.value.cells
        assert (found.sheet, found.row, found.column) == ("人员排班", 1, column)
        assert wrong in found.wrong.zh


def test_an_unknown_header_comes_with_the_closest_known_one(tmp_path: Path) -> None:
    [found] = refused(with_sheet(tmp_path / "本.xlsx", "人员排班", [[*ROSTER, "己核验"], [*GOOD, "是"]]))
    assert "「已核验」" in found.remedy.zh


def test_a_merged_header_is_refused(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "本.xlsx", "人员排班", [[*ROSTER, "备注", None], [*GOOD, "x", None]], ["D1:E1"])
    [found] = refused(path)
    assert (found.sheet, found.row, found.column) == ("人员排班", 1, "备注")
    assert "合并单元格" in found.wrong.zh


def test_merged_cells_among_the_rows_are_refused_row_by_row(tmp_path: Path) -> None:
    rows = [ROSTER, GOOD, ["2024-05-07", ZHANG, None], ["2024-05-08", ZHANG, "是"]]
    found = refused(with_sheet(tmp_path / "本.xlsx", "人员排班", rows, ["C2:C3"]))
    assert [(cell.row, cell.wrong.zh) for cell in found if "合并" in cell.wrong.zh] == [
        (2, "单元格被合并"),
        (3, "单元格被合并"),
    ]
    assert 4 not in {cell.row for cell in found}


def test_an_identity_number_in_the_header_row_is_not_repeated(tmp_path: Path) -> None:
    path = with_sheet(tmp_path / "本.xlsx", "人员排班", [[*ROSTER, ZHANG], [*GOOD, "是"]])
    said = "".join(cell.say("zh") + cell.say("en") for cell in refused(path))
    assert ZHANG[3:10] not in said


def test_an_unknown_sheet_with_content_is_refused_and_an_empty_one_passed_over(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="「求职登记表」不是模板中的工作表"):
        read_workbook(with_sheet(tmp_path / "甲.xlsx", "求职登记表", [["登记日期"]]), key=KEY, today=TODAY)
    path = with_sheet(tmp_path / "乙.xlsx", "Sheet2", [])
    assert set(read_workbook(path, key=KEY, today=TODAY).tables) == {"stations"}


def test_a_workbook_without_profile_is_refused(tmp_path: Path) -> None:
    path = write_cells(tmp_path / "本.xlsx", {"人员排班": [ROSTER, GOOD]})
    with pytest.raises(Refusal, match="基本信息"):
        read_workbook(path, key=KEY, today=TODAY)


def test_a_workbook_with_an_empty_profile_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {}, profile=[])
    with pytest.raises(Refusal, match="基本信息"):
        read_workbook(path, key=KEY, today=TODAY, skip_bad_rows=True)


def test_a_workbook_about_two_stations_is_refused(tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {}, profile=[PROFILE, {**PROFILE, "驿站编号": "ZS-002"}])
    with pytest.raises(BadRecords) as caught:
        read_workbook(path, key=KEY, today=TODAY, skip_bad_rows=True)
    assert "一个驿站" in caught.value.cells[0].wrong.zh


def test_a_shift_over_midnight_keeps_the_day_on_which_it_begins(tmp_path: Path) -> None:
    cells = [ROSTER, [datetime.fromisoformat("2024-05-06T23:59"), ZHANG, "是"]]
    result = read_workbook(with_sheet(tmp_path / "本.xlsx", "人员排班", cells), key=KEY, today=TODAY)
    assert result.tables["roster"].column("day").to_pylist() == [date(2024, 5, 6)]


@pytest.mark.parametrize(
    "typed", ["订单202405061234567", "460100240506001", "110105199913310021", "2024-05-06 2024-05-07", "0595-22334455"]
)
def test_a_number_that_cannot_be_an_identity_number_may_stand_in_a_text(typed: str, tmp_path: Path) -> None:
    path = write_book(tmp_path / "本.xlsx", {"招聘岗位": [{**POST, "岗位名称": typed}]})
    assert read_workbook(path, key=KEY, today=TODAY).tables["posts"].num_rows == 1


def test_a_row_after_the_closing_day_is_refused_and_the_closing_day_itself_is_not(tmp_path: Path) -> None:
    closed = {**PROFILE, "停办日期": date(2024, 5, 6)}
    late = {**REGISTRATION, "登记日期": date(2024, 5, 7)}
    [found] = refused(write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION, late]}, profile=[closed]))
    assert (found.row, found.column) == (3, "登记日期")
    assert found.wrong.zh == "日期晚于停办日期2024-05-06"
    assert found.remedy.zh == "请核对日期，或更正基本信息中的停办日期"


def test_the_open_days_are_those_of_the_latest_profile_and_a_corrected_row_or_a_post_may_lie_before(
    tmp_path: Path,
) -> None:
    earlier = {**PROFILE, "填报日期": date(2024, 1, 1), "开办日期": "2024-06-01"}
    wrong = {**REGISTRATION, "登记日期": date(2022, 5, 6), "记录编号": "A"}
    right = {**REGISTRATION, "记录编号": "B", "更正记录编号": "A"}
    sheets = {"求职登记": [wrong, right], "招聘岗位": [{**POST, "发布日期": date(2023, 2, 1)}]}
    path = write_book(tmp_path / "本.xlsx", sheets, profile=[PROFILE, earlier])
    assert read_workbook(path, key=KEY, today=TODAY).tables["registrations"].num_rows == 2


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("2024-02-30", "2024-02-30"),
        ("2024-2-30 10:00", "2024-2-30 10:00"),
        ("13800138000", "138********"),
        ("110105-19491231-002X", "110" + "*" * 17),
        ("2024-02-30 110105194912310021", "202" + "*" * 17 + "…"),
    ],
)
def test_a_message_shows_a_typed_day_and_masks_every_other_long_number(typed: str, shown: str) -> None:
    assert quoted(typed) == shown
