"""Erasure: one person proposes, another confirms, and every holding is erased in that one transaction."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.models import Person
from yizhan.floor.privacy import actions as privacy
from yizhan.floor.privacy.holdings import Outcome
from yizhan.floor.privacy.registry import HOLDINGS
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.floor.rights import policy
from yizhan.floor.rights.models import ErasureLine, Request
from yizhan.floor.rights.moving import audit, locked, move, publish_news, require_state
from yizhan.floor.rights.states import RequestKind, RequestState
from yizhan.floor.rights.verbs import ERASE, PROPOSE, SEND_BACK
from yizhan.kernel.errors import Refusal


@transaction.atomic
def propose_erasure(*, actor: Actor, request: Request, now: datetime) -> Request:
    """The first of the two: the identity is checked, nothing stands against it."""
    own = locked(actor, request)
    policy.require_handler(actor, own.person)
    _require_erasure(own)
    require_state(own, RequestState.IN_REVIEW)
    policy.require_checked(own)
    move(own, RequestState.PROPOSED, now)
    own.proposed_by, own.proposed_at = actor.id, now
    own.save(update_fields=["state", "proposed_by", "proposed_at"])
    audit(PROPOSE, actor, own, now)
    return own


@transaction.atomic
def send_back(*, actor: Actor, request: Request, reason: str, now: datetime) -> Request:
    """The second person does not confirm: it is looked at again."""
    own = locked(actor, request)
    policy.require_decider(actor, own.person)
    require_state(own, RequestState.PROPOSED)
    policy.require_second(actor, own)
    move(own, RequestState.IN_REVIEW, now)
    own.proposed_by = own.proposed_at = None
    own.save(update_fields=["state", "proposed_by", "proposed_at"])
    audit(SEND_BACK, actor, own, now, reason=reason)
    return own


@transaction.atomic
def carry_out_erasure(*, actor: Actor, request: Request, now: datetime) -> list[ErasureLine]:
    """The second of the two confirms, and all that may go is gone when this returns; the rest is restricted. Cannot be undone.

    Refused as a whole where one holding refuses, for instance because work or pay is still open.
    """
    own = locked(actor, request)
    policy.require_decider(actor, own.person)
    Person.objects.select_for_update().get(pk=own.person_id)
    _require_erasure(own)
    require_state(own, RequestState.PROPOSED)
    policy.require_second(actor, own)
    move(own, RequestState.DONE, now)
    own.confirmed_by = actor.id
    own.save(update_fields=["state", "ended_at", "confirmed_by"])
    lines = [
        ErasureLine(
            request=own,
            position=position,
            code=code,
            label=HOLDINGS[code].label_zh,
            erased=outcome.erased,
            restricted=outcome.restricted,
            basis=outcome.basis,
        )
        for position, (code, outcome) in enumerate(_erase_all(own.person_id, now))
    ]
    ErasureLine.objects.bulk_create(lines)
    publish_news("rights.request.carried_out", own, now)
    kept = sum(line.restricted for line in lines)
    if kept:
        privacy.restrict(actor=actor, person_id=own.person_id, basis=RestrictionBasis.RETAINED, now=now)
    audit(ERASE, actor, own, now, erased=sum(line.erased for line in lines), kept=kept)
    return lines


def foresee(*, actor: Actor, now: datetime) -> list[ErasureLine]:
    """What an erasure of the actor's own data would do at this moment, line by line: done in full, then taken back.

    So it says neither more nor less than the erasure itself, and refuses what that would refuse. The lines are not saved.
    """
    with transaction.atomic():
        policy.require_present(Person.objects.select_for_update().get(pk=actor.id))
        lines = [
            ErasureLine(
                code=code,
                label=HOLDINGS[code].label_zh,
                erased=outcome.erased,
                restricted=outcome.restricted,
                basis=outcome.basis,
            )
            for code, outcome in _erase_all(actor.id, now)
        ]
        transaction.set_rollback(True)
    return lines


def _erase_all(person_id: UUID, now: datetime) -> list[tuple[str, Outcome]]:
    """From the apps above to those below, so that what refers to a row goes before the row."""
    return [(holding.code, holding.erase(person_id, now)) for holding in reversed(HOLDINGS.values())]


def _require_erasure(request: Request) -> None:
    if request.kind != RequestKind.ERASURE:
        raise Refusal("这不是删除请求", "this is not a request for erasure")
