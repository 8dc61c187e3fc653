"""The gate for foreign tables: what is cast, and what is refused by table and column."""

from datetime import date, datetime
from decimal import Decimal

import pyarrow as pa
import pytest

from yizhan.facts.schemas import SCHEMAS, conform, empty
from yizhan.facts.tables import TABLES
from yizhan.kernel.errors import Refusal


def followers(**columns: pa.Array) -> pa.Table:
    plain = {
        "record": pa.array(["r"]),
        "station": pa.array(["S"]),
        "day": pa.array([date(2024, 1, 1)]),
        "verified": pa.array([True]),
        "flagged": pa.array([False]),
        "followers": pa.array([5]),
    }
    return pa.table(plain | columns)


def test_every_table_has_a_schema_with_its_columns_in_order() -> None:
    for name, table in TABLES.items():
        assert SCHEMAS[name].names == [column.name for column in table.columns]
        assert empty(name).num_rows == 0
        assert conform(name, empty(name)).schema.equals(SCHEMAS[name], check_metadata=True)


def test_fields_carry_their_labels() -> None:
    assert SCHEMAS["posts"].field("on_platform").metadata[b"zh"].decode() == "平台发布"


def test_narrow_integers_dictionaries_and_large_strings_are_cast() -> None:
    given = followers(
        followers=pa.array([5], pa.int16()),
        station=pa.array(["S"]).dictionary_encode(),
        record=pa.array(["r"], pa.large_string()),
        proof=pa.nulls(1),
    )
    assert conform("followers", given).schema == SCHEMAS["followers"]


def test_whole_numbers_become_decimals_and_finer_decimals_are_refused() -> None:
    def area(values: pa.Array) -> pa.Table:
        table = conform("stations", empty("stations"))
        rows = {name: pa.nulls(1, field.type) for name, field in zip(table.schema.names, table.schema, strict=True)}
        rows |= {"record": pa.array(["r"]), "station": pa.array(["S"]), "day": pa.array([date(2024, 1, 1)])}
        rows |= {"verified": pa.array([True]), "flagged": pa.array([False]), "name": pa.array(["n"])}
        rows |= {"kind": pa.array(["market"]), "opened": pa.array([date(2020, 1, 1)]), "area_m2": values}
        return conform("stations", pa.table(rows))

    assert area(pa.array([120])).column("area_m2").to_pylist() == [Decimal("120.000000")]
    assert area(pa.array([Decimal("1.5")])).column("area_m2").to_pylist() == [Decimal("1.500000")]
    with pytest.raises(Refusal) as refused:
        area(pa.array([Decimal("0.0000001")]))
    assert "area_m2" in refused.value.say("en")


@pytest.mark.parametrize(
    ("columns", "said"),
    [
        ({"followers": pa.array([5.0])}, "column followers: expected int64, found double"),
        ({"day": pa.array([datetime(2024, 1, 1, 5)])}, "column day: expected date32[day], found timestamp[us]"),  # noqa: DTZ001
        ({"day": pa.array(["2024-01-01"])}, "column day: expected date32[day], found string"),
        ({"verified": pa.array([None], pa.bool_())}, "column verified: a value is missing"),
        ({"followers": pa.array([2**63], pa.uint64())}, "column followers: a value does not fit int64"),
        ({"surprise": pa.array([1])}, "column surprise: the table has no such column"),
    ],
)
def test_what_would_have_to_be_guessed_is_refused(columns: dict[str, pa.Array], said: str) -> None:
    with pytest.raises(Refusal) as refused:
        conform("followers", followers(**columns))
    assert refused.value.say("en") == f"fact table followers, {said}"


def test_a_missing_required_column_an_unknown_code_and_an_unknown_table_are_refused() -> None:
    with pytest.raises(Refusal, match="followers"):
        conform("followers", followers().drop_columns(["followers"]))
    incidents = followers(kind=pa.array(["earthquake"])).drop_columns(["followers"])
    with pytest.raises(Refusal) as refused:
        conform("incidents", incidents)
    assert refused.value.say("en") == "fact table incidents, column kind: there is no code 'earthquake'"
    with pytest.raises(Refusal):
        conform("miracles", incidents)


def test_a_negative_count_and_a_column_given_twice_are_refused() -> None:
    with pytest.raises(Refusal) as refused:
        conform("followers", followers(followers=pa.array([-1])))
    assert refused.value.say("en") == "fact table followers, column followers: a negative number"
    plain = followers()
    twice = pa.table([*plain.columns, plain.column("day")], names=[*plain.column_names, "day"])
    with pytest.raises(Refusal) as refused:
        conform("followers", twice)
    assert refused.value.say("en") == "fact table followers, column day: several columns have this name"
