"""From the cells of a sheet to rows of data, with the place of every value."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import Any

from ..content.cells import CONTINUED, take
from ..content.problems import Problem, nearest, short
from ..content.yaml_marks import Mark, Marked, Path
from .columns import MORE, Column, Sheet
from .condition_words import ConditionError, read, read_values
from .lists import ListError, split_list


class CellMarks(Marked):
    """Data from a workbook. A path is named by its sheet and cell: ``Items!D14``."""

    def __init__(self) -> None:
        super().__init__({})
        self.sheets: dict[Path, str] = {}

    def put(self, path: Path, sheet: str, mark: Mark) -> None:
        """``path`` stands in this cell."""
        self.marks[path] = mark
        self.sheets[path] = sheet

    def name(self, path: Path) -> str:
        """``Items!D14``"""
        while path and path not in self.sheets:
            path = path[:-1]
        return cell_name(self.sheets.get(path, "About"), self.marks.get(path, (1, 1)))

    def say(self, message: str) -> str:
        """The words for YAML in words for cells."""
        return _SAID.get(message, message)


_SAID = {
    "this must be text; put it in quotes": "this must be text; type an apostrophe (') before it",
    "this must be true or false": "this must be yes or no",
}


def cell_name(sheet: str, mark: Mark) -> str:
    """``Items!D14`` from row and column, both from 1."""
    row, number = mark
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return f"{sheet}!{letters}{row}"


@dataclass
class Row:
    """One thing of a sheet: its data, and where each value of it stands."""

    sheet: str
    number: int
    data: dict[str, Any] = field(default_factory=dict)
    places: dict[tuple[str, ...], Mark] = field(default_factory=dict)

    def pop(self, key: str) -> Any:
        """Take a value out: one that says where the thing belongs, not what it is."""
        return self.data.pop(key, None)

    def set(self, column: Column, value: Any) -> None:
        """Put a value where its column says."""
        here = self.data
        for key in column.keys[:-1]:
            here = here.setdefault(key, {})
        here[column.keys[-1]] = value

    def at(self, *keys: str) -> Mark:
        """The cell of a value, or the first of the row."""
        return self.places.get(keys, (self.number, 1))

    def problem(self, keys: tuple[str, ...], message: str, label: str, **more: str) -> Problem:
        """A problem in one of the cells."""
        return cell_problem(label, self.sheet, self.at(*keys), message, **more)

    def mount(self, path: Path, marks: CellMarks) -> None:
        """Say where everything stands, once the thing's path in the whole is known."""
        marks.put(path, self.sheet, (self.number, 1))
        for keys, mark in self.places.items():
            for end in range(1, len(keys)):
                marks.put((*path, *keys[:end]), self.sheet, mark)
            marks.put((*path, *keys), self.sheet, mark)


def cell_problem(label: str, sheet: str, mark: Mark, message: str, **more: str) -> Problem:
    """A problem in one cell. ``more``: found, allowed, nearest, rule."""
    place = cell_name(sheet, mark)
    return Problem("error", label, mark[0], place, message, column=mark[1], **more)


def read_rows(
    sheet: Sheet, cells: Iterable[tuple[Any, ...]], label: str, problems: list[Problem]
) -> Iterator[Row]:
    """The things of a sheet in order. Empty rows are passed over."""
    columns: dict[int, Column] = {}
    for number, values in raw_rows(sheet.title, cells, label, problems):
        if number == 1:
            columns = dict(_header(sheet, values, label, problems))
        else:
            yield _filled(Row(sheet.title, number), values, columns, label, problems)


def raw_rows(
    sheet: str, cells: Iterable[tuple[Any, ...]], label: str, problems: list[Problem]
) -> Iterator[tuple[int, dict[int, Cell]]]:
    """Rows that hold something: number, and the values by column; continued texts joined."""
    waiting: tuple[int, dict[int, Cell]] | None = None
    for number, row in enumerate(cells, 1):
        values = {place: found for place, cell in enumerate(row, 1) if (found := _value(cell))}
        first = values.get(1, _NOTHING).value
        if waiting is not None and values and first in (MORE, "...", CONTINUED):
            _go_on(sheet, number, values, waiting[1], label, problems)
        elif values:
            if waiting is not None:
                yield waiting
            waiting = (number, values)
    if waiting is not None:
        yield waiting


@dataclass
class Cell:
    """A value that stands in a cell; ``formula`` where it is to be computed."""

    value: Any
    formula: bool = False


_NOTHING = Cell(None)


def _value(cell: Any) -> Cell | None:
    found = take(cell)
    if found is None:
        return None
    return Cell(found, getattr(cell, "data_type", "") in ("f", "e"))


def _header(
    sheet: Sheet, values: dict[int, Cell], label: str, problems: list[Problem]
) -> Iterator[tuple[int, Column]]:
    seen: set[str] = set()
    names = [column.header for column in sheet.columns]
    for place, cell in values.items():
        column = sheet.column(str(cell.value))
        said = short(cell.value)
        if column is None:
            problems.append(
                cell_problem(
                    label, sheet.title, (1, place), f"unknown column '{said}'", found=said,
                    allowed=", ".join(names), nearest=nearest(said, names), rule="sheet.column",
                )
            )  # fmt: skip
        elif column.header in seen:
            message = f"the column '{said}' is given twice; keep one"
            problems.append(
                cell_problem(
                    label, sheet.title, (1, place), message, found=said, rule="sheet.column"
                )
            )
        else:
            seen.add(column.header)
            yield place, column


def _go_on(
    sheet: str,
    number: int,
    values: dict[int, Cell],
    raw: dict[int, Cell],
    label: str,
    problems: list[Problem],
) -> None:
    for place, cell in values.items():
        before = raw.get(place)
        if place == 1:
            continue
        if before is None or not (isinstance(before.value, str) and isinstance(cell.value, str)):
            message = f"this row goes on with the one above ({MORE}), but there is no text above"
            problems.append(
                cell_problem(
                    label, sheet, (number, place), message, found=short(cell.value),
                    allowed="more of a text that begins above", rule="sheet.more",
                )
            )  # fmt: skip
            continue
        raw[place] = Cell(before.value + cell.value, before.formula or cell.formula)


def _filled(
    row: Row,
    raw: dict[int, Cell],
    columns: dict[int, Column],
    label: str,
    problems: list[Problem],
) -> Row:
    for place, column in columns.items():
        row.places[column.keys] = (row.number, place)
        cell = raw.get(place)
        if cell is not None:
            row.set(column, convert(column, cell, row, label, problems))
    for place, cell in raw.items():
        if place not in columns:
            message = "this cell stands in a column without a heading; name the column or empty it"
            mark = (row.number, place)
            problems.append(
                cell_problem(
                    label, row.sheet, mark, message, found=short(cell.value), rule="sheet.column"
                )
            )
    return row


def convert(column: Column, cell: Cell, row: Row, label: str, problems: list[Problem]) -> Any:
    """The value of a cell as its column means it. What is wrong stays, for the model to refuse."""
    value = cell.value

    def wrong(message: str, allowed: str = "", near: str = "", found: object = value) -> Any:
        said = {"found": short(found), "allowed": allowed, "nearest": near}
        problems.append(row.problem(column.keys, message, label, rule="sheet.cell", **said))
        return value

    if cell.formula:
        return wrong("this cell is a formula or an error; write the value itself", "a value")
    if isinstance(value, datetime | date | time | timedelta):
        message = "this is a date to the spreadsheet; format the cell as text and type it again"
        wrong(message, "text", found=str(value))
        return str(value)
    if column.kind == "flag":
        return _flag(value, wrong)
    if column.kind == "whole" and isinstance(value, float) and value.is_integer():
        return int(value)
    if column.kind in ("number", "whole"):
        if isinstance(value, bool | str):
            allowed = "a whole number" if column.kind == "whole" else "a number"
            return wrong(f"this must be {allowed}", allowed)
        return value
    if column.kind == "values" and isinstance(value, int | float):
        return [value]
    if not isinstance(value, str):
        message = "this must be text; type an apostrophe (') before it, or format the cell as text"
        wrong(message, "text")
        return str(value)
    if column.kind == "list":
        try:
            return split_list(value)
        except ListError as error:
            wrong(str(error), "entries divided by ;")
            return []
    if column.kind in ("condition", "values"):
        try:
            return read(value.strip()) if column.kind == "condition" else read_values(value)
        except ConditionError as error:
            what = "condition" if column.kind == "condition" else "list of values"
            message = f"this {what} cannot be read: {error}"
            wrong(message, error.allowed, error.near, error.found or value)
            return None
    return value.strip()  # as the models do


def _flag(value: Any, wrong: Any) -> Any:
    words = {"yes": True, "true": True, "no": False, "false": False}
    if isinstance(value, bool):
        return value
    known = words.get(str(value).strip().casefold())
    if known is None:
        near = {"y": "yes", "1": "yes", "x": "yes", "n": "no", "0": "no"}
        word = str(value).strip().casefold()[:20]
        wrong("this must be yes or no", "yes, no", near.get(word) or nearest(word, ("yes", "no")))
    return value if known is None else known
