"""The past of the city: what is to be done at which moment, carried out in the order of time."""

import heapq
from collections.abc import Callable
from datetime import date, datetime, time, timedelta
from itertools import count

from yizhan.kernel.clock import SHANGHAI

Deed = Callable[[datetime], object]
_SATURDAY = 5


class Diary:
    """Deeds with their moments. A deed may enter further ones; none lies after `now`, and moments never run backwards."""

    def __init__(self, now: datetime) -> None:
        self.now = now.astimezone(SHANGHAI)
        self._waiting: list[tuple[datetime, int, Deed]] = []
        self._numbers = count()
        self.done = 0

    @property
    def today(self) -> date:
        """The date in China."""
        return self.now.date()

    def day(self, days_ago: int) -> date:
        """So many days before today."""
        return self.today - timedelta(days=days_ago)

    def moment(self, days_ago: int, hour: int = 9, minute: int = 0) -> datetime:
        """That time of day in China so many days ago, and never later than now."""
        return min(self.now, datetime.combine(self.day(days_ago), time(hour, minute), tzinfo=SHANGHAI))

    def office_day(self, days_ago: int) -> int:
        """The same or, at a weekend, the Friday before, counted in days before today."""
        weekday = self.day(days_ago).weekday()
        return days_ago + max(0, weekday - _SATURDAY + 1)

    def enter(self, at: datetime, deed: Deed) -> None:
        """Has the deed done at that moment, after those entered earlier for the same one."""
        heapq.heappush(self._waiting, (min(self.now, at), next(self._numbers), deed))

    def carry_out(self, moved: Callable[[int, int], None]) -> None:
        """Does everything that waits, telling after each deed how many are done of how many."""
        at = None
        while self._waiting:
            due, _, deed = heapq.heappop(self._waiting)
            at = due if at is None else max(at, due)
            deed(at)
            self.done += 1
            moved(self.done, self.done + len(self._waiting))
