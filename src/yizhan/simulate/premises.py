"""Stations themselves: their profiles, their staff and duty rosters, the communities they serve."""

from dataclasses import dataclass

import numpy as np

from yizhan.simulate import draws
from yizhan.simulate.block import STATIONS_IN_BLOCK, Block
from yizhan.simulate.draft import MISSING, Draft, code, common
from yizhan.simulate.keys import STAFF_FROM, own_key
from yizhan.simulate.season import Flags, Floats, Ints
from yizhan.simulate.words import COMMUNITIES, PLACES, proof

LAST_POSTED = 2
"""People on duty at a time, at most."""


@dataclass(frozen=True, slots=True)
class Posting:
    """Jobs of a block's stations: who holds each first, who follows, and the open days on which each changes hands."""

    station: Ints
    number: Ints
    full_time: Ints
    leaves: Ints
    follows: Ints


def profiles(block: Block) -> Draft:
    """One statement for each station; one in twenty states its area again later in the year."""
    rng = block.rng(0)
    traits, rows = block.traits, block.stations
    again = np.flatnonzero(draws.flip(rng, rows, 0.05))
    where = np.concatenate([np.arange(rows, dtype=np.int64), again])
    opened = _opened(block, rng)
    stated = np.where(traits.first > 0, traits.first, 0)
    later = np.minimum(traits.last[again], np.maximum(traits.first[again], 0) + draws.between(rng, len(again), 60, 200))
    low, high = block.pair("area")
    area = np.rint((low + (high - low) * rng.random(rows) ** 1.5 * np.minimum(traits.size, 1.6)) * 10) * 100_000
    areas = np.concatenate([area, np.rint(area[again] / 1_000_000 * 1.2) * 1_000_000])
    cost = np.rint(block.per_sort("yearly_cost") * traits.size**0.5 / 10_000).astype(np.int64) * 1_000_000
    closed = np.where(traits.last < block.season.days - 1, traits.last + block.season.start, MISSING)
    recognised = opened + draws.between(rng, rows, 20, 150)
    known = draws.coin(rng, 0.55 + 0.45 * traits.quality) & (recognised <= traits.last + block.season.start)
    columns = common(
        block, rng, where, np.concatenate([stated, later]), "premises", np.full(len(where), proof("document"))
    )
    columns["verified"][:] = 1
    columns["flagged"][:] = 0
    single: dict[str, Ints] = {
        "name": np.arange(rows, dtype=np.int64),
        "kind": np.array([code("stations", "kind", sort.kind) for sort in block.city.sorts])[traits.sort],
        "city": np.zeros(rows, dtype=np.int64),
        "county": _counties(block),
        "setting": np.array([code("stations", "setting", sort.setting) for sort in block.city.sorts])[traits.sort],
        "recognised": np.where(known, recognised, MISSING),
        "opened": opened,
        "closed": closed,
        "map_published": draws.coin(rng, 0.45 + 0.6 * block.duty("premises")).astype(np.int64),
        "longitude": block.city.centre[0] + draws.between(rng, rows, -280_000, 280_000),
        "latitude": block.city.centre[1] + draws.between(rng, rows, -220_000, 220_000),
        "planned_fee": cost,
        "bid_price": cost * 96 // 100,
        "contract_amount": cost * 96 // 100,
        "network_fee": cost * 6 // 100,
    }
    columns |= {name: values[where] for name, values in single.items()} | {"area_m2": areas.astype(np.int64)}
    counties = [county for county, _ in block.city.counties]
    return Draft("stations", columns, {"name": station_names(block), "city": [block.city.name], "county": counties})


def station_names(block: Block) -> list[str]:
    """Made-up names, unlike each other within the city."""
    counties, found = [county for county, _ in block.city.counties], []
    for position, (county, sort) in enumerate(zip(_counties(block), block.traits.sort, strict=True)):
        overall = block.number * STATIONS_IN_BLOCK + position
        round_, place = divmod(overall, len(PLACES))
        number = str(round_ + 1) if round_ else ""
        found.append(f"{counties[county]}{PLACES[place]}{number}{block.city.sorts[sort].title}")
    return found


def postings(block: Block) -> Posting:
    """The jobs of each station; one in five changes hands, at slack stations with a gap between."""
    rng = block.rng(1)
    low, high = block.pair("staff")
    ends = block.traits.size * (0.5 + 0.5 * block.traits.quality)
    jobs = np.clip(np.rint(low + (high - low) * ends * rng.random(block.stations) * 1.2), low, high).astype(np.int64)
    station, number = draws.each(jobs), draws.within(jobs)
    rows = len(station)
    first, last = block.traits.first[station], block.traits.last[station]
    changes = draws.flip(rng, rows, 0.2)
    leaves = np.where(changes, first + draws.below(rng, last - first + 1), MISSING)
    idle = np.where(block.top("roster")[station], 0, draws.between(rng, rows, 0, 40))
    full_time = (number < 2) | draws.flip(rng, rows, 0.6)
    return Posting(station, number, full_time.astype(np.int64), leaves, leaves + 1 + idle)


def staff(block: Block, jobs: Posting) -> Draft:
    """A row for everyone who held a job; the head holds the first."""
    rng = block.rng(2)
    last = block.traits.last[jobs.station]
    followed = np.flatnonzero((jobs.leaves != MISSING) & (jobs.follows <= last))
    job = np.concatenate([np.arange(len(jobs.station), dtype=np.int64), followed])
    station = jobs.station[job]
    day = np.concatenate([block.traits.first[jobs.station], jobs.follows[followed]])
    columns = common(block, rng, station, day, "premises", np.full(len(job), proof("contract")))
    ends = np.where(jobs.leaves != MISSING, jobs.leaves, np.where(last < block.season.days - 1, last, MISSING))
    until = np.concatenate([ends, np.where(last < block.season.days - 1, last, MISSING)[followed]])
    second = np.zeros(len(job), dtype=np.int64)
    second[len(jobs.station) :] = 1
    columns |= {
        "person": _person(block, job, second),
        "head": (jobs.number[job] == 0).astype(np.int64),
        "full_time": jobs.full_time[job],
        "until": np.where(until == MISSING, MISSING, until + block.season.start),
    }
    columns["verified"][:] = 1
    columns["flagged"][:] = 0
    return Draft("staff", columns)


def roster(block: Block, jobs: Posting) -> Draft:
    """Who is on duty on each working day; slack and small stations leave days uncovered."""
    rng = block.rng(3)
    days = np.flatnonzero(block.season.working)
    kept = np.flatnonzero(_on_roster(block, jobs))
    station = jobs.station[kept]
    gone, back = jobs.leaves[kept, None], jobs.follows[kept, None]
    open_ = (block.traits.first[station, None] <= days) & (days <= block.traits.last[station, None])
    vacant = (gone != MISSING) & (days > gone) & (days < back)
    present = rng.random((len(kept), len(days))) >= _absence(block)[station, None]
    job, place = np.nonzero(open_ & ~vacant & present)
    second = ((gone != MISSING) & (days >= back))[job, place].astype(np.int64)
    columns = common(block, rng, station[job], days[place], "roster")
    columns |= {"person": _person(block, kept[job], second), "full_time": jobs.full_time[kept[job]]}
    return Draft("roster", columns)


def expected_roster_rows(block: Block) -> Floats:
    """Rows expected in the roster of each station, were it to keep one."""
    jobs = postings(block)
    posted = np.bincount(jobs.station[jobs.number < LAST_POSTED], minlength=block.stations)
    worked = np.concatenate([[0], np.cumsum(block.season.working)])
    days = worked[block.traits.last + 1] - worked[block.traits.first]
    return np.asarray(posted * days * (1.0 - _absence(block)), dtype=np.float64)


def communities(block: Block) -> Draft:
    """The communities each station serves; slack stations have no officer in some."""
    rng = block.rng(4)
    low, high = block.pair("communities")
    counts = low + draws.below(rng, high - low + 1)
    station, number = draws.each(counts), draws.within(counts)
    vacant = draws.coin(rng, np.where(block.top("premises"), 0.0, 0.22 * (1.2 - block.duty("premises")))[station])
    columns = common(block, rng, station, block.traits.first[station], "premises")
    officer = own_key(block, STAFF_FROM + (1 << 28) + np.arange(len(station), dtype=np.int64))
    columns |= {
        "community": (_overall(block)[station] * 11 + number) % len(COMMUNITIES),
        "officer": np.where(vacant, MISSING, officer),
    }
    return Draft("communities", columns, {"community": COMMUNITIES})


def community_stations(block: Block) -> Draft:
    """Community stations run jointly: one or two at most stations, none at slack ones."""
    rng = block.rng(5)
    has = draws.coin(rng, np.where(block.top("premises"), 1.0, 0.5 + 0.4 * block.duty("premises")))
    counts = np.where(has, 1 + draws.flip(rng, block.stations, 0.3).astype(np.int64), 0)
    station, number = draws.each(counts), draws.within(counts)
    columns = common(block, rng, station, block.traits.first[station], "premises")
    columns |= {
        "name": (_overall(block)[station] * 11 + number) % len(COMMUNITIES),
        "kind": draws.flip(rng, len(station), 0.08).astype(np.int64),
    }
    return Draft("community_stations", columns, {"name": [f"{name}就业创业服务站" for name in COMMUNITIES]})


def _opened(block: Block, rng: np.random.Generator) -> Ints:
    years_before = draws.between(rng, block.stations, 40, 1500)
    opened = np.where(block.traits.first > 0, block.traits.first, -years_before)
    return opened + block.season.start


def _counties(block: Block) -> Ints:
    return draws.pick(block.rng(6), block.stations, [weight for _, weight in block.city.counties])


def _overall(block: Block) -> Ints:
    return block.number * STATIONS_IN_BLOCK + np.arange(block.stations, dtype=np.int64)


def _on_roster(block: Block, jobs: Posting) -> Flags:
    keeps = block.traits.keeps_roster < min(1.0, block.scale)
    return np.asarray((jobs.number < LAST_POSTED) & keeps[jobs.station])


def _absence(block: Block) -> Floats:
    return np.where(block.top("roster"), 0.0, 0.01 + 0.12 * (1.0 - block.duty("roster")))


def _person(block: Block, job: Ints, second: Ints) -> Ints:
    return own_key(block, STAFF_FROM + 2 * job + second)
