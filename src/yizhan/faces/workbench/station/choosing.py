"""Which station the pages are about. Staff have one; operators change between theirs, and the last one is remembered."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.paging import page
from yizhan.network.stations import queries
from yizhan.network.stations.models import Station

# The pages of a station that the choice may lead to.
PAGES = {
    "station_file": "驿站档案",
    "area_station": "服务区域",
    "staff_station": "人员",
    "roster_station": "值班表",
}
_KEY = "workbench_station"


def station_of(request: HttpRequest, pk: UUID) -> Station:
    """The station of an address, remembered as the last one. Station.DoesNotExist for another's."""
    found = queries.station(actor_of(request), pk)
    if request.session.get(_KEY) != str(found.pk):
        request.session[_KEY] = str(found.pk)
    return found


def last_station(request: HttpRequest) -> Station | None:
    """The last one looked at, else the first of the actor's; None where there is no file yet."""
    mine = queries.stations(actor_of(request))
    kept = request.session.get(_KEY)
    found = mine.filter(pk=UUID(kept)).first() if isinstance(kept, str) else None
    return found or mine.first()


def enter(request: HttpRequest, to: str) -> HttpResponse:
    """From the menu to the page of the last station."""
    found = last_station(request)
    if found is None:
        return render(request, "workbench/station/no_file.html", {"title": PAGES[to]})
    return redirect(f"workbench:{to}", pk=found.pk)


def choose(request: HttpRequest) -> HttpResponse:
    """The stations that the actor may change to, each linked to the page that he came from."""
    asked = request.GET.get("to", "")
    to = asked if asked in PAGES else "station_file"
    text = request.GET.get("q", "")[:60]
    found = page(queries.stations(actor_of(request), text=text), request, order=("region", "code", "pk"))
    context = {"page": found, "target": f"workbench:{to}", "to": to, "text": text, "hidden": {"to": to}}
    return render(request, "workbench/station/choose.html", context)
