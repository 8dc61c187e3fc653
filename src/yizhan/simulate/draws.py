"""Small vectorised draws that every generator uses. All take the generator first; nothing here keeps state."""

from collections.abc import Sequence

import numpy as np

from yizhan.simulate.season import Flags, Floats, Ints


def each(counts: Ints) -> Ints:
    """0,0,…,1,1,…: the position of the station that each of `counts` rows belongs to."""
    return np.repeat(np.arange(len(counts), dtype=np.int64), counts)


def within(counts: Ints) -> Ints:
    """0,1,2,…,0,1,…: the number of each row among those of its station."""
    starts = np.cumsum(counts) - counts
    return np.arange(int(counts.sum()), dtype=np.int64) - np.repeat(starts, counts)


def counts(rng: np.random.Generator, expected: Floats) -> Ints:
    """Poisson counts."""
    return rng.poisson(expected).astype(np.int64)


def coin(rng: np.random.Generator, chance: Floats) -> Flags:
    """True with the chance given for each row."""
    return rng.random(len(chance)) < chance


def flip(rng: np.random.Generator, rows: int, chance: float) -> Flags:
    """True with one chance for all rows."""
    return rng.random(rows) < chance


def pick(rng: np.random.Generator, rows: int, shares: Sequence[float]) -> Ints:
    """A code per row, drawn by shares (which need not add up to 1)."""
    edges = np.cumsum(np.asarray(shares, dtype=np.float64))
    drawn: Ints = np.searchsorted(edges[:-1], rng.random(rows) * edges[-1], side="right").astype(np.int64)
    return drawn


def below(rng: np.random.Generator, limits: Ints) -> Ints:
    """A whole number from 0 to just under each limit (limits are positive)."""
    drawn: Ints = (rng.random(len(limits)) * limits).astype(np.int64)
    return np.asarray(np.minimum(drawn, limits - 1), dtype=np.int64)


def between(rng: np.random.Generator, rows: int, low: int, high: int) -> Ints:
    """A whole number from low to high, both included."""
    return rng.integers(low, high + 1, rows, dtype=np.int64)
