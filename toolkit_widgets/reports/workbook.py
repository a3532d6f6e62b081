"""A sheet of a workbook: columns, rows, what is printed, and the footer. No formula in it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..content.cells import CONTINUED, pieces, put
from ..content.sheets import dress, header
from ..scoring.profile import decimal
from .report import Report
from .words import moment

Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A heading, and the width in characters."""

    name: str
    width: int
    beside: bool = False
    """This column and those behind it are not printed."""


Sheet = tuple[str, str, Sequence[Column], Iterable[Sequence[Value]]]
"""Title, a line about it, columns and rows."""


def number(value: Fraction | None) -> float | int | None:
    """Rounded half up to three places, as a number that can be sorted."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(decimal(value, 3))


def write_sheet(
    target: Any,
    report: Report,
    about: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
) -> None:
    """Fill one sheet. ``about`` stands below its rows and is printed; it may be empty."""
    header(target, [(column.name, column.width) for column in columns])
    below = 2
    for row in rows:
        below = _row(target, below, row)
    _lines(target, len(columns))
    last = below - 1
    if last > 1 and len(columns) > 2:
        target.auto_filter.ref = f"A1:{target.cell(last, len(columns)).coordinate}"
    printed = next((n for n, c in enumerate(columns) if c.beside), len(columns))
    target.print_area = f"A1:{target.cell(below + 1, printed).coordinate}"
    # an ampersand begins a code in a footer; two stand for one
    instrument = report.instrument.replace("&", "&&")[:120]
    dress(
        target,
        (
            f"{instrument} · {report.hash}",
            "&A",
            f"{moment(report.produced)} · page &P of &N",
        ),
    )
    if about:  # unwrapped, so that it runs across the columns
        put(target.cell(below + 1, 1), about)


def _lines(target: Any, columns: int) -> None:
    from openpyxl.styles import Border, Side

    line = Border(bottom=Side("thin", color="B8C4CE"))
    for cells in target.iter_rows(min_row=2, max_col=columns):
        for cell in cells:
            cell.border = line
            if isinstance(cell.value, float):
                cell.number_format = "0.0##"


def _row(target: Any, number: int, row: Sequence[Value]) -> int:
    """One row; a text too long for a cell goes on below, and the row says so."""
    parts = [list(pieces(v)) if isinstance(v, str) else [v] for v in row]
    height = max(len(part) for part in parts)
    for extra in range(height):
        if extra:
            put(target.cell(number + extra, 1), CONTINUED)
        for place, part in enumerate(parts, 1):
            if extra < len(part):
                put(target.cell(number + extra, place), part[extra])
    return number + height
