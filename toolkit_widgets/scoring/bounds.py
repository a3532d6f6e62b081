"""The lowest and highest that a sum, mean, share or minimum can become over all completions.

Uncertain terms are taken in or left out independently, wherever that pushes the result; so the
bounds contain every completion, and are attained where every term is certain.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import lcm

from .measure import Range, Term
from .numbers import ONE, ZERO

NOTHING = Range(ZERO, ZERO)


def groups_of(terms: Iterable[Term]) -> tuple[list[Term], dict[str, dict[str, list[Term]]]]:
    """The terms outside exclusive groups, and group → alternative → its terms."""
    flat: list[Term] = []
    groups: dict[str, dict[str, list[Term]]] = {}
    for term in terms:
        if term.group:
            groups.setdefault(term.group, {}).setdefault(term.branch, []).append(term)
        else:
            flat.append(term)
    return flat, groups


def sum_bounds(terms: Iterable[Term], best: bool = False) -> Range:
    """Of an exclusive group the highest alternative counts, once; an absent group counts 0.

    ``best``: every term at its maximum, which gives the bounds of the maximum.
    """
    flat, groups = groups_of(terms)
    found = plain_sum_bounds(flat, best)
    low, high = found.low, found.high
    for branches in groups.values():
        ranges = [(plain_sum_bounds(b, best), any(t.certain for t in b)) for b in branches.values()]
        sure = [one.low for one, present in ranges if present]
        low += max(sure) if sure else min(ZERO, *(one.low for one, _ in ranges))
        high += max(one.high for one, _ in ranges)
    return Range(low, high)


def plain_sum_bounds(terms: Sequence[Term], best: bool = False) -> Range:
    """The same, without regard to groups."""
    low = high = 0
    for t in terms:
        least, most = (t.best, t.best) if best else (t.least, t.most)
        low += least if t.certain or least < 0 else 0
        high += most if t.certain or most > 0 else 0
    unit = terms[0].unit if terms else 1
    return Range(Fraction(low, unit), Fraction(high, unit))


def positive(maxima: Range, kind: str, terms: Iterable[Term]) -> Range:
    """The range of the maxima above 0; 0 to 0 where none is."""
    if maxima.high <= 0:
        return NOTHING
    if maxima.low > 0:
        return maxima
    every = list(terms)
    least = Fraction(1, lcm(*(t.maximum.denominator for t in every)))  # sums are multiples of it
    if kind == "mean":
        least /= sum(t.weight for t in every)
    return Range(min(least, maxima.high), maxima.high)


def mean_bounds(terms: Sequence[Term], best: bool = False) -> Range:
    """The weighted mean."""
    if not terms:
        return NOTHING
    return _ratio_bounds(terms, [t.weight * t.unit for t in terms], best)


def minimum_bounds(terms: Sequence[Term], best: bool = False) -> Range:
    """The lowest points."""
    if not terms:
        return NOTHING
    highs = [_end(t, best, up=True) for t in terms]
    certain = [high for high, t in zip(highs, terms, strict=True) if t.certain]
    low = min(_end(t, best, up=False) for t in terms)
    return Range(low, min(certain) if certain else max(highs))


def _end(term: Term, best: bool, up: bool) -> Fraction:
    return term.maximum if best else term.high if up else term.low


def share_bounds(terms: Sequence[Term], tops: Range, maxima: Range, grouped: bool) -> Range:
    """``Σ w·p / Σ w·maximum``, where the maximum itself moves with what is shown.

    ``tops``, ``maxima``: the bounds of the sum (or mean) and of its positive maximum, used where
    exclusive groups count (``grouped``) or a maximum is below 0.
    """
    if all(t.maximum >= 0 for t in terms) and not (grouped and any(t.group for t in terms)):
        return _ratio_bounds(terms, [t.best for t in terms])
    return box(tops, maxima)


def box(top: Range, bottom: Range) -> Range:
    """The top divided by its own positive maximum; the two are taken as independent."""
    if bottom.high <= 0:
        return NOTHING
    low = top.low / (bottom.high if top.low >= 0 else bottom.low)
    high = top.high / (bottom.low if top.high >= 0 else bottom.high)
    high = min(high, ONE)
    return Range(min(low, high), high)


def _ratio_bounds(terms: Sequence[Term], below: list[int], best: bool = False) -> Range:
    """In whole units of the terms, which the quotient does not see."""
    down = [t.best if best else t.least for t in terms]
    up = [t.best if best else t.most for t in terms]
    if all(t.certain for t in terms):
        bottom = sum(below)
        if not bottom:
            return NOTHING
        return Range(Fraction(sum(down), bottom), Fraction(sum(up), bottom))
    certain = [t.certain for t in terms]
    low = _lowest_ratio(list(zip(down, below, certain, strict=True)))
    high = _lowest_ratio(list(zip((-n for n in up), below, certain, strict=True)))
    return NOTHING if low is None or high is None else Range(low, -high)


def _lowest_ratio(parts: Sequence[tuple[int, int, bool]]) -> Fraction | None:
    """The lowest ``Σ top / Σ bottom`` over all choices of the uncertain parts; None: no bottom.

    Dinkelbach's method (Management Science 13, 1967): take what lies below the ratio so far,
    until nothing changes. Every part is a top, a bottom of 0 or more, and whether it is certain.
    """
    sure = [(top, bottom) for top, bottom, certain in parts if certain]
    perhaps = [(top, bottom) for top, bottom, certain in parts if not certain]
    top0, bottom0 = sum(top for top, _ in sure), sum(bottom for _, bottom in sure)
    makers = [part for part in perhaps if part[1] > 0]
    if bottom0 > 0:
        ratio = Fraction(top0, bottom0)
    elif makers:
        ratio = min(Fraction(top0 + top, bottom) for top, bottom in makers)
    else:
        return None
    while True:
        above, below = ratio.numerator, ratio.denominator
        taken = [part for part in perhaps if part[0] * below < above * part[1]]
        top, bottom = top0 + sum(t for t, _ in taken), bottom0 + sum(b for _, b in taken)
        if bottom <= 0:  # at least one part with a bottom must be there
            more = min(makers, key=lambda part: part[0] * below - above * part[1])
            top, bottom = top + more[0], bottom + more[1]
        if top * below >= above * bottom:
            return ratio
        ratio = Fraction(top, bottom)
