"""Sending what is due, every minute."""

from datetime import datetime, timedelta

import structlog

from yizhan.floor.notices.dispatching import dispatch
from yizhan.floor.notices.queries import due
from yizhan.floor.notices.states import DispatchState

BATCH = 200
_LOG = structlog.get_logger(__name__)


def dispatch_due(now: datetime) -> int:
    """Takes up to 200 that are due, each in a transaction of its own. How many were sent.

    One that fails in an unforeseen way is logged and passed over: it must not keep the others waiting.
    """
    sent = 0
    for dispatch_id in list(due(now=now).values_list("pk", flat=True)[:BATCH]):
        try:
            sent += dispatch(dispatch_id, now=now) is DispatchState.SENT
        except Exception as error:
            _LOG.error("notice not dispatched", dispatch=str(dispatch_id), error=f"{type(error).__name__}: {error}")
    return sent


PERIODIC = {"dispatch_due": (timedelta(minutes=1), dispatch_due)}
