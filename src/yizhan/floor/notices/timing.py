"""When something may ring: quiet hours, and the day within which messages are counted. All in China's time."""

from datetime import datetime, time, timedelta

from yizhan.kernel.clock import SHANGHAI

QUIET_FROM = time(21, 0)
QUIET_UNTIL = time(8, 0)


def is_quiet(at: datetime) -> bool:
    """Whether nothing rings at this moment: from 21:00 on, until before 8:00."""
    clock = at.astimezone(SHANGHAI).time()
    return clock >= QUIET_FROM or clock < QUIET_UNTIL


def next_morning(at: datetime) -> datetime:
    """The first 8:00 after this moment."""
    local = at.astimezone(SHANGHAI)
    morning = local.replace(hour=QUIET_UNTIL.hour, minute=QUIET_UNTIL.minute, second=0, microsecond=0)
    return morning if morning > local else morning + timedelta(days=1)


def start_of_day(at: datetime) -> datetime:
    """Midnight before this moment."""
    return at.astimezone(SHANGHAI).replace(hour=0, minute=0, second=0, microsecond=0)
