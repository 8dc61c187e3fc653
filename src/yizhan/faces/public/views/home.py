"""The first page."""

from collections import Counter

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yizhan.faces.components.access import actor_of
from yizhan.faces.components.access_middleware import may_open
from yizhan.faces.components.destinations import address_of
from yizhan.faces.public import listing
from yizhan.floor.accounts.actors import Actor
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
            "doors": {face: _door(actor_of(request), face) for face in ("worker", "employer")},
            "counties": len({one.organisation.region[:6] for one in found}),
            "lines": _of_many_counties(sorted(shown, key=lambda one: one.open is not True))[:SHOWN],
        },
    )


def _door(actor: Actor, face: str) -> str:
    """Where somebody begins who looks for work or for people: the own page, or for who has signed in and has none, registration."""
    begins = actor.is_signed_in and not may_open(actor, f"{face}:home")
    return address_of(f"{face}:register" if begins else f"{face}:home")


def _of_many_counties(shown: list[listing.Line]) -> list[listing.Line]:
    """One of each county first, then a second of each, so that no county fills the page."""
    place: Counter[str] = Counter()
    turns = []
    for one in shown:
        county = one.station.organisation.region[:6]
        turns.append(place[county])
        place[county] += 1
    return [one for _, one in sorted(zip(turns, shown, strict=True), key=lambda pair: pair[0])]
