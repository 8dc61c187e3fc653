"""Whose area a division lies in."""

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.accounts.states import BUREAU_ROLES, Role
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope
from yizhan.kernel.errors import Refusal


def own_area(actor: Actor) -> str | None:
    """The code under which the actor's bureau works; "" for the whole country, None for whoever has no area."""
    if actor.sees_everything or actor.role is Role.ADMINISTRATOR:
        return ""
    if actor.role not in BUREAU_ROLES or actor.organisation_id is None:
        return None
    return Organisation.objects.values_list("region", flat=True).get(id=actor.organisation_id) or None


def require_own_area(actor: Actor, code: str) -> None:
    """Bureaus keep the list of their own area: Refusal for other roles, OutOfScope for another's area."""
    area = own_area(actor)
    if area is None:
        raise Refusal("只有人社部门可以维护社区（村）名录", "only bureaus keep the list of communities")
    if not code.startswith(area):
        raise OutOfScope(f"region {code}")
