"""The numbers of all indicators of all stations, as columns."""

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property

import numpy as np

from yizhan.facts.openness import Flags, Numbers
from yizhan.kernel.measures import Count
from yizhan.kernel.periods import Period
from yizhan.kernel.texts import Text


@dataclass(frozen=True, slots=True)
class Column:
    """One indicator of all stations. The value is ``numerator / denominator`` where `known`; elsewhere `causes` say
    why not.

    ``raw`` = ``records`` + all of `rejected`; the three are None where the rows could not be looked at at all.
    `causes` are tried in order; the first that holds for a station is its reason.
    """

    numerator: Numbers
    denominator: Numbers
    known: Flags
    raw: Numbers | None
    rejected: Mapping[str, Numbers]
    records: Numbers | None
    causes: tuple[tuple[Flags, Text], ...]


@dataclass(frozen=True)
class Measured:
    """Indicators by name, stations in the order of `stations`."""

    period: Period
    stations: tuple[str, ...]
    columns: Mapping[str, Column]

    @cached_property
    def _rows(self) -> dict[str, int]:
        return {station: row for row, station in enumerate(self.stations)}

    def column(self, name: str) -> tuple[Numbers, Numbers, Flags]:
        """Numerators, denominators (at least 1) and whether the value is known. KeyError for an indicator not
        measured."""
        column = self.columns[name]
        return column.numerator, column.denominator, column.known

    def station(self, station: str) -> dict[str, Count]:
        """Every measured indicator of one station. KeyError for a station not measured."""
        row = self._rows[station]
        return {name: _count(name, column, row) for name, column in self.columns.items()}


def _count(name: str, column: Column, row: int) -> Count:
    value = missing = None
    if column.known[row]:
        value = Fraction(int(column.numerator[row]), int(column.denominator[row]))
    else:
        missing = next((text for flags, text in column.causes if flags[row]), None)
    rejected = tuple((reason, int(n[row])) for reason, n in column.rejected.items() if n[row])
    raw = None if column.raw is None else Fraction(int(column.raw[row]))
    return Count(name, value, raw, rejected, 0 if column.records is None else int(column.records[row]), missing)


def unknown(size: int, cause: Text) -> Column:
    """A column of which nothing is known, for one cause."""
    everywhere = np.ones(size, dtype=np.bool_)
    zeros = np.zeros(size, dtype=np.int64)
    return Column(zeros, zeros + 1, ~everywhere, None, {}, None, ((everywhere, cause),))
