"""Papers and photos to be uploaded: one page each that says that it is an example, and a drawing."""

import io
import json
from functools import cache
from pathlib import Path

import typst
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image, ImageDraw

from yizhan.network.recognition.documents.glyphs import FAMILY, FONT

_TEMPLATE = Path(__file__).parent / "paper.typ"
_SIZE = (1200, 900)


def paper(title: str) -> SimpleUploadedFile:
    """A PDF of one page with this title."""
    return SimpleUploadedFile(f"{title}（示例）.pdf", _page(title))


def photo(shade: int) -> SimpleUploadedFile:
    """A drawing of a hall with a counter, different for each shade from 0 to 255."""
    picture = Image.linear_gradient("L").resize(_SIZE).convert("RGB")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((80, 430, 760, 830), fill=(30 + shade // 2, 90, 160))
    draw.rectangle((140, 120 + shade // 4, 700, 260 + shade // 4), fill=(200, 40, 30))
    draw.ellipse((820, 300, 1100, 640), fill=(240, 220 - shade // 3, 60 + shade // 2))
    target = io.BytesIO()
    picture.save(target, "JPEG", quality=80)
    return SimpleUploadedFile("现场照片（示例）.jpg", target.getvalue())


@cache
def _page(title: str) -> bytes:
    sheet = json.dumps({"title": title, "note": "演示用示例，内容为虚构，不是真实证照或合同"}, ensure_ascii=False)
    made = typst.compile(
        _TEMPLATE,
        root=_TEMPLATE.parent,
        format="pdf",
        font_paths=[FONT.parent],
        ignore_system_fonts=True,
        sys_inputs={"sheet": sheet, "font": FAMILY},
    )
    if not isinstance(made, bytes):
        raise TypeError("the typesetter gave no single document")
    return made
