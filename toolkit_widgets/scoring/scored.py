"""What of an item scores: its points, and the lowest and highest a valid answer can give."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from ..models import Answer, Choice, Choices, Item, Questionnaire, Scale
from .measure import Term
from .numbers import ZERO, exact
from .visibility import is_answered


@dataclass(frozen=True)
class Scored:
    """A scored item, made ready. An option without points gives 0.

    A valid answer to a ``choices`` item marks at least one option and at most ``at_most``: nothing
    marked is no answer, so an item for "none of these" needs an option that says so.
    """

    item: Item
    dimension: str
    group: str
    branch: str
    points: dict[str, Fraction]
    low: Fraction
    high: Fraction
    unit: int
    """The common denominator of all points of the questionnaire."""

    def value(self, answer: Answer | None) -> Fraction | None:
        """The points of an answer, or None where it is not a valid one."""
        if answer is None or not is_answered(self.item, answer):
            return None
        value = answer.value
        if isinstance(value, str) and not isinstance(self.item, Choices):
            return self.points.get(value)
        if isinstance(value, list) and isinstance(self.item, Choices):
            marked = {key for key in value if isinstance(key, str)}
            most = self.item.at_most or len(self.points)
            if len(marked) <= most and len(marked) == len(value) and marked <= self.points.keys():
                return sum((self.points[key] for key in marked), ZERO)
        return None

    def term(self, answer: Answer | None, shown: bool, must: bool, may: bool) -> Term:
        """The item as a term. ``must``, ``may``: shown in every, in some completion."""
        applies = answer is None or answer.state != "not_applicable"
        points = self.value(answer)
        if not shown:
            state = "hidden"
        elif not applies:
            state = "not_applicable"
        else:
            state = "open" if points is None else "answered"
        low, high = (self.low, self.high) if points is None else (points, points)
        best = self._units(self.high)
        return Term(
            item=self.item.id,
            dimension=self.dimension,
            group=self.group,
            branch=self.branch,
            weight=self.item.weight,
            points=points if state == "answered" else None,
            low=low,
            high=high,
            maximum=self.high,
            state=state,
            certain=must and applies,
            possible=may and applies,
            unit=self.unit,
            worth=self._units(points) if points is not None and state == "answered" else 0,
            least=self._units(low),
            most=best if high is self.high else self._units(high),
            best=best,
        )

    def _units(self, points: Fraction) -> int:
        return points.numerator * (self.unit // points.denominator) * self.item.weight


def scored_items(questionnaire: Questionnaire) -> Iterator[Scored]:
    """Every item that has points and a dimension, in page order."""
    found = []
    for section in questionnaire.sections:
        for item in section.items:
            dimension = item.dimension or section.dimension
            points = _points(item, questionnaire)
            if points is not None and dimension is not None:
                found.append((item, dimension, section, points))
    unit = lcm(*{p.denominator for *_, points in found for p in points.values()})
    for item, dimension, section, points in found:
        group = section.exclusive_group or ""
        low, high = _ends(item, list(points.values()))
        yield Scored(item, dimension, group, section.id, points, low, high, unit)


def _points(item: Item, questionnaire: Questionnaire) -> dict[str, Fraction] | None:
    if isinstance(item, Scale):
        return {step.id: exact(step.points) for step in questionnaire.scales[item.scale].steps}
    if isinstance(item, Choice | Choices) and any(o.points is not None for o in item.options):
        return {option.id: exact(option.points or 0) for option in item.options}
    return None


def _ends(item: Item, values: list[Fraction]) -> tuple[Fraction, Fraction]:
    if not isinstance(item, Choices):
        return min(values), max(values)
    most = item.at_most or len(values)
    down = sorted(v for v in values if v < 0)[:most] or [min(values)]
    up = sorted((v for v in values if v > 0), reverse=True)[:most] or [max(values)]
    return sum(down, ZERO), sum(up, ZERO)
