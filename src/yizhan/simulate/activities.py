"""What a station holds and hands in: events, follower counts, reports, honours."""

import numpy as np

from yizhan.simulate import draws
from yizhan.simulate.block import Block
from yizhan.simulate.draft import MISSING, Draft, code, common, evidence
from yizhan.simulate.season import Floats, Ints
from yizhan.simulate.words import EVENT_TITLES, HONOUR_TITLES, proof

_MATCHING = (("job_fair", 0.4), ("interview", 0.25), ("employment_talk", 0.15), ("outing", 0.2))
_GUIDING = (("guidance", 0.4), ("entrepreneurship", 0.2), ("training", 0.28), ("crew_training", 0.12))
_MONTHLY = ("policy_talk", "guiding", "livestream", "promotion", "policy_publicity")
_MONTHLY_RATE = 0.3
_HONOUR_YEARS = 3
_LEVELS = (0.02, 0.13, 0.37, 0.48)
_HONOUR_KINDS = (0.42, 0.40, 0.05, 0.03, 0.07, 0.03)
_DUE = (
    ("statistics", (3, 6, 9, 12), 15),
    ("monthly", tuple(range(1, 13)), 28),
    ("half_year", (7,), 10),
    ("year_end", (12,), 20),
    ("information", tuple(range(1, 13)), 20),
)


def events(block: Block) -> Draft:
    """Matching events week by week and the rest month by month; diligent stations keep the rhythm the standards ask."""
    rng = block.rng(40)
    station, day, kind = (
        np.concatenate(parts) for parts in zip(_weekly(block, rng), *_monthly(block, rng), strict=True)
    )
    inside = (day >= block.traits.first[station]) & (day <= block.traits.last[station])
    station, day, kind = station[inside], day[inside], kind[inside]
    indoors = ("livestream", "promotion", "policy_publicity")
    remote = np.isin(kind, [code("events", "kind", word) for word in indoors])
    rows = len(station)
    offline = draws.coin(rng, np.where(remote, 0.1, 0.72))
    proofs = evidence(block, rng, station, ("photo", "photo+sign_in", "sign_in", "link"), (0.4, 0.35, 0.15, 0.1))
    columns = common(block, rng, station, day, "events", proofs)
    columns |= {
        "kind": kind,
        "offline": offline.astype(np.int64),
        "people": 4 + rng.poisson(np.where(offline, 26.0, 60.0)[np.arange(rows)]).astype(np.int64),
        "title": kind,
    }
    return Draft("events", columns, {"title": list(EVENT_TITLES.values())})


def expected_event_rows(block: Block) -> Floats:
    """Events expected at each station, nearly enough to scale a city."""
    open_days = block.traits.last - block.traits.first + 1
    least, rate = _weekly_rates(block)
    floor, monthly = _monthly_rates(block)
    each_month = len(_MONTHLY) * (floor + monthly)
    return np.asarray((least + rate) * open_days / 7.0 + each_month * open_days * 12.0 / 366.0, dtype=np.float64)


def followers(block: Block) -> Draft:
    """The public account's followers on each month's last day, growing as the station is good."""
    rng = block.rng(41)
    ends = _months(block)[1]
    start = block.per_sort("followers") * block.traits.size * (0.4 + 0.6 * block.traits.quality)
    growth = 0.002 + 0.035 * block.traits.quality[:, None] * rng.random((block.stations, len(ends)))
    level = np.floor(start[:, None] * np.cumprod(1.0 + growth, axis=1)).astype(np.int64)
    station, month = np.nonzero((ends >= block.traits.first[:, None]) & (ends <= block.traits.last[:, None]))
    columns = common(block, rng, station, ends[month], "reports", np.full(len(station), proof("link")))
    columns["followers"] = level[station, month]
    return Draft("followers", columns)


def reports(block: Block) -> Draft:
    """What was due and when it came: on time, late or never."""
    rng = block.rng(42)
    kinds, dues = _due_days(block)
    station, number = np.nonzero((dues >= block.traits.first[:, None]) & (dues <= block.traits.last[:, None]))
    slack = np.where(block.top("reports"), 0.003, 0.14 * (1.15 - block.duty("reports")))[station]
    fate, rows = rng.random(len(station)), len(station)
    due = dues[number] + block.season.start
    handed_in = np.where(fate < slack, due + draws.between(rng, rows, 1, 20), due - draws.between(rng, rows, 0, 6))
    columns = common(block, rng, station, dues[number], "reports", np.full(rows, proof("document")))
    columns |= {"kind": kinds[number], "handed_in": np.where(fate < 0.3 * slack, MISSING, handed_in)}
    return Draft("reports", columns)


def honours(block: Block) -> Draft:
    """Honours and press of the last three years."""
    rng = block.rng(43)
    counts = draws.counts(rng, _HONOUR_YEARS * np.clip(1.8 * block.traits.quality - 0.55, 0.05, None))
    station, rows = draws.each(counts), int(counts.sum())
    day = block.traits.last[station] - draws.between(rng, rows, 0, 365 * _HONOUR_YEARS)
    day = np.where(block.traits.first[station] > 0, np.maximum(day, block.traits.first[station]), day)
    proofs = evidence(block, rng, station, ("document", "link"), (0.6, 0.4))
    columns = common(block, rng, station, day, "premises", proofs)
    kind = draws.pick(rng, rows, _HONOUR_KINDS)
    columns |= {"level": draws.pick(rng, rows, _LEVELS), "kind": kind, "title": kind}
    return Draft("honours", columns, {"title": list(HONOUR_TITLES.values())})


def expected_fixed_rows(block: Block) -> Floats:
    """Rows expected in the tables that do not grow with the volume of work, the roster left out."""
    months = (block.traits.last - block.traits.first + 1) / 30.4
    low, high = block.pair("communities")
    return np.asarray(9.0 + (low + high) / 2 + months * (1.0 + 30.0 / 12.0) + expected_event_rows(block))


def _weekly_rates(block: Block) -> tuple[Floats, Floats]:
    asked = block.per_sort("weekly_events")
    least = np.where(block.top("events"), np.floor(asked), 0.0)
    return least, np.where(block.top("events"), asked - least + 0.35, asked * (0.55 + 0.55 * block.duty("events")))


def _monthly_rates(block: Block) -> tuple[Floats, Floats]:
    asked = block.per_sort("monthly_floor")
    floor = np.where(block.top("events"), asked, 0.0)
    return floor, np.where(block.top("events"), _MONTHLY_RATE, asked * (0.45 + 0.6 * block.duty("events")))


def _weekly(block: Block, rng: np.random.Generator) -> tuple[Ints, Ints, Ints]:
    monday = -((block.season.start + 3) % 7)
    weeks = np.arange(monday, block.season.days, 7, dtype=np.int64)
    least, rate = _weekly_rates(block)
    held = least[:, None] + rng.poisson(rate[:, None], (block.stations, len(weeks)))
    counts = held.astype(np.int64).ravel()
    station = np.repeat(np.repeat(np.arange(block.stations), len(weeks)), counts)
    day = np.repeat(np.tile(weeks, block.stations), counts) + draws.pick(rng, len(station), (3, 3, 3, 3, 3, 2))
    return station.astype(np.int64), day, _kinds(_MATCHING, rng, len(station))


def _monthly(block: Block, rng: np.random.Generator) -> tuple[tuple[Ints, ...], ...]:
    """Station, day and kind of the events held month by month, joined to the weekly ones by the caller."""
    starts = _months(block)[0]
    floor, rate = _monthly_rates(block)
    parts = []
    for word in _MONTHLY:
        counts = (floor[:, None] + rng.poisson(rate[:, None], (block.stations, len(starts)))).astype(np.int64).ravel()
        station = np.repeat(np.repeat(np.arange(block.stations, dtype=np.int64), len(starts)), counts)
        day = np.repeat(np.tile(starts, block.stations), counts) + draws.between(rng, len(station), 0, 27)
        shares = _GUIDING if word == "guiding" else ((word, 1.0),)
        parts.append((station, day, _kinds(shares, rng, len(station))))
    return tuple(parts)


def _kinds(shares: tuple[tuple[str, float], ...], rng: np.random.Generator, rows: int) -> Ints:
    codes = np.array([code("events", "kind", word) for word, _ in shares])
    return np.asarray(codes[draws.pick(rng, rows, [share for _, share in shares])], dtype=np.int64)


def _months(block: Block) -> tuple[Ints, Ints]:
    """The first and the last day of each month of the span, counted from its start."""
    days = np.arange(block.season.days, dtype=np.int64)
    months = (days + block.season.start).astype("datetime64[D]").astype("datetime64[M]")
    firsts = np.flatnonzero(np.concatenate([[True], months[1:] != months[:-1]])).astype(np.int64)
    return firsts, np.concatenate([firsts[1:] - 1, [block.season.days - 1]])


def _due_days(block: Block) -> tuple[Ints, Ints]:
    firsts = _months(block)[0]
    of_year = (firsts + block.season.start).astype("datetime64[D]").astype("datetime64[M]").astype(np.int64) % 12 + 1
    kinds, dues = [], []
    for kind, months, day in _DUE:
        for first, month in zip(firsts, of_year, strict=True):
            if month in months:
                kinds.append(code("reports", "kind", kind))
                dues.append(first + day - 1)
    return np.array(kinds, dtype=np.int64), np.array(dues, dtype=np.int64)
