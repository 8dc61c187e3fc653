"""The frame of a drawn curve: which stretch of the input is shown, where a number lies in it, and which ticks have room.

All lengths are exact and in the picture's own units; they are rounded to a tenth only when written.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.kernel.exact import plain, round_half_up
from yizhan.rules.values import ZERO, Drawing, Segment

FONT = 11
PERCENT = "%"
BEYOND = Fraction(5, 4)
STRETCHED = 2


@dataclass(frozen=True, slots=True)
class Frame:
    """The plotted rectangle inside the picture, and the ranges of input and points that it shows, both from 0."""

    left: int
    right: int
    top: int
    bottom: int
    reach: Fraction
    height: Fraction

    def x(self, value: Fraction) -> Fraction:
        """Where `value` lies; a value beyond the reach lies on the right edge."""
        return self.left + (self.right - self.left) * min(value, self.reach) / self.reach

    def y(self, points: Fraction) -> Fraction:
        """Where `points` lie, counted downwards as pictures do."""
        return self.bottom - (self.bottom - self.top) * points / self.height


def px(length: Fraction | int) -> str:
    """A length as SVG writes it, rounded to a tenth."""
    return plain(Fraction(round_half_up(Fraction(length) * 10), 10))


def text_width(text: str, size: int = FONT) -> Fraction:
    """About how wide `text` is: a Chinese character is as wide as high, others a little over half of it."""
    return sum(
        (Fraction(size if ord(one) >= 0x2E80 else size * 14, 1 if ord(one) >= 0x2E80 else 25) for one in text), ZERO
    )


def reach(drawing: Drawing, position: Fraction | None) -> Fraction:
    """How far the input axis goes: past the last breakpoint, and to the position unless that is more than twice as far."""
    starts = [segment.start for segment in drawing.segments]
    last = max(starts)
    if last == 0:
        return max(Fraction(1), (position or ZERO) * BEYOND)
    natural = max(last * BEYOND, last + 1) if last <= 4 else last * BEYOND
    if drawing.unit.zh == PERCENT and last < 100:
        natural = Fraction(100)
    if position is not None and natural < position <= last * STRETCHED:
        return position * Fraction(21, 20)
    return natural


def levels(segments: Sequence[Segment]) -> list[Fraction]:
    """Every height at which a stretch begins or ends, rising, each once."""
    return sorted({height for one in segments for height in (one.at_start, one.at_end)})


def top_points(segments: Sequence[Segment], maximum: Fraction | None) -> Fraction:
    """The points at the top of the frame: the item's maximum where it has one, and never under the curve."""
    highest = max((*levels(segments), maximum or ZERO))
    return highest if highest > 0 else Fraction(1)


def with_room(places: Iterable[tuple[Fraction, Fraction]], gap: int = 4) -> list[bool]:
    """Which labels are written, given centre and width in order of importance: each that overlaps no earlier one."""
    taken: list[tuple[Fraction, Fraction]] = []
    answers = []
    for centre, width in places:
        low, high = centre - width / 2 - gap, centre + width / 2 + gap
        free = all(high <= start or low >= end for start, end in taken)
        answers.append(free)
        if free:
            taken.append((low + gap, high - gap))
    return answers


def by_importance(breaks: Sequence[Fraction], segments: Sequence[Segment]) -> list[Fraction]:
    """Breakpoints with the telling ones first: where the most points begin (or end, for a falling curve), then both ends."""
    best = max(levels(segments))
    first_best = next(one for one in segments if best in (one.at_start, one.at_end))
    telling = [first_best.start if first_best.start > 0 else (first_best.end or ZERO)]
    ordered = [*telling, *breaks[:1], *breaks[-1:], *breaks]
    return [one for one in dict.fromkeys(ordered) if one in breaks]
