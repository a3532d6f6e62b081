"""A questionnaire as a workbook, for people who never touch YAML.

What is written can be read back without loss (:mod:`.sheet_read`); the writer checks that itself.
"""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from ..content.cells import pieces, put
from ..content.problems import ContentError, Problem, short
from ..content.sheets import dress, header
from ..content.yaml_marks import dotted
from ..models import Questionnaire, fingerprint
from .columns import MORE, Column, Sheet, dig
from .condition_words import say_values
from .layout import ABOUT, LISTS, README, SHEETS, widened
from .lists import join_list
from .sheet_rows import ROWS, Row, plain, steps_of
from .sheet_style import add_choices, readme


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
        shown = widened(sheet, steps_of(questionnaire))
        target = book.create_sheet(shown.title)
        if shown is ABOUT:
            _about(target, questionnaire)
        else:
            _table(target, shown, ROWS[sheet.title](questionnaire))
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


# -- cells -----------------------------------------------------------------------------------------


def _about(target: Any, form: Questionnaire) -> None:
    header(target, [("Fact", 18), ("Value", 90), ("Meaning", 60)])
    data = plain(form)
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
