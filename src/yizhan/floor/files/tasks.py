"""Housekeeping."""

from datetime import datetime, time, timedelta

import structlog

from yizhan.floor.files import storage
from yizhan.floor.files.models import StoredFile

ORPHAN_AFTER = timedelta(hours=24)
_LOG = structlog.get_logger(__name__)


def sweep_orphans(now: datetime) -> int:
    """Deletes files on disk that no row claims, or whose row is removed, once they are a day old. How many there were.

    A day is longer than any transaction: a row that is still to be committed keeps its file.
    """
    old = [path for path in storage.lying() if path.stat().st_mtime < (now - ORPHAN_AFTER).timestamp()]
    claimed: set[str] = set()
    for start in range(0, len(old), 1000):
        names = [path.name for path in old[start : start + 1000]]
        claimed |= set(StoredFile.objects.filter(key__in=names, removed_at=None).values_list("key", flat=True))
    orphans = [path for path in old if path.name not in claimed]
    for path in orphans:
        path.unlink(missing_ok=True)
    if orphans:
        _LOG.info("orphaned files deleted", files=len(orphans))
    return len(orphans)


PERIODIC = {"sweep_orphans": (time(3, 40), sweep_orphans)}
