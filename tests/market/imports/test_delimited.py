"""CSV as spreadsheet programs save it: imported through the same comparison, or refused with the way out."""

import csv
import io
from collections.abc import Sequence
from datetime import date

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.employers.factories import a_code
from tests.market.imports.books import a_number, an_upload
from yizhan.floor.accounts.states import Role
from yizhan.kernel.errors import Refusal
from yizhan.market.employers.models import Employer
from yizhan.market.imports.actions import apply_all, compare, start, upload
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.people.models import Registration, Worker

pytestmark = pytest.mark.django_db
HEADERS = ["姓名", "身份证号", "手机号", "登记日期", "登记类型", "工种"]
ROW = ["张三", a_number(1), "13800000001", "2026/11/2", "求职登记", "保洁、搬运"]


def text_of(rows: Sequence[Sequence[str]], delimiter: str = ",") -> str:
    target = io.StringIO()
    csv.writer(target, delimiter=delimiter).writerows(rows)
    return target.getvalue()


def compared(content: bytes, name: str = "名册.csv") -> Import:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    taken = an_upload(content, name)
    batch = upload(actor=clerk, station=city.station, upload=taken, consent_notice="1", agreed=True, now=NOW)
    return compare(actor=clerk, batch=batch, now=NOW)


def refused(content: bytes) -> str:
    with pytest.raises(Refusal) as wrong:
        compared(content)
    assert wrong.value.field == "upload"
    assert not Import.objects.exists()
    return wrong.value.text.zh


@pytest.mark.parametrize(
    "content",
    [
        text_of([HEADERS, ROW]).encode("utf-8-sig"),
        text_of([HEADERS, ROW]).encode(),
        text_of([HEADERS, ROW]).encode("gbk"),
        text_of([HEADERS, ROW]).encode("gb18030"),
        text_of([HEADERS, ROW], "\t").encode("utf-16"),
        text_of([HEADERS, ROW], ";").encode("gbk"),
        text_of([["某某驿站零工名册"], [], HEADERS, ROW]).encode("gbk"),
        text_of([HEADERS, [ROW[0], f'="{ROW[1]}"', *ROW[2:]]]).encode("gbk"),
        text_of([HEADERS, [ROW[0], f"\t{ROW[1]}", *ROW[2:]]]).encode(),
    ],
    ids=["utf-8 mark", "utf-8", "gbk", "gb18030", "unicode text", "semicolon", "title", "formula text", "tab"],
)
def test_what_spreadsheet_programs_save_is_compared_and_written_like_a_workbook(content: bytes) -> None:
    batch = compared(content)
    assert (batch.state, batch.new, batch.refused) == ("compared", 1, 0)
    clerk = a_member(Role.STATION_STAFF, batch.station)
    start(actor=clerk, batch=batch, now=NOW)
    assert apply_all(batch_id=batch.pk, now=NOW).applied == 1
    worker = Worker.objects.select_related("person").get()
    assert worker.person.name == "张三"
    assert [skill.trade for skill in worker.skills.order_by("trade")] == ["保洁", "搬运"]
    assert Registration.objects.get().day == date(2026, 11, 2)


def test_a_rare_name_survives_gb18030() -> None:
    batch = compared(text_of([HEADERS, ["𠮷田", *ROW[1:]]]).encode("gb18030"))
    clerk = a_member(Role.STATION_STAFF, batch.station)
    start(actor=clerk, batch=batch, now=NOW)
    apply_all(batch_id=batch.pk, now=NOW)
    assert Worker.objects.get().person.name == "𠮷田"


def test_employers_are_told_by_their_headers() -> None:
    code = a_code()
    rows = [["类型", "名称", "统一社会信用代码", "从业人数", "登记日期"]]
    batch = compared(text_of([*rows, ["企业", "泉州某某服饰有限公司", code, "12", "2026-11-02"]]).encode("gbk"))
    assert (batch.state, batch.new) == ("compared", 1)
    clerk = a_member(Role.STATION_STAFF, batch.station)
    start(actor=clerk, batch=batch, now=NOW)
    apply_all(batch_id=batch.pk, now=NOW)
    assert (Employer.objects.get().credit_code, Employer.objects.get().headcount) == (code, 12)


@pytest.mark.parametrize("number", ["1.10105E+17", "110105194912310000"])
def test_a_number_that_the_spreadsheet_has_cut_is_refused_and_never_guessed(number: str) -> None:
    compared(text_of([HEADERS, [ROW[0], number, *ROW[2:]]]).encode("gbk"))
    row = ImportRow.objects.get()
    assert (row.number, row.finding) == (2, "refused")
    assert row.words == "「身份证号码」号码被存成了数字或日期，末尾数字可能已丢失，请把该列设为文本格式后重新输入"


def test_rows_are_named_by_their_place_in_the_file() -> None:
    compared(text_of([["标题"], HEADERS, ROW, [], ["李四", "x", *ROW[2:]]]).encode("gbk"))
    assert list(ImportRow.objects.order_by("position").values_list("number", "finding")) == [(3, "new"), (5, "refused")]


def test_the_same_csv_is_taken_once() -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    content = text_of([HEADERS, ROW]).encode("gbk")
    common = {"actor": clerk, "station": city.station, "consent_notice": "1", "agreed": True, "now": NOW}
    upload(upload=an_upload(content, "名册.csv"), **common)  # type: ignore[arg-type]
    with pytest.raises(Refusal, match="不能重复导入"):
        upload(upload=an_upload(content, "另一个名字.csv"), **common)  # type: ignore[arg-type]


def test_a_missing_column_is_named_as_in_a_workbook() -> None:
    batch = compared("姓名,身份证号码\n张三,x".encode("gbk"))
    assert batch.state == "refused"
    assert batch.trouble.startswith("「零工名册」第1行「登记日期」：")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (
            "今天下雨,没有人来\n明天再说,谢谢".encode("gbk"),
            "这份 CSV 中没有找到表头。请用导入模板填写，另存为 .xlsx 再上传",
        ),
        (
            (text_of([HEADERS]) + '"张三,没有第二个引号').encode("gbk"),
            "CSV 不完整：引号没有成对。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”再上传",
        ),
        (
            (text_of([HEADERS]) + "," * 500).encode(),
            "CSV 第2行列数过多或内容过长。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”再上传",
        ),
        (
            text_of([HEADERS, ["张" * 3000, *ROW[1:]]]).encode(),
            "CSV 第2行列数过多或内容过长。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”再上传",
        ),
        ((text_of([HEADERS]) + "x\n" * 30_000).encode(), "一次最多导入20000行，请分成几个文件"),
        ((text_of([HEADERS]) + "x\n" * 6_000_000).encode(), "文件超过10兆，请分成几个文件"),
    ],
    ids=["no header", "quotation mark", "columns", "long cell", "rows", "bytes"],
)
def test_text_that_is_no_table_is_refused_with_the_way_out(content: bytes, words: str) -> None:
    assert refused(content) == words


@pytest.mark.parametrize(
    "content",
    [
        b"<html><table></table></html>",
        b"{\\rtf1 x}",
        b"%PDF-1.4\n",
        b"GIF89a....",
        b"  \n ",
        b"\xff\xfe\xd8",
        b"a\x00,b",
    ],
)
def test_what_is_no_table_at_all_is_left_to_the_door_of_files(content: bytes) -> None:
    assert refused(content)
