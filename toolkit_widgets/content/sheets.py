"""How a sheet looks on the screen and on paper, the same in every workbook of this course."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from .cells import put

_TINT = "E7EEF4"
_LINE_HEIGHT = 15.0
_MOST_HEIGHT = 400.0
"""Points; a spreadsheet shows no higher row than 409."""


def header(target: Any, columns: Sequence[tuple[str, float]]) -> None:
    """The first row: names in bold on a tint, kept in view, and the columns' widths in letters."""
    from openpyxl.styles import Alignment, Font, PatternFill

    for place, (name, width) in enumerate(columns, 1):
        cell = target.cell(1, place)
        put(cell, name)
        cell.font = Font(name="Calibri", size=11, bold=True)
        cell.fill = PatternFill("solid", fgColor=_TINT)
        cell.alignment = Alignment(wrap_text=True, vertical="top")
        target.column_dimensions[cell.column_letter].width = width
    target.freeze_panes = "A2"


def dress(target: Any, footer: tuple[str, str, str] = ("", "&A · page &P of &N", "")) -> None:
    """Call last: wrapped text, rows as high as their text, and a page that prints.

    A4 across, one page wide, the header on each page. ``footer``: left, centre and right, with
    the codes of a spreadsheet (``&A`` sheet, ``&P`` page, ``&N`` pages, ``&&`` for an ampersand).
    """
    _fit_rows(target)
    setup = target.page_setup
    setup.orientation, setup.paperSize = "landscape", target.PAPERSIZE_A4
    setup.fitToWidth, setup.fitToHeight = 1, 0
    target.sheet_properties.pageSetUpPr.fitToPage = True
    target.print_title_rows = "1:1"
    sides = (target.oddFooter.left, target.oddFooter.center, target.oddFooter.right)
    for side, words in zip(sides, footer, strict=True):
        side.text, side.size = words, 8


def _fit_rows(target: Any) -> None:
    """Not every program fits the height of a row to its text when it opens a file."""
    from openpyxl.styles import Alignment

    text = Alignment(wrap_text=True, vertical="top", horizontal="left")
    number = Alignment(vertical="top", horizontal="center")
    for row in target.iter_rows():
        lines = 1
        for cell in row:
            if cell.value is None:
                continue
            words = isinstance(cell.value, str)
            cell.alignment = text if words else number
            if words:
                width = target.column_dimensions[cell.column_letter].width
                lines = max(lines, _lines(cell.value, width))
        if lines > 1:
            height = min(lines * _LINE_HEIGHT, _MOST_HEIGHT)
            target.row_dimensions[row[0].row].height = height


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column. A width counts digits, and letters are narrower."""
    room = max(width * 1.05, 1)
    return sum(max(1, math.ceil(len(line) / room)) for line in text.split("\n"))
