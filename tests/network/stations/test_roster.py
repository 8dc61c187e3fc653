"""The duty roster on the statutory calendar."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from tests.floor.accounts.factories import a_member, a_person
from tests.network.stations.factories import NOW, SINCE, a_city, a_station, a_worker_at, at, haikou, with_hours
from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.states import Role
from yizhan.floor.audit.models import Entry
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period
from yizhan.kernel.workdays import CalendarNotPublished
from yizhan.network.stations import actions, queries
from yizhan.network.stations.hours import Span
from yizhan.network.stations.models import DutyShift, StaffPost
from yizhan.network.stations.roster import Turn, instants, span_of
from yizhan.network.stations.states import HolidayRule, Weekday

pytestmark = pytest.mark.django_db
MORNING, AFTERNOON, DAY = Span(510, 720), Span(870, 1050), Span(510, 1050)


def weekly(*people: Person, span: Span = DAY) -> list[Turn]:
    return [Turn(day, person.id, span) for day in tuple(Weekday)[:5] for person in people]


def days() -> list[str]:
    return [day.isoformat() for day in DutyShift.objects.order_by("day").values_list("day", flat=True).distinct()]


def test_february_2026_has_the_swapped_weeks_of_spring_festival() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person = a_worker_at(station)
    made = actions.make_month(
        actor=SYSTEM, station=station, year=2026, month=2, pattern=weekly(person), now=at("2026-01-20")
    )
    assert days() == [
        *(f"2026-02-{day:02d}" for day in (2, 3, 4, 5, 6, 9, 10, 11, 12, 13, 14)),
        *(f"2026-02-{day:02d}" for day in (24, 25, 26, 27, 28)),
    ]
    assert (made.made, made.kept_days, made.left_out) == (16, (), ())


def test_october_2026_leaves_national_day_out_and_works_the_swapped_saturday() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person = a_worker_at(station)
    actions.make_month(actor=SYSTEM, station=station, year=2026, month=10, pattern=weekly(person), now=at("2026-09-25"))
    assert days()[:3] == ["2026-10-08", "2026-10-09", "2026-10-10"]
    assert len(days()) == 18


def test_a_station_open_on_holidays_is_staffed_then_too() -> None:
    station = with_hours(a_station(a_city().station, is_open=True), rule=HolidayRule.ALWAYS)
    person = a_worker_at(station)
    actions.make_month(actor=SYSTEM, station=station, year=2026, month=10, pattern=weekly(person), now=at("2026-09-25"))
    assert "2026-10-01" in days()
    assert "2026-10-10" not in days()


def test_a_year_that_is_not_published_is_refused_in_the_calendars_words() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person = a_worker_at(station)
    with pytest.raises(CalendarNotPublished, match="2027年的节假日安排尚未公布，无法确定法定工作日"):
        actions.make_month(actor=SYSTEM, station=station, year=2027, month=1, pattern=weekly(person), now=NOW)
    with pytest.raises(CalendarNotPublished):
        queries.month_roster(SYSTEM, station, Period.parse("2027-01"))
    assert DutyShift.objects.count() == 0


def test_making_a_month_again_leaves_what_is_there_alone() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person, other = a_worker_at(station), a_worker_at(station, "王秀英")
    actions.set_shift(actor=SYSTEM, station=station, person=other, day=date(2026, 11, 23), span=MORNING, now=NOW)
    made = actions.make_month(actor=SYSTEM, station=station, year=2026, month=11, pattern=weekly(person), now=NOW)
    assert made.kept_days == (date(2026, 11, 23),)
    assert days() == [f"2026-11-{day}" for day in (20, 23, 24, 25, 26, 27, 30)]
    again = actions.make_month(actor=SYSTEM, station=station, year=2026, month=11, pattern=weekly(person), now=NOW)
    assert again.made == 0
    with pytest.raises(Refusal, match="过去的月份"):
        actions.make_month(actor=SYSTEM, station=station, year=2026, month=10, pattern=weekly(person), now=NOW)


def test_whoever_has_no_post_or_is_elsewhere_is_left_out_and_named() -> None:
    city = a_city()
    station, sister = (with_hours(a_station(one, is_open=True)) for one in (city.station, city.sister))
    person, stranger = a_worker_at(station), a_person("外人")
    post = StaffPost.objects.get(person=person)
    actions.end_post(actor=SYSTEM, post=post, until=date(2026, 11, 27), reason="调离", now=NOW)
    begins, ends = instants(date(2026, 11, 24), MORNING)
    DutyShift.objects.create(station=sister, person=person, day=date(2026, 11, 24), begins=begins, ends=ends)
    pattern = [*weekly(person), Turn(Weekday.MONDAY, stranger.id, DAY)]
    made = actions.make_month(actor=SYSTEM, station=station, year=2026, month=11, pattern=pattern, now=NOW)
    assert made.left_out == (
        (date(2026, 11, 23), stranger.id),
        (date(2026, 11, 24), person.id),
        (date(2026, 11, 27), person.id),
        (date(2026, 11, 30), person.id),
        (date(2026, 11, 30), stranger.id),
    )
    assert made.made == 4


def test_last_week_is_copied_onto_working_days() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person = a_worker_at(station)
    now = at("2026-09-21")
    for day in range(21, 26):
        actions.set_shift(actor=SYSTEM, station=station, person=person, day=date(2026, 9, day), span=DAY, now=now)
    actions.copy_last_week(actor=SYSTEM, station=station, monday=date(2026, 9, 28), now=now)
    assert days()[5:] == ["2026-09-28", "2026-09-29", "2026-09-30"]
    with pytest.raises(Refusal, match="没有值班安排"):
        actions.copy_last_week(actor=SYSTEM, station=station, monday=date(2026, 12, 7), now=now)
    with pytest.raises(Refusal, match="请选择周一"):
        actions.copy_last_week(actor=SYSTEM, station=station, monday=date(2026, 9, 29), now=now)


def test_nobody_is_in_two_places_at_once() -> None:
    station = a_station(a_city().station)
    person = a_worker_at(station)
    actions.set_shift(actor=SYSTEM, station=station, person=person, day=NOW.date(), span=MORNING, now=NOW)
    with pytest.raises(Refusal, match="已有值班"):
        actions.set_shift(actor=SYSTEM, station=station, person=person, day=NOW.date(), span=Span(719, 800), now=NOW)
    actions.set_shift(actor=SYSTEM, station=station, person=person, day=NOW.date(), span=Span(720, 800), now=NOW)
    begins, ends = instants(NOW.date(), Span(600, 601))
    with pytest.raises(IntegrityError), transaction.atomic():
        DutyShift.objects.create(station=station, person=person, day=NOW.date(), begins=begins, ends=ends)


def test_a_past_month_is_sealed_except_with_a_reason_that_is_recorded() -> None:
    station = a_station(a_city().station)
    person = a_worker_at(station)
    given: dict[str, Any] = {"actor": SYSTEM, "station": station, "person": person, "span": MORNING, "now": NOW}
    kept = actions.set_shift(day=date(2026, 11, 1), **given)
    with pytest.raises(Refusal, match="2026年10月的值班表已封存"):
        actions.set_shift(day=date(2026, 10, 31), **given)
    shift = actions.set_shift(day=date(2026, 10, 31), reason="当天漏登", **given)
    with pytest.raises(Refusal, match="已封存"):
        actions.remove_shift(actor=SYSTEM, shift=shift, now=NOW)
    actions.remove_shift(actor=SYSTEM, shift=shift, reason="登记有误", now=NOW)
    actions.remove_shift(actor=SYSTEM, shift=kept, now=NOW)
    verbs = list(Entry.objects.filter(object_type="stations.shift").order_by("sequence").values_list("verb", "reason"))
    assert verbs == [
        ("stations.shift.set", ""),
        ("stations.shift.corrected", "当天漏登"),
        ("stations.shift.corrected", "登记有误"),
        ("stations.shift.removed", ""),
    ]


def test_the_roster_is_the_heads_and_the_operators_of_that_station() -> None:
    city = a_city()
    station = a_station(city.station)
    person = a_worker_at(station)
    given: dict[str, Any] = {"station": station, "person": person, "day": NOW.date(), "now": NOW}
    shift = actions.set_shift(actor=a_member(Role.STATION_HEAD, city.station), span=MORNING, **given)
    actions.set_shift(actor=a_member(Role.OPERATOR_STAFF, city.operator), span=AFTERNOON, **given)
    with pytest.raises(Refusal, match="只有站长"):
        actions.set_shift(actor=a_member(Role.STATION_STAFF, city.station), span=Span(0, 60), **given)
    for role, place in ((Role.STATION_HEAD, city.sister), (Role.COUNTY_OFFICER, city.county2)):
        with pytest.raises(OutOfScope):
            actions.set_shift(actor=a_member(role, place), span=Span(0, 60), **given)
        with pytest.raises(OutOfScope):
            actions.remove_shift(actor=a_member(role, place), shift=shift, now=NOW)
        assert list(queries.shifts(a_member(role, place), station, Period.parse("2026-11"))) == []
        assert list(queries.staff_posts(a_member(role, place), station, on=NOW.date())) == []


def test_posts_one_head_and_members_only() -> None:
    city = a_city()
    station = a_station(city.station)
    head = a_worker_at(station, head=True)
    with pytest.raises(Refusal, match="不是本驿站的工作人员"):
        actions.give_post(actor=SYSTEM, station=station, person=a_person(), full_time=True, since=SINCE, now=NOW)
    with pytest.raises(Refusal, match="已有站长"):
        a_worker_at(station, "第二人", head=True)
    with pytest.raises(Refusal, match="已有岗位"):
        actions.give_post(actor=SYSTEM, station=station, person=head, full_time=True, since=NOW.date(), now=NOW)
    actions.set_shift(actor=SYSTEM, station=station, person=head, day=NOW.date(), span=MORNING, now=NOW)
    with pytest.raises(Refusal, match="还有值班"):
        actions.end_post(
            actor=SYSTEM, post=StaffPost.objects.get(person=head), until=NOW.date(), reason="离职", now=NOW
        )
    later = NOW.date() + timedelta(days=1)
    actions.end_post(actor=SYSTEM, post=StaffPost.objects.get(person=head), until=later, reason="离职", now=NOW)
    assert list(queries.staff_posts(SYSTEM, station, on=later)) == []


def test_gaps_are_opening_hours_without_anybody() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    person, other = a_worker_at(station), a_worker_at(station, "王秀英")
    actions.set_shift(
        actor=SYSTEM, station=station, person=person, day=date(2026, 11, 20), span=Span(540, 720), now=NOW
    )
    actions.set_shift(
        actor=SYSTEM, station=station, person=other, day=date(2026, 11, 20), span=Span(700, 1000), now=NOW
    )
    found = queries.roster_gaps(SYSTEM, station, Period(date(2026, 11, 20), date(2026, 11, 23)))
    assert [(gap.day.day, str(gap.span)) for gap in found] == [
        (20, "08:30-09:00"),
        (20, "16:40-17:30"),
        (23, "08:30-12:00"),
        (23, "14:30-17:30"),
    ]


def test_haikou_asks_two_full_time_persons_and_a_head_on_working_days() -> None:
    station = with_hours(a_station(haikou().jinmao, is_open=True))
    head, helper = a_worker_at(station, head=True), a_worker_at(station, "王兼职", full_time=False)
    colleague = a_worker_at(station, "陈专职")
    for day, people in ((19, (head, colleague)), (20, (head, helper)), (21, (head,))):
        for person in people:
            actions.set_shift(actor=SYSTEM, station=station, person=person, day=date(2026, 11, day), span=DAY, now=NOW)
    roster = queries.month_roster(SYSTEM, station, Period(date(2026, 11, 19), date(2026, 11, 23)))
    short = {day.day.day: (day.short.on_duty, day.short.needed) for day in roster if day.short is not None}
    assert short == {20: (1, 2), 23: (0, 2)}
    assert next(day.short.clause for day in roster if day.short) == "1"


def test_quanzhou_asks_nothing_of_the_days() -> None:
    station = with_hours(a_station(a_city().station, is_open=True))
    assert all(day.short is None for day in queries.month_roster(SYSTEM, station, Period.parse("2026-11")))


def test_a_month_of_shifts_costs_no_more_than_one(django_assert_num_queries: object) -> None:
    station = with_hours(a_station(haikou().jinmao, is_open=True))
    person = a_worker_at(station, head=True)
    for day in (None, 30):
        if day is not None:
            actions.make_month(actor=SYSTEM, station=station, year=2026, month=11, pattern=weekly(person), now=NOW)
        with django_assert_num_queries(6):  # type: ignore[operator]
            roster = queries.month_roster(SYSTEM, station, Period.parse("2026-11"))
            assert {shift.person.name for one in roster for shift in one.shifts} <= {"林志强"}


def test_a_span_until_midnight_comes_back() -> None:
    for span in (DAY, Span(0, 1440), Span(1439, 1440)):
        assert span_of(*instants(date(2026, 11, 20), span)) == span
