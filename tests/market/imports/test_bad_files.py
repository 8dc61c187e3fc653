import io
import zipfile
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from PIL import Image

from tests.floor.accounts.factories import NOW, a_city, a_member
from tests.market.employers.factories import a_code
from tests.market.imports.books import a_book, a_number, a_worker_row, an_employer_row, an_upload, cells
from yizhan.facts.workbook.read import EMPLOYERS, WORKERS
from yizhan.floor.accounts.states import Role
from yizhan.kernel.errors import Refusal
from yizhan.market.imports.actions import compare, upload
from yizhan.market.imports.models import Import, ImportRow
from yizhan.market.imports.sheets import LAYOUTS

pytestmark = pytest.mark.django_db
HEADERS = [field.header for field in LAYOUTS[WORKERS].fields]


def compared(content: bytes) -> Import:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    batch = upload(
        actor=clerk, station=city.station, upload=an_upload(content), consent_notice="1", agreed=True, now=NOW
    )
    return compare(actor=clerk, batch=batch, now=NOW)


def only_row(content: bytes) -> ImportRow:
    compared(content)
    return ImportRow.objects.get()


@pytest.mark.parametrize(
    ("change", "words"),
    [
        (
            {"身份证号码": 1.10105e17},
            "「身份证号码」号码被存成了数字或日期，末尾数字可能已丢失，请把该列设为文本格式后重新输入",
        ),
        (
            {"身份证号码": "1.10105E+17"},
            "「身份证号码」号码被存成了数字或日期，末尾数字可能已丢失，请把该列设为文本格式后重新输入",
        ),
        (
            {"身份证号码": "1.10105e17"},
            "「身份证号码」号码被存成了数字或日期，末尾数字可能已丢失，请把该列设为文本格式后重新输入",
        ),
        (
            {"身份证号码": "350503700101001"},
            "「身份证号码」身份证号码为15位旧号，请填写18位号码，请对照身份证逐位核对后重新填写",
        ),
        ({"身份证号码": "350503202601010010"}, None),
        ({"身份证号码": None}, "「身份证号码」没有填写，请填写身份证号码"),
        (
            {"联系电话": 13800001234},
            "「联系电话」号码被存成了数字或日期，末尾数字可能已丢失，请把该列设为文本格式后重新输入",
        ),
        ({"联系电话": "12800001234"}, "「联系电话」手机号码应为11位数字，以1开头，请核对后重新填写，或留空"),
        ({"姓名": "张三\x07"}, None),
        ({"姓名": "张3"}, None),
        ({"姓名": a_number(5)}, None),
        ({"登记日期": date(2026, 12, 1)}, "「登记日期」日期晚于今天，请核对日期"),
        ({"登记日期": "2026-02-29"}, None),
        ({"登记日期": 45000}, None),
        ({"登记类型": "用工登记"}, None),
        ({"有意愿灵活就业": "也许"}, None),
        ({"现居住地": f"某路1号 {a_number(9)}"}, None),
    ],
)
def test_a_bad_cell_refuses_its_row_with_column_wrong_and_remedy(change: dict[str, Any], words: str | None) -> None:
    row = only_row(a_book(workers=[a_worker_row(1, **change)]))
    assert (row.sheet, row.number, row.finding, row.state) == (WORKERS, 2, "refused", "none")
    assert row.words.startswith(f"「{next(iter(change))}」")
    assert words is None or row.words == words
    assert not any(number in row.words for number in (a_number(1), a_number(5), a_number(9)))


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"统一社会信用代码": "91350503MA000000OX"}, "统一社会信用代码"),
        ({"统一社会信用代码": 9.1350503e17}, "统一社会信用代码"),
        ({"类型": "公司"}, "类型"),
        ({"类型": "居民"}, "统一社会信用代码"),
        ({"名称": None}, "名称"),
        ({"行业": "织布"}, "行业"),
        ({"从业人数": "十二"}, "从业人数"),
        ({"从业人数": -1}, "从业人数"),
        ({"区划代码": 350503}, "区划代码"),
    ],
)
def test_a_bad_employer_is_refused_by_column(change: dict[str, Any], column: str) -> None:
    row = only_row(a_book(employers=[{**an_employer_row(), **change}]))
    assert (row.sheet, row.finding) == (EMPLOYERS, "refused")
    assert row.words.startswith(f"「{column}」")


def test_several_faults_of_a_row_are_told_together() -> None:
    row = only_row(a_book(workers=[a_worker_row(1, 联系电话="1", 登记日期=None)]))
    assert row.words == (
        "「联系电话」手机号码应为11位数字，以1开头，请核对后重新填写，或留空；「登记日期」没有填写，请填写登记日期"
    )


def _unknown_sheet() -> bytes:
    return a_book(workers=[a_worker_row()], 其他=[["a"], ["b"]])


def _unknown_header() -> bytes:
    return cells({WORKERS: [[*HEADERS, "身高"], [None] * len(HEADERS) + [170]]})


def _missing_header() -> bytes:
    return cells({WORKERS: [HEADERS[:2], [1, "张三"]]})


def _merged_header() -> bytes:
    return cells({WORKERS: [HEADERS, [1, "张三"]]}, merged={WORKERS: "A1:B1"})


def _nothing_of_ours() -> bytes:
    return a_book(基本信息=[["填报日期"], ["2026-01-01"]])


@pytest.mark.parametrize(
    ("build", "said"),
    [
        (
            _unknown_sheet,
            "工作表「其他」不是模板中的工作表，可导入的有：零工名册、用工主体名册、求职登记。请改名，或删除此表",
        ),
        (_unknown_header, "「零工名册」第1行「身高」：模板中没有这一列。请改用模板中的表头，或删除此列"),
        (_missing_header, None),
        (_merged_header, None),
        (_nothing_of_ours, "没有可导入的工作表，应至少有一张：零工名册、用工主体名册、求职登记"),
    ],
)
def test_a_book_that_cannot_be_understood_is_refused_as_a_whole(build: Callable[[], bytes], said: str | None) -> None:
    batch = compared(build())
    assert batch.state == "refused"
    assert said is None or batch.trouble == said
    assert batch.trouble
    assert not ImportRow.objects.exists()


def _zip(parts: dict[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()


def _with_macro() -> bytes:
    target = io.BytesIO(a_book(workers=[a_worker_row()]))
    with zipfile.ZipFile(target, "a") as archive:
        archive.writestr("xl/vbaProject.bin", b"x")
    return target.getvalue()


def _bomb() -> bytes:
    target = io.BytesIO(a_book(workers=[a_worker_row()]))
    with zipfile.ZipFile(target, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/worksheets/sheet9.xml", b"<a>" + b" " * 60_000_000 + b"</a>")
    return target.getvalue()


def _picture() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", (8, 8)).save(target, "PNG")
    return target.getvalue()


MACROS = "工作簿含有宏或属于二进制格式。请另存为不含宏的“Excel 工作簿（.xlsx）”"
TOO_LARGE = "工作簿解压后过大或结构异常，为安全起见不予读取。请把数据复制到新的模板中再试"


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("名册.xlsm", _with_macro(), MACROS),
        ("名册.xlsx", _bomb(), TOO_LARGE),
        ("名册.xlsx", a_book(workers=[a_worker_row()])[:900], "文件已损坏，请重新保存后再上传"),
        (
            "名册.xls",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600,
            "这是旧版或带密码的 Office 文件，请取消密码并另存为 .xlsx 或 .docx",
        ),
        ("名册.xlsx", _zip({"a.txt": b"x"}), "不接收压缩包，请解压后逐个上传"),
        ("名册.xlsx", b"", "文件是空的，请重新选择"),
        ("名册.xlsx", _picture(), None),
    ],
    ids=["macro", "bomb", "cut off", "old xls", "zip", "empty", "renamed png"],
)
def test_what_is_no_plain_workbook_is_refused_at_the_door_with_the_way_out(
    name: str, content: bytes, words: str | None
) -> None:
    city = a_city()
    clerk = a_member(Role.STATION_STAFF, city.station)
    taken = an_upload(content, name)
    with pytest.raises(Refusal) as refused:
        upload(actor=clerk, station=city.station, upload=taken, consent_notice="1", agreed=True, now=NOW)
    assert refused.value.field == "upload"
    assert words is None or refused.value.text.zh == words
    assert not Import.objects.exists()


def test_a_workbook_without_any_cell_says_which_sheets_there_may_be() -> None:
    batch = compared(cells({WORKERS: []}))
    assert (batch.state, batch.trouble) == (
        "refused",
        "没有可导入的工作表，应至少有一张：零工名册、用工主体名册、求职登记",
    )


def test_a_title_above_the_headers_empty_rows_and_aliases_are_understood() -> None:
    headers = ["姓名", "身份证号", "手机号", "登记日期", "登记类型"]
    row = ["张三", a_number(1), "138 0000 0001", "2026年11月2日", "求职登记"]
    batch = compared(cells({WORKERS: [["某某驿站零工名册"], headers, [None] * 5, row, [""] * 5]}))
    found = ImportRow.objects.get()
    assert (batch.state, found.number, found.finding) == ("compared", 4, "new")


def test_a_merged_row_is_refused() -> None:
    row = ["1", "张三", a_number(1)]
    content = cells({WORKERS: [HEADERS, row, row]}, merged={WORKERS: "A3:B3"})
    compared(content)
    assert [each.finding for each in ImportRow.objects.order_by("position")] == ["refused", "refused"]
    assert "「合并单元格」单元格被合并" in ImportRow.objects.get(position=2).words


def test_rare_names_and_full_width_numbers_come_in() -> None:
    wide = a_code().translate({ord(sign): ord(sign) + 0xFEE0 for sign in "0123456789"})
    compared(
        a_book(
            workers=[a_worker_row(1, 姓名="𠮷𬭎"), a_worker_row(2, 姓名="买买提·艾力")],
            employers=[an_employer_row(统一社会信用代码=wide)],
        )
    )
    assert list(ImportRow.objects.values_list("finding", flat=True)) == ["new"] * 3


def test_a_child_is_not_registered_and_a_minor_only_at_the_counter() -> None:
    child, minor = "350503201501010019", "350503200907010010"
    body = [number[:17] for number in (child, minor)]
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    numbers = [
        each + "10X98765432"[sum(int(digit) * weight for digit, weight in zip(each, weights, strict=True)) % 11]
        for each in body
    ]
    compared(a_book(workers=[a_worker_row(1, 身份证号码=numbers[0]), a_worker_row(2, 身份证号码=numbers[1])]))
    first, second = ImportRow.objects.order_by("position")
    assert "未满16周岁" in first.words
    assert second.words == "「身份证号码」16至17周岁的人须登记监护人，请本人和监护人到窗口办理"
