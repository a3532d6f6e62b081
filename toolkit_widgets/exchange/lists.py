"""Several words in one cell: ``police; oversight``, or one a line.

An entry that holds a semicolon, a line end or a quote at its start stands in double quotes, and a
quote inside it is doubled, as in a CSV file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

_ENTRY = re.compile(r'\s*+(?:"((?:[^"]|"")*)"|([^;\n"][^;\n]*)?)\s*(;|\n|$)')


class ListError(ValueError):
    """A cell does not hold a list. The message says what to write."""


def join_list(entries: Iterable[str]) -> str:
    """The entries as the text of one cell."""
    return "; ".join(_quoted(entry) for entry in entries)


def split_list(text: str) -> list[str]:
    """The entries of a cell, without empty ones at line ends. Raises :class:`ListError`."""
    found: list[str] = []
    place = 0
    while place < len(text):
        match = _ENTRY.match(text, place)
        if match is None or match.end() == place:
            raise ListError(
                "a quote is opened and not closed, or something follows a closing quote; "
                'write entries as a; b, and one with a semicolon as "a; b"'
            )
        quoted, bare, _ = match.groups()
        if quoted is not None:
            found.append(quoted.replace('""', '"'))
        elif bare and bare.strip():
            found.append(bare.strip())
        place = match.end()
    return found


def _quoted(entry: str) -> str:
    plain = entry and entry == entry.strip() and not re.search(r'[;\n]|^"', entry)
    return entry if plain else '"' + entry.replace('"', '""') + '"'
