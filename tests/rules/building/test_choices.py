"""Choices by reading and by subject become plain values."""

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.rules.building.choices import is_choice, options_used, resolve, uses

NESTED = {
    "cap": {"by_subject": {"market": {"by_reading": {"r": {"x": 1, "y": 2}}}, "station": 3}},
    "list": [
        {"by_reading": {"r": {"x": [10, 11], "y": None}}},
        {"by_subject": {"market": 20, "station": None}},
        {"by_reading": {"s": {"p": 30, "q": [31]}}},
        None,
        [40],
    ],
}


@pytest.mark.parametrize(
    ("subject", "readings", "expected"),
    [
        ("market", {"r": "x", "s": "p"}, {"cap": 1, "list": [10, 11, 20, 30, None, [40]]}),
        ("market", {"r": "y", "s": "q"}, {"cap": 2, "list": [20, 31, None, [40]]}),
        ("station", {"r": "x", "s": "p"}, {"cap": 3, "list": [10, 11, 30, None, [40]]}),
        ("station", {"r": "y", "s": "q"}, {"cap": 3, "list": [31, None, [40]]}),
    ],
)
def test_choices_may_be_nested_dropped_and_spliced(
    subject: str, readings: dict[str, str], expected: dict[str, object]
) -> None:
    assert resolve(NESTED, subject, readings) == expected


def test_the_choices_that_a_tree_depends_on() -> None:
    assert uses(NESTED).readings == ("r", "s")
    assert uses(NESTED).subject
    assert not uses({"a": [1, {"b": 2}]}).subject
    assert list(options_used(NESTED)) == [("r", ("x", "y")), ("r", ("x", "y")), ("s", ("p", "q"))]
    assert is_choice({"by_reading": {}})
    assert not is_choice({"by_reading": {}, "a": 1})
    assert not is_choice([])


def test_resolving_leaves_the_tree_as_it_was() -> None:
    before = repr(NESTED)
    resolve(NESTED, "market", {"r": "x", "s": "p"})
    assert repr(NESTED) == before


@pytest.mark.parametrize(
    ("tree", "said"),
    [
        ({"by_subject": {"station": 1}}, "by_subject 缺少「market」"),
        ({"by_subject": {"market": 1}, "points": 1}, "by_subject 必须单独使用，其下写各选项的值"),
        ({"by_subject": 5}, "by_subject 必须单独使用，其下写各选项的值"),
        ({"by_reading": {"r": {"x": 1}}, "clause": "甲"}, "by_reading 必须单独使用，其下写各选项的值"),
        ({"by_reading": [1]}, "by_reading 必须单独使用，其下写各选项的值"),
        ({"by_reading": {"r": {"x": 1}, "s": {"p": 1}}}, "by_reading 应只写一个解释口径"),
        ({"by_reading": {}}, "by_reading 应只写一个解释口径"),
        ({"by_reading": {"t": {"x": 1}}}, "by_reading 用了未声明的解释口径「t」"),
        ({"by_reading": {"r": {"y": 1}}}, "解释口径「r」缺少选项「x」"),
        ({"by_reading": {"r": 5}}, "解释口径「r」缺少选项「x」"),
    ],
)
def test_a_choice_that_gives_no_value_is_refused(tree: object, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        resolve({"a": [tree]}, "market", {"r": "x", "s": "p"})
    assert refused.value.say() == said
