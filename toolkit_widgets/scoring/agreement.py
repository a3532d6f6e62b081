"""Agreement of several respondents over many items: Krippendorff's alpha and Kendall's W.

A table has one row per item and one column per respondent; None stands where a respondent gave
no rating. Neither figure depends on the order of the rows or of the columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from .bootstrap import REPLICATES, SEED, Interval, in_words, percentile_interval, too_few
from .ranking import Concordance, Table, kendall_w

__all__ = ["Alpha", "Concordance", "Metric", "Table", "alpha", "kendall_w"]

Metric = Literal["nominal", "ordinal", "interval"]
Unit = Sequence[tuple[int, int]]
"""One item: (place of a value among the sorted values, how many chose it), ascending."""


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha. 1: full agreement; 0: as if steps were dealt out at random; may be < 0.

    ``value`` is None where it is undefined; ``why`` says why in a sentence. ``full`` is True where
    no two ratings of an item differ, also where the formula itself would give 0/0.
    """

    metric: Metric
    items: int
    """Items with at least two ratings. The others cannot show agreement and do not count."""
    respondents: int
    """Respondents with at least one rating of such an item."""
    ratings: int
    value: float | None = None
    full: bool = False
    why: str = ""
    interval: Interval | None = None

    @property
    def too_few(self) -> str:
        """Why the figure should not be quoted, or "" where there is enough."""
        return too_few(self.respondents, self.items, "items that two or more rated")

    @property
    def sentence(self) -> str:
        """The figure in plain words, with its interval or with what it lacks."""
        if self.value is None:
            return f"No figure for agreement: {self.why}."
        if self.too_few:
            return f"Too few for a figure of agreement: {self.too_few}."
        if self.full:
            return f"Full agreement on all {self.items} items that two or more rated."
        return (
            f"Agreement over {self.items} items: Krippendorff's alpha is {self.value:z.2f}"
            f"{in_words(self.interval)}. 1 would be full agreement, 0 no more than chance."
        )


def alpha(
    table: Table, metric: Metric = "ordinal", replicates: int = REPLICATES, seed: int = SEED
) -> Alpha:
    """Krippendorff's alpha with missing ratings, and a bootstrap interval over items.

    ``alpha = 1 - D_o / D_e``, with ``D_o = 1/n · Σ_u 1/(m_u - 1) · Σ_{i≠j} δ²(x_ui, x_uj)`` over
    the items *u* with ``m_u ≥ 2`` ratings and ``D_e = 1/(n(n - 1)) · Σ_{i≠j} δ²`` over all n of
    their ratings. Nominal ``δ²`` is 1 for different values; interval ``(x - y)²``; ordinal is the
    same with each value replaced by its mean rank, which equals Krippendorff's sum over the
    frequencies in between.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C to E.
    Raises ValueError where the rows of the table differ in length.
    """
    rated = [[x for x in row if x is not None] for row in table]
    kept = [row for row in rated if len(row) > 1]
    columns = zip(*(row for row, found in zip(table, rated, strict=True) if len(found) > 1),
                  strict=True)  # fmt: skip
    respondents = sum(any(x is not None for x in column) for column in columns)
    ratings = sum(len(row) for row in kept)
    plain = Alpha(metric, len(kept), respondents, ratings)
    values = sorted({x for row in kept for x in row})
    if not kept:
        return _with(plain, why="no item was rated by two or more respondents")
    if len(values) == 1:
        # the formula gives 0/0: everybody chose one and the same value everywhere
        return _with(plain, value=1.0, full=True)
    place = {value: number for number, value in enumerate(values)}
    # sorted, so that the draws of the bootstrap do not depend on the order of the items
    units = sorted(sorted(Counter(place[x] for x in row).items()) for row in kept)
    centre = sum(values) / len(values)
    scores = [value - centre for value in values]  # centred: less is lost in the squares
    return _with(
        plain,
        value=_alpha(units, scores, metric, [1] * len(units)),
        full=all(len(unit) == 1 for unit in units),
        interval=percentile_interval(
            len(units), lambda times: _alpha(units, scores, metric, times), replicates, seed
        ),
    )


def _with(
    plain: Alpha,
    value: float | None = None,
    full: bool = False,
    why: str = "",
    interval: Interval | None = None,
) -> Alpha:
    return Alpha(
        plain.metric, plain.items, plain.respondents, plain.ratings, value, full, why, interval
    )


def _alpha(
    units: Sequence[Unit], scores: Sequence[float], metric: Metric, times: Sequence[int]
) -> float | None:
    """Alpha where unit *u* stands ``times[u]`` times in the table; None for 0/0."""
    counts = [0] * len(scores)
    for unit, n in zip(units, times, strict=True):
        if n:
            for value, count in unit:
                counts[value] += n * count
    if sum(count > 0 for count in counts) < 2:
        return None
    if metric == "ordinal":
        scores = _double_mean_ranks(counts)
    observed = 0.0
    for unit, n in zip(units, times, strict=True):
        if n and len(unit) > 1:
            size = sum(count for _, count in unit)
            observed += n * _differences(unit, scores, metric) / (size - 1)
    expected = _differences(list(enumerate(counts)), scores, metric) / (sum(counts) - 1)
    return 1 - observed / expected


def _differences(counts: Unit, scores: Sequence[float], metric: Metric) -> float:
    """``Σ_{i≠j} δ²`` over all ordered pairs of ratings, without listing the pairs."""
    size = sum(count for _, count in counts)
    if metric == "nominal":
        return float(size**2 - sum(count**2 for _, count in counts))
    linear = squares = 0.0
    for value, count in counts:
        weighted = count * scores[value]
        linear += weighted
        squares += weighted * scores[value]
    return 2 * (size * squares - linear**2)


def _double_mean_ranks(counts: Sequence[int]) -> list[float]:
    """Twice the mean rank of each value: whole numbers, so that nothing is rounded."""
    out: list[float] = []
    below = 0
    for count in counts:
        out.append(2 * below + count)
        below += count
    return out
