"""A questionnaire as a workbook, for people who never touch YAML.

What is written can be read back without loss (:mod:`.sheet_read`); the writer checks that itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..content.cells import pieces, put
from ..content.problems import ContentError, Problem, short
from ..content.sheets import dress, header
from ..content.yaml_marks import dotted
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
    fingerprint,
)
from .condition_words import say, say_values
from .layout import (
    ABOUT,
    ACTIONS,
    BANDS,
    DIMENSIONS,
    GRID,
    ITEMS,
    LEVELS,
    LINES,
    LISTS,
    MATRICES,
    MIGRATIONS,
    MODIFIERS,
    MORE,
    NEEDS,
    OPTIONS,
    PAPERS,
    README,
    REFS,
    SCALES,
    SECTIONS,
    SHEETS,
    TAKES,
    TEXTS,
    VETOES,
    Column,
    Sheet,
    dig,
    widened,
)
from .lists import join_list
from .sheet_style import add_choices, readme

Row = dict[str, Any]


def to_xlsx(
    questionnaire: Questionnaire, lists: Mapping[str, Sequence[str]] | None = None
) -> bytes:
    """The workbook. ``lists``: ids to choose from on the sheet Lists, for example principles.

    Raises :class:`ContentError` if something would be lost: two things with one id, or characters
    that no spreadsheet can hold.
    """
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    choices = dict(lists or {})
    readme(book.create_sheet(README), questionnaire.title)
    for sheet in SHEETS:
        shown = widened(sheet, _steps(questionnaire))
        target = book.create_sheet(shown.title)
        if shown is ABOUT:
            _about(target, questionnaire)
        else:
            _table(target, shown, _ROWS[sheet.title](questionnaire))
            add_choices(target, shown, choices)
    _lists(book.create_sheet(LISTS), choices)
    for target in book.worksheets:
        dress(target)
    core = book.properties
    core.creator, core.lastModifiedBy = "", None
    core.title, core.language = f"{short(questionnaire.title)} {questionnaire.version}", "en-GB"
    out = io.BytesIO()
    book.save(out)
    _check(questionnaire, out.getvalue())
    return out.getvalue()


# -- rows of each sheet ----------------------------------------------------------------------------


def _plain(model: Any) -> Row:
    """The fields an author gave, under the names they have in a file."""
    data: Row = model.model_dump(by_alias=True, exclude_unset=True)
    for name in ("show_when", "when"):
        if getattr(model, name, None) is not None:
            data[name] = say(getattr(model, name))
    return data


def _sections(form: Questionnaire) -> Iterator[Row]:
    return (_plain(section) for section in form.sections)


def _items(form: Questionnaire) -> Iterator[Row]:
    for section in form.sections:
        for item in section.items:
            yield {**_item(item), "section": section.id}
            if isinstance(item, Repeat):
                for part in item.parts:
                    yield {**_item(part), "part_of": item.id}


def _item(item: Any) -> Row:
    data = _plain(item)
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
                yield {**_plain(thing), "item": name, "part": shown}


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


def _steps(form: Questionnaire) -> int:
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
        yield {**_plain(matrix), "id": name}


def _levels(form: Questionnaire) -> Iterator[Row]:
    for name, matrix in form.matrices.items():
        for level in matrix.levels:
            yield {**_plain(level), "matrix": name}


def _grid(form: Questionnaire) -> Iterator[Row]:
    for name, matrix in form.matrices.items():
        for row in matrix.grid:
            yield {"matrix": name, "grid": _numbered(row)}


def _needs(form: Questionnaire) -> Iterator[Row]:
    for item in form.items:
        for need in item.needs if isinstance(item, Gate) else ():
            yield {**_plain(need), "gate": item.id}


def _takes(form: Questionnaire) -> Iterator[Row]:
    return (_plain(take) for take in form.takes)


def _papers(form: Questionnaire) -> Iterator[Row]:
    return (_plain(paper) for paper in form.papers)


def _lines(form: Questionnaire) -> Iterator[Row]:
    for paper in form.papers:
        for number, block in enumerate(paper.blocks, 1):
            first = _plain(block)
            for line in block.lines:
                yield {**first, "paper": paper.id, "block": number, "line": line}
                first = {}


def _scales(form: Questionnaire) -> Iterator[Row]:
    for name, scale in form.scales.items():
        kind = scale.kind if "kind" in scale.model_fields_set else None
        for step in scale.steps:
            yield {"scale": name, "kind": kind, **_plain(step)}


def _dimensions(form: Questionnaire) -> Iterator[Row]:
    for name, dimension in form.dimensions.items():
        rounding = dimension.round.model_dump() if dimension.round else None
        yield {**_plain(dimension), "id": name, "round": rounding}


def _modifiers(form: Questionnaire) -> Iterator[Row]:
    for name, dimension in form.dimensions.items():
        for modifier in dimension.modifiers:
            yield {**_plain(modifier), "of": name}


def _bands(form: Questionnaire) -> Iterator[Row]:
    return (_plain(band) for band in form.bands)


def _texts(form: Questionnaire) -> Iterator[Row]:
    for topic, by_band in form.texts.items():
        for band, text in by_band.items():
            yield {"topic": topic, "band": band, "text": text}
        if not by_band:
            yield {"topic": topic}


def _vetoes(form: Questionnaire) -> Iterator[Row]:
    return (_plain(veto) for veto in form.vetoes)


def _actions(form: Questionnaire) -> Iterator[Row]:
    return (_plain(action) for action in form.actions)


def _refs(form: Questionnaire) -> Iterator[Row]:
    def rows(refs: Iterable[Ref], item: str | None, option: str | None) -> Iterator[Row]:
        for ref in refs:
            yield {"item": item, "option": option, **_plain(ref)}

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
            row = {**ends, **_plain(step)}
            if isinstance(step, Rename):
                row |= {"item": step.old}
            elif isinstance(step, Rescale):
                row |= {"new": None, "old_steps": step.old, "new_steps": step.new}
            row["map"] = [f"{old} = {new}" for old, new in (row.get("map") or {}).items()]
            yield row
        if not migration.steps:
            yield ends


_ROWS = {
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


# -- cells -----------------------------------------------------------------------------------------


def _about(target: Any, form: Questionnaire) -> None:
    header(target, [("Fact", 18), ("Value", 90), ("Meaning", 60)])
    data = _plain(form)
    number = 2
    for column in ABOUT.columns:
        number = _put_row(
            target, number, [column.header, _cell(column, dig(data, column.keys)), column.meaning]
        )
    add_choices(target, ABOUT, {})


def _table(target: Any, sheet: Sheet, rows: Iterable[Row]) -> None:
    header(target, [(column.header, column.width) for column in sheet.columns])
    number = 2
    for data in rows:
        number = _put_row(
            target, number, [_cell(column, dig(data, column.keys)) for column in sheet.columns]
        )
    for place, column in enumerate(sheet.columns, 1):
        if column.kind not in ("number", "whole"):
            # what is typed below stays as it is typed: 01 stays 01, and 1.10 stays 1.10
            target.column_dimensions[target.cell(1, place).column_letter].number_format = "@"


def _cell(column: Column, value: Any) -> Any:
    if value is None:
        return None
    if column.kind == "list":
        return join_list(value) or None
    if column.kind == "values":
        return say_values(value) or None
    if column.kind == "flag":
        return "yes" if value else "no"
    return value


def _put_row(target: Any, number: int, values: Sequence[Any]) -> int:
    """Write one thing; a text too long for a cell goes on in rows below. Returns the next row."""
    parts = [list(pieces(v)) if isinstance(v, str) else [v] for v in values]
    height = max(len(part) for part in parts)
    for extra in range(height):
        for place, part in enumerate(parts, 1):
            if extra < len(part) and part[extra] is not None:
                put(target.cell(number + extra, place), part[extra])
        if extra:
            put(target.cell(number + extra, 1), MORE)
    return number + height


def _lists(target: Any, lists: Mapping[str, Sequence[str]]) -> None:
    header(target, [(name, 34) for name in lists] or [("Nothing to choose from", 34)])
    for place, names in enumerate(lists.values(), 1):
        for number, name in enumerate(names, 2):
            put(target.cell(number, place), name)


def _check(questionnaire: Questionnaire, data: bytes) -> None:
    """Read back what was written: a workbook that loses something is not handed out."""
    from .sheet_read import parse_xlsx

    label = f"{questionnaire.id}.xlsx"
    problems: list[Problem] = []
    place = ""
    try:
        found = parse_xlsx(data, label).model
        if fingerprint(found) == fingerprint(questionnaire):
            return
        place = _difference(_whole(questionnaire), _whole(found))
    except ContentError as error:
        problems = error.problems
    message = (
        "this questionnaire cannot be written as a workbook without loss; look there for two "
        "things with one id, and for control characters"
    )
    raise ContentError([Problem("error", label, 1, place, message, rule="sheet.loss"), *problems])


def _whole(form: Questionnaire) -> Any:
    return form.model_dump(mode="json", by_alias=True)


def _difference(one: Any, other: Any, path: tuple[str | int, ...] = ()) -> str:
    """Where the two begin to differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        pairs = [(key, one.get(key), other.get(key)) for key in {**one, **other}]
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        pairs = [(n, a, b) for n, (a, b) in enumerate(zip(one, other, strict=True))]
    else:
        return dotted(path)
    key, first, second = next((k, a, b) for k, a, b in pairs if a != b)
    return _difference(first, second, (*path, key))
