"""A comparison of speed is fair only if all contestants give the same numbers."""

from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
import pytest

import own_indicators
from answers import Answers, differences, restored, stored
from rivals import pandas_indicators, sql_indicators
from yizhan.facts.indicators import INDICATORS
from yizhan.kernel.periods import Period
from yizhan.simulate.city import simulate

CASES = (
    ("quanzhou", "2024"),
    ("quanzhou", "2023-11-01..2024-10-31"),
    ("haikou", "2024H1"),
    ("suizhou", "2024-02"),
    ("sanming", "2024-09-30..2024-10-13"),
)


def city(folder: Path, name: str) -> Path:
    """A small city in the folder."""
    simulate(name, stations=25, seed=11, out=folder)
    return folder


@pytest.mark.parametrize(("name", "text"), CASES)
def test_the_hand_written_script_gives_every_number_that_the_engine_gives(name: str, text: str, tmp_path: Path) -> None:
    period = Period.parse(text)
    city(tmp_path, name)
    ours = own_indicators.answers(own_indicators.run(tmp_path, period))
    theirs = sql_indicators.answers(sql_indicators.run(tmp_path, period))
    assert ours.values.keys() == INDICATORS.keys()
    assert ours.rows
    assert differences(ours, theirs) == []


@pytest.mark.parametrize(("name", "text"), CASES)
def test_pandas_gives_every_value_that_the_engine_gives(name: str, text: str, tmp_path: Path) -> None:
    period = Period.parse(text)
    city(tmp_path, name)
    ours = own_indicators.answers(own_indicators.run(tmp_path, period))
    theirs = pandas_indicators.answers(pandas_indicators.run(tmp_path, period))
    assert len(ours.stations) == 25
    assert differences(ours, theirs) == []


def test_the_rivals_heed_corrections_that_move_most_rows(tmp_path: Path) -> None:
    city(tmp_path, "quanzhou")
    for table in ("posts", "registrations", "roster", "events"):
        corrected(tmp_path / f"{table}.parquet")
    period = Period.parse("2024")
    ours = own_indicators.answers(own_indicators.run(tmp_path, period))
    untouched = differences(
        ours, own_indicators.answers(own_indicators.run(city(tmp_path / "plain", "quanzhou"), period))
    )
    assert len(untouched) > 20
    assert differences(ours, sql_indicators.answers(sql_indicators.run(tmp_path, period))) == []
    assert differences(ours, pandas_indicators.answers(pandas_indicators.run(tmp_path, period))) == []


def corrected(file: Path) -> None:
    """Lets every third row name the row before it as superseded."""
    table = pq.read_table(file)
    before = [None, *table.column("record").to_pylist()[:-1]]
    supersedes = pa.array([record if place % 3 == 2 else None for place, record in enumerate(before)], pa.string())
    table = table.set_column(table.column_names.index("supersedes"), "supersedes", supersedes)
    assert pc.count(table.column("supersedes")).as_py() > 100
    pq.write_table(table, file, row_group_size=500)


def test_a_single_differing_number_is_found_and_named() -> None:
    one, other = Answers(["a", "b"]), Answers(["a", "b"])
    for answers, numerator in ((one, 4), (other, 6)):
        answers.say("mean", np.array([2, numerator]), np.array([4, 8]))
        answers.rows["mean.step0"] = np.array([1, 1])
    assert differences(one, other) == [
        "mean denominator: 1 stations, first b: 2 and 4",
        "mean numerator: 1 stations, first b: 1 and 3",
    ]
    assert differences(one, one) == []


def test_answers_survive_being_stored(tmp_path: Path) -> None:
    said = Answers(["a"])
    said.say("mean", np.array([6]), np.array([4]))
    said.rows["mean.records"] = np.array([5])
    np.savez(tmp_path / "answers.npz", **stored(said))
    again = restored(dict(np.load(tmp_path / "answers.npz")))
    assert differences(said, again) == []
    assert [int(part[0]) for part in again.values["mean"]] == [3, 2]
    assert int(again.rows["mean.records"][0]) == 5
