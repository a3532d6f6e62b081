"""Which values an item can have: for conditions and for the answers of examples."""

from __future__ import annotations

from collections.abc import Mapping

from ...models import (
    SILENT,
    Choice,
    Choices,
    Item,
    Matching,
    Number,
    Numeric,
    Repeat,
    RiskRow,
    Scale,
    ScaleDef,
)
from ...scoring.values import option_ids, read_answer

Scales = Mapping[str, ScaleDef]


def choices_of(item: Item, scales: Scales) -> list[str]:
    """The ids an answer is chosen from; none where it is no choice, or its scale is unknown."""
    if isinstance(item, Matching) or (isinstance(item, Scale) and item.scale not in scales):
        return []
    return option_ids(item, scales)


def is_number(item: Item) -> bool:
    """True where the answer is a number."""
    return isinstance(item, Number | Numeric)


def has_points(item: Item) -> bool:
    """True where "at least" and "at most" have something to compare."""
    if isinstance(item, Choice | Choices):
        return any(option.points is not None for option in item.options)
    return isinstance(item, Number | Numeric | Scale)


def value_fault(item: Item, value: object, scales: Scales) -> str:
    """Why ``value`` is no answer to ``item``, in a sentence; empty if it is one.

    The form's own reader judges; a value that it would have to mend is a fault in a file.
    """
    if isinstance(item, SILENT):
        return f"A {item.type} has no answer."
    if not scales_of(item) <= scales.keys():
        return ""  # reported with the questionnaire
    answer, problem = read_answer(item, {"value": value}, scales)
    if problem is not None:
        return problem
    if isinstance(item, Repeat | RiskRow):
        return "" if answer.value == value else f"Write it as {answer.value!r}."
    if isinstance(value, list) and len(set(value)) < len(value):
        return "An entry stands here twice."
    mended = sorted(answer.value) if isinstance(answer.value, list) else answer.value  # type: ignore[type-var]
    given = sorted(value) if isinstance(value, list) else value
    return "" if mended == given else f"Write it as {answer.value!r}."


def scales_of(item: Item) -> set[str]:
    """The scales that reading an answer to it needs."""
    if isinstance(item, RiskRow):
        return {item.likelihood, item.severity}
    if isinstance(item, Repeat):
        return {part.scale for part in item.parts if isinstance(part, Scale)}
    return {item.scale} if isinstance(item, Scale) else set()
