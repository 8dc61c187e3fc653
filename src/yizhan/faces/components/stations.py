"""Stations to choose from and to go to, as a phone shows them. For everybody, as the public pages are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yizhan.floor.organisations.models import Organisation
from yizhan.network.regions import queries as regions
from yizhan.network.stations import queries
from yizhan.network.stations.models import Station

Choices = list[tuple[str, str | list[tuple[str, str]]]]


@dataclass(frozen=True, slots=True)
class Nearby:
    """A station with what one needs to go there. `open` is None where nobody can say; `distance` may be empty."""

    pk: UUID
    name: str
    address: str
    phone: str
    distance: str
    open: bool | None
    words: str


def name_of(station: Station) -> str:
    """The sign on its wall, else what it is called in the system."""
    return station.sign_name or station.organisation.name


def station_choices(nothing: str = "请选择驿站") -> Choices:
    """The open stations by county, for a select. The value is the organisation's key."""
    found = list(queries.published(whole=False))
    names = county_names([one.organisation.region[:6] for one in found])
    grouped: dict[str, list[tuple[str, str]]] = {}
    for one in found:
        label = f"{name_of(one)}（{one.address}）" if one.address else name_of(one)
        county = names.get(one.organisation.region[:6], "其他")
        grouped.setdefault(county, []).append((str(one.organisation_id), label))
    return [("", nothing), *grouped.items()]


def county_choices(nothing: str = "不填") -> Choices:
    """The counties that have open stations."""
    names = county_names([one.organisation.region[:6] for one in queries.published(whole=False)])
    return [("", nothing), *sorted(names.items())]


def county_names(codes: Sequence[str]) -> dict[str, str]:
    """Names of counties with their city, without the province."""
    wanted = {code for code in codes if len(code) == 6}
    said = regions.lines({*wanted, *(code[:2] for code in wanted)})
    return {code: said[code].removeprefix(said.get(code[:2], "")) for code in wanted if code in said}


def organisation_of(key: str) -> Organisation | None:
    """The organisation of an open station that was chosen; None for anything else."""
    return next((one.organisation for one in queries.published(whole=False) if str(one.organisation_id) == key), None)


def nearest(
    here: tuple[float, float] | None, home: Organisation | None, now: datetime, *, most: int = 3
) -> list[Nearby]:
    """Some stations: by distance from a WGS-84 position (longitude, latitude), else the home station and its neighbours."""
    found = list(queries.published(whole=False))
    if here is not None:
        near = queries.nearest(*here, limit=most, stations=found)
        return _nearby([one.station for one in near], [_distance(one.metres) for one in near], now)
    region = home.region[:6] if home is not None else ""
    found.sort(
        key=lambda one: (
            home is None or one.organisation_id != home.pk,
            one.organisation.region[:6] != region,
            one.organisation.code,
        )
    )
    return _nearby(found[:most], [""] * most, now)


def _nearby(stations: Sequence[Station], distances: Sequence[str], now: datetime) -> list[Nearby]:
    doors = queries.openness(stations, now)
    return [
        Nearby(
            one.pk,
            name_of(one),
            one.address,
            one.service_phone or one.hotline,
            distance,
            doors[one.pk].open,
            doors[one.pk].words,
        )
        for one, distance in zip(stations, distances, strict=False)
    ]


def _distance(metres: int | None) -> str:
    if metres is None:
        return ""
    return f"{metres}米" if metres < 1000 else f"{metres / 1000:.1f}公里"
