"""Lock-out: five wrong tries in a row close a login name for fifteen minutes, whether anybody has that name or not."""

from datetime import datetime, timedelta
from enum import Enum

from django.db import transaction

from yizhan.floor.accounts.actors import SYSTEM
from yizhan.floor.accounts.models import NameLock
from yizhan.floor.accounts.verbs import NAME_LOCKED
from yizhan.floor.audit.actions import record
from yizhan.floor.privacy.lookups import lookup_digest

MOST_WRONG = 5
LASTS = timedelta(minutes=15)


class Turn(Enum):
    """What a try finds: the name is open, this is the last try before the lock, or the name is locked."""

    OPEN = "open"
    LAST = "last"
    LOCKED = "locked"


def count(username: str, now: datetime) -> Turn:
    """Counts a try as wrong before it is looked at, so that tries at once cannot pass together. Inside a transaction.

    A locked name counts nothing, so that the lock ends after its time. Wrong tries count together while each follows the last
    within that time.
    """
    subject = _subject(username)
    NameLock.objects.bulk_create([NameLock(subject=subject, last_at=now)], ignore_conflicts=True)
    row = NameLock.objects.select_for_update().get(subject=subject)
    if row.locked_until is not None and now < row.locked_until:
        return Turn.LOCKED
    if row.locked_until is not None or now - row.last_at >= LASTS:
        row.wrong, row.locked_until = 0, None
    row.wrong, row.last_at = row.wrong + 1, now
    if row.wrong == MOST_WRONG:
        row.locked_until = now + LASTS
    row.save(update_fields=["wrong", "last_at", "locked_until"])
    return Turn.LAST if row.wrong == MOST_WRONG else Turn.OPEN


def forgive(username: str, now: datetime) -> None:
    """A right try: the count begins anew."""
    NameLock.objects.filter(subject=_subject(username)).update(wrong=0, last_at=now, locked_until=None)


def report(username: str, now: datetime) -> None:
    """Records that a name was locked, by its digest: the same for a name that nobody has."""
    with transaction.atomic():
        record(
            actor=SYSTEM,
            verb=NAME_LOCKED.code,
            object_type="accounts.namelock",
            object_id=_subject(username),
            now=now,
        )


def _subject(username: str) -> str:
    return lookup_digest("username", username)
