"""Items whose value follows from other answers by a declared rule. Exact until it is shown."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

from ..models import (
    Computed,
    CountOf,
    Item,
    LevelOf,
    MeanOf,
    Questionnaire,
    Repeat,
    Rounding,
    Scale,
    ShareOf,
)
from .matrix import Axis, band_words, judge
from .numbers import ZERO, exact, rounded
from .visibility import Answers, Form, is_answered, points_of, visible

Found = tuple[Item, object]
"""What was asked, and the value that answers it."""


def computed_value(form: Form, item: Computed, answers: Answers) -> Fraction | None:
    """The number; None while there is nothing to compute it from, and for a level.

    Only shown and answered items count. A share lies between 0 and 1.
    """
    rule = item.value
    if isinstance(rule, LevelOf):
        return None
    found = list(_found(form, rule.of, rule.part, answers))
    if isinstance(rule, CountOf):
        return Fraction(sum(1 for _, value in found if not rule.values or _one(value, rule.values)))
    if isinstance(rule, ShareOf):
        if not found:
            return None
        return Fraction(sum(1 for _, value in found if _one(value, rule.values)), len(found))
    scales = form.scales if isinstance(form, Questionnaire) else {}
    points = [points_of(asked, value, scales) for asked, value in found]
    numbers = [exact(one) for one in points if one is not None]
    if isinstance(rule, MeanOf):
        return sum(numbers, ZERO) / len(numbers) if numbers else None
    return sum(numbers, ZERO)


def computed_words(form: Form, item: Computed, answers: Answers) -> str:
    """The value as it is shown, with its unit; a sentence while there is none."""
    rule = item.value
    if isinstance(rule, LevelOf):
        return _level(form, rule, answers)
    value = computed_value(form, item, answers)
    if value is None:
        return "Nothing to compute yet."
    share = isinstance(rule, ShareOf)
    shown = rounded(value * 100 if share else value, Rounding(digits=item.digits))
    text = f"{float(shown):,.{item.digits}f}"
    if share:
        return f"{text} %"
    return f"{text} {item.unit}" if item.unit else text


def _level(form: Form, rule: LevelOf, answers: Answers) -> str:
    """The level, or the band that the unanswered axis still leaves open."""
    if not isinstance(form, Questionnaire):
        return "Nothing to compute yet."
    matrix = form.matrices[rule.matrix]
    axes = [_axis(form, name, answers) for name in (rule.likelihood, rule.severity)]
    if all(axis is None for axis in axes):
        return "Nothing to compute yet."
    lengths = (len(matrix.grid), len(matrix.grid[0]))
    ends: list[Axis] = [
        (0, length - 1) if axis is None else axis
        for axis, length in zip(axes, lengths, strict=True)
    ]
    found = judge(matrix, *ends)
    words = band_words(matrix, found.low, found.high)
    return f"{words}, while an answer is open" if None in axes else words


def _axis(form: Questionnaire, name: str, answers: Answers) -> Axis | None:
    for item, value in _found(form, [name], None, answers):
        if isinstance(item, Scale):
            steps = [step.id for step in form.scales[item.scale].steps]
            if value in steps:
                place = steps.index(str(value))
                return place, place
    return None


def _found(form: Form, names: list[str], part: str | None, answers: Answers) -> Iterator[Found]:
    """Every answered value: of a list each record, or the given part of each."""
    shown = set(visible(form, answers))
    items: Mapping[str, Item] = {item.id: item for item in form.items}
    for name in names:
        item, answer = items[name], answers.get(name)
        if name not in shown or answer is None or not is_answered(item, answer):
            continue
        if not isinstance(item, Repeat):
            yield item, answer.value
            continue
        records: Any = answer.value if isinstance(answer.value, list) else []
        inner = next((one for one in item.parts if one.id == part), None)
        for record in records:
            if inner is None:
                yield item, record
            elif isinstance(record, Mapping) and record.get(inner.id) not in (None, ""):
                yield inner, record[inner.id]


def _one(value: object, wanted: list[Any]) -> bool:
    """Whether the value is one of those wanted, or a list that holds one."""
    return any(one in wanted for one in value) if isinstance(value, list) else value in wanted
