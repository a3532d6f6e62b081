"""How fast a cost grows with size, so that linear and quadratic are told apart."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise


def exponents(costs: Mapping[int, float]) -> dict[tuple[int, int], float]:
    """Between neighboring sizes: the exponent ``k`` of ``cost ~ size ** k``.

    A fixed part makes it smaller than it will be, so the last pair says most. Raises ValueError for
    fewer than two sizes, or a size or cost that is not above zero.
    """
    points = sorted(costs.items())
    if len(points) < 2 or any(size <= 0 or cost <= 0 for size, cost in points):
        raise ValueError(f"no growth can be read from {dict(costs)}")
    return {
        (small, large): math.log(after / before) / math.log(large / small)
        for (small, before), (large, after) in pairwise(points)
    }


def steepest(costs: Mapping[int, float]) -> float:
    """The largest exponent between neighboring sizes: 1 is linear, 2 is quadratic."""
    return max(exponents(costs).values())
