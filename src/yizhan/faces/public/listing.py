"""Stations as the public pages show them: a few words each, the same number of queries however many."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from django.conf import settings
from django.urls import reverse

from yizhan.network.regions import queries as regions
from yizhan.network.stations import queries
from yizhan.network.stations.coordinates import Position, to_gcj02
from yizhan.network.stations.hours import said
from yizhan.network.stations.models import Station
from yizhan.network.stations.queries import Near
from yizhan.network.stations.states import StationKind, Weekday
from yizhan.network.stations.weeks import week_of

NEAREST = 200


@dataclass(frozen=True, slots=True)
class Line:
    """A station on a list. `open` is None where nobody can say; `distance` is empty where it is not known."""

    station: Station
    name: str
    kind: str
    place: str
    open: bool | None
    distance: str
    number: int

    @property
    def url(self) -> str:
        """Where its page is."""
        return reverse("public:station", args=[self.station.pk])


def name_of(station: Station) -> str:
    """The sign on its wall, else what it is called in the system."""
    return station.sign_name or station.organisation.name


def lines(found: Sequence[Near], now: datetime) -> list[Line]:
    """The lines in the order given, numbered as on the plan beside them."""
    doors = queries.openness([near.station for near in found], now)
    return [
        Line(
            station=near.station,
            name=name_of(near.station),
            kind=StationKind(near.station.kind).label,
            place=near.station.address,
            open=doors[near.station.pk].open,
            distance=distance(near.metres),
            number=number,
        )
        for number, near in enumerate(found, 1)
    ]


def whole_address(place: str, address: str) -> str:
    """Region and address as one line; what the address repeats of the region is said once."""
    shared = next((length for length in range(len(place), 0, -1) if address.startswith(place[-length:])), 0)
    return place + address[shared:]


def distance(metres: int | None) -> str:
    """350米, 1.2公里; empty where it is not known."""
    if metres is None:
        return ""
    return f"{metres}米" if metres < 1000 else f"{metres / 1000:.1f}公里"


def counties(stations: Sequence[Station]) -> list[tuple[str, str]]:
    """Code and name of the counties that these stations stand in, without the province."""
    codes = sorted({one.organisation.region[:6] for one in stations if len(one.organisation.region) >= 6})
    names = regions.lines({*codes, *(code[:2] for code in codes)})
    return [(code, names[code].removeprefix(names.get(code[:2], ""))) for code in codes if code in names]


def cities(stations: Sequence[Station]) -> dict[str, str]:
    """Code and name of the cities that these stations stand in, the one with most of them first."""
    most = Counter(one.organisation.region[:4] for one in stations if len(one.organisation.region) >= 4)
    names = regions.lines({*most, *(code[:2] for code in most)})
    codes = sorted((code for code in most if code in names), key=lambda code: (-most[code], code))
    return {code: names[code].removeprefix(names.get(code[:2], "")) for code in codes}


def week(station: Station) -> list[tuple[str, str]]:
    """Days and hours, equal days in a row together: 周一至周五, 08:30-12:00，14:30-17:30."""
    spans = week_of(station)
    hours = [(day, said(spans.get(day, ()))) for day in Weekday]
    rows = []
    for words, group in groupby(hours, key=lambda one: one[1]):
        days = [day for day, _ in group]
        label = days[0].label if len(days) == 1 else f"{days[0].label}至{days[-1].label}"
        rows.append((str(label), words.replace("-", "–")))
    return rows


def places(found: Sequence[Line]) -> list[dict[str, Any]]:
    """What the map needs of each, in the coordinates that its tiles are drawn in."""
    return [
        {"name": one.name, "url": one.url, "note": one.place, **_shown_at(one.station)}
        for one in found
        if one.station.longitude is not None
    ]


def _shown_at(station: Station) -> dict[str, float]:
    position = Position(float(station.longitude or 0), float(station.latitude or 0))
    if settings.YIZHAN_TILES is None or settings.YIZHAN_TILES.datum == "gcj02":
        position = to_gcj02(position)
    return {"lon": round(position.longitude, 6), "lat": round(position.latitude, 6)}
