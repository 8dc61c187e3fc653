"""Correcting, withdrawing and publishing a registration. The row that was wrong stays as the trace."""

from datetime import date, datetime

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal
from yizhan.market.people import filing, queries
from yizhan.market.people.models import Registration
from yizhan.market.people.policy import require_clerk
from yizhan.market.people.states import RegistrationKind, RegistrationState, may_move
from yizhan.market.people.verbs import CORRECTED, PUBLISHED, WITHDRAWN


@transaction.atomic
def correct_registration(
    *,
    actor: Actor,
    registration: Registration,
    kind: RegistrationKind,
    day: date,
    willing: bool,
    reason: str,
    now: datetime,
) -> Registration:
    """Puts a new row in the place of a wrong one. Refuses a correction that changes nothing, and one of a row that is over."""
    old = _locked(actor, registration)
    if (old.kind, old.day, old.willing) == (kind, day, willing):
        raise Refusal("没有需要更正的内容", "nothing was changed")
    _end(old, RegistrationState.SUPERSEDED)
    (new,) = filing.enter(
        old.worker,
        kinds=(kind,),
        station=old.station,
        clerk=actor,
        day=day,
        channel=old.channel,  # type: ignore[arg-type]
        willing=willing,
        published=False,
        now=now,
        supersedes=old,
    )
    _record(actor, CORRECTED.code, new, reason, now)
    return new


@transaction.atomic
def withdraw_registration(*, actor: Actor, registration: Registration, reason: str, now: datetime) -> Registration:
    """Ends a registration that should not have been made. It no longer counts, and no longer opens the file."""
    old = _locked(actor, registration)
    _end(old, RegistrationState.WITHDRAWN)
    _record(actor, WITHDRAWN.code, old, reason, now)
    return old


@transaction.atomic
def publish_seeking(*, actor: Actor, registration: Registration, now: datetime) -> Registration:
    """Says that the wish to work was published (海口2024年版第5项). Again changes nothing. Only a standing seeker registration."""
    kept = _locked(actor, registration)
    if kept.kind != RegistrationKind.SEEKING or kept.state != RegistrationState.VALID:
        raise Refusal("只有有效的求职登记才能发布求职信息", "only a standing seeker registration is published")
    if kept.published_at is None:
        kept.published_at = now
        kept.save(update_fields=["published_at"])
        _record(actor, PUBLISHED.code, kept, "", now)
    return kept


def _locked(actor: Actor, registration: Registration) -> Registration:
    if not queries.registrations(actor, standing_only=False).filter(pk=registration.pk).exists():
        raise OutOfScope
    require_clerk(actor)
    found = Registration.objects.select_for_update(of=("self",)).select_related("worker", "station")
    return found.get(pk=registration.pk)


def _end(row: Registration, target: RegistrationState) -> None:
    if not may_move(row.state, target):
        raise Refusal(f"该登记{row.get_state_display()}", "the registration is over")
    row.state = target
    row.save(update_fields=["state"])
    filing.settle(row.worker)


def _record(actor: Actor, verb: str, row: Registration, reason: str, now: datetime) -> None:
    replaced = str(row.supersedes_id) if row.supersedes_id else None
    body = {"worker": str(row.worker_id), "kind": row.kind, "day": row.day.isoformat(), "replaced": replaced}
    record(
        actor=actor,
        verb=verb,
        object_type="people.registration",
        object_id=str(row.pk),
        body=body,
        reason=reason,
        now=now,
    )
