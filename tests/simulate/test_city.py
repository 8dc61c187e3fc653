"""A simulated city: reproducible, conforming, plausible, and as large as asked."""

import hashlib
import re
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as parquet
import pytest

from yizhan.facts.folder import read_folder
from yizhan.facts.schemas import SCHEMAS, conform
from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.simulate import CITIES, Finding, one_station, simulate
from yizhan.simulate.writing import ROWS_IN_GROUP, Format

FINDINGS = (
    Finding("unified_sign", "yes_no"),
    Finding("major_adverse_effect", "seldom"),
    Finding("award.1", "award", "10"),
    Finding("rating.overall", "rating"),
    Finding("adverse_effects", "amount"),
    Finding("violation.charging_workers", "yes_no"),
)
RESIDENT = re.compile(r"(?<![0-9])[0-9]{17}[0-9Xx](?![0-9])")


@pytest.fixture(scope="module")
def haikou(tmp_path_factory: pytest.TempPathFactory) -> dict[str, pa.Table]:
    out = tmp_path_factory.mktemp("haikou")
    simulate("haikou", stations=100, seed=7, out=out, findings=FINDINGS)
    return tables_in(out)


def tables_in(out: Path) -> dict[str, pa.Table]:
    return {name: parquet.read_table(out / f"{name}.parquet") for name in TABLES}


def digests(out: Path) -> dict[str, str]:
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(out.iterdir())}


def share(flags: pa.ChunkedArray) -> float:
    return float(pc.mean(flags.cast(pa.int8())).as_py())


def by_month(days: pa.ChunkedArray) -> dict[int, int]:
    return {pair["values"]: pair["counts"] for pair in pc.value_counts(pc.month(days)).to_pylist()}


def rows_of(table: pa.Table, stations: Iterable[str]) -> list[dict[str, object]]:
    wanted = pa.array(list(stations))
    rows: list[dict[str, object]] = table.filter(pc.is_in(table["station"], wanted)).to_pylist()
    return rows


@pytest.mark.parametrize("formats", ["parquet", "csv"])
def test_the_same_seed_gives_the_same_bytes(tmp_path: Path, formats: Format) -> None:
    for run in ("one", "two"):
        simulate("quanzhou", stations=8, seed=7, out=tmp_path / run, formats=formats, findings=FINDINGS)
    assert digests(tmp_path / "one") == digests(tmp_path / "two")
    assert set(digests(tmp_path / "one")) == {f"{name}.{formats}" for name in TABLES}


def test_another_seed_gives_other_records(tmp_path: Path) -> None:
    for seed in (7, 8):
        simulate("suizhou", stations=4, seed=seed, out=tmp_path / str(seed))
    seven, eight = digests(tmp_path / "7"), digests(tmp_path / "8")
    assert all(seven[f"{name}.parquet"] != eight[f"{name}.parquet"] for name in ("stations", "posts", "placements"))


def test_a_station_is_the_same_however_many_are_asked_for(tmp_path: Path) -> None:
    simulate("quanzhou", stations=3, seed=7, out=tmp_path / "few")
    simulate("quanzhou", stations=55, seed=7, out=tmp_path / "many")
    few, many = tables_in(tmp_path / "few"), tables_in(tmp_path / "many")
    names = few["stations"]["station"].unique().to_pylist()
    assert names == ["QZ000001", "QZ000002", "QZ000003"]
    assert all(few[name].to_pylist() == rows_of(many[name], names) for name in TABLES)


@pytest.mark.parametrize("city", list(CITIES))
def test_every_table_conforms_to_its_schema(tmp_path: Path, city: str) -> None:
    summary = simulate(city, stations=5, seed=1, out=tmp_path, findings=FINDINGS)
    for name, table in tables_in(tmp_path).items():
        assert table.schema.names == SCHEMAS[name].names
        assert conform(name, table).num_rows == summary.records[name] > 0 or name in ("incidents", "honours")
    assert summary.bytes == sum(file.stat().st_size for file in tmp_path.iterdir())
    assert summary.total == sum(summary.records.values())


def test_rows_are_sorted_by_station_and_record_numbers_are_unique(haikou: dict[str, pa.Table]) -> None:
    for name, table in haikou.items():
        stations = table["station"].combine_chunks()
        assert not pc.any(pc.less(stations[1:], stations[:-1])).as_py(), name
        assert pc.count_distinct(table["record"]).as_py() == table.num_rows, name
        assert max(len(record) for record in table["record"].to_pylist()) <= 12


def test_row_groups_tell_which_stations_they_hold(tmp_path: Path) -> None:
    simulate("haikou", stations=100, seed=7, out=tmp_path)
    acts = parquet.ParquetFile(tmp_path / "service_acts.parquet").metadata
    groups = [acts.row_group(index) for index in range(acts.num_row_groups)]
    assert [group.num_rows for group in groups[:-1]] == [ROWS_IN_GROUP] * (len(groups) - 1)
    bounds = [(column.statistics.min, column.statistics.max) for column in (group.column(1) for group in groups)]
    assert len(groups) > 1
    assert all(before[1] <= after[0] for before, after in zip(bounds, bounds[1:], strict=False))


def test_no_key_looks_like_an_identity_number(haikou: dict[str, pa.Table], tmp_path: Path) -> None:
    keys = set()
    for name, table in haikou.items():
        for column in TABLES[name].columns:
            if column.kind in ("person", "employer"):
                keys.update(table[column.name].unique().to_pylist())
    keys.discard(None)
    assert {len(key) for key in keys} == {11}
    assert not any(RESIDENT.search(key) for key in keys)
    simulate("haikou", stations=2, seed=7, out=tmp_path, formats="csv")
    assert not any(RESIDENT.search(file.read_text("utf-8")) for file in tmp_path.iterdir())


def test_csv_reads_back_as_the_same_records(tmp_path: Path) -> None:
    for formats in ("csv", "parquet"):
        simulate("quanzhou", stations=2, seed=7, out=tmp_path / formats, formats=formats, findings=FINDINGS)
    read = read_folder(tmp_path / "csv", key=b"0" * 32, today=date(2025, 1, 1))
    written = tables_in(tmp_path / "parquet")
    assert read.stations == ("QZ000001", "QZ000002")
    for name, table in TABLES.items():
        plain = [column.name for column in table.columns if column.kind != "person"]
        assert read.tables[name].select(plain).to_pylist() == written[name].select(plain).to_pylist()
        for column in table.columns:
            if column.kind == "person":
                pairs = set(zip(*(each[name][column.name].to_pylist() for each in (read.tables, written)), strict=True))
                assert len(pairs) == len({left for left, _ in pairs}) == len({right for _, right in pairs})


def test_posts_repeat_and_some_of_them_come_from_the_year_before(haikou: dict[str, pa.Table]) -> None:
    posts = haikou["posts"].filter(pc.is_null(haikou["posts"]["supersedes"]))
    repeated = 1 - pc.count_distinct(posts["fingerprint"]).as_py() / posts.num_rows
    assert 0.10 <= repeated <= 0.20
    year = pc.year(posts["day"])
    assert 0.02 <= share(pc.equal(year, 2023)) <= 0.08
    assert 0.008 <= share(posts["discriminatory"]) <= 0.02
    first = {row["fingerprint"]: row["employer"] for row in posts.to_pylist()}
    assert all(first[row["fingerprint"]] == row["employer"] for row in posts.slice(0, 2000).to_pylist())


def test_proofs_are_missing_and_rows_unverified_in_plausible_shares(haikou: dict[str, pa.Table]) -> None:
    placements = haikou["placements"]
    assert 0.05 <= share(pc.equal(placements["proof"], "none")) <= 0.12
    assert 0.005 <= 1 - share(placements["verified"]) <= 0.05
    assert 0.001 <= share(placements["flagged"]) <= 0.03
    proofs = [word.split("+") for word in placements["proof"].unique().to_pylist()]
    assert all(codes == sorted(codes) for codes in proofs)


def test_the_year_has_seasons(haikou: dict[str, pa.Table]) -> None:
    seeking = haikou["registrations"].filter(pc.equal(haikou["registrations"]["kind"], "seeking"))
    months = by_month(seeking["day"])
    assert months[3] > 1.3 * months[12]
    assert months[2] < months[3]
    graduates = by_month(seeking.filter(pc.equal(seeking["category"], "graduate"))["day"])
    assert graduates[6] + graduates[7] > 4 * (graduates[1] + graduates[2])


def test_a_correction_comes_after_the_record_it_replaces(haikou: dict[str, pa.Table]) -> None:
    acts = haikou["service_acts"]
    corrections = acts.filter(pc.is_valid(acts["supersedes"]))
    assert 0.0005 <= corrections.num_rows / acts.num_rows <= 0.002
    replaced = {row["record"]: row for row in rows_of(acts, corrections["station"].unique().to_pylist())}
    for row in corrections.to_pylist():
        original = replaced[row["supersedes"]]
        assert (original["station"], original["person"]) == (row["station"], row["person"])
        assert original["record"] < row["record"]


def test_acts_follow_the_registration_of_the_person(haikou: dict[str, pa.Table]) -> None:
    seeking = haikou["registrations"].filter(pc.equal(haikou["registrations"]["kind"], "seeking"))
    first: dict[str, date] = {}
    for person, day in zip(seeking["person"].to_pylist(), seeking["day"].to_pylist(), strict=True):
        first[person] = min(first.get(person, day), day)
    acts = haikou["service_acts"]
    pairs = zip(acts["person"].to_pylist(), acts["day"].to_pylist(), strict=True)
    assert all(first[person] <= day for person, day in pairs if person is not None)


def test_inspectors_answer_every_finding_once_per_open_station(haikou: dict[str, pa.Table]) -> None:
    rows = haikou["inspections"].to_pylist()
    answers: dict[str, set[str]] = {}
    for row in rows:
        answers.setdefault(row["finding"], set()).add(row["answer"])
    assert len({(row["station"], row["finding"]) for row in rows}) == len(rows)
    assert set(answers) == {finding.name for finding in FINDINGS}
    assert answers["unified_sign"] == {"true", "false"}
    assert answers["rating.overall"] <= {"优秀", "合格", "不合格"}
    assert answers["award.1"] <= {str(half / 2) for half in range(21)}
    charged = [row["answer"] for row in rows if row["finding"] == "violation.charging_workers"]
    assert charged.count("true") < len(charged) // 10


def test_records_scale_the_city_to_within_a_tenth(tmp_path: Path) -> None:
    for wanted in (30_000, 200_000, 600_000):
        total = simulate("haikou", stations=100, seed=7, out=tmp_path, records=wanted).total
        assert abs(total - wanted) <= wanted // 10


def test_fewer_records_than_the_stations_themselves_need_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="太少"):
        simulate("haikou", stations=100, seed=7, out=tmp_path, records=5_000)
    assert not list(tmp_path.iterdir())


def test_senseless_requests_are_refused(tmp_path: Path) -> None:
    with pytest.raises(Refusal, match="atlantis"):
        simulate("atlantis", stations=1, seed=7, out=tmp_path)
    with pytest.raises(Refusal, match="驿站数0"):
        simulate("haikou", stations=0, seed=7, out=tmp_path)
    with pytest.raises(Refusal, match="-1"):
        simulate("haikou", stations=1, seed=-1, out=tmp_path)
    with pytest.raises(Refusal, match=r"award\.1"):
        simulate("haikou", stations=1, seed=7, out=tmp_path, findings=(Finding("award.1", "award"),))
    with pytest.raises(CalendarNotPublished):
        simulate("haikou", stations=1, seed=7, out=tmp_path, year=2031)


def test_progress_counts_up_to_all_stations(tmp_path: Path) -> None:
    told: list[tuple[int, int]] = []
    simulate("suizhou", stations=60, seed=7, out=tmp_path, progress=lambda done, all_: told.append((done, all_)))
    assert told == [(50, 60), (60, 60)]


def test_an_interrupted_run_leaves_no_file(tmp_path: Path) -> None:
    def stop(done: int, stations: int) -> None:
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate("quanzhou", stations=2, seed=7, out=tmp_path, progress=stop)
    assert not list(tmp_path.iterdir())


def test_the_demo_market_has_about_three_thousand_records_and_faults_to_find() -> None:
    market = one_station("quanzhou", seed=7, findings=FINDINGS)
    assert {name: conform(name, table).num_rows for name, table in market.items()} == {
        name: table.num_rows for name, table in market.items()
    }
    assert 2_700 <= sum(table.num_rows for table in market.values()) <= 4_000
    assert market["stations"]["kind"].unique().to_pylist() == ["market"]
    placements, posts = market["placements"], market["posts"]
    assert 0.05 <= share(pc.equal(placements["proof"], "none")) <= 0.15
    assert 0.08 <= 1 - pc.count_distinct(posts["fingerprint"]).as_py() / posts.num_rows <= 0.25
    assert pc.min(posts["day"]).as_py().year == 2023
    assert one_station("quanzhou", seed=7, findings=FINDINGS) == market
