"""A child of the benchmark: opens the stations of the town and signs somebody in for each role. Prints their session keys.

Also says how many registrations earlier runs have added, so that nobody is registered twice.
"""

import json
from datetime import date
from decimal import Decimal
from importlib import import_module

import django
from django.conf import settings
from django.http import HttpRequest
from django.utils import timezone

django.setup()

import town  # noqa: E402
from population import NOW, person  # noqa: E402

from yizhan.floor.accounts import sessions  # noqa: E402
from yizhan.floor.accounts.models import Person  # noqa: E402
from yizhan.floor.accounts.states import Method  # noqa: E402
from yizhan.market.people.models import HandedIn, Worker  # noqa: E402
from yizhan.network.stations.models import OpeningSpan, Station  # noqa: E402
from yizhan.network.stations.states import Datum, Setting, StationKind, StationState, Tier, Weekday  # noqa: E402

_OPENED = date(2026, 1, 5)


def open_stations() -> None:
    """Writes the public files of the stations, once."""
    if Station.objects.exists():
        return
    made = []
    for place, key in enumerate(town.station_ids()):
        station = Station(
            id=town.row_id("file", place), organisation_id=key, kind=StationKind.STATION, tier=Tier.STREET
        )
        station.setting, station.state, station.created_at = Setting.URBAN, StationState.OPEN, NOW
        station.recognised_on = station.opened_on = _OPENED
        station.sign_name, station.address = f"第{place}零工驿站", f"某某街道{place}号"
        station.services, station.service_phone = [], "0595-12333"
        station.longitude = station.given_longitude = Decimal(118_500 + 5 * place) / 1000
        station.latitude = station.given_latitude = Decimal(24_800 + 10 * (place % 7)) / 1000
        station.datum = Datum.WGS84
        made.append(station)
    Station.objects.bulk_create(made)
    OpeningSpan.objects.bulk_create(
        OpeningSpan(station=station, weekday=day, opens=8 * 60, closes=18 * 60) for station in made for day in Weekday
    )


def session_of(person_id: object, method: Method) -> str:
    """The key of a new session of this person."""
    request = HttpRequest()
    request.META = {"REMOTE_ADDR": "127.0.0.1", "HTTP_USER_AGENT": "bench"}
    request.session = import_module(settings.SESSION_ENGINE).SessionStore()
    sessions.begin(request, Person.objects.get(pk=person_id), method=method, now=timezone.now())
    return str(request.session.session_key)


def main() -> None:
    """Prints what the benchmark needs to know."""
    open_stations()
    someone = person(0)
    print(
        json.dumps(
            {
                "clerk": session_of(town.row_id("staff", town.CLERK.name), Method.TWO_FACTORS),
                "worker": session_of(town.row_id("person", 0), Method.CODE),
                "station": str(town.station_ids()[0]),
                "handed_in": HandedIn.objects.count(),
                "people": Worker.objects.count(),
                "known": {"number": someone.number, "tail": someone.phone[-4:], "name": someone.name},
            }
        )
    )


if __name__ == "__main__":
    main()
