"""Pictures: measured before they are decoded, then drawn anew, so that nothing but pixels of the upload is kept."""

import io
from dataclasses import dataclass
from datetime import datetime

import imagehash
from PIL import Image, UnidentifiedImageError

from yizhan.floor.files.camera import orientation, taken_at, taken_place
from yizhan.floor.files.sniffing import Found
from yizhan.floor.files.states import FileKind
from yizhan.kernel.errors import Refusal

MOST_PIXELS = 40_000_000
LONGEST_SIDE = 3000
JPEG_QUALITY = 88
# Pillow itself refuses before decoding; it warns at this number of pixels and raises at twice it.
Image.MAX_IMAGE_PIXELS = MOST_PIXELS

_WITH_ALPHA = ("RGBA", "LA", "PA", "La", "RGBa")
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
# What Pillow's readers raise for bytes that are no whole picture.
_BROKEN = (
    UnidentifiedImageError,
    OSError,
    ValueError,
    SyntaxError,
    IndexError,
    KeyError,
    TypeError,
    EOFError,
    MemoryError,
)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture as it is stored. Hashes are 16 hexadecimal digits; the place is latitude and longitude in degrees."""

    kind: FileKind
    content: bytes
    width: int
    height: int
    perceptual_hash: str
    difference_hash: str
    taken_at: datetime | None
    taken_place: str | None


def redraw(content: bytes, found: Found) -> Picture:
    """The picture upright, at most 3000 pixels long, as JPEG or, with transparency or from PNG, as PNG.

    Refusal for more than 40 million pixels (known from the header, nothing is decoded), for moving and for broken pictures.
    """
    if found is Found.WEBP:
        _check_webp(content)
    try:
        with Image.open(io.BytesIO(content), formats=[found.value]) as opened:
            _check_size(*opened.size)
            if found is not Found.JPEG and getattr(opened, "n_frames", 1) > 1:
                raise _moving()
            exif = opened.getexif()
            turn, at, place = orientation(exif), taken_at(exif), taken_place(exif)
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.load()
            upright = _upright(_plain(opened), turn)
    except (Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise _too_many_pixels() from error
    except _BROKEN as error:
        raise Refusal(
            "图片不完整或已损坏，请重新拍摄或保存后再上传", "the picture is damaged", field="upload"
        ) from error
    kind = FileKind.PNG if found is Found.PNG or upright.mode == "RGBA" else FileKind.JPEG
    shown = _on_white(upright)
    return Picture(
        kind=kind,
        content=_encoded(upright, kind),
        width=upright.width,
        height=upright.height,
        perceptual_hash=str(imagehash.phash(shown)),
        difference_hash=str(imagehash.dhash(shown)),
        taken_at=at,
        taken_place=place,
    )


def _plain(opened: Image.Image) -> Image.Image:
    """Three or four channels of eight bits, not longer than allowed."""
    transparent = opened.mode in _WITH_ALPHA or "transparency" in opened.info
    plain = opened.convert("RGBA" if transparent else "RGB")
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE), Image.Resampling.LANCZOS, reducing_gap=3.0)
    return plain


def _upright(picture: Image.Image, turn: int) -> Image.Image:
    return picture.transpose(_TURNS[turn]) if turn in _TURNS else picture


def _on_white(picture: Image.Image) -> Image.Image:
    if picture.mode != "RGBA":
        return picture
    ground = Image.new("RGBA", picture.size, "white")
    return Image.alpha_composite(ground, picture).convert("RGB")


def _encoded(picture: Image.Image, kind: FileKind) -> bytes:
    target = io.BytesIO()
    # A fresh image: whatever Pillow remembers of the old file (comments, profiles, text chunks) is not written.
    fresh = Image.frombytes(picture.mode, picture.size, picture.tobytes())
    if kind is FileKind.JPEG:
        fresh.save(target, "JPEG", quality=JPEG_QUALITY, optimize=True)
    else:
        fresh.save(target, "PNG")
    return target.getvalue()


def _check_size(width: int, height: int) -> None:
    if width * height > MOST_PIXELS:
        raise _too_many_pixels()
    if width < 1 or height < 1:
        raise Refusal("图片不完整或已损坏，请重新拍摄或保存后再上传", "the picture has no pixels", field="upload")


def _check_webp(content: bytes) -> None:
    """The reader of WebP takes memory for the whole canvas as soon as it opens a file: the header is read before it."""
    head = content[:30].ljust(30, b"\0")
    match head[12:16]:
        case b"VP8X":
            if head[20] & 0x02:
                raise _moving()
            _check_size(int.from_bytes(head[24:27], "little") + 1, int.from_bytes(head[27:30], "little") + 1)
        case b"VP8L":
            bits = int.from_bytes(head[21:25], "little")
            _check_size((bits & 0x3FFF) + 1, (bits >> 14 & 0x3FFF) + 1)
        case _:
            width, height = int.from_bytes(head[26:28], "little"), int.from_bytes(head[28:30], "little")
            _check_size(width & 0x3FFF, height & 0x3FFF)


def _too_many_pixels() -> Refusal:
    return Refusal(
        f"图片超过{MOST_PIXELS // 10_000}万像素，请缩小后再上传", "the picture has too many pixels", field="upload"
    )


def _moving() -> Refusal:
    return Refusal("不接收动图，请换成静止的 JPG 或 PNG 图片", "moving pictures are not accepted", field="upload")
