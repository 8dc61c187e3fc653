"""A block of stations: who they are (hidden quality, size, open days) and how much each is expected to do.

Stations are made fifty at a time from (seed, city, block), so a station is the same however many are asked for.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np

from yizhan.simulate.cities import City
from yizhan.simulate.draws import coin, flip, pick
from yizhan.simulate.season import EPOCH, Flags, Floats, Ints, Season
from yizhan.simulate.sorts import Sort

STATIONS_IN_BLOCK = 50
DUTIES = ("roster", "seekers", "services", "referrals", "events", "proof", "posts", "reports", "premises", "traits")
"""What a station can be good or bad at, more or less as its quality has it; `diligence` has one row for each."""
TOP = 0.75
"""From this diligence on, a station does all that the duty asks."""
RETURNING = 0.18
"""Share of seeking registrations by people who registered before."""
OTHER_REGISTRATIONS = 0.2
LAST_YEARS_POSTS = 0.05


@dataclass(frozen=True, slots=True)
class Traits:
    """What stays hidden behind the records, per station. `first` and `last` are open days from the span's start."""

    sort: Ints
    quality: Floats
    size: Floats
    diligence: Floats
    first: Ints
    last: Ints
    fraud: Flags
    keeps_roster: Floats


@dataclass(frozen=True, slots=True)
class Block:
    """One block ready to be generated; `limit` stations of it are wanted and `scale` multiplies the volume of work."""

    city: City
    season: Season
    seed: int
    number: int
    limit: int
    scale: float
    traits: Traits

    @property
    def stations(self) -> int:
        """How many stations are generated (all of the block, whatever `limit` says)."""
        return len(self.traits.sort)

    @property
    def period_end(self) -> int:
        """The day on which the city's assessed period ends, counted from the span's start."""
        month, day = self.city.period_end
        year = (EPOCH + timedelta(days=self.season.start + self.season.year_from)).year
        return (date(year, month, day) - EPOCH).days - self.season.start

    def rng(self, topic: int) -> np.random.Generator:
        """The block's own stream for a topic: what one topic draws never shifts another."""
        return _stream(self.seed, self.city, self.number, topic)

    def duty(self, name: str) -> Floats:
        """How well each station does this duty, 0 to 1."""
        row: Floats = self.traits.diligence[DUTIES.index(name)]
        return row

    def top(self, name: str) -> Flags:
        """Which stations do all that this duty asks."""
        return np.asarray(self.duty(name) >= TOP)

    def per_sort(self, field: str) -> Floats:
        """A number of the station's sort, as a column."""
        return np.array([getattr(sort, field) for sort in self.city.sorts], dtype=np.float64)[self.traits.sort]

    def pair(self, field: str) -> tuple[Ints, Ints]:
        """A pair of numbers of the station's sort, as two columns."""
        table = np.array([getattr(sort, field) for sort in self.city.sorts], dtype=np.int64)[self.traits.sort]
        return table[:, 0], table[:, 1]

    def per_year(self, field: str) -> Floats:
        """Rows expected of a kind of work that grows with size, quality, open days and scale."""
        traits = self.traits
        work = traits.size * (0.45 + 0.75 * traits.quality)
        return self.per_sort(field) * work * self.season.mass(traits.first, traits.last) * self.scale

    @property
    def employers(self) -> Ints:
        """How many employers each station deals with."""
        return np.maximum(3, np.rint(self.per_year("posts") / 8.5)).astype(np.int64)


def block_of(city: City, season: Season, *, seed: int, number: int, limit: int, scale: float = 1.0) -> Block:
    """The block with this number, before any record is made."""
    rng = _stream(seed, city, number, DUTIES.index("traits"))
    rows = STATIONS_IN_BLOCK
    quality = rng.beta(6.6, 2.3, rows)
    size = rng.lognormal(-0.06, 0.35, rows)
    noise = rng.normal(0.0, 0.07, (len(DUTIES), rows))
    sort = pick(rng, rows, [each.share for each in city.sorts])
    opens_late, closes_early = flip(rng, rows, 0.12), flip(rng, rows, 0.03)
    first = np.where(opens_late, rng.integers(30, season.days - 40, rows), 0)
    last = np.where(closes_early, rng.integers(90, season.days - 10, rows), season.days - 1)
    traits = Traits(
        sort=sort,
        quality=quality,
        size=size,
        diligence=np.clip(quality[None, :] + noise, 0.02, 0.99),
        first=first,
        last=np.maximum(last, np.minimum(first + 30, season.days - 1)),
        fraud=coin(rng, np.where(quality < 0.7, 0.05, 0.015)),
        keeps_roster=rng.random(rows),
    )
    return Block(city, season, seed, number, min(limit, rows), scale, traits)


def demo_block(city: City, season: Season, *, seed: int, sort: Sort, size: float, quality: float) -> Block:
    """A block of one good station with faults: proofs missing, posts repeated, files and reports a little slack."""
    slack = {"proof": TOP - 0.13, "posts": TOP - 0.03, "seekers": TOP - 0.05, "reports": TOP - 0.05}
    diligence = np.array([[slack.get(duty, max(quality, TOP))] for duty in DUTIES])
    traits = Traits(
        sort=np.array([city.sorts.index(sort)]),
        quality=np.array([quality]),
        size=np.array([size]),
        diligence=diligence,
        first=np.array([0]),
        last=np.array([season.days - 1]),
        fraud=np.array([False]),
        keeps_roster=np.array([0.0]),
    )
    return Block(city, season, seed, 0, 1, 1.0, traits)


def _stream(seed: int, city: City, number: int, topic: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, city.number, number, topic])))
