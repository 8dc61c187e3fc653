"""Who founds, renames and closes which organisations."""

from typing import Protocol

from yizhan.floor.audit.actors import Actor
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import OutOfScope, Scoped
from yizhan.floor.organisations.states import OrganisationKind
from yizhan.kernel.errors import Refusal

ADMINISTERED = (OrganisationKind.CITY_BUREAU, OrganisationKind.COUNTY_BUREAU, OrganisationKind.OPERATOR)


class Steward(Actor, Scoped, Protocol):
    """An actor as far as this app needs to know."""

    @property
    def administers(self) -> bool:
        """Whether he administers the platform: bureaus and operators."""

    @property
    def supervises(self) -> bool:
        """Whether he is an officer of a county bureau: its stations."""


def require_change(actor: Steward, kind: OrganisationKind, path: str) -> None:
    """Refuses whoever may not found or change an organisation of this kind at this path; out of the own area: OutOfScope."""
    if actor.sees_everything or (actor.administers and kind in ADMINISTERED):
        return
    if actor.administers:
        raise Refusal(f"系统管理员不能设立或变更{kind.label}", f"an administrator does not change a {kind.value}")
    if not actor.path or not path.startswith(actor.path):
        raise OutOfScope
    if not (actor.supervises and kind is OrganisationKind.STATION):
        raise Refusal(f"您的岗位不能设立或变更{kind.label}", f"your role does not change a {kind.value}")


def require_visible(actor: Steward, organisation: Organisation) -> None:
    """OutOfScope for whoever does not see it at all; the administrator sees every organisation."""
    seen = organisation.path.startswith(actor.path) if actor.path else False
    if not (actor.sees_everything or actor.administers or seen):
        raise OutOfScope
