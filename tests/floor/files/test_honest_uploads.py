"""Honest uploads: pictures are drawn anew, documents kept as they came, names and places sealed."""

import hashlib
import io
from datetime import UTC, datetime

import pytest
from django.db import connection
from PIL import Image

from tests.floor.files import factories as make
from yizhan.floor.audit.models import Entry
from yizhan.floor.files import queries, storage
from yizhan.floor.files.models import StoredFile
from yizhan.floor.files.states import FileKind

pytestmark = pytest.mark.django_db


def content_of(file: StoredFile) -> bytes:
    with queries.content(file) as stream:
        return stream.read()


def opened(file: StoredFile) -> Image.Image:
    picture = Image.open(io.BytesIO(content_of(file)))
    picture.load()
    return picture


def test_a_photo_is_stored_upright_small_and_without_what_the_camera_wrote() -> None:
    original = make.saved(make.scene(4000, 3000), exif=make.exif(orientation=6), comment=b"secret")
    file = make.stored(original, "现场.JPG")
    picture = opened(file)
    assert (picture.format, picture.size, file.width, file.height) == ("JPEG", (2250, 3000), 2250, 3000)
    assert len(picture.getexif()) == 0
    assert b"secret" not in content_of(file)
    assert b"Exif" not in content_of(file)
    assert file.kind == FileKind.JPEG
    assert (file.original_size, file.size) == (len(original), len(content_of(file)))
    assert file.original_digest == hashlib.sha256(original).hexdigest()
    assert file.stored_digest == hashlib.sha256(content_of(file)).hexdigest()


def test_time_and_place_of_the_camera_are_kept_as_evidence() -> None:
    file = make.stored(make.saved(make.scene(), exif=make.exif()))
    assert file.taken_at == datetime(2026, 11, 18, 6, 30, 5, tzinfo=UTC)
    abroad = make.stored(make.saved(make.scene(), exif=make.exif(offset="+09:00")))
    assert abroad.taken_at == datetime(2026, 11, 18, 5, 30, 5, tzinfo=UTC)
    assert file.taken_place is not None
    with connection.cursor() as cursor:
        cursor.execute("SELECT taken_place, name FROM files_storedfile")
        assert all(b"24.87" not in bytes(place) and b"jpg" not in bytes(name) for place, name in cursor.fetchall())


@pytest.mark.parametrize("at", ["", "0000:00:00 00:00:00", "2026-11-18", "9999:99:99 99:99:99", "1066:10:14 09:00:00"])
def test_a_time_that_is_none_is_not_known(at: str) -> None:
    assert make.stored(make.saved(make.scene(), exif=make.exif(at=at, place=False))).taken_at is None


def test_the_eight_ways_to_hold_a_camera_come_out_alike() -> None:
    upright = make.scene(300, 200)
    turns = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }
    hashes = {make.stored(make.saved(upright)).perceptual_hash}
    for orientation, turn in turns.items():
        file = make.stored(make.saved(upright.transpose(turn), exif=make.exif(orientation=orientation)))
        assert (file.width, file.height) == (300, 200)
        hashes.add(file.perceptual_hash)
    assert len(hashes) == 1


def test_a_page_behind_a_picture_is_gone_after_it_was_drawn_anew() -> None:
    for form in ("JPEG", "PNG"):
        file = make.stored(make.saved(make.scene(), form) + b"<script>alert(1)</script>PK\x03\x04")
        assert b"<script" not in content_of(file)
        assert opened(file).size == (400, 300)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "I;16"])
def test_every_kind_of_png_can_be_opened_again(mode: str) -> None:
    picture = Image.new(mode, (30, 20)) if mode == "I;16" else make.scene(30, 20).convert(mode)
    file = make.stored(make.saved(picture, "PNG"))
    again = opened(file)
    assert (again.format, again.size, file.kind) == ("PNG", (30, 20), FileKind.PNG)
    assert again.mode == ("RGBA" if mode in ("LA", "RGBA") else "RGB")


def test_a_cmyk_photo_and_a_webp_become_jpeg_and_transparency_stays() -> None:
    assert opened(make.stored(make.saved(make.scene().convert("CMYK")))).mode == "RGB"
    assert make.stored(make.saved(make.scene(), "WEBP")).kind == FileKind.JPEG
    clear = make.stored(make.saved(make.scene().convert("RGBA"), "WEBP", lossless=True))
    assert clear.kind in (FileKind.JPEG, FileKind.PNG)
    half = make.scene().convert("RGBA")
    half.putalpha(120)
    assert make.stored(make.saved(half, "WEBP", lossless=True)).kind == FileKind.PNG


@pytest.mark.parametrize(
    ("content", "kind"),
    [(make.pdf(), FileKind.PDF), (make.workbook(), FileKind.XLSX), (make.letter(), FileKind.DOCX)],
)
def test_documents_are_kept_as_they_came(content: bytes, kind: FileKind) -> None:
    file = make.stored(content, "材料.bin")
    assert (file.kind, content_of(file), file.width, file.perceptual_hash) == (kind, content, None, None)
    assert file.original_digest == file.stored_digest


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("营业执照.PDF", "营业执照.pdf"),
        ("..\\..\\windows\\a.exe", "windowsa.pdf"),
        ("a\u202efdp.exe", "afdp.pdf"),
        ("\u200b", "佐证材料.pdf"),
        ("长" * 300 + ".pdf", "长" * 100 + ".pdf"),
        ("𠮷😀.pdf", "𠮷😀.pdf"),
    ],
)
def test_the_name_is_cleaned_and_used_only_at_download(given: str, kept: str) -> None:
    file = StoredFile.objects.get(pk=make.stored(make.pdf(), given).pk)
    assert queries.download_name(file) == kept
    assert str(file.name) == "******"


def test_the_file_lies_under_a_random_key_readable_by_the_owner_only() -> None:
    file = make.stored(make.pdf())
    path = storage.path_of(file.key)
    assert path.relative_to(storage.root()).parts == (file.key[:2], file.key[2:4], file.key)
    assert path.stat().st_mode & 0o777 == 0o600
    assert file.key not in str(file.pk)


def test_storing_is_recorded_without_names() -> None:
    file = make.stored(make.pdf(), "张三.pdf")
    entry = Entry.objects.get()
    assert (entry.verb, entry.object_id, "张三" in entry.body) == ("files.file.stored", str(file.pk), False)
