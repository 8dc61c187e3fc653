"""Consumers and periodic tasks of all installed apps, collected when the apps are ready. No app needs to know the queue."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from typing import Any

from yizhan.kernel.declarations import modules

# A consumer takes an outbox.models.Event; a periodic task takes the time at which it runs. What they return is not looked at.
Consumer = Callable[[Any], object]
Periodic = Callable[[datetime], object]
EVERY_MINUTE = timedelta(minutes=1)
_HOUR = timedelta(hours=1)
_AHEAD_OF_UTC = 8


@dataclass(frozen=True, slots=True)
class Scheduled:
    """A periodic task. `when` is a time of day in China, or a whole number of minutes that divides the hour."""

    name: str
    when: time | timedelta
    run: Periodic

    @property
    def cron(self) -> str:
        """The schedule in UTC, as the queue counts. ValueError for a schedule that cannot be said so."""
        if isinstance(self.when, time):
            return f"{self.when.minute} {(self.when.hour - _AHEAD_OF_UTC) % 24} * * *"
        minutes, rest = divmod(self.when, EVERY_MINUTE)
        if rest or minutes < 1 or _HOUR % self.when or self.when > _HOUR:
            raise ValueError(f"{self.name} runs every so many minutes, and they divide the hour")
        return f"*/{minutes} * * * *"


CONSUMERS: dict[str, Consumer] = {}
CONSUMERS_OF: dict[str, tuple[str, ...]] = {}
SCHEDULED: dict[str, Scheduled] = {}


def register_consumers(label: str, consumers: Mapping[str, Iterable[Consumer]]) -> None:
    """Adds the consumers of the app with this label: event name → functions. A consumer is called `<label>.<function>`."""
    for event, functions in consumers.items():
        for function in functions:
            name = f"{label}.{getattr(function, '__name__', '')}"
            if CONSUMERS.setdefault(name, function) is not function:
                raise ValueError(f"two consumers are called {name}")
            if name not in CONSUMERS_OF.get(event, ()):
                CONSUMERS_OF[event] = (*CONSUMERS_OF.get(event, ()), name)


def register_periodic(label: str, periodic: Mapping[str, tuple[time | timedelta, Periodic]]) -> None:
    """Adds the periodic tasks of the app with this label: name → (when, function)."""
    for name, (when, function) in periodic.items():
        task = Scheduled(f"{label}.{name}", when, function)
        if not task.cron or SCHEDULED.setdefault(task.name, task) != task:
            raise ValueError(f"two periodic tasks are called {task.name}")


def collect(apps: Iterable[tuple[str, str]]) -> None:
    """Registers `CONSUMERS` of `<module>.consumers` and `PERIODIC` of `<module>.tasks` of every app given as (label, module)."""
    own = tuple(apps)
    for label, module in modules(own, "consumers"):
        register_consumers(label, module.CONSUMERS)
    for label, module in modules(own, "tasks"):
        register_periodic(label, getattr(module, "PERIODIC", {}))
