"""The shipped standards, and random values that fit what they read."""

from fractions import Fraction
from functools import cache

from hypothesis import strategies as st

from yizhan.appraisal import catalogue
from yizhan.rules.building.standards import standard
from yizhan.rules.pieces import samples
from yizhan.rules.scheme import Scheme, Standard
from yizhan.rules.values import Input, Value, Values

NAMES = catalogue.names()


@cache
def scheme(name: str) -> Scheme:
    """A shipped standard."""
    return catalogue.scheme(name)


@cache
def built(name: str, subject: str) -> Standard:
    """A shipped standard for one subject, readings at their defaults."""
    return standard(scheme(name), subject, {})


@st.composite
def values_of(draw: st.DrawFn, chosen: Standard, *, all_known: bool = False) -> Values:
    """Values of the standard's inputs, some of them unknown; numbers lie around the boundaries that matter."""
    found: dict[str, Value] = {}
    missing = st.just(False) if all_known else st.sampled_from((False, False, False, True))
    for one, value in _strategies(chosen):
        if not draw(missing):
            found[one.name] = draw(value)
    return _respecting_parts(found)


def _respecting_parts(found: dict[str, Value]) -> dict[str, Value]:
    """Stable placements are among all placements."""
    for suffix in ("", "_all"):
        part, whole = f"stable_placements_monthly_mean{suffix}", f"placements_monthly_mean{suffix}"
        if part in found and whole in found:
            found[part] = min(found[part], found[whole])  # type: ignore[type-var]
    return found


@cache
def _strategies(chosen: Standard) -> tuple[tuple[Input, st.SearchStrategy[Value]], ...]:
    return tuple((one, _strategy(one, chosen)) for one in chosen.inputs())


def _strategy(one: Input, chosen: Standard) -> st.SearchStrategy[Value]:
    if one.kind == "finding":
        return st.sampled_from((True, True, False))
    if one.choices:
        return st.sampled_from(one.choices)
    if one.kind == "amounts":
        return st.lists(st.integers(5, 9).map(Fraction), max_size=2).map(tuple)
    if one.kind in ("award", "decision"):
        return st.fractions(0, one.limit or 5, max_denominator=4)
    return st.sampled_from(_around(one, chosen))


def _around(one: Input, chosen: Standard) -> list[Fraction]:
    cuts = []
    for item in chosen.items:
        if one.name in {read.name for read in item.curve.inputs}:
            cuts += item.curve.cuts(one.name) or ()
    for condition in chosen.conditions_elsewhere():
        if condition.bound is not None and condition.input.name == one.name:
            cuts.append(condition.bound.cut)
    found = samples(cuts, whole=one.whole)
    return [*found, found[-1] + 1, found[-1] + 40]
