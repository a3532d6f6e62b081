"""The rows of a data set, parsed by its card: ``data/datasets/<id>/dataset.yaml`` and one csv."""

from __future__ import annotations

import csv
import datetime
import io
import math
import re
from collections.abc import Iterator
from pathlib import Path

from ..models import Column, Dataset
from .parse import parse_file, read_text
from .problems import ContentError, Problem

Value = str | int | float | datetime.date
"""What stands in a cell. An empty cell is None: it is not known, or does not apply."""
Row = dict[str, Value | None]
PUBLISHED = ("source", "place")
"""Columns that every row of published figures carries."""

_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_WHOLE = re.compile(r"[-+]?[0-9]{1,18}")
_NUMBER = re.compile(r"[-+]?[0-9]{1,18}(\.[0-9]+)?([eE][-+]?[0-9]{1,3})?")


def load_dataset(datasets: Path, name: str) -> tuple[Dataset, list[Row]]:
    """The card and the rows of ``<datasets>/<name>/``. Raises :class:`ContentError`."""
    folder = datasets / name
    card = parse_file(folder / "dataset.yaml", Dataset, f"{name}/dataset.yaml").model
    return card, read_rows(folder, card)


def read_rows(folder: Path, dataset: Dataset) -> list[Row]:
    """Every row, in file order: column id → value.

    A *whole* is an int, a *number* and a *share* (0 to 1) are floats, a *date* is a
    ``datetime.date``, a *text* is a str; an empty cell is None. Raises :class:`ContentError` with
    every problem found.
    """
    problems: list[Problem] = []
    rows = list(_rows(folder / dataset.file, dataset, problems))
    if problems:
        raise ContentError(problems)
    return rows


def row_problems(folder: Path, dataset: Dataset) -> list[Problem]:
    """What is wrong in the csv: its header, or cells that are not of their column's type."""
    problems: list[Problem] = []
    try:
        list(_rows(folder / dataset.file, dataset, problems))
    except ContentError as error:
        problems += error.problems
    return problems


def shown(value: Value | None, column: Column) -> str:
    """A value as a reader sees it; an empty cell is a dash."""
    if value is None:
        return "–"
    if column.type == "share" and isinstance(value, int | float):
        return f"{100 * value:.4g} %"
    if column.type == "whole" and isinstance(value, int):
        # four digits may be a year, and need no comma to be read
        return f"{value:,}" if abs(value) >= 10_000 else str(value)
    if column.type == "number" and isinstance(value, float) and column.digits is not None:
        return f"{value:,.{column.digits}f}"
    if column.type == "number" and isinstance(value, float):
        return f"{value:,.10g}"
    return str(value)


def parse_cell(text: str, column: Column) -> Value | None:
    """One cell. Raises ValueError with a clause that says what is wrong."""
    text = text.strip()
    if not text:
        return None
    if column.type == "text":
        return text
    if column.type == "date":
        try:
            if _DATE.fullmatch(text):
                return datetime.date.fromisoformat(text)
        except ValueError:
            pass  # a day that does not exist, said below
        raise ValueError("is not a date; write YYYY-MM-DD")
    whole = column.type == "whole"
    # Python itself would also read "1_000", other scripts' digits, and numbers without an end
    if not (_WHOLE if whole else _NUMBER).fullmatch(text):
        raise ValueError(f"is not {'a whole number' if whole else 'a number'}")
    number = int(text) if whole else float(text)
    if not math.isfinite(number):
        raise ValueError("is not a number that can be counted with")
    if column.type == "share" and not 0 <= number <= 1:
        raise ValueError("is not a share from 0 to 1; write 0.12 for 12 %")
    return number


def _rows(file: Path, dataset: Dataset, problems: list[Problem]) -> Iterator[Row]:
    label = f"{file.parent.name}/{file.name}"

    def say(line: int, message: str, rule: str, found: str = "", allowed: str = "") -> None:
        problems.append(
            Problem("error", label, line, "", message, found=found, allowed=allowed, rule=rule)
        )

    reader = csv.reader(io.StringIO(read_text(file, label), newline=""), strict=True)
    wanted = [column.id for column in dataset.columns]
    try:
        header = next(reader, [])
        if header != wanted:
            found, allowed = ", ".join(header), ", ".join(wanted)
            message = f"the first line must name the declared columns, in order: {allowed}"
            say(1, message, "dataset.header", found=found, allowed=allowed)
            return
        for cells in reader:
            line = reader.line_num
            if len(cells) != len(wanted):
                message = f"this row has {len(cells)} cells; the data set has {len(wanted)} columns"
                say(line, message, "dataset.cells", found=str(len(cells)))
                continue
            row: Row = {}
            for text, column in zip(cells, dataset.columns, strict=True):
                try:
                    row[column.id] = parse_cell(text, column)
                except ValueError as error:
                    message = f"column '{column.id}': '{text[:40]}' {error}"
                    say(line, message, "dataset.cell", found=text[:40], allowed=column.type)
            yield row
    except csv.Error as error:
        say(reader.line_num, f"this is not a csv file: {error}", "dataset.csv")
