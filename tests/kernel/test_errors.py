"""Refusals speak both languages and name the place."""

from yizhan.kernel.errors import BadCell, BadRecords, Refusal
from yizhan.kernel.texts import Text

CELL = BadCell(
    "一站.xlsx", "招聘岗位", 7, "发布日期", Text("日期不存在", "no such date"), Text("请改为真实日期", "mend it")
)


def test_a_refusal_is_chinese_unless_asked_in_english() -> None:
    refusal = Refusal("不行", "no")
    assert (refusal.say(), refusal.say("zh"), refusal.say("en"), str(refusal)) == ("不行", "不行", "no", "不行")
    assert refusal.text == Text("不行", "no")


def test_a_bad_cell_names_file_sheet_row_column_and_remedy() -> None:
    assert CELL.say() == "一站.xlsx「招聘岗位」第7行「发布日期」：日期不存在。请改为真实日期。"
    assert CELL.say("en") == "一站.xlsx [招聘岗位] row 7 [发布日期]: no such date. mend it."


def test_bad_records_count_the_cells_and_say_that_nothing_was_read() -> None:
    refusal = BadRecords((CELL, CELL))
    assert refusal.cells == (CELL, CELL)
    assert refusal.say() == "共有2处数据不能使用，未读入任何记录。"
    assert refusal.say("en") == "2 entries cannot be used; nothing was read."
