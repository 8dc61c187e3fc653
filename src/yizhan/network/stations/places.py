"""Where a station is: the names of its divisions, and its position on a map of either datum."""

from collections.abc import Mapping

from yizhan.network.regions.models import Region
from yizhan.network.stations.coordinates import Position, to_gcj02
from yizhan.network.stations.models import Station
from yizhan.network.stations.naming import Place
from yizhan.network.stations.states import Datum


def place_of(station: Station) -> Place:
    """City, county and street; empty where the code is not known. One query."""
    codes = codes_of(station)
    return place_from(station, dict(Region.objects.filter(code__in=codes).values_list("code", "name")))


def place_from(station: Station, names: Mapping[str, str]) -> Place:
    """The same from names that are at hand."""
    city, county, street = codes_of(station)
    return Place(names.get(city, ""), names.get(county, ""), names.get(street, ""))


def codes_of(station: Station) -> tuple[str, str, str]:
    """The codes of its city, county and street. The street is that of the file, else that of the organisation."""
    region = station.organisation.region
    street = station.street or (region if len(region) == 9 else "")
    return region[:4], region[:6], street


def position_of(station: Station, datum: Datum = Datum.WGS84) -> Position | None:
    """Where to draw it on a map of this datum; None where its position is not known. As given, where it was given in this datum."""
    if station.longitude is None or station.latitude is None:
        return None
    if station.datum == datum and station.given_longitude is not None and station.given_latitude is not None:
        return Position(float(station.given_longitude), float(station.given_latitude))
    position = Position(float(station.longitude), float(station.latitude))
    return to_gcj02(position) if datum is Datum.GCJ02 else position
