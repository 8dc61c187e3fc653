"""Sweeping up, every night."""

from datetime import datetime, time

from yizhan.floor.accounts.limits import tidy


def sweep(now: datetime) -> None:
    """Removes attempts, codes and locks that no limit counts any more."""
    tidy(now=now)


PERIODIC = {"sweep": (time(3, 20), sweep)}
