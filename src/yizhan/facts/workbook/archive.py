"""The archive guard: an .xlsx file is unpacked under our own limits before any library parses it.

The parser never sees the file as it came. Its XML parts are inflated here, each and all together under a cap, and
packed again uncompressed, so that entries which lie about their size, second directories, media and macros stay outside.
"""

import io
import re
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from xml.parsers import expat

from yizhan.kernel.errors import Refusal

LARGEST_FILE = 50 * 2**20
LARGEST_CONTENT = 200 * 2**20
MOST_ENTRIES = 2000
HIGHEST_RATIO = 250
RATIO_MATTERS_FROM = 2**20

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MACRO = re.compile(r"(^|/)(vbaproject.*\.bin|vbadata\.xml|(macro|dialog)sheets/.*)$")
_UNUSED = re.compile(
    r"(^|/)(media|drawings|theme|comments\d*|threadedcomments|persons|embeddings|externallinks|charts)(/|\.)"
)


@dataclass(frozen=True, slots=True)
class Archive:
    """The XML parts of a workbook, by their name inside the archive, checked and inflated."""

    parts: dict[str, bytes]

    def packed(self) -> bytes:
        """The parts as a fresh archive without compression: what the parser reads."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as fresh:
            for name, content in self.parts.items():
                fresh.writestr(zipfile.ZipInfo(name), content)
        return target.getvalue()


def open_archive(path: Path) -> Archive:
    """The workbook's parts. Refusal when the file is absent, no .xlsx, encrypted, with macros or unpacks too large."""
    _check_file(path)
    try:
        with zipfile.ZipFile(path) as source:
            return Archive(_inflate(source))
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise _damaged() from error


def _check_file(path: Path) -> None:
    if not path.is_file():
        raise Refusal(f"找不到文件 {path.name}", f"there is no file {path.name}")
    if path.stat().st_size > LARGEST_FILE:
        raise Refusal(
            f"文件超过 {LARGEST_FILE >> 20} MB。请删除图片和无关工作表后再试",
            f"the file is larger than {LARGEST_FILE >> 20} MB; remove pictures and unrelated sheets",
        )
    with path.open("rb") as stream:
        head = stream.read(8)
        if head == _OLE:
            raise _old_or_encrypted(stream.read(2**20))
    if path.suffix.lower() in (".xlsm", ".xltm", ".xlsb", ".xlam"):
        raise _macros()
    if not head.startswith(b"PK\x03\x04"):
        raise Refusal(
            "这不是 .xlsx 工作簿。请在 Excel 或 WPS 中另存为“Excel 工作簿（.xlsx）”",
            "this is not an .xlsx workbook; save it as an Excel workbook (.xlsx)",
        )


def _old_or_encrypted(content: bytes) -> Refusal:
    if _ENCRYPTED in content:
        return Refusal("工作簿设有打开密码。请取消密码后再试", "the workbook is encrypted; remove its password")
    return Refusal(
        "这是旧版 .xls 工作簿。请在 Excel 或 WPS 中另存为 .xlsx",
        "this is an old .xls workbook; save it as .xlsx",
    )


def _inflate(source: zipfile.ZipFile) -> dict[str, bytes]:
    entries = source.infolist()
    names = [entry.filename for entry in entries]
    if len(entries) > MOST_ENTRIES or len(set(names)) != len(names):
        raise _suspicious()
    if any(_MACRO.search(name.lower()) for name in names):
        raise _macros()
    if "xl/workbook.bin" in names:
        raise Refusal("这是 .xlsb 工作簿。请另存为 .xlsx", "this is an .xlsb workbook; save it as .xlsx")
    for entry in entries:
        _check_entry(entry)
    if sum(entry.file_size for entry in entries) > LARGEST_CONTENT:
        raise _suspicious()
    parts: dict[str, bytes] = {}
    left = LARGEST_CONTENT
    for entry in entries:
        if not _needed(entry.filename):
            continue
        with source.open(entry) as stream:
            content = stream.read(left + 1)
        left -= len(content)
        if left < 0:
            raise _suspicious()
        parts[entry.filename] = _checked(content)
    if "[Content_Types].xml" not in parts or not any(name.startswith("xl/worksheets/") for name in parts):
        raise _damaged()
    if b"macroEnabled" in parts["[Content_Types].xml"]:
        raise _macros()
    return parts


def _check_entry(entry: zipfile.ZipInfo) -> None:
    if entry.flag_bits & 0x1:
        raise Refusal("工作簿设有密码。请取消密码后再试", "the workbook is encrypted; remove its password")
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        raise _suspicious()
    if entry.file_size > RATIO_MATTERS_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1):
        raise _suspicious()


def _needed(name: str) -> bool:
    lowered = name.lower()
    return lowered.endswith((".xml", ".rels")) and not _UNUSED.search(lowered)


def _checked(content: bytes) -> bytes:
    head = content[:200].removeprefix(b"\xef\xbb\xbf").lstrip()
    if not head.startswith(b"<") or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
        raise _suspicious()
    declared = re.match(rb"<\?xml[^>]*encoding\s*=\s*[\"']([^\"']+)", head)
    if declared and declared[1].lower() not in (b"utf-8", b"us-ascii", b"ascii"):
        raise _suspicious()
    try:
        # The parser behind passes over malformed XML, and would read half a sheet.
        expat.ParserCreate().Parse(content, True)
    except expat.ExpatError as error:
        raise _damaged() from error
    return content


def _damaged() -> Refusal:
    return Refusal(
        "工作簿已损坏或不是 .xlsx。请在 Excel 或 WPS 中打开后另存为 .xlsx",
        "the workbook is damaged or not an .xlsx; open it and save it again as .xlsx",
    )


def _macros() -> Refusal:
    return Refusal(
        "工作簿含有宏或属于二进制格式。请另存为不含宏的“Excel 工作簿（.xlsx）”",
        "the workbook holds macros or is binary; save it as an Excel workbook without macros (.xlsx)",
    )


def _suspicious() -> Refusal:
    return Refusal(
        "工作簿解压后过大或结构异常，为安全起见不予读取。请把数据复制到新的模板中再试",
        "the workbook unpacks too large or is built abnormally and was not read; copy the data into a fresh template",
    )
