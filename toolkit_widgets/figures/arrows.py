"""How far an arrow must bend so that it passes by what stands in its way."""

from __future__ import annotations

import math
from collections.abc import Iterable

Point = tuple[float, float]
BENDS = (0.0, 0.12, -0.12, 0.24, -0.24, 0.36, -0.36, 0.5, -0.5, 0.65, -0.65, 0.8, -0.8)
"""Tried in this order: height of the bow's control point, as a share of the arrow's length."""
_STEPS = 40


def bend(start: Point, end: Point, others: Iterable[Point], room: float, frame: Point) -> float:
    """The gentlest of :data:`BENDS` whose curve stays ``room`` away from every other point.

    Where none does, the one that comes near the fewest. Curves outside ``frame``, which begins at
    0, 0, are not drawn. For matplotlib's ``arc3,rad=`` on an axis whose y runs down.
    """
    places = list(others)
    best, fewest = 0.0, math.inf
    for one in BENDS:
        curve = bow(start, end, one)
        if any(not (0 <= x <= frame[0] and 0 <= y <= frame[1]) for x, y in curve):
            continue
        near = sum(min(math.dist(p, place) for p in curve) < room for place in places)
        if near < fewest:
            best, fewest = one, near
        if not near:
            break
    return best


def bow(start: Point, end: Point, rad: float) -> list[Point]:
    """Points on the quadratic curve from ``start`` to ``end``."""
    (ax, ay), (bx, by) = start, end
    middle = ((ax + bx) / 2 - rad * (by - ay), (ay + by) / 2 + rad * (bx - ax))
    out = []
    for step in range(_STEPS + 1):
        t = step / _STEPS
        a, m, b = (1 - t) ** 2, 2 * t * (1 - t), t**2
        out.append((a * ax + m * middle[0] + b * bx, a * ay + m * middle[1] + b * by))
    return out
