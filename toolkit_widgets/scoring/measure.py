"""What a score is made of: terms, their range, the measure, and how to tell it term by term."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from .numbers import plain


@dataclass(frozen=True, slots=True)
class Range:
    """Lowest and highest possible value."""

    low: Fraction
    high: Fraction


@dataclass(frozen=True, slots=True)
class Term:
    """One scored item. ``points`` is None while it has no answer that counts."""

    item: str
    dimension: str
    group: str
    branch: str
    weight: int
    points: Fraction | None
    low: Fraction
    high: Fraction
    maximum: Fraction
    state: str
    """answered · open · not_applicable · hidden"""
    certain: bool
    """Counted in every completion: shown in each, and applicable."""
    possible: bool
    """Counted in at least one completion, as far as can be told."""
    unit: int
    """The questionnaire's common denominator: weighted points are whole numbers of ``1 / unit``."""
    worth: int
    """``weight × points``, in units; 0 without points. Likewise for low, high and maximum:"""
    least: int
    most: int
    best: int


@dataclass(frozen=True, slots=True)
class Measure:
    """One dimension. ``value`` is None where nothing is answered; ``maximum`` may be 0."""

    id: str
    title: str
    value: Fraction | None
    bounds: Range
    """Over all completions that have a value; 0 to 0 where none has."""
    maximum: Fraction
    answered: int
    applicable: int
    terms: tuple[Term, ...]
    story: tuple[str, ...]
    """How it arose, in words, from the terms to the value."""
    before_rounding: Fraction | None
    share_bounds: Range
    """Of ``share`` over all completions that have one; 0 to 0 where none has."""
    maxima: Range
    """The lowest and highest positive maximum over all completions; 0 to 0 where none is."""
    always: bool
    """True when every completion has a share."""
    left_out: frozenset[str]
    """Answered items in an alternative of an exclusive group that does not count."""

    @property
    def share(self) -> Fraction | None:
        """``value / maximum``, or None without a value or without a positive maximum."""
        return None if self.value is None or self.maximum <= 0 else self.value / self.maximum


def explain(measure: Measure) -> list[tuple[str, int, str, str]]:
    """Term by term: item, weight, points (or its state), weight × points. All numbers are exact.

    The last column adds up to the sum, which :attr:`Measure.story` carries on from: a mean divides
    it by the weights of the rows that have a number there, a share by the maximum, a minimum takes
    the lowest points. An alternative that does not count keeps its points and has no product.
    """
    rows = []
    for term in measure.terms:
        if term.points is None:
            rows.append((term.item, term.weight, term.state, ""))
        elif term.item in measure.left_out:
            rows.append((term.item, term.weight, plain(term.points), ""))
        else:
            product = plain(term.points * term.weight)
            rows.append((term.item, term.weight, plain(term.points), product))
    return rows
