"""Which items are shown. Hidden items keep their answer but count as unanswered for others."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping, Set
from graphlib import CycleError, TopologicalSorter
from typing import TYPE_CHECKING, TypeAlias

from ..models import (
    MARKED,
    SILENT,
    All,
    Answer,
    Any_,
    Choice,
    Choices,
    Condition,
    Gate,
    Item,
    Not,
    Questionnaire,
    Quiz,
    Scale,
    ScaleDef,
    Test,
    referenced,
)

if TYPE_CHECKING:
    from ..models import CasePart, Lab

Form: TypeAlias = "Questionnaire | Quiz | CasePart | Lab"
Answers = Mapping[str, Answer]


def is_answered(item: Item, answer: Answer | None) -> bool:
    """True when the item has a valid answer; a quiz item must have been checked as well.

    A gate is answered when it was decided.
    """
    if answer is None or answer.state in ("draft", "not_applicable", "dont_know"):
        return False
    if not _given(item, answer):
        return False
    return answer.checked > 0 if isinstance(item, MARKED) else True


def _given(item: Item, answer: Answer) -> bool:
    """True where the value says something. Of a gate, earlier overrides alone do not."""
    if isinstance(item, Gate):
        return isinstance(answer.value, Mapping) and bool(answer.value.get("decision"))
    return answer.value not in (None, "", [], {})


def counting(
    items: Mapping[str, Item], shown: Container[str], answers: Answers
) -> dict[str, Answer]:
    """The answers that count: valid ones, to items that are shown."""
    return {k: a for k, a in answers.items() if k in shown and is_answered(items[k], a)}


def points_of(item: Item, value: object, scales: Mapping[str, ScaleDef]) -> int | float | None:
    """The points of a value: of a step, of an option, of the options together, or the number."""
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return value
    if isinstance(item, Scale):
        steps = {step.id: step.points for step in scales[item.scale].steps}
        return steps.get(str(value))
    if isinstance(item, Choice):
        return next((o.points for o in item.options if o.id == value), None)
    if isinstance(item, Choices) and isinstance(value, list):
        return sum(o.points or 0 for o in item.options if o.id in value)
    return None


def conditions(form: Form) -> dict[str, list[Condition]]:
    """For every item its own condition and that of its section."""
    out: dict[str, list[Condition]] = {}
    if isinstance(form, Questionnaire):
        for section in form.sections:
            for item in section.items:
                both = (section.show_when, item.show_when)
                out[item.id] = [c for c in both if c is not None]
    else:
        for item in form.items:
            out[item.id] = [item.show_when] if item.show_when is not None else []
    return out


def cycle(form: Form) -> list[str]:
    """The ids of one circle of conditions, or an empty list."""
    graph = {
        key: {q for c in needed for q in referenced(c)} for key, needed in conditions(form).items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        return list(error.args[1])
    return []


def visible(form: Form, answers: Answers) -> list[str]:
    """The ids that are shown, in page order: the fixed point of all conditions.

    Conditions without circles (refused at load) reach it from any start in at most as many
    rounds as there are items.
    """
    needed = conditions(form)
    items = {item.id: item for item in form.items}
    scales = form.scales if isinstance(form, Questionnaire) else {}
    shown = set(items)
    if not any(needed.values()):
        return list(items)
    for _ in range(len(items) + 1):
        known = counting(items, shown, answers)
        new = {k for k in items if all(holds(c, items, known, scales) for c in needed[k])}
        if new == shown:
            break
        shown = new
    return [key for key in items if key in shown]


def holds(
    condition: Condition,
    items: Mapping[str, Item],
    known: Answers,
    scales: Mapping[str, ScaleDef],
) -> bool:
    """``known``: answers of shown items that count as answered."""
    if isinstance(condition, All):
        return all(holds(c, items, known, scales) for c in condition.all)
    if isinstance(condition, Any_):
        return any(holds(c, items, known, scales) for c in condition.any)
    if isinstance(condition, Not):
        return not holds(condition.not_, items, known, scales)
    return test_holds(condition, items[condition.q], known.get(condition.q), scales)


def test_holds(
    test: Test, item: Item, answer: Answer | None, scales: Mapping[str, ScaleDef]
) -> bool:
    """One comparison; ``answer`` is None where the item is unanswered or hidden."""
    if test.answered is not None:
        return (answer is not None) == test.answered
    if answer is None:
        return False
    value = answer.value
    if test.is_ is not None:
        return value == test.is_
    if test.in_ is not None:
        return value in test.in_
    if test.contains is not None:
        return isinstance(value, list) and test.contains in value
    points = points_of(item, value, scales)
    if points is None:
        return False
    if test.at_least is not None:
        return points >= test.at_least
    return test.at_most is not None and points <= test.at_most


test_holds.__test__ = False  # type: ignore[attr-defined]  # no test case for pytest


def progress(items: Iterable[Item], shown: Set[str], answers: Answers) -> dict[str, int]:
    """Counts over the shown questions: ``asked, answered, not_applicable, dont_know, draft``."""
    out = dict.fromkeys(("asked", "answered", "not_applicable", "dont_know", "draft"), 0)
    for item in items:
        if item.id not in shown or isinstance(item, SILENT):
            continue
        out["asked"] += 1
        answer = answers.get(item.id)
        if answer is None:
            continue
        if answer.state != "answered":
            out[answer.state] += 1
        elif _given(item, answer):
            out["answered"] += 1
    return out
