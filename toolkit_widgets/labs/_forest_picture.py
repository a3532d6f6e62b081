"""The picture of lab *forest*: a path that can be read, or a vote that can only be counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures.style import BODY, SMALL, Theme
from ._sheet import LINE, POINTS, sheet, words

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

    from .forest import Verdict

_STEP = 30.0
_SHOWN = 3
"""Trees of the forest whose questions are named."""


def draw(verdict: Verdict, title: str, theme: Theme) -> Drawing:
    """The path of one tree, or the votes of many."""
    if len(verdict.votes) == 1:
        return _path(verdict, title, theme)
    return _vote(verdict, title, theme)


def _path(verdict: Verdict, title: str, theme: Theme) -> Drawing:
    steps = verdict.steps[0]
    drawing, axes, y = sheet(len(steps) * _STEP + 48, title)
    axes.plot([12, 12], [y + 8, y + 8 + len(steps) * _STEP], color=theme.faint, linewidth=1.6)
    for number, text in enumerate(steps, 1):
        axes.plot([12], [y + 8], marker="o", markersize=16, color=theme.muted)
        axes.text(
            12, y + 8, str(number), size=SMALL, weight="bold", color=theme.page, ha="center",
            va="center",
        )  # fmt: skip
        words(axes, 34, y + 1, text)
        y += _STEP
    _mark(axes, theme, 12, y + 8, verdict.votes[0], 13)
    below = words(axes, 34, y + 1, f"Answer: {verdict.answer}", bold=True)
    words(axes, 34, below + 2, verdict.reasons[0], size=SMALL, color=theme.muted)
    return drawing


def _vote(verdict: Verdict, title: str, theme: Theme) -> Drawing:
    size = len(verdict.votes)
    drawing, axes, y = sheet(2 * LINE + 46 + _SHOWN * 24 + 30, title)
    false = size - verdict.real
    words(axes, 0, y, f"{verdict.real} say real (triangle), {false} say false (ring)")
    y += LINE + 14
    step = min(POINTS / size, 24.0)
    for place, said in enumerate(sorted(verdict.votes, reverse=True)):
        _mark(axes, theme, (place + 0.5) * step, y, said, 9)
    y += 26
    asked = sum(map(len, verdict.steps))
    words(axes, 0, y, f"{size} paths, {asked} questions. The first three trees asked:", size=BODY)
    y += LINE + 6
    for number in range(_SHOWN):
        _mark(axes, theme, 8, y + 6, verdict.votes[number], 8)
        names = [step.split(":")[0].lower() for step in verdict.steps[number]]
        text = f"Tree {number + 1}: {', then '.join(names) or 'nothing'}"
        y = words(axes, 22, y, text, width=POINTS - 24) + 8
    more = size - _SHOWN
    words(axes, 22, y, f"… and {more} more trees", size=SMALL, color=theme.muted)
    return drawing


def _mark(axes: Axes, theme: Theme, x: float, y: float, real: bool, size: float) -> None:
    """A full triangle says *real*, an open ring says *false*."""
    color = theme.main if real else theme.accent
    axes.plot(
        [x], [y], marker="^" if real else "o", markersize=size, markeredgecolor=color,
        markerfacecolor=color if real else theme.page, markeredgewidth=1.8,
    )  # fmt: skip
