"""One curve as a picture: its exact steps and lines, and the station's position on it."""

from collections.abc import Iterator
from fractions import Fraction
from html import escape

from yizhan.appraisal.reports.axes import (
    FONT,
    Frame,
    by_importance,
    levels,
    reach,
    text_width,
    top_points,
    with_room,
)
from yizhan.appraisal.reports.marks import INK, PAPER, RULE, arrow, dot, hatch, line, position_mark, words
from yizhan.appraisal.reports.phrasing import clean, measured, number
from yizhan.kernel.texts import Language, Text
from yizhan.rules.values import ZERO, Drawing, Segment

FAMILY = "'Noto Sans SC','PingFang SC','Microsoft YaHei','Source Han Sans SC',sans-serif"
POINTS = Text("分", " pts")
DEDUCTED = Text("扣", "−")
HERE, UNDECIDED = Text("本站", "station"), Text("待认定", "to be decided")


def says_something(drawing: Drawing) -> bool:
    """Whether there is a shape to see: a single level stretch is none."""
    return len(levels(drawing.segments)) > 1 or any(one.decided for one in drawing.segments)


def segment_at(drawing: Drawing, value: Fraction) -> Segment:
    """The stretch that `value` lies on; a value under 0 lies on the first."""
    found = drawing.segments[0]
    for one in drawing.segments[1:]:
        if value > one.start or (value == one.start and one.closed):
            found = one
    return found


def points_at(drawing: Drawing, value: Fraction) -> Fraction | None:
    """The points of the curve at `value`, exact; None where a person decides.

    On the stretch without end the line goes on from its start; `at_end` is its height one unit further.
    """
    one = segment_at(drawing, value)
    if one.decided:
        return None
    if one.at_start == one.at_end:
        return one.at_start
    length = one.end - one.start if one.end is not None else Fraction(1)
    return one.at_start + (one.at_end - one.at_start) * (value - one.start) / length


def curve_svg(
    drawing: Drawing,
    *,
    position: Fraction | None,
    maximum: Fraction | None,
    lang: Language = "zh",
    width: int = 320,
    height: int = 186,
    levels_named: tuple[Text, Text] | None = None,
    deducted: bool = False,
    standalone: bool = True,
) -> str:
    """The curve as one SVG element, legible at 320 units wide and without colour.

    A filled dot belongs to its step, a hollow one does not; a hatched stretch is left to a person; an arrow has no end.
    `position` is the station's value, None for the curve alone. `levels_named` names heights 0 and 1 in place of points.
    `deducted` says that the points are taken off.
    `standalone` adds the namespace that a file needs and a page does not.
    """
    title = _wrapped(clean(drawing.label.say(lang)), width - 16)
    frame = _frame(drawing, position, maximum, width, height, len(title))
    named = {ZERO: levels_named[0].say(lang), Fraction(1): levels_named[1].say(lang)} if levels_named else {}
    parts = [
        *(words(4, 13 + 14 * row, text, bold=True) for row, text in enumerate(title)),
        *_axes(drawing, frame, lang, named),
        *_stretches(drawing, frame),
        *_ends(drawing, frame),
        *(_position(drawing, position, frame, lang, named, deducted) if position is not None else ()),
    ]
    space = ' xmlns="http://www.w3.org/2000/svg"' if standalone else ""
    return (
        f'<svg{space} viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" '
        f'aria-label="{escape(" ".join(title))}" '
        f'font-family="{FAMILY}" font-size="{FONT}" fill="{INK}">'
        f'<rect width="{width}" height="{height}" fill="{PAPER}"/>{"".join(parts)}</svg>'
    )


def _frame(
    drawing: Drawing, position: Fraction | None, maximum: Fraction | None, width: int, height: int, rows: int
) -> Frame:
    top = top_points(drawing.segments, maximum)
    return Frame(
        left=44, right=width - 16, top=rows * 14 + 28, bottom=height - 24, reach=reach(drawing, position), height=top
    )


def _wrapped(text: str, width: int) -> list[str]:
    """One or two rows; words are kept whole, Chinese breaks anywhere."""
    if text_width(text) <= width:
        return [text]
    cut = len(text)
    while text_width(text[:cut]) > width:
        cut -= 1
    if text[cut - 1].isascii() and " " in text[:cut]:
        cut = text.rindex(" ", 0, cut)
    rest = text[cut:].strip()
    while text_width(rest) > width:
        rest = rest[:-2] + "…"
    return [text[:cut].strip(), rest]


def _axes(drawing: Drawing, frame: Frame, lang: Language, named: dict[Fraction, str]) -> Iterator[str]:
    heights = levels(drawing.segments)
    first = [frame.height, ZERO, *heights]
    ticks = list(dict.fromkeys(one for one in first if not named or one in named))
    room = with_room((frame.y(one), Fraction(FONT)) for one in ticks)
    for one, free in zip(ticks, room, strict=True):
        yield line(frame.left, frame.y(one), frame.right, frame.y(one), RULE, width="0.6")
        if free:
            unit = POINTS.say(lang) if one == frame.height else ""
            yield words(frame.left - 6, frame.y(one) + 4, named.get(one, f"{number(one)}{unit}"), anchor="end")
    yield line(frame.left, frame.bottom, frame.right, frame.bottom, INK)
    yield line(frame.left, frame.top, frame.left, frame.bottom, INK)
    yield from _breakpoints(drawing, frame, lang)


def _breakpoints(drawing: Drawing, frame: Frame, lang: Language) -> Iterator[str]:
    unit = clean(drawing.unit.say(lang))
    breaks = sorted({one.start for one in drawing.segments if 0 < one.start <= frame.reach})
    ordered = [*by_importance(breaks, drawing.segments), ZERO]
    unit_place = (frame.right + 12 - text_width(unit, 10) / 2, text_width(unit, 10))
    places = [(frame.x(one), text_width(number(one))) for one in ordered]
    room = with_room([unit_place, *places])[1:]
    yield words(frame.right + 12, frame.bottom + 16, unit, size=10, anchor="end")
    for one, free in zip(ordered, room, strict=True):
        yield line(frame.x(one), frame.bottom, frame.x(one), frame.bottom + (4 if free else 2), INK)
        if free:
            yield words(frame.x(one), frame.bottom + 16, number(one), anchor="middle")


def _stretches(drawing: Drawing, frame: Frame) -> Iterator[str]:
    segments = drawing.segments
    for one, following in zip(segments, (*segments[1:], None), strict=True):
        start, end = frame.x(one.start), frame.x(one.end if one.end is not None else frame.reach)
        if one.decided:
            yield hatch(start, frame.top, end, frame.bottom)
        else:
            last = one.at_end if one.end is not None else points_at(drawing, frame.reach) or one.at_end
            tip = Fraction(6) if one.end is None else ZERO
            yield line(start, frame.y(one.at_start), end + tip, frame.y(min(last, frame.height)), INK, width="2.4")
            if one.end is None:
                yield arrow(end + tip + 4, frame.y(min(last, frame.height)))
        if following and not one.decided and not following.decided and one.at_end != following.at_start:
            yield line(end, frame.y(one.at_end), end, frame.y(following.at_start), INK, width="0.8", dash="1.5 2.5")


def _ends(drawing: Drawing, frame: Frame) -> Iterator[str]:
    """A dot on each side of every jump: filled where the end belongs to the stretch, hollow where it does not."""
    radius = "3" if len(drawing.segments) <= 8 else "2.2"
    for before, after in zip(drawing.segments, drawing.segments[1:], strict=False):
        jumps = before.at_end != after.at_start or before.decided or after.decided
        if not jumps:
            continue
        for height, belongs, decided in (
            (before.at_end, not after.closed, before.decided),
            (after.at_start, after.closed, after.decided),
        ):
            if not decided:
                yield dot(frame.x(after.start), frame.y(height), radius, filled=belongs)


def _position(
    drawing: Drawing, position: Fraction, frame: Frame, lang: Language, named: dict[Fraction, str], deducted: bool
) -> Iterator[str]:
    points = points_at(drawing, position)
    beyond = position > frame.reach
    x = Fraction(frame.right - 12) if beyond else frame.x(max(position, ZERO))
    y = frame.y(min(points, frame.height)) if points is not None else None
    value = measured(position, drawing.unit, lang)
    sign = DEDUCTED.say(lang) if deducted and points else ""
    earned = UNDECIDED.say(lang) if points is None else named.get(points) or f"{sign}{number(points)}{POINTS.say(lang)}"
    comma = "，" if lang == "zh" else ", "
    yield from position_mark(x, y, frame, f"{HERE.say(lang)} {value}{comma}{earned}", beyond=beyond)
