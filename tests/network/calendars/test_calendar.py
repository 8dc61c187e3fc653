"""The statutory calendar as a table."""

from datetime import date

import pytest

from tests.floor.accounts.factories import NOW, a_city, a_member
from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.kernel import workdays
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.calendars import queries
from yizhan.network.calendars.actions import load_known_years, publish_year, set_day
from yizhan.network.calendars.days import Special
from yizhan.network.calendars.states import DayKind, YearState
from yizhan.network.calendars.typed import special_days

pytestmark = pytest.mark.django_db
SOURCE = "国务院办公厅关于2027年部分节假日安排的通知（样例）"
HOLIDAYS = [Special(date(2027, 1, day), DayKind.HOLIDAY, "元旦") for day in (1, 2, 3)] + [
    Special(date(2027, 10, day), DayKind.HOLIDAY, "国庆节") for day in range(1, 12)
]


def officer() -> Actor:
    return a_member(Role.CITY_OFFICER, a_city().city)


def test_the_table_says_what_the_kernel_says_for_every_known_day() -> None:
    period = Period(date(2004, 1, 1), date(2026, 12, 31))
    assert list(queries.working_days(period)) == list(workdays.working_days(period))


def test_working_days_of_swapped_weeks() -> None:
    spring = Period(date(2026, 2, 14), date(2026, 3, 1))
    assert [day.isoformat() for day in queries.working_days(spring)] == [
        "2026-02-14",
        "2026-02-24",
        "2026-02-25",
        "2026-02-26",
        "2026-02-27",
        "2026-02-28",
    ]
    assert queries.is_working_day(date(2026, 10, 10)) is True
    assert queries.is_working_day(date(2026, 10, 1)) is False
    assert queries.is_working_day(date(2026, 9, 20)) is True


def test_a_year_that_is_not_published_is_a_state_and_never_a_guess() -> None:
    assert queries.state_of(2026) is YearState.PUBLISHED
    assert queries.state_of(2027) is YearState.NOT_PUBLISHED
    assert queries.state_of(2031) is YearState.NOT_PUBLISHED
    with pytest.raises(CalendarNotPublished, match="2027年的节假日安排尚未公布"):
        queries.is_working_day(date(2027, 1, 4))
    with pytest.raises(CalendarNotPublished):
        queries.working_days(Period(date(2026, 12, 31), date(2027, 1, 1)))


def test_a_whole_year_takes_two_queries(django_assert_num_queries: object) -> None:
    with django_assert_num_queries(2):  # type: ignore[operator]
        assert len(queries.working_days(Period(date(2026, 1, 1), date(2026, 12, 31)))) == 248


def test_the_city_publishes_a_year_whole_with_its_source() -> None:
    publish_year(actor=officer(), year=2027, days=HOLIDAYS, source=SOURCE, now=NOW)
    assert queries.state_of(2027) is YearState.PUBLISHED
    assert queries.is_working_day(date(2027, 1, 1)) is False
    assert queries.is_working_day(date(2027, 1, 4)) is True
    assert list(Entry.objects.values_list("verb", "object_id")) == [("calendars.year.published", "2027")]


@pytest.mark.parametrize(
    ("year", "days", "source"),
    [
        (2026, HOLIDAYS, SOURCE),
        (2028, HOLIDAYS, SOURCE),
        (2027, HOLIDAYS[:5], SOURCE),
        (2027, [*HOLIDAYS, HOLIDAYS[0]], SOURCE),
        (2027, HOLIDAYS, " "),
        (2027, HOLIDAYS, "通" * 201),
        (1999, [], SOURCE),
    ],
)
def test_a_year_that_cannot_be_right_is_refused(year: int, days: list[Special], source: str) -> None:
    with pytest.raises(Refusal):
        publish_year(actor=officer(), year=year, days=days, source=source, now=NOW)
    assert queries.state_of(2027) is YearState.NOT_PUBLISHED


@pytest.mark.parametrize("role", [Role.COUNTY_OFFICER, Role.STATION_HEAD, Role.AUDITOR])
def test_nobody_else_keeps_the_calendar(role: Role) -> None:
    with pytest.raises(Refusal):
        publish_year(actor=a_member(role), year=2027, days=HOLIDAYS, source=SOURCE, now=NOW)


def test_a_day_is_corrected_and_the_year_marked() -> None:
    actor = a_member(Role.ADMINISTRATOR)
    day = date(2026, 11, 21)
    set_day(
        actor=actor, day=day, kind=DayKind.WORKING, name="补班", source="某某通知", reason="台风停工后补班", now=NOW
    )
    assert queries.is_working_day(day) is True
    assert queries.state_of(2026) is YearState.EDITED
    set_day(actor=actor, day=day, kind=None, source="某某通知", reason="通知撤回", now=NOW)
    assert queries.is_working_day(day) is False
    assert Entry.objects.filter(verb="calendars.day.set").count() == 2


def test_a_corrections_reason_and_year_are_required() -> None:
    actor = a_member(Role.ADMINISTRATOR)
    with pytest.raises(Refusal):
        set_day(actor=actor, day=date(2026, 11, 21), kind=None, source="某某通知", reason="", now=NOW)
    with pytest.raises(Refusal, match="尚未公布"):
        set_day(actor=actor, day=date(2027, 1, 1), kind=None, source="某某通知", reason="有误", now=NOW)
    with pytest.raises(Refusal, match="不是周六或周日"):
        set_day(
            actor=actor,
            day=date(2026, 11, 20),
            kind=DayKind.WORKING,
            name="补班",
            source="某某通知",
            reason="有误",
            now=NOW,
        )


def test_loading_the_known_years_leaves_corrections_alone() -> None:
    actor = a_member(Role.ADMINISTRATOR)
    set_day(
        actor=actor,
        day=date(2026, 11, 20),
        kind=DayKind.HOLIDAY,
        name="停工",
        source="某某通知",
        reason="台风",
        now=NOW,
    )
    assert load_known_years(actor=actor, now=NOW) == []
    assert queries.is_working_day(date(2026, 11, 20)) is False


def test_a_notice_is_typed_line_by_line() -> None:
    typed = special_days("2027-01-01 放假 元旦\n\n 2027-02-06  上班　春节 ")
    assert typed == [
        Special(date(2027, 1, 1), DayKind.HOLIDAY, "元旦"),
        Special(date(2027, 2, 6), DayKind.WORKING, "春节"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2027-02-29 放假 元旦",
        "2027-01-01 元旦",
        "2027-01-01 休假 元旦",
        "x",
        "2027-01-01 放假 元\u0000旦",
        "2027-01-04 上班 元旦",
    ],
)
def test_a_line_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(Refusal):
        special_days(text)
