"""Who acts in this request."""

from collections.abc import Callable
from datetime import datetime
from typing import cast
from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.cache import add_never_cache_headers

from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.models import Membership, Person
from yizhan.floor.accounts.queries import as_actor, chosen, memberships_of, reachable
from yizhan.floor.accounts.sessions import MEMBERSHIP, keep_awake, signed_in_with_two_factors, steps_left
from yizhan.floor.accounts.states import NextStep
from yizhan.kernel.clock import SHANGHAI


class ActingRequest(HttpRequest):
    """A request as views get it: who acts, in what other roles he could, and what he must do first."""

    actor: Actor
    memberships: list[Membership]
    next_step: NextStep


class ActingMember:
    """Middleware, after Django's own: sets `actor`, `memberships` and `next_step`.

    A request without a session costs no query; one with a session reads session, person and memberships once each. What is
    answered to somebody signed in stays in no cache, so that the next one at a shared machine does not go back to it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        acting = cast(ActingRequest, request)
        acting.actor, acting.memberships, acting.next_step = PUBLIC, [], NextStep.NONE
        if not isinstance(request.user, Person):
            return self.get_response(request)
        _fill(acting, request.user, timezone.now())
        response = self.get_response(request)
        if not response.has_header("Cache-Control"):
            add_never_cache_headers(response)
        return response


def _fill(request: ActingRequest, person: Person, now: datetime) -> None:
    request.next_step = steps_left(request.session, person)
    held = memberships_of(person, on=now.astimezone(SHANGHAI).date())
    request.memberships = reachable(held, two_factors=signed_in_with_two_factors(request.session))
    if request.next_step:
        request.memberships = []
    request.actor = as_actor(person, chosen(request.memberships, _wanted(request)))
    keep_awake(request.session, now)


def _wanted(request: HttpRequest) -> UUID | None:
    try:
        return UUID(str(request.session.get(MEMBERSHIP, "")))
    except ValueError:
        return None
