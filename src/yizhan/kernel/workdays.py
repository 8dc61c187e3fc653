"""The statutory working-day calendar. A year that the State Council has not published is a refusal, never a guess."""

from collections.abc import Sequence
from datetime import date

import chinese_calendar

from yizhan.kernel.errors import Refusal
from yizhan.kernel.periods import Period


class CalendarNotPublished(Refusal):
    """The State Council's holiday notice for this year is not in the calendar."""

    def __init__(self, year: int) -> None:
        super().__init__(
            f"{year}年的节假日安排尚未公布，无法确定法定工作日",
            f"the statutory calendar of {year} is not published",
        )
        self.year = year


def is_working_day(day: date) -> bool:
    """Whether `day` is a statutory working day (a swapped weekend workday is one). Raises CalendarNotPublished."""
    try:
        return bool(chinese_calendar.is_workday(day))
    except NotImplementedError as error:
        raise CalendarNotPublished(day.year) from error


def working_days(period: Period) -> Sequence[date]:
    """The statutory working days of the period, in order. Raises CalendarNotPublished."""
    return [day for day in period.days() if is_working_day(day)]
