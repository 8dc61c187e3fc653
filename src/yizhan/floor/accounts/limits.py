"""How often something may be tried: counted in the database under lock, so that all worker processes share the count."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Count, Q

from yizhan.floor.accounts.acts import lock
from yizhan.floor.accounts.addresses import range_of
from yizhan.floor.accounts.models import Attempt, NameLock, OneTimeCode, SandboxMessage
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.kernel.errors import Refusal

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


class TooOften(Refusal):
    """A limit is reached. Says nothing about whether the number or name is known."""


@dataclass(frozen=True, slots=True)
class Window:
    """At most this many within this time. An attempt exactly this long ago no longer counts."""

    most: int
    within: timedelta


@dataclass(frozen=True, slots=True)
class Limit:
    """The windows of one kind of subject. `kind` is stored."""

    kind: str
    windows: tuple[Window, ...]
    zh: str = "当前网络的请求过多，请稍后再试，或到驿站柜台办理"
    en: str = "too many requests from this network: try later or go to the counter"


def spend(limits: Sequence[tuple[Limit, str]], now: datetime) -> list[UUID]:
    """Counts one attempt for each limit and its subject, or raises TooOften and counts nothing.

    Call it inside a transaction. Subjects are locked in the order given: always number, address, range, so that no two
    requests wait for each other in a ring.
    """
    if not transaction.get_connection().in_atomic_block:
        raise ValueError("limits are counted inside a transaction")
    counted = []
    for limit, subject in limits:
        digest = lookup_digest("attempt", f"{limit.kind}\0{subject}")
        lock(f"{limit.kind}:{digest}")
        _require_room(limit, digest, now)
        counted.append(Attempt(kind=limit.kind, subject=digest, at=now))
    return [attempt.id for attempt in Attempt.objects.bulk_create(counted)]


def forgive(attempts: Sequence[UUID]) -> None:
    """Takes back what was counted before it was known to be right."""
    Attempt.objects.filter(pk__in=attempts).delete()


def of_network(by_address: Limit, by_range: Limit, address: str) -> list[tuple[Limit, str]]:
    """The pair of limits for one client."""
    return [(by_address, address), (by_range, range_of(address))]


def _require_room(limit: Limit, digest: str, now: datetime) -> None:
    counts = {
        str(place): Count("pk", filter=Q(at__gt=now - window.within)) for place, window in enumerate(limit.windows)
    }
    longest = max(window.within for window in limit.windows)
    seen = Attempt.objects.filter(subject=digest, kind=limit.kind, at__gt=now - longest)
    found = seen.aggregate(**{f"within_{place}": count for place, count in counts.items()})
    if any(found[f"within_{place}"] >= window.most for place, window in enumerate(limit.windows)):
        raise TooOften(limit.zh, limit.en)


def tidy(*, now: datetime) -> None:
    """Removes what is counted or shown no longer: attempts, codes and demo messages after 2 days, locks after 1, sessions that are over."""
    old = now - 2 * DAY
    Attempt.objects.filter(at__lt=old).delete()
    OneTimeCode.objects.filter(issued_at__lt=old).delete()
    SandboxMessage.objects.filter(sent_at__lt=old).delete()
    NameLock.objects.filter(last_at__lt=now - DAY).delete()
    Session.objects.filter(expire_date__lt=now).delete()
