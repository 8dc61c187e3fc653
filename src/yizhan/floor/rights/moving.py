"""What every action of this app shares: the locked row, the move along the table, the audit entry."""

from datetime import datetime

from django.db.models import QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.audit.actions import record
from yizhan.floor.audit.verbs import Verb
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.floor.outbox.actions import publish
from yizhan.floor.rights.models import Request
from yizhan.floor.rights.queries import own_requests, requests
from yizhan.floor.rights.states import ENDS, RequestState, may_move
from yizhan.kernel.errors import Refusal


def locked(actor: Actor, request: Request) -> Request:
    """The row as it is now, locked, if this actor may handle it. OutOfScope otherwise."""
    return _one(requests(actor), request)


def locked_own(actor: Actor, request: Request) -> Request:
    """The row as it is now, locked, if it is the actor's own. OutOfScope otherwise."""
    return _one(own_requests(actor), request)


def require_state(request: Request, state: RequestState) -> None:
    """Refuses where the request has moved on, or not yet come so far."""
    if request.state != state:
        said = RequestState(request.state).label
        raise Refusal(f"请求现在是「{said}」，不能这样办理", f"the request is {request.state}")


def move(request: Request, target: RequestState, now: datetime) -> None:
    """Sets the state, and the end where it is one. The caller saves."""
    if not may_move(request.state, target):
        said = RequestState(request.state).label
        raise Refusal(f"请求现在是「{said}」，不能改为「{target.label}」", f"{request.state} does not move to {target}")
    request.state = target
    if target in ENDS:
        request.ended_at = max(now, request.handed_in_at)


def audit(verb: Verb, actor: Actor, request: Request, now: datetime, reason: str = "", **more: str | int) -> None:
    """The entry of an act on a request: kind, person's id, office; no words of anybody."""
    body = {"subject": str(request.person_id), "kind": request.kind, "office": request.organisation.path, **more}
    kind, key = "rights.request", str(request.pk)
    record(actor=actor, verb=verb.code, object_type=kind, object_id=key, body=body, reason=reason, now=now)


def publish_news(event: str, request: Request, now: datetime) -> None:
    """Tells whoever listens above, once this is committed."""
    publish(event=event, ids={"request": str(request.pk), "person": str(request.person_id)}, now=now)


def _one(found: "QuerySet[Request]", request: Request) -> Request:
    row = found.select_for_update(of=("self",)).filter(pk=request.pk).first()
    if row is None:
        raise OutOfScope("no such request")
    return row
