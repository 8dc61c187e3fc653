"""Every clause is the source's own words; every transition has a source or says that it is usual practice."""

import re
from datetime import date
from decimal import Decimal

import pytest

from yizhan.appraisal.catalogue import SHELF
from yizhan.floor.files.states import RULES as FILE_RULES
from yizhan.network.recognition import clauses, materials, states
from yizhan.network.stations.states import StationKind


def bare(text: str) -> str:
    return re.sub(r"\s", "", text)


SOURCES = {
    name: bare((SHELF / name / "source.txt").read_text(encoding="utf-8")) for name in ("quanzhou-2025", "suizhou-2023")
}
ALL = (*clauses.CLAUSES, *(rule.clause for rule in materials.RULES.values() if rule.clause is not None))


@pytest.mark.parametrize("clause", ALL, ids=lambda clause: f"{clause.place}{clause.quote[:6]}")
def test_a_clause_stands_in_its_source_word_for_word(clause: clauses.Clause) -> None:
    assert bare(clause.quote) in SOURCES[clause.source]


@pytest.mark.parametrize(
    "citation",
    [*(move.citation for move in states.TRANSITIONS), *(move.citation for move in states.MEASURE_TRANSITIONS)],
)
def test_a_transition_quotes_a_source_or_says_that_it_is_a_reading(citation: str) -> None:
    if not citation.startswith(states.READING):
        place, _, words = citation.partition("：")
        source = SOURCES["quanzhou-2025" if place.startswith("泉州") else "suizhou-2023"]
        assert bare(words) in source
    for words in re.findall(r"只写明：([^）]+)", citation):
        assert bare(words) in SOURCES["quanzhou-2025"]


def test_the_numbers_are_those_of_the_clauses() -> None:
    area, staff = clauses.CHECKS["service_area"], clauses.CHECKS["staff"]
    assert [area.least_for("market"), area.least_for("station")] == [Decimal(200), Decimal(30)]
    assert [staff.least_for("market"), staff.least_for("station")] == [Decimal(2), Decimal(1)]
    assert re.findall(r"[0-9]+", area.clause.quote) == ["200", "30"]
    assert re.findall(r"[0-9]+", staff.clause.quote) == ["2", "1"]
    assert clauses.SUBSIDY_FEN == {StationKind.MARKET: 50_000 * 100, StationKind.STATION: 20_000 * 100}
    assert re.findall(r"[0-9]+", clauses.AMOUNTS.quote) == ["5", "2"]
    assert clauses.VALID_UNTIL == date(*map(int, re.findall(r"[0-9]+", clauses.VALIDITY.quote)))


def test_every_state_is_reached_and_every_end_is_an_end() -> None:
    reached = {move.target for move in states.TRANSITIONS} | {states.ApplicationState.DRAFT}
    assert reached == set(states.ApplicationState)
    assert {move.source for move in states.TRANSITIONS} == set(states.OPEN)


def test_every_material_has_a_purpose_that_files_know() -> None:
    assert set(materials.RULES) == set(materials.Material)
    assert {rule.purpose for rule in materials.RULES.values()} <= set(FILE_RULES)
    assert not any(FILE_RULES[rule.purpose].public for rule in materials.RULES.values())
