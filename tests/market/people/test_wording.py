import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.market.people.wording import one_line, person_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("张 三", "张三"),
        ("  张\u3000三\n", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("𠮷田", "𠮷田"),
        ("㛃䶮", "㛃䶮"),
        ("买买提．艾力", "买买提·艾力"),
        ("买买提•艾力", "买买提·艾力"),
        ("Ａnna  Smith", "Anna Smith"),
        ("O'Neil-José", "O'Neil-José"),
    ],
)
def test_a_name_is_cleaned(typed: str, name: str) -> None:
    assert person_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        " ",
        "\u200b",
        "张",
        "张3",
        "张😀",
        "张\x00三",
        "张\ud800三",
        "张\n三",
        "张=三",
        "<张三>",
        "张" * 51,
        "··",
        "张\ue000",
    ],
)
def test_what_is_no_name_is_refused(typed: str) -> None:
    with pytest.raises(Refusal) as refused:
        person_name(typed)
    assert refused.value.field == "name"


def test_full_width_digits_become_plain_and_chinese_punctuation_stays() -> None:
    assert one_line("１２号楼（东），Ａ座", label="住址", longest=40, field="address") == "12号楼（东），A座"


@given(st.text(max_size=80))
def test_any_text_is_one_line_or_a_refusal_and_cleaning_it_again_changes_nothing(text: str) -> None:
    try:
        plain = one_line(text, label="住址", longest=60, field="address")
    except Refusal:
        return
    assert one_line(plain, label="住址", longest=60, field="address") == plain
    assert len(plain) <= 60
    plain.encode()


@given(st.text(max_size=60))
def test_any_name_is_clean_or_refused_and_stays_so(text: str) -> None:
    try:
        name = person_name(text)
    except Refusal:
        return
    assert person_name(name) == name
