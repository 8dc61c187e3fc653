"""By when a request is answered. The law says only "in time" (及时); the days are a promise that the site may set."""

from datetime import date, datetime, timedelta

from django.conf import settings

from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.workdays import CalendarNotPublished, is_working_day

# 待核实：the law names no number of days. GB/T 35273-2020 8.7 has 30 days; 15 working days lie within that.
USUAL_WORKING_DAYS = 15
BASIS_ZH = "个人信息保护法第四十五条、第五十条（及时）；GB/T 35273-2020 第8.7条（30天内）；具体天数待核实"


def promised_days() -> int:
    """How many working days the site promises: the setting YIZHAN_RIGHTS_WORKING_DAYS, or 15."""
    days: int = getattr(settings, "YIZHAN_RIGHTS_WORKING_DAYS", USUAL_WORKING_DAYS)
    return days


def due_on(handed_in_at: datetime, days: int) -> date | None:
    """The last working day of the promise, the day of handing in not counted. None while the calendar is not published."""
    day, left = handed_in_at.astimezone(SHANGHAI).date(), days
    try:
        while left:
            day += timedelta(days=1)
            left -= is_working_day(day)
    except CalendarNotPublished:
        return None
    return day
