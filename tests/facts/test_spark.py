"""The same definitions on Spark: every number equals DuckDB's. Runs where pyspark and Java are installed (`--group
spark`)."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow.parquet as pq
import pytest
from randomness import World, arrow

from yizhan.facts.compile import compile_plan
from yizhan.facts.engine import Facts, assembled, chosen, measure
from yizhan.kernel.periods import Period

pyspark_sql = pytest.importorskip(
    "pyspark.sql", reason="pyspark is not installed: the Spark dialect is only parsed, not run"
)
pytestmark = pytest.mark.filterwarnings("default")


@pytest.fixture(scope="module")
def spark() -> Iterator[Any]:
    session = (
        pyspark_sql.SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "2")
        .config("spark.sql.session.timeZone", "UTC")
        .getOrCreate()
    )
    yield session
    session.stop()


def answered(spark: Any, sql: str) -> dict[str, np.ma.MaskedArray]:
    frame = spark.sql(sql)
    rows = frame.collect()
    columns: dict[str, np.ma.MaskedArray] = {}
    for place, name in enumerate(frame.columns):
        values = [row[place] for row in rows]
        if name == "station":
            columns[name] = np.ma.array(np.array(values, dtype=object))
        else:
            filled = np.array([0 if value is None else int(value) for value in values], dtype=np.int64)
            columns[name] = np.ma.array(filled, mask=[value is None for value in values])
    return columns


@pytest.mark.parametrize(("seed", "text"), [(1, "2024"), (2, "2023-11-01..2024-10-31"), (3, "2024-02")])
def test_every_indicator_on_spark_equals_duckdb(seed: int, text: str, spark: Any, tmp_path: Path) -> None:
    period = Period.parse(text)
    tables = arrow(World(seed, period, most=200).tables())
    facts = Facts.from_tables(tables)
    for name, table in tables.items():
        pq.write_table(table, tmp_path / f"{name}.parquet")
        spark.read.parquet(str(tmp_path / f"{name}.parquet")).createOrReplaceTempView(name)
    plan = compile_plan(chosen(None), period, dialect="spark", corrected=facts.corrected, tables=facts.tables)
    stations = tuple(facts.stations())
    answers = {statement.name: answered(spark, statement.sql) for statement in plan.statements}
    on_spark = assembled(plan, chosen(None), stations, facts.tables, answers)
    on_duckdb = measure(facts, period)
    assert on_duckdb.stations == stations
    for station in stations:
        assert on_spark.station(station) == on_duckdb.station(station)
