"""The list of stations, the map, and one station."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone

from yizhan.faces.public import listing
from yizhan.faces.public.forms import PositionForm, StationFilter
from yizhan.network.regions import queries as regions
from yizhan.network.stations import queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.queries import Near
from yizhan.network.stations.states import HolidayRule, StationKind
from yizhan.network.stations.terms import Facility, Service, Zone


def stations(request: HttpRequest) -> HttpResponse:
    """Open stations, narrowed by county, kind and whether open now; nearest first where the browser said where it is."""
    every = list(queries.published(whole=False))
    narrowed = StationFilter(request.GET.dict(), listing.counties(every))
    here = PositionForm.read(request.GET.dict())
    now = timezone.now()
    found = [
        one
        for one in every
        if one.organisation.region.startswith(narrowed.county_code) and narrowed.station_kind in (None, one.kind)
    ]
    near = (
        queries.nearest(*here, limit=max(1, len(found)), stations=found)
        if here is not None
        else [Near(one, None) for one in found]
    )
    lines = [one for one in listing.lines(near, now) if one.open is True or not narrowed.open_only]
    return render(
        request, "public/stations.html", {"form": narrowed, "lines": lines, "here": here, "total": len(every)}
    )


def station_map(request: HttpRequest) -> HttpResponse:
    """The open stations of a city on a map: tiles where the site has them, else a plan drawn here; the list beside it.

    Two cities on one plan would be two heaps of dots with nothing between them. Without a choice it is the city with most stations.
    """
    every = list(queries.published(whole=False))
    cities = listing.cities(every)
    chosen = request.GET.get("city", "")
    city = chosen if chosen in cities else next(iter(cities), "")
    found = [one for one in every if one.organisation.region.startswith(city)]
    lines = listing.lines([Near(one, None) for one in found], timezone.now())
    spots = queries.spots(found)
    numbers = {str(one.station.pk): one for one in lines}
    context = {
        "city": cities.get(city, ""),
        "cities": [{"label": name, "url": f"?city={code}", "current": code == city} for code, name in cities.items()],
        "lines": lines,
        "places": listing.places(lines),
        "spots": [(spot, numbers[spot.key]) for spot in spots],
        "height": spots[0].height if spots else 0,
    }
    return render(request, "public/map.html", context)


def station(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One open station: where, when, what, whom to call."""
    return render(request, "public/station.html", _about(request, pk))


def poster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The same as a sheet of paper with a large QR code, for the door."""
    return render(request, "public/poster.html", _about(request, pk))


def _about(request: HttpRequest, pk: UUID) -> dict[str, object]:
    found: Station = get_object_or_404(queries.published(), pk=pk)
    url = request.build_absolute_uri(reverse("public:station", args=[found.pk]))
    place = regions.line(found.street or found.organisation.region)
    return {
        "station": found,
        "name": listing.name_of(found),
        "kind": StationKind(found.kind).label,
        "place": place,
        "address": listing.whole_address(place, found.address),
        "openness": queries.open_now(found, timezone.now()),
        "week": listing.week(found),
        "holidays": HolidayRule(found.holiday_rule).label,
        "services": [Service(code).label for code in found.services],
        "facilities": [Facility(code).label for code in found.facilities],
        "zones": [Zone(code).label for code in found.zones],
        "contacts": found.posted_contacts.all(),
        "url": url,
        "code": queries.qr(url),
    }
