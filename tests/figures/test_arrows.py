"""Arrows keep away from what they do not mean."""

from __future__ import annotations

import math

from hypothesis import given
from hypothesis import strategies as st

from toolkit_widgets.figures.arrows import bend, bow

FRAME = (400.0, 300.0)
POINTS = st.tuples(st.integers(20, 380), st.integers(20, 280)).map(lambda p: (p[0] / 1, p[1] / 1))


def test_a_free_way_is_straight() -> None:
    assert bend((100, 20), (100, 200), [(200, 100)], 11, FRAME) == 0


def test_a_number_in_the_way_is_passed() -> None:
    start, end, other = (100.0, 20.0), (100.0, 200.0), (100.0, 110.0)
    rad = bend(start, end, [other], 11, FRAME)
    assert rad
    assert min(math.dist(point, other) for point in bow(start, end, rad)) >= 11


def test_it_stays_inside() -> None:
    start, end, other = (5.0, 20.0), (5.0, 200.0), (5.0, 110.0)
    rad = bend(start, end, [other], 11, FRAME)
    assert all(x >= 0 for x, _ in bow(start, end, rad))
    assert rad


@given(POINTS, POINTS, st.lists(POINTS, max_size=6))
def test_a_bend_is_never_worse_than_a_straight_line(
    start: tuple[float, float], end: tuple[float, float], others: list[tuple[float, float]]
) -> None:
    def near(rad: float) -> int:
        curve = bow(start, end, rad)
        return sum(min(math.dist(p, other) for p in curve) < 11 for other in others)

    assert near(bend(start, end, others, 11, FRAME)) <= near(0)


@given(POINTS, POINTS, st.floats(-0.8, 0.8))
def test_a_bow_joins_its_ends(
    start: tuple[float, float], end: tuple[float, float], rad: float
) -> None:
    curve = bow(start, end, rad)
    assert math.dist(curve[0], start) < 1e-9
    assert math.dist(curve[-1], end) < 1e-9
