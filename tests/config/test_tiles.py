"""Map tiles: the only host besides the site's own that a page may ask, and only when it is named."""

import pytest

from yizhan.config.environment import Tiles, read
from yizhan.config.headers import policy
from yizhan.kernel.errors import Refusal

ADDRESS = "https://tiles.example:8443/vec/{z}/{x}/{y}.png?style=7"


def tiles(**outside: str) -> Tiles | None:
    return read({"YIZHAN_MODE": "demo"} | outside).tiles


def test_without_an_address_there_are_none() -> None:
    assert tiles() is None
    assert "https:" not in policy()


def test_the_policy_admits_pictures_from_the_host_of_the_tiles() -> None:
    found = tiles(YIZHAN_TILES=ADDRESS, YIZHAN_TILES_DATUM="wgs84", YIZHAN_TILES_CREDIT="天地图")
    assert found == Tiles(ADDRESS, "https://tiles.example:8443", "wgs84", "天地图")
    assert "img-src 'self' data: https://tiles.example:8443;" in policy(found.origin)
    assert policy(found.origin).count("tiles.example") == 1


@pytest.mark.parametrize(
    "address",
    [
        "http://tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}.png",
        "//tiles.example/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png; script-src *",
        "https://*/{z}/{x}/{y}.png",
        "https://tiles.example/{z}/{x}/{y}.png\n",
    ],
)
def test_an_address_that_is_none_is_refused(address: str) -> None:
    with pytest.raises(Refusal, match="YIZHAN_TILES"):
        tiles(YIZHAN_TILES=address)


def test_tiles_are_drawn_in_one_of_two_datums() -> None:
    with pytest.raises(Refusal, match="YIZHAN_TILES_DATUM"):
        tiles(YIZHAN_TILES=ADDRESS, YIZHAN_TILES_DATUM="bd09")
