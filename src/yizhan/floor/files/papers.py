"""Documents: PDF without actions, workbooks and texts without macros. They are inspected, and stored as they came."""

import io
import re
import tempfile
import zipfile
import zlib
from pathlib import Path

from yizhan.facts.workbook.archive import open_archive
from yizhan.kernel.errors import Refusal

MOST_ENTRIES = 2000
LARGEST_CONTENT = 100 * 2**20
HIGHEST_RATIO = 250
RATIO_MATTERS_FROM = 2**20
LARGEST_OBJECTS = 32 * 2**20
MOST_STREAMS = 20_000
LONGEST_HEADER = 2000

_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_ACTIVE = re.compile(rb"/(JavaScript|Launch|EmbeddedFiles?|RichMedia|XFA)(?![A-Za-z0-9])")
_STREAM = re.compile(rb"(?<!end)stream\r?\n")
_FILTER = re.compile(rb"/Filter\s*(\[[^\]]*\]|/[A-Za-z0-9]+)")
_ENCRYPTED = re.compile(rb"/Encrypt(?![A-Za-z0-9])")
_MACRO = re.compile(r"(^|/)(vbaproject.*\.bin|vbadata\.xml|activex/.*|embeddings/.*)$")
_OUTSIDE = re.compile(rb"attachedTemplate|oleObject|/frame\"|subDocument|afChunk|aFChunk")


def check_pdf(content: bytes) -> None:
    """Refusal for a PDF that is cut off, encrypted, or holds scripts, programs to start, attachments or forms with scripts.

    Names are read with their escapes undone, in the body and in compressed object streams.
    """
    if b"%%EOF" not in content[-2048:]:
        raise Refusal("PDF 文件不完整，请重新保存后再上传", "the PDF is cut off", field="upload")
    body = _unescaped(content)
    if _ENCRYPTED.search(body):
        raise Refusal("PDF 设有密码或权限限制，请取消后再上传", "the PDF is encrypted", field="upload")
    if _ACTIVE.search(body) or any(_ACTIVE.search(_unescaped(objects)) for objects in _object_streams(content)):
        raise Refusal(
            "PDF 含有可执行内容（脚本、附件等），请打印成新的 PDF 后再上传", "the PDF is active", field="upload"
        )


def check_workbook(content: bytes) -> None:
    """Refusal for what the reader of workbooks would refuse: macros, passwords, and contents that unpack too large."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "upload.xlsx"
        path.write_bytes(content)
        try:
            open_archive(path)
        except Refusal as refusal:
            raise Refusal(refusal.text.zh, refusal.text.en, field="upload") from refusal


def check_text(content: bytes) -> None:
    """Refusal for a Word document with macros, embedded objects, a template from elsewhere, or contents too large."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_entries(archive.infolist())
            _check_parts(archive)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, EOFError, OSError, RuntimeError, ValueError) as error:
        raise Refusal("Word 文档已损坏，请重新保存后再上传", "the document is damaged", field="upload") from error


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    names = [entry.filename for entry in entries]
    if any(_MACRO.search(name.lower()) for name in names):
        raise _active_text()
    if any(entry.flag_bits & 0x1 for entry in entries):
        raise Refusal("Word 文档设有密码，请取消后再上传", "the document is encrypted", field="upload")
    swollen = any(
        entry.file_size > RATIO_MATTERS_FROM and entry.file_size > HIGHEST_RATIO * max(entry.compress_size, 1)
        for entry in entries
    )
    odd = any(name.startswith("/") or "\\" in name or ".." in name.split("/") for name in names)
    if len(names) > MOST_ENTRIES or len(set(names)) != len(names) or swollen or odd:
        raise _suspicious_text()


def _check_parts(archive: zipfile.ZipFile) -> None:
    left = LARGEST_CONTENT
    for entry in archive.infolist():
        with archive.open(entry) as stream:
            part = stream.read(left + 1)
        left -= len(part)
        if left < 0:
            raise _suspicious_text()
        lowered = entry.filename.lower()
        if lowered.endswith((".xml", ".rels")) and (b"<!DOCTYPE" in part or b"<!ENTITY" in part):
            raise _suspicious_text()
        if entry.filename == "[Content_Types].xml" and b"macroEnabled" in part:
            raise _active_text()
        if lowered.endswith(".rels") and _OUTSIDE.search(part):
            raise _active_text()


def _unescaped(body: bytes) -> bytes:
    return _ESCAPED.sub(lambda found: bytes((int(found[1], 16),)), body)


def _object_streams(content: bytes) -> list[bytes]:
    """The inflated streams that hold objects. One that is packed in another way than usual is refused unread."""
    found, left = [], LARGEST_OBJECTS
    for count, match in enumerate(_STREAM.finditer(content)):
        if count >= MOST_STREAMS:
            raise _unreadable_pdf()
        start = match.start()
        begin = max(content.rfind(b"obj", max(0, start - LONGEST_HEADER), start), 0)
        header = _unescaped(content[max(begin, start - LONGEST_HEADER) : start])
        packed = _FILTER.search(header)
        if b"/ObjStm" not in header or packed is None:
            continue
        if packed[1].strip(b"[] \r\n\t") != b"/FlateDecode":
            raise _unreadable_pdf()
        objects = _inflated(content[match.end() : content.find(b"endstream", match.end())], left)
        left -= len(objects)
        found.append(objects)
    return found


def _inflated(packed: bytes, most: int) -> bytes:
    machine = zlib.decompressobj()
    try:
        objects = machine.decompress(packed, most)
    except zlib.error as error:
        raise _unreadable_pdf() from error
    if not machine.eof:
        raise _unreadable_pdf()
    return objects


def _unreadable_pdf() -> Refusal:
    return Refusal("PDF 结构异常，请打印成新的 PDF 后再上传", "the PDF cannot be inspected", field="upload")


def _active_text() -> Refusal:
    return Refusal(
        "Word 文档含有宏、嵌入对象或外部模板，请另存为普通 .docx 后再上传", "the document is active", field="upload"
    )


def _suspicious_text() -> Refusal:
    return Refusal(
        "Word 文档解压后过大或结构异常，请另存为新的 .docx 后再上传", "the document is built abnormally", field="upload"
    )
