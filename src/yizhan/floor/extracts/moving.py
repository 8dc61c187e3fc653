"""What every action of this app shares: the locked row, the move along the table, the audit entry, the notices."""

from datetime import datetime
from uuid import UUID

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Membership
from yizhan.floor.accounts.queries import in_force
from yizhan.floor.accounts.states import BUREAU_ROLES, Role
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.queries import extracts
from yizhan.floor.extracts.registers import REGISTERS
from yizhan.floor.extracts.states import OPEN, ExtractState, may_move
from yizhan.floor.notices.actions import notify
from yizhan.floor.notices.kinds import NoticeKind
from yizhan.floor.notices.links import link_to
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.clock import SHANGHAI
from yizhan.kernel.errors import Refusal

OBJECT = "extracts.extract"


def locked(actor: Actor, extract: Extract) -> Extract:
    """The row as it is now, locked, if it lies in the actor's area. OutOfScope otherwise."""
    row = extracts(actor).select_for_update(of=("self",)).filter(pk=extract.pk).first()
    if row is None:
        raise OutOfScope("no such export")
    return row


def move(extract: Extract, target: ExtractState, now: datetime) -> None:
    """Sets the state, and the end where it is one. The caller saves."""
    if not may_move(extract.state, target):
        said = ExtractState(extract.state).label
        raise Refusal(
            f"这份申请现在是「{said}」，不能改为「{target.label}」", f"{extract.state} does not move to {target}"
        )
    extract.state = target
    if target not in OPEN:
        extract.ended_at = max(now, extract.asked_at)


def audit(verb: Verb, actor: Actor, extract: Extract, now: datetime, reason: str = "", **more: str | int) -> None:
    """The entry of an act on a request: which register, of which area."""
    body = {"register": extract.register, "extent": extract.extent.path, **more}
    record(
        actor=actor, verb=verb.code, object_type=OBJECT, object_id=str(extract.pk), body=body, reason=reason, now=now
    )


def tell_deciders(extract: Extract, kind: NoticeKind, now: datetime) -> None:
    """The colleagues in the same bureau and the officers of the one above hear of it."""
    offices: list[UUID] = [extract.organisation_id]
    if extract.organisation.parent_id is not None:
        offices.append(extract.organisation.parent_id)
    today = now.astimezone(SHANGHAI).date()
    held = Membership.objects.filter(in_force(today), role__in=BUREAU_ROLES, organisation_id__in=offices)
    told = held.exclude(person_id=extract.asked_by_id).order_by("person_id", "role")
    for person_id, role in told.values_list("person_id", "role"):
        _tell(extract, kind, person_id, Role(role), now)


def tell_asker(extract: Extract, kind: NoticeKind, now: datetime) -> None:
    """The one who asked hears how it was decided."""
    # Both roles open it at the same address.
    _tell(extract, kind, extract.asked_by_id, Role.COUNTY_OFFICER, now)


def _tell(extract: Extract, kind: NoticeKind, person_id: UUID, role: Role, now: datetime) -> None:
    words = {"register": REGISTERS[extract.register].label_zh, "extent": extract.extent.name[:60]}
    link = link_to(OBJECT, extract.pk, role)
    notify(person_id=person_id, kind=kind.code, words=words, link=link, key=str(extract.pk), now=now)
