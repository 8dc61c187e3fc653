"""Sign-in without a proof, as one of the invented persons of the demo. Outside the demo there is none of this."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.http import HttpRequest

from yizhan.floor.accounts.actors import PUBLIC, Actor
from yizhan.floor.accounts.models import Membership, SignIn
from yizhan.floor.accounts.queries import in_force
from yizhan.floor.accounts.sessions import MEMBERSHIP, begin
from yizhan.floor.accounts.states import AccountState, Method, Role
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.clock import SHANGHAI

PREFIX = "demo-"
_ORDER = list(Role)


@dataclass(frozen=True, slots=True)
class Identity:
    """One person of the demo in one membership."""

    membership_id: UUID
    name: str
    role: Role
    organisation_name: str


def identities(actor: Actor, *, now: datetime) -> list[Identity]:
    """Whom anybody may sign in as: the memberships in force of persons whose login name begins with `demo-`. By role and name.

    One query; none and nothing outside the demo.
    """
    if not settings.YIZHAN_DEMO:
        return []
    found = Membership.objects.filter(
        in_force(now.astimezone(SHANGHAI).date()),
        person__username__startswith=PREFIX,
        person__state=AccountState.ACTIVE,
    ).select_related("person", "organisation")
    shown = [
        Identity(one.id, one.person.name, Role(one.role), one.organisation.name if one.organisation else "")
        for one in found
    ]
    return sorted(shown, key=lambda one: (_ORDER.index(one.role), one.organisation_name, one.name, one.membership_id))


def sign_in(request: HttpRequest, membership_id: UUID, *, now: datetime) -> SignIn:
    """Begins a session as one of `identities`, in that membership. OutOfScope for any other; refused outside the demo."""
    if membership_id not in [one.membership_id for one in identities(PUBLIC, now=now)]:
        raise OutOfScope
    chosen = Membership.objects.select_related("person").get(pk=membership_id)
    begun = begin(request, chosen.person, method=Method.DEMO, now=now)
    request.session[MEMBERSHIP] = str(membership_id)
    return begun
