"""From a score to a level: bands, then vetoes, each with its range over all completions."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from ..models import Band, Veto
from .possible import outcomes
from .score import Measure, Range, Scorer, exact, rounded
from .visibility import Answers


@dataclass(frozen=True)
class Level:
    """The level now, and the lowest and highest it can still become.

    ``low`` and ``high`` contain the level of every completion that has one. They can be wider than
    what is reached: score and vetoes are taken as independent, though they may share items.
    """

    measure: Measure
    value: Fraction | None
    """What the bands were looked up with: the measure's value or share.

    A value that is rounded only after banding is given rounded, and its bounds too.
    """
    bounds: Range
    band: Band | None
    unforced: Band | None
    """The band without vetoes."""
    low: Band
    high: Band
    vetoes: tuple[Veto, ...]
    """In force now, in declared order."""

    @property
    def settled(self) -> bool:
        """True when no completion changes the level."""
        return self.band is not None and self.low.id == self.high.id


def level(scorer: Scorer, answers: Answers) -> Level:
    """The level of the answers. Raises ValueError where the questionnaire has no bands."""
    form = scorer.questionnaire
    if not form.bands:
        raise ValueError(f"questionnaire '{form.id}' has no bands: there is no level")
    rule = form.level
    if rule is None:
        measure = scorer.pooled(answers)
        value, bounds = measure.value, measure.bounds
    else:
        measure = scorer.measures(answers)[rule.dimension]
        share = rule.of == "share"
        value = measure.share if share else measure.value
        bounds = measure.share_bounds if share else measure.bounds
    now, may, must = _vetoes(scorer, answers)
    unforced = None if value is None else band_of(form.bands, value)
    low = band_of(form.bands, bounds.low)
    high = band_of(form.bands, bounds.high)
    return Level(
        measure=measure,
        value=None if value is None else _after(scorer, value),
        bounds=Range(_after(scorer, bounds.low), _after(scorer, bounds.high)),
        band=None if unforced is None else forced(form.bands, unforced, now),
        unforced=unforced,
        low=forced(form.bands, low, [v for v in may if v.at_most or v in must]),
        high=forced(form.bands, high, [v for v in may if v.at_least or v in must]),
        vetoes=tuple(now),
    )


def _after(scorer: Scorer, value: Fraction) -> Fraction:
    """The value for show, where the questionnaire rounds only after banding; a share stays."""
    rule = scorer.questionnaire.level
    how = scorer.questionnaire.dimensions[rule.dimension].round if rule else None
    if rule is None or rule.of == "share" or how is None or how.when == "before_banding":
        return value
    return rounded(value, how)


def ordered(bands: Iterable[Band]) -> list[Band]:
    """From the lowest to the highest; "at least 3" begins before "above 3"."""
    return sorted(bands, key=lambda b: (exact(b.edge), b.above is not None))


def band_of(bands: Iterable[Band], value: Fraction) -> Band:
    """The last band that begins at, or strictly below, ``value``; else the lowest band."""
    found = ordered(bands)
    return next((b for b in reversed(found) if reached(b, value)), found[0])


def reached(band: Band, value: Fraction) -> bool:
    """Whether ``value`` lies at or above where the band begins, without regard to the others."""
    return value > exact(band.edge) if band.at_least is None else value >= exact(band.edge)


def forced(bands: Iterable[Band], band: Band, vetoes: Iterable[Veto]) -> Band:
    """The band after vetoes. Where both kinds apply, "at most" wins: caution before praise."""
    places = ordered(bands)
    place = {b.id: i for i, b in enumerate(places)}
    found = place[band.id]
    listed = list(vetoes)
    found = max([found, *(place[v.at_least] for v in listed if v.at_least)])
    found = min([found, *(place[v.at_most] for v in listed if v.at_most)])
    return places[found]


def _vetoes(scorer: Scorer, answers: Answers) -> tuple[list[Veto], list[Veto], list[Veto]]:
    """In force now; possible in some completion; in force in every completion."""
    form = scorer.questionnaire
    if not form.vetoes:
        return [], [], []
    where, holding = (
        scorer.possible(answers),
        scorer.holding([v.when for v in form.vetoes], answers),
    )
    now, may, must = [], [], []
    for veto, holds_now in zip(form.vetoes, holding, strict=True):
        if holds_now:
            now.append(veto)
        found = outcomes(veto.when, scorer.items, answers, form.scales, where)
        if True in found:
            may.append(veto)
        if found == {True}:
            must.append(veto)
    return now, may, must
