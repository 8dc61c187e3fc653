"""Every indicator on random records: the engine equals the record-by-record reference, and every number can be
opened."""

from collections import Counter

import pytest
from randomness import World, arrow
from reference import Reference

from yizhan.facts.engine import Facts, measure, records
from yizhan.facts.indicators import INDICATORS
from yizhan.kernel.periods import Period

PERIODS = (
    "2024",
    "2024H1",
    "2024-02",
    "2023-11-01..2024-10-31",
    "2024-09-30..2024-10-13",
    "2024-05-15..2024-05-15",
    "2021-03-03..2024-08-17",
    "2031",
)


def assert_equals_reference(facts: Facts, world: World, tables: dict, period: Period) -> None:
    """Compares every indicator of every station, measured together."""
    measured = measure(facts, period, stations=world.stations)
    for station in world.stations:
        expected = Reference(tables, period, station).answers
        counts = measured.station(station)
        assert set(expected) == set(counts)
        for name, count in counts.items():
            wanted = expected[name]
            got = (count.value, count.raw, Counter(dict(count.rejected)), count.records)
            assert got == (wanted.value, wanted.raw, wanted.rejected, wanted.records), (name, station, str(period))
            assert (count.value is None) == (count.missing is not None), name


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("seed", range(6))
def test_every_indicator_equals_the_reference_on_random_records(seed: int, text: str) -> None:
    period = Period.parse(text)
    world = World(seed, period, most=60)
    tables = world.tables()
    assert_equals_reference(Facts.from_tables(arrow(tables)), world, tables, period)


@pytest.mark.parametrize("seed", range(100, 112))
def test_every_indicator_equals_the_reference_when_tables_are_absent(seed: int) -> None:
    period = Period.parse("2024")
    world = World(seed, period)
    tables = world.tables(absent=0.3)
    if tables:
        assert_equals_reference(Facts.from_tables(arrow(tables)), world, tables, period)


def test_every_indicator_equals_the_reference_on_empty_tables() -> None:
    period = Period.parse("2024")
    world = World(0, period, most=0)
    tables = {name: [] for name in world.tables()}
    assert_equals_reference(Facts.from_tables(arrow(tables)), world, tables, period)


@pytest.mark.parametrize("text", PERIODS)
@pytest.mark.parametrize("seed", range(200, 202))
def test_the_statuses_of_the_records_sum_to_the_count_of_every_indicator(seed: int, text: str) -> None:
    period = Period.parse(text)
    world = World(seed, period, most=60)
    facts = Facts.from_tables(arrow(world.tables()))
    counts = measure(facts, period, stations=["S1"]).station("S1")
    for name in INDICATORS:
        traced = records(facts, period, name, "S1")
        reasons = Counter(trace.reason for trace in traced)
        counted = reasons.pop(None, 0)
        assert (counted, dict(reasons)) == (counts[name].records, dict(counts[name].rejected)), name
        assert len(traced) == (counts[name].raw or 0), name


def test_one_station_measured_alone_equals_the_same_station_among_all() -> None:
    period = Period.parse("2024")
    world = World(7, period, most=60)
    facts = Facts.from_tables(arrow(world.tables()))
    together = measure(facts, period)
    for station in together.stations:
        assert measure(facts, period, stations=[station]).station(station) == together.station(station)


@pytest.mark.parametrize("text", PERIODS)
def test_values_are_the_same_without_rejections(text: str) -> None:
    period = Period.parse(text)
    facts = Facts.from_tables(arrow(World(11, period, most=60).tables(absent=0.1)))
    full, plain = measure(facts, period), measure(facts, period, rejections=False)
    for station in full.stations:
        for name, count in plain.station(station).items():
            assert count.value == full.station(station)[name].value, name
            assert (count.raw, count.rejected, count.records) == (None, (), 0)
