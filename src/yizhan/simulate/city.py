"""A living city on disk, and one market in memory. Same seed, same bytes."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal
from yizhan.simulate.block import STATIONS_IN_BLOCK, Block, block_of, demo_block
from yizhan.simulate.cities import City, city_called
from yizhan.simulate.inspections import Finding
from yizhan.simulate.life import Volume, lived, volume
from yizhan.simulate.season import Season, season_of
from yizhan.simulate.writing import Folder, Format

DEFAULT_YEAR = 2024
MOST_STATIONS = 900_000
_DEMO_QUALITY = 0.9


@dataclass(frozen=True, slots=True)
class Summary:
    """What was written: records per table, and the size of all files in bytes."""

    stations: int
    records: dict[str, int]
    bytes: int

    @property
    def total(self) -> int:
        """Records in all tables together."""
        return sum(self.records.values())


def simulate(
    city: str,
    *,
    stations: int,
    seed: int,
    out: Path,
    year: int = DEFAULT_YEAR,
    records: int | None = None,
    formats: Format = "parquet",
    findings: Sequence[Finding] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Summary:
    """Writes one file per fact table into `out`, sorted by station, and says how much.

    `records` scales the volume of work so that all tables together hold about that many rows; without it a station does
    what its sort does in a year. `findings` are the answers that inspectors enter. `progress` is told stations done and
    stations in all. Raises Refusal for an unknown city, a senseless number, or a year without a holiday notice.
    """
    _refuse_senseless(stations, seed)
    place = city_called(city)
    season = season_of(year, place.lead_months)
    scale = 1.0
    if records is not None:
        scale = _total(_blocks(place, season, seed, stations, scale), len(findings)).scale_for(records)
    done = 0
    with Folder(out, TABLES, formats) as folder:
        for block in _blocks(place, season, seed, stations, scale):
            for name, rows in lived(block, findings):
                folder.files[name].add(rows)
            done += block.limit
            if progress is not None:
                progress(done, stations)
    return Summary(stations, {name: file.rows for name, file in folder.files.items()}, folder.bytes)


def one_station(
    city: str,
    *,
    seed: int,
    year: int = DEFAULT_YEAR,
    size: float = 1.0,
    findings: Sequence[Finding] = (),
) -> dict[str, pa.Table]:
    """All tables of one good but not faultless station of the city's first sort; `size` 1 is an ordinary one.

    In Quanzhou that is a market with about 3,000 records, some of them duplicates, unproven or unverified.
    """
    _refuse_senseless(1, seed)
    place = city_called(city)
    season = season_of(year, place.lead_months)
    block = demo_block(place, season, seed=seed, sort=place.sorts[0], size=size, quality=_DEMO_QUALITY)
    return dict(lived(block, findings))


def _blocks(city: City, season: Season, seed: int, stations: int, scale: float) -> Iterator[Block]:
    for number in range(-(-stations // STATIONS_IN_BLOCK)):
        limit = min(STATIONS_IN_BLOCK, stations - number * STATIONS_IN_BLOCK)
        yield block_of(city, season, seed=seed, number=number, limit=limit, scale=scale)


def _total(blocks: Iterator[Block], findings: int) -> Volume:
    return sum((volume(block, findings) for block in blocks), Volume(0.0, 0.0, 0.0))


def _refuse_senseless(stations: int, seed: int) -> None:
    if not 1 <= stations <= MOST_STATIONS:
        raise Refusal(f"驿站数{stations}应在1至{MOST_STATIONS}之间", f"{stations} stations: give 1 to {MOST_STATIONS}")
    if seed < 0:
        raise Refusal(f"随机种子{seed}不能为负", f"seed {seed} must not be negative")
