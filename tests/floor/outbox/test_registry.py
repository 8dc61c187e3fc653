"""Consumers and periodic tasks are declared by their apps; a wrong declaration does not load."""

from datetime import datetime, time, timedelta

import pytest
from procrastinate.contrib.django import app

from yizhan.floor.outbox import registry
from yizhan.floor.outbox.registry import Scheduled, register_consumers, register_periodic


@pytest.fixture(autouse=True)
def _own_registries(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("CONSUMERS", "CONSUMERS_OF", "SCHEDULED"):
        monkeypatch.setattr(registry, name, {})


def tell(event: object) -> None:
    """A consumer."""


def sweep(now: datetime) -> None:
    """A periodic task."""


def test_one_function_may_consume_several_events_and_an_event_several_functions() -> None:
    register_consumers("people", {"a.b": (tell,), "a.c": (tell,)})
    register_consumers("people", {"a.b": (tell,)})
    assert registry.CONSUMERS_OF == {"a.b": ("people.tell",), "a.c": ("people.tell",)}
    assert registry.CONSUMERS == {"people.tell": tell}


def test_two_consumers_of_one_name_are_refused() -> None:
    def other(event: object) -> None: ...

    other.__name__ = "tell"
    register_consumers("people", {"a.b": (tell,)})
    with pytest.raises(ValueError, match=r"two consumers are called people\.tell"):
        register_consumers("people", {"a.b": (other,)})


@pytest.mark.parametrize(
    ("when", "cron"),
    [
        (time(3, 40), "40 19 * * *"),
        (time(8, 0), "0 0 * * *"),
        (time(23, 59), "59 15 * * *"),
        (timedelta(minutes=1), "*/1 * * * *"),
        (timedelta(minutes=15), "*/15 * * * *"),
    ],
)
def test_a_schedule_is_said_in_chinas_time_and_kept_in_utc(when: time | timedelta, cron: str) -> None:
    assert Scheduled("files.sweep", when, sweep).cron == cron


@pytest.mark.parametrize("when", [timedelta(0), timedelta(seconds=90), timedelta(minutes=7), timedelta(hours=2)])
def test_a_span_that_does_not_divide_the_hour_is_refused(when: timedelta) -> None:
    with pytest.raises(ValueError, match="divide the hour"):
        register_periodic("files", {"sweep": (when, sweep)})


def test_the_tasks_of_the_apps_are_known_to_the_queue() -> None:
    assert {"outbox.deliver", "files.sweep_orphans", "outbox.resume_forgotten", "notices.dispatch_due"} <= set(
        app.tasks
    )
    crons = {name: task.cron for (name, _), task in app.periodic_registry.periodic_tasks.items()}
    assert crons["files.sweep_orphans"] == "40 19 * * *"
    assert crons["notices.dispatch_due"] == "*/1 * * * *"
