"""Who uploads, and what: honest and hostile files built in memory."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

import docx
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import ExifTags, Image, ImageDraw

from yizhan.floor.files import actions
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FilePurpose
from yizhan.kernel.clock import SHANGHAI

NOW = datetime(2026, 11, 20, 9, 0, tzinfo=SHANGHAI)


@dataclass(frozen=True)
class Somebody:
    """An actor."""

    path: str = ""
    sees_everything: bool = False
    id: UUID = field(default_factory=uuid4)

    @property
    def audit_name(self) -> str:
        return f"clerk:{self.id}"


CLERK = Somebody("3505/350503/ST1/")


def stored(content: bytes, name: str = "照片.jpg", **options: Any) -> StoredFile:
    """The upload stored by the clerk as evidence, unless said otherwise."""
    given: dict[str, Any] = {"actor": CLERK, "purpose": FilePurpose.EVIDENCE, "now": NOW} | options
    return actions.store(upload=SimpleUploadedFile(name, content), **given)


def scene(width: int = 400, height: int = 300, shift: int = 0) -> Image.Image:
    """A picture of something: shapes on a slope of grey."""
    picture = Image.linear_gradient("L").resize((width, height)).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.1 + shift, height * 0.1, width * 0.4 + shift, height * 0.5), fill=(200, 40, 30))
    draw.rectangle((width * 0.5, height * 0.4, width * 0.9, height * 0.9), fill=(20, 60, 160))
    draw.line((0, height, width, 0), fill=(240, 240, 40), width=max(2, width // 40))
    return picture


def saved(picture: Image.Image, form: str = "JPEG", **options: Any) -> bytes:
    """The bytes of a picture."""
    target = io.BytesIO()
    picture.save(target, form, **options)
    return target.getvalue()


def exif(*, orientation: int = 1, at: str = "2026:11:18 14:30:05", offset: str = "", place: bool = True) -> Image.Exif:
    """What a telephone writes."""
    made = Image.Exif()
    made[ExifTags.Base.Orientation] = orientation
    inner = made.get_ifd(ExifTags.IFD.Exif)
    inner[ExifTags.Base.DateTimeOriginal] = at
    if offset:
        inner[ExifTags.Base.OffsetTimeOriginal] = offset
    if place:
        made.get_ifd(ExifTags.IFD.GPSInfo).update(
            {
                ExifTags.GPS.GPSLatitudeRef: "N",
                ExifTags.GPS.GPSLatitude: (24.0, 52.0, 26.76),
                ExifTags.GPS.GPSLongitudeRef: "E",
                ExifTags.GPS.GPSLongitude: (118.0, 40.0, 32.52),
            }
        )
    return made


def png_claiming(width: int, height: int) -> bytes:
    """A small PNG whose header claims this size; its rows are all zero and compress to nothing."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    rows = zlib.compress(b"\0" * 1_000_000, 9)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def webp_claiming(width: int, height: int, *, moving: bool = False) -> bytes:
    """The header of a WebP with this canvas."""
    flags = bytes((0x02 if moving else 0, 0, 0, 0))
    body = flags + (width - 1).to_bytes(3, "little") + (height - 1).to_bytes(3, "little")
    chunk = b"VP8X" + struct.pack("<I", len(body)) + body
    return b"RIFF" + struct.pack("<I", 4 + len(chunk)) + b"WEBP" + chunk


def pdf(extra: bytes = b"", *, objects: bytes | None = None, filter_name: bytes = b"/FlateDecode") -> bytes:
    """A PDF of one page; `extra` goes into its catalogue, `objects` into a compressed object stream."""
    parts = [
        b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog /Pages 2 0 R " + extra + b" >>\nendobj\n",
        b"2 0 obj\n<< /Type /Pages /Kids [3 0 R] /Count 1 >>\nendobj\n",
        b"3 0 obj\n<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>\nendobj\n",
    ]
    if objects is not None:
        packed = zlib.compress(objects)
        head = b"4 0 obj\n<< /Type /ObjStm /N 1 /First 4 /Filter " + filter_name
        parts.append(head + b" /Length %d >>\nstream\n" % len(packed) + packed + b"\nendstream\nendobj\n")
    return b"".join(parts) + b"trailer\n<< /Root 1 0 R >>\nstartxref\n0\n%%EOF\n"


def workbook() -> bytes:
    """An honest workbook."""
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    book.add_worksheet("零工").write(0, 0, "姓名")
    book.close()
    return target.getvalue()


def letter() -> bytes:
    """An honest Word document."""
    target = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("申请表")
    document.save(target)
    return target.getvalue()


def zipped(parts: dict[str, bytes], *, of: bytes = b"") -> bytes:
    """An archive of these parts, added to those of another archive."""
    target = io.BytesIO(of)
    with zipfile.ZipFile(target, "a" if of else "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return target.getvalue()
