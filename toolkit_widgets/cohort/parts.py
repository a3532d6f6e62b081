"""What a report on a class is made of: sections with tables and figures."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from ..figures import Figure
from .groups import FEWEST

if TYPE_CHECKING:
    import pandas as pd

NEVER_SHOWN = (
    f"Figures are shown for groups of {FEWEST} people or more. Inside a group, counts of one to "
    f"{FEWEST - 1} can stand. One more group is left out where a small one could be worked out. "
    "Marks are not shown by person."
)
PRIVATE = "For the trainer. It names people by pseudonym: keep it as you keep the answers."


@dataclass(frozen=True, eq=False)
class Table:
    """A table as a pandas frame. ``key`` is its short name: the file, the sheet, the anchor."""

    key: str
    title: str
    frame: pd.DataFrame
    most: int | None = None
    """Rows that a page shows; CSV and workbook have all of them."""
    note: str = ""
    """How to read it."""
    folded: bool = False
    """A page shows it when it is opened."""


@dataclass(frozen=True, eq=False)
class Section:
    """``says``: what stands there now. ``do``: what a trainer does with it."""

    key: str
    title: str
    says: str
    do: str = ""
    tables: tuple[Table, ...] = ()
    figures: tuple[Figure, ...] = ()


@dataclass(frozen=True, eq=False)
class ClassReport:
    """Everything that is shown of a class. Made anew from the files each time."""

    title: str
    sentence: str
    """What a trainer could read aloud."""
    facts: tuple[tuple[str, str], ...]
    sections: tuple[Section, ...]
    made: datetime
    notes: tuple[str, ...] = ()

    @property
    def tables(self) -> Iterator[Table]:
        """Every table, in order."""
        for section in self.sections:
            yield from section.tables

    def table(self, key: str) -> Table | None:
        """The table with that short name, where there is one."""
        return next((table for table in self.tables if table.key == key), None)


def short(text: str, most: int = 110) -> str:
    """The first words of a long question."""
    if len(text) <= most:
        return text.rstrip(".")
    return text[:most].rsplit(" ", 1)[0] + " …"
