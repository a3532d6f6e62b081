"""Conditions: the item and the value they look at exist, and nothing goes round in a circle."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ...models import (
    SILENT,
    All,
    Any_,
    CasePart,
    Choices,
    Condition,
    Evidence,
    Gate,
    Item,
    Lab,
    Matching,
    Multiple,
    Not,
    Ordering,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Test,
)
from ...scoring.visibility import Form, cycle
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .values import Scales, choices_of, has_points, is_number

Owner = tuple[Path, Condition, str]
"""Where a condition stands, the condition, and the id of the item it hides ("" where none)."""


def check_conditions(
    document: Document[Any], form: Form, path: Path = (), also: Mapping[str, str] | None = None
) -> Iterator[Problem]:
    """All conditions of one form at ``path``. ``also``: items elsewhere in the file → where."""
    items = {item.id: item for item in form.items}
    scales = form.scales if isinstance(form, Questionnaire) else {}
    order = {name: place for place, name in enumerate(items)}
    for where, condition, owner in _owners(form, path):
        for place, test in _tests(condition, where):
            item = items.get(test.q)
            if item is None:
                yield _no_item(document, place, test, list(items), also or {})
                continue
            yield from _value(document, place, test, item, scales)
            if owner and order[test.q] > order[owner]:
                yield document.problem(
                    (*place, "q"),
                    f"'{owner}' depends on '{test.q}', which comes later on the page: the "
                    "reader would see it appear above; move it below",
                    "warning",
                    rule="condition.later",
                )
    circle = cycle(form)
    if circle:
        first = next((w for w, _, owner in _owners(form, path) if owner in circle), path)
        yield document.problem(
            first,
            f"conditions go round in a circle: {' → '.join(circle)}; none of them could be shown",
            found=" → ".join(circle),
            rule="condition.circle",
        )


def _owners(form: Form, path: Path) -> Iterator[Owner]:
    if isinstance(form, Questionnaire):
        for number, section in enumerate(form.sections):
            where = (*path, "sections", number)
            if section.show_when is not None:
                yield (*where, "show_when"), section.show_when, section.items[0].id
            yield from _item_owners(section.items, (*where, "items"))
            yield from _needs(section.items, (*where, "items"))
        for number, veto in enumerate(form.vetoes):
            yield (*path, "vetoes", number, "when"), veto.when, ""
    elif isinstance(form, Lab):
        yield from _item_owners(form.predict, (*path, "predict"))
        yield from _item_owners(form.after, (*path, "after"))
    elif isinstance(form, CasePart):
        yield from _item_owners(form.questions, (*path, "questions"))
    else:
        yield from _item_owners(form.items, (*path, "items"))


def _item_owners(items: list[Item], path: Path) -> Iterator[Owner]:
    for number, item in enumerate(items):
        if item.show_when is not None:
            yield (*path, number, "show_when"), item.show_when, item.id


def _needs(items: list[Item], path: Path) -> Iterator[Owner]:
    """What gates need. A need hides nothing."""
    for number, item in enumerate(items):
        for place, need in enumerate(item.needs if isinstance(item, Gate) else []):
            yield (*path, number, "needs", place, "when"), need.when, ""


def _tests(condition: Condition, path: Path) -> Iterator[tuple[Path, Test]]:
    if isinstance(condition, Test):
        yield path, condition
    elif isinstance(condition, Not):
        yield from _tests(condition.not_, (*path, "not"))
    elif isinstance(condition, All | Any_):
        name = "all" if isinstance(condition, All) else "any"
        parts = condition.all if isinstance(condition, All) else condition.any
        for number, part in enumerate(parts):
            yield from _tests(part, (*path, name, number))


def _no_item(
    document: Document[Any], path: Path, test: Test, items: list[str], also: Mapping[str, str]
) -> Problem:
    message = f"the condition looks at '{test.q}', and there is no such item here"
    near = nearest(test.q, items)
    if test.q in also:
        message = f"the condition looks at '{test.q}', which is in {also[test.q]}, not here"
        near = ""
    return document.problem(
        (*path, "q"),
        message,
        found=test.q,
        allowed=", ".join(items),
        nearest=near,
        rule="condition.item",
    )


def _value(
    document: Document[Any], path: Path, test: Test, item: Item, scales: Scales
) -> Iterator[Problem]:
    name = test.given[0]

    def wrong(message: str, found: object = "", allowed: list[str] | None = None) -> Problem:
        return document.problem(
            (*path, name),
            f"'{item.id}' ({item.type}): {message}",
            found=str(found),
            allowed=", ".join(allowed or []),
            nearest=nearest(found, allowed or []) if found != "" else "",
            rule="condition.value",
        )

    if isinstance(item, SILENT):
        yield wrong(f"a {item.type} has no answer, so no condition can look at it")
    elif name in ("at_least", "at_most"):
        if not has_points(item):
            yield wrong(f"'{name}' compares points or numbers, and this item has none")
    elif name == "contains":
        allowed = choices_of(item, scales)
        if not isinstance(item, Choices | Multiple):
            yield wrong("'contains' is for items with several answers; use 'is'")
        elif test.contains not in allowed:
            yield wrong(f"it has no option '{test.contains}'", test.contains, allowed)
    elif name in ("is", "in"):
        yield from _equal(test, item, scales, wrong)


def _equal(test: Test, item: Item, scales: Scales, wrong: Any) -> Iterator[Problem]:
    values = [test.is_] if test.in_ is None else test.in_
    if isinstance(item, Choices | Multiple):
        yield wrong("the answer is a list, so 'is' and 'in' never hold; use 'contains'")
    elif isinstance(item, Ordering | Matching | Rank | Repeat | RiskRow | Evidence | Gate):
        yield wrong("'is' and 'in' never hold for this type; use 'answered: true'")
    elif is_number(item):
        for value in values:
            if isinstance(value, bool | str):
                yield wrong(f"'{value}' is not a number", value)
    else:
        allowed = choices_of(item, scales)
        for value in values:
            if allowed and value not in allowed:
                yield wrong(f"it has no answer '{value}'", value, allowed)
