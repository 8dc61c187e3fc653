"""Facts in files and in memory: the same numbers, a narrow reading, refusals that name table and column."""

from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handmade import YEAR, facts, row
from randomness import World, arrow

from yizhan.facts.engine import Facts, measure, records
from yizhan.facts.schemas import SCHEMAS
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.simulate.city import simulate
from yizhan.simulate.inspections import Finding


def written(tables: dict[str, pa.Table], folder: Path) -> Path:
    for name, table in tables.items():
        pq.write_table(table, folder / f"{name}.parquet")
    return folder


def test_a_folder_of_parquet_gives_the_same_numbers_as_the_tables_in_memory(tmp_path: Path) -> None:
    tables = arrow(World(3, YEAR, most=60).tables())
    stored = measure(Facts.from_parquet(written(tables, tmp_path)), YEAR)
    held = measure(Facts.from_tables(tables), YEAR)
    assert stored.stations == held.stations
    for station in held.stations:
        assert stored.station(station) == held.station(station)


def test_a_table_may_be_split_over_files_in_a_folder(tmp_path: Path) -> None:
    deals = [row("deals", "2024-05-05", record=f"d{n}") for n in range(4)]
    (tmp_path / "deals").mkdir()
    for part in (0, 1):
        pq.write_table(
            pa.Table.from_pylist(deals[part::2], schema=SCHEMAS["deals"]), tmp_path / "deals" / f"{part}.parquet"
        )
    found = Facts.from_parquet(tmp_path)
    assert found.tables == {"deals"}
    assert measure(found, YEAR, ["deals_completed"]).station("S")["deals_completed"].value == 4


def test_one_station_is_measured_without_reading_the_row_groups_of_the_others(tmp_path: Path) -> None:
    stations = [f"S{number:02d}" for number in range(50)]
    deals = [row("deals", "2024-05-05", record=f"{s}-{n}", station=s) for s in stations for n in range(100)]
    file = tmp_path / "deals.parquet"
    pq.write_table(pa.Table.from_pylist(deals, schema=SCHEMAS["deals"]), file, row_group_size=100)
    ruined = bytearray(file.read_bytes())
    metadata = pq.ParquetFile(file).metadata
    for group in range(50):
        if stations[group] != "S07":
            chunks = [metadata.row_group(group).column(n) for n in range(metadata.num_columns)]
            start = min(chunk.dictionary_page_offset or chunk.data_page_offset for chunk in chunks)
            end = start + sum(chunk.total_compressed_size for chunk in chunks)
            ruined[start:end] = bytes(b ^ 0xFF for b in ruined[start:end])
    file.write_bytes(ruined)
    found = Facts.from_parquet(tmp_path)
    assert measure(found, YEAR, ["deals_completed"], ["S07"]).station("S07")["deals_completed"].value == 100
    with pytest.raises(Refusal):
        measure(found, YEAR, ["deals_completed"])


def test_optional_columns_may_be_missing_and_required_ones_not(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([row("deals", "2024-05-05")], schema=SCHEMAS["deals"])
    found = Facts.from_parquet(written({"deals": table.drop_columns(["amount", "supersedes"])}, tmp_path))
    assert measure(found, YEAR, ["deals_completed"]).station("S")["deals_completed"].value == 1
    with pytest.raises(Refusal) as refused:
        Facts.from_parquet(written({"deals": table.drop_columns(["completed"])}, tmp_path))
    assert refused.value.say("en") == "fact table deals, column completed: the column is missing"


def test_binary_floats_are_refused_by_table_and_column(tmp_path: Path) -> None:
    table = pa.Table.from_pylist([row("stations", "2024-05-05")], schema=SCHEMAS["stations"])
    floats = table.set_column(table.column_names.index("area_m2"), "area_m2", pa.array([99.5]))
    with pytest.raises(Refusal) as refused:
        Facts.from_parquet(written({"stations": floats}, tmp_path))
    assert refused.value.say("en") == "fact table stations, column area_m2: expected DECIMAL(12, 6), found DOUBLE"


def test_a_folder_without_fact_tables_and_a_file_that_is_not_parquet_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        Facts.from_parquet(tmp_path)
    (tmp_path / "deals.parquet").write_bytes(b"not parquet")
    with pytest.raises(Refusal):
        Facts.from_parquet(tmp_path)


def test_the_profile_is_the_latest_acceptable_statement_on_the_day() -> None:
    found = facts(
        stations=[
            row("stations", "2024-01-01", name="first"),
            row("stations", "2024-06-01", name="second"),
            row("stations", "2024-07-01", name="unverified", verified=False),
        ]
    )
    assert found.profile("S")["name"] == "second"
    assert found.profile("S", date(2024, 5, 31))["name"] == "first"
    assert found.profile("T") == {}


def test_findings_are_the_answers_of_the_latest_day_within_the_period() -> None:
    def seen(day: str, finding: str, answer: str, **said: object) -> dict[str, object]:
        return row("inspections", day, finding=finding, answer=answer, **said)

    found = facts(
        inspections=[
            seen("2024-05-01", "sign", "true"),
            seen("2024-06-01", "sign", "false"),
            seen("2025-01-01", "sign", "true"),
            seen("2024-06-01", "adverse_effects", "5"),
            seen("2024-06-01", "adverse_effects", "7"),
            seen("2024-06-01", "rules", "true", verified=False),
        ]
    )
    assert found.findings("S", YEAR) == {"sign": ["false"], "adverse_effects": ["5", "7"]}


def test_stations_are_those_that_occur_in_any_table() -> None:
    found = facts(deals=[row("deals", "2024-05-05", station="T")])
    assert found.stations() == ["S", "T"]


def test_an_unknown_indicator_is_refused() -> None:
    for ask in (lambda: measure(facts(), YEAR, ["no_such"]), lambda: records(facts(), YEAR, "no_such", "S")):
        with pytest.raises(Refusal):
            ask()


def test_a_station_with_a_quote_in_its_name_is_only_a_name() -> None:
    name = "S' OR '1'='1"
    found = facts(deals=[row("deals", "2024-05-05", station=name), row("deals", "2024-05-05")])
    assert measure(found, YEAR, ["deals_completed"], [name]).station(name)["deals_completed"].value == 1


def test_profiles_and_findings_of_all_stations_equal_those_of_each(tmp_path: Path) -> None:
    findings = [Finding("unified_sign", "yes_no"), Finding("award.1", "award", "10")]
    simulate("haikou", stations=8, seed=3, out=tmp_path, records=8_000, findings=findings)
    facts, period = Facts.from_parquet(tmp_path), Period.parse("2024")
    assert facts.profiles(period.end) == {s: p for s in facts.stations() if (p := facts.profile(s, period.end))}
    assert facts.every_finding(period) == {s: f for s in facts.stations() if (f := facts.findings(s, period))}
    assert len(facts.every_finding(period)) > 4


def test_corrections_hold_across_the_files_of_one_table(tmp_path: Path) -> None:
    tables = arrow(World(11, YEAR, most=80).tables())
    for name, table in tables.items():
        (tmp_path / name).mkdir()
        half = table.num_rows // 2
        pq.write_table(table.slice(0, half), tmp_path / name / "a.parquet")
        pq.write_table(table.slice(half), tmp_path / name / "b.parquet")
    parted, whole = Facts.from_parquet(tmp_path), Facts.from_tables(tables)
    assert parted.in_force_relations.keys() == whole.corrected
    assert len(whole.corrected) > 0
    for station in whole.stations():
        assert measure(parted, YEAR).station(station) == measure(whole, YEAR, stations=[station]).station(station)
