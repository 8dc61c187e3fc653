"""Piecewise functions: where a stretch begins, and the numbers that stand for every stretch."""

from fractions import Fraction
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from yizhan.rules.pieces import Cut, Piece, Pieces, samples, whole_start
from yizhan.rules.values import Segment

VALUES = st.fractions(0, 20, max_denominator=4)
CUTS = st.lists(st.builds(Cut, VALUES, st.booleans()), max_size=6)
ZERO = Cut(Fraction(0))
FINE = [Fraction(n, 24) for n in range(24 * 21)]


@st.composite
def pieces(draw: st.DrawFn) -> Pieces:
    """Pieces with any boundaries, constant or sloping."""
    starts = sorted({ZERO, *draw(CUTS)})
    return Pieces(
        tuple(Piece(start, draw(VALUES), draw(st.sampled_from((Fraction(0), Fraction(1, 2))))) for start in starts)
    )


@pytest.mark.parametrize(("after", "passed"), [(False, {Fraction(5), Fraction(11, 2)}), (True, {Fraction(11, 2)})])
def test_a_cut_lies_before_or_after_its_value(after: bool, passed: set[Fraction]) -> None:
    cut = Cut(Fraction(5), after)
    assert {n for n in (Fraction(9, 2), Fraction(5), Fraction(11, 2)) if cut.passed(n)} == passed


@given(CUTS)
def test_cuts_are_ordered_as_the_numbers_that_pass_them(cuts: list[Cut]) -> None:
    for lower, upper in pairwise(sorted(set(cuts))):
        assert {n for n in FINE if upper.passed(n)} < {n for n in FINE if lower.passed(n)}


@given(st.builds(Cut, VALUES, st.booleans()))
def test_a_stretch_of_whole_numbers_starts_at_the_least_that_passes(cut: Cut) -> None:
    start = whole_start(cut)
    assert start.denominator == 1
    assert cut.passed(start)
    assert not cut.passed(start - 1)


@given(pieces(), VALUES)
def test_a_number_lies_on_the_last_piece_that_it_has_passed(function: Pieces, number: Fraction) -> None:
    passed = [piece for piece in function.pieces if piece.start.passed(number)]
    assert function.at(number) == passed[-1]
    assert function.merged().at(number).points(number) == function.at(number).points(number)


@given(pieces())
def test_merging_leaves_no_equal_neighbours(function: Pieces) -> None:
    kept = function.merged().pieces
    assert all((a.base, a.slope, a.decide) != (b.base, b.slope, b.decide) for a, b in pairwise(kept))


@given(pieces())
def test_segments_are_adjacent_and_keep_their_ends(function: Pieces) -> None:
    segments = function.segments()
    assert (segments[0].start, segments[-1].end) == (0, None)
    for segment, following in pairwise(segments):
        assert segment.end == following.start
    for segment, piece in zip(segments, function.pieces, strict=True):
        assert segment.at_start == piece.points(segment.start)
        assert segment.closed == (not piece.start.after)


def test_a_drawn_slope_has_different_ends() -> None:
    function = Pieces((Piece(ZERO, Fraction(1), Fraction(2)), Piece(Cut(Fraction(3), after=True), Fraction(9))))
    assert function.segments() == (
        Segment(Fraction(0), Fraction(3), Fraction(1), Fraction(7), closed=True),
        Segment(Fraction(3), None, Fraction(9), Fraction(9), closed=False),
    )
    assert not function.constant
    assert function.cuts == (Cut(Fraction(3), after=True),)


@pytest.mark.parametrize(
    "starts",
    [
        (),
        (Cut(Fraction(1)),),
        (ZERO, ZERO),
        (ZERO, Cut(Fraction(2)), Cut(Fraction(1))),
        (Cut(Fraction(0), after=True),),
    ],
)
def test_pieces_must_start_at_zero_and_rise(starts: tuple[Cut, ...]) -> None:
    with pytest.raises(ValueError, match="must start at 0 and rise"):
        Pieces(tuple(Piece(start, Fraction(1)) for start in starts))


def _stretch(cuts: list[Cut], number: Fraction) -> tuple[bool, ...]:
    return tuple(cut.passed(number) for cut in sorted(set(cuts)))


@given(CUTS)
def test_samples_of_whole_numbers_stand_for_every_stretch(cuts: list[Cut]) -> None:
    stood_for = {_stretch(cuts, number) for number in samples(cuts, whole=True)}
    assert stood_for == {_stretch(cuts, Fraction(number)) for number in range(25)}
    assert all(number.denominator == 1 and number >= 0 for number in samples(cuts, whole=True))


@given(CUTS)
def test_samples_of_whole_numbers_hold_both_ends_of_every_stretch(cuts: list[Cut]) -> None:
    stretches: dict[tuple[bool, ...], list[Fraction]] = {}
    for number in range(25):
        stretches.setdefault(_stretch(cuts, Fraction(number)), []).append(Fraction(number))
    found = set(samples(cuts, whole=True))
    for stretch, numbers in stretches.items():
        assert numbers[0] in found
        assert numbers[-1] in found or all(stretch)


@given(CUTS)
def test_samples_of_rationals_stand_for_every_stretch_and_every_boundary(cuts: list[Cut]) -> None:
    found = samples(cuts, whole=False)
    assert {_stretch(cuts, number) for number in found} == {_stretch(cuts, number) for number in FINE}
    assert {cut.value for cut in cuts} <= set(found)
    assert all(number >= 0 for number in found)


@given(CUTS)
def test_a_straight_line_is_known_from_three_samples_inside_each_stretch(cuts: list[Cut]) -> None:
    values = sorted({Fraction(0), *(cut.value for cut in cuts)})
    found = samples(cuts, whole=False)
    for low, high in pairwise(values):
        assert len([number for number in found if low < number < high]) == 3
    assert len([number for number in found if number > values[-1]]) == 3
