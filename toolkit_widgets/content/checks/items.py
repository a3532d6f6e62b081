"""What holds for the items of every form: unique ids inside, feedback that says something."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models import (
    Choice,
    Choices,
    Item,
    Matching,
    Multiple,
    Number,
    Numeric,
    Ordering,
    Single,
)
from ..parse import Document
from ..problems import Problem, nearest, short
from ..yaml_marks import Path
from .gates import check_gate_place
from .risk import check_composite
from .walk import duplicates, ids

Feedback = tuple[Path, str]


def check_item(document: Document[Any], path: Path, item: Item) -> Iterator[Problem]:
    """One item at ``path``, wherever it stands."""
    where = f"item '{item.id}'"
    if isinstance(item, Choice | Choices | Single | Multiple):
        yield from duplicates(document, "option", ids((*path, "options"), item.options), where)
    if isinstance(item, Number):
        low, high = item.minimum, item.maximum
        if low is not None and high is not None and low >= high:
            message = f"{where}: the minimum {low} is not below the maximum {high}"
            yield document.problem((*path, "minimum"), message, found=str(low), rule="item.range")
    if isinstance(item, Single | Multiple):
        yield from _key(document, path, item)
    elif isinstance(item, Ordering):
        yield from _ordering(document, path, item)
    elif isinstance(item, Matching):
        yield from _matching(document, path, item)
    yield from check_composite(document, path, item)
    yield from check_gate_place(document, path, item)
    yield from _same_feedback(document, path, item)


def feedback_of(item: Item, path: Path) -> list[Feedback]:
    """Every feedback text of an item with its path."""
    if isinstance(item, Single | Multiple):
        return [((*path, "options", i, "feedback"), o.feedback) for i, o in enumerate(item.options)]
    if isinstance(item, Ordering):
        return [((*path, "entries", i, "feedback"), e.feedback) for i, e in enumerate(item.entries)]
    if isinstance(item, Matching):
        return [((*path, "prompts", i, "feedback"), p.feedback) for i, p in enumerate(item.prompts)]
    if isinstance(item, Numeric):
        said = item.feedback
        parts = (("right", said.right), ("low", said.low), ("high", said.high))
        return [((*path, "feedback", name), text) for name, text in parts]
    return []


def _key(document: Document[Any], path: Path, item: Single | Multiple) -> Iterator[Problem]:
    right = sum(option.correct for option in item.options)
    where = (*path, "options")
    if isinstance(item, Single) and right != 1:
        yield document.problem(
            where,
            f"item '{item.id}' (single) has {right} right options; mark exactly one with "
            "'correct: true', or make it 'multiple'",
            found=str(right),
            allowed="1",
            rule="quiz.key",
        )
    elif isinstance(item, Multiple) and right in (0, len(item.options)):
        number = "no right option" if right == 0 else "no wrong option"
        yield document.problem(
            where,
            f"item '{item.id}' (multiple) has {number}; it needs at least one of each",
            found=f"{right} of {len(item.options)} right",
            rule="quiz.key",
        )


def _ordering(document: Document[Any], path: Path, item: Ordering) -> Iterator[Problem]:
    yield from duplicates(document, "entry", ids((*path, "entries"), item.entries), item.id)
    right = [entry.id for entry in item.entries]
    where = (*path, "start")
    for place, name in enumerate(item.start):
        if name not in right:
            yield document.problem(
                (*where, place),
                f"item '{item.id}': '{name}' in 'start' is not one of the entries",
                found=name,
                allowed=", ".join(right),
                nearest=nearest(name, right),
                rule="quiz.start",
            )
    if set(item.start) <= set(right) and sorted(item.start) != sorted(right):
        yield document.problem(
            where,
            f"item '{item.id}': 'start' must name each of the {len(right)} entries once",
            found=", ".join(item.start),
            allowed=", ".join(right),
            rule="quiz.start",
        )
    if item.start == right:
        message = f"item '{item.id}': 'start' is already the right order; mix it"
        yield document.problem(where, message, found=", ".join(right), rule="quiz.start")


def _matching(document: Document[Any], path: Path, item: Matching) -> Iterator[Problem]:
    yield from duplicates(document, "target", ids((*path, "targets"), item.targets), item.id)
    yield from duplicates(document, "prompt", ids((*path, "prompts"), item.prompts), item.id)
    targets = [target.id for target in item.targets]
    for number, prompt in enumerate(item.prompts):
        where = (*path, "prompts", number, "accept")
        for place, name in enumerate(prompt.accept):
            if name not in targets:
                yield document.problem(
                    (*where, place),
                    f"prompt '{prompt.id}' of item '{item.id}' accepts '{name}', "
                    "which is not one of its targets",
                    found=name,
                    allowed=", ".join(targets),
                    nearest=nearest(name, targets),
                    rule="quiz.accept",
                )
        if set(targets) <= set(prompt.accept):
            message = f"prompt '{prompt.id}' of item '{item.id}' accepts every target: no answer"
            yield document.problem(where, f"{message} could be wrong", rule="quiz.accept")


def _same_feedback(document: Document[Any], path: Path, item: Item) -> Iterator[Problem]:
    said = feedback_of(item, path)
    if len(said) > 1 and len({" ".join(text.split()) for _, text in said}) == 1:
        yield document.problem(
            said[0][0],
            f"item '{item.id}' says the same to every answer; say why each one is right or not",
            found=short(said[0][1]),
            rule="feedback.same",
        )
