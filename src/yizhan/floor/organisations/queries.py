"""Reading organisations."""

from collections.abc import Collection
from datetime import date

from django.db.models import Q, QuerySet

from yizhan.floor.organisations.models import Organisation
from yizhan.floor.organisations.policy import Steward
from yizhan.floor.organisations.scope import within
from yizhan.floor.organisations.states import OrganisationKind


def organisations(actor: Steward, *, kinds: Collection[OrganisationKind] = ()) -> QuerySet[Organisation]:
    """Those in the actor's area, closed ones included; for the administrator of the platform all. Of all kinds unless some are
    named. By path."""
    seen = Q() if actor.administers else within(actor)
    if kinds:
        seen &= Q(kind__in=kinds)
    return Organisation.objects.filter(seen).select_related("parent", "operator").order_by("path")


def operators(actor: Steward, *, on: date) -> QuerySet[Organisation]:
    """The operators that are open on a day, by name: for whoever keeps stations or bureaus, nobody else."""
    if not (actor.administers or actor.supervises or actor.sees_everything):
        return Organisation.objects.none()
    still_open = Q(closed_on__isnull=True) | Q(closed_on__gt=on)
    return Organisation.objects.filter(still_open, kind=OrganisationKind.OPERATOR).order_by("name", "path")
