"""From a workbook to a questionnaire: every problem in one run, named by sheet and cell."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from ..content.check import check_parsed
from ..content.parse import Document, validate
from ..content.problems import ContentError, Problem, nearest, short
from ..models import Questionnaire
from .columns import Sheet
from .layout import ABOUT, LISTS, README, SHEETS, widened
from .sheet_build import Builder
from .sheet_grid import CellMarks, Row, cell_problem, convert, raw_rows, read_rows
from .workbook import MAX_COLUMNS, open_workbook, read_bytes, rows

_ELSEWHERE = ("file.name", "example.missing")
"""Rules about the folder that a questionnaire stands in; a workbook has none."""


def read_xlsx(file: Path) -> Document[Questionnaire]:
    """The questionnaire in a workbook. Raises :class:`ContentError` with every problem found."""
    return parse_xlsx(read_bytes(file), file.name)


def parse_xlsx(data: bytes, label: str) -> Document[Questionnaire]:
    """The same for a workbook in memory; ``label`` names it in problems."""
    problems: list[Problem] = []
    things: dict[str, list[Row]] = {}
    with open_workbook(data, label) as book:
        known = _sheets(book, label, problems)
        marks = CellMarks()
        for title, sheet in known.items():
            cells = rows(book[title], label)
            if sheet.title == ABOUT.title:
                about = _about(cells, label, problems)
            else:
                wide = widened(sheet, MAX_COLUMNS - 1)
                things[sheet.title] = list(read_rows(wide, cells, label, problems))
    if ABOUT.title not in {sheet.title for sheet in known.values()}:
        about = Row(ABOUT.title, 1)
    marks.data = Builder(about, things, marks, label, problems).build()
    return _validated(marks, label, problems)


def check_xlsx(document: Document[Questionnaire], root: Path | None = None) -> list[Problem]:
    """What ``toolkit-course check`` says of it, with sheets and cells."""
    found = check_parsed("questionnaire", document, root)
    return [problem for problem in found if problem.rule not in _ELSEWHERE]


def _validated(marks: CellMarks, label: str, problems: list[Problem]) -> Document[Questionnaire]:
    try:
        document = validate(marks, Questionnaire, label, problems)
    except ContentError as error:
        kept: dict[str, Problem] = {}
        for problem in error.problems:  # one for a cell: ours comes first and knows more
            kept.setdefault(problem.path or problem.message, problem)
        raise ContentError(list(kept.values())) from None
    return document


def _sheets(book: Any, label: str, problems: list[Problem]) -> dict[str, Sheet]:
    names = [sheet.title for sheet in SHEETS]
    folded = {sheet.title.casefold(): sheet for sheet in SHEETS}
    found: dict[str, Sheet] = {}
    for title in book.sheetnames:
        sheet = folded.get(title.strip().casefold())
        if sheet is not None and hasattr(book[title], "iter_rows"):
            found[title] = sheet
        elif title.casefold() not in (README.casefold(), LISTS.casefold()):
            said = short(title)
            problems.append(
                Problem(
                    "error", label, 1, said, f"unknown sheet '{said}'", said, ", ".join(names),
                    nearest(said, names), rule="sheet.unknown",
                )
            )  # fmt: skip
    for needed in ("About", "Sections", "Items"):
        if needed.casefold() not in {title.strip().casefold() for title in found}:
            message = f"the sheet '{needed}' is missing"
            problems.append(
                Problem("error", label, 1, needed, message, "nothing", needed, rule="sheet.missing")
            )
    return found


def _about(cells: Iterable[tuple[Any, ...]], label: str, problems: list[Problem]) -> Row:
    """Facts stand below each other: name in the first column, value in the second."""
    facts = Row(ABOUT.title, 1)
    names = [column.header for column in ABOUT.columns]
    for number, values in raw_rows(ABOUT.title, cells, label, problems):
        name = str(values[1].value) if 1 in values else ""
        column = ABOUT.column(name)
        said = short(name) or "nothing"

        def wrong(message: str, near: str = "", row: int = number, found: str = said) -> Problem:
            allowed = ", ".join(names)
            more = {"found": found, "allowed": allowed, "nearest": near, "rule": "sheet.column"}
            return cell_problem(label, ABOUT.title, (row, 1), message, **more)

        if number == 1:
            continue
        if column is None:
            problems.append(wrong(f"unknown fact '{said}'", nearest(name, names) if name else ""))
        elif column.keys in facts.places:
            problems.append(wrong(f"'{column.header}' is given twice; keep one"))
        else:
            facts.places[column.keys] = (number, 2)
            if 2 in values:
                facts.set(column, convert(column, values[2], facts, label, problems))
    return facts
