"""A sheet written as JSON and read back is the same sheet."""

import json
from fractions import Fraction
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shipped import NAMES, built, scheme, values_of
from small_scheme import SOURCE, sheet, small

from yizhan.kernel.errors import Refusal
from yizhan.kernel.measures import Count
from yizhan.kernel.texts import Text
from yizhan.rules.codec import from_json, to_json
from yizhan.rules.scoring import Case, score
from yizhan.rules.sheet import FORMAT, ScoreSheet

COUNTS = {
    "posts": Count("posts", Fraction(800), Fraction(7, 3), (("duplicate", 12), ("no_proof", 1)), 800),
    "talks": Count("talks", None, None, missing=Text("没有表", "no table")),
}


@cache
def one() -> ScoreSheet:
    return sheet(
        small(source=SOURCE),
        values={"talks": None, "placed": "34/3"},
        counts=COUNTS,
        money={"planned_fee": 10_000_000},
        station="S1",
        station_name="甲站",
        period="2024-01-01..2024-12-31",
        year=2024,
        what_if=True,
    )


def test_a_sheet_with_ranges_records_and_money_is_read_back_equal() -> None:
    text = to_json(one())
    assert from_json(text) == one()
    assert to_json(from_json(text)) == text


def test_points_are_written_as_exact_text() -> None:
    tree = json.loads(to_json(one()))
    assert tree["items"][1]["high"] == "6"
    assert tree["items"][0]["lines"][0]["evidence"]["raw"] == "7/3"
    assert tree["items"][1]["lines"][0]["value"] == "34/3"
    assert tree["format"] == FORMAT == 1
    assert "float" not in {type(value).__name__ for value in _leaves(tree)}


def _leaves(tree: object) -> list[object]:
    if isinstance(tree, dict):
        return [leaf for value in tree.values() for leaf in _leaves(value)]
    return [leaf for value in tree for leaf in _leaves(value)] if isinstance(tree, list) else [tree]


@pytest.mark.parametrize("name", NAMES)
@settings(max_examples=15)
@given(data=st.data())
def test_sheets_of_every_shipped_standard_are_read_back_equal(name: str, data: st.DataObject) -> None:
    subject = data.draw(st.sampled_from(scheme(name).subjects)).id
    values = data.draw(values_of(built(name, subject)))
    money = {"planned_fee": 12_345, "bid_price": 100_000_001, "network_fee": 7}
    found = score(scheme(name), Case(subject, values, money=money, year=2024))
    assert from_json(to_json(found)) == found


@given(st.fractions(0, 10**6, max_denominator=2**40))
def test_any_points_survive(points: Fraction) -> None:
    tree = json.loads(to_json(one()))
    tree["high"] = str(points)
    read = from_json(json.dumps(tree))
    assert read.high == points
    assert from_json(to_json(read)) == read


@pytest.mark.parametrize("version", [0, 2, "1", None])
def test_another_version_of_the_format_is_refused(version: object) -> None:
    tree = json.loads(to_json(one())) | {"format": version}
    with pytest.raises(Refusal) as refused:
        from_json(json.dumps(tree))
    assert refused.value.say() == "计分表的格式版本不受支持"


def _with(key: str, value: object) -> str:
    return json.dumps(json.loads(to_json(one())) | {key: value})


@pytest.mark.parametrize(
    "text",
    [
        *("", "{", "[]", "5", "null", '"a"', '{"format": 1}', "[" * 100_000),
        *(_with("items", 5), _with("items", [{}]), _with("what_if", "yes"), _with("base", ["1"])),
        *(_with("verdict", []), _with("scheme", 5), _with("scheme_title", "甲")),
    ],
)
def test_text_that_is_no_sheet_is_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        from_json(text)
    assert refused.value.say() == "文件不是有效的计分表"


@pytest.mark.parametrize("points", [1.5, "1e3", "NaN", True, None])
def test_points_that_are_not_exact_are_refused(points: object) -> None:
    with pytest.raises(Refusal, match="不是精确数值"):
        from_json(_with("low", points))
