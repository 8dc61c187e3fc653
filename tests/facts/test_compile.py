"""The statements: few, fused, and portable."""

import re

import pytest
import sqlglot

from yizhan.facts.compile import compile_plan
from yizhan.facts.indicators import INDICATORS
from yizhan.facts.tables import TABLES
from yizhan.kernel.periods import Period

YEAR = Period.parse("2024")


@pytest.mark.parametrize("text", ["2024", "2024-02", "2024-05-15..2024-05-15", "2021-03-03..2024-08-17", "2031"])
@pytest.mark.parametrize("dialect", ["duckdb", "spark"])
def test_every_statement_parses_in_its_dialect(dialect: str, text: str) -> None:
    plan = compile_plan(
        INDICATORS.values(), Period.parse(text), dialect=dialect, corrected=frozenset(TABLES), stations=("S1", "S'2")
    )
    for statement in plan.statements:
        parsed = sqlglot.parse(statement.sql, read=dialect)
        assert len(parsed) == 1
        assert isinstance(parsed[0], sqlglot.exp.Select)


def test_spark_text_uses_nothing_that_only_duckdb_knows() -> None:
    plan = compile_plan(INDICATORS.values(), YEAR, dialect="spark", corrected=frozenset(TABLES))
    for statement in plan.statements:
        assert not re.search(r"//|MATERIALIZED|datediff\('day'|day - DATE", statement.sql), statement.name


def test_all_indicators_share_one_statement_of_row_classes_per_table() -> None:
    names = [statement.name for statement in compile_plan(INDICATORS.values(), YEAR).statements]
    assert len(names) == len(set(names))
    tables = {each.table for each in INDICATORS.values() if each.table}
    assert sorted(name for name in names if name.endswith("_rows")) == sorted(f"{table}_rows" for table in tables)
    keyed = [name for name in names if "_by_" in name]
    assert sorted(keyed) == [
        "communities_by_community",
        "community_stations_by_name",
        "events_by_month",
        "hosting_by_employer_day",
        "placements_by_person",
        "posts_by_employer_day",
        "posts_by_fingerprint",
        "registrations_by_person_month",
        "staff_by_person",
    ]


def test_only_what_is_asked_for_is_compiled() -> None:
    plan = compile_plan([INDICATORS["disputes"]], YEAR)
    assert [statement.name for statement in plan.statements] == ["complaints_rows"]


def test_the_anti_join_is_there_only_where_corrections_are() -> None:
    plan = compile_plan([INDICATORS["disputes"], INDICATORS["incidents"]], YEAR, corrected=frozenset({"incidents"}))
    held = {statement.name: "NOT EXISTS" in statement.sql for statement in plan.statements}
    assert held == {"complaints_rows": False, "incidents_rows": True}


def test_the_stations_asked_for_are_a_condition_of_every_scan() -> None:
    for statement in compile_plan(INDICATORS.values(), YEAR, stations=("S1",)).statements:
        scans = len(re.findall(rf"FROM ({'|'.join(TABLES)})\b", statement.sql))
        assert statement.sql.count("station = 'S1'") >= scans, statement.name
