"""One dimension from its terms: value, maximum, bounds, and the story of how it arose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction

from ..models import Dimension
from . import bounds as over
from .measure import Measure, Range, Term
from .numbers import ONE, ZERO, plain, show


def aggregate(
    key: str, dimension: Dimension, terms: Iterable[Term], declared: Sequence[Term]
) -> Measure:
    """``declared``: the terms of all items, for a maximum that runs over every declared one.

    The maximum is that of the aggregate: of a mean the weighted mean of the items' maxima, of a
    minimum the lowest of them, of a share 1; else their sum.
    """
    every = tuple(terms)
    shown = tuple(t for t in every if t.state != "hidden")
    counted = [t for t in shown if t.state != "not_applicable"]
    known = [t for t in shown if t.points is not None]
    possible = [t for t in every if t.possible]
    kind = "sum" if dimension.aggregate == "share" else dimension.aggregate
    whole = _value(kind, known)
    fixed = dimension.max_scope == "declared"
    maximum = _maximum(kind, declared if fixed else counted)
    ends, tops = _bounds(kind, possible), Range(maximum, maximum)
    if not fixed:
        tops = _maxima(kind, possible)
    always = tops.low > 0 and any(t.certain for t in possible)
    best = over.positive(tops, kind, possible)
    shares = _shares(kind, possible, ends, best)
    value, left_out = whole, _left_out(known) if kind == "sum" else frozenset[str]()
    story = [_story(kind, known, left_out, whole)]
    if dimension.aggregate == "share":
        value = whole / maximum if whole is not None and maximum > 0 else None
        if whole is not None and value is not None:
            story.append(f"{plain(whole)} / {plain(maximum)} (its maximum) = {show(value)}")
        elif whole is not None:
            story.append("the maximum is not above 0, so there is no share")
        ends, maximum = shares, ONE if maximum > 0 else ZERO
        best = Range(ONE, ONE) if best.high else over.NOTHING
    return Measure(
        id=key,
        title=dimension.title,
        value=value,
        bounds=ends,
        maximum=maximum,
        answered=len(known),
        applicable=len(counted),
        terms=shown,
        story=tuple(story),
        before_rounding=value,
        share_bounds=shares,
        maxima=best,
        always=always,
        left_out=left_out,
    )


def _value(kind: str, terms: Sequence[Term], best: bool = False) -> Fraction | None:
    """The mean, minimum or sum of the terms' points, or ``best`` maxima; None without terms."""
    if not terms:
        return None
    if kind == "minimum":
        return min(t.maximum if best else t.points or ZERO for t in terms)
    unit = terms[0].unit
    if kind == "mean":
        whole = sum(t.best if best else t.worth for t in terms)
        return Fraction(whole, unit * sum(t.weight for t in terms))
    flat = sum(t.best if best else t.worth for t in terms if not t.group)
    sums = _branches(terms, best).values()
    return Fraction(flat + sum(max(branches.values()) for branches in sums), unit)


def _maximum(kind: str, terms: Sequence[Term]) -> Fraction:
    return _value(kind, terms, best=True) or ZERO


def _branches(terms: Iterable[Term], best: bool = False) -> dict[str, dict[str, int]]:
    """Group → alternative → its sum, in units."""
    sums: dict[str, dict[str, int]] = {}
    for term in terms:
        if term.group:
            branches = sums.setdefault(term.group, {})
            worth = term.best if best else term.worth
            branches[term.branch] = branches.get(term.branch, 0) + worth
    return sums


def _left_out(known: Sequence[Term]) -> frozenset[str]:
    """The items of alternatives that do not count; among equals the first one counts."""
    counts = {group: max(sums, key=sums.__getitem__) for group, sums in _branches(known).items()}
    return frozenset(t.item for t in known if t.group and counts[t.group] != t.branch)


def _bounds(kind: str, terms: Sequence[Term]) -> Range:
    if kind == "mean":
        return over.mean_bounds(terms)
    return over.minimum_bounds(terms) if kind == "minimum" else over.sum_bounds(terms)


def _maxima(kind: str, terms: Sequence[Term]) -> Range:
    """The bounds of the maximum itself, which moves where items are conditional."""
    if all(t.certain for t in terms):
        maximum = _maximum(kind, terms)
        return Range(maximum, maximum)
    if kind == "mean":
        return over.mean_bounds(terms, best=True)
    if kind == "minimum":
        return over.minimum_bounds(terms, best=True)
    return over.sum_bounds(terms, best=True)


def _shares(kind: str, terms: Sequence[Term], ends: Range, best: Range) -> Range:
    if not terms or best.high <= 0:
        return over.NOTHING
    if best.low == best.high:
        return Range(ends.low / best.low, ends.high / best.low)
    if kind == "minimum":
        return over.box(ends, best)
    return over.share_bounds(terms, ends, best, grouped=kind == "sum")


def _story(
    kind: str, known: Sequence[Term], left_out: frozenset[str], value: Fraction | None
) -> str:
    if value is None:
        return "nothing is answered yet"
    count = f"{len(known)} answered item{'' if len(known) == 1 else 's'}"
    if kind == "minimum":
        return f"lowest points of {count} = {plain(value)}"
    if kind == "mean":
        weight = sum(t.weight for t in known)
        return f"weighted mean of {count}: {plain(value * weight)} / {weight} = {show(value)}"
    without = f" ({len(left_out)} in an alternative that does not count)" if left_out else ""
    return f"sum of {count}{without} = {plain(value)}"
