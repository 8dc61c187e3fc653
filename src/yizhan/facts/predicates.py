"""Conditions on one row, as data: they render to any SQL dialect and to a sentence, and hold no SQL themselves.

A condition passes only where it is true; an unknown (null) value never passes, nor does its negation.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from yizhan.facts.windows import Window


@dataclass(frozen=True, slots=True)
class Yes:
    """The boolean column is true."""

    column: str


@dataclass(frozen=True, slots=True)
class No:
    """The boolean column is false."""

    column: str


@dataclass(frozen=True, slots=True)
class OneOf:
    """The text column holds one of the codes."""

    column: str
    codes: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Given:
    """The text column holds something: neither null nor empty."""

    column: str


@dataclass(frozen=True, slots=True)
class Known:
    """The column (a day, a number) is not null."""

    column: str


@dataclass(frozen=True, slots=True)
class Proven:
    """The proof column names at least one document; empty, null and ``none`` do not."""

    column: str = "proof"


@dataclass(frozen=True, slots=True)
class Mentions:
    """The ``+``-joined codes of the column include `code`."""

    column: str
    code: str


@dataclass(frozen=True, slots=True)
class Bound:
    """The first or the last day of a window of the period."""

    window: Window
    side: Literal["start", "end"]


@dataclass(frozen=True, slots=True)
class Compares:
    """The day column stands in the relation to another day column or to the bound of a window."""

    column: str
    relation: Literal["<", "<=", ">", ">="]
    other: str | Bound


@dataclass(frozen=True, slots=True)
class OnWorkingDay:
    """The day column is a statutory working day of the period."""

    column: str = "day"


@dataclass(frozen=True, slots=True)
class All:
    """Every part passes; no parts: every row passes."""

    parts: tuple["Predicate", ...] = ()


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part passes."""

    parts: tuple["Predicate", ...]


@dataclass(frozen=True, slots=True)
class Not:
    """The part is false (not merely unknown)."""

    part: "Predicate"


Predicate = Yes | No | OneOf | Given | Known | Proven | Mentions | Compares | OnWorkingDay | All | Any | Not
EVERY_ROW = All()


def conjuncts(predicate: Predicate) -> Iterator[Predicate]:
    """The conditions that must all pass, nested `All` opened up."""
    if isinstance(predicate, All):
        for part in predicate.parts:
            yield from conjuncts(part)
    else:
        yield predicate


def both(*parts: Predicate) -> All:
    """All of the parts."""
    return All(parts)


def either(*parts: Predicate) -> Any:
    """Any of the parts."""
    return Any(parts)


def is_(column: str, *codes: str) -> OneOf:
    """The column holds one of the codes."""
    return OneOf(column, codes)
