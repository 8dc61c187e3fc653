"""What people say and what goes wrong: surveys, complaints and disputes, incidents."""

import numpy as np

from yizhan.simulate import draws
from yizhan.simulate.block import Block
from yizhan.simulate.draft import MISSING, NO_PROOF, Draft, code, common
from yizhan.simulate.season import Floats
from yizhan.simulate.words import proof

_COMPLAINTS_A_YEAR = 0.9
_INCIDENT_SHARES = (0.45, 0.06, 0.14, 0.32, 0.03)


def surveys(block: Block) -> Draft:
    """Answers of workers and employers; the better the station the more are satisfied."""
    rng = block.rng(50)
    station = draws.each(draws.counts(rng, block.per_year("surveys")))
    day = block.season.draw(rng, block.traits.first[station], block.traits.last[station])
    columns = common(block, rng, station, day, "reports")
    satisfied = draws.coin(rng, np.clip(0.62 + 0.38 * block.traits.quality, 0.0, 0.98)[station])
    columns |= {
        "side": draws.flip(rng, len(station), 0.3).astype(np.int64),
        "satisfied": satisfied.astype(np.int64),
    }
    return Draft("surveys", columns)


def complaints(block: Block) -> Draft:
    """Formal complaints, a third of them found true, and disputes, most of them closed within weeks."""
    rng = block.rng(51)
    formal, quarrels = (draws.counts(rng, expected) for expected in _expected(block))
    station = np.concatenate([draws.each(formal), draws.each(quarrels)])
    rows, complained = len(station), int(formal.sum())
    day = block.season.draw(rng, block.traits.first[station], block.traits.last[station])
    documents = np.where(draws.flip(rng, rows, 0.8), proof("document"), NO_PROOF)
    columns = common(block, rng, station, day, "reports", documents)
    kind = np.full(rows, code("complaints", "kind", "dispute"))
    kind[:complained] = code("complaints", "kind", "complaint")
    closed = draws.coin(rng, (0.80 + 0.18 * block.traits.quality)[station])
    happy = draws.coin(rng, (0.45 + 0.5 * block.traits.quality)[station]).astype(np.int64)
    columns |= {
        "kind": kind,
        "upheld": draws.coin(rng, np.where(np.arange(rows) < complained, 0.33, 0.5)).astype(np.int64),
        "closed": np.where(closed, columns["day"] + draws.between(rng, rows, 1, 35), MISSING),
        "satisfied": np.where(closed, happy, MISSING),
    }
    return Draft("complaints", columns)


def incidents(block: Block) -> Draft:
    """Fights, extortion, forced deals, false recruitment, child labour: rare, rarer where order is kept."""
    rng = block.rng(52)
    expected = 0.08 * block.per_year("disputes") * (1.6 - block.traits.quality)
    station = draws.each(draws.counts(rng, expected))
    day = block.season.draw(rng, block.traits.first[station], block.traits.last[station])
    columns = common(block, rng, station, day, "reports", np.full(len(station), proof("document")))
    columns["kind"] = draws.pick(rng, len(station), _INCIDENT_SHARES)
    return Draft("incidents", columns)


def expected_feedback_rows(block: Block) -> Floats:
    """Rows expected in surveys, complaints and incidents together, per station."""
    formal, quarrels = _expected(block)
    incident = 0.08 * block.per_year("disputes") * (1.6 - block.traits.quality)
    return np.asarray(block.per_year("surveys") + formal + quarrels + incident)


def _expected(block: Block) -> tuple[Floats, Floats]:
    """Formal complaints and disputes; a busier station has more of both."""
    worse = 1.6 - block.traits.quality
    mass = block.season.mass(block.traits.first, block.traits.last)
    return _COMPLAINTS_A_YEAR * worse * mass, block.per_year("disputes") * worse * 1.15
