"""The present, as the pages need it."""

from datetime import date, datetime

from django.utils import timezone

from yizhan.kernel.clock import SHANGHAI


def now_and_today() -> tuple[datetime, date]:
    """This moment, and its date in China."""
    now = timezone.now()
    return now, now.astimezone(SHANGHAI).date()
