"""The geometry of drawn curves, read back from the SVG."""

import re
from fractions import Fraction

import pytest

from yizhan.appraisal.reports.axes import Frame, reach, with_room
from yizhan.appraisal.reports.drawing import curve_svg, points_at, says_something
from yizhan.kernel.texts import Text
from yizhan.rules.values import Drawing, Segment

LABEL, UNIT = Text("成交量", "deals"), Text("单", "deals")
F = Fraction


def drawn(*segments: Segment, unit: Text = UNIT) -> Drawing:
    return Drawing("deals_completed", LABEL, unit, segments)


STEPS = drawn(
    Segment(F(0), F(500), F(0), F(0), closed=True),
    Segment(F(500), F(1000), F(5), F(5), closed=True),
    Segment(F(1000), None, F(10), F(10), closed=False),
)
DECIDED = drawn(
    Segment(F(0), F(89), F(4), F(4), closed=True),
    Segment(F(89), F(90), F(4), F(4), closed=False, decided=True),
    Segment(F(90), None, F(5), F(5), closed=True),
    unit=Text("%", "%"),
)
WITHOUT_END = drawn(Segment(F(0), None, F(0), F(3), closed=True))


def dots(svg: str) -> list[tuple[Fraction, Fraction, bool]]:
    found = re.findall(r'<circle cx="([\d.]+)" cy="([\d.]+)" r="[\d.]+" fill="(#\w+)"', svg)
    return [(F(x), F(y), fill != "#ffffff") for x, y, fill in found]


def diamond(svg: str) -> tuple[Fraction, Fraction]:
    x, top = re.findall(r'<path d="M([\d.]+) ([\d.]+)l5 5l-5 5l-5 -5z"', svg)[0]
    return F(x), F(top) + 5


def test_points_at_a_closed_end_are_those_of_the_step_that_owns_it() -> None:
    assert points_at(STEPS, F(499)) == 0
    assert points_at(STEPS, F(500)) == 5
    assert points_at(STEPS, F(1000)) == 5
    assert points_at(STEPS, F(1001)) == 10
    assert points_at(STEPS, F(10_000_001, 10_000)) == 10


def test_points_on_a_slope_are_exact() -> None:
    slope = drawn(Segment(F(0), F(3), F(0), F(10), closed=True), Segment(F(3), None, F(10), F(10), closed=True))
    assert points_at(slope, F(1)) == F(10, 3)
    assert points_at(slope, F(4)) == 10


def test_a_slope_without_end_goes_on_from_its_first_unit() -> None:
    assert points_at(WITHOUT_END, F(7)) == 21


def test_points_of_a_decided_stretch_are_unknown() -> None:
    assert points_at(DECIDED, F(179, 2)) is None
    assert points_at(DECIDED, F(89)) == 4
    assert points_at(DECIDED, F(90)) == 5


@pytest.mark.parametrize(("value", "upper"), [(F(500), True), (F(1000), False)])
def test_a_station_on_a_jump_lies_on_the_filled_dot(value: Fraction, upper: bool) -> None:
    svg = curve_svg(STEPS, position=value, maximum=F(10))
    place = diamond(svg)
    at_jump = [dot for dot in dots(svg) if dot[0] == place[0]]
    assert len(at_jump) == 2
    filled = [dot for dot in at_jump if dot[2]]
    assert [(x, y) for x, y, _ in filled] == [place]
    assert (place[1] == min(y for _, y, _ in at_jump)) is upper


def test_a_decided_stretch_is_hatched_and_has_no_dots_of_its_own() -> None:
    svg = curve_svg(DECIDED, position=F(179, 2), maximum=F(5))
    assert 'stroke-dasharray="2 2"' in svg
    assert [filled for _, _, filled in dots(svg)] == [True, True]
    assert "本站 89.5%，待认定" in svg


def test_a_position_far_beyond_sits_at_the_edge_with_an_arrow() -> None:
    near = curve_svg(STEPS, position=F(1900), maximum=F(10))
    far = curve_svg(STEPS, position=F(9000), maximum=F(10))
    assert "l8 4l-8 4z" not in near
    assert "l8 4l-8 4z" in far
    assert "本站 9000单，10分" in far
    assert diamond(far)[0] <= 320 - 16


@pytest.mark.parametrize("value", [F(0), F(1), F(499), F(1250), F(2000), F(10**9)])
def test_the_position_is_always_inside_the_picture(value: Fraction) -> None:
    svg = curve_svg(STEPS, position=value, maximum=F(10))
    x, y = diamond(svg)
    assert 44 <= x <= 304
    assert 0 < y < 186
    box, width = re.findall(r'<rect x="([\d.]+)" y="\d+" width="([\d.]+)" height="16"', svg)[0]
    assert F(box) >= 0
    assert F(box) + F(width) <= 320


def test_breakpoint_labels_never_overlap() -> None:
    flight = [Segment(F(10 + n), F(11 + n), F(5 + n), F(5 + n), closed=True) for n in range(10)]
    steps = drawn(
        Segment(F(0), F(10), F(0), F(0), closed=True), *flight, Segment(F(20), None, F(15), F(15), closed=True)
    )
    svg = curve_svg(steps, position=None, maximum=F(15))
    places = sorted(
        (F(x), len(text))
        for x, text in re.findall(r'<text x="([\d.]+)" y="178" text-anchor="middle">(\d+)</text>', svg)
    )
    assert {"10", "20"} <= set(re.findall(r'text-anchor="middle">(\d+)</text>', svg))
    for (x1, n1), (x2, n2) in zip(places, places[1:], strict=False):
        assert x2 - x1 >= F(n1 + n2) * 3


def test_labels_are_kept_in_order_of_importance() -> None:
    assert with_room([(F(50), F(20)), (F(60), F(20)), (F(100), F(20))]) == [True, False, True]


def test_a_per_cent_axis_shows_the_whole() -> None:
    assert reach(DECIDED, None) == 100
    assert reach(STEPS, None) == 1250
    assert reach(STEPS, F(1900)) == 1995
    assert reach(STEPS, F(2001)) == 1250


def test_a_level_line_says_nothing() -> None:
    assert not says_something(drawn(Segment(F(0), None, F(0), F(0), closed=True)))
    assert says_something(STEPS)
    assert says_something(WITHOUT_END)


def test_heights_are_proportional_to_points() -> None:
    frame = Frame(left=44, right=304, top=50, bottom=150, reach=F(1000), height=F(10))
    assert frame.y(F(5)) == 100
    assert frame.x(F(250)) == 109


def test_markup_in_a_label_is_written_not_obeyed() -> None:
    hostile = Drawing("x", Text('<script>"&\x00', "x"), UNIT, STEPS.segments)
    svg = curve_svg(hostile, position=None, maximum=None)
    assert "&lt;script&gt;&quot;&amp;</text>" in svg
    assert "<script" not in svg


def test_a_rating_names_its_two_heights() -> None:
    jump = drawn(Segment(F(0), F(400), F(0), F(0), closed=True), Segment(F(400), None, F(1), F(1), closed=True))
    named = (Text("未达到", "failed"), Text("达到", "met"))
    svg = curve_svg(jump, position=F(399), maximum=None, levels_named=named)
    assert "本站 399单，未达到" in svg
    assert ">达到</text>" in svg
    assert "分" not in svg


def test_equal_curves_give_equal_pictures() -> None:
    assert curve_svg(STEPS, position=F(7, 3), maximum=F(10)) == curve_svg(STEPS, position=F(7, 3), maximum=F(10))


def test_points_of_a_deduction_are_said_to_be_taken_off() -> None:
    assert "本站 2单，扣6分" in curve_svg(WITHOUT_END, position=F(2), maximum=None, deducted=True)
    assert "station 2 deals, −6 pts" in curve_svg(WITHOUT_END, position=F(2), maximum=None, deducted=True, lang="en")
    assert "本站 0单，0分" in curve_svg(WITHOUT_END, position=F(0), maximum=None, deducted=True)
