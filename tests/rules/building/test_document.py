"""A scheme file is plain data with exact numbers; everything else that YAML offers is refused."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.kernel.exact import exact
from yizhan.rules.building.document import LARGEST_TEXT, read_document
from yizhan.rules.building.fields import Fields


def read(text: str) -> object:
    return read_document(f"a: {text}\n", "f.yaml")["a"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        *(("12", 12), ("-3", -3), ("+4", 4), ("0", 0), ("0.1", Fraction(1, 10)), ("1.50", Fraction(3, 2))),
        *(("true", True), ("false", False), ("null", None), ("~", None), ("", None), ("2024-05-06", date(2024, 5, 6))),
        *(('"12"', "12"), ('"3/2"', "3/2"), ("3/2", "3/2"), ("yes", "yes"), ("True", "True"), ("年", "年")),
        *(("[1, 0.5]", [1, Fraction(1, 2)]), ("{b: {c: 1}}", {"b": {"c": 1}}), ("12:30", "12:30")),
    ],
)
def test_plain_values_are_read_exactly(text: str, value: object) -> None:
    found = read(text)
    assert found == value
    assert type(found) is type(value)


@given(st.integers(-(10**9), 10**9), st.integers(0, 8))
def test_a_decimal_is_the_rational_that_it_writes(number: int, places: int) -> None:
    digits = f"{abs(number):0{places + 1}d}"
    text = f"{'-' if number < 0 else ''}{digits[: len(digits) - places]}" + (f".{digits[-places:]}" if places else "")
    assert read(text) == Fraction(number, 10**places)


@pytest.mark.parametrize("text", ["1e3", "1E3", "1_000", "0x10", "0o17", "1.", "1.2.3", "1-2", "1" * 31])
def test_numbers_that_are_not_plain_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.say() == f"f.yaml：「{text}」不是精确数值，请写成普通数字，如 12 或 0.5"


@pytest.mark.parametrize("text", [".5", "NaN", ".nan", ".inf", "１２", "0xff", "true", "[1]", "-1"])
def test_what_only_looks_like_a_number_is_refused_where_a_number_is_needed(text: str) -> None:
    fields = Fields(read_document(f"a: {text}\n", "f.yaml"), "此处")
    with pytest.raises(Refusal, match="^此处：「a」"):
        fields.number("a")


@pytest.mark.parametrize("text", ["2026-02-29", "2024-13-01", "2024-5-6", "9999-99-99"])
def test_dates_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.say() == f"f.yaml：「{text}」不是日期，请写成 2024-05-06"


@pytest.mark.parametrize("text", ["a: 1\nb: 2\na: 3\n", "b: {x: 1}\na: 1\na: 1\n"])
def test_a_key_that_occurs_twice_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(text, "f.yaml")
    assert refused.value.say() == "f.yaml：第3行：键「a」重复"
    assert refused.value.say("en") == "f.yaml: line 3: duplicate key 'a'"


@pytest.mark.parametrize("text", ["a: &x 1\nb: *x\n", "a: &x [*x]\n", "a: &x 1\n", "a: &x {b: 1}\nc: {<<: *x}\n"])
def test_aliases_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(text, "f.yaml")
    assert refused.value.say() == "f.yaml：文件中不能使用 YAML 别名（*、&）"


def test_an_alias_bomb_is_refused_before_it_grows() -> None:
    lines = ["a0: &a0 [x, x]"] + [f"a{n}: &a{n} [*a{n - 1}, *a{n - 1}, *a{n - 1}, *a{n - 1}]" for n in range(1, 40)]
    with pytest.raises(Refusal, match="别名"):
        read_document("\n".join(lines), "f.yaml")


@pytest.mark.parametrize(
    "text",
    ["!!float .nan", "!!binary aGk=", "!!set {x}", "!!bool maybe", "!!map foo", "!!python/object:os.system x", "!x y"],
)
def test_tags_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(text)
    assert refused.value.say() == "f.yaml：文件中不能使用 YAML 标签（!）"


@pytest.mark.parametrize("depth", [41, 5_000, 200_000])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a: ", "}")])
def test_a_depth_bomb_is_refused(depth: int, opening: str, closing: str) -> None:
    with pytest.raises(Refusal) as refused:
        read(opening * depth + closing * depth)
    assert refused.value.say() == "f.yaml：文件嵌套过深"


def test_forty_levels_are_read() -> None:
    assert read("[" * 39 + "7" + "]" * 39) is not None


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: 1\x00", "f.yaml：含有空字符"),
        ("a: b" + " " * LARGEST_TEXT, "f.yaml：文件过大"),
        ("a: \ud800", "f.yaml：不是有效的 YAML"),
        ("a: [1", "f.yaml：第2行不是有效的 YAML"),
        ("a: 1\n---\nb: 2", "f.yaml：第2行不是有效的 YAML"),
        ("a: \x01", "f.yaml：不是有效的 YAML"),
        ("", "f.yaml：文件应是“键: 值”的结构"),
        ("- a", "f.yaml：文件应是“键: 值”的结构"),
        ("[]", "f.yaml：文件应是“键: 值”的结构"),
        ("? [a]\n: b", "f.yaml：键必须是文字"),
    ],
)
def test_anything_but_one_mapping_is_refused_with_the_reason(text: str, said: str) -> None:
    with pytest.raises(Refusal) as refused:
        read_document(text, "f.yaml")
    assert refused.value.say() == said


def outcome(text: str) -> str:
    try:
        return type(read_document(text, "f.yaml")).__name__
    except Refusal as refusal:
        return refusal.say()[:7]


@given(st.text(max_size=60))
def test_no_text_causes_anything_but_a_refusal(text: str) -> None:
    assert outcome(text) in ("dict", "f.yaml：")


def test_numbers_written_differently_are_equal() -> None:
    assert read("1.0") == read("1") == exact("1")
