"""Where a station lies among the open ones of its county, for the map and the drawing without tiles."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.urls import reverse

from yizhan.network.stations import queries
from yizhan.network.stations.models import Station
from yizhan.network.stations.places import position_of
from yizhan.network.stations.schematic import Spot
from yizhan.network.stations.states import Datum


@dataclass(frozen=True, slots=True)
class Plan:
    """The drawing: spots, each with whether it is the station itself, and the height of the box; `places` are for the map."""

    spots: tuple[tuple[Spot, bool], ...]
    height: float
    places: list[dict[str, Any]]


def plan_of(station: Station) -> Plan | None:
    """The station and the open ones around it; None while its position is not known."""
    if station.longitude is None:
        return None
    county = station.organisation.region[:6]
    around = [one for one in queries.published(region=county) if one.pk != station.pk]
    spots = queries.spots([station, *around])
    return Plan(
        tuple((spot, spot.key == str(station.pk)) for spot in spots),
        spots[0].height if spots else 0.0,
        _places(station),
    )


def _places(station: Station) -> list[dict[str, Any]]:
    tiles = settings.YIZHAN_TILES
    position = position_of(station, Datum.WGS84 if tiles is not None and tiles.datum == "wgs84" else Datum.GCJ02)
    if position is None:
        return []
    return [
        {
            "name": station.organisation.name,
            "url": reverse("workbench:station_file", args=[station.pk]),
            "note": station.address,
            "lon": round(position.longitude, 6),
            "lat": round(position.latitude, 6),
        }
    ]
