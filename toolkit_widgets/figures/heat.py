"""Risks on their matrix: numbers in cells, arrows from before controls to after, range boxes."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Matrix
from ..scoring.matrix import Judged, band_words, level_of
from ..scoring.risk import MOST_NAMED, RiskSummary
from ..scoring.risk_line import RiskLine
from .arrows import bend
from .heat_frame import LEFT, Cell, heat_frame, number_lines
from .style import BODY, POINTS, SMALL, Figure, Theme, text_width

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

HEADER = ["No.", "Risk", "Inherent", "Current", "Residual", "Knowledge", "Treatment"]
KEY = (
    "Ring: before any control. Disc: what is left. Dashed box: a range, counted by its worst end. "
    "Level in words in each cell."
)
COMPACT_FROM = 21
"""From so many judged risks on, arrows and boxes would hide one another: numbers only."""
COMPACT_KEY = (
    "Each number stands where the risk stands now, at the worst end of its range, in the order of "
    "care. What it was before controls, and what is left: in the table."
)
_SLOT, _RADIUS, _TINY = 19.0, 8.0, 7.0
"""Points: the room of a number, its half width, and the type size of a range's name."""


@dataclass(frozen=True)
class _Mark:
    number: int
    cell: Cell
    before: bool


def heat_figure(summary: RiskSummary, matrix: Matrix) -> Figure:
    """The judged risks on ``matrix``, each at the worst cell that it touches.

    A risk that nobody could judge stands in no cell; title, key and table count it.
    """
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
    named = f": {'numbers' if many else 'number'} {numbers}"
    return (
        f"{len(top.numbers)} of {len(summary.counted)} risks {'stand' if many else 'stands'} "
        f"at {plain(top.level.label)}{named if len(top.numbers) <= MOST_NAMED else ''}"
    )


def _not_drawn(summary: RiskSummary) -> str:
    """A risk that nobody could judge has no cell; under the picture it is named."""
    unknown = summary.counts[0].unknown
    if not unknown:
        return ""
    listed = ", ".join(str(number) for number in unknown)
    count = "counts" if len(unknown) == 1 else "count"
    return (
        f" Not in the picture: {listed}, which nobody could judge and which {count} as "
        f"{plain(summary.counts[0].level.label)}."
    )


def _cells(line: RiskLine, matrix: Matrix) -> list[str]:
    levels = [
        "–" if judged is None else band_words(matrix, judged.low, judged.high)
        for judged in (line.inherent, line.current, line.residual)
    ]
    if line.state == "not_applicable":
        levels[0] = "does not apply"
    elif line.state == "dont_know":
        top = plain(matrix.levels[-1].label)
        levels = ["nobody could judge it", f"counts as {top}", f"counts as {top}"]
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
    if len(summary.judged) >= COMPACT_FROM:
        return _draw_compact(summary, matrix, theme)
    scales = summary.questionnaire.scales
    width = (POINTS - LEFT) / len(scales[matrix.severity].steps)
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

    drawing, axes, corner, bottom = heat_frame(
        _title(summary), summary.questionnaire.scales, matrix, theme, tall,
        KEY + _not_drawn(summary),
    )  # fmt: skip
    named: dict[Cell, float] = {}
    for place, (number, judged) in enumerate(ranges):
        end = (judged.likelihood[0], judged.severity[1])
        _range(axes, theme, judged, number, (place, named.get(end, 0.0)), corner, width, tall)
        named[end] = named.get(end, 0.0) + text_width(f"range {number}", _TINY) + 4
    _numbers(axes, theme, marks, corner, per_line, (POINTS, bottom))
    return drawing


def _draw_compact(summary: RiskSummary, matrix: Matrix, theme: Theme) -> Drawing:
    """Many risks: in each cell the numbers of those that stand there now, without arrows."""
    width = (POINTS - LEFT) / len(matrix.grid[0])
    cells: dict[Cell, list[int]] = {}
    for line in summary.judged:
        if line.standing is not None:
            cells.setdefault(worst_cell(matrix, line.standing), []).append(line.number)
    lines = {cell: number_lines(numbers, width - 8) for cell, numbers in cells.items()}
    tall = 20.0 + 13.0 * max(len(found) for found in lines.values())
    drawing, axes, corner, _ = heat_frame(
        _title(summary), summary.questionnaire.scales, matrix, theme, tall,
        COMPACT_KEY + _not_drawn(summary),
    )  # fmt: skip
    for cell, found in lines.items():
        x, y = corner(cell)
        for place, words in enumerate(found):
            axes.text(
                x + 4, y + 17 + place * 13, words, size=SMALL, weight="bold", va="top",
                bbox={"facecolor": theme.page, "edgecolor": "none", "pad": 0.8},
            )  # fmt: skip
    return drawing


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
