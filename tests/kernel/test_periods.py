"""Periods end on inclusive days; weeks, months and looking back follow the calendar."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period, add_months, whole_months

DAYS = st.dates(date(2003, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("2024H1", date(2024, 1, 1), date(2024, 6, 30)),
        ("2024-H2", date(2024, 7, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("2024-12", date(2024, 12, 1), date(2024, 12, 31)),
        ("2024-11-01..2025-10-31", date(2024, 11, 1), date(2025, 10, 31)),
        ("2024-05-06..2024-05-06", date(2024, 5, 6), date(2024, 5, 6)),
    ],
)
def test_every_writing_of_a_period_is_read(text: str, start: date, end: date) -> None:
    assert Period.parse(text) == Period(start, end)


@pytest.mark.parametrize(
    "text",
    [
        *("", "24", "2024H3", "2024H0", "2024h1", "2024Q1", "2024-13", "2024-00", "2024-1", "2024/01", "2024\n"),
        *(
            "２０２４",
            "2026-02-29..2026-03-01",
            "2024-01-01..2024-02-30",
            "2024-01-01",
            "2024..2025",
            "0000",
        ),
    ],
)
def test_writings_and_dates_that_do_not_exist_are_refused(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        Period.parse(text)
    assert refused.value.say() == f"看不懂期间「{text}」，请写成 2024、2024H1、2024-03 或 2024-01-01..2024-12-31"


@pytest.mark.parametrize(
    "text", ["9999", "1999", "2101", "2100-12-31..2101-01-01", "9999-12", "9999-12-01..9999-12-31"]
)
def test_years_out_of_range_are_refused(text: str) -> None:
    with pytest.raises(Refusal, match="超出 2000 至 2100 年"):
        Period.parse(text)


def test_a_period_that_ends_before_it_starts_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        Period.parse("2024-12-31..2024-01-01")
    assert refused.value.say() == "期间的结束日 2024-01-01 早于开始日 2024-12-31"


def test_both_ends_belong_to_the_period() -> None:
    period = Period.parse("2024-03")
    assert date(2024, 3, 1) in period
    assert date(2024, 3, 31) in period
    assert date(2024, 2, 29) not in period
    assert date(2024, 4, 1) not in period
    assert len(list(period.days())) == 31


def test_a_period_reads_back_what_it_writes() -> None:
    assert str(Period.parse("2024H1")) == "2024-01-01..2024-06-30"
    assert Period.parse(str(Period.parse("2024H1"))) == Period.parse("2024H1")


def test_months_are_cut_to_the_period() -> None:
    assert [str(month) for month in Period(date(2023, 12, 15), date(2024, 2, 10)).months()] == [
        "2023-12-15..2023-12-31",
        "2024-01-01..2024-01-31",
        "2024-02-01..2024-02-10",
    ]


@pytest.mark.parametrize(
    ("text", "first", "last", "count"),
    [
        ("2024", "2024-01-01..2024-01-07", "2024-12-23..2024-12-29", 52),
        ("2025", "2025-01-06..2025-01-12", "2025-12-22..2025-12-28", 51),
        ("2023", "2023-01-02..2023-01-08", "2023-12-25..2023-12-31", 52),
        ("2024-12", "2024-12-02..2024-12-08", "2024-12-23..2024-12-29", 4),
    ],
)
def test_only_weeks_wholly_inside_count(text: str, first: str, last: str, count: int) -> None:
    weeks = Period.parse(text).full_iso_weeks()
    assert (str(weeks[0]), str(weeks[-1]), len(weeks)) == (first, last, count)


def test_six_days_hold_no_full_week() -> None:
    assert Period(date(2024, 1, 1), date(2024, 1, 6)).full_iso_weeks() == ()
    assert len(Period(date(2024, 1, 1), date(2024, 1, 7)).full_iso_weeks()) == 1


@given(DAYS, st.integers(0, 400))
def test_full_weeks_are_adjacent_and_miss_less_than_a_week_at_each_end(start: date, length: int) -> None:
    period = Period(start, min(start + timedelta(days=length), date(2100, 12, 31)))
    weeks = period.full_iso_weeks()
    for week in weeks:
        assert (week.start.weekday(), (week.end - week.start).days) == (0, 6)
        assert week.start in period
        assert week.end in period
    if weeks:
        assert (weeks[0].start - period.start).days < 7
        assert (period.end - weeks[-1].end).days < 7
        assert len(weeks) * 7 == (weeks[-1].end - weeks[0].start).days + 1


@pytest.mark.parametrize(
    ("end", "start"),
    [
        (date(2024, 2, 29), date(2022, 3, 1)),
        (date(2024, 2, 28), date(2022, 2, 28)),
        (date(2025, 2, 28), date(2023, 3, 1)),
        (date(2024, 12, 31), date(2023, 1, 1)),
        (date(2024, 10, 31), date(2022, 11, 1)),
    ],
)
def test_two_years_back_end_with_the_period(end: date, start: date) -> None:
    assert Period(date(2024, 1, 1), end).looking_back(24) == Period(start, end)


def test_parts_up_to_the_end_of_the_period() -> None:
    period = Period(date(2023, 9, 1), date(2024, 8, 15))
    assert str(period.last_month()) == "2024-08-01..2024-08-15"
    assert str(period.half_year_to_date()) == "2024-07-01..2024-08-15"
    assert str(period.year_to_date()) == "2024-01-01..2024-08-15"
    assert str(Period.parse("2024H1").half_year_to_date()) == "2024-01-01..2024-06-30"


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2024, 1, 31), 1, date(2024, 2, 29)),
        (date(2023, 1, 31), 1, date(2023, 2, 28)),
        (date(2024, 2, 29), 12, date(2025, 2, 28)),
        (date(2024, 3, 31), -1, date(2024, 2, 29)),
        (date(2024, 1, 15), -1, date(2023, 12, 15)),
        (date(2024, 12, 15), 1, date(2025, 1, 15)),
        (date(2024, 5, 6), 0, date(2024, 5, 6)),
    ],
)
def test_months_later_is_the_same_day_or_the_last_of_the_month(day: date, months: int, later: date) -> None:
    assert add_months(day, months) == later


@pytest.mark.parametrize(
    ("start", "end", "months"),
    [
        (date(2024, 4, 15), date(2024, 10, 15), 6),
        (date(2024, 4, 15), date(2024, 10, 14), 5),
        (date(2024, 8, 31), date(2025, 2, 28), 6),
        (date(2024, 8, 31), date(2025, 2, 27), 5),
        (date(2024, 5, 6), date(2024, 5, 6), 0),
        (date(2023, 12, 31), date(2024, 12, 31), 12),
    ],
)
def test_six_months_are_full_on_the_same_day_of_the_sixth_month(start: date, end: date, months: int) -> None:
    assert whole_months(start, end) == months


@given(DAYS, st.integers(0, 1200))
def test_whole_months_elapsed_are_the_most_that_fit(start: date, days: int) -> None:
    end = start + timedelta(days=days)
    months = whole_months(start, end)
    assert add_months(start, months) <= end < add_months(start, months + 1)
