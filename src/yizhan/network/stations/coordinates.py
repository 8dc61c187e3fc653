"""Positions on the earth: WGS-84 and the shifted GCJ-02 that maps made in China show, and distances. Pure, no framework.

The shift is the published approximation of GCJ-02 (Krasovsky 1940 ellipsoid); its inverse is found by iteration to a centimetre.
Degrees are binary floats inside; what is stored is rounded to 6 decimals, a tenth of a metre.
"""

import math
from dataclasses import dataclass
from decimal import Decimal

from yizhan.kernel.errors import Refusal
from yizhan.network.stations.states import Datum

EARTH_RADIUS_METRES = 6_371_008.8
_AXIS, _ECCENTRICITY = 6_378_245.0, 0.00669342162296594323
_WEST, _EAST, _SOUTH, _NORTH = 72.004, 137.8347, 0.8293, 55.8271
_SIX = Decimal("0.000001")
_CLOSE_ENOUGH = 1e-8
_ROUNDS = 30


@dataclass(frozen=True, slots=True)
class Position:
    """Longitude and latitude in degrees."""

    longitude: float
    latitude: float

    def rounded(self) -> tuple[Decimal, Decimal]:
        """Longitude and latitude to 6 decimals."""
        return Decimal(repr(self.longitude)).quantize(_SIX), Decimal(repr(self.latitude)).quantize(_SIX)


def checked(longitude: Decimal, latitude: Decimal) -> Position:
    """A position in China, or a Refusal. Swapped numbers are recognised and said so."""
    if not (longitude.is_finite() and latitude.is_finite()):
        raise Refusal("经纬度应为数字", "longitude and latitude are numbers", field="longitude")
    if in_china(Position(float(latitude), float(longitude))) and not in_china(
        Position(float(longitude), float(latitude))
    ):
        raise Refusal(
            "经度和纬度填反了：经度在前，如 118.6，纬度在后，如 24.9",
            "longitude and latitude are swapped",
            field="longitude",
        )
    position = Position(float(longitude), float(latitude))
    if not in_china(position):
        raise Refusal("该位置不在中国境内，请核对经纬度", "this position is not in China", field="longitude")
    return position


def in_china(position: Position) -> bool:
    """Whether the shift applies: the rectangle that map software uses."""
    return _WEST <= position.longitude <= _EAST and _SOUTH <= position.latitude <= _NORTH


def to_gcj02(position: Position) -> Position:
    """A WGS-84 position as shown on maps made in China. Outside the rectangle unchanged."""
    if not in_china(position):
        return position
    east, north = _shift(position)
    return Position(position.longitude + east, position.latitude + north)


def to_wgs84(position: Position) -> Position:
    """The WGS-84 position of a GCJ-02 one."""
    if not in_china(position):
        return position
    longitude, latitude = position.longitude, position.latitude
    for _ in range(_ROUNDS):
        shown = to_gcj02(Position(longitude, latitude))
        east, north = shown.longitude - position.longitude, shown.latitude - position.latitude
        longitude, latitude = longitude - east, latitude - north
        if abs(east) < _CLOSE_ENOUGH and abs(north) < _CLOSE_ENOUGH:
            break
    return Position(longitude, latitude)


def as_wgs84(position: Position, datum: Datum) -> Position:
    """The WGS-84 position of one given in `datum`."""
    return to_wgs84(position) if datum is Datum.GCJ02 else position


def metres_between(first: Position, second: Position) -> float:
    """The distance on a sphere of the mean radius, by haversine."""
    north = math.radians(second.latitude - first.latitude)
    east = math.radians(second.longitude - first.longitude)
    height = (
        math.sin(north / 2) ** 2
        + math.cos(math.radians(first.latitude)) * math.cos(math.radians(second.latitude)) * math.sin(east / 2) ** 2
    )
    return 2 * EARTH_RADIUS_METRES * math.asin(min(1.0, math.sqrt(height)))


def _shift(position: Position) -> tuple[float, float]:
    x, y = position.longitude - 105.0, position.latitude - 35.0
    waves = (20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)) * 2.0 / 3.0
    root = math.sqrt(abs(x))
    north = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * root + waves
    north += (20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    north += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    east = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * root + waves
    east += (20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    east += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    angle = math.radians(position.latitude)
    factor = 1 - _ECCENTRICITY * math.sin(angle) ** 2
    root = math.sqrt(factor)
    degrees_east = math.degrees(east / (_AXIS / root * math.cos(angle)))
    degrees_north = math.degrees(north / (_AXIS * (1 - _ECCENTRICITY) / (factor * root)))
    return degrees_east, degrees_north
