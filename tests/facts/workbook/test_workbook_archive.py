"""Files that are not honest workbooks: refused before a parser reads them, within memory and time."""

import io
import struct
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest
from station_books import KEY, REGISTRATION, TODAY, write_book

from yizhan.facts.workbook import archive, read_workbook
from yizhan.kernel.errors import Refusal

SHEET = "xl/worksheets/sheet2.xml"


def refusal(path: Path) -> Refusal:
    with pytest.raises(Refusal) as caught:
        read_workbook(path, key=KEY, today=TODAY)
    assert type(caught.value) is Refusal
    return caught.value


def rewritten(path: Path, change: Callable[[str, bytes], bytes], extra: dict[str, bytes] | None = None) -> Path:
    """The workbook with each part passed through `change` and `extra` parts added."""
    target = io.BytesIO()
    with zipfile.ZipFile(path) as source, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as fresh:
        for name in source.namelist():
            fresh.writestr(name, change(name, source.read(name)))
        for name, content in (extra or {}).items():
            fresh.writestr(name, content)
    path.write_bytes(target.getvalue())
    return path


def in_sheet(old: bytes, new: bytes) -> Callable[[str, bytes], bytes]:
    return lambda name, content: content.replace(old, new) if name == SHEET else content


@pytest.fixture
def book(tmp_path: Path) -> Path:
    return write_book(tmp_path / "本.xlsx", {"求职登记": [REGISTRATION]})


def test_an_absent_file_is_refused(tmp_path: Path) -> None:
    assert "找不到文件 无.xlsx" in refusal(tmp_path / "无.xlsx").text.zh


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "不是 .xlsx"),
        ("姓名,日期".encode("gbk"), "不是 .xlsx"),
        (b"<html><table></table></html>", "不是 .xlsx"),
        (b"PK\x03\x04" + b"\0" * 500, "已损坏"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 2000, "旧版 .xls"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused_with_what_it_is(tmp_path: Path, content: bytes, said: str) -> None:
    path = tmp_path / "本.xlsx"
    path.write_bytes(content)
    assert said in refusal(path).text.zh


def test_a_cut_off_workbook_is_refused(book: Path) -> None:
    content = book.read_bytes()
    book.write_bytes(content[: len(content) // 2])
    assert "已损坏" in refusal(book).text.zh


def test_a_workbook_with_a_flipped_byte_is_refused(book: Path) -> None:
    content = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as source:
        start = source.getinfo(SHEET).header_offset + 60
    content[start] ^= 0xFF
    book.write_bytes(content)
    assert "已损坏" in refusal(book).text.zh


def test_a_file_above_the_size_limit_is_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_FILE", 1000)
    assert "文件超过" in refusal(book).text.zh


@pytest.mark.parametrize("part", ["xl/vbaProject.bin", "xl/macrosheets/sheet1.xml", "XL/VBAPROJECT.BIN"])
def test_macros_are_refused(book: Path, part: str) -> None:
    assert "宏" in refusal(rewritten(book, lambda _, content: content, {part: b"x"})).text.zh


def test_the_macro_suffix_and_the_macro_content_type_are_refused(book: Path, tmp_path: Path) -> None:
    renamed = tmp_path / "本.xlsm"
    renamed.write_bytes(book.read_bytes())
    assert "宏" in refusal(renamed).text.zh
    old, new = b"spreadsheetml.sheet.main", b"sheet.macroEnabled.main"
    assert "宏" in refusal(rewritten(book, lambda _, content: content.replace(old, new))).text.zh


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "本.xlsx"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("a.txt", "x")
    assert "已损坏" in refusal(path).text.zh


def test_a_bomb_in_a_sheet_is_refused_at_once(book: Path) -> None:
    bomb = rewritten(book, in_sheet(b"</sheetData>", b" " * 150_000_000 + b"</sheetData>"))
    assert bomb.stat().st_size < 300_000
    started = time.perf_counter()
    assert "解压后过大" in refusal(bomb).text.zh
    assert time.perf_counter() - started < 2


def test_an_entry_that_lies_about_its_size_is_refused(book: Path) -> None:
    content = bytearray(book.read_bytes())
    with zipfile.ZipFile(book) as source:
        size = source.getinfo(SHEET).file_size
    directory = content.find(SHEET.encode(), content.find(b"PK\x01\x02")) - 46
    assert struct.unpack_from("<I", content, directory + 24)[0] == size
    struct.pack_into("<I", content, directory + 24, 100)
    book.write_bytes(content)
    assert "已损坏" in refusal(book).text.zh


def test_many_small_entries_together_are_refused(book: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 2000)
    assert "解压后过大" in refusal(book).text.zh
    monkeypatch.setattr(archive, "LARGEST_CONTENT", 10**9)
    extra = {f"xl/media/{number}.xml": b"<a/>" for number in range(archive.MOST_ENTRIES)}
    assert "解压后过大" in refusal(rewritten(book, lambda _, content: content, extra)).text.zh


def test_pictures_are_not_even_unpacked(book: Path) -> None:
    extra = {"xl/media/image1.png": b"\x89PNG" * 1000}
    assert "xl/media/image1.png" not in archive.open_archive(rewritten(book, lambda _, content: content, extra)).parts


@pytest.mark.parametrize("cell", ["XFD1048576", "A1048576", "ZZ100000"])
def test_a_lone_cell_far_away_is_refused_without_filling_memory(book: Path, cell: str) -> None:
    far = rewritten(
        book, in_sheet(b"</sheetData>", f'<row><c x:r="A1" r="{cell}"><v>1</v></c></row></sheetData>'.encode())
    )
    started = time.perf_counter()
    assert "超出可读范围" in refusal(far).text.zh
    assert time.perf_counter() - started < 2


def test_blank_formatted_cells_far_away_do_no_harm(book: Path) -> None:
    far = rewritten(book, in_sheet(b"</sheetData>", b'<row r="1048576"><c r="A1048576" s="1"/></row></sheetData>'))
    assert read_workbook(far, key=KEY, today=TODAY).tables["registrations"].num_rows == 1


@pytest.mark.parametrize(
    "cell",
    [
        "<c r='XFD1048576'><v>1</v></c>",
        '<c x=">" r="XFD1048576"><v>1</v></c>',
        """<c x=' r="A1"' r="XFD1048576"><v>1</v></c>""",
    ],
)
def test_a_far_cell_written_in_an_unknown_way_exhausts_only_the_confined_child(book: Path, cell: str) -> None:
    far = rewritten(book, in_sheet(b"</sheetData>", f'<row r="1048576">{cell}</row></sheetData>'.encode()))
    assert "无法读取" in refusal(far).text.zh


def test_a_long_text_used_by_very_many_cells_exhausts_only_the_confined_child(book: Path) -> None:
    rows = b"".join(b'<row r="%d"><c r="A%d" t="s"><v>0</v></c></row>' % (row, row) for row in range(9, 8_009))
    with zipfile.ZipFile(book) as source:
        shared = source.read("xl/sharedStrings.xml")
    long = shared.replace(b"<si><t>", b"<si><t>" + b"long" * 8000, 1)
    change = {SHEET: lambda content: content.replace(b"</sheetData>", rows + b"</sheetData>")}
    change["xl/sharedStrings.xml"] = lambda _: long
    far = rewritten(book, lambda name, content: change.get(name, bytes)(content))
    assert "无法读取" in refusal(far).text.zh


def test_cells_written_in_an_unknown_way_are_read_all_the_same(book: Path) -> None:
    expected = read_workbook(book, key=KEY, today=TODAY)
    change = lambda name, content: content.replace(b'"', b"'") if name == SHEET else content  # noqa: E731
    assert read_workbook(rewritten(book, change), key=KEY, today=TODAY) == expected


@pytest.mark.parametrize(
    "inserted",
    [b'<!DOCTYPE a [<!ENTITY b "c">]>', b"\xff\xfe<\x00"],
)
def test_document_types_and_foreign_encodings_are_refused(book: Path, inserted: bytes) -> None:
    assert (
        "结构异常"
        in refusal(rewritten(book, lambda name, content: inserted + content if name == SHEET else content)).text.zh
    )


def test_broken_xml_is_refused(book: Path) -> None:
    assert "已损坏" in refusal(rewritten(book, in_sheet(b"</row>", b"</wor>"))).text.zh


def test_a_workbook_without_its_list_of_sheets_is_refused(book: Path) -> None:
    change = lambda name, content: b"<a/>" if name == "xl/_rels/workbook.xml.rels" else content  # noqa: E731
    assert "无法读取" in refusal(rewritten(book, change)).text.zh
