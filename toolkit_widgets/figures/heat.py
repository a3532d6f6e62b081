"""Risks on their matrix: numbers in cells, arrows from before controls to after, range boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Matrix, ScaleDef
from ..scoring.matrix import Judged, band_words, level_of
from ..scoring.risk import RiskSummary
from ..scoring.risk_line import RiskLine
from .arrows import bend
from .style import BODY, SMALL, TITLE, WIDTH, Figure, Theme, new_drawing, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

HEADER = ["No.", "Risk", "Inherent", "Current", "Residual", "Knowledge", "Treatment"]
HATCHES = ("", "..", "///", "xxx", "**", "OO")
"""From the lowest level up, so that the levels differ on a black-and-white print."""
KEY = (
    "Ring: before any control. Disc: what is left. Dashed box: a range, counted by its worst end. "
    "Level in words in each cell."
)
_MARGIN, _LEFT, _LINE = 2.0, 84.0, 14.0
_POINTS = 72 * WIDTH - 2 * _MARGIN
_SLOT, _RADIUS, _TINY = 19.0, 8.0, 7.0
"""Points: the room of a number, its half width, and the type size of a range's name."""
Cell = tuple[int, int]


@dataclass(frozen=True)
class _Mark:
    number: int
    cell: Cell
    before: bool


def heat_figure(summary: RiskSummary, matrix: Matrix) -> Figure:
    """The judged risks on ``matrix``, each at the worst cell that it touches."""
    return Figure(
        title=_title(summary),
        sentence=f"{summary.sentence} {plain(matrix.label)}",
        table=[HEADER, *(_cells(line, matrix) for line in summary.lines)],
        draw=lambda theme: _draw(summary, matrix, theme),
    )


def _title(summary: RiskSummary) -> str:
    if summary.worst is None:
        return "No risk is judged yet"
    top = next(count for count in summary.counts if count.numbers)
    many = len(top.numbers) > 1
    numbers = ", ".join(str(n) for n in top.numbers)
    return (
        f"{len(top.numbers)} of {len(summary.judged)} judged risks {'stand' if many else 'stands'} "
        f"at {plain(top.level.label)}: {'numbers' if many else 'number'} {numbers}"
    )


def _cells(line: RiskLine, matrix: Matrix) -> list[str]:
    levels = [
        "–" if judged is None else band_words(matrix, judged.low, judged.high)
        for judged in (line.inherent, line.current, line.residual)
    ]
    if line.state == "not_applicable":
        levels[0] = "does not apply"
    elif line.inherent is None:
        levels[0] = "not judged"
    known = line.knowledge or "–"
    return [str(line.number), plain(line.text), *levels, known, line.treatment or "–"]


def worst_cell(matrix: Matrix, judged: Judged) -> Cell:
    """Of the touched cells with the worst level the one furthest up and to the right."""
    return max(judged.cells, key=lambda c: (level_of(matrix, *c), c[0] + c[1], c[0]))


def _marks(summary: RiskSummary, matrix: Matrix) -> Iterator[_Mark]:
    for line in sorted(summary.judged, key=lambda one: one.number):
        if line.inherent is None or line.left is None:
            continue
        if line.left != line.inherent:
            yield _Mark(line.number, worst_cell(matrix, line.inherent), True)
        yield _Mark(line.number, worst_cell(matrix, line.left), False)


# ------------------------------------------------------------------------------- the picture


def _draw(summary: RiskSummary, matrix: Matrix, theme: Theme) -> Drawing:
    scales = summary.questionnaire.scales
    likelihood, severity = scales[matrix.likelihood], scales[matrix.severity]
    rows, columns = len(likelihood.steps), len(severity.steps)
    width = (_POINTS - _LEFT) / columns
    per_line = max(1, int((width - 4) // _SLOT))
    marks = list(_marks(summary, matrix))
    fullest = max((sum(m.cell == mark.cell for m in marks) for mark in marks), default=0)
    ranges = [
        (line.number, judged)
        for line in sorted(summary.judged, key=lambda one: one.number)
        for judged in dict.fromkeys((line.inherent, line.left))
        if judged is not None and judged.is_range
    ]
    # the names of ranges have a line of their own, below the numbers
    tall = 18.0 + _SLOT * max(1, -(-fullest // per_line)) + (13.0 if ranges else 0)

    titles = wrap(_title(summary), _POINTS, TITLE, bold=True)
    names = [wrap(plain(step.label), width - 4, SMALL) for step in severity.steps]
    key = wrap(f"{KEY} {plain(matrix.label)}", _POINTS, SMALL)
    top = 8 + len(titles) * 16.0 + 10
    under = max(len(name) for name in names) * 12.0 + 8 + 14 + len(key) * 12.0 + 6
    height = top + rows * tall + under

    drawing = new_drawing(height / 72)
    axes = drawing.add_axes((_MARGIN / (72 * WIDTH), 0, _POINTS / (72 * WIDTH), 1))
    axes.set_xlim(0, _POINTS)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for number, line in enumerate(titles):
        axes.text(0, 8 + number * 16, line, size=TITLE, weight="bold", va="top")

    def corner(cell: Cell) -> tuple[float, float]:
        """Left and top of a cell; the most likely row stands on top."""
        return _LEFT + cell[1] * width, top + (rows - 1 - cell[0]) * tall

    _grid(axes, theme, matrix, likelihood, corner, width, tall)
    bottom = top + rows * tall
    for column, name in enumerate(names):
        for number, line in enumerate(name):
            middle = _LEFT + (column + 0.5) * width
            y = bottom + 4 + number * 12
            axes.text(middle, y, line, size=SMALL, color=theme.muted, va="top", ha="center")
    y = bottom + max(len(name) for name in names) * 12.0 + 8
    axes.text(_POINTS, y, "severity →", size=SMALL, color=theme.muted, va="top", ha="right")
    axes.text(0, top - 2, "likelihood ↑", size=SMALL, color=theme.muted, va="bottom")
    for number, line in enumerate(key):
        axes.text(0, y + 14 + number * 12, line, size=SMALL, color=theme.muted, va="top")

    named: dict[Cell, float] = {}
    for place, (number, judged) in enumerate(ranges):
        end = (judged.likelihood[0], judged.severity[1])
        _range(axes, theme, judged, number, (place, named.get(end, 0.0)), corner, width, tall)
        named[end] = named.get(end, 0.0) + text_width(f"range {number}", _TINY) + 4
    _numbers(axes, theme, marks, corner, per_line, (_POINTS, bottom))
    return drawing


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
        lines = wrap(plain(step.label), _LEFT - 8, SMALL)
        for number, line in enumerate(lines):
            at = y + tall / 2 + (number - (len(lines) - 1) / 2) * 12
            axes.text(_LEFT - 6, at, line, size=SMALL, color=theme.muted, va="center", ha="right")


def _range(
    axes: Axes,
    theme: Theme,
    judged: Judged,
    number: int,
    place: tuple[int, float],
    corner: Callable[[Cell], tuple[float, float]],
    width: float,
    tall: float,
) -> None:
    """A dashed box around the touched cells, with the risk's number at its lower right.

    ``place``: how many boxes were drawn before, and the width of names that end in this corner.
    """
    from matplotlib.patches import Rectangle

    inset = 1.5 + 1.8 * (place[0] % 4)  # so that two boxes do not lie on one another
    (low, high), (first, last) = judged.likelihood, judged.severity
    x, y = corner((high, first))
    wide, deep = (last - first + 1) * width - 2 * inset, (high - low + 1) * tall - 2 * inset
    axes.add_patch(
        Rectangle(
            (x + inset, y + inset), wide, deep, fill=False, lw=1.3, ls="--", edgecolor=theme.text
        )
    )
    axes.text(
        x + inset + wide - 2 - place[1], y + inset + deep - 2, f"range {number}", size=_TINY,
        va="bottom",
        ha="right", bbox={"facecolor": theme.page, "edgecolor": "none", "pad": 0.5},
    )  # fmt: skip


def _numbers(
    axes: Axes,
    theme: Theme,
    marks: list[_Mark],
    corner: Callable[[Cell], tuple[float, float]],
    per_line: int,
    frame: tuple[float, float],
) -> None:
    from matplotlib.patches import Circle

    taken: dict[Cell, int] = {}
    at: dict[tuple[int, bool], tuple[float, float]] = {}
    for mark in marks:
        slot = taken.get(mark.cell, 0)
        taken[mark.cell] = slot + 1
        x, y = corner(mark.cell)
        at[mark.number, mark.before] = (
            x + 4 + _SLOT * (slot % per_line + 0.5),
            y + 16 + _SLOT * (slot // per_line + 0.5),
        )
    for (number, before), start in at.items():
        if before:
            end = at[number, False]
            others = [point for key, point in at.items() if key[0] != number]
            rad = bend(start, end, others, _RADIUS + 3, frame)
            axes.annotate(
                "", xy=end, xytext=start, zorder=2.5,  # below the words in the cells
                arrowprops={
                    "connectionstyle": f"arc3,rad={rad}",
                    "arrowstyle": "-|>", "color": theme.text, "lw": 1.1,
                    "shrinkA": _RADIUS, "shrinkB": _RADIUS,
                },
            )  # fmt: skip
    for (number, before), (x, y) in at.items():
        face, ink = (theme.page, theme.text) if before else (theme.text, theme.page)
        axes.add_patch(
            Circle((x, y), _RADIUS, facecolor=face, edgecolor=theme.text, lw=1.1, zorder=3)
        )
        axes.text(
            x, y, str(number), size=BODY - 2, color=ink, ha="center", va="center", zorder=4,
            weight="bold",
        )  # fmt: skip
