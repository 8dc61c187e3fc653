"""Housekeeping."""

from datetime import datetime, time

from yizhan.floor.privacy.removal import remove_due


def remove_what_is_over(now: datetime) -> int:
    """Removes the rows whose time is over, of the kinds that need no decision. How many."""
    return remove_due(now=now)


PERIODIC = {"remove_what_is_over": (time(3, 50), remove_what_is_over)}
