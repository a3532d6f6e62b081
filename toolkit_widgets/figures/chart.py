"""A chart exhibit: bars or dots of one column, each with its number beside it."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.datasets import Row, Value, shown
from ..content.markdown import plain
from ..models import ChartExhibit, Column, Dataset
from .style import BODY, SMALL, Figure, Theme, point_axes, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

WIDTH = 4.3
"""Inches: narrower than other figures, for it stands in a frame inside a card, also on a phone."""
NEAR = 0.25
"""Dots whose values lie within this share of the largest one get a scale without a zero."""


@dataclass(frozen=True)
class Mark:
    """One row of the chart. ``value`` is None where it is not known."""

    label: str
    value: float | None
    low: float | None
    high: float | None
    words: str
    """The number as a reader sees it, with its interval."""


def chart_figure(
    exhibit: ChartExhibit, dataset: Dataset, rows: Sequence[Row], *, whole: bool = False
) -> Figure:
    """The chart of these rows, in file order or in the order of ``exhibit.only``.

    ``whole``: of shares, a full line is all of it, however small they are.

    Bars start at zero. Dots start at zero, too, unless their values lie close together; the ends
    of their scale are written below. A line with ends is the interval from ``low`` to ``high``.
    """
    columns = {column.id: column for column in dataset.columns}
    used = [columns[n] for n in (exhibit.label, exhibit.value, exhibit.low, exhibit.high) if n]
    kept = chosen_rows(exhibit, rows)
    marks = [_mark(exhibit, columns, row) for row in kept]
    title = plain(exhibit.title)
    listed = "; ".join(f"{mark.label} {mark.words}" for mark in marks)
    return Figure(
        title=title,
        sentence=f"{plain(exhibit.say)} {listed}.",
        table=[
            [column.title for column in used],
            *([_cell(row[c.id], c, exhibit) for c in used] for row in kept),
        ],
        draw=lambda theme: _draw(exhibit, columns, marks, theme, whole),
    )


def chosen_rows(exhibit: ChartExhibit, rows: Sequence[Row]) -> list[Row]:
    """The rows that are shown, in their order."""
    if not exhibit.only:
        return list(rows)
    return [row for name in exhibit.only for row in rows if str(row[exhibit.label]) == name]


def _mark(exhibit: ChartExhibit, columns: Mapping[str, Column], row: Row) -> Mark:
    ends = [row[name] if name else None for name in (exhibit.low, exhibit.high)]
    known = row[exhibit.value] is not None
    words = _cell(row[exhibit.value], columns[exhibit.value], exhibit) if known else "not known"
    if exhibit.low and exhibit.high and None not in ends:
        low, high = (
            shown(row[name], columns[name]).removesuffix(" %")
            for name in (exhibit.low, exhibit.high)
        )
        words += f" ({low} to {high})"
    return Mark(
        label=shown(row[exhibit.label], columns[exhibit.label]),
        value=_number(row[exhibit.value]),
        low=_number(ends[0]),
        high=_number(ends[1]),
        words=words,
    )


def _cell(value: Value | None, column: Column, exhibit: ChartExhibit) -> str:
    text = shown(value, column)
    drawn = column.id in (exhibit.value, exhibit.low, exhibit.high)
    if exhibit.unit and drawn and value is not None and column.type != "share":
        return f"{text} {exhibit.unit}"
    return text


def _number(value: Value | None) -> float | None:
    return float(value) if isinstance(value, int | float) else None


def span(marks: Sequence[Mark], kind: str, *, shares: bool = False) -> tuple[float, float]:
    """Both ends of the scale: what every value and interval fits into, at round numbers.

    ``shares``: a full line means all of it, so a scale that passes one half ends at 1.
    """
    known = [x for m in marks for x in (m.value, m.low, m.high) if x is not None] or [0.0, 1.0]
    low, high = min(known), max(known)
    if kind == "dots" and low > 0 and high - low < NEAR * high:
        step = _step((high - low) or high)
        return math.floor(low / step) * step, math.ceil(high / step) * step
    low, high = min(0.0, low), max(0.0, high)
    if shares and high > 0.5:
        return low, 1.0
    if kind == "bars":
        return low, high or 1.0
    step = _step((high - low) or 1.0)
    return math.floor(low / step) * step, math.ceil(high / step) * step


def _step(width: float) -> float:
    """A round step that divides ``width`` into at most ten."""
    base = 10.0 ** math.floor(math.log10(width))
    return next(base * f for f in (0.1, 0.2, 0.5, 1.0, 2.0) if width / (base * f) <= 10)


# ------------------------------------------------------------------------------- the picture

_MARGIN = 4.0
_POINTS = 72 * WIDTH - 2 * _MARGIN
_LINE, _BAR, _SPACE = 16.0, 12.0, 11.0
"""Heights in points: a line of words, a bar, the space between rows."""


def _draw(
    exhibit: ChartExhibit,
    columns: Mapping[str, Column],
    marks: Sequence[Mark],
    theme: Theme,
    whole: bool,
) -> Drawing:
    """Without a title: the exhibit's own stands above it."""
    shares = columns[exhibit.value].type == "share"
    low, high = (0.0, 1.0) if whole else span(marks, exhibit.kind, shares=shares)
    unit = _POINTS / ((high - low) or 1.0)
    names = [
        wrap(mark.label, _POINTS - text_width(mark.words, BODY, bold=True) - 14, BODY)
        for mark in marks
    ]
    rows = sum(len(name) * _LINE + _BAR + _SPACE for name in names)
    below = 20.0 if exhibit.kind == "dots" else 4.0
    height = 4 + rows + below

    drawing, axes = point_axes(height, WIDTH, _MARGIN)

    y = 4.0
    for mark, name in zip(marks, names, strict=True):
        for line in name:
            axes.text(0, y, line, size=BODY, va="top")
            y += _LINE
        axes.text(_POINTS, y - _LINE, mark.words, size=BODY, weight="bold", va="top", ha="right")
        _row(axes, theme, mark, exhibit.kind, y, lambda x: (x - low) * unit)
        y += _BAR + _SPACE
    if exhibit.kind == "dots":
        column = columns[exhibit.value]
        for at, value, side in ((0.0, low, "left"), (_POINTS, high, "right")):
            words = _end(value, column, exhibit)
            axes.text(at, y, words, size=SMALL, color=theme.muted, va="top", ha=side)
    return drawing


def _row(
    axes: Axes,
    theme: Theme,
    mark: Mark,
    kind: str,
    y: float,
    at: Callable[[float], float],
) -> None:
    middle = y + _BAR / 2 + 1
    if kind == "dots":
        axes.plot([0, _POINTS], [middle, middle], color=theme.faint, linewidth=0.8)
    elif mark.value is not None:
        start = at(0.0)
        axes.barh(middle, at(mark.value) - start, _BAR, left=start, color=theme.main, linewidth=0)
        axes.plot([start, start], [y - 1, y + _BAR + 3], color=theme.text, linewidth=1.2)
    if mark.low is not None and mark.high is not None:
        ends = at(mark.low), at(mark.high)
        for color, width in ((theme.page, 4.4), (theme.text, 1.8)):  # an edge, to stand off a bar
            axes.plot(ends, [middle, middle], color=color, linewidth=width, clip_on=False)
            for x in ends:
                axes.plot(
                    [x, x], [middle - 4, middle + 4], color=color, linewidth=width, clip_on=False
                )
    if kind == "dots" and mark.value is not None:
        axes.plot(
            [at(mark.value)], [middle], marker="o", markersize=9, color=theme.main,
            markeredgecolor=theme.page, markeredgewidth=1, clip_on=False,
        )  # fmt: skip


def _end(value: float, column: Column, exhibit: ChartExhibit) -> str:
    if column.type == "share":
        return f"{100 * value:.4g} %"
    return f"{value:,.6g}" + (f" {exhibit.unit}" if exhibit.unit else "")
