"""Housekeeping."""

from datetime import datetime, time

from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.rights.copies import expire_copies


def blank_expired_copies(now: datetime) -> int:
    """Blanks the copies that nobody may fetch any more. How many."""
    return expire_copies(actor=SYSTEM, now=now)


PERIODIC = {"blank_expired_copies": (time(2, 30), blank_expired_copies)}
