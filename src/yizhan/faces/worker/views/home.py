"""The first page: what comes next, what was done, where to go."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.faces.components.stations import nearest
from yizhan.faces.components.steps import now
from yizhan.faces.worker import progress
from yizhan.faces.worker.answers import with_file
from yizhan.kernel.clock import SHANGHAI
from yizhan.market.people import queries
from yizhan.market.people.models import Worker

SHOWN = 3


@with_file
def home(request: HttpRequest, file: Worker) -> HttpResponse:
    """Light: three lines of everything."""
    actor = actor_of(request)
    found = progress.items(file, has_skills=file.skills.exists())
    registrations = list(queries.registrations(actor)[: SHOWN + 1])
    station = registrations[0].station if registrations else None
    here = None
    if file.home_latitude is not None and file.home_longitude is not None:
        here = (float(file.home_longitude), float(file.home_latitude))
    context = {
        "file": file,
        "items": found,
        "missing": progress.missing(found)[:SHOWN],
        "done": progress.count(found),
        "invitations": list(queries.invitations(actor)),
        "registrations": registrations[:SHOWN],
        "more": len(registrations) > SHOWN,
        "station": station,
        "awaits_guardian": queries.awaits_guardian(file, on=now().astimezone(SHANGHAI).date()),
        "stations": nearest(here, station, now(), most=SHOWN),
    }
    return render(request, "worker/home.html", context)


@with_file
def registrations(request: HttpRequest, file: Worker) -> HttpResponse:
    """Every registration, those that were corrected or withdrawn too."""
    rows = queries.registrations(actor_of(request), standing_only=False)
    found = page(rows, request, order=("-day", "-entered_at", "-pk"))
    return render(request, "worker/registrations.html", {"file": file, "page": found})
