"""Matrices, and what risk rows, lists, rankings and computed items name."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models import (
    Computed,
    CountOf,
    Item,
    LevelOf,
    Number,
    Part,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    ShareOf,
)
from ...scoring.matrix import faults
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .names import missing
from .values import choices_of, has_points
from .walk import duplicates, ids

Doc = Document[Questionnaire]
Place = tuple[Path, Item]
_NOT_IN_PARTS = ("show_when", "allow", "comment", "evidence", "dimension")
AXES = ("likelihood", "severity")


def check_risk(document: Doc) -> Iterator[Problem]:
    """Everything about the matrices and the composite items of one questionnaire."""
    form = document.model
    places: list[Place] = [
        (("sections", number, "items", place), item)
        for number, section in enumerate(form.sections)
        for place, item in enumerate(section.items)
    ]
    yield from _matrices(document, places)
    first = ""
    for path, item in places:
        if isinstance(item, RiskRow):
            yield from _row(document, path, item, first)
            first = first or item.matrix
        elif isinstance(item, Repeat):
            for place, part in enumerate(item.parts):
                if isinstance(part, Scale):
                    where: Path = (*path, "parts", place, "scale")
                    rule = "scale.unknown"
                    yield from missing(document, where, "scale", part.scale, form.scales, rule)
        elif isinstance(item, Computed):
            yield from _computed(document, path, item, {i.id: i for _, i in places})
    if form.results == "risks" and not first:
        message = "results: risks needs at least one item of type 'risk_row'"
        yield document.problem(("results",), message, rule="risk.none")


def scales_used(form: Questionnaire) -> set[str]:
    """Scales that matrices and the parts of lists name."""
    used = {getattr(matrix, axis) for matrix in form.matrices.values() for axis in AXES}
    for item in form.items:
        if isinstance(item, Repeat):
            used |= {part.scale for part in item.parts if isinstance(part, Scale)}
    return used


def check_composite(document: Document[Any], path: Path, item: Item) -> Iterator[Problem]:
    """What holds for a composite item wherever it stands."""
    where = f"item '{item.id}'"
    if isinstance(item, Rank):
        yield from duplicates(document, "option", ids((*path, "options"), item.options), where)
        if item.choose is not None and item.choose > len(item.options):
            yield document.problem(
                (*path, "choose"),
                f"{where} asks for {item.choose} of {len(item.options)} options",
                found=str(item.choose),
                allowed=f"at most {len(item.options)}",
                rule="rank.choose",
            )
    elif isinstance(item, Repeat):
        yield from _repeat(document, path, item)
    elif isinstance(item, RiskRow):
        yield from duplicates(document, "control", ids((*path, "controls"), item.controls), where)
    if isinstance(document.model, Questionnaire):
        return
    scaled = isinstance(item, Repeat) and any(isinstance(part, Scale) for part in item.parts)
    if scaled or isinstance(item, RiskRow | Computed):
        message = f"{where} ({item.type}) needs scales, and only questionnaires declare them"
        yield document.problem(path, message, rule="item.place")


def _matrices(document: Doc, places: list[Place]) -> Iterator[Problem]:
    form = document.model
    used = {item.matrix for _, item in places if isinstance(item, RiskRow)}
    used |= {
        item.value.matrix
        for _, item in places
        if isinstance(item, Computed) and isinstance(item.value, LevelOf)
    }
    for name, matrix in form.matrices.items():
        path: Path = ("matrices", name)
        steps: list[list[str]] = []
        for axis in AXES:
            scale = form.scales.get(getattr(matrix, axis))
            where: Path = (*path, axis)
            named = getattr(matrix, axis)
            yield from missing(document, where, "scale", named, form.scales, "matrix.scale")
            if scale is None:
                continue
            steps.append([step.id for step in scale.steps])
            bare = [step.id for step in scale.steps if step.meaning is None]
            if bare:
                yield document.problem(
                    ("scales", named, "steps"),
                    f"the scale '{named}' of a matrix must say on each step what one would see; "
                    f"'meaning' is missing on {', '.join(bare)}",
                    found=", ".join(bare),
                    allowed="meaning",
                    rule="matrix.anchor",
                )
        if len(steps) == 2:
            for fault in faults(matrix, *steps):
                place: Path = (*path, "grid") if fault.rule != "matrix.names" else (*path, "levels")
                if fault.row is not None:
                    place = (*place, fault.row)
                    place = place if fault.column is None else (*place, fault.column)
                message = f"matrix '{name}': {fault.message}"
                yield document.problem(place, message, rule=fault.rule)
        if name not in used:
            message = f"no item uses the matrix '{name}'"
            yield document.problem(path, message, "warning", rule="matrix.unused")


def _row(document: Doc, path: Path, item: RiskRow, first: str) -> Iterator[Problem]:
    form = document.model
    where: Path = (*path, "matrix")
    yield from missing(document, where, "matrix", item.matrix, form.matrices, "matrix.unknown")
    if first and item.matrix != first:
        yield document.problem(
            where,
            f"risk '{item.id}' uses the matrix '{item.matrix}', others use '{first}'; levels of "
            "different tables cannot be counted together",
            found=item.matrix,
            allowed=first,
            rule="risk.matrices",
        )
    matrix = form.matrices.get(item.matrix)
    for axis in AXES:
        scale = getattr(item, axis)
        if matrix is not None and scale != getattr(matrix, axis):
            yield document.problem(
                (*path, axis),
                f"risk '{item.id}' is judged on '{scale}', but the matrix '{item.matrix}' has "
                f"'{getattr(matrix, axis)}' as its {axis}",
                found=scale,
                allowed=getattr(matrix, axis),
                nearest=nearest(scale, [getattr(matrix, axis)]),
                rule="risk.scale",
            )


def _repeat(document: Document[Any], path: Path, item: Repeat) -> Iterator[Problem]:
    yield from duplicates(document, "part", ids((*path, "parts"), item.parts), f"'{item.id}'")
    if item.at_least > item.at_most:
        message = f"item '{item.id}': at_least {item.at_least} is more than at_most {item.at_most}"
        yield document.problem((*path, "at_least"), message, rule="item.range")
    for place, part in enumerate(item.parts):
        extra = [name for name in _NOT_IN_PARTS if getattr(part, name)]
        if extra:
            yield document.problem(
                (*path, "parts", place),
                f"part '{part.id}' of '{item.id}' has {', '.join(extra)}; a part of a list "
                "only asks",
                found=", ".join(extra),
                rule="repeat.part",
            )


def _computed(
    document: Doc, path: Path, item: Computed, items: dict[str, Item]
) -> Iterator[Problem]:
    form, rule = document.model, item.value
    inside: Path = (*path, "value")
    if isinstance(rule, LevelOf):
        where: Path = (*inside, "matrix")
        yield from missing(document, where, "matrix", rule.matrix, form.matrices, "matrix.unknown")
        matrix = form.matrices.get(rule.matrix)
        for axis in AXES:
            name = getattr(rule, axis)
            found = items.get(name)
            where = (*inside, axis)
            yield from missing(document, where, "item", name, items, "computed.item")
            wanted = matrix and getattr(matrix, axis)
            fits = isinstance(found, Scale) and found.scale == wanted
            if found is not None and wanted is not None and not fits:
                message = f"'{name}' is no item on the scale '{wanted}', the matrix's {axis}"
                yield document.problem(where, message, found=name, rule="computed.type")
        return
    for place, name in enumerate(rule.of):
        where = (*inside, "of", place)
        yield from missing(document, where, "item", name, items, "computed.item")
        found = items.get(name)
        if found is None:
            continue
        asked: Item | None = found
        if rule.part is not None:
            parts: dict[str, Part] = (
                {part.id: part for part in found.parts} if isinstance(found, Repeat) else {}
            )
            known, kind = list(parts), "computed.part"
            yield from missing(document, (*inside, "part"), "part", rule.part, known, kind)
            asked = parts.get(rule.part)
        if asked is not None:
            fault = _misfit(rule, asked, form)
            if fault:
                message = f"'{item.id}' ({rule.rule}) of '{name}': {fault}"
                yield document.problem(where, message, found=name, rule="computed.type")


def _misfit(rule: Any, asked: Item, form: Questionnaire) -> str:
    """Why the rule cannot be applied to the item; empty where it can."""
    if isinstance(asked, Computed) or asked.type == "note":
        return "it has no answer of its own"
    if not isinstance(rule, CountOf | ShareOf):
        return "" if has_points(asked) else "it has neither points nor numbers to add"
    allowed = choices_of(asked, form.scales)
    number = isinstance(asked, Number)
    strange = [
        v for v in rule.values if (isinstance(v, str | bool) if number else v not in allowed)
    ]
    return f"it has no answer '{strange[0]}'" if strange else ""
