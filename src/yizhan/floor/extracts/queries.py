"""Reading requests for exports: those of the actor's area."""

from datetime import datetime

from django.db.models import QuerySet

from yizhan.floor.accounts.actors import Actor
from yizhan.floor.extracts.models import Extract
from yizhan.floor.extracts.policy import takes_part
from yizhan.floor.extracts.registers import REGISTERS, Register
from yizhan.floor.extracts.states import OPEN, ExtractState
from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.scope import NOTHING, within
from yizhan.floor.organisations.states import OrganisationKind

_AREAS = (OrganisationKind.STATION, OrganisationKind.COUNTY_BUREAU, OrganisationKind.CITY_BUREAU)


def extracts(actor: Actor) -> "QuerySet[Extract]":
    """The requests of the actor's own bureau and of those below, latest first; none for other roles."""
    scope = within(actor, "organisation") if takes_part(actor) else NOTHING
    found = Extract.objects.filter(scope).select_related("organisation", "extent", "asked_by", "decided_by")
    return found.order_by("-asked_at", "id")


def open_extracts(actor: Actor) -> "QuerySet[Extract]":
    """Those of them that wait for somebody, the longest waiting first."""
    return extracts(actor).filter(state__in=OPEN).order_by("asked_at", "id")


def ended_extracts(actor: Actor) -> "QuerySet[Extract]":
    """Those of them that have ended, latest first."""
    return extracts(actor).exclude(state__in=OPEN).order_by("-ended_at", "id")


def to_decide(actor: Actor) -> "QuerySet[Extract]":
    """What waits for this actor's decision: asked by somebody else."""
    return open_extracts(actor).filter(state=ExtractState.ASKED).exclude(asked_by_id=actor.id)


def extents(actor: Actor) -> "QuerySet[Organisation]":
    """Of whose area a register can be exported: the own bureau, the bureaus and stations below; closed ones too."""
    scope = within(actor) if takes_part(actor) else NOTHING
    return Organisation.objects.filter(scope, kind__in=_AREAS).order_by("path")


def register_of(extract: Extract) -> Register | None:
    """The register that was asked for; None where no app offers it any more."""
    return REGISTERS.get(extract.register)


def number_of(actor: Actor, extract: Extract, *, at: datetime) -> int:
    """How many rows it would have for this actor at this moment."""
    register = register_of(extract)
    return 0 if register is None else register.count(actor, extract.extent, at)
