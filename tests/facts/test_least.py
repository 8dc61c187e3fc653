"""The places a minimum hangs on: the first of them is the indicator's own value, on any data."""

import pytest
from randomness import World, arrow

from yizhan.facts.definitions import LeastOnDuty, PerSeeker, PerWeek
from yizhan.facts.engine import Facts, measure
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.least import least
from yizhan.kernel.periods import Period

YEAR = Period.parse("2024")
MINIMA = [
    name
    for name, indicator in INDICATORS.items()
    if isinstance(indicator.statistic, LeastOnDuty)
    or (isinstance(indicator.statistic, PerWeek | PerSeeker) and indicator.statistic.figure == "least")
]


def test_every_minimum_over_rows_is_known() -> None:
    assert sorted(MINIMA) == [
        "events_per_week_min",
        "events_per_working_week_min",
        "recommendations_per_seeker_min",
        "roster_min_staff",
        "services_per_seeker_min",
    ]


@pytest.mark.parametrize("name", MINIMA)
@pytest.mark.parametrize("seed", range(4))
def test_fewest_place_has_the_value_of_the_indicator(name: str, seed: int) -> None:
    facts = Facts.from_tables(arrow(World(seed, YEAR, most=120).tables()))
    for station in facts.stations():
        value = measure(facts, YEAR, [name], [station]).station(station)[name].value
        places = least(facts, YEAR, name, station)
        assert (places[0].count if places else None) == value
        assert [place.count for place in places] == sorted(place.count for place in places)


def test_indicator_that_is_no_minimum_has_no_places() -> None:
    facts = Facts.from_tables(arrow(World(1, YEAR, most=40).tables()))
    assert least(facts, YEAR, "posts_first", facts.stations()[0]) == ()
