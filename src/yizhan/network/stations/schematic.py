"""A plan without tiles: stations in a box, true in direction and proportion, their labels kept apart. Pure.

The box is 1000 wide; its height follows from the extent of the stations, within bounds. North is up.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

WIDTH, MARGIN = 1000.0, 70.0
LOWEST, HIGHEST = 400.0, 1400.0
_GLYPH, _LINE, _DOT, _AIR = 26.0, 34.0, 14.0, 6.0
_LONGEST = 14
_TURN = 2.399963229728653  # the golden angle: dots that fall together are spread evenly around

Anchor = Literal["start", "middle", "end"]


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a station's dot and label go, in units of the box. `label` is empty where no place for it was found; `number` counts
    from 1 in the order given, for a legend beside the plan."""

    key: str
    number: int
    x: float
    y: float
    label: str
    label_x: float
    label_y: float
    anchor: Anchor
    height: float


@dataclass(frozen=True, slots=True)
class _Box:
    left: float
    top: float
    right: float
    bottom: float

    def meets(self, other: "_Box") -> bool:
        return (
            self.left < other.right and other.left < self.right and self.top < other.bottom and other.top < self.bottom
        )


def placed(stations: Sequence[tuple[str, str, float, float]]) -> list[Spot]:
    """One spot for each (key, label, longitude, latitude) in WGS-84, in the order given. The same input gives the same plan.

    Labels are tried right, left, below and above their dot, those of earlier stations first; no label covers a dot or a label.
    """
    if not stations:
        return []
    points, height = _projected([(longitude, latitude) for _, _, longitude, latitude in stations])
    points = _apart(points)
    dots = [_Box(x - _DOT, y - _DOT, x + _DOT, y + _DOT) for x, y in points]
    used: list[_Box] = []
    found = []
    for index, (key, name, _, _) in enumerate(stations):
        x, y = points[index]
        others = dots[:index] + dots[index + 1 :] + used
        label = name if len(name) <= _LONGEST else name[: _LONGEST - 1] + "…"
        place = next((at for at in _around(x, y, label) if _fits(at[3], others, height)), None)
        if place is None:
            found.append(Spot(key, index + 1, x, y, "", x, y, "middle", height))
            continue
        label_x, label_y, anchor, box = place
        used.append(box)
        found.append(Spot(key, index + 1, x, y, label, label_x, label_y, anchor, height))
    return found


def _projected(positions: Sequence[tuple[float, float]]) -> tuple[list[tuple[float, float]], float]:
    middle = math.radians(sum(latitude for _, latitude in positions) / len(positions))
    flat = [(longitude * math.cos(middle), -latitude) for longitude, latitude in positions]
    west, east = min(x for x, _ in flat), max(x for x, _ in flat)
    north, south = min(y for _, y in flat), max(y for _, y in flat)
    inner = WIDTH - 2 * MARGIN
    wide, tall = east - west, south - north
    scales = [inner / wide] if wide else []
    scales += [(HIGHEST - 2 * MARGIN) / tall] if tall else []
    scale = min(scales, default=0.0)
    height = min(HIGHEST, max(LOWEST, tall * scale + 2 * MARGIN))
    left = (WIDTH - wide * scale) / 2
    top = (height - tall * scale) / 2
    return [(left + (x - west) * scale, top + (y - north) * scale) for x, y in flat], height


def _apart(points: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """Dots that would cover each other are moved on a spiral until they do not."""
    done: list[tuple[float, float]] = []
    for x, y in points:
        step, at = 0, (x, y)
        while any(math.dist(at, other) < 2 * _DOT for other in done):
            step += 1
            reach = _DOT * math.sqrt(step)
            at = (x + reach * math.cos(step * _TURN), y + reach * math.sin(step * _TURN))
        done.append(at)
    return done


def _around(x: float, y: float, label: str) -> list[tuple[float, float, Anchor, _Box]]:
    wide = len(label) * _GLYPH
    side, half = _DOT + _AIR, _LINE / 2
    beside = y + _GLYPH / 3
    below, above = y + side + _LINE * 0.75, y - side - _AIR
    return [
        (x + side, beside, "start", _Box(x + side, y - half, x + side + wide, y + half)),
        (x - side, beside, "end", _Box(x - side - wide, y - half, x - side, y + half)),
        (x, below, "middle", _Box(x - wide / 2, y + side, x + wide / 2, y + side + _LINE)),
        (x, above, "middle", _Box(x - wide / 2, y - side - _LINE, x + wide / 2, y - side)),
    ]


def _fits(box: _Box, others: Sequence[_Box], height: float) -> bool:
    inside = box.left >= 0 and box.right <= WIDTH and box.top >= 0 and box.bottom <= height
    return inside and not any(box.meets(other) for other in others)
