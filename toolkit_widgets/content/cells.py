"""What may stand in a cell of a spreadsheet: text that stays text, and nothing cut off.

A cell that begins with ``=`` is run as a formula by whoever opens the file, and some programs run
``+``, ``-``, ``@`` as well. Text is therefore written as text, with the mark that a person makes
with a leading apostrophe (``quotePrefix``); reading it back gives the same text. A CSV file has
no such mark: there :func:`safe_text` puts the apostrophe into the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from .characters import printable

MOST = 32_767
"""UTF-16 units that one cell can hold; Excel and openpyxl cut off the rest in silence."""

CONTINUED = "(continued)"
"""In the first column of a report: this row goes on with the long texts of the row above."""

_STARTS = ("=", "+", "-", "@", "\t", "\r")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def starts_formula(text: str) -> bool:
    """True where a spreadsheet may take the text for something to run."""
    return text.startswith(_STARTS) or text.lstrip(" \n").startswith(_STARTS)


def safe_text(text: str) -> str:
    """Text for a CSV file: without control characters, and with ``'`` before a formula."""
    guarded = f"'{text}" if starts_formula(text) else text
    return printable(guarded)


def pieces(text: str, most: int = MOST) -> Iterator[str]:
    """The text in parts that fit a cell each; joined they are the text again."""
    if len(text) * 2 <= most:  # the common case: no character takes more than two units
        yield text
        return
    start = units = 0
    for place, character in enumerate(text):
        size = 2 if ord(character) > 0xFFFF else 1
        # `_` takes seven units where it has to be escaped; see `_written`
        size = 7 if character == "_" else size
        if units + size > most:
            yield text[start:place]
            start, units = place, 0
        units += size
    yield text[start:]


def put(cell: Any, value: str | int | float | bool | None) -> None:
    """Write into an openpyxl cell. Text never becomes a formula, an error code or a number.

    Control characters are dropped. A whole float gets a format with a decimal, so that it is read
    back as a float. Raises ValueError for a text that does not fit; see :func:`pieces`.
    """
    if not isinstance(value, str):
        cell.value = value
        if isinstance(value, float) and value.is_integer():
            cell.number_format = "0.0"
        return
    text = _written(printable(value))
    if sum(2 if ord(c) > 0xFFFF else 1 for c in text) > MOST:
        raise ValueError(f"a cell holds {MOST:,} characters, and this text has {len(text):,}")
    if not text:
        return
    cell.value = text
    cell.data_type = "s"
    cell.number_format = "@"
    if starts_formula(text) or text.startswith("'"):
        cell.quotePrefix = True


def take(cell: Any) -> Any:
    """What stands in a cell, as :func:`put` wrote it; ``None`` where it is empty."""
    value = cell.value
    if isinstance(value, str):
        text = _ESCAPED.sub(lambda found: chr(int(found[1], 16)), value)
        return text if text.strip() else None
    shown_with_decimals = "." in str(getattr(cell, "number_format", None) or "")
    if type(value) is int and shown_with_decimals:
        return float(value)
    return value


def _written(text: str) -> str:
    """Office reads ``_x0041_`` as the letter A; the underscore itself must then be escaped."""
    return re.sub("_(?=x[0-9A-Fa-f]{4}_)", "_x005F_", text)
