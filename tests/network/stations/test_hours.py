"""Opening hours as typed, and on days that depart from the week."""

from datetime import date

import pytest

from yizhan.kernel.errors import Refusal
from yizhan.network.calendars.states import DayKind
from yizhan.network.stations.hours import Span, hours_on, said, spans, without
from yizhan.network.stations.states import HolidayRule, Weekday

MORNING, AFTERNOON = Span(510, 720), Span(870, 1050)
WEEK = dict.fromkeys(tuple(Weekday)[:5], (MORNING, AFTERNOON))
SUNDAY = date(2026, 9, 20)


@pytest.mark.parametrize(
    "text",
    [
        "08:30-12:00,14:30-17:30",
        " 14:30 - 17:30 ， 8:30－12:00 ",
        "０８：３０至１２：００；14:30到17:30",
        "08:30—12:00、14:30～17:30",
    ],
)
def test_hours_are_read_however_they_are_typed(text: str) -> None:
    assert spans(text) == (MORNING, AFTERNOON)


@pytest.mark.parametrize("text", ["", " ", "休息", "不开放"])
def test_nothing_is_closed(text: str) -> None:
    assert spans(text) == ()


def test_the_end_of_the_day_is_24() -> None:
    assert spans("00:00-24:00") == (Span(0, 1440),)


@pytest.mark.parametrize(
    "text",
    [
        "22:00-02:00",
        "12:00-12:00",
        "17:30-08:30",
        "08:30-12:00,11:00-13:00",
        "08:30-12:00,08:30-12:00",
        "25:00-26:00",
        "08:60-09:00",
        "08:30-24:01",
        "24:00-24:00",
        "8点半到12点",
        "08:30",
        "08:30-12:00\n\u0000",
        "-08:30-12:00",
        "08:30-12:00,,14:00-15:00",
        "𠮷",
        "1:00-2:00,3:00-4:00,5:00-6:00,7:00-8:00,9:00-10:00,11:00-12:00,13:00-14:00",
    ],
)
def test_bad_hours_are_refused_at_their_field(text: str) -> None:
    with pytest.raises(Refusal) as refused:
        spans(text, field="day_0")
    assert refused.value.field == "day_0"


def test_what_crosses_midnight_is_told_to_be_split() -> None:
    with pytest.raises(Refusal, match="跨过零点的请分写在两天"):
        spans("22:00-02:00")


def test_touching_spans_do_not_overlap() -> None:
    assert spans("08:00-12:00,12:00-18:00") == (Span(480, 720), Span(720, 1080))


def test_a_holiday_closes_a_station_that_keeps_it() -> None:
    day = date(2026, 10, 1)
    assert hours_on(day, week=WEEK, rule=HolidayRule.STATUTORY, departure=DayKind.HOLIDAY) == ()
    assert hours_on(day, week=WEEK, rule=HolidayRule.ALWAYS, departure=DayKind.HOLIDAY) == (MORNING, AFTERNOON)


def test_a_worked_sunday_has_mondays_hours_unless_it_has_its_own() -> None:
    rule = HolidayRule.STATUTORY
    assert hours_on(SUNDAY, week=WEEK, rule=rule, departure=DayKind.WORKING) == (MORNING, AFTERNOON)
    assert hours_on(SUNDAY, week={Weekday.SUNDAY: (MORNING,), **WEEK}, rule=rule, departure=DayKind.WORKING) == (
        MORNING,
    )
    assert hours_on(SUNDAY, week=WEEK, rule=rule, departure=None) == ()


def test_an_announced_day_is_closed() -> None:
    assert hours_on(date(2026, 11, 20), week=WEEK, rule=HolidayRule.ALWAYS, departure=None, closed=True) == ()


def test_what_is_left_uncovered() -> None:
    assert without([MORNING, AFTERNOON], [Span(540, 600), Span(580, 870)]) == (Span(510, 540), AFTERNOON)
    assert without([MORNING], [MORNING]) == ()
    assert without([MORNING], []) == (MORNING,)
    assert without([MORNING], [Span(0, 511)]) == (Span(511, 720),)


def test_hours_are_said_as_they_are_typed() -> None:
    assert said((MORNING, AFTERNOON)) == "08:30-12:00，14:30-17:30"
    assert said(()) == "休息"
