"""Looking up a level in a matrix, and what must hold so that looking up makes sense.

Nothing is multiplied: the level of a cell is what the table says. A range on an axis touches
several cells; the lowest and the highest of their levels are its band.

The rules in :func:`faults` are those of L. A. Cox, "What's Wrong with Risk Matrices?" (2008) as
far as a table of words can keep them, read in a public exposition: no lowest beside highest
(betweenness), and rising along both axes (weak consistency); that neighbours differ by one level
at most is this course's own.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from ..models import Matrix, ScaleDef

Cells = tuple[tuple[int, int], ...]
Axis = tuple[int, int]
"""Lowest and highest place on a scale, both touched, counted from 0."""


@dataclass(frozen=True)
class Judged:
    """What a judgement touches. ``low`` and ``high`` are places in the matrix's levels."""

    likelihood: Axis
    severity: Axis
    low: int
    high: int

    @property
    def straddles(self) -> bool:
        """True where the range crosses a line between two levels."""
        return self.low != self.high

    @property
    def is_range(self) -> bool:
        """True where at least one axis has more than one step."""
        return self.likelihood[0] != self.likelihood[1] or self.severity[0] != self.severity[1]

    @property
    def cells(self) -> Cells:
        """Every cell, likelihood first."""
        (a, b), (c, d) = self.likelihood, self.severity
        return tuple((i, j) for i in range(a, b + 1) for j in range(c, d + 1))


@dataclass(frozen=True)
class Fault:
    """Why a matrix is refused. ``row`` and ``column`` count from 0; None: the matrix as such."""

    rule: str
    message: str
    row: int | None = None
    column: int | None = None


def level_of(matrix: Matrix, likelihood: int, severity: int) -> int:
    """The place of a cell's level in ``matrix.levels``. Raises KeyError for an unknown level."""
    places = {level.id: place for place, level in enumerate(matrix.levels)}
    return places[matrix.grid[likelihood][severity]]


def judge(matrix: Matrix, likelihood: Axis, severity: Axis) -> Judged:
    """Look up every touched cell. Raises ValueError where an axis runs backwards."""
    if likelihood[0] > likelihood[1] or severity[0] > severity[1]:
        raise ValueError(f"a range runs from low to high: {likelihood}, {severity}")
    places = {level.id: place for place, level in enumerate(matrix.levels)}
    touched = [
        places[matrix.grid[i][j]]
        for i in range(likelihood[0], likelihood[1] + 1)
        for j in range(severity[0], severity[1] + 1)
    ]
    return Judged(likelihood, severity, min(touched), max(touched))


def band_words(matrix: Matrix, low: int, high: int) -> str:
    """``High``, or ``Low to High``."""
    labels = [level.label for level in matrix.levels]
    return labels[low] if low == high else f"{labels[low]} to {labels[high]}"


def axis_of(scale: ScaleDef, value: object) -> Axis | None:
    """The places of ``[low, high]`` on a scale; None where it is no range of this scale."""
    places = {step.id: place for place, step in enumerate(scale.steps)}
    if not isinstance(value, Sequence) or isinstance(value, str) or len(value) != 2:
        return None
    low, high = (places.get(str(one)) for one in value)
    return None if low is None or high is None or low > high else (low, high)


def faults(matrix: Matrix, likelihood: Sequence[str], severity: Sequence[str]) -> Iterator[Fault]:
    """Everything wrong with a matrix whose axes have these steps, lowest first."""
    yield from _names(matrix)
    shape = list(_shape(matrix, likelihood, severity))
    yield from shape
    if shape:
        return  # what stands beside what is not known
    yield from _order(matrix, likelihood, severity)
    yield from _beside(matrix, likelihood, severity)
    used = {name for row in matrix.grid for name in row}
    for level in matrix.levels:
        if level.id not in used:
            message = f"no cell has the level '{level.id}', so nothing could ever reach it"
            yield Fault("matrix.reach", message)


def _names(matrix: Matrix) -> Iterator[Fault]:
    for what in ("id", "label"):
        names = [getattr(level, what).casefold() for level in matrix.levels]
        for place, name in enumerate(names):
            if name in names[:place]:
                found = getattr(matrix.levels[place], what)
                message = f"two levels have the {what} '{found}'; a reader must tell them apart"
                yield Fault("matrix.names", message)


def _shape(matrix: Matrix, likelihood: Sequence[str], severity: Sequence[str]) -> Iterator[Fault]:
    known = {level.id for level in matrix.levels}
    if len(matrix.grid) != len(likelihood):
        yield Fault(
            "matrix.complete",
            f"the grid has {len(matrix.grid)} rows; the likelihood scale has "
            f"{len(likelihood)} steps, and each needs its row",
        )
    for place, row in enumerate(matrix.grid):
        if len(row) != len(severity):
            yield Fault(
                "matrix.complete",
                f"row {place + 1} has {len(row)} cells; the severity scale has "
                f"{len(severity)} steps, and each needs its cell",
                place,
            )
        for column, name in enumerate(row):
            if name not in known:
                message = f"the cell holds '{name}', which is not one of the levels"
                yield Fault("matrix.level", message, place, column)


def _order(matrix: Matrix, likelihood: Sequence[str], severity: Sequence[str]) -> Iterator[Fault]:
    """Along both axes a level may stay or rise by one."""
    for row, column in _places(matrix):
        here = level_of(matrix, row, column)
        nexts = []
        if row + 1 < len(likelihood):
            nexts.append((row + 1, column, likelihood[row], likelihood[row + 1]))
        if column + 1 < len(severity):
            nexts.append((row, column + 1, severity[column], severity[column + 1]))
        for next_row, next_column, low, high in nexts:
            there = level_of(matrix, next_row, next_column)
            words = f"from '{low}' to '{high}' the level"
            labels = f"'{matrix.levels[here].id}' to '{matrix.levels[there].id}'"
            if there < here:
                message = f"{words} falls from {labels}; more must never count as less"
                yield Fault("matrix.monotone", message, next_row, next_column)
            elif there > here + 1:
                message = f"{words} jumps from {labels}; neighbours differ by one level at most"
                yield Fault("matrix.step", message, next_row, next_column)


def _beside(matrix: Matrix, likelihood: Sequence[str], severity: Sequence[str]) -> Iterator[Fault]:
    """No lowest beside, below, above or diagonally at a highest."""
    ends = {0, len(matrix.levels) - 1}
    for row, column in _places(matrix):
        for down, across in ((0, 1), (1, -1), (1, 0), (1, 1)):
            other, side = row + down, column + across
            if not (0 <= other < len(likelihood) and 0 <= side < len(severity)):
                continue
            if {level_of(matrix, row, column), level_of(matrix, other, side)} == ends:
                yield Fault(
                    "matrix.beside",
                    f"the lowest and the highest level touch: ('{likelihood[row]}', "
                    f"'{severity[column]}') and ('{likelihood[other]}', '{severity[side]}'); "
                    "a small doubt about a step would turn nothing into the worst",
                    other,
                    side,
                )


def _places(matrix: Matrix) -> Iterator[tuple[int, int]]:
    for row, cells in enumerate(matrix.grid):
        for column in range(len(cells)):
            yield row, column
