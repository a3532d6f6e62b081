"""Kendall's W: do respondents put the items in the same order, from weak to strong?"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Sequence
from dataclasses import dataclass
from operator import mul

from .bootstrap import REPLICATES, SEED, Interval, in_words, percentile_interval, too_few

Table = Sequence[Sequence[float | None]]
"""One row per item, one column per respondent; None: no rating."""


@dataclass(frozen=True)
class Concordance:
    """Kendall's W, from 0 (the orders of the items have nothing in common) to 1 (the same order).

    It compares how respondents *rank* the items; somebody who is always one step higher than the
    others still agrees with them. ``value`` is None where it is undefined; ``why`` says why.
    """

    items: int
    respondents: int
    left_out_items: tuple[int, ...]
    """Rows that at least one counted respondent did not rate."""
    left_out_respondents: tuple[int, ...]
    """Columns without any rating."""
    value: float | None = None
    why: str = ""
    interval: Interval | None = None

    @property
    def too_few(self) -> str:
        """Why the figure should not be quoted, or "" where there is enough."""
        return too_few(self.respondents, self.items, "items that everybody rated")

    @property
    def sentence(self) -> str:
        """The figure in plain words, with its interval, and what was left out."""
        out = ""
        if self.left_out_items:
            out += f" Left out: {_count(self.left_out_items, 'item')} not rated by everybody."
        if self.left_out_respondents:
            who = _count(self.left_out_respondents, "respondent")
            out += f" Left out: {who} without any rating."
        if self.value is None:
            return f"No figure for the order of the items: {self.why}.{out}"
        if self.too_few:
            return f"Too few for a figure on the order of the items: {self.too_few}.{out}"
        return (
            f"Order of {self.items} items from weak to strong: Kendall's W is {self.value:z.2f}"
            f"{in_words(self.interval)}. 1 would be the same order for everybody.{out}"
        )


def kendall_w(table: Table, replicates: int = REPLICATES, seed: int = SEED) -> Concordance:
    """Kendall's W, corrected for ties, with a bootstrap interval over items.

    ``W = 12 Σ (R_i - mean R)² / (m²(n³ - n) - m Σ T)`` for n items and m respondents, with R_i the
    sum of the item's ranks (ties share their mean rank) and ``T = Σ (t³ - t)`` over the groups of
    t tied items of each respondent. Columns without a rating are left out, then rows that are not
    complete. An item that is drawn twice in the bootstrap is tied with itself.

    Source: Kendall and Babington Smith, The Problem of m Rankings (1939); with ties: Siegel and
    Castellan, Nonparametric Statistics (1988), section 9.7.
    Raises ValueError where the rows of the table differ in length.
    """
    columns = list(zip(*table, strict=True))
    silent = tuple(n for n, column in enumerate(columns) if all(x is None for x in column))
    rows = [[x for n, x in enumerate(row) if n not in silent] for row in table]
    gaps = tuple(n for n, row in enumerate(rows) if row and None in row)
    # sorted, so that the draws of the bootstrap do not depend on the order of the items
    whole = sorted([x for x in row if x is not None] for row in rows if row and None not in row)
    raters = len(columns) - len(silent)
    why = ""
    if raters < 2:
        why = "fewer than two respondents gave ratings"
    elif len(whole) < 2:
        why = "fewer than two items were rated by everybody"
    elif all(len(set(rater)) == 1 for rater in zip(*whole, strict=True)):
        why = "every respondent gave all items the same rating, so there is no order to compare"
    if why:
        return Concordance(len(whole), raters, gaps, silent, why=why)
    ranks = _Ranks(whole)
    return Concordance(
        items=len(whole),
        respondents=raters,
        left_out_items=gaps,
        left_out_respondents=silent,
        value=ranks.w([1] * len(whole)),
        interval=percentile_interval(len(whole), ranks.w, replicates, seed),
    )


class _Ranks:
    """W for any number of copies of each item.

    The mean rank of an item is half of (twice the items below it + those level with it + 1). So
    how often every item stands below every other is counted once; a draw only weighs the counts.
    """

    def __init__(self, table: Sequence[Sequence[float]]) -> None:
        self.raters = len(table[0])
        size = len(table)
        below = [[0] * size for _ in range(size)]
        """For items i, j: over all respondents, 2 where j stands below i and 1 where level."""
        masks = _masks(table)
        for i in range(size):
            for j in range(i + 1):
                level = sum((masks[i][v] & masks[j].get(v, 0)).bit_count() for v in masks[i])
                lower = _lower(masks[j], masks[i])
                below[i][j] = 2 * lower + level
                below[j][i] = 2 * (self.raters - lower - level) + level
        self._below = _Columns(list(zip(*below, strict=True)))
        groups: dict[tuple[int, float], int] = {}
        for row in table:
            for rater, value in enumerate(row):
                groups.setdefault((rater, value), len(groups))
        ties = [[0] * len(groups) for _ in table]
        for item, row in enumerate(table):
            for rater, value in enumerate(row):
                ties[item][groups[rater, value]] = 1
        self._ties = _Columns(ties)
        """For each item, in which groups of tied items (one respondent, one value) it stands."""

    def w(self, times: Sequence[int]) -> float | None:
        """W where item *i* stands ``times[i]`` times; None where nothing is ranked."""
        n, m = sum(times), self.raters
        off = m - m * (n + 1)  # of twice the rank sums: the "+ 1" of each rank, minus their mean
        ranks = self._below.weighted(times)
        spread = sum(count * (r + off) ** 2 for r, count in zip(ranks, times, strict=True) if count)
        ties = sum(t * t * t for t in self._ties.weighted(times)) - m * n
        below = m * m * (n**3 - n) - m * ties
        return 3 * spread / below if below else None  # 12 / 4: the rank sums are doubled


class _Columns:
    """Weighted sums of many columns at once.

    Each row becomes one integer with a field of 64 bits for each column, so that weighing and
    adding rows takes a few operations on long integers instead of thousands on short ones.
    """

    def __init__(self, rows: Sequence[Sequence[int]]) -> None:
        self._width = 8 * len(rows[0])
        self._rows = [int.from_bytes(array("Q", row).tobytes(), sys.byteorder) for row in rows]

    def weighted(self, times: Sequence[int]) -> array[int]:
        """For each column the sum of its entries, row *i* taken ``times[i]`` times."""
        total = sum(map(mul, self._rows, times))
        return array("Q", total.to_bytes(self._width, sys.byteorder))


def _masks(table: Sequence[Sequence[float]]) -> list[dict[float, int]]:
    """For each item: value → the respondents who gave it, one bit each; values ascending."""
    out: list[dict[float, int]] = []
    for row in table:
        masks: dict[float, int] = {}
        for rater, value in enumerate(row):
            masks[value] = masks.get(value, 0) | 1 << rater
        out.append(dict(sorted(masks.items())))
    return out


def _lower(one: dict[float, int], other: dict[float, int]) -> int:
    """How many respondents rate ``one`` strictly below ``other``; both ascending by value."""
    found = seen = 0
    values = iter(one.items())
    current = next(values, None)
    for value, mask in other.items():
        while current is not None and current[0] < value:
            seen |= current[1]
            current = next(values, None)
        found += (seen & mask).bit_count()
    return found


def _count(things: Sequence[int], what: str) -> str:
    return f"{len(things)} {what}{'' if len(things) == 1 else 's'}"
