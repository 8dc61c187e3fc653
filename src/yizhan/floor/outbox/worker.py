"""The worker: takes jobs from the queue and runs them in threads. It outlives the database."""

import asyncio
import signal
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from typing import Any

import procrastinate
import psycopg
import structlog
from asgiref.sync import sync_to_async
from django.db import Error, connections
from procrastinate.contrib.django import app
from procrastinate.contrib.django.utils import connector_params
from procrastinate.exceptions import ConnectorException
from procrastinate.periodic import PeriodicRegistry
from procrastinate.psycopg_connector import PsycopgConnector

from yizhan.floor.outbox.registry import EVERY_MINUTE, SCHEDULED
from yizhan.floor.outbox.tasks import FORGOTTEN_AFTER, resume_forgotten
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

STOP_WITHIN = 20.0
# Between two attempts while the database is away.
PAUSE = 2.0
# So soon the queue gives up, and is begun anew with all that a first connection takes.
ANSWER_WITHIN = 5.0
AWAY = (ConnectorException, Error, psycopg.Error, Refusal)
_LOG = structlog.get_logger(__name__)


def work(*, threads: int = 2, started: Callable[[], None]) -> None:
    """Works until SIGTERM or SIGINT, then finishes what it has begun, for at most 20 seconds. Call it in the main thread.

    `started` is called as soon as a signal would be heard. A database that goes away is waited for, however long.
    """

    async def until_told() -> None:
        working = asyncio.create_task(_always(threads))
        for told in (signal.SIGTERM, signal.SIGINT):
            asyncio.get_running_loop().add_signal_handler(told, working.cancel)
        started()
        with suppress(asyncio.CancelledError):
            await working

    asyncio.run(until_told())


def work_once(*, threads: int = 2) -> None:
    """Runs everything that waits, then the tasks of every minute once, then what those brought about, and returns."""
    _resume()
    _catch_up(threads)
    for task in SCHEDULED.values():
        if task.when == EVERY_MINUTE:
            task.run(datetime.now(tz=SHANGHAI))
    _catch_up(threads)


async def _always(threads: int) -> None:
    """Works, and begins anew when the queue gave up because the database did not answer, until it is cancelled."""
    own_task = asyncio.current_task()
    # Told to stop while the database is away, the queue answers with that error instead of the cancellation.
    while own_task is not None and not own_task.cancelling():
        try:
            own = await sync_to_async(_begin)()
            await _running(own, concurrency=threads, wait=True)
        except AWAY as error:
            _LOG.warning("database does not answer", error=str(error))
        await asyncio.sleep(PAUSE)


def _begin() -> procrastinate.App:
    """In the thread in which the queue's periodic tasks use Django's connection, which is given back, broken or not."""
    connections.close_all()
    try:
        _resume()
        return _own()
    finally:
        connections.close_all()


def _resume() -> None:
    """What a worker that was killed had in hand is queued again before anything else."""
    resume_forgotten(datetime.now(tz=SHANGHAI) + FORGOTTEN_AFTER)


def _catch_up(threads: int) -> None:
    own = _own()
    own.periodic_registry = PeriodicRegistry()  # type: ignore[no-untyped-call]
    asyncio.run(_running(own, concurrency=threads, wait=False, listen_notify=False))


def _own() -> procrastinate.App:
    """An app over connections of its own. The tasks keep Django's: what they queue is part of their transaction."""
    connector = PsycopgConnector(
        kwargs=connector_params(), min_size=1, max_size=3, timeout=ANSWER_WITHIN, reconnect_timeout=ANSWER_WITHIN
    )
    return app.with_connector(connector)


async def _running(own: procrastinate.App, **options: Any) -> None:
    async with own.open_async():
        await own.run_worker_async(
            name="yizhan",
            delete_jobs="successful",
            shutdown_graceful_timeout=STOP_WITHIN,
            fetch_job_polling_interval=5.0,
            task_middleware=[_closing_connections],
            install_signal_handlers=False,
            **options,
        )


def _closing_connections(call_next: Callable[[], Any], _context: Any, _worker: Any) -> Any:
    """A job runs in a thread that may not come back: its connection is given back at once."""
    try:
        return call_next()
    finally:
        connections.close_all()
