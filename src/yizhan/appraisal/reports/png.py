"""Pictures as pixels, with a Chinese font of our own: a bare machine has none."""

from pathlib import Path

import resvg_py

FONT_FILE = Path(__file__).parent / "fonts" / "NotoSansSC-Regular-GB2312.ttf"
LARGEST_SCALE = 8


def to_png(svg: str, scale: int = 2) -> bytes:
    """`svg` drawn at `scale` times its size on white. The same text gives the same bytes on every machine.
    The font covers GB 2312, ASCII and common signs; a character beyond that is drawn as an empty box.

    Raises ValueError for text that is no SVG or a scale outside 1 to 8.
    """
    if not 1 <= scale <= LARGEST_SCALE:
        raise ValueError(f"scale must lie between 1 and {LARGEST_SCALE}, not {scale}")
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=svg,
            background="#ffffff",
            zoom=float(scale),
            skip_system_fonts=True,
            font_files=[str(FONT_FILE)],
            font_family="Noto Sans SC",
            sans_serif_family="Noto Sans SC",
        )
    )
