"""A paired gain with its interval, by Student's t."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import NormalDist, mean, stdev

SHARE = 0.95


@dataclass(frozen=True)
class Gain:
    """Before and after of the same people, all as shares of the marks from 0 to 1.

    ``low`` and ``high``: the 95 % interval of the mean gain, ``gain ± t · s / √n`` with n - 1
    degrees of freedom. It says how far chance moves the mean, not what caused the gain.
    """

    people: int
    before: float
    after: float
    gain: float
    low: float
    high: float
    better: int
    """How many have a higher share afterward."""
    worse: int


def paired_gain(before: Sequence[float], after: Sequence[float]) -> Gain:
    """The mean of the differences with its interval.

    Source: Student (1908), The Probable Error of a Mean, on paired differences. Raises ValueError
    for fewer than two pairs, or lists of different length.
    """
    differences = [b - a for a, b in zip(before, after, strict=True)]
    if len(differences) < 2:
        raise ValueError("an interval needs two pairs at least")
    middle = mean(differences)
    half = t_quantile((1 + SHARE) / 2, len(differences) - 1)
    half *= stdev(differences) / math.sqrt(len(differences))
    return Gain(
        people=len(differences),
        before=mean(before),
        after=mean(after),
        gain=middle,
        low=middle - half,
        high=middle + half,
        better=sum(d > 0 for d in differences),
        worse=sum(d < 0 for d in differences),
    )


def t_quantile(share: float, freedom: int) -> float:
    """The quantile of Student's t, for 4 degrees of freedom or more within 0.01.

    Source: Abramowitz and Stegun, Handbook of Mathematical Functions (1964), 26.7.5. Raises
    ValueError for fewer than one degree of freedom.
    """
    if freedom < 1:
        raise ValueError("Student's t needs one degree of freedom at least")
    z = NormalDist().inv_cdf(share)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, 1))
