"""Agreement of several respondents over many items: Krippendorff's alpha and Kendall's W.

A table has one row per item and one column per respondent; None stands where a respondent gave
no rating. Neither figure depends on the order of rows or of columns.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import Literal

from .bootstrap import REPLICATES, SEED, Interval, percentile_interval

Metric = Literal["nominal", "ordinal", "interval"]
Table = Sequence[Sequence[float | None]]
Unit = tuple[tuple[int, int], ...]
"""One item: (place of a value in the sorted values, how many chose it), ascending."""

FEW_RESPONDENTS, FEW_ITEMS = 3, 10
"""With fewer of either, chance alone moves the figure so far that it should not be quoted."""


@dataclass(frozen=True)
class Alpha:
    """Krippendorff's alpha. 1: full agreement; 0: as if steps were dealt out at random; may be < 0.

    ``value`` is None where it is undefined; ``why`` says why in a sentence. ``full`` is True where
    no two ratings of an item differ, also where alpha itself would be 0/0.
    """

    metric: Metric
    value: float | None
    full: bool
    why: str
    items: int
    """Items with at least two ratings. The others cannot show agreement and do not count."""
    respondents: int
    """Respondents with at least one rating of such an item."""
    ratings: int
    interval: Interval | None

    @property
    def too_few(self) -> str:
        """Why the figure should not be quoted, or "" where there is enough."""
        return _too_few(self.respondents, self.items, "items that two or more rated")

    @property
    def sentence(self) -> str:
        """The figure in plain words, with its interval or with what it lacks."""
        if self.value is None:
            return f"No figure for agreement: {self.why}."
        if self.too_few:
            return f"No figure for agreement: {self.too_few}."
        if self.full:
            return f"Full agreement on all {self.items} items that two or more rated."
        return (
            f"Agreement over {self.items} items: Krippendorff's alpha is {self.value:.2f}"
            f"{_interval(self.interval)}. At 1 all agree; at 0 they agree no more than chance."
        )


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, from 0 (the orders of the items have nothing in common) to 1 (the same order).

    It compares how respondents *rank* the items; somebody who is always one step higher than the
    others still agrees with them. ``value`` is None where it is undefined; ``why`` says why.
    """

    value: float | None
    why: str
    items: int
    respondents: int
    left_out_items: tuple[int, ...]
    """Rows that at least one counted respondent did not rate."""
    left_out_respondents: tuple[int, ...]
    """Columns without any rating."""
    interval: Interval | None

    @property
    def too_few(self) -> str:
        """Why the figure should not be quoted, or "" where there is enough."""
        return _too_few(self.respondents, self.items, "items that everybody rated")

    @property
    def sentence(self) -> str:
        """The figure in plain words, with its interval, and what was left out."""
        left = len(self.left_out_items)
        out = f" Left out: {left} {_plural('item', left)} not rated by everybody." if left else ""
        if self.left_out_respondents:
            count = len(self.left_out_respondents)
            out += f" Left out: {count} {_plural('respondent', count)} without any rating."
        if self.value is None:
            return f"No figure for the order of items: {self.why}.{out}"
        if self.too_few:
            return f"No figure for the order of items: {self.too_few}.{out}"
        return (
            f"Order of {self.items} items from weak to strong: Kendall's W is {self.value:.2f}"
            f"{_interval(self.interval)}. At 1 all rank the items alike.{out}"
        )


def alpha(
    table: Table, metric: Metric = "ordinal", replicates: int = REPLICATES, seed: int = SEED
) -> Alpha:
    """Krippendorff's alpha with missing ratings and a bootstrap interval over items.

    ``alpha = 1 - D_o / D_e``, with ``D_o = 1/n · Σ_u 1/(m_u - 1) · Σ_{i≠j} δ²(x_ui, x_uj)`` over
    the items *u* with ``m_u ≥ 2`` ratings and ``D_e = 1/(n(n - 1)) · Σ_{i≠j} δ²`` over all n of
    their ratings. Nominal ``δ²`` is 1 for different values; interval ``(x - y)²``; ordinal is the
    same with each value replaced by its mean rank, which equals Krippendorff's sum over the
    frequencies in between.

    Source: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), sections C to E.
    """
    rows = [[x for x in row if x is not None] for row in table]
    kept = [row for row in rows if len(row) > 1]
    values = sorted({x for row in kept for x in row})
    place = {value: number for number, value in enumerate(values)}
    # sorted, so that the draws of the bootstrap do not depend on the order of the items
    units = sorted(tuple(sorted(Counter(place[x] for x in row).items())) for row in kept)
    known = [column for column in zip(*_of_two(table), strict=True) if any(_given(column))]
    facts = {
        "metric": metric,
        "items": len(units),
        "respondents": len(known),
        "ratings": sum(len(row) for row in kept),
    }
    if not units:
        why = "no item was rated by two or more respondents"
        return Alpha(value=None, full=False, why=why, interval=None, **facts)  # type: ignore[arg-type]
    if len(values) == 1:
        # 0/0 by the formula: everybody chose one and the same value everywhere
        return Alpha(value=1.0, full=True, why="", interval=None, **facts)  # type: ignore[arg-type]
    centre = sum(values) / len(values)
    scores = [value - centre for value in values]  # centred: less is lost in the squares
    found = _alpha(units, scores, metric, [1] * len(units))
    interval = percentile_interval(
        len(units), lambda times: _alpha(units, scores, metric, times), replicates, seed
    )
    full = all(len(unit) == 1 for unit in units)
    return Alpha(value=found, full=full, why="", interval=interval, **facts)  # type: ignore[arg-type]


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
    total = sum(counts)
    observed = 0.0
    for unit, n in zip(units, times, strict=True):
        if n and len(unit) > 1:
            size = sum(count for _, count in unit)
            observed += n * _differences(unit, scores, metric) / (size - 1)
    expected = _differences(list(enumerate(counts)), scores, metric) / (total - 1)
    return 1 - observed / expected


def _differences(
    counts: Sequence[tuple[int, int]], scores: Sequence[float], metric: Metric
) -> float:
    """``Σ_{i≠j} δ²`` over all ordered pairs of ratings, without listing the pairs."""
    size = sum(count for _, count in counts)
    if metric == "nominal":
        return float(size**2 - sum(count**2 for _, count in counts))
    linear = sum(count * scores[value] for value, count in counts)
    squares = sum(count * scores[value] ** 2 for value, count in counts)
    return 2 * (size * squares - linear**2)


def _double_mean_ranks(counts: Sequence[int]) -> list[float]:
    """Twice the mean rank of each value, in whole numbers, so that nothing is rounded."""
    out: list[float] = []
    below = 0
    for count in counts:
        out.append(2 * below + count)
        below += count
    return out


def kendall_w(table: Table, replicates: int = REPLICATES, seed: int = SEED) -> Concordance:
    """Kendall's W, corrected for ties, with a bootstrap interval over items.

    ``W = 12 Σ (R_i - mean R)² / (m²(n³ - n) - m Σ T)`` for n items and m respondents, with R_i the
    sum of the item's ranks (ties share their mean rank) and ``T = Σ (t³ - t)`` over the groups of
    t tied items of each respondent. Columns without a rating are left out, then rows that are not
    complete. An item that is drawn twice in the bootstrap is tied with itself.

    Source: Siegel and Castellan, Nonparametric Statistics (1988), section 9.7; Kendall and
    Babington Smith, The Problem of m Rankings (1939).
    """
    columns = list(zip(*table, strict=True))
    silent = tuple(number for number, column in enumerate(columns) if not any(_given(column)))
    rows = [[x for place, x in enumerate(row) if place not in silent] for row in table]
    gaps = tuple(n for n, row in enumerate(rows) if row and any(x is None for x in row))
    whole = sorted(tuple(x for x in row if x is not None) for n, row in enumerate(rows)
                   if row and n not in gaps)  # fmt: skip
    raters = [_dense(column) for column in zip(*whole, strict=True)]
    facts = {
        "items": len(whole),
        "respondents": len(columns) - len(silent),
        "left_out_items": gaps,
        "left_out_respondents": silent,
    }
    why = ""
    if len(columns) - len(silent) < 2:
        why = "fewer than two respondents gave ratings"
    elif len(whole) < 2:
        why = "fewer than two items were rated by everybody"
    elif all(len(set(rater)) == 1 for rater in raters):
        why = "every respondent gave all items the same rating, so there is no order to compare"
    if why:
        return Concordance(value=None, why=why, interval=None, **facts)  # type: ignore[arg-type]
    ranking = _Ranking(raters)
    found = ranking.w([1] * len(whole))
    interval = percentile_interval(len(whole), ranking.w, replicates, seed)
    return Concordance(value=found, why="", interval=interval, **facts)  # type: ignore[arg-type]
