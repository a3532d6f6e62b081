"""A drawing whose unit is the point, so that words and marks can be set like type."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ..figures.style import BODY, POINTS, TITLE, Theme, point_axes, text_width, wrap

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

__all__ = ["LINE", "POINTS", "sheet", "words", "wrong_marks"]

LINE = 16.0
"""Height of a line of words, in points."""


def sheet(height: float, title: str) -> tuple[Drawing, Axes, float]:
    """A drawing for ``height`` points below its title; its axes, and where ``height`` begins.

    y grows downward. The title takes as many lines as it needs.
    """
    lines = wrap(title, POINTS, TITLE, bold=True)
    top = 8 + len(lines) * LINE + 10
    drawing, axes = point_axes(top + height)
    for number, line in enumerate(lines):
        axes.text(0, 8 + number * LINE, line, size=TITLE, weight="bold", va="top")
    return drawing, axes, top


def words(
    axes: Axes,
    x: float,
    y: float,
    text: str,
    *,
    size: float = BODY,
    bold: bool = False,
    color: str | None = None,
    align: str = "left",
    width: float | None = None,
) -> float:
    """Set words with their top at ``y``; gives back the y below them.

    ``align`` says which side of the words lies at ``x``. With ``width``, longer words are broken.
    A line never leaves the drawing: it is moved to the side instead.
    """
    lines = wrap(text, width, size, bold=bold) if width else [text]
    shift = {"left": 0.0, "center": 0.5, "right": 1.0}[align]
    for line in lines:
        long = text_width(line, size, bold=bold)
        left = min(max(0.0, x - shift * long), max(0.0, POINTS - long))
        style: dict[str, Any] = {"color": color} if color else {}
        # The page's own typeface may be narrower than the measured one: anchor the side meant.
        axes.text(
            left + shift * long, y, line, size=size, va="top", ha=align,
            weight="bold" if bold else "normal", **style,
        )  # fmt: skip
        y += size * 1.35
    return y


def wrong_marks(theme: Theme) -> dict[str, Any]:
    """How errors are filled everywhere in these figures: hatched, in the accent colour."""
    return {"facecolor": "none", "edgecolor": theme.accent, "hatch": "////", "linewidth": 1.0}
