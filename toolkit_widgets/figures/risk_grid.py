"""Where the worst risks sit: principles × life-cycle stages, the worst level now in each cell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..content.markdown import plain
from ..models import Matrix, RiskRow
from ..scoring.risk import RiskSummary
from .heat_frame import HATCHES
from .style import POINTS, SMALL, TITLE, Figure, Theme, point_axes, wrap

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

SHORT = {
    "planning": "Plan",
    "data": "Data",
    "development": "Build, buy",
    "validation": "Validate",
    "deployment": "Deploy",
    "monitoring": "Monitor",
}
"""Stages as the heads of narrow columns; the table has their full titles."""
NOTHING = "–"
KEY = (
    "In each cell the worst level now, at the worst end of a range; what nobody could judge counts "
    "as the highest. –: nothing was judged there."
)
_LEFT = 132.0


@dataclass(frozen=True)
class GridCell:
    """What stands in one cell. ``level`` is a place in the matrix's levels; None: nothing judged.

    ``worst`` are the numbers of the risks at that level, ``rest`` counts the others with a level,
    and ``open`` those that apply and are still to be answered. ``unknown`` are those of ``worst``
    that nobody could judge.
    """

    level: int | None
    worst: tuple[int, ...]
    rest: int
    open: int
    unknown: tuple[int, ...] = ()


Grid = dict[tuple[str, str], GridCell]


def risk_grid(summary: RiskSummary) -> Grid:
    """(principle, stage) → its cell, for every pair that some shown risk is tagged with.

    A risk with two principles or two stages stands in each of their cells.
    """
    rows = {item.id: item for item in summary.questionnaire.items if isinstance(item, RiskRow)}
    levels: dict[tuple[str, str], list[tuple[int, int]]] = {}
    still: dict[tuple[str, str], int] = {}
    for line in summary.lines:
        row = rows[line.id]
        for key in ((str(p), str(s)) for p in row.principles for s in row.stages):
            found = levels.setdefault(key, [])
            if line.state == "answered" and line.standing is not None:
                found.append((line.standing.high, line.number))
            elif line.state == "dont_know":
                found.append((line.high, line.number))
            elif line.state != "not_applicable":
                still[key] = still.get(key, 0) + 1
    unknown = {line.number for line in summary.unknown}
    grid: Grid = {}
    for key, found in levels.items():
        worst = max((level for level, _ in found), default=None)
        numbers = tuple(sorted(number for level, number in found if level == worst))
        grid[key] = GridCell(
            worst,
            numbers,
            len(found) - len(numbers),
            still.get(key, 0),
            tuple(number for number in numbers if number in unknown),
        )
    return grid


def risk_grid_figure(
    summary: RiskSummary, principles: Mapping[str, str], stages: Mapping[str, str]
) -> Figure | None:
    """The grid; None where no risk names both a principle and a stage.

    ``principles`` and ``stages``: id → title, in the order of the rows and the columns. Only
    principles that some risk names get a row.
    """
    grid = risk_grid(summary)
    shown = {key: title for key, title in principles.items() if any(p == key for p, _ in grid)}
    if not shown:
        return None
    matrix = summary.matrix
    table = [["Principle", *stages.values()]]
    for principle, title in shown.items():
        cells = [_words(matrix, grid.get((principle, stage))) for stage in stages]
        table.append([plain(title), *cells])
    title = _title(grid, matrix)
    sentence = f"{title}. {_sentence(grid, matrix, shown, stages)} {plain(matrix.label)}"
    return Figure(
        title=title,
        sentence=sentence,
        table=table,
        draw=lambda theme: _draw(title, grid, matrix, shown, stages, theme),
    )


def _title(grid: Grid, matrix: Matrix) -> str:
    judged = [cell.level for cell in grid.values() if cell.level is not None]
    if not judged:
        return "No cell of the grid is judged yet"
    worst = max(judged)
    count = sum(level == worst for level in judged)
    verb = "stands" if count == 1 else "stand"
    return f"{count} of {len(judged)} filled cells {verb} at {plain(matrix.levels[worst].label)}"


def _sentence(
    grid: Grid, matrix: Matrix, principles: Mapping[str, str], stages: Mapping[str, str]
) -> str:
    """Which principles and stages hold the worst level."""
    judged = {key: cell.level for key, cell in grid.items() if cell.level is not None}
    if not judged:
        return "Principles in rows, life-cycle stages in columns."
    worst = max(judged.values())
    keys = [key for key, level in judged.items() if level == worst]
    rows = [plain(title) for key, title in principles.items() if any(p == key for p, _ in keys)]
    columns = [plain(title) for key, title in stages.items() if any(s == key for _, s in keys)]
    label = plain(matrix.levels[worst].label)
    return f"{label} under {', '.join(rows)}; in the stages {'; '.join(columns)}."


def _words(matrix: Matrix, cell: GridCell | None) -> str:
    """``High: 3, 7 (nobody could judge it); 2 lower`` for the table."""
    if cell is None:
        return NOTHING
    still = f"{cell.open} not judged" if cell.open else ""
    if cell.level is None:
        return f"{NOTHING} ({still})" if still else NOTHING
    numbers = [f"{n} (nobody could judge it)" if n in cell.unknown else f"{n}" for n in cell.worst]
    words = f"{plain(matrix.levels[cell.level].label)}: {', '.join(numbers)}"
    more = [f"{cell.rest} lower"] if cell.rest else []
    return "; ".join([words, *more, *([still] if still else [])])


def _draw(
    title: str,
    grid: Grid,
    matrix: Matrix,
    principles: Mapping[str, str],
    stages: Mapping[str, str],
    theme: Theme,
) -> Drawing:
    from matplotlib.patches import Rectangle

    last = len(matrix.levels) - 1
    width = (POINTS - _LEFT) / len(stages)
    titles = wrap(title, POINTS, TITLE, bold=True)
    key = wrap(f"{KEY} {plain(matrix.label)}", POINTS - 10, SMALL)
    heads = [wrap(SHORT.get(s, plain(t)), width - 4, SMALL) for s, t in stages.items()]
    names = [wrap(plain(name), _LEFT - 8, SMALL) for name in principles.values()]
    top = 8 + len(titles) * 16.0 + 6 + max(len(head) for head in heads) * 12.0 + 4
    tall = [6.0 + 12.0 * max(1, len(name)) for name in names]
    bottom = top + sum(tall)
    height = bottom + 8 + len(key) * 12.0 + 4

    drawing, axes = point_axes(height)
    for number, line in enumerate(titles):
        axes.text(0, 8 + number * 16, line, size=TITLE, weight="bold", va="top")
    for column, head in enumerate(heads):
        for number, line in enumerate(reversed(head)):
            x = _LEFT + (column + 0.5) * width
            y = top - 4 - number * 12
            axes.text(x, y, line, size=SMALL, color=theme.muted, va="bottom", ha="center")
    y = top
    for (principle, name), deep in zip(zip(principles, names, strict=True), tall, strict=True):
        for number, line in enumerate(name):
            at = y + deep / 2 + (number - (len(name) - 1) / 2) * 12
            axes.text(_LEFT - 6, at, line, size=SMALL, va="center", ha="right")
        for column, stage in enumerate(stages):
            cell = grid.get((principle, stage))
            level = None if cell is None else cell.level
            x = _LEFT + column * width
            frame: dict[str, Any] = {"lw": 0.6, "edgecolor": theme.faint}
            if level is None:
                axes.add_patch(Rectangle((x, y), width, deep, fill=False, **frame))
                words = NOTHING
            else:
                shade = 0.04 + 0.36 * level / last
                fill: dict[str, Any] = {"color": theme.main, "alpha": shade, "lw": 0}
                axes.add_patch(Rectangle((x, y), width, deep, **fill))
                hatch = HATCHES[level % len(HATCHES)]
                axes.add_patch(Rectangle((x, y), width, deep, fill=False, hatch=hatch, **frame))
                words = plain(matrix.levels[level].label)
            axes.text(
                x + width / 2, y + deep / 2, words, size=SMALL, va="center", ha="center",
                color=theme.muted if level is None else theme.text,
                bbox={"facecolor": theme.page, "edgecolor": "none", "pad": 0.6},
            )  # fmt: skip
        y += deep
    for number, line in enumerate(key):
        axes.text(0, bottom + 8 + number * 12, line, size=SMALL, color=theme.muted, va="top")
    return drawing
