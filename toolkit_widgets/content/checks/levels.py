"""Dimensions, the level, vetoes and texts by level: what they name exists, and nothing circles."""

from __future__ import annotations

from collections.abc import Iterator
from graphlib import CycleError, TopologicalSorter

from ...models import Questionnaire
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path
from .names import missing
from .walk import duplicates, ids


def check_levels(document: Document[Questionnaire]) -> Iterator[Problem]:
    """Every name that scoring looks up."""
    form = document.model
    bands = [band.id for band in form.bands]
    for name, dimension in form.dimensions.items():
        path: Path = ("dimensions", name)
        needed: list[tuple[Path, str]] = [
            (("pools", i), other) for i, other in enumerate(dimension.pools)
        ]
        needed += [
            (("modifiers", i, "dimension"), step.dimension)
            for i, step in enumerate(dimension.modifiers)
        ]
        if dimension.based_on is not None:
            needed.append((("based_on",), dimension.based_on))
        for end, other in needed:
            place: Path = (*path, *end)
            rule = "dimension.unknown"
            yield from missing(document, place, "dimension", other, form.dimensions, rule)
    yield from _circle(document)
    if form.level is not None:
        name, rule = form.level.dimension, "dimension.unknown"
        where = ("level", "dimension")
        yield from missing(document, where, "dimension", name, form.dimensions, rule)
    yield from duplicates(document, "veto", ids(("vetoes",), form.vetoes), "'vetoes'")
    if form.results == "risks":  # there the level of the risks is what a veto forces
        bands += [level.id for matrix in form.matrices.values() for level in matrix.levels]
    for number, veto in enumerate(form.vetoes):
        side = "at_most" if veto.at_most else "at_least"
        band = veto.at_most or veto.at_least or ""
        yield from missing(document, ("vetoes", number, side), "band", band, bands, "band.unknown")
    for topic, texts in form.texts.items():
        for band in texts:
            text: Path = ("texts", topic, band)
            yield from missing(document, text, "band", band, bands, "band.unknown")


def _circle(document: Document[Questionnaire]) -> Iterator[Problem]:
    graph = {
        name: {d.based_on, *(m.dimension for m in d.modifiers)} - {None}
        for name, d in document.model.dimensions.items()
    }
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        circle = " → ".join(str(name) for name in error.args[1])
        message = f"dimensions go round in a circle: {circle}; none of them could be computed"
        yield document.problem(("dimensions",), message, found=circle, rule="dimension.circle")
