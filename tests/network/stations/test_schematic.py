"""The plan without tiles."""

import math
import random

import pytest

from yizhan.network.stations.schematic import HIGHEST, LOWEST, WIDTH, Spot, placed


def box(spot: Spot) -> tuple[float, float, float, float]:
    wide = len(spot.label) * 26
    left = {"start": spot.label_x, "end": spot.label_x - wide, "middle": spot.label_x - wide / 2}[spot.anchor]
    return left, spot.label_y - 26, left + wide, spot.label_y + 6


def scattered(seed: int) -> list[tuple[str, str, float, float]]:
    chance = random.Random(seed)
    return [
        (
            str(n),
            "泉州市丰泽区零工驿站"[: chance.randint(2, 10)],
            chance.uniform(118.3, 119),
            chance.uniform(24.6, 25.2),
        )
        for n in range(60)
    ]


def test_nothing_is_nothing() -> None:
    assert placed([]) == []


def test_one_station_is_in_the_middle() -> None:
    (spot,) = placed([("a", "东海零工驿站", 118.6, 24.9)])
    assert (spot.x, spot.y, spot.height, spot.label) == (500, LOWEST / 2, LOWEST, "东海零工驿站")


def test_north_is_up_and_east_is_right() -> None:
    south_west, north_east = placed([("a", "甲", 118.5, 24.8), ("b", "乙", 118.6, 24.9)])
    assert south_west.x < north_east.x
    assert south_west.y > north_east.y
    assert (south_west.number, north_east.number) == (1, 2)


def test_proportions_are_kept() -> None:
    a, b, c = placed([("a", "甲", 118.5, 24.9), ("b", "乙", 118.6, 24.9), ("c", "丙", 118.5, 25.0)])
    east, north = b.x - a.x, a.y - c.y
    assert east / north == pytest.approx(math.cos(math.radians(24.9333)), rel=0.001)


def test_stations_at_the_same_place_are_moved_apart() -> None:
    spots = placed([(str(n), "同址驿站", 118.6, 24.9) for n in range(12)])
    for first in spots:
        for second in spots:
            assert first is second or math.dist((first.x, first.y), (second.x, second.y)) >= 27.9


@pytest.mark.parametrize("seed", range(5))
def test_no_label_covers_another_or_leaves_the_box(seed: int) -> None:
    spots = placed(scattered(seed))
    labelled = [box(spot) for spot in spots if spot.label]
    assert len(labelled) >= 15
    for index, (left, top, right, bottom) in enumerate(labelled):
        assert left >= 0
        assert right <= WIDTH
        assert top >= -10
        assert bottom <= spots[0].height + 10
        for other in labelled[index + 1 :]:
            apart = right <= other[0] or other[2] <= left or bottom - 6 <= other[1] or other[3] - 6 <= top
            assert apart
    assert LOWEST <= spots[0].height <= HIGHEST
    assert spots == placed(scattered(seed))


def test_long_labels_are_cut() -> None:
    (spot,) = placed([("a", "海口市龙华区金贸街道就业服务驿站分站", 110.3, 20.0)])
    assert spot.label == "海口市龙华区金贸街道就业服…"
