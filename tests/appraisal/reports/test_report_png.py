"""Pictures as pixels, with the vendored font."""

import struct
import zlib
from fractions import Fraction

import pytest

from yizhan.appraisal.reports.drawing import curve_svg
from yizhan.appraisal.reports.png import FONT_FILE, to_png
from yizhan.kernel.texts import Text
from yizhan.rules.values import Drawing, Segment

SIGNATURE = b"\x89PNG\r\n\x1a\n"


def glyph(char: str) -> str:
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40">'
        f'<text x="2" y="32" font-size="32" font-family="Noto Sans SC">{char}</text></svg>'
    )


def pixels(png: bytes) -> bytes:
    at, data = 8, b""
    while at < len(png):
        (length,) = struct.unpack(">I", png[at : at + 4])
        if png[at + 4 : at + 8] == b"IDAT":
            data += png[at + 8 : at + 8 + length]
        at += 12 + length
    return zlib.decompress(data)


def test_a_picture_has_the_size_asked_for() -> None:
    drawing = Drawing(
        "x", Text("满意度", "x"), Text("%", "%"), (Segment(Fraction(0), None, Fraction(0), Fraction(0), True),)
    )
    png = to_png(curve_svg(drawing, position=None, maximum=Fraction(5), width=320, height=186), scale=3)
    assert png[:8] == SIGNATURE
    assert struct.unpack(">II", png[16:24]) == (960, 558)


def test_chinese_is_drawn_and_not_as_boxes() -> None:
    seen = {pixels(to_png(glyph(char), 1)) for char in "零工驿站考核分达标"}
    assert len(seen) == 9
    assert pixels(to_png(glyph(" "), 1)) not in seen


def test_equal_pictures_are_equal_bytes() -> None:
    assert to_png(glyph("站")) == to_png(glyph("站"))


def test_a_scale_out_of_range_is_refused() -> None:
    for scale in (0, 9):
        with pytest.raises(ValueError, match="scale"):
            to_png(glyph("站"), scale)


def test_the_font_ships_small_and_with_its_licence() -> None:
    assert FONT_FILE.stat().st_size < 3_000_000
    assert "SIL Open Font License, Version 1.1" in (FONT_FILE.parent / "OFL.txt").read_text(encoding="ascii")
