"""The first page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yizhan.faces.public import listing
from yizhan.network.stations import queries
from yizhan.network.stations.queries import Near

SHOWN = 6


def home(request: HttpRequest) -> HttpResponse:
    """What a station is, how many are open, and the way to the nearest."""
    found = list(queries.published(whole=False))
    shown = listing.lines([Near(one, None) for one in found], timezone.now())
    return render(
        request,
        "public/home.html",
        {
            "total": len(shown),
            "open": sum(one.open is True for one in shown),
            "counties": len({one.organisation.region[:6] for one in found}),
            "lines": sorted(shown, key=lambda one: one.open is not True)[:SHOWN],
        },
    )
