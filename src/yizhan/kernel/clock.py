"""The clock of the product: calendar dates are those of Asia/Shanghai, which has no summer time."""

from datetime import date, datetime, timedelta, timezone

SHANGHAI = timezone(timedelta(hours=8), "Asia/Shanghai")


def today() -> date:
    """The date in China now."""
    return datetime.now(tz=SHANGHAI).date()
