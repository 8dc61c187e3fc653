"""Rows whose time is over: the queue of them, and their removal by the daily task or, where that is a question, by a person."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Protocol

from django.db import transaction

from yizhan.floor.audit.actions import record
from yizhan.floor.audit.actors import Actor
from yizhan.floor.privacy.retention import REGISTER, Retention
from yizhan.floor.privacy.verbs import REMOVE
from yizhan.kernel.errors import Refusal

# Each batch is a transaction of its own, so the run may be stopped anywhere.
BATCH = 1000
SHORTEST_REASON = 4


class Keeper(Actor, Protocol):
    """An actor as far as removal needs to know."""

    @property
    def administers(self) -> bool:
        """Whether he is the platform's administrator: these rows belong to no area."""

    @property
    def sees_everything(self) -> bool:
        """Whether the system itself acts."""


@dataclass(frozen=True, slots=True)
class Queued:
    """One kind of row: how many are due now, and from which day on there will be more."""

    retention: Retention
    due: int
    next_on: date | None


def queue(actor: Keeper, *, at: datetime) -> list[Queued]:
    """Every declared kind by its label, with counts and nothing of any row. Empty for all but the administrator."""
    if not _keeps(actor):
        return []
    found = (Queued(each, each.due(at).count(), each.next_on(at)) for each in REGISTER.values())
    return sorted(found, key=lambda one: (not one.retention.asks, one.retention.label_zh))


def questions(actor: Keeper, *, at: datetime) -> list[Queued]:
    """Those of them that wait for a decision."""
    return [one for one in queue(actor, at=at) if one.due and one.retention.asks]


def remove_asked(*, actor: Keeper, code: str, reason: str, now: datetime) -> int:
    """Removes what is due of a kind that a person decides about. How many rows. Cannot be undone.

    Refuses other roles, other kinds, no reason, and where nothing is due.
    """
    if not _keeps(actor):
        raise Refusal("保存期满的记录由系统管理员确认删除", "the administrator decides about this")
    known = REGISTER.get(code)
    if known is None or not known.asks:
        raise Refusal("这类记录由系统每天自动删除", "this kind is removed by the daily task")
    if len(reason.strip()) < SHORTEST_REASON:
        raise Refusal("请写明理由，至少4个字", "give a reason", field="reason")
    removed = _remove(known, actor, now, reason.strip())
    if not removed:
        raise Refusal("现在没有期满的记录", "nothing is due")
    return removed


def remove_due(*, now: datetime) -> int:
    """Removes what is due of every kind that needs no decision, for the system itself. How many rows."""
    return sum(_remove(each, None, now) for each in REGISTER.values() if not each.asks)


def _remove(kind: Retention, actor: Keeper | None, now: datetime, reason: str = "") -> int:
    done = 0
    while removed := _batch(kind, actor, now, reason):
        done += removed
    return done


def _batch(kind: Retention, actor: Keeper | None, now: datetime, reason: str) -> int:
    with transaction.atomic():
        due = kind.due(now).order_by(kind.since, "pk").values_list("pk", flat=True)
        keys = list(due.select_for_update(of=("self",), skip_locked=True)[:BATCH])
        removed = kind.remove(kind.rows().filter(pk__in=keys)) if keys else 0
        if removed:
            body = {"rows": len(keys), "months": kind.months}
            told = {"verb": REMOVE.code, "object_type": "privacy.retention", "object_id": kind.code}
            record(actor=actor, body=body, reason=reason, now=now, **told)
    return len(keys) if removed else 0


def _keeps(actor: Keeper) -> bool:
    return actor.sees_everything or actor.administers
