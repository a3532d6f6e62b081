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

from ..models import Action, Answer, Band, Questionnaire, Scale, Veto, fingerprint
from .level import Level, level
from .lift import reaches
from .score import Measure, Scorer, exact
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

    ``gain``: the sum of weight × points that the action alone can honestly promise (see
    :func:`~.lift.reaches`), up to the target, over the items it lifts.
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
    level: Level
    dimensions: tuple[DimensionScore, ...]
    lines: tuple[Line, ...]
    priorities: tuple[Priority, ...]

    @property
    def band(self) -> Band | None:
        """The level now."""
        return self.level.band

    @property
    def band_low(self) -> Band:
        """The lowest level that open items still allow."""
        return self.level.low

    @property
    def band_high(self) -> Band:
        """The highest level that open items still allow."""
        return self.level.high

    @property
    def vetoes(self) -> tuple[Veto, ...]:
        """What forces the level now; nothing before the first answer."""
        return self.level.vetoes if self.level.band is not None else ()

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
            words = f"Level: “{self.band_low.label}”"
        else:
            words = f"Level: between “{self.band_low.label}” and “{self.band_high.label}”"
        held = len(self.level.vetoes)
        if held and self.level.unforced is not None and self.level.unforced.id != self.band.id:
            words += (
                f", held there by {held} answer{'' if held == 1 else 's'}; the mean alone would "
                f"say “{self.level.unforced.label}”"
            )
        text = (
            f"{words}. The mean step is {decimal(overall.value)} of {self.top}, from "
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
    scorer = Scorer(questionnaire)
    found = level(scorer, answers)
    lines = tuple(_lines(questionnaire, answers))
    if not lines:
        raise ValueError(f"questionnaire '{questionnaire.id}' has no scored item")
    dimensions = []
    for key, measure in scorer.measures(answers).items():
        wanted = questionnaire.dimensions[key].target
        if wanted is not None:
            target = exact(wanted)
            gap = None if measure.value is None else max(Fraction(0), target - measure.value)
            dimensions.append(DimensionScore(key, measure.title, _score(measure), target, gap))
    return Profile(
        questionnaire=questionnaire,
        sha256=fingerprint(questionnaire),
        overall=_score(found.measure),
        level=found,
        dimensions=tuple(dimensions),
        lines=lines,
        priorities=_priorities(questionnaire, lines),
    )


def _score(measure: Measure) -> Score:
    return Score(
        measure.value,
        measure.bounds.low,
        measure.bounds.high,
        measure.answered,
        measure.applicable,
    )


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
                target=exact(known.target) if known and known.target is not None else Fraction(0),
                weight=item.weight,
                reason=answer.reason,
                comment=answer.comment,
                evidence=answer.evidence,
                roles=tuple(item.roles),
                lesson=item.lesson or "",
            )


def _missing(line: Line) -> Fraction:
    if line.points is None:
        return Fraction(0)
    return max(Fraction(0), line.target - line.points) * line.weight


def _priorities(questionnaire: Questionnaire, lines: tuple[Line, ...]) -> tuple[Priority, ...]:
    by_id = {line.id: line for line in lines}
    items = {item.id: item for item in questionnaire.items}
    found = []
    for action in questionnaire.actions:
        lifted, gain = [], Fraction(0)
        for line in (by_id[i] for i in dict.fromkeys(action.lifts) if i in by_id):
            step = reaches(action, items[line.id], line.points, questionnaire.scales)
            if step is not None and line.points is not None and line.points < line.target:
                gain += (min(exact(step.points), line.target) - line.points) * line.weight
                lifted.append(line)
        if gain:
            found.append(Priority(action, gain, tuple(lifted), quick=action.effort == "S"))
    order = sorted(found, key=lambda p: (-p.gain / EFFORT[p.action.effort], p.action.id))
    return tuple(order)
