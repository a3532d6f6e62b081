"""The four cells of an error table, and what each measure divides by what.

The starting counts, 85, 10, 7 and 43, are the toy example of the Technical Reference Book
(Evaluation of classification, from page 30), a classifier of guilt that the book calls no viable
tool of justice. The formulas are the usual ones; the book prints them as images.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._sheet import LINE, POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing


@dataclass(frozen=True)
class Share:
    """``part`` of ``whole``; undefined where there is nothing to divide by."""

    name: str
    part: int
    whole: int
    of: str
    """What the denominator counts, in words."""

    @property
    def words(self) -> str:
        """``7 of 50 not guilty``."""
        return f"{self.part:,} of {self.whole:,} {self.of}"

    @property
    def value(self) -> float | None:
        """A number from 0 to 1, or None."""
        return self.part / self.whole if self.whole else None

    @property
    def percent(self) -> str:
        """``88.3 %``, or that there is nothing to divide by."""
        return "no value" if self.value is None else f"{100 * self.value:.1f} %"


def shares(tp: int, fn: int, fp: int, tn: int) -> list[Share]:
    """Accuracy, precision, recall and false-alarm rate."""
    return [
        Share("Accuracy", tp + tn, tp + fn + fp + tn, "people"),
        Share("Precision", tp, tp + fp, "called guilty"),
        Share("Recall", tp, tp + fn, "guilty"),
        Share("False-alarm rate", fp, fp + tn, "not guilty"),
    ]


START = (85, 10, 7, 43)


def run(values: Values) -> Outcome:
    """``tp``, ``fn``, ``fp``, ``tn``: people in each cell, whole numbers from 0."""
    cells = tuple(int(values[name]) for name in ("tp", "fn", "fp", "tn"))
    tp, fn, fp, tn = cells
    measures = shares(tp, fn, fp, tn)
    readout = ". ".join(f"{m.name} {m.percent} ({m.words})" for m in measures)
    start = shares(*START)
    seen = {
        "confusion.rate": (
            f"In the starting table {START[2]} of {START[2] + START[3]} not guilty people are "
            f"called guilty: {start[3].percent}. In 100 such people that is "
            f"{100 * START[2] / (START[2] + START[3]):.0f}. The accuracy of {start[0].percent} "
            "divides by all people, so it cannot say this."
        )
    }
    wrongly = "not guilty person is" if fp == 1 else "not guilty people are"
    title = f"Accuracy {measures[0].percent}; {fp:,} {wrongly} called guilty"
    sentence = (
        f"{title}. Called guilty: {tp:,} guilty and {fp:,} not guilty. Called not guilty: {fn:,} "
        f"guilty and {tn:,} not guilty. "
        + " ".join(f"{m.name}: {m.words}, {m.percent}." for m in measures)
    )
    table = [
        ["Measure", "Count", "Divided by", "Result"],
        *([m.name, f"{m.part:,}", f"{m.whole:,} {m.of}", m.percent] for m in measures),
        ["Misses (guilty, called not guilty)", f"{fn:,}", "–", "the victim, and the next one"],
        ["False alarms (not guilty, called guilty)", f"{fp:,}", "–", "the person, and the case"],
    ]
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(cells, title, t)), seen)


# ------------------------------------------------------------------------------- the picture

_ROW, _NAMES, _CELL = 54.0, 84.0, 8.0
_BAR = 12.0


def _draw(cells: tuple[int, ...], title: str, theme: Theme) -> Drawing:
    tp, fn, fp, tn = cells
    measures = shares(tp, fn, fp, tn)
    drawing, axes, y = sheet(2 * LINE + 2 * (_ROW + _CELL) + 18 + 4 * (LINE + _BAR + 12), title)
    wide = (POINTS - _NAMES - _CELL) / 2
    lefts = (_NAMES, _NAMES + wide + _CELL)
    for left, text in zip(lefts, ("called guilty", "called not guilty"), strict=True):
        words(axes, left, y, text, color=theme.muted)
    y += LINE + 4
    rows = (
        ("guilty", (tp, "right", False), (fn, "a victim waits", True)),
        ("not guilty", (fp, "an innocent is accused", True), (tn, "right", False)),
    )
    for name, *pair in rows:
        words(axes, 0, y + _ROW / 2 - 8, name, color=theme.muted)
        for left, (number, text, wrong) in zip(lefts, pair, strict=True):
            _cell(axes, theme, left, y, wide, f"{number:,}", text, wrong)
        y += _ROW + _CELL
    y += 10
    for measure in measures:
        words(axes, 0, y, measure.name)
        detail = f"{measure.words} = {measure.percent}"
        words(axes, POINTS, y, detail, align="right")
        y += LINE + 2
        _bar(axes, theme, y, measure)
        y += _BAR + 10
    return drawing


def _cell(
    axes: Axes, theme: Theme, left: float, y: float, wide: float, number: str, text: str,
    wrong: bool,
) -> float:  # fmt: skip
    """One cell of the table. An error has a hatched edge at its left."""
    axes.plot(
        [left, left + wide - 1, left + wide - 1, left, left], [y, y, y + _ROW, y + _ROW, y],
        color=theme.faint, linewidth=0.8,
    )  # fmt: skip
    style = wrong_marks(theme) if wrong else {"facecolor": theme.main, "linewidth": 0}
    axes.barh(y, 10, _ROW, left=left, align="edge", **style)
    words(axes, left + 18, y + 8, number, size=15, bold=True)
    return words(axes, left + 18, y + 32, text, size=SMALL)


def _bar(axes: Axes, theme: Theme, y: float, measure: Share) -> None:
    """A measure from 0 to 100 %; the false-alarm rate is hatched, since it counts errors."""
    axes.barh(y, POINTS - 1, _BAR, align="edge", fill=False, edgecolor=theme.faint, linewidth=0.8)
    long = (measure.value or 0) * (POINTS - 1)
    wrong = measure.name.startswith("False")
    style = wrong_marks(theme) if wrong else {"facecolor": theme.main, "linewidth": 0}
    if long:
        axes.barh(y, long, _BAR, align="edge", **style)
