"""How far each dimension of a maturity profile is from its target."""

from __future__ import annotations

import re
from fractions import Fraction
from typing import TYPE_CHECKING

from ..scoring.profile import DimensionScore, Profile, decimal
from .style import BODY, POINTS, SMALL, TITLE, Figure, Theme, point_axes, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

HEADER = ["Dimension", "Mean step", "Could be", "Target", "Gap", "Answered"]
_NUMBERED = re.compile(r"^\d+\s*[·.:)–-]\s*")  # "1 · Not started": the axis has the number


def gap_figure(profile: Profile) -> Figure:
    """Bars of the mean step of each dimension, the widest gap to the target first.

    Solid: the mean step. Hatched: what is missing to the target. Line with ends: where the mean
    could lie once every open item is answered (lowest and highest step of each).
    """
    rows = in_order(profile)
    title = _title(profile, rows)
    return Figure(
        title=title,
        sentence=f"{title}. {_rest(rows)}".strip(),
        table=[HEADER, *(_cells(row) for row in rows)],
        draw=lambda theme: _draw(profile, rows, title, theme),
    )


def in_order(profile: Profile) -> list[DimensionScore]:
    """The widest gap first, then dimensions without an answer, then those that do not apply."""

    def key(row: DimensionScore) -> tuple[int, Fraction]:
        if row.gap is None:
            return (1 if row.score.applicable else 2), Fraction(0)
        return 0, -row.gap

    return sorted(profile.dimensions, key=key)


def _title(profile: Profile, rows: list[DimensionScore]) -> str:
    known = [row for row in rows if row.gap is not None]
    silent = [row for row in rows if row.gap is None and row.score.applicable]
    if not known:
        if not silent:
            return "No item applies, so there is no distance to a target"
        items = _count(profile.overall.applicable, "item")
        return f"Nothing is answered yet: {items} in {_count(len(silent), 'dimension')}"
    widest = known[0].gap or Fraction(0)
    if widest == 0:
        if silent:
            return (
                f"{len(known)} of {len(known) + len(silent)} dimensions are answered, "
                "and reach their target"
            )
        return "Every dimension reaches its target"
    first = [row for row in known if row.gap == widest]
    if len(first) == 1:
        mean = decimal(first[0].score.value or Fraction(0))
        target = decimal(first[0].target)
        return f"{first[0].title} is furthest from its target: {mean} of {target}"
    short = f"{decimal(widest)} steps short"
    if len(first) == 2:
        both = " and ".join(row.title for row in first)
        return f"{both} are furthest from their targets, each {short}"
    return f"{len(first)} dimensions are equally far from their targets, each {short}"


def _rest(rows: list[DimensionScore]) -> str:
    parts = []
    for row in rows:
        if row.score.value is not None:
            parts.append(f"{row.title} {decimal(row.score.value)} of {decimal(row.target)}")
        elif row.score.applicable:
            parts.append(f"{row.title} not answered, target {decimal(row.target)}")
        else:
            parts.append(f"{row.title} does not apply")
    return f"Mean step and target of each: {'; '.join(parts)}."


def _cells(row: DimensionScore) -> list[str]:
    score = row.score
    answered = f"{score.answered} of {score.applicable}"
    if not score.applicable:
        return [row.title, "does not apply", "–", decimal(row.target), "–", answered]
    mean = "no answer" if score.value is None else decimal(score.value)
    between = f"{decimal(score.low)} to {decimal(score.high)}" if _open(row) else "–"
    gap = "–" if row.gap is None else decimal(row.gap)
    return [row.title, mean, between, decimal(row.target), gap, answered]


def _open(row: DimensionScore) -> bool:
    return row.score.low != row.score.high


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


# ------------------------------------------------------------------------------- the picture

_LINE, _BAR, _TRACK, _SPACE = 16.0, 13.0, 9.0, 17.0
"""Heights in points: a line of words, the bar, the whisker's track, the space between rows."""


def _draw(profile: Profile, rows: list[DimensionScore], title: str, theme: Theme) -> Drawing:
    steps = [step for scale in profile.questionnaire.scales.values() for step in scale.steps]
    top = float(max(step.points for step in steps))
    base = float(min(0, *(step.points for step in steps)))
    unit = POINTS / (top - base)

    titles = wrap(title, POINTS, TITLE, bold=True)
    names = [wrap(row.title, POINTS - 160, BODY, bold=True) for row in rows]
    heights = [_height(row, name) for row, name in zip(rows, names, strict=True)]
    below = 24.0 + (SMALL + 4 if len(profile.questionnaire.scales) == 1 else 0)
    height = 8 + len(titles) * _LINE + 14 + sum(heights) + below

    drawing, axes = point_axes(height)

    y = 8.0
    for line in titles:
        axes.text(0, y, line, size=TITLE, weight="bold", va="top")
        y += _LINE
    y += 14
    for row, name, tall in zip(rows, names, heights, strict=True):
        _row(axes, theme, row, name, y, base, unit)
        y += tall
    _scale(axes, theme, profile, y, base, unit)
    return drawing


def _height(row: DimensionScore, name: list[str]) -> float:
    if not row.score.applicable:
        return len(name) * _LINE + _SPACE
    return len(name) * _LINE + _BAR + (_TRACK if _open(row) else 0) + _LINE + _SPACE


def _row(
    axes: Axes,
    theme: Theme,
    row: DimensionScore,
    name: list[str],
    y: float,
    base: float,
    unit: float,
) -> None:
    score = row.score
    for line in name:
        axes.text(0, y, line, size=BODY, weight="bold", va="top")
        y += _LINE
    items = _count(score.applicable, "item")
    if not score.applicable:
        value = "does not apply"
    elif score.value is None:
        value = f"no answer, 0 of {items}"
    else:
        value = f"mean {decimal(score.value)} from {score.answered} of {items}"
    axes.text(POINTS, y - _LINE, value, size=BODY, va="top", ha="right")
    if not score.applicable:
        return

    at = (float(row.target) - base) * unit
    if score.value is not None:
        end = (float(score.value) - base) * unit
        axes.barh(y, end, _BAR, align="edge", color=theme.main, linewidth=0)
        if row.gap:
            axes.barh(
                y, at - end, _BAR, left=end, align="edge", fill=False, hatch="////",
                edgecolor=theme.accent, linewidth=1,
            )  # fmt: skip
    else:
        axes.barh(y, at, _BAR, align="edge", fill=False, edgecolor=theme.faint, linewidth=0.8)
    below = y + _BAR + (_TRACK if _open(row) else 0)
    axes.plot([at, at], [y - 3, below + 1], color=theme.text, linewidth=2.2, clip_on=False)

    target = f"target {decimal(row.target)}"
    width = text_width(target, SMALL)
    left = _within(at - width / 2, width)
    axes.text(left, below + 3, target, size=SMALL, color=theme.muted, va="top")
    if _open(row):
        low, high = ((float(x) - base) * unit for x in (score.low, score.high))
        middle = y + _BAR + _TRACK / 2 + 1
        axes.plot([low, high], [middle, middle], color=theme.muted, linewidth=1.4)
        for x in (low, high):
            axes.plot([x, x], [middle - 3, middle + 3], color=theme.muted, linewidth=1.4)
        between = f"could be {decimal(score.low)} to {decimal(score.high)}"
        place = _beside((left, left + width), (low + high) / 2, text_width(between, SMALL))
        axes.text(place, below + 3, between, size=SMALL, color=theme.muted, va="top")


def _within(left: float, width: float) -> float:
    return min(max(0.0, left), POINTS - width)


def _beside(taken: tuple[float, float], middle: float, width: float, space: float = 12) -> float:
    """The left end nearest to centring words at ``middle`` that leaves ``taken`` free."""
    wish = _within(middle - width / 2, width)
    if wish + width + space <= taken[0] or wish >= taken[1] + space:
        return wish
    sides = [taken[0] - space - width, taken[1] + space]
    inside = [x for x in sides if 0 <= x <= POINTS - width]
    return min(inside or sides, key=lambda x: abs(x - wish))


def _scale(axes: Axes, theme: Theme, profile: Profile, y: float, base: float, unit: float) -> None:
    """The steps below the bars, the ends in words where all items share one scale."""
    scales = list(profile.questionnaire.scales.values())
    axes.plot([0, POINTS], [y, y], color=theme.faint, linewidth=0.8)
    points = sorted({float(step.points) for scale in scales for step in scale.steps})
    for value in points:
        x = (value - base) * unit
        axes.plot([x, x], [y, y + 3], color=theme.faint, linewidth=0.8)
        width = text_width(f"{value:g}", SMALL)
        left = _within(x - width / 2, width)
        axes.text(left, y + 6, f"{value:g}", size=SMALL, color=theme.muted, va="top")
    if len(scales) == 1:
        y += 6 + SMALL + 4
        first, last = scales[0].steps[0], scales[0].steps[-1]
        lowest, highest = (_NUMBERED.sub("", step.label) for step in (first, last))
        width = text_width(lowest, SMALL)
        left = _within((float(first.points) - base) * unit - width / 2, width)
        axes.text(left, y, lowest, size=SMALL, color=theme.muted, va="top")
        axes.text(POINTS, y, highest, size=SMALL, color=theme.muted, va="top", ha="right")
