"""What no honest finger types: the corpus that is put into every field, in a fixed order."""

from io import BytesIO
from struct import pack
from typing import NamedTuple
from urllib.parse import quote
from zipfile import ZIP_DEFLATED, ZipFile
from zlib import crc32

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

# The bytes of a lone surrogate, which no Python text that can be encoded holds.
SURROGATE = "%ED%A0%80"
NUL = "%00"
HUGE = 100_000


class Value(NamedTuple):
    """`sent` is percent-encoded; `kept` is what the page has to show again after a refusal, None where nothing has to be."""

    name: str
    sent: str
    kept: str | None


def _typed(name: str, text: str) -> Value:
    return Value(name, quote(text, safe=""), text)


TEXTS = (
    Value("far too long", quote("字" * 10, safe="") + "x" * HUGE, None),
    _typed("a letter outside the basic plane", "𠮷野家"),
    _typed("markup", "\"><script>alert(1)</script>{{ 7|add:'7' }}"),
    _typed("full-width digits", "１２３４５６"),
    _typed("emoji", "👩‍👩‍👧‍👦🙂"),
    Value("a trailing newline", quote("350500199001010015\n", safe=""), None),
    Value("zero-width", quote("王\u200b五\u202e\ufeff", safe=""), None),
    Value("NUL", f"a{NUL}b", None),
    Value("a lone surrogate", f"a{SURROGATE}b", None),
    Value("a broken byte", "%FF%FE", None),
)
NUMBERS = tuple(
    _typed(text, text)
    for text in (str(10**13), "-1", "0", "0.001", "1e3", "1_000", "NaN", "-Infinity", str(10**30), "1" * 5000, "²")
)
DATES = tuple(
    _typed(text, text)
    for text in ("9999-12-31", "0001-01-01", "2026-02-29", "10000-01-01", "9999-12-31T23:59", "25:61", "２０２６-01-01")
)
IDENTITIES = tuple(
    _typed(text, text)
    for text in (
        "00000000-0000-0000-0000-000000000000",
        "not-a-uuid",
        "{12345678-1234-5678-1234-567812345678}",
        "../../etc/passwd",
        "__all__",
    )
)

# Places in lists, addresses and patterns.
GARBAGE = tuple(
    _typed(text[:20], text)
    for text in (
        "eyJ4IjoxfQ:1abc:AAAA",
        "W10:1w0000:x",
        "https://evil.example/",
        "//evil.example",
        "javascript:alert(1)",
        "%25%00%",
        "'; DROP TABLE people_worker; --",
        "(a+)+$" * 40,
        "%_\\" * 30,
        '{"a":' * 200,
    )
)


def _png(width: int, height: int) -> bytes:
    """A picture of these measures, by its head alone."""
    head = b"IHDR" + pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    end = b"IEND"
    return (
        b"\x89PNG\r\n\x1a\n"
        + pack(">I", 13)
        + head
        + pack(">I", crc32(head))
        + pack(">I", 0)
        + end
        + pack(">I", crc32(end))
    )


def _zip(entries: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with ZipFile(content, "w", ZIP_DEFLATED) as book:
        for name, body in entries.items():
            book.writestr(name, body)
    return content.getvalue()


_TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_BOMB = _zip({"[Content_Types].xml": _TYPES, "xl/workbook.xml": b"<a/>", "xl/worksheets/sheet1.xml": b" " * 60_000_000})
_MACROS = _zip({"[Content_Types].xml": _TYPES, "xl/workbook.xml": b"<a/>", "xl/vbaProject.bin": b"\xd0\xcf\x11\xe0"})
_FILES = (
    ("empty.png", b"", "image/png"),
    ("nothing.png", _png(0, 0), "image/png"),
    ("text.png", "这是文字".encode(), "image/png"),
    ("huge.png", _png(30_000, 30_000), "image/png"),
    ("cut.jpg", b"\xff\xd8\xff\xe0\x00\x10JFIF", "image/jpeg"),
    ("bomb.xlsx", _BOMB, _SHEET),
    ("macro.xlsm", _MACROS, _SHEET),
    ("cut.xlsx", _MACROS[:200], _SHEET),
    ("people.csv", "姓名,身份证号\n王五,350500199001010015\n".encode("gbk"), "text/csv"),
    ("x.pdf", b"%PDF-1.7\n1 0 obj<</OpenAction<</S/JavaScript/JS(app.alert(1))>>>>endobj", "application/pdf"),
    ("../../a\r\nSet-Cookie: x=1;\u202egpj.svg", b"<svg onload='alert(1)'/>", "image/svg+xml"),
    ("名" * 400 + ".png", _png(1, 1), "image/png"),
)


def files() -> list[SimpleUploadedFile]:
    """Fresh uploads, each with something wrong."""
    return [SimpleUploadedFile(name, content, kind) for name, content, kind in _FILES]


def a_picture() -> SimpleUploadedFile:
    """A fresh upload with nothing wrong."""
    content = BytesIO()
    Image.new("RGB", (80, 60), (40, 90, 90)).save(content, "JPEG")
    return SimpleUploadedFile("照片.jpg", content.getvalue(), "image/jpeg")
