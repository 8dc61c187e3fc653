"""Merging two files of one person, and undoing it. Rows change hands, nothing is lost, and the trace knows each of them."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Model

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import BodyValue, record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.privacy.lookups import lookup_digest
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.kernel.errors import Refusal
from yizhan.market.people import filing, queries
from yizhan.market.people.models import Category, Certificate, Crew, CrewMember, Merge, Registration, Skill, Worker
from yizhan.market.people.policy import require_merger
from yizhan.market.people.states import RegistrationState, WorkerState, may_move
from yizhan.market.people.verbs import MERGED, UNMERGED

UNDONE_WITHIN = timedelta(days=30)
_NUMBER = "document"
_DOCUMENT_FIELDS = (
    "document_kind",
    "document_digest",
    "household_region",
    "identity_checked_at",
    "identity_checked_by",
)
# What changes hands, and by which field a row says whose it is.
_ROWS: dict[str, tuple[type[Model], str]] = {
    "registrations": (Registration, "worker"),
    "categories": (Category, "worker"),
    "skills": (Skill, "worker"),
    "certificates": (Certificate, "worker"),
    "crew_places": (CrewMember, "worker"),
    "crews": (Crew, "leader"),
}


@transaction.atomic
def merge(*, actor: Actor, keep: Worker, other: Worker, reason: str, now: datetime) -> Merge:
    """Joins `other` to `keep`: its registrations, categories, skills, certificates and crew places become those of `keep`.

    What `keep` has already stays with `other` and no longer counts: the same registration on the same day, category, skill or
    crew. Accounts stay as they are. The identity
    number goes along when only `other` has one. Refuses two different numbers (one of them is wrong: correct it first), a file
    that was merged before, and a file with itself. Both files have to lie in the actor's area. Undone by `unmerge` in 30 days.
    """
    require_merger(actor)
    if keep.pk == other.pk:
        raise Refusal("不能将档案与自身合并", "a file is not merged with itself")
    kept, joined = _locked_pair(actor, keep, other, now)
    for one in (kept, joined):
        if not may_move(one.state, WorkerState.MERGED):
            raise Refusal("该档案已合并或已删除", "this file was merged or erased")
        filing.require_unrestricted(one, now)
    if kept.document_number is not None and joined.document_number is not None:
        raise Refusal("两份档案的证件号码不同，请先更正有误的号码", "the two files have different numbers")
    if kept.birth_date != joined.birth_date:
        raise Refusal("两份档案的出生日期不同，请先核对更正", "the two files have different birth dates")
    moved = {name: _move(model, owner, joined, kept) for name, (model, owner) in _ROWS.items()}
    joined.state, joined.merged_into = WorkerState.MERGED, kept
    names = ["state", "merged_into"]
    if joined.document_number is not None:
        moved[_NUMBER] = [str(joined.pk)]
        names.append("document_digest")
        number, digest = joined.document_number.open_for(SystemPurpose.LOOKUP), joined.document_digest
        joined.document_digest = None
        filing.touch(joined, names, now)
        _take_document(kept, joined, number, digest, now)
    else:
        filing.touch(joined, names, now)
    filing.settle(kept)
    filing.settle(joined)
    made = Merge.objects.create(kept=kept, other=joined, merged_by=actor.id, merged_at=now, moved=moved)
    _record(actor, MERGED.code, made, reason, now)
    return made


@transaction.atomic
def unmerge(*, actor: Actor, done: Merge, reason: str, now: datetime) -> Merge:
    """Gives `other` back what was its own, by the trace. Rows that came later stay where they are.

    Refuses after 30 days, twice, and when the kept file has been merged or erased since.
    """
    require_merger(actor)
    trace = Merge.objects.select_for_update().filter(pk=done.pk).first()
    if trace is None or not queries.merges(actor).filter(pk=trace.pk).exists():
        raise OutOfScope
    if trace.undone_at is not None:
        raise Refusal("这次合并已经撤销", "this merge was undone")
    if now - trace.merged_at > UNDONE_WITHIN:
        raise Refusal("合并已超过30天，不能撤销", "a merge is undone within 30 days")
    pair = {
        one.pk: one
        for one in Worker.objects.select_for_update().filter(pk__in=(trace.kept_id, trace.other_id)).order_by("pk")
    }
    kept, other = pair[trace.kept_id], pair[trace.other_id]
    filing.require_unrestricted(kept, now)
    for name, (model, owner) in _ROWS.items():
        model._default_manager.filter(pk__in=trace.moved[name], **{owner: kept}).update(**{owner: other})
    if other.document_number is not None:
        digest = lookup_digest("resident_number", other.document_number.open_for(SystemPurpose.LOOKUP))
        if kept.document_digest == digest:
            _give_back_document(kept, now)
        other.document_digest = digest
    other.state, other.merged_into = WorkerState.ACTIVE, None
    filing.touch(other, ["state", "merged_into", "document_digest"], now)
    filing.settle(kept)
    filing.settle(other)
    trace.undone_at = now
    trace.save(update_fields=["undone_at"])
    _record(actor, UNMERGED.code, trace, reason, now)
    return trace


def _locked_pair(actor: Actor, keep: Worker, other: Worker, now: datetime) -> tuple[Worker, Worker]:
    """Both files, locked in the order of their keys; OutOfScope unless the actor sees both, a merged one by where it went."""
    pair = {one.pk: one for one in Worker.objects.select_for_update().filter(pk__in=(keep.pk, other.pk)).order_by("pk")}
    if len(pair) < 2:
        raise OutOfScope
    asked = {one.merged_into_id or one.pk for one in pair.values()}
    if queries.workers(actor, at=now).filter(pk__in=asked).count() < len(asked):
        raise OutOfScope
    return pair[keep.pk], pair[other.pk]


def _move(model: type[Model], owner: str, source: Worker, target: Worker) -> list[str]:
    """Gives the rows to the other file, except those that it has already."""
    rows = model._default_manager.filter(**{owner: source})
    taken = {_same(row) for row in model._default_manager.filter(**{owner: target})} - {None}
    moved = [row.pk for row in rows if _same(row) not in taken]
    model._default_manager.filter(pk__in=moved).update(**{owner: target})
    return [str(key) for key in moved]


def _same(row: Any) -> object:
    """What makes two rows of different files the same; None where every row is one of its own."""
    if isinstance(row, Registration):
        return (row.kind, row.station_id, row.day) if row.state == RegistrationState.VALID else None
    if isinstance(row, Category):
        return row.kind, row.since
    if isinstance(row, Skill):
        return row.trade
    if isinstance(row, Crew):
        return row.name
    return row.crew_id if isinstance(row, CrewMember) else None


def _take_document(kept: Worker, joined: Worker, number: str, digest: str | None, now: datetime) -> None:
    for name in _DOCUMENT_FIELDS:
        setattr(kept, name, getattr(joined, name))
    kept.document_number, kept.document_digest = number, digest
    filing.touch(kept, ["document_number", *_DOCUMENT_FIELDS], now)


def _give_back_document(kept: Worker, now: datetime) -> None:
    for name in (*_DOCUMENT_FIELDS, "document_number"):
        setattr(kept, name, "" if name == "household_region" else None)
    filing.touch(kept, ["document_number", *_DOCUMENT_FIELDS], now)


def _record(actor: Actor, verb: str, trace: Merge, reason: str, now: datetime) -> None:
    body: dict[str, BodyValue] = {"other": str(trace.other_id), "trace": str(trace.pk)}
    body |= {name: len(keys) for name, keys in trace.moved.items()}
    record(
        actor=actor,
        verb=verb,
        object_type="people.worker",
        object_id=str(trace.kept_id),
        body=body,
        reason=reason,
        now=now,
    )
