"""From a role that somebody has just been given, at once to acting in it."""

from typing import cast
from uuid import UUID

from django.http import HttpRequest
from django.utils import timezone

from yizhan.floor.accounts import sessions
from yizhan.floor.accounts.middleware import ActingRequest
from yizhan.floor.accounts.models import Person
from yizhan.floor.accounts.queries import memberships_of, reachable
from yizhan.floor.accounts.states import Role
from yizhan.kernel.clock import SHANGHAI


def act_as(request: HttpRequest, role: Role, organisation_id: UUID | None = None) -> None:
    """From the next request on the person acts in this role, of this organisation where one is named. Nothing where it is not held."""
    acting = cast(ActingRequest, request)
    if not isinstance(request.user, Person):
        return
    held = memberships_of(request.user, on=timezone.now().astimezone(SHANGHAI).date())
    acting.memberships = reachable(held, two_factors=sessions.signed_in_with_two_factors(request.session))
    for one in acting.memberships:
        if one.role == role and organisation_id in (None, one.organisation_id):
            sessions.choose_membership(request, one.id)
            return
