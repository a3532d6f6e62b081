"""The drop-down lists of a questionnaire's workbook, and the words that explain it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..content.cells import put
from ..content.sheets import header
from .columns import MORE, Column, Sheet
from .condition_words import FORM
from .layout import ABOUT, SHEETS, widened

ROWS = 2_000
"""Down to this row the drop-down lists reach."""

_INTRO = (
    "This workbook is a questionnaire. Change the cells, add or delete rows, save it as .xlsx, and "
    "give it back with: toolkit-course import xlsx FILE",
    "The order of the rows is the order on the page. Do not rename sheets or headings.",
    "An id is a name for the machine: letters, digits, and single . _ or - between them. Never use "
    "an id again for something else, and never change one: old answers belong to it.",
    "An empty cell means: not given. Text is Markdown: **bold**, *italic*, - for a list.",
    "Several entries in one cell are divided by ; or by lines (Alt+Enter).",
    f"A condition says when something is shown, {FORM}. Tests: is, in (a, b), contains, "
    "at least 3, at most 3, answered, unanswered. Join them with all( … ), any( … ) and not( … ).",
    f"A text too long for a cell goes on in the next row, whose first column holds {MORE}",
    "Write values, not formulas. Macros and links to other files are refused.",
    "The sheets Read-me and Lists are not read back.",
)


def add_choices(target: Any, sheet: Sheet, lists: Mapping[str, Sequence[str]]) -> None:
    """A drop-down list where the words are known. A cell for several words warns of nothing."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.datavalidation import DataValidation

    for place, column in enumerate(sheet.columns, 1):
        source = _source(column, lists)
        if not source:
            continue
        rule = DataValidation("list", formula1=source, allow_blank=True)
        rule.showErrorMessage = column.kind != "list"
        rule.errorTitle, rule.error = column.header, f"Choose from the list. {column.meaning}"[:250]
        letter = get_column_letter(place)
        where = f"B{place + 1}" if sheet is ABOUT else f"{letter}2:{letter}{ROWS}"
        rule.add(where)
        target.add_data_validation(rule)


def _source(column: Column, lists: Mapping[str, Sequence[str]]) -> str:
    from openpyxl.utils import get_column_letter

    if column.choices:
        return '"' + ",".join(column.choices) + '"'
    if column.names:
        title, name = column.names.split(".")
        sheet = next(s for s in SHEETS if s.title == title)
        letter = get_column_letter([c.header for c in sheet.columns].index(name) + 1)
        return f"{title}!${letter}$2:${letter}${ROWS}"
    known = list(lists)
    key = {"lesson": "lessons", "source": "sources"}.get(column.header, column.header)
    if key in known:
        letter = get_column_letter(known.index(key) + 1)
        return f"Lists!${letter}$2:${letter}${len(lists[key]) + 1}"
    return ""


def readme(target: Any, title: str) -> None:
    """How to edit the workbook, and what each column means."""
    header(target, [("Sheet", 16), ("Column", 22), ("Meaning", 90), ("Allowed", 40)])
    put(target.cell(2, 3), title)
    number = 3
    for line in _INTRO:
        put(target.cell(number, 3), line)
        number += 1
    for sheet in SHEETS:
        put(target.cell(number, 1), sheet.title)
        put(target.cell(number, 3), sheet.about)
        number += 1
        for column in widened(sheet, 1).columns:
            put(target.cell(number, 2), column.header)
            put(target.cell(number, 3), column.meaning)
            put(target.cell(number, 4), "; ".join(column.choices) or _ALLOWED[column.kind])
            number += 1


_ALLOWED = {
    "id": "an id",
    "text": "text",
    "number": "a number",
    "whole": "a whole number",
    "flag": "yes or no",
    "list": "entries divided by ;",
    "values": "values divided by commas",
    "condition": "a condition",
}
