"""Actions: what they lift and need exists, and nothing that is scored is left without one."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ...models import Questionnaire, Scale
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path
from .names import missing
from .walk import duplicates, ids


def check_actions(document: Document[Questionnaire]) -> Iterator[Problem]:
    """The actions of one questionnaire."""
    form = document.model
    yield from duplicates(document, "action", ids(("actions",), form.actions), "'actions'")
    yield from _needs(document)
    items = {item.id: item for item in form.items}
    lifted: set[str] = set()
    for number, action in enumerate(form.actions):
        for place, name in enumerate(action.lifts):
            where = ("actions", number, "lifts", place)
            yield from missing(document, where, "item", name, items, "action.item")
            lifted.add(name)
            item = items.get(name)
            if item is not None and not isinstance(item, Scale):
                yield document.problem(
                    where,
                    f"action '{action.id}' lifts '{name}', which is of type {item.type} and has "
                    "no steps to rise on",
                    found=item.type,
                    allowed="scale",
                    rule="action.type",
                )
            elif isinstance(item, Scale) and action.to is not None and item.scale in form.scales:
                steps = [step.id for step in form.scales[item.scale].steps]
                to: Path = ("actions", number, "to")
                yield from missing(document, to, "step", action.to, steps, "action.step")
    if form.results != "profile":
        return
    for number, section in enumerate(form.sections):
        for place, scored in enumerate(section.items):
            if isinstance(scored, Scale) and scored.id not in lifted:
                yield document.problem(
                    ("sections", number, "items", place, "id"),
                    f"no action lifts the item '{scored.id}': a low answer leads to nothing",
                    "warning",
                    found=scored.id,
                    rule="action.none",
                )


def _needs(document: Document[Questionnaire]) -> Iterator[Problem]:
    """What an action waits for exists, and does not wait for it in turn."""
    actions = document.model.actions
    known = [action.id for action in actions]
    for number, action in enumerate(actions):
        for place, name in enumerate(action.needs):
            where: Path = ("actions", number, "needs", place)
            yield from missing(document, where, "action", name, known, "action.needs")
    try:
        TopologicalSorter({action.id: action.needs for action in actions}).prepare()
    except CycleError as error:
        circle: list[str] = error.args[1]
        first = next(number for number, name in enumerate(known) if name in circle)
        yield document.problem(
            ("actions", first, "needs"),
            f"these actions wait for each other, so none can begin: {' → '.join(circle)}",
            found=", ".join(actions[first].needs),
            rule="action.circle",
        )
