from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.market.people.factories import TODAY, a_number
from yizhan.kernel.errors import Refusal
from yizhan.market.people.card_line import parse
from yizhan.market.people.states import Sex

NUMBER = a_number(date(1990, 3, 7), serial=123)


def _line(separator: str = "|", **parts: str) -> str:
    said = {
        "name": "张三",
        "sex": "男",
        "nation": "汉",
        "born": "19900307",
        "address": "福建省泉州市丰泽区东海街道1号",
        "number": NUMBER,
        "office": "泉州市公安局丰泽分局",
        "valid": "2020.01.01-长期",
    } | parts
    return separator.join(said.values())


@pytest.mark.parametrize("separator", ["|", "｜", "\t", ",", "，"])
def test_a_line_gives_number_name_and_address(separator: str) -> None:
    found = parse(_line(separator) + "\r\n", today=TODAY)
    assert (found.document.number, found.name, found.address) == (NUMBER, "张三", "福建省泉州市丰泽区东海街道1号")
    assert (found.document.birth_date, found.document.sex) == (date(1990, 3, 7), Sex.MALE)


@pytest.mark.parametrize("born", ["1990-03-07", "1990年3月7日", "1990.3.7", "1990/03/07"])
def test_the_birth_date_may_be_written_in_several_ways(born: str) -> None:
    assert parse(_line(born=born), today=TODAY).name == "张三"


def test_an_address_may_hold_the_separator() -> None:
    assert parse(_line(",", address="丰泽区,东海街道,1号"), today=TODAY).address == "丰泽区，东海街道，1号"


def test_a_number_alone_is_enough() -> None:
    found = parse(f" {NUMBER}\n", today=TODAY)
    assert (found.document.number, found.name, found.address) == (NUMBER, "", "")


@pytest.mark.parametrize(
    "line",
    [
        "",
        "|" * 7,
        _line(sex="女"),
        _line(born="19900308"),
        _line(born="不详"),
        _line(name="张3"),
        _line(number=NUMBER[:-1]),
        _line(number="350503700101123"),
        _line() + "\n" + _line(),
        _line(address="长" * 500),
        _line(name="张\x00三"),
        _line(address="\ud800"),
        "张三|男|汉",
    ],
)
def test_half_mixed_and_broken_lines_are_refused_without_the_number(line: str) -> None:
    with pytest.raises(Refusal) as refused:
        parse(line, today=TODAY)
    assert NUMBER not in refused.value.text.zh


@given(st.lists(st.text(max_size=30) | st.just(NUMBER) | st.sampled_from(["男", "19900307", "张三"]), max_size=10))
def test_any_line_is_read_or_refused(parts: list[str]) -> None:
    try:
        found = parse("|".join(parts), today=TODAY)
    except Refusal:
        return
    assert found.document.number in "|".join(parts).upper() or any(part.strip() for part in parts)
