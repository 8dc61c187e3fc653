"""What goes into a curve and what comes out of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from yizhan.kernel.texts import Text

Value = Fraction | bool | str | tuple[Fraction, ...]
Values = Mapping[str, Value]
"""Known inputs by name. An input that is absent is unknown, which is not zero."""

InputKind = Literal["indicator", "finding", "count", "award", "decision", "rating", "amounts"]
Basis = Literal["clause", "reading"]


@dataclass(frozen=True, slots=True)
class Input:
    """One thing a curve must know: an indicator, an inspector's finding, or what a person awards or decides.

    `limit` is the most that an award may be. `whole` inputs take integers ≥ 0 only.
    """

    name: str
    kind: InputKind
    label: Text
    unit: Text = Text("", "")
    whole: bool = False
    limit: Fraction | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Award:
    """Points between `low` and `high`; they are equal unless an unknown input leaves them open.

    `open` names the unknown inputs that matter. `ratings` holds the ratings still possible, for a rating curve only.
    """

    low: Fraction
    high: Fraction
    open: tuple[str, ...] = ()
    ratings: tuple[str, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether the points are known."""
        return self.low == self.high and len(self.ratings) < 2


ZERO = Fraction(0)


def settled(points: Fraction) -> Award:
    """An award without doubt."""
    return Award(points, points)


@dataclass(frozen=True, slots=True)
class Segment:
    """Points over one stretch of an input: a straight line from (`start`, `at_start`) to (`end`, `at_end`).

    `end` is None for the stretch without end; then `at_end` is the height one unit further. `closed` says whether `start` itself belongs to the stretch.
    """

    start: Fraction
    end: Fraction | None
    at_start: Fraction
    at_end: Fraction
    closed: bool
    decided: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A curve of one input as its segments, in the unit of the input; several inputs make several drawings."""

    input: str
    label: Text
    unit: Text
    segments: tuple[Segment, ...]


@dataclass(frozen=True, slots=True)
class Requirement:
    """The least (or, falling curves, the greatest) value of one input. `strict`: the value itself is not enough."""

    input: str
    at_least: Fraction | None = None
    at_most: Fraction | None = None
    strict: bool = False
    holds: bool = False


Goal = tuple[Requirement, ...]
"""Requirements that together earn the points asked for."""


@dataclass(frozen=True, slots=True)
class Easier:
    """A value at which one curve awards a greater share of its maximum than the curve it must not undercut."""

    at: tuple[tuple[str, Value], ...]
    points: Fraction
    base_points: Fraction
    why: Text
