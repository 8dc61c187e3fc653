"""The diary of the city: order, weekends, and nothing after now."""

from datetime import date, datetime

from tests.demo.conftest import unheard
from yizhan.demo.diary import Diary
from yizhan.kernel.clock import SHANGHAI

# A Monday.
NOW = datetime(2026, 11, 23, 9, 30, tzinfo=SHANGHAI)


def test_deeds_are_done_in_the_order_of_their_moments_and_then_of_their_entry() -> None:
    diary, done = Diary(NOW), []
    diary.enter(diary.moment(2), lambda at: done.append(("second", at.day)))
    diary.enter(diary.moment(5), lambda at: done.append(("first", at.day)))
    diary.enter(diary.moment(2), lambda at: done.append(("third", at.day)))
    diary.carry_out(unheard)
    assert done == [("first", 18), ("second", 21), ("third", 21)]


def test_a_deed_may_enter_a_later_one_and_moments_never_run_backwards() -> None:
    diary, done = Diary(NOW), []

    def first(at: datetime) -> None:
        diary.enter(diary.moment(9), lambda at: done.append(at))
        diary.enter(diary.moment(1), lambda at: done.append(at))

    diary.enter(diary.moment(3), first)
    heard: list[tuple[int, int]] = []
    diary.carry_out(lambda *counts: heard.append(counts))
    assert [at.day for at in done] == [20, 22]
    assert heard == [(1, 3), (2, 3), (3, 3)]


def test_nothing_lies_after_now() -> None:
    diary, done = Diary(NOW), []
    assert diary.moment(0, 18) == NOW
    diary.enter(datetime(2099, 1, 1, tzinfo=SHANGHAI), done.append)
    diary.carry_out(unheard)
    assert done == [NOW]


def test_a_weekend_becomes_the_friday_before() -> None:
    diary = Diary(NOW)
    assert [diary.day(diary.office_day(days_ago)) for days_ago in (0, 1, 2, 3)] == [
        date(2026, 11, 23),
        date(2026, 11, 20),
        date(2026, 11, 20),
        date(2026, 11, 20),
    ]
