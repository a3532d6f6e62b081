"""Linear and quadratic growth are told apart, also above a fixed cost."""

from __future__ import annotations

import pytest

from benchmarks.growth import exponents, steepest
from benchmarks.scale import LINEAR, SIZES


def costs(fixed: float, linear: float, quadratic: float) -> dict[int, float]:
    return {n: fixed + linear * n + quadratic * n * n for n in SIZES}


@pytest.mark.parametrize("fixed", [0.0, 0.5, 50.0])
def test_linear_growth_meets_the_goal(fixed: float) -> None:
    assert steepest(costs(fixed, 0.02, 0)) <= 1.0001 < LINEAR


@pytest.mark.parametrize("fixed", [0.0, 0.5, 50.0])
def test_quadratic_growth_misses_it(fixed: float) -> None:
    assert steepest(costs(fixed, 0.0, 2e-4)) > LINEAR
    assert steepest(costs(0.0, 0.0, 2e-4)) == pytest.approx(2)


def test_a_quadratic_part_is_seen_once_it_is_as_large_as_the_linear_one() -> None:
    found = costs(20, 0.1, 0.1 / 5000)
    assert steepest(found) > LINEAR
    assert max(exponents(found), key=exponents(found).__getitem__) == (1000, 5000)


@pytest.mark.parametrize("wrong", [{10: 1.0}, {10: 1.0, 20: 0.0}, {0: 1.0, 10: 2.0}])
def test_no_growth_is_read_from_nothing(wrong: dict[int, float]) -> None:
    with pytest.raises(ValueError, match="no growth can be read"):
        steepest(wrong)
