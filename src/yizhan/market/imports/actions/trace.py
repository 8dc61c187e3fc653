"""What the actions of this app have in common: locking an import, acting in its name, counting, recording."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db.models import Count, Q

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.queries import actor_for
from yizhan.floor.audit.actions import NOTHING, BodyValue, record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.outbox.actions import publish
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal
from yizhan.market.imports.models import Import
from yizhan.market.imports.policy import require_import
from yizhan.market.imports.queries import imports
from yizhan.market.imports.states import Finding, ImportState, RowState, may_move

_COUNTS = {
    **{finding.value: Count("pk", filter=Q(finding=finding)) for finding in Finding},
    "applied": Count("pk", filter=Q(state=RowState.APPLIED)),
    "conflicts": Count("pk", filter=Q(state=RowState.CONFLICT)),
}


def day_of(now: datetime) -> date:
    """The date in China."""
    return now.astimezone(SHANGHAI).date()


def locked(actor: Actor, batch: Import) -> Import:
    """The import, locked, if the actor sees it and may import there. Import.DoesNotExist for a foreign one."""
    seen = imports(actor).get(pk=batch.pk)
    require_import(actor, seen.station)
    return Import.objects.select_for_update(of=("self",)).select_related("station", "file").get(pk=seen.pk)


def acting(batch: Import, *, now: datetime) -> Actor:
    """The person in whose name the import goes on, as he stands now. Refuses when his membership has ended."""
    actor = actor_for(batch.starter or batch.uploader, batch.membership_id, now=now)
    if actor.membership_id != batch.membership_id:
        raise Refusal("导入人已不在该岗位，请由在岗人员重新确认", "who imports has left the membership")
    return actor


def recount(batch: Import) -> None:
    """Counts the rows anew into the import, unsaved."""
    for name, value in batch.rows.aggregate(**_COUNTS).items():
        setattr(batch, name, value)


def move(batch: Import, target: ImportState) -> None:
    """Refuses what the table of states does not have."""
    if not may_move(batch.state, target):
        raise Refusal(
            f"该导入当前是「{batch.get_state_display()}」，不能办理", f"no way from {batch.state} to {target}"
        )
    batch.state = target


def told(
    actor: Actor,
    verb: Verb,
    batch: Import,
    *,
    body: Mapping[str, BodyValue] = NOTHING,
    reason: str = "",
    now: datetime,
) -> None:
    """News and audit entry, last."""
    station = str(batch.station_id)
    publish(event=verb.code, ids={"batch": str(batch.pk), "station": station}, now=now)
    record(
        actor=actor,
        verb=verb.code,
        object_type="imports.import",
        object_id=str(batch.pk),
        body={"station": station, **body},
        reason=reason,
        now=now,
    )


def counts(batch: Import) -> dict[str, BodyValue]:
    """The counts, for the audit."""
    names = ("new", "changed", "same", "refused", "applied", "conflicts")
    return {name: getattr(batch, name) for name in names}
