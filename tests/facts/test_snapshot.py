"""Sealing: the same numbers from the snapshot, a digest of what the rows say, and every change is found."""

import hashlib
import json
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from handmade import YEAR, facts, row
from randomness import World, arrow

from yizhan.facts.engine import Facts, measure
from yizhan.facts.schemas import SCHEMAS
from yizhan.facts.snapshot import MANIFEST, read, table_digest, write
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period


@pytest.mark.parametrize("text", ["2024", "2024-02", "2023-11-01..2024-10-31"])
@pytest.mark.parametrize("seed", range(5))
def test_a_snapshot_gives_the_same_numbers_as_the_facts_it_was_taken_from(seed: int, text: str, tmp_path: Path) -> None:
    period = Period.parse(text)
    original = Facts.from_tables(arrow(World(seed, period, most=60).tables()))
    station = original.stations()[0]
    write(original, station, period, tmp_path / "sealed")
    sealed, manifest = read(tmp_path / "sealed")
    assert (manifest.station, manifest.period) == (station, period)
    assert measure(sealed, period, stations=[station]).station(station) == measure(
        original, period, stations=[station]
    ).station(station)
    assert sealed.findings(station, period) == original.findings(station, period)
    assert sealed.profile(station, period.end) == original.profile(station, period.end)


def test_the_digest_depends_neither_on_row_order_nor_on_file_encoding(tmp_path: Path) -> None:
    rows = [row("deals", "2024-05-05", record=f"d{n}", amount=n) for n in range(5)]
    forward = write(facts(deals=rows), "S", YEAR, tmp_path / "a")
    backward = write(facts(deals=rows[::-1]), "S", YEAR, tmp_path / "b")
    assert forward.digest == backward.digest
    table = pa.Table.from_pylist(rows[2:] + rows[:2], schema=SCHEMAS["deals"])
    pq.write_table(table, tmp_path / "a" / "deals.parquet", compression="zstd", use_dictionary=False, row_group_size=2)
    assert read(tmp_path / "a")[1].digest == forward.digest


def test_the_digest_of_a_table_is_what_the_documentation_says() -> None:
    rows = [row("followers", "2024-05-05", record=record, followers=7) for record in ("二", "一")]
    text = (
        '["followers",["record","station","day","proof","verified","flagged","supersedes","followers"]]\n'
        '["一","S","2024-05-05","photo",true,false,null,7]\n'
        '["二","S","2024-05-05","photo",true,false,null,7]'
    )
    table = pa.Table.from_pylist(rows, schema=SCHEMAS["followers"])
    assert table_digest("followers", table) == hashlib.sha256(text.encode("utf-8")).hexdigest()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"amount": 8}, "snapshot table deals: rows differ from what was sealed"),
        ({"station": "T"}, "snapshot table deals: rows differ from what was sealed"),
        ({"flagged": True}, "snapshot table deals: rows differ from what was sealed"),
        (None, "snapshot table deals: 1 rows sealed, 2 found"),
    ],
)
def test_a_changed_row_is_found_and_its_table_named(change: dict | None, said: str, tmp_path: Path) -> None:
    sealed = row("deals", "2024-05-05", record="d", amount=7)
    write(facts(deals=[sealed]), "S", YEAR, tmp_path / "a")
    rows = [sealed, sealed] if change is None else [sealed | change]
    pq.write_table(pa.Table.from_pylist(rows, schema=SCHEMAS["deals"]), tmp_path / "a" / "deals.parquet")
    with pytest.raises(Refusal) as refused:
        read(tmp_path / "a")
    assert refused.value.say("en") == said


def test_a_missing_an_added_and_a_broken_file_are_found(tmp_path: Path) -> None:
    write(facts(deals=[row("deals", "2024-05-05")]), "S", YEAR, tmp_path / "a")
    file = tmp_path / "a" / "deals.parquet"
    content = file.read_bytes()
    for change in (lambda: file.unlink(), lambda: file.write_bytes(content[:-20])):
        change()
        with pytest.raises(Refusal, match="deals"):
            read(tmp_path / "a")
    file.write_bytes(content)
    pq.write_table(SCHEMAS["surveys"].empty_table(), tmp_path / "a" / "surveys.parquet")
    with pytest.raises(Refusal, match="surveys"):
        read(tmp_path / "a")


@pytest.mark.parametrize("key", ["digest", "station", "period", "format", "tables"])
def test_a_changed_manifest_is_found(key: str, tmp_path: Path) -> None:
    write(facts(), "S", YEAR, tmp_path / "a")
    manifest = json.loads((tmp_path / "a" / MANIFEST).read_text("utf-8"))
    changed = {"period": {"start": "2024-01-01", "end": "2024-12-30"}, "tables": {}}.get(key, "x")
    (tmp_path / "a" / MANIFEST).write_text(json.dumps(manifest | {key: changed}), "utf-8")
    with pytest.raises(Refusal):
        read(tmp_path / "a")


@pytest.mark.parametrize("text", ["", "[]", "{}", "[" * 100_000, '{"format": "yizhan-snapshot/1"}'])
def test_a_manifest_that_is_none_is_refused(text: str, tmp_path: Path) -> None:
    (tmp_path / MANIFEST).write_text(text, "utf-8")
    with pytest.raises(Refusal):
        read(tmp_path)


def test_a_snapshot_is_never_written_over_anything(tmp_path: Path) -> None:
    write(facts(), "S", YEAR, tmp_path / "a")
    with pytest.raises(Refusal):
        write(facts(), "S", YEAR, tmp_path / "a")
    with pytest.raises(Refusal):
        write(facts(), "nowhere", YEAR, tmp_path / "b")
    assert not (tmp_path / "b").exists()


def test_rows_that_no_indicator_can_need_stay_out(tmp_path: Path) -> None:
    days = ("2022-12-31", "2023-01-01", "2024-12-31", "2025-01-01")
    honours = [row("honours", day) for day in days]
    deals = [row("deals", day) for day in days]
    posts = [row("posts", day) for day in days]
    write(facts(honours=honours, deals=deals, posts=posts), "S", YEAR, tmp_path / "a")
    manifest = read(tmp_path / "a")[1]
    assert {name: sealed.rows for name, sealed in manifest.tables.items()} == {
        "stations": 1,
        "honours": 2,
        "deals": 1,
        "posts": 3,
    }


@pytest.mark.parametrize(
    "typed",
    ["11010519491231002X", "张三110105 19491231 002x", "110105-19491231-002X", "１１０１０５１９４９１２３１００２Ｘ"],
)
@pytest.mark.parametrize(("table", "column"), [("posts", "title"), ("deals", "employer"), ("deals", "record")])
def test_a_row_with_an_identity_number_is_not_sealed_and_the_refusal_does_not_repeat_it(
    table: str, column: str, typed: str, tmp_path: Path
) -> None:
    rows = [row(table, "2024-05-05", record="d"), row(table, "2024-05-06", record="e") | {column: typed}]
    with pytest.raises(Refusal) as caught:
        write(facts(**{table: rows}), "S", YEAR, tmp_path / "a")
    assert f"（{table}）的列「{column}」含有身份证号码" in caught.value.text.zh
    assert "1949" not in caught.value.text.zh
    assert not (tmp_path / "a").exists()


def test_numbers_that_are_no_identity_number_are_sealed(tmp_path: Path) -> None:
    names = ["110105194912310021", "91350521MA31ABCD1X", "a110105194912310029c0ffee00000000"[:32], "1" * 40]
    rows = [row("deals", "2024-05-05", record=f"d{n}", employer=name) for n, name in enumerate(names)]
    assert write(facts(deals=rows), "S", YEAR, tmp_path / "a").tables["deals"].rows == len(names)
