"""Statutory working days come from the published calendar and never from a guess."""

from datetime import date

import pytest

from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import CalendarNotPublished, is_working_day, working_days


@pytest.mark.parametrize(
    "day", [date(2024, 2, 4), date(2024, 2, 18), date(2024, 4, 28), date(2024, 9, 29), date(2024, 10, 12)]
)
def test_a_swapped_weekend_day_is_a_working_day(day: date) -> None:
    assert day.weekday() >= 5
    assert is_working_day(day)


@pytest.mark.parametrize("day", [date(2024, 2, 12), date(2024, 2, 16), date(2024, 5, 1), date(2024, 10, 4)])
def test_a_holiday_on_a_weekday_is_not_a_working_day(day: date) -> None:
    assert day.weekday() < 5
    assert not is_working_day(day)


def test_the_fortnight_around_spring_festival_of_2024() -> None:
    days = working_days(Period(date(2024, 2, 3), date(2024, 2, 18)))
    assert days == [date(2024, 2, day) for day in (4, 5, 6, 7, 8, 9, 18)]


def test_a_plain_week_has_five_working_days() -> None:
    assert working_days(Period(date(2024, 3, 4), date(2024, 3, 10))) == [date(2024, 3, day) for day in range(4, 9)]


@pytest.mark.parametrize("year", [2027, 2099])
def test_a_year_not_yet_published_is_refused(year: int) -> None:
    with pytest.raises(CalendarNotPublished) as refused:
        is_working_day(date(year, 1, 4))
    assert refused.value.year == year
    assert refused.value.say() == f"{year}年的节假日安排尚未公布，无法确定法定工作日"


def test_a_period_that_reaches_an_unpublished_year_is_refused() -> None:
    with pytest.raises(CalendarNotPublished, match="2027年的节假日安排尚未公布"):
        working_days(Period(date(2026, 12, 30), date(2027, 1, 3)))
