"""What must hold for curves of every kind, and the inputs that the examples read."""

from collections.abc import Iterable, Mapping
from fractions import Fraction
from itertools import pairwise

from hypothesis import strategies as st

from yizhan.kernel.texts import Text
from yizhan.rules.conditions import Bound, Complete, Condition
from yizhan.rules.curves.base import Curve
from yizhan.rules.values import Drawing, Goal, Input, Requirement, Value

POSTS = Input("posts", "indicator", Text("岗位数", "posts"), Text("个", "posts"), whole=True)
FIRMS = Input("firms", "indicator", Text("单位数", "firms"), Text("家", "firms"), whole=True)
SHARE = Input("share", "indicator", Text("满意度", "satisfaction"), Text("%", "%"))
MEAN = Input("mean", "indicator", Text("月均人次", "monthly mean"), Text("人次", "times"))
SIGN = Input("sign", "finding", Text("设有标识", "a sign"))
RULES = Input("rules", "finding", Text("制度上墙", "rules shown"))
NUMBERS = (POSTS, FIRMS, SHARE, MEAN)

HALVES = st.builds(Fraction, st.integers(0, 60), st.sampled_from((1, 2, 3, 10)))
ABOVE_ZERO = st.builds(Fraction, st.integers(1, 60), st.sampled_from((1, 2, 3, 10)))


def f(text: str | int) -> Fraction:
    """The number that `text` writes."""
    return Fraction(text)


def number_for(one: Input) -> st.SearchStrategy[Fraction]:
    """Values of an input: integers where it counts, else rationals that often fall on a boundary."""
    return st.integers(0, 70).map(Fraction) if one.whole else HALVES


def at_least(one: Input, value: str | int, *, strict: bool = False, complete: Complete | None = None) -> Condition:
    """A condition bounded from below."""
    return Condition(one, one.label, "条文", Bound(f(value), least=True, strict=strict), complete)


def at_most(one: Input, value: str | int, *, strict: bool = False) -> Condition:
    """A condition bounded from above."""
    return Condition(one, one.label, "条文", Bound(f(value), least=False, strict=strict))


def found(one: Input) -> Condition:
    """A condition that an inspector finds met or not."""
    return Condition(one, one.label, "条文")


def points_of(curve: Curve, **values: Value) -> Fraction:
    """The points of known values; fails if they are not settled."""
    award = curve.score(values)
    assert award.settled, award
    return award.high


def meets(need: Requirement, value: Value) -> bool:
    """Whether a value keeps to a requirement, read from the words of Requirement alone."""
    if need.holds:
        return value is True
    assert isinstance(value, Fraction)
    if need.at_least is not None and (value < need.at_least or (need.strict and value == need.at_least)):
        return False
    return need.at_most is None or value < need.at_most or (value == need.at_most and not need.strict)


def any_goal_met(goals: tuple[Goal, ...], values: Mapping[str, Value]) -> bool:
    """Whether the values meet every requirement of at least one goal."""
    return any(all(meets(need, values[need.input]) for need in goal) for goal in goals)


def drawn(drawing: Drawing, value: Fraction) -> Fraction:
    """The points that a drawing shows at a value."""
    for segment, following in zip(drawing.segments, (*drawing.segments[1:], None), strict=True):
        if following is not None and (value > following.start or (value == following.start and following.closed)):
            continue
        if segment.end is None or segment.end == segment.start:
            return segment.at_start
        rise = (segment.at_end - segment.at_start) / (segment.end - segment.start)
        return segment.at_start + rise * (value - segment.start)
    raise AssertionError("a drawing has a segment without end")


def never_falls(curve: Curve, name: str, values: Iterable[Fraction]) -> bool:
    """Whether more of one input never earns less."""
    return all(points_of(curve, **{name: a}) <= points_of(curve, **{name: b}) for a, b in pairwise(sorted(values)))


def share(curve: Curve, values: Mapping[str, Value]) -> Fraction:
    """The points as a share of the maximum; the points themselves where there is none."""
    return curve.score(values).high / (curve.maximum or 1)


def assert_really_easier(mine: Curve, base: Curve) -> None:
    """Comparing must name a value at which `mine` does award a greater share; scored here with both curves."""
    example = mine.compare(base)
    assert example is not None
    values = dict(example.at)
    assert share(mine, values) > share(base, values)
    assert (example.points, example.base_points) == (mine.score(values).high, base.score(values).high)


def assert_comparison_is_right(mine: Curve, base: Curve, tried: Iterable[Mapping[str, Value]]) -> None:
    """A counter-example is a real one; without one, none of the values tried is easier."""
    if mine.compare(base) is not None:
        assert_really_easier(mine, base)
        return
    for values in tried:
        assert share(mine, values) <= share(base, values), values


def grid(one: Input) -> list[dict[str, Value]]:
    """Values of one input, close together."""
    step = 1 if one.whole else Fraction(1, 6)
    return [{one.name: step * n} for n in range(int(75 / step))]
