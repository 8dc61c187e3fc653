"""The page for operators names every task that the worker does by itself, and no other time."""

import re
from datetime import time
from pathlib import Path

from yizhan.floor.outbox.registry import SCHEDULED

PAGE = (Path(__file__).parents[2] / "docs" / "operations.md").read_text(encoding="utf-8")
TIMES = re.findall(r"^\| (\d\d:\d\d) \|", PAGE, re.M)


def test_every_daily_time_of_the_worker_has_its_row_in_order() -> None:
    daily = {f"{task.when:%H:%M}" for task in SCHEDULED.values() if isinstance(task.when, time)}
    assert sorted(daily) == TIMES


def test_what_runs_every_few_minutes_runs_every_minute_as_the_page_says() -> None:
    others = {task.cron for task in SCHEDULED.values() if not isinstance(task.when, time)}
    assert others == {"*/1 * * * *"}
    assert "| every minute |" in PAGE
