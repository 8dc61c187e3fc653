"""The strokes that pictures are made of: lines, dots, words, hatching, and the mark of the station's position."""

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from yizhan.appraisal.reports.axes import FONT, Frame, px, text_width

INK = "#1b2a41"
PAPER = "#ffffff"
RULE = "#d5d9e0"
HERE = "#a3161a"
HATCH = "#8a93a3"

Length = Fraction | int


def line(x1: Length, y1: Length, x2: Length, y2: Length, colour: str, *, width: str = "1", dash: str = "") -> str:
    """A straight stroke."""
    dashes = f' stroke-dasharray="{dash}"' if dash else ""
    return (
        f'<line x1="{px(x1)}" y1="{px(y1)}" x2="{px(x2)}" y2="{px(y2)}" '
        f'stroke="{colour}" stroke-width="{width}"{dashes}/>'
    )


def words(x: Length, y: Length, text: str, *, anchor: str = "start", size: int = FONT, bold: bool = False) -> str:
    """Text with its baseline at `y`; markup in it is written, not obeyed."""
    sized = f' font-size="{size}"' if size != FONT else ""
    anchored = f' text-anchor="{anchor}"' if anchor != "start" else ""
    weight = ' font-weight="600"' if bold else ""
    return f'<text x="{px(x)}" y="{px(y)}"{anchored}{sized}{weight}>{escape(text)}</text>'


def dot(x: Length, y: Length, radius: str, *, filled: bool) -> str:
    """An end of a step: filled if the end belongs to it."""
    fill = INK if filled else PAPER
    return f'<circle cx="{px(x)}" cy="{px(y)}" r="{radius}" fill="{fill}" stroke="{INK}" stroke-width="1.4"/>'


def arrow(x: Length, y: Length) -> str:
    """The head of a stretch without end, its tip at (x, y)."""
    return f'<path d="M{px(x)} {px(y)}l-7 -3.5v7z"/>'


def hatch(x1: Fraction, y1: int, x2: Fraction, y2: int, step: int = 6) -> str:
    """Slanted strokes over a rectangle, cut at its edges."""
    strokes = []
    height = y2 - y1
    offset = Fraction(step)
    while offset < (x2 - x1) + height:
        low, high = max(offset - height, Fraction(0)), min(offset, x2 - x1)
        strokes.append(f"M{px(x1 + low)} {px(y1 + offset - low)}L{px(x1 + high)} {px(y1 + offset - high)}")
        offset += step
    return (
        f'<path d="{"".join(strokes)}" stroke="{HATCH}" stroke-width="0.8" fill="none"/>'
        f'<rect x="{px(x1)}" y="{y1}" width="{px(x2 - x1)}" height="{height}" fill="none" stroke="{HATCH}" '
        f'stroke-width="0.8" stroke-dasharray="2 2"/>'
    )


def position_mark(x: Fraction, y: Fraction | None, frame: Frame, label: str, *, beyond: bool) -> Iterator[str]:
    """The vertical line of the station's position with its label above, kept inside the picture.

    A position beyond the shown range sits on the right edge with an arrow that points on.
    """
    half = text_width(label) / 2 + 6
    rim = Fraction(frame.right + 14)
    centre = min(max(x, half + 2), rim - half)
    box_top = frame.top - 22
    yield line(x, box_top + 16, x, frame.bottom, HERE, width="1.6", dash="5 2")
    yield (
        f'<rect x="{px(centre - half)}" y="{box_top}" width="{px(2 * half)}" height="16" rx="3" '
        f'fill="{PAPER}" stroke="{HERE}" stroke-width="1"/>'
    )
    yield words(centre, box_top + 12, label, anchor="middle", bold=True)
    if beyond:
        yield f'<path d="M{px(x + 3)} {px(frame.bottom - 10)}l8 4l-8 4z" fill="{HERE}"/>'
    if y is not None:
        yield f'<path d="M{px(x)} {px(y - 5)}l5 5l-5 5l-5 -5z" fill="{HERE}" stroke="{PAPER}" stroke-width="1"/>'
