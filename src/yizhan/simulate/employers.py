"""Employers and what they publish: posts with re-publications, and the hosting and deals of their people."""

import numpy as np

from yizhan.simulate import draws
from yizhan.simulate.block import LAST_YEARS_POSTS, Block
from yizhan.simulate.draft import MISSING, NO_PROOF, Draft, common, evidence
from yizhan.simulate.keys import own_key
from yizhan.simulate.season import OFFICE, Floats, Ints
from yizhan.simulate.words import JOB_TITLES, proof

_HOSTING_SHARES = (0.16, 0.22, 0.18, 0.08, 0.18, 0.12, 0.06)


def employer_keys(block: Block, rng: np.random.Generator, station: Ints) -> Ints:
    """An employer of each station; a few deal with it often, most seldom."""
    pool = block.employers
    starts = np.cumsum(pool) - pool
    chosen = (rng.random(len(station)) ** 1.5 * pool[station]).astype(np.int64)
    return own_key(block, starts[station] + np.minimum(chosen, pool[station] - 1))


def posts(block: Block) -> Draft:
    """Posts of the span and of the quarter before it; one in seven repeats an earlier one of its station."""
    rng = block.rng(30)
    expected = block.per_year("posts")
    old = draws.counts(rng, np.where(block.traits.first == 0, expected * LAST_YEARS_POSTS, 0.0))
    new = draws.counts(rng, expected)
    late = draws.each(new)
    day = np.concatenate(
        [
            -draws.between(rng, int(old.sum()), 1, 90),
            block.season.draw(rng, block.traits.first[late], block.traits.last[late]),
        ]
    )
    station = np.concatenate([draws.each(old), late])
    order = np.lexsort((day, station))
    station, day = station[order], day[order]
    source = _sources(block, rng, station)
    care = block.duty("posts")[station]
    rows = len(station)
    links = np.where(draws.flip(rng, rows, 0.7), proof("link"), NO_PROOF)
    columns = common(block, rng, station, day, "posts", links)
    columns |= {
        "employer": employer_keys(block, rng, station)[source],
        "fingerprint": own_key(block, source),
        "title": (rng.random(rows) ** 1.6 * len(JOB_TITLES)).astype(np.int64)[source],
        "headcount": (1 + rng.geometric(0.22, rows))[source],
        "on_platform": draws.coin(rng, 0.90 + 0.10 * care).astype(np.int64),
        "discriminatory": draws.coin(rng, 0.008 + 0.022 * (1.0 - care)).astype(np.int64)[source],
        "false_info": draws.coin(rng, np.where(care > 0.8, 0.0004, 0.006 * (1.0 - care))).astype(np.int64),
        "stale": draws.coin(rng, 0.012 * (1.0 - care)).astype(np.int64),
    }
    return Draft("posts", columns, {"title": JOB_TITLES})


def _sources(block: Block, rng: np.random.Generator, station: Ints) -> Ints:
    """For each row in order of day: the row whose content it has; its own where the content is new."""
    rows = len(station)
    repeats = draws.coin(rng, (0.10 + 0.25 * (1.0 - block.duty("posts")))[station])
    opening = np.ones(rows, dtype=np.bool_)
    opening[1:] = station[1:] != station[:-1]
    fresh = opening | ~repeats
    fresh_rows = np.flatnonzero(fresh)
    known = np.cumsum(fresh)
    before = np.zeros(block.stations, dtype=np.int64)
    before[station[opening]] = known[opening] - 1
    earlier = before[station] + draws.below(rng, np.maximum(known - before[station], 1))
    return np.where(fresh, np.arange(rows, dtype=np.int64), fresh_rows[earlier])


def hosting(block: Block) -> Draft:
    """Services for small firms of the area, on office days."""
    rng = block.rng(31)
    station = draws.each(draws.counts(rng, block.per_year("hosting")))
    day = block.season.draw(rng, block.traits.first[station], block.traits.last[station], OFFICE)
    proofs = evidence(block, rng, station, ("document", "contract", "sign_in", "photo"), (0.5, 0.2, 0.2, 0.1))
    columns = common(block, rng, station, day, "services", proofs)
    rows = len(station)
    columns |= {
        "employer": employer_keys(block, rng, station),
        "kind": draws.pick(rng, rows, _HOSTING_SHARES),
        "free": draws.flip(rng, rows, 0.99).astype(np.int64),
        "small": draws.flip(rng, rows, 0.94).astype(np.int64),
        "local": draws.flip(rng, rows, 0.96).astype(np.int64),
    }
    return Draft("hosting", columns)


def deals(block: Block) -> Draft:
    """Day jobs agreed through the station: 120 to 450 yuan, most of them completed."""
    rng = block.rng(32)
    station = draws.each(draws.counts(rng, block.per_year("deals")))
    day = block.season.draw(rng, block.traits.first[station], block.traits.last[station])
    rows = len(station)
    columns = common(block, rng, station, day, "services")
    regulars = np.maximum(1, np.rint(block.per_year("deals") / 5.0)).astype(np.int64)
    starts = np.cumsum(regulars) - regulars
    person = own_key(block, (1 << 28) + starts[station] + draws.below(rng, regulars[station]))
    completed = draws.coin(rng, (0.82 + 0.15 * block.duty("services"))[station])
    yuan = 120 + 10 * np.minimum(rng.poisson(9.0, rows), 33)
    columns |= {
        "person": np.where(draws.flip(rng, rows, 0.04), MISSING, person),
        "employer": employer_keys(block, rng, station),
        "completed": completed.astype(np.int64),
        "amount": np.where(completed, yuan * 100, MISSING),
    }
    return Draft("deals", columns)


def expected_employer_rows(block: Block) -> Floats:
    """Rows expected in posts, hosting and deals together, per station."""
    old = np.where(block.traits.first == 0, LAST_YEARS_POSTS, 0.0)
    return block.per_year("posts") * (1.0 + old) + block.per_year("hosting") + block.per_year("deals")
