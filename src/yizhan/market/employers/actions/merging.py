"""Merging two files of one employer, and undoing it. Rows change hands, nothing is lost, and the trace knows each of them."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Model

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.employers import verbs
from yizhan.market.employers.actions.mandates import give_back, move_all
from yizhan.market.employers.actions.trace import locked, told
from yizhan.market.employers.models import Blacklisting, Employer, EmployerMerge, HiringRegistration, NeedsSurvey
from yizhan.market.employers.policy import require_merge
from yizhan.market.employers.queries import merges
from yizhan.market.employers.states import EmployerState, may_move

UNDONE_WITHIN = timedelta(days=30)
_ROWS: dict[str, type[Model]] = {
    "registrations": HiringRegistration,
    "needs": NeedsSurvey,
    "blacklistings": Blacklisting,
}


@transaction.atomic
def merge(*, actor: Actor, keep: Employer, drop: Employer, reason: str, now: datetime) -> EmployerMerge:
    """Joins `drop` to `keep`: registrations, surveys, mandates and blacklistings move; `drop` stays as a trace that leads on.

    A registration at the same station on the same day stays with `drop`, so that nothing counts twice. Refuses two files of
    different kinds, and files of which one is closed or restricted away from the actor. Undone by `unmerge` in 30 days.
    """
    require_merge(actor)
    if keep.pk == drop.pk:
        raise Refusal("不能与自身合并", "a file is not merged with itself")
    first, second = sorted((keep, drop), key=lambda each: each.pk)
    rows = {row.pk: row for row in (locked(actor, first), locked(actor, second))}
    kept, gone = rows[keep.pk], rows[drop.pk]
    if kept.kind != gone.kind:
        raise Refusal("两份档案的类型不同，不能合并", "files of different kinds are not merged")
    if not may_move(gone.state, EmployerState.MERGED) or kept.state == EmployerState.CLOSED:
        raise Refusal("已停用的档案不能合并", "a closed file is not merged")
    before = gone.state
    moved = _move_rows(kept, gone)
    gone.state, gone.merged_into = EmployerState.MERGED, kept
    _touch(gone, now)
    _touch(kept, now)
    made = EmployerMerge(kept=kept, other=gone, before=before, merged_by=actor.id, merged_at=now)
    moved["mandates"], moved["ended"] = move_all(gone, kept, now)
    made.moved = moved
    made.save(force_insert=True)
    _tell(actor, verbs.MERGED, made, reason, now)
    return made


@transaction.atomic
def unmerge(*, actor: Actor, done: EmployerMerge, reason: str, now: datetime) -> EmployerMerge:
    """Gives `other` back what was its own, by the trace. Rows that came later stay where they are.

    Agents who moved along act for `other` again, and those who ended because they acted for both. Refuses after 30 days, twice,
    and when one of the files has been merged, closed or erased since.
    """
    require_merge(actor)
    trace = EmployerMerge.objects.select_for_update().filter(pk=done.pk).first()
    if trace is None or not merges(actor).filter(pk=trace.pk).exists():
        raise OutOfScope
    if trace.undone_at is not None:
        raise Refusal("这次合并已经撤销", "this merge was undone")
    if now - trace.merged_at > UNDONE_WITHIN:
        raise Refusal("合并已超过30天，不能撤销", "a merge is undone within 30 days")
    pair = {one.pk: one for one in Employer.objects.select_for_update().filter(pk__in=_pair(trace)).order_by("pk")}
    kept, other = pair[trace.kept_id], pair[trace.other_id]
    before = EmployerState(trace.before)
    if kept.state in (EmployerState.MERGED, EmployerState.CLOSED) or not may_move(other.state, before):
        raise Refusal("档案在合并后又有变动，不能撤销", "one of the files has been merged or closed since")
    _require_still_identified(other)
    for name, model in _ROWS.items():
        model._default_manager.filter(pk__in=trace.moved[name], employer=kept).update(employer=other)
    other.state, other.merged_into = before, None
    _touch(other, now)
    _touch(kept, now)
    trace.undone_at = now
    trace.save(update_fields=["undone_at"])
    give_back(_ids(trace.moved["mandates"]), _ids(trace.moved["ended"]), kept, other, now)
    _tell(actor, verbs.UNMERGED, trace, reason, now)
    return trace


def _move_rows(kept: Employer, gone: Employer) -> dict[str, list[str]]:
    held: set[tuple[UUID, date]] = set(kept.registrations.values_list("station_id", "day"))
    reasons = set(kept.blacklistings.filter(closed_at__isnull=True).values_list("reason", flat=True))
    moving: dict[str, list[UUID]] = {
        "registrations": [row.pk for row in gone.registrations.all() if (row.station_id, row.day) not in held],
        "needs": list(gone.needs.values_list("pk", flat=True)),
        "blacklistings": [
            row.pk for row in gone.blacklistings.all() if row.closed_at is not None or row.reason not in reasons
        ],
    }
    for name, keys in moving.items():
        _ROWS[name]._default_manager.filter(pk__in=keys).update(employer=kept)
    return {name: [str(key) for key in keys] for name, keys in moving.items()}


def _require_still_identified(other: Employer) -> None:
    if other.credit_code is None and other.identity_digest is None:
        raise Refusal("被并入的档案已删除个人信息，不能撤销", "the other file was erased")


def _touch(employer: Employer, now: datetime) -> None:
    employer.version, employer.updated_at = employer.version + 1, max(now, employer.updated_at)
    employer.save(update_fields=["state", "merged_into", "version", "updated_at"])


def _pair(trace: EmployerMerge) -> tuple[UUID, UUID]:
    return trace.kept_id, trace.other_id


def _ids(keys: Iterable[Any]) -> list[UUID]:
    return [UUID(str(key)) for key in keys]


def _tell(actor: Actor, verb: Verb, trace: EmployerMerge, reason: str, now: datetime) -> None:
    ids = {"employer": str(trace.kept_id), "merged": str(trace.other_id)}
    body: dict[str, BodyValue] = {"trace": str(trace.pk)} | {name: len(keys) for name, keys in trace.moved.items()}
    told(actor, verb, trace.kept_id, ids=ids, body=body, reason=reason, now=now)
