"""Reading requests: the person's own, and those of the offices in an actor's area."""

from datetime import date, datetime
from uuid import UUID

from django.db.models import Q, QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import NOTHING, within
from yizhan.floor.privacy.queries import is_restricted
from yizhan.floor.privacy.sealed import SystemPurpose
from yizhan.floor.privacy.states import RestrictionBasis
from yizhan.floor.rights import deadline
from yizhan.floor.rights.models import Copy, ErasureLine, Request
from yizhan.floor.rights.policy import handles
from yizhan.floor.rights.states import OFFICES, RequestKind, RequestState


def requests(actor: Actor) -> "QuerySet[Request]":
    """What this actor may handle: the requests at the offices of his area, without his own. The longest waiting first."""
    scope = within(actor, "organisation") if handles(actor) else NOTHING
    return _with_office().filter(scope).exclude(person_id=actor.id).order_by("handed_in_at", "id")


def own_requests(actor: Actor) -> "QuerySet[Request]":
    """The person's own requests, latest first."""
    return _with_office().filter(person_id=actor.id).order_by("-handed_in_at", "id")


def visible(actor: Actor) -> "QuerySet[Request]":
    """Own requests and those that he may handle: for pages that show one request."""
    scope = within(actor, "organisation") if handles(actor) else NOTHING
    return _with_office().filter(scope | Q(person_id=actor.id))


def open_requests(actor: Actor, *, overdue_on: date | None = None) -> "QuerySet[Request]":
    """What he has still to handle; with a date, only what was due before it."""
    found = requests(actor).filter(ended_at=None)
    return found if overdue_on is None else found.filter(due_on__lt=overdue_on)


def ended_requests(actor: Actor) -> "QuerySet[Request]":
    """What he handled or saw handled in his area and has ended, latest first."""
    return requests(actor).filter(ended_at__isnull=False).order_by("-ended_at", "id")


def offices(actor: Actor) -> "QuerySet[Organisation]":
    """Where a request can be handed in: for staff the offices of their area, for everybody else every open one."""
    scope = within(actor) if handles(actor) else Q()
    return Organisation.objects.filter(scope, kind__in=OFFICES, closed_on=None).order_by("path")


def deadline_of(actor: Actor, request: Request) -> date | None:
    """By when it is answered; computed anew where the calendar was not published at that time, None while it is not."""
    own = visible(actor).get(pk=request.pk)
    return own.due_on or deadline.due_on(own.handed_in_at, deadline.promised_days())


def answer_of(actor: Actor, request: Request) -> str:
    """The answer in words, for the person; empty where there is none."""
    own = own_requests(actor).get(pk=request.pk)
    return "" if own.answer is None else str(own.answer.open_for(SystemPurpose.DOCUMENT))


def outcome_of(actor: Actor, request: Request) -> "QuerySet[ErasureLine]":
    """What an erasure did, line by line: for the person, and for the office that prints it."""
    return ErasureLine.objects.filter(request__in=visible(actor).filter(pk=request.pk))


def copy_for(actor: Actor, request: Request, *, at: datetime) -> Copy | None:
    """The copy that the person can fetch at this moment, or None. Nobody else's."""
    own = Copy.objects.filter(request=request, person_id=actor.id, expires_at__gt=at, content__isnull=False)
    return own.first()


def restricts(actor: Actor, request: Request, *, at: datetime) -> bool:
    """Whether what this request asked for is in force at this moment: the person's data is only kept."""
    own = visible(actor).filter(pk=request.pk, kind=RequestKind.RESTRICTION, state=RequestState.DONE).first()
    return own is not None and is_restricted(own.person_id, at, basis=RestrictionBasis.ASKED)


def requests_about(person_id: UUID) -> "QuerySet[Request]":
    """Every request of this person. For the person's copy and for erasure only, whose callers have decided who may."""
    return Request.objects.filter(person_id=person_id).order_by("handed_in_at")


def _with_office() -> "QuerySet[Request]":
    return Request.objects.select_related("organisation", "person")
