"""The first page of the workbench."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from yizhan.faces.components.access import actor_of
from yizhan.faces.workbench.counter import desk, overview
from yizhan.faces.workbench.station.moments import now_and_today


def today(request: HttpRequest) -> HttpResponse:
    """What was done, what is due, and the ways to everything that is done often."""
    actor, (now, day) = actor_of(request), now_and_today()
    context = {**overview.today_page(actor, now, day), "stations": desk.stations_of(actor)}
    return render(request, "workbench/counter/today.html", context)
