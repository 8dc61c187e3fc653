"""GCJ-02 and distances: known pairs and the way back."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.kernel.errors import Refusal
from yizhan.network.stations.coordinates import (
    Position,
    as_wgs84,
    checked,
    metres_between,
    to_gcj02,
    to_wgs84,
)
from yizhan.network.stations.states import Datum

# Published test pairs of the shift: Shanghai, Shenzhen, Beijing.
PAIRS = [
    (121.5272106, 31.1774276, 121.531541859215, 31.17530398364597),
    (113.912316, 22.543847, 113.9171764808363, 22.540796131694766),
    (116.377817, 39.911954, 116.38404722455657, 39.91334545536069),
]


@pytest.mark.parametrize(("longitude", "latitude", "shown_longitude", "shown_latitude"), PAIRS)
def test_known_pairs(longitude: float, latitude: float, shown_longitude: float, shown_latitude: float) -> None:
    shown = to_gcj02(Position(longitude, latitude))
    assert shown.longitude == pytest.approx(shown_longitude, abs=1e-10)
    assert shown.latitude == pytest.approx(shown_latitude, abs=1e-10)
    assert as_wgs84(shown, Datum.GCJ02).longitude == pytest.approx(longitude, abs=1e-7)
    assert as_wgs84(shown, Datum.WGS84) == shown


@given(st.floats(74, 135), st.floats(18, 53))
def test_the_way_back_is_within_a_tenth_of_a_metre(longitude: float, latitude: float) -> None:
    here = Position(longitude, latitude)
    assert metres_between(here, to_wgs84(to_gcj02(here))) < 0.1


def test_the_shift_in_quanzhou_is_some_hundred_metres() -> None:
    here = Position(118.675724, 24.874452)
    assert 400 < metres_between(here, to_gcj02(here)) < 700


def test_outside_china_nothing_is_shifted() -> None:
    assert to_gcj02(Position(-0.1276, 51.5072)) == Position(-0.1276, 51.5072)
    assert to_wgs84(Position(-0.1276, 51.5072)) == Position(-0.1276, 51.5072)


def test_distances() -> None:
    assert metres_between(Position(118.0, 24.0), Position(118.0, 24.0)) == 0
    assert round(metres_between(Position(118.0, 24.0), Position(118.0, 25.0))) == 111195
    assert round(metres_between(Position(118.0, 24.0), Position(119.0, 24.0))) == 101582


def test_positions_are_rounded_to_six_decimals() -> None:
    assert Position(118.67572449, 24.8744525).rounded() == (Decimal("118.675724"), Decimal("24.874452"))


@pytest.mark.parametrize(
    ("longitude", "latitude"), [("0", "0"), ("-118", "24"), ("2.35", "48.85"), ("NaN", "24"), ("118", "Infinity")]
)
def test_what_is_not_in_china_is_refused(longitude: str, latitude: str) -> None:
    with pytest.raises(Refusal):
        checked(Decimal(longitude), Decimal(latitude))


def test_swapped_numbers_are_recognised() -> None:
    with pytest.raises(Refusal, match="填反"):
        checked(Decimal("24.874452"), Decimal("118.675724"))
