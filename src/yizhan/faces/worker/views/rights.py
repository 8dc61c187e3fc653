"""My privacy: an overview, and who saw my data."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components.access import actor_of
from yizhan.floor.privacy import queries as privacy
from yizhan.floor.rights import queries

SHOWN = 100


def rights(request: HttpRequest) -> HttpResponse:
    """What one may ask for, and how what was asked stands."""
    actor = actor_of(request)
    looks = privacy.seen(actor, person_id=actor.id)
    context = {
        "requests": list(queries.own_requests(actor)),
        "looks": len(looks),
        "last_look": looks[0].at if looks else None,
        "consents": privacy.own_consents(actor, person_id=actor.id).filter(ended_at=None).count(),
        "restricted": privacy.restrictions_of(actor, person_id=actor.id).filter(until=None).exists(),
    }
    return render(request, "worker/rights/rights.html", context)


def seen(request: HttpRequest) -> HttpResponse:
    """Who saw what, when, in what capacity and why; the latest hundred."""
    actor = actor_of(request)
    looks = privacy.seen(actor, person_id=actor.id)
    return render(request, "worker/rights/seen.html", {"looks": looks[:SHOWN], "total": len(looks)})
