"""Drafts of tables: whole columns as integers, before they become Arrow columns with keys and words."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from yizhan.facts.tables import TABLES
from yizhan.simulate import draws
from yizhan.simulate.block import Block
from yizhan.simulate.season import Floats, Ints
from yizhan.simulate.words import proof

MISSING = -1
"""Stands for a missing value in any column; no column has negative values of its own."""
NO_PROOF = proof("none")


@dataclass(frozen=True, slots=True)
class Draft:
    """One table of a block. Every column is int64: days since 1970, millionths, fen, keys, or positions in `words`."""

    table: str
    columns: dict[str, Ints]
    words: Mapping[str, Sequence[str]] = field(default_factory=dict)

    @property
    def rows(self) -> int:
        """How many rows."""
        return len(self.columns["station"])


def code(table: str, column: str, word: str) -> int:
    """Where a word stands among the choices of a column."""
    return TABLES[table].column(column).codes.index(word)


def common(
    block: Block, rng: np.random.Generator, station: Ints, day: Ints, duty: str, proofs: Ints | None = None
) -> dict[str, Ints]:
    """The columns of every table; `day` counts from the span's start. Top stations have next to nothing unverified."""
    diligence = block.duty(duty)
    unverified = np.where(block.top(duty), 0.0001, 0.01 + 0.06 * (1.0 - diligence))
    flagged = np.where(block.top(duty), 0.0001, 0.002 + 0.01 * (1.0 - diligence))
    rows = len(station)
    return {
        "station": station,
        "day": day + block.season.start,
        "proof": np.full(rows, NO_PROOF, dtype=np.int64) if proofs is None else proofs,
        "verified": 1 - draws.coin(rng, unverified[station]).astype(np.int64),
        "flagged": draws.coin(rng, flagged[station]).astype(np.int64),
    }


def evidence(
    block: Block, rng: np.random.Generator, station: Ints, words: Sequence[str], shares: Sequence[float]
) -> Ints:
    """Proofs drawn by shares, missing for 5 to 15 in a hundred rows and next to never at stations that are strict."""
    diligence = block.duty("proof")
    absent: Floats = np.where(block.top("proof"), 0.002, 0.04 + 0.16 * (1.0 - diligence))
    codes = np.array([proof(word) for word in words])[draws.pick(rng, len(station), shares)]
    return np.where(draws.coin(rng, absent[station]), NO_PROOF, codes).astype(np.int64)
