"""Percentile bootstrap intervals: how far a figure could move with other items of the same kind.

Source: Efron and Tibshirani, An Introduction to the Bootstrap (1993), section 13.3.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

REPLICATES = 1000
SEED = 20_260_302
"""Any fixed number does: the same answers must give the same interval on every computer."""
SHARE = 0.95


@dataclass(frozen=True)
class Interval:
    """From the 2.5th to the 97.5th percentile of the figure over resampled items."""

    low: float
    high: float
    replicates: int
    """How many times the items were drawn anew."""
    used: int
    """Draws in which the figure was defined; the others are left out."""


def percentile_interval(
    size: int,
    figure: Callable[[Sequence[int]], float | None],
    replicates: int = REPLICATES,
    seed: int = SEED,
) -> Interval | None:
    """Draw ``size`` items with replacement, ``replicates`` times.

    ``figure`` gets how often each item was drawn. None where it is defined in fewer than half of
    the draws: an interval over a chosen minority would mislead.
    """
    random = Random(seed)
    found: list[float] = []
    for _ in range(replicates):
        times = [0] * size
        for item in random.choices(range(size), k=size):
            times[item] += 1
        value = figure(times)
        if value is not None:
            found.append(value)
    if not found or 2 * len(found) < replicates:
        return None
    found.sort()
    tail = (1 - SHARE) / 2
    return Interval(quantile(found, tail), quantile(found, 1 - tail), replicates, len(found))


def quantile(ordered: Sequence[float], share: float) -> float:
    """Linear between neighbours (type 7 of Hyndman and Fan 1996); ``ordered`` is not empty."""
    place = share * (len(ordered) - 1)
    below = int(place)
    above = min(below + 1, len(ordered) - 1)
    return ordered[below] + (place - below) * (ordered[above] - ordered[below])


FEW_RESPONDENTS, FEW_ITEMS = 3, 10
"""With fewer of either, chance alone moves a figure of agreement so far that it is not quoted."""


def too_few(respondents: int, items: int, which: str) -> str:
    """What is too few for a figure of agreement, as the end of a sentence, or ""."""
    if respondents < FEW_RESPONDENTS:
        return f"{respondents} of at least {FEW_RESPONDENTS} respondents"
    if items < FEW_ITEMS:
        return f"{items} of at least {FEW_ITEMS} {which}"
    return ""


def in_words(interval: Interval | None) -> str:
    """The interval in brackets, to be put behind the figure."""
    if interval is None:
        return " (no interval: most draws of the items leave it undefined)"
    return (
        f" (95 % interval {interval.low:z.2f} to {interval.high:z.2f}, "
        f"from {interval.used:,} random draws of the items)"
    )
