import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.market.people.availability import SLOTS, WHOLE_WEEK, Slot, packed, spoken, unpacked


@given(st.sets(st.sampled_from(SLOTS)))
def test_a_week_is_kept_as_a_number(slots: set[Slot]) -> None:
    assert set(unpacked(packed(slots))) == slots


def test_a_week_is_said_in_words() -> None:
    assert spoken(0) == "未填"
    assert spoken(WHOLE_WEEK) == "每天都可以"
    assert spoken(packed([Slot(0, 0), Slot(0, 2), *(Slot(5, part) for part in range(4))])) == "周一上午、晚上；周六全天"


def test_what_no_week_has_is_an_error() -> None:
    for number in (-1, WHOLE_WEEK + 1):
        with pytest.raises(ValueError):
            unpacked(number)
    with pytest.raises(ValueError):
        packed([Slot(7, 0)])
