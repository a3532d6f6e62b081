"""What each sheet of a questionnaire's workbook holds: one generator of rows a sheet.

A row is a thing's own fields under the names they have in a file, and the ids of what it belongs
to; :mod:`.sheet` writes the rows and :mod:`.layout` says which field stands in which column.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from ..models import (
    Computed,
    Gate,
    Matching,
    Ordering,
    Questionnaire,
    Ref,
    Rename,
    Repeat,
    Rescale,
    RiskRow,
    Scale,
)
from .condition_words import say
from .layout import (
    ACTIONS,
    BANDS,
    DIMENSIONS,
    GRID,
    ITEMS,
    LEVELS,
    LINES,
    MATRICES,
    MIGRATIONS,
    MODIFIERS,
    NEEDS,
    OPTIONS,
    PAPERS,
    REFS,
    SCALES,
    SECTIONS,
    TAKES,
    TEXTS,
    VETOES,
)

Row = dict[str, Any]


def plain(model: Any) -> Row:
    """The fields an author gave, under the names they have in a file."""
    data: Row = model.model_dump(by_alias=True, exclude_unset=True)
    for name in ("show_when", "when"):
        if getattr(model, name, None) is not None:
            data[name] = say(getattr(model, name))
    return data


def _sections(form: Questionnaire) -> Iterator[Row]:
    return (plain(section) for section in form.sections)


def _items(form: Questionnaire) -> Iterator[Row]:
    for section in form.sections:
        for item in section.items:
            yield {**_item(item), "section": section.id}
            if isinstance(item, Repeat):
                for part in item.parts:
                    yield {**_item(part), "part_of": item.id}


def _item(item: Any) -> Row:
    data = plain(item)
    if isinstance(item, Computed):
        rule = data["value"]
        data |= {key: rule[key] for key in ("matrix", "likelihood", "severity") if key in rule}
    return data


def _named(form: Questionnaire) -> Iterator[tuple[str, Any]]:
    """Every item, and every part of a repeat as ``repeat/part``."""
    for item in form.items:
        yield item.id, item
        if isinstance(item, Repeat):
            for part in item.parts:
                yield f"{item.id}/{part.id}", part


def _options(form: Questionnaire) -> Iterator[Row]:
    for name, item in _named(form):
        for part, things in _parts(item):
            shown = part if isinstance(item, Matching) else None
            for thing in things:
                yield {**plain(thing), "item": name, "part": shown}


def _parts(item: Any) -> Iterator[tuple[str, Sequence[Any]]]:
    if isinstance(item, Ordering):
        yield "entry", item.entries
    elif isinstance(item, Matching):
        yield "target", item.targets
        yield "prompt", item.prompts
    elif isinstance(item, RiskRow):
        yield "control", item.controls
    else:
        yield "option", getattr(item, "options", ())


def steps_of(form: Questionnaire) -> int:
    """How many columns a sheet with a column a step needs; five where nothing says."""
    longest = [len(item.anchors) for _, item in _named(form) if isinstance(item, Scale)]
    longest += [len(row) for matrix in form.matrices.values() for row in matrix.grid]
    return max(5, *longest, 0)


def _anchors(form: Questionnaire) -> Iterator[Row]:
    for name, item in _named(form):
        if isinstance(item, Scale) and item.anchors:
            yield {"item": name, "anchors": _numbered(item.anchors)}


def _numbered(texts: Iterable[str]) -> Row:
    return {str(number): text for number, text in enumerate(texts, 1)}


def _matrices(form: Questionnaire) -> Iterator[Row]:
    for name, matrix in form.matrices.items():
        yield {**plain(matrix), "id": name}


def _levels(form: Questionnaire) -> Iterator[Row]:
    for name, matrix in form.matrices.items():
        for level in matrix.levels:
            yield {**plain(level), "matrix": name}


def _grid(form: Questionnaire) -> Iterator[Row]:
    for name, matrix in form.matrices.items():
        for row in matrix.grid:
            yield {"matrix": name, "grid": _numbered(row)}


def _needs(form: Questionnaire) -> Iterator[Row]:
    for item in form.items:
        for need in item.needs if isinstance(item, Gate) else ():
            yield {**plain(need), "gate": item.id}


def _takes(form: Questionnaire) -> Iterator[Row]:
    return (plain(take) for take in form.takes)


def _papers(form: Questionnaire) -> Iterator[Row]:
    return (plain(paper) for paper in form.papers)


def _lines(form: Questionnaire) -> Iterator[Row]:
    for paper in form.papers:
        for number, block in enumerate(paper.blocks, 1):
            first = plain(block)
            for line in block.lines:
                yield {**first, "paper": paper.id, "block": number, "line": line}
                first = {}


def _scales(form: Questionnaire) -> Iterator[Row]:
    for name, scale in form.scales.items():
        kind = scale.kind if "kind" in scale.model_fields_set else None
        for step in scale.steps:
            yield {"scale": name, "kind": kind, **plain(step)}


def _dimensions(form: Questionnaire) -> Iterator[Row]:
    for name, dimension in form.dimensions.items():
        rounding = dimension.round.model_dump() if dimension.round else None
        yield {**plain(dimension), "id": name, "round": rounding}


def _modifiers(form: Questionnaire) -> Iterator[Row]:
    for name, dimension in form.dimensions.items():
        for modifier in dimension.modifiers:
            yield {**plain(modifier), "of": name}


def _bands(form: Questionnaire) -> Iterator[Row]:
    return (plain(band) for band in form.bands)


def _texts(form: Questionnaire) -> Iterator[Row]:
    for topic, by_band in form.texts.items():
        for band, text in by_band.items():
            yield {"topic": topic, "band": band, "text": text}
        if not by_band:
            yield {"topic": topic}


def _vetoes(form: Questionnaire) -> Iterator[Row]:
    return (plain(veto) for veto in form.vetoes)


def _actions(form: Questionnaire) -> Iterator[Row]:
    return (plain(action) for action in form.actions)


def _refs(form: Questionnaire) -> Iterator[Row]:
    def rows(refs: Iterable[Ref], item: str | None, option: str | None) -> Iterator[Row]:
        for ref in refs:
            yield {"item": item, "option": option, **plain(ref)}

    yield from rows(form.refs, None, None)
    for name, item in _named(form):
        yield from rows(item.refs, name, None)
        for _part, things in _parts(item):
            for thing in things:
                yield from rows(getattr(thing, "refs", ()), name, thing.id)


def _migrations(form: Questionnaire) -> Iterator[Row]:
    for migration in form.migrations:
        ends: Row = {"from": migration.from_, "to": migration.to}
        for step in migration.steps:
            row = {**ends, **plain(step)}
            if isinstance(step, Rename):
                row |= {"item": step.old}
            elif isinstance(step, Rescale):
                row |= {"new": None, "old_steps": step.old, "new_steps": step.new}
            row["map"] = [f"{old} = {new}" for old, new in (row.get("map") or {}).items()]
            yield row
        if not migration.steps:
            yield ends


ROWS = {
    SECTIONS.title: _sections,
    ITEMS.title: _items,
    OPTIONS.title: _options,
    NEEDS.title: _needs,
    "Anchors": _anchors,
    SCALES.title: _scales,
    MATRICES.title: _matrices,
    LEVELS.title: _levels,
    GRID.title: _grid,
    DIMENSIONS.title: _dimensions,
    MODIFIERS.title: _modifiers,
    BANDS.title: _bands,
    TEXTS.title: _texts,
    VETOES.title: _vetoes,
    ACTIONS.title: _actions,
    TAKES.title: _takes,
    PAPERS.title: _papers,
    LINES.title: _lines,
    REFS.title: _refs,
    MIGRATIONS.title: _migrations,
}
