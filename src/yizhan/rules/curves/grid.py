"""Comparing two curves of any kind on numbers that stand for every stretch between their boundaries."""

from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import product
from math import prod

from yizhan.kernel.errors import Refusal
from yizhan.rules.curves.base import Curve, Shares, distinct, easier
from yizhan.rules.pieces import Cut, samples
from yizhan.rules.values import ZERO, Easier, Input, Value

LARGEST_GRID = 60_000
FAR = Fraction(10**6)


def nowhere_easier(mine: Curve, base: Curve) -> Easier | None:
    """None if no representative value earns a greater share under `mine` than under `base`, else the first such value.

    Complete for curves that are constant between their boundaries. Refuses when there are too many combinations to try.
    """
    shares = Shares(mine, base)
    for values in _grid(mine, base):
        if found := shares.easier_at(values):
            return easier(values, *found)
    return None


def _grid(mine: Curve, base: Curve) -> Iterator[dict[str, Value]]:
    inputs = [one for one in distinct((*mine.inputs, *base.inputs)) if one.kind != "decision"]
    axes = [_axis(one, mine, base) for one in inputs]
    if prod(len(axis) for axis in axes) > LARGEST_GRID:
        raise Refusal(
            "两条计分规则差别过大，无法逐一比较", "the two curves differ too much to be compared value by value"
        )
    for combination in product(*axes):
        yield {one.name: value for one, value in zip(inputs, combination, strict=True)}


def _axis(one: Input, mine: Curve, base: Curve) -> Sequence[Value]:
    if one.kind == "finding":
        return (False, True)
    if one.kind == "amounts":
        return ((), (Fraction(5),), (Fraction(50),))
    if one.kind in ("award", "rating"):
        return (*((ZERO, one.limit) if one.limit is not None else ()), *one.choices)
    cuts: list[Cut] = []
    for curve in (mine, base):
        if one.name in {mine_or_base.name for mine_or_base in curve.inputs}:
            cuts.extend(curve.cuts(one.name) or ())
            cuts.extend(_sloping_cuts(curve, one.name))
    found = samples(cuts, whole=one.whole)
    return (*found, found[-1] + FAR)


def _sloping_cuts(curve: Curve, name: str) -> Iterator[Cut]:
    for drawing in curve.draw():
        if drawing.input == name:
            yield from (Cut(segment.start, after=not segment.closed) for segment in drawing.segments)
