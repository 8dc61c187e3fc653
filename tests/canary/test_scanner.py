"""The scanner finds a planted flaw of each kind, and nothing where there is none."""

import base64
import io
import json
import logging
import uuid
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from urllib.parse import quote

import pytest
import xlsxwriter
from django.contrib.sessions.backends.db import SessionStore
from django.db import connection, transaction
from docx import Document
from PIL import Image, PngImagePlugin
from pypdf import PdfWriter

from tests.canary.scanner import Canary, Found, forms, scan_database, scan_dump, scan_file, scan_folder, scan_text

NUMBER = "35050019900101001X"
PHONE = "13800138001"
CARD = "6222020200112233445"
ADDRESS = "福建省泉州市丰泽区东海街道金丝雀路1号"
CANARIES = [Canary("number", NUMBER), Canary("phone", PHONE), Canary("card", CARD), Canary("address", ADDRESS)]
VALUES = [NUMBER, PHONE, CARD, ADDRESS]
KINDS = [canary.kind for canary in CANARIES]


def kinds(found: list[Found]) -> list[str]:
    return [one.kind for one in found]


def test_clean_texts_hold_nothing() -> None:
    clean = f"{uuid.uuid4()} 350***********001X 138****8001 ****3445 福建省泉州市*** 2026-11-20 1380013 8001x"
    assert scan_text(clean.replace("1380013 8001x", ""), CANARIES) == []
    assert scan_text(b"", CANARIES) == scan_text(bytes(range(256)) * 50, CANARIES) == []


@pytest.mark.parametrize("value", VALUES)
@pytest.mark.parametrize(
    "write",
    [
        str.encode,
        lambda text: text.encode("utf-16"),
        lambda text: text.encode("utf-16-be"),
        lambda text: text.encode("gb18030"),
        lambda text: text.encode().hex().encode(),
        lambda text: text.encode().hex().upper().encode(),
        lambda text: text.lower().encode(),
        lambda text: quote(text, safe="").encode(),
        lambda text: json.dumps({"a": text}).encode(),
        lambda text: json.dumps(json.dumps({"a": text})).encode(),
        lambda text: "".join(f"&#{ord(mark)};" for mark in text).encode(),
        lambda text: text[::-1].encode(),
        lambda text: base64.b64encode(b"a" + text.encode() + b"zzz"),
        lambda text: base64.b64encode(b"ab" + text.encode()),
        lambda text: base64.urlsafe_b64encode(b"abc" + text.encode() + b"z"),
        lambda text: base64.b64encode(text.encode("utf-16-le")),
        lambda text: b"x" * 99 + text.encode() + b"x" * 99,
    ],
)
def test_each_form_of_each_value_is_found(value: str, write) -> None:  # type: ignore[no-untyped-def]
    assert kinds(scan_text(write(value), CANARIES)) == [KINDS[VALUES.index(value)]]


@pytest.mark.parametrize(
    "text", ["138 0013 8001", "138-0013-8001", "１３８００１３８００１", "(138)0013.8001", "+86 138 00138001"]
)
def test_digits_with_gaps_and_full_width_digits_are_found(text: str) -> None:
    assert kinds(scan_text(f"电话：{text}。", CANARIES)) == ["phone"]


def test_a_value_split_over_two_rows_is_none() -> None:
    assert scan_text("1380013\n8001", CANARIES) == []


def test_short_values_are_not_looked_for_in_forms_that_would_hit_by_chance() -> None:
    assert all(len(form) > 5 for value in ("王五", "13800") for form in forms(value).values())


def test_a_log_line_is_found(caplog: pytest.LogCaptureFixture) -> None:
    logging.getLogger("careless").warning("phone %s", PHONE)
    assert scan_text(caplog.text, CANARIES, "log") == [Found("log", "phone", "utf-8")]


@pytest.mark.django_db
def test_a_database_without_a_value_is_clean() -> None:
    assert scan_database(connection, CANARIES) == []


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("text", ADDRESS),
        ("jsonb", json.dumps({"deep": [{"phone": PHONE}]})),
        ("bytea", CARD.encode()),
        ("bytea", CARD.encode("utf-16-le")),
        ("text[]", [NUMBER]),
        ("bigint", int(PHONE)),
        ("numeric", int(CARD)),
    ],
)
def test_a_plain_column_is_found_wherever_it_is(column: str, value: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE careless AS SELECT 1 AS id, %s::{column} AS kept", [value])
    assert {one.place for one in scan_database(connection, CANARIES)} == {"careless.kept"}
    assert scan_database(connection, CANARIES, allowed=["careless.kept"]) == []


@pytest.mark.django_db
def test_only_the_allowed_column_is_passed_over() -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE careless AS SELECT %s::text AS name, %s::text AS note", [PHONE, PHONE])
    assert [one.place for one in scan_database(connection, CANARIES, ["careless.name"])] == ["careless.note"]


@pytest.mark.django_db
@pytest.mark.parametrize("padding", ["", "很长的内容" * 400])
def test_a_session_is_found_plain_and_compressed(padding: str) -> None:
    session = SessionStore()
    session["typed"] = {"phone": PHONE, "padding": padding}
    session.save()
    assert {one.place.partition(" ")[0] for one in scan_database(connection, CANARIES)} == {
        "django_session.session_data"
    }


@pytest.mark.django_db
def test_an_audit_body_is_found() -> None:
    row = [uuid.uuid4(), datetime(2026, 11, 20, tzinfo=UTC), f'{{"phone":"{PHONE}"}}', "0" * 64, "a" * 64]
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_entry (id, sequence, at, actor_name, verb, object_type, object_id, reason, body, previous, hash)"
            " VALUES (%s, 1, %s, '', 'x.y', 'x', '1', '', %s, %s, %s)",
            row,
        )
    assert scan_database(connection, CANARIES) == [Found("audit_entry.body", "phone", "utf-8")]


@pytest.mark.django_db(transaction=True)
def test_the_dump_is_found_to_hold_what_no_column_holds() -> None:
    assert scan_dump(connection, CANARIES) == []
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE careless (note text DEFAULT '{PHONE}'); INSERT INTO careless VALUES ('{NUMBER}')")
        cursor.execute(f"COMMENT ON TABLE careless IS '{ADDRESS}'")
    try:
        found = scan_dump(connection, CANARIES)
        allowed = scan_dump(connection, CANARIES, ["careless.note"])
    finally:
        with connection.cursor() as cursor:
            cursor.execute("DROP TABLE careless")
    assert {(one.place, one.kind) for one in found} == {
        ("dump", "phone"),
        ("dump of careless", "number"),
        ("dump", "address"),
    }
    assert {one.kind for one in allowed} == {"phone", "address"}


def workbook(text: str) -> bytes:
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, {"in_memory": True})
    book.add_worksheet().write_string(0, 0, text)
    book.close()
    return file.getvalue()


def document(text: str) -> bytes:
    """The text split into runs, as a word processor does."""
    file, made = io.BytesIO(), Document()
    paragraph = made.add_paragraph()
    for at in range(0, len(text), 3):
        paragraph.add_run(text[at : at + 3])
    made.save(file)
    return file.getvalue()


def pdf(text: str) -> bytes:
    file, made = io.BytesIO(), PdfWriter()
    made.add_blank_page(100, 100)
    made.add_metadata({"/Subject": text})
    made.add_attachment("a.txt", text.encode())
    made.compress_identical_objects()
    made.write(file)
    return file.getvalue()


def packed(text: str) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("inner.xlsx", workbook(text))
    return file.getvalue()


def picture(text: str, kind: str) -> bytes:
    file, image = io.BytesIO(), Image.new("RGB", (8, 8))
    if kind == "PNG":
        info = PngImagePlugin.PngInfo()
        info.add_itxt("Comment", text, zip=True)
        image.save(file, "PNG", pnginfo=info)
    else:
        exif = Image.Exif()
        exif[0x010E] = text
        image.save(file, "JPEG", exif=exif)
    return file.getvalue()


@pytest.mark.parametrize(
    ("name", "made"),
    [
        ("a.xlsx", workbook(f"电话{PHONE}")),
        ("a.docx", document(f"电话{PHONE}完")),
        ("a.pdf", pdf(PHONE)),
        ("a.zip", packed(PHONE)),
        ("a.png", picture(f"拍摄于{PHONE}", "PNG")),
        ("a.jpg", picture(PHONE, "JPEG")),
        ("a.txt", PHONE.encode()),
        ("without-a-suffix", workbook(PHONE)),
    ],
)
def test_a_file_of_each_kind_is_found(tmp_path: Path, name: str, made: bytes) -> None:
    (tmp_path / "ab").mkdir()
    (tmp_path / "ab" / name).write_bytes(made)
    found = scan_folder(tmp_path, CANARIES)
    assert {one.kind for one in found} == {"phone"}
    assert all(one.place.startswith(f"ab/{name}") for one in found)


def test_the_text_of_a_page_is_found(tmp_path: Path) -> None:
    content = f"BT /F1 12 Tf 10 50 Td ({PHONE[:5]}) Tj ({PHONE[5:]}) Tj ET".encode()
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 300 100] /Contents 4 0 R"
        b" /Resources << /Font << /F1 << /Type /Font /Subtype /Type1 /BaseFont /Helvetica >> >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    ]
    raw, places = b"%PDF-1.4\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(raw))
        raw += b"%d 0 obj\n%s\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    raw += b"xref\n0 5\n0000000000 65535 f \n%strailer << /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % (
        table,
        len(raw),
    )
    assert scan_file(raw, CANARIES, "page.pdf") == [Found("page.pdf as PDF", "phone", "utf-8")]


def test_the_name_of_a_file_is_found(tmp_path: Path) -> None:
    (tmp_path / f"{NUMBER}.txt").write_bytes(b"")
    assert [one.place for one in scan_folder(tmp_path, CANARIES)] == [f"name of {NUMBER}.txt"]


def test_clean_files_of_each_kind_hold_nothing(tmp_path: Path) -> None:
    for name, content in {"a.xlsx": workbook("无"), "a.docx": document("无"), "a.png": picture("无", "PNG")}.items():
        (tmp_path / name).write_bytes(content)
    assert scan_folder(tmp_path, CANARIES) == []
