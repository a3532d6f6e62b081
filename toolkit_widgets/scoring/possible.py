"""What is certain and what is possible while answers are still open.

A completion gives every open item that it shows some valid answer, and leaves answers and "not
applicable" as they are. ``must`` holds items shown in every completion, ``may`` holds all that are
shown in at least one. Conditions are evaluated with three values; answers are treated as
independent, so ``may`` can be too wide and ``must`` too narrow, never the other way round.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from graphlib import TopologicalSorter

from ..models import (
    All,
    Answer,
    Any_,
    Choices,
    Condition,
    Item,
    Not,
    Note,
    ScaleDef,
    Test,
    referenced,
)
from .values import option_ids
from .visibility import Answers, is_answered, test_holds

Outcomes = frozenset[bool]
YES, NO, BOTH = frozenset({True}), frozenset({False}), frozenset({True, False})


@dataclass(frozen=True)
class Possible:
    """Item ids: certainly shown, and possibly shown (which includes the certain ones)."""

    must: AbstractSet[str]
    may: AbstractSet[str]


def is_open(item: Item, answer: Answer | None) -> bool:
    """True for an item that a completion would fill in; "not applicable" is settled."""
    if isinstance(item, Note):
        return False
    return not is_answered(item, answer) and (answer is None or answer.state != "not_applicable")


def possible(
    items: Mapping[str, Item],
    conditions: Mapping[str, list[Condition]],
    answers: Answers,
    scales: Mapping[str, ScaleDef],
    order: Iterable[str] | None = None,
) -> Possible:
    """Which items are shown, over all completions of ``answers``.

    ``order``: the items so that each stands behind those its conditions look at, where known.
    """
    if not any(conditions.values()):
        everything = frozenset(items)
        return Possible(everything, everything)
    if order is None:
        graph = {k: {q for c in needed for q in referenced(c)} for k, needed in conditions.items()}
        order = TopologicalSorter(graph).static_order()
    must: set[str] = set()
    may: set[str] = set()
    shown = Possible(must, may)  # grows below; what a condition looks at is already in it
    known: dict[int, Outcomes] = {}  # items of a section share its condition: look once
    for key in order:
        if key not in items:
            continue
        for c in conditions[key]:
            if id(c) not in known:
                known[id(c)] = outcomes(c, items, answers, scales, shown)
        found = [known[id(c)] for c in conditions[key]]
        if all(True in one for one in found):
            may.add(key)
        if all(one == YES for one in found):
            must.add(key)
    return Possible(frozenset(must), frozenset(may))


def outcomes(
    condition: Condition,
    items: Mapping[str, Item],
    answers: Answers,
    scales: Mapping[str, ScaleDef],
    shown: Possible,
) -> Outcomes:
    """Whether the condition can be true, and whether it can be false."""
    if isinstance(condition, Not):
        return frozenset(not o for o in outcomes(condition.not_, items, answers, scales, shown))
    if isinstance(condition, All):
        return _every(outcomes(c, items, answers, scales, shown) for c in condition.all)
    if isinstance(condition, Any_):
        parts = [outcomes(c, items, answers, scales, shown) for c in condition.any]
        return frozenset(not o for o in _every(frozenset(not x for x in p) for p in parts))
    return _test(condition, items, answers, scales, shown)


def _every(parts: Iterable[Outcomes]) -> Outcomes:
    found = list(parts)
    if any(part == NO for part in found):
        return NO
    return YES if all(part == YES for part in found) else BOTH


def _test(
    test: Test,
    items: Mapping[str, Item],
    answers: Answers,
    scales: Mapping[str, ScaleDef],
    shown: Possible,
) -> Outcomes:
    item, answer = items[test.q], answers.get(test.q)
    out: set[bool] = set()
    if test.q not in shown.must:
        out.add(test_holds(test, item, None, scales))
    if test.q in shown.may:
        if is_answered(item, answer):
            out.add(test_holds(test, item, answer, scales))
        elif not is_open(item, answer):
            out.add(test_holds(test, item, None, scales))
        elif test.answered is not None:
            out.add(test.answered)
        else:
            out |= _open(test, item, scales)
    return frozenset(out)


def _open(test: Test, item: Item, scales: Mapping[str, ScaleDef]) -> set[bool]:
    """The outcomes over all values an open item could get."""
    options = option_ids(item, scales)
    if isinstance(item, Choices) or not options:
        return {True, False}
    filled = (Answer.model_construct(value=value, checked=1) for value in options)
    return {test_holds(test, item, answer, scales) for answer in filled}
