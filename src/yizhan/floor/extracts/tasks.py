"""Housekeeping."""

from datetime import datetime, time

from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.extracts.actions import lapse


def end_unfetched(now: datetime) -> int:
    """Ends the exports that nobody may fetch any more. How many."""
    return lapse(actor=SYSTEM, now=now)


PERIODIC = {"end_unfetched": (time(2, 35), end_unfetched)}
