"""Exact piecewise functions of one number ≥ 0: where a stretch begins, and the straight line on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from yizhan.rules.values import ZERO, Segment


@dataclass(frozen=True, slots=True, order=True)
class Cut:
    """A boundary: the stretch after it begins at `value` itself, or just `after` it."""

    value: Fraction
    after: bool = False

    def passed(self, number: Fraction) -> bool:
        """Whether `number` lies beyond the boundary."""
        return number > self.value or (number == self.value and not self.after)


@dataclass(frozen=True, slots=True)
class Piece:
    """From `start` on, points are `base` + `slope` × number; or a person decides between `least` and `most`."""

    start: Cut
    base: Fraction
    slope: Fraction = ZERO
    decide: tuple[Fraction, Fraction] | None = None

    def points(self, number: Fraction) -> Fraction:
        """The points at `number`, which must lie on this piece."""
        return self.base + self.slope * number


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces in rising order; the first starts at 0 and the last has no end."""

    pieces: tuple[Piece, ...]

    def __post_init__(self) -> None:
        starts = [piece.start for piece in self.pieces]
        if not starts or starts[0] != Cut(ZERO) or starts != sorted(set(starts)):
            raise ValueError("pieces must start at 0 and rise")

    def at(self, number: Fraction) -> Piece:
        """The piece that `number` lies on; a number under 0 lies on the first."""
        found = self.pieces[0]
        for piece in self.pieces[1:]:
            if not piece.start.passed(number):
                break
            found = piece
        return found

    @property
    def cuts(self) -> tuple[Cut, ...]:
        """Every boundary after the first."""
        return tuple(piece.start for piece in self.pieces[1:])

    @property
    def constant(self) -> bool:
        """Whether no piece slopes."""
        return all(piece.slope == 0 for piece in self.pieces)

    def segments(self) -> tuple[Segment, ...]:
        """The pieces as drawn lines; the last one has no end."""
        found = []
        for piece, following in zip(self.pieces, (*self.pieces[1:], None), strict=True):
            start = piece.start.value
            end = following.start.value if following else None
            last = piece.points(end if end is not None else start + 1)
            decided = piece.decide is not None
            found.append(Segment(start, end, piece.points(start), last, not piece.start.after, decided))
        return tuple(found)

    def merged(self) -> "Pieces":
        """The same function without boundaries between equal neighbours."""
        kept: list[Piece] = []
        for piece in self.pieces:
            if not kept or (kept[-1].base, kept[-1].slope, kept[-1].decide) != (piece.base, piece.slope, piece.decide):
                kept.append(piece)
        return Pieces(tuple(kept))


def whole_start(cut: Cut) -> Fraction:
    """The least integer beyond the boundary."""
    ceiling = Fraction(-((-cut.value.numerator) // cut.value.denominator))
    return ceiling + 1 if cut.after and ceiling == cut.value else ceiling


def samples(cuts: Iterable[Cut], *, whole: bool) -> Sequence[Fraction]:
    """Numbers that stand for every stretch between `cuts`: for integers the first of each stretch and the one before it,
    for rationals each boundary, and three numbers inside each stretch (so that a straight line is known from them)."""
    ordered = sorted({Cut(ZERO), *cuts})
    if whole:
        firsts = {whole_start(cut) for cut in ordered}
        return sorted(firsts | {first - 1 for first in firsts if first > 0} | {max(firsts) + 1})
    values = sorted({cut.value for cut in ordered})
    found = set(values)
    for low, high in zip(values, (*values[1:], values[-1] + 4), strict=True):
        found |= {low + (high - low) * Fraction(step, 4) for step in (1, 2, 3)}
    return sorted(found)
