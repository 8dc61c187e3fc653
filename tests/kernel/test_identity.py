"""Identity numbers are checked without refusing real people, and no message repeats one."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.kernel.identity import masked, person_key, resident_number

TODAY = date(2025, 6, 30)


def numbered(region: str, born: str, order: str) -> str:
    """A valid number: the check character by ISO 7064 MOD 11-2, computed here digit by digit."""
    remainder = 0
    for digit in region + born + order:
        remainder = (remainder + int(digit)) * 2 % 11
    check = (12 - remainder) % 11
    return region + born + order + ("X" if check == 10 else str(check))


def ending_in_x() -> str:
    return next(n for n in (numbered("460105", "19900101", f"{i:03d}") for i in range(1000)) if n.endswith("X"))


@given(
    st.integers(100000, 999999),
    st.dates(date(1900, 1, 1), TODAY),
    st.integers(0, 999),
)
def test_every_well_formed_number_is_accepted_as_it_stands(region: int, born: date, order: int) -> None:
    number = numbered(str(region), born.strftime("%Y%m%d"), f"{order:03d}")
    assert resident_number(number, today=TODAY) == number


def test_a_number_known_from_the_standard_is_accepted() -> None:
    assert numbered("110105", "19491231", "002") == "11010519491231002X"
    assert resident_number("11010519491231002X", today=TODAY) == "11010519491231002X"


@pytest.mark.parametrize("region", ["810000", "820000", "830000", "911352", "500112", "330113", "999999"])
def test_residence_permits_green_cards_and_new_districts_are_people(region: str) -> None:
    number = numbered(region, "19851017", "123")
    assert resident_number(number, today=TODAY) == number


def test_writings_of_the_same_number_become_one() -> None:
    number = ending_in_x()
    wide = number.translate(str.maketrans("0123456789X", "０１２３４５６７８９Ｘ"))
    for written in (number.lower(), f" {number} ", f"\u3000{number}\t", wide, wide.replace("Ｘ", "ｘ")):
        assert resident_number(written, today=TODAY) == number


def _refused(number: str) -> str:
    with pytest.raises(Refusal) as refused:
        resident_number(number, today=TODAY)
    for said in (refused.value.say(), refused.value.say("en"), str(refused.value), repr(refused.value)):
        assert len(number) < 6 or number not in said
        assert len(number) < 14 or number[6:14] not in said
    return refused.value.say()


def test_an_old_number_of_fifteen_digits_is_named_as_such() -> None:
    assert _refused("460105900101123") == "身份证号码为15位旧号，请填写18位号码"


@pytest.mark.parametrize(
    "number",
    [
        *("", "1", "46010519900101123", "4601051990010112345", "46010519900101A123", "X60105199001011234"),
        *(
            "060105199001011234",
            "1.10105E+17",
            "110105194912310\n02X",
            "11010519491231002X\n",
            "𠮷" * 18,
            "1101-5194912310",
        ),
        *("11010519491231002\x00", "١" * 18),
    ],
)
def test_anything_that_is_not_eighteen_digits_is_refused(number: str) -> None:
    assert _refused(number) == "身份证号码应为18位数字（末位可为X）"


@pytest.mark.parametrize("wrong", "0123456789X")
def test_only_one_check_character_is_right(wrong: str) -> None:
    right = numbered("460105", "19900101", "123")
    number = right[:17] + wrong
    if number == right:
        assert resident_number(number, today=TODAY) == right
    else:
        assert _refused(number) == "身份证号码校验位不符，请对照证件核对"


@pytest.mark.parametrize("born", ["19900230", "20260229", "19901301", "19900100", "00000101", "19000229"])
def test_a_birth_date_that_does_not_exist_is_refused(born: str) -> None:
    assert _refused(numbered("460105", born, "123")) == "身份证号码中的出生日期不存在"


@pytest.mark.parametrize(
    "born", ["18991231", "99991231", (TODAY + timedelta(days=1)).strftime("%Y%m%d"), "20250701", "10000101"]
)
def test_a_birth_date_before_1900_or_after_today_is_refused(born: str) -> None:
    assert _refused(numbered("460105", born, "123")) == "身份证号码中的出生日期不合理"


def test_somebody_born_today_is_accepted() -> None:
    number = numbered("460105", TODAY.strftime("%Y%m%d"), "001")
    assert resident_number(number, today=TODAY) == number


def test_keyed_digests_differ_by_key_and_by_person() -> None:
    one, other = numbered("460105", "19900101", "123"), numbered("460105", "19900101", "124")
    assert person_key(one, b"k1") == person_key(one, b"k1")
    assert len({person_key(one, b"k1"), person_key(one, b"k2"), person_key(other, b"k1")}) == 3
    assert len(person_key(one, b"k1")) == 32
    assert one not in person_key(one, b"k1")


def test_a_digest_without_a_key_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        person_key(numbered("460105", "19900101", "123"), b"")
    assert refused.value.say() == "缺少脱敏密钥"


def test_a_masked_number_shows_three_and_two_characters() -> None:
    assert masked("11010519491231002X") == "110*************2X"
    assert masked("1234567") == "*******"
    assert masked("") == ""
