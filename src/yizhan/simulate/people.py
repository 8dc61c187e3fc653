"""People who look for work: registrations, the services and referrals they get, and the placements that follow."""

from dataclasses import dataclass

import numpy as np

from yizhan.simulate import draws
from yizhan.simulate.block import OTHER_REGISTRATIONS, RETURNING, Block
from yizhan.simulate.draft import MISSING, NO_PROOF, Draft, code, common, evidence
from yizhan.simulate.employers import employer_keys
from yizhan.simulate.keys import own_key
from yizhan.simulate.season import GRADUATES, Flags, Floats, Ints
from yizhan.simulate.words import proof

CATEGORY_SHARES = (0.61, 0.15, 0.06, 0.18)
RETURN_WITHIN = 120
_GRADUATE = code("registrations", "category", "graduate")
_OTHER_KINDS = ("hiring", "training", "crew_leader", "unemployment", "flexible", "entrepreneurship")
_OTHER_SHARES = (0.35, 0.25, 0.05, 0.17, 0.12, 0.06)
_SERVICE_KINDS = (
    ("job_introduction", 0.42),
    ("guidance", 0.22),
    ("policy_advice", 0.18),
    ("unemployment_help", 0.05),
    ("hardship_aid", 0.02),
    ("training", 0.07),
    ("entrepreneurship", 0.02),
    ("rights", 0.02),
)
_FIRM_KINDS = (("recruitment_notice", 0.6), ("short_term_labour", 0.36), ("interprovincial", 0.04))


@dataclass(frozen=True, slots=True)
class Seekers:
    """The seeking registrations of a block, by station: who came when, with the first row and count per station."""

    station: Ints
    person: Ints
    day: Ints
    category: Ints
    willing: Ints
    starts: Ints
    counts: Ints


def seekers_of(block: Block) -> Seekers:
    """Draws who registers when. People come back; graduates come in summer."""
    rng = block.rng(20)
    counts = draws.counts(rng, block.per_year("seekers"))
    people = np.ceil(counts * (1.0 - RETURNING)).astype(np.int64)
    station, number = draws.each(counts), draws.within(counts)
    starts = np.cumsum(counts) - counts
    first_time = number < people[station]
    local = np.where(first_time, number, draws.below(rng, np.maximum(people, 1)[station]))
    earlier = starts[station] + local
    rows = len(station)
    category = draws.pick(rng, rows, CATEGORY_SHARES)[earlier]
    first, last = block.traits.first[station], block.traits.last[station]
    day = block.season.draw(rng, first, last)
    graduate = np.flatnonzero(category == _GRADUATE)
    day[graduate] = block.season.draw(rng, first[graduate], last[graduate], GRADUATES)
    back = np.flatnonzero(~first_time)
    since = day[earlier[back]]
    day[back] = block.season.draw(rng, since, np.minimum(since + RETURN_WITHIN, last[back]))
    willing = draws.flip(rng, rows, 0.7)[earlier].astype(np.int64)
    return Seekers(station, own_key(block, earlier), day, category, willing, starts, counts)


def registrations(block: Block, seekers: Seekers) -> Draft:
    """Seeking registrations with their files, and the other kinds beside them."""
    rng = block.rng(21)
    extra = draws.counts(rng, block.per_year("seekers") * OTHER_REGISTRATIONS)
    station = np.concatenate([seekers.station, draws.each(extra)])
    rows, seeking = len(station), len(seekers.station)
    tail = station[seeking:]
    day = np.concatenate([seekers.day, block.season.draw(rng, block.traits.first[tail], block.traits.last[tail])])
    codes = np.array([code("registrations", "kind", kind) for kind in _OTHER_KINDS])
    other = codes[draws.pick(rng, len(tail), _OTHER_SHARES)]
    kind = np.concatenate([np.zeros(seeking, dtype=np.int64), other])
    hiring = other == code("registrations", "kind", "hiring")
    members = _some_seeker(rng, seekers, tail)
    person = np.concatenate([seekers.person, np.where(hiring | (members < 0), MISSING, seekers_at(seekers, members))])
    employer = np.full(rows, MISSING, dtype=np.int64)
    employer[seeking:] = np.where(hiring, employer_keys(block, rng, tail), MISSING)
    care = block.duty("seekers")[station]
    delay = np.minimum(rng.geometric(0.25 + 0.65 * care**2) - 1, 45)
    late = draws.coin(rng, 0.06 * (1.0 - care))
    category = np.concatenate([seekers.category, np.zeros(len(tail), dtype=np.int64)])
    willing = np.concatenate([seekers.willing, np.zeros(len(tail), dtype=np.int64)])
    columns = common(block, rng, station, day, "seekers")
    columns |= {
        "person": person,
        "employer": employer,
        "kind": kind,
        "category": category,
        "published": draws.coin(rng, 0.90 + 0.10 * care).astype(np.int64),
        "filed": draws.coin(rng, 0.88 + 0.12 * care).astype(np.int64),
        "complete": draws.coin(rng, 0.60 + 0.40 * care).astype(np.int64),
        "willing": willing,
        "entered": columns["day"] + delay + np.where(late, draws.between(rng, rows, 20, 60), 0),
    }
    return Draft("registrations", columns)


def services(block: Block, seekers: Seekers) -> Draft:
    """What is done for each seeker, and now and then for a firm."""
    rng = block.rng(22)
    row, soon = _per_seeker(block, rng, seekers, "services")
    firms = draws.counts(rng, block.per_year("posts") * 0.04)
    station = np.concatenate([seekers.station[row], draws.each(firms)])
    tail = station[len(row) :]
    kinds, shares = zip(*(_SERVICE_KINDS + _FIRM_KINDS), strict=True)
    codes = np.array([code("service_acts", "kind", kind) for kind in kinds])
    ours = len(_SERVICE_KINDS)
    drawn = [draws.pick(rng, len(row), shares[:ours]), ours + draws.pick(rng, len(tail), shares[ours:])]
    day = [
        _later(block, rng, seekers, row, soon),
        block.season.draw(rng, block.traits.first[tail], block.traits.last[tail]),
    ]
    none = np.full(len(tail), MISSING, dtype=np.int64)
    columns = common(block, rng, station, np.concatenate(day), "services")
    columns |= {
        "person": np.concatenate([seekers.person[row], none]),
        "employer": np.concatenate([np.full(len(row), MISSING, dtype=np.int64), employer_keys(block, rng, tail)]),
        "kind": codes[np.concatenate(drawn)],
        "category": np.concatenate([seekers.category[row], none * 0]),
        "targeted": draws.coin(rng, np.where(block.top("services"), 0.9999, 0.93)[station]).astype(np.int64),
    }
    return Draft("service_acts", columns)


def referrals_and_placements(block: Block, seekers: Seekers) -> tuple[Draft, Draft]:
    """Referrals, most without success; every honest placement has its own; bursts of doubtful ones have none."""
    rng = block.rng(23)
    usual = np.where(seekers.counts > 0, draws.counts(rng, block.per_year("placements")), 0)
    placed = _some_seeker(rng, seekers, draws.each(usual))
    placed_on = _later(block, rng, seekers, placed, np.zeros(len(placed), dtype=np.bool_))
    station = draws.each(usual)
    employer = employer_keys(block, rng, station)
    row, soon = _per_seeker(block, rng, seekers, "referrals")
    willing = seekers.willing[row] == 1
    row, soon = row[willing], soon[willing]
    referred = np.concatenate([seekers.station[row], station])
    referred_on = np.concatenate([_later(block, rng, seekers, row, soon), placed_on])
    columns = common(block, rng, referred, referred_on, "referrals")
    accepted = np.where(draws.flip(rng, len(row), 0.08), MISSING, 0)
    columns |= {
        "person": np.concatenate([seekers.person[row], seekers.person[placed]]),
        "employer": np.concatenate([employer_keys(block, rng, seekers.station[row]), employer]),
        "accepted": np.concatenate([accepted, np.ones(len(placed), dtype=np.int64)]),
    }
    return Draft("referrals", columns), _placements(block, rng, seekers, placed, placed_on, employer)


def expected_people_rows(block: Block) -> Floats:
    """Rows expected in registrations, service acts, referrals and placements together, per station."""
    seeking = block.per_year("seekers")
    acts = seeking * _mean_given(block, "services") + block.per_year("posts") * 0.04
    placed = block.per_year("placements")
    burst = np.where(block.traits.fraud, 0.3 * placed, 0.0)
    return seeking * (1.0 + OTHER_REGISTRATIONS + 0.7 * _mean_given(block, "referrals")) + acts + 2.0 * placed + burst


def _placements(
    block: Block, rng: np.random.Generator, seekers: Seekers, placed: Ints, placed_on: Ints, employer: Ints
) -> Draft:
    burst = np.where(block.traits.fraud & (seekers.counts > 0), 0.3 * block.per_year("placements"), 0.0)
    doubtful = draws.each(draws.counts(rng, burst))
    members = np.concatenate([placed, _some_seeker(rng, seekers, doubtful)])
    station = np.concatenate([seekers.station[placed], doubtful])
    honest, rows = len(placed), len(station)
    elsewhere = draws.flip(rng, rows, 0.004)
    members = np.where(elsewhere, draws.below(rng, np.full(rows, max(1, len(seekers.station)))), members)
    last = np.minimum(block.traits.last[doubtful], block.period_end)
    rush = np.maximum(block.traits.first[doubtful], last - draws.between(rng, len(doubtful), 0, 11))
    day = np.concatenate([placed_on, rush])
    stable = draws.flip(rng, rows, 0.4)
    proofs = np.where(
        stable,
        evidence(block, rng, station, _STABLE_PROOFS, (0.34, 0.12, 0.10, 0.22, 0.14, 0.08)),
        evidence(block, rng, station, ("transfer", "insurance", "insurance+transfer", "other"), (0.5, 0.2, 0.1, 0.2)),
    )
    columns = common(block, rng, station, day, "proof", proofs)
    weak = draws.flip(rng, rows - honest, 0.5)
    columns["proof"][honest:] = np.where(weak, NO_PROOF, proof("other"))
    columns["flagged"][honest:] = draws.flip(rng, rows - honest, 0.7)
    columns |= {
        "person": seekers.person[members],
        "employer": np.concatenate([employer, employer_keys(block, rng, doubtful)]),
        "stable": stable.astype(np.int64),
    }
    return Draft("placements", columns)


_STABLE_PROOFS = (
    "contract",
    "insurance",
    "wage_slip",
    "contract+insurance",
    "contract+insurance+wage_slip",
    "contract+wage_slip",
)


def _per_seeker(block: Block, rng: np.random.Generator, seekers: Seekers, field: str) -> tuple[Ints, Flags]:
    """The registration behind each act, and whether it is one of those a diligent station does at once."""
    floor, most = block.pair(field)
    top, chance = block.top(field)[seekers.station], _chance(block, field)[seekers.station]
    least = np.where(top, floor[seekers.station], 0)
    given = least + rng.binomial(most[seekers.station] - least, chance)
    row = np.repeat(np.arange(len(given), dtype=np.int64), given)
    return row, draws.within(given) < least[row]


def _mean_given(block: Block, field: str) -> Floats:
    floor, most = block.pair(field)
    least = np.where(block.top(field), floor, 0)
    return np.asarray(least + (most - least) * _chance(block, field), dtype=np.float64)


def _chance(block: Block, field: str) -> Floats:
    return np.where(block.top(field), 0.5, 0.30 + 0.38 * block.duty(field))


def _later(block: Block, rng: np.random.Generator, seekers: Seekers, row: Ints, at_once: Flags) -> Ints:
    """The registration's day for what is done at once, else a day within the next seven weeks."""
    day = seekers.day[row]
    room = np.minimum(block.traits.last[seekers.station[row]] - day + 1, 50)
    return np.where(at_once, day, day + (rng.random(len(row)) ** 2 * room).astype(np.int64))


def _some_seeker(rng: np.random.Generator, seekers: Seekers, station: Ints) -> Ints:
    """A row of `seekers` at each station; -1 where the station has none."""
    counts = seekers.counts[station]
    return np.where(counts > 0, seekers.starts[station] + draws.below(rng, np.maximum(counts, 1)), MISSING)


def seekers_at(seekers: Seekers, rows: Ints) -> Ints:
    """The people of these rows; MISSING where the row is."""
    if not len(seekers.person):
        return np.full(len(rows), MISSING, dtype=np.int64)
    return np.where(rows >= 0, seekers.person[np.maximum(rows, 0)], MISSING)
