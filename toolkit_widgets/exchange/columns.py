"""What a sheet of a questionnaire's workbook is made of: columns, and what may stand in them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, Literal, get_args

from pydantic import BaseModel

Kind = Literal["id", "text", "number", "whole", "flag", "list", "values", "condition"]
Choice = tuple[str, ...]

MORE = "…"
"""In the first column: this row goes on with the long texts of the row above."""


def words(model: type[BaseModel], name: str) -> Choice:
    """The words that a field allows, as its model declares them."""
    return tuple(get_args(model.model_fields[name].annotation))


@dataclass(frozen=True)
class Column:
    """A column. ``path``: where its value goes in the data of the row's thing."""

    header: str
    kind: Kind
    meaning: str
    width: int = 14
    path: tuple[str, ...] = ()
    choices: Choice = ()
    """Words to choose from, where they are known beforehand."""
    names: str = ""
    """Sheet and column whose entries can be chosen, for example ``Sections.id``."""

    @property
    def keys(self) -> tuple[str, ...]:
        """``path``, or the header as a key."""
        return self.path or (self.header.replace(" ", "_"),)


@dataclass(frozen=True)
class Sheet:
    """A sheet: what its rows are, and its columns in order."""

    title: str
    about: str
    columns: tuple[Column, ...] = field(default=())

    def column(self, header: str) -> Column | None:
        """By its header; upper and lower case, ``_`` and space count as alike."""
        wanted = _plain(header)
        return next((c for c in self.columns if _plain(c.header) == wanted), None)


def _plain(header: str) -> str:
    return " ".join(header.replace("_", " ").casefold().split())


def ref(header: str, names: str, meaning: str, width: int = 16) -> Column:
    """A column whose entries are ids of another sheet, see :attr:`Column.names`."""
    return Column(header, "id", meaning, width, names=names)


def dig(data: dict[str, Any], path: Iterable[str]) -> Any:
    """The value at ``path``, or None."""
    found: Any = data
    for key in path:
        found = found.get(key) if isinstance(found, dict) else None
    return found
