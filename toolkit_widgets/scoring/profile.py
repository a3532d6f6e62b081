"""A maturity profile: means of anchored steps, with completeness and bounds beside every score.

Score of a dimension: the weighted mean of the points of its answered items,
``sum(weight * points) / sum(weight)``, exact (fractions). Items that are not applicable are left
out. Items without an answer, drafts and "don't know" do not count in the score; the bounds say
what it would be if each of them turned out lowest, or highest.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction

from ..models import Action, Answer, Band, Questionnaire, Scale, fingerprint
from .visibility import is_answered, points_of, visible

EFFORT = {"S": 1, "M": 2, "L": 4}
"""Relative effort of an action; this course's own weights."""


@dataclass(frozen=True)
class Score:
    """A mean in points with its bounds. ``value`` is None where nothing is answered."""

    value: Fraction | None
    low: Fraction
    high: Fraction
    answered: int
    applicable: int


@dataclass(frozen=True)
class Line:
    """One scored item as it stands in the result."""

    id: str
    text: str
    section: str
    dimension: str
    state: str
    """answered · unanswered · draft · dont_know · not_applicable"""
    points: Fraction | None
    step: str
    anchor: str
    target: Fraction
    weight: int
    reason: str
    comment: str
    evidence: str
    roles: tuple[str, ...]
    lesson: str


@dataclass(frozen=True)
class DimensionScore:
    """One dimension against its target. ``gap`` is target − score, never below 0."""

    id: str
    title: str
    score: Score
    target: Fraction
    gap: Fraction | None


@dataclass(frozen=True)
class Priority:
    """An action that would lift items below their target.

    ``gain``: the sum of weight × points missing to the target over the items it lifts.
    Order: ``gain / effort``, highest first; ties by the action's id.
    """

    action: Action
    gain: Fraction
    lifts: tuple[Line, ...]
    quick: bool


@dataclass(frozen=True)
class Profile:
    """Everything that a results page or a report shows. Recomputed, never read from a file."""

    questionnaire: Questionnaire
    sha256: str
    overall: Score
    band: Band | None
    band_low: Band
    band_high: Band
    dimensions: tuple[DimensionScore, ...]
    lines: tuple[Line, ...]
    priorities: tuple[Priority, ...]

    @property
    def strengths(self) -> tuple[Line, ...]:
        """Answered items at or above their target, highest first, at most five."""
        good = [x for x in self.lines if x.points is not None and x.points >= x.target]
        return tuple(sorted(good, key=lambda x: (-(x.points or 0), x.id))[:5])

    @property
    def weakest(self) -> tuple[Line, ...]:
        """Answered items furthest below their target, weighted, at most five."""
        bad = [x for x in self.lines if x.points is not None and x.points < x.target]
        return tuple(sorted(bad, key=lambda x: (-_missing(x), x.id))[:5])

    def in_state(self, *states: str) -> tuple[Line, ...]:
        """The items in one of the states, in page order."""
        return tuple(line for line in self.lines if line.state in states)

    @property
    def evidenced(self) -> int:
        """How many answered items name evidence."""
        return sum(1 for x in self.lines if x.state == "answered" and x.evidence.strip())

    @property
    def sentence(self) -> str:
        """One sentence that a chief could read aloud: level, completeness, what it rests on."""
        overall = self.overall
        if overall.value is None or self.band is None:
            return f"No level yet: none of the {overall.applicable} applicable items is answered."
        if self.band_low.id == self.band_high.id:
            level = f"Level: “{self.band.label}”"
        else:
            level = f"Level: between “{self.band_low.label}” and “{self.band_high.label}”"
        text = (
            f"{level}. The mean step is {decimal(overall.value)} of {self.top}, from "
            f"{overall.answered} of {overall.applicable} applicable items"
        )
        if overall.low != overall.high:
            text += (
                f"; with the open items it could lie between {decimal(overall.low)} "
                f"and {decimal(overall.high)}"
            )
        return f"{text}. {self.evidenced} of the {overall.answered} answers name evidence."

    @property
    def top(self) -> str:
        """The points of the highest step, for "2.4 of 5"."""
        highest = max(s.points for scale in self.questionnaire.scales.values() for s in scale.steps)
        return decimal(Fraction(str(highest)), 0)


def profile(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Profile:
    """Score the answers. Raises ValueError if the questionnaire has no scored items or bands."""
    if not questionnaire.bands:
        raise ValueError(f"questionnaire '{questionnaire.id}' has no bands: there is no level")
    lines = tuple(_lines(questionnaire, answers))
    if not lines:
        raise ValueError(f"questionnaire '{questionnaire.id}' has no scored item")
    ends = {
        item.id: (Fraction(str(steps[0].points)), Fraction(str(steps[-1].points)))
        for item in questionnaire.items
        if isinstance(item, Scale)
        for steps in [questionnaire.scales[item.scale].steps]
    }
    overall = _score(lines, ends)
    dimensions = []
    for key, dimension in questionnaire.dimensions.items():
        score = _score([x for x in lines if x.dimension == key], ends)
        target = Fraction(str(dimension.target))
        gap = None if score.value is None else max(Fraction(0), target - score.value)
        dimensions.append(DimensionScore(key, dimension.title, score, target, gap))
    return Profile(
        questionnaire=questionnaire,
        sha256=fingerprint(questionnaire),
        overall=overall,
        band=None if overall.value is None else band_of(questionnaire.bands, overall.value),
        band_low=band_of(questionnaire.bands, overall.low),
        band_high=band_of(questionnaire.bands, overall.high),
        dimensions=tuple(dimensions),
        lines=lines,
        priorities=_priorities(questionnaire, lines),
    )


def band_of(bands: Iterable[Band], value: Fraction) -> Band:
    """The last band that begins at or below ``value``; the lowest one below them all."""
    ordered = sorted(bands, key=lambda b: b.at_least)
    reached = [b for b in ordered if Fraction(str(b.at_least)) <= value]
    return reached[-1] if reached else ordered[0]


def decimal(value: Fraction, digits: int = 1) -> str:
    """Rounded half up, always with ``digits`` decimals: 2.45 → "2.5"."""
    exact = Decimal(value.numerator) / Decimal(value.denominator)
    return str(exact.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP))


def _lines(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Iterable[Line]:
    shown = set(visible(questionnaire, answers))
    for section in questionnaire.sections:
        for item in section.items:
            if not isinstance(item, Scale) or item.id not in shown:
                continue
            answer = answers.get(item.id) or Answer()
            steps = questionnaire.scales[item.scale].steps
            place = next((i for i, s in enumerate(steps) if s.id == answer.value), None)
            state = answer.state
            if state == "answered" and (place is None or not is_answered(item, answer)):
                state, place = "unanswered", None  # type: ignore[assignment]
            points = points_of(item, answer.value, questionnaire.scales)
            dimension = item.dimension or section.dimension or ""
            known = questionnaire.dimensions.get(dimension)
            yield Line(
                id=item.id,
                text=item.text,
                section=section.title,
                dimension=dimension,
                state=state,
                points=Fraction(str(points)) if state == "answered" else None,
                step=steps[place].label if state == "answered" and place is not None else "",
                anchor=item.anchors[place] if item.anchors and place is not None else "",
                target=Fraction(str(known.target)) if known else Fraction(0),
                weight=item.weight,
                reason=answer.reason,
                comment=answer.comment,
                evidence=answer.evidence,
                roles=tuple(item.roles),
                lesson=item.lesson or "",
            )


def _score(lines: Iterable[Line], ends: Mapping[str, tuple[Fraction, Fraction]]) -> Score:
    counted = [x for x in lines if x.state != "not_applicable"]
    known = [(x.points, x.weight) for x in counted if x.points is not None]
    open_ = [x for x in counted if x.points is None]
    all_weights = sum(x.weight for x in counted)
    total = sum((p * w for p, w in known), start=Fraction(0))
    weight = sum(w for _, w in known)
    low = total + sum(ends[x.id][0] * x.weight for x in open_)
    high = total + sum(ends[x.id][1] * x.weight for x in open_)
    return Score(
        value=total / weight if weight else None,
        low=low / all_weights if all_weights else Fraction(0),
        high=high / all_weights if all_weights else Fraction(0),
        answered=len(known),
        applicable=len(counted),
    )


def _missing(line: Line) -> Fraction:
    if line.points is None:
        return Fraction(0)
    return max(Fraction(0), line.target - line.points) * line.weight


def _priorities(questionnaire: Questionnaire, lines: tuple[Line, ...]) -> tuple[Priority, ...]:
    by_id = {line.id: line for line in lines}
    found = []
    for action in questionnaire.actions:
        lifted = [by_id[i] for i in action.lifts if i in by_id and _missing(by_id[i]) > 0]
        gain = sum((_missing(x) for x in lifted), start=Fraction(0))
        if gain:
            found.append(Priority(action, gain, tuple(lifted), quick=action.effort == "S"))
    order = sorted(found, key=lambda p: (-p.gain / EFFORT[p.action.effort], p.action.id))
    return tuple(order)
