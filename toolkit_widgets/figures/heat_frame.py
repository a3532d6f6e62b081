"""The empty map: a matrix with its words, hatching and axes, for whoever puts marks into it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Matrix, ScaleDef
from ..scoring.matrix import level_of
from .style import POINTS, SMALL, TITLE, Theme, point_axes, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

HATCHES = ("", "..", "///", "xxx", "**", "OO")
"""From the lowest level up, so that the levels differ on a black-and-white print."""
MOST_LINES = 3
"""Lines of numbers in a cell of the compact form; the rest is counted, and named in the table."""
LEFT = 84.0
"""Points: the room for the names of the rows."""
Cell = tuple[int, int]
Corner = Callable[[Cell], tuple[float, float]]


def heat_frame(
    title: str,
    scales: Mapping[str, ScaleDef],
    matrix: Matrix,
    theme: Theme,
    tall: float,
    about: str,
) -> tuple[Drawing, Axes, Corner, float]:
    """Title, cells with their words, names of the steps, and ``about`` below.

    Gives the drawing, its axes, where a cell begins, and where the lowest row ends.
    """
    likelihood, severity = scales[matrix.likelihood], scales[matrix.severity]
    rows, columns = len(likelihood.steps), len(severity.steps)
    width = (POINTS - LEFT) / columns
    titles = wrap(title, POINTS, TITLE, bold=True)
    names = [wrap(plain(step.label), width - 4, SMALL) for step in severity.steps]
    key = wrap(f"{about} {plain(matrix.label)}", POINTS - 10, SMALL)
    top = 8 + len(titles) * 16.0 + 10
    under = max(len(name) for name in names) * 12.0 + 8 + 14 + len(key) * 12.0 + 6
    height = top + rows * tall + under

    drawing, axes = point_axes(height)
    for number, line in enumerate(titles):
        axes.text(0, 8 + number * 16, line, size=TITLE, weight="bold", va="top")

    def corner(cell: Cell) -> tuple[float, float]:
        """Left and top of a cell; the most likely row stands on top."""
        return LEFT + cell[1] * width, top + (rows - 1 - cell[0]) * tall

    _grid(axes, theme, matrix, likelihood, corner, width, tall)
    bottom = top + rows * tall
    for column, name in enumerate(names):
        for number, line in enumerate(name):
            middle = LEFT + (column + 0.5) * width
            y = bottom + 4 + number * 12
            axes.text(middle, y, line, size=SMALL, color=theme.muted, va="top", ha="center")
    y = bottom + max(len(name) for name in names) * 12.0 + 8
    axes.text(POINTS, y, "severity →", size=SMALL, color=theme.muted, va="top", ha="right")
    axes.text(0, top - 2, "likelihood ↑", size=SMALL, color=theme.muted, va="bottom")
    for number, line in enumerate(key):
        axes.text(0, y + 14 + number * 12, line, size=SMALL, color=theme.muted, va="top")
    return drawing, axes, corner, bottom


def number_lines(numbers: Sequence[int], width: float, most: int = MOST_LINES) -> list[str]:
    """Numbers in at most ``most`` lines of ``width`` points; the last may say ``+ 7 more``.

    The first numbers are kept, so hand them over with the most urgent first.
    """
    for kept in range(len(numbers), 0, -1):
        rest = len(numbers) - kept
        shown = wrap(", ".join(str(n) for n in numbers[:kept]), width, SMALL, bold=True)
        if rest:
            shown.append(f"+ {rest} more")
        if len(shown) <= most:
            return shown
    return [f"{len(numbers)} risks"]


def _grid(
    axes: Axes,
    theme: Theme,
    matrix: Matrix,
    likelihood: ScaleDef,
    corner: Callable[[Cell], tuple[float, float]],
    width: float,
    tall: float,
) -> None:
    from matplotlib.patches import Rectangle

    last = len(matrix.levels) - 1
    for row, step in enumerate(likelihood.steps):
        for column in range(len(matrix.grid[row])):
            level = level_of(matrix, row, column)
            x, y = corner((row, column))
            shade = 0.04 + 0.36 * level / last
            axes.add_patch(Rectangle((x, y), width, tall, color=theme.main, alpha=shade, lw=0))
            axes.add_patch(
                Rectangle(
                    (x, y), width, tall, fill=False, lw=0.6,
                    edgecolor=theme.faint, hatch=HATCHES[level % len(HATCHES)],
                )
            )  # fmt: skip
            axes.text(
                x + 3, y + 3, plain(matrix.levels[level].label), size=SMALL, va="top",
                bbox={"facecolor": theme.page, "edgecolor": "none", "pad": 1},
            )  # fmt: skip
        y = corner((row, 0))[1]
        lines = wrap(plain(step.label), LEFT - 8, SMALL)
        for number, line in enumerate(lines):
            at = y + tall / 2 + (number - (len(lines) - 1) / 2) * 12
            axes.text(LEFT - 6, at, line, size=SMALL, color=theme.muted, va="center", ha="right")
