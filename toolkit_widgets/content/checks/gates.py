"""Gates: needs that can be met, gates in order, and nothing that could slip past one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...models import SILENT, Answer, Example, Gate, Item, Questionnaire, referenced
from ...scoring.gate import gate_states
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .walk import duplicates, ids

Doc = Document[Questionnaire]


def check_gates(document: Doc) -> Iterator[Problem]:
    """The gates of one questionnaire, in page order."""
    form = document.model
    order = {item.id: place for place, item in enumerate(form.items)}
    items: dict[str, Item] = {item.id: item for item in form.items}
    before: list[str] = []
    for number, section in enumerate(form.sections):
        for place, item in enumerate(section.items):
            if not isinstance(item, Gate):
                continue
            path: Path = ("sections", number, "items", place)
            yield from duplicates(document, "need", ids((*path, "needs"), item.needs), item.id)
            yield from _after(document, path, item, items, before)
            yield from _needs(document, path, item, items, order)
            if item.allow:
                yield document.problem(
                    (*path, "allow"),
                    f"gate '{item.id}' allows {', '.join(item.allow)}; a gate is decided or not",
                    found=", ".join(item.allow),
                    rule="gate.allow",
                )
            behind = [one.id for one in section.items[place + 1 :] if not isinstance(one, SILENT)]
            if behind:
                yield document.problem(
                    path,
                    f"gate '{item.id}' stands before {', '.join(behind)}; a gate is the last "
                    "question of its section",
                    "warning",
                    found=", ".join(behind),
                    rule="gate.last",
                )
            before.append(item.id)
    if form.results == "gates" and not before:
        message = "results: gates needs at least one item of type 'gate'"
        yield document.problem(("results",), message, rule="gate.none")


def check_gate_place(document: Document[Any], path: Path, item: Item) -> Iterator[Problem]:
    """A gate outside a questionnaire: nothing there could be missing."""
    if isinstance(item, Gate) and not isinstance(document.model, Questionnaire):
        message = f"item '{item.id}' (gate) can stand in a questionnaire only"
        yield document.problem(path, message, rule="item.place")


def check_decided(
    document: Document[Example], form: Questionnaire, answers: Mapping[str, Answer]
) -> Iterator[Problem]:
    """Gates of an example whose decision its own answers do not support."""
    for state in gate_states(form, answers):
        if state.standing == "passed, but no longer supported":
            reasons = " ".join(one.because for one in state.reasons)
            yield document.problem(
                ("answers", state.gate.id),
                f"{state.name} is passed without an override although it is shut: {reasons} "
                "Fine if the lesson speaks of it",
                "warning",
                rule="example.gate",
            )


def _after(
    document: Doc, path: Path, gate: Gate, items: dict[str, Item], before: list[str]
) -> Iterator[Problem]:
    if gate.after is None:
        if before:
            yield document.problem(
                path,
                f"gate '{gate.id}' names no gate before it, so it opens even where "
                f"'{before[-1]}' is stopped; add 'after: {before[-1]}'",
                "warning",
                rule="gate.after",
            )
        return
    if gate.after in before:
        return
    where = (*path, "after")
    found = items.get(gate.after)
    if found is None:
        message = f"gate '{gate.id}' comes after '{gate.after}', and there is no such item"
    elif not isinstance(found, Gate):
        message = f"gate '{gate.id}' comes after '{gate.after}', which is no gate ({found.type})"
    else:
        message = f"gate '{gate.id}' comes after '{gate.after}', which does not stand above it"
    yield document.problem(
        where,
        message,
        found=gate.after,
        allowed=", ".join(before) or "no 'after': it is the first gate",
        nearest=nearest(gate.after, before),
        rule="gate.after",
    )


def _needs(
    document: Doc, path: Path, gate: Gate, items: dict[str, Item], order: dict[str, int]
) -> Iterator[Problem]:
    for number, need in enumerate(gate.needs):
        where = (*path, "needs", number, "when")
        for name in dict.fromkeys(referenced(need.when)):
            if isinstance(items.get(name), Gate):
                message = (
                    f"need '{need.id}' of gate '{gate.id}' looks at a gate, '{name}'; "
                    "a gate that was decided may be a stopped one: use 'after'"
                )
                yield document.problem(where, message, found=name, rule="gate.need")
            elif name in order and order[name] > order[gate.id]:
                message = (
                    f"need '{need.id}' of gate '{gate.id}' looks at '{name}', which comes later "
                    "on the page; the gate would stay shut until a later section is filled in"
                )
                yield document.problem(where, message, "warning", found=name, rule="gate.later")
