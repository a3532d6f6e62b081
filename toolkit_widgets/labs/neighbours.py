"""Ask the nearest cases: k nearest neighbours, with the vote counted by hand.

A new burglary is compared with five solved ones of two series. The points are fixed. What changes
is how many neighbors vote, and how much one kilometer counts beside one hour.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._sheet import LINE, POINTS, sheet, words
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing


@dataclass(frozen=True)
class Case:
    """A solved burglary, relative to the new one at (0, 0)."""

    name: str
    series: str
    """``triangle`` or ``square``."""
    x: float
    """Kilometers to the east."""
    y: float
    """Hours later in the day."""

    def distance(self, stretch: float) -> float:
        """Straight-line distance to the new case, a kilometer counted ``stretch`` times."""
        return math.hypot(self.x * stretch, self.y)


CASES = (
    Case("1", "triangle", 0.6, 0.2),
    Case("2", "triangle", -0.4, 0.7),
    Case("3", "square", 0.3, -0.8),
    Case("4", "square", 1.1, 0.4),
    Case("5", "square", -1.0, -0.6),
)


def nearest(k: int, stretch: float) -> list[Case]:
    """The ``k`` nearest cases, the nearest first."""
    return sorted(CASES, key=lambda case: (case.distance(stretch), case.name))[:k]


def vote(k: int, stretch: float = 1.0) -> str:
    """The series with more votes among the ``k`` nearest; ``k`` is odd, so there is no draw."""
    triangles = sum(case.series == "triangle" for case in nearest(k, stretch))
    return "triangle" if 2 * triangles > k else "square"


def run(values: Values) -> Outcome:
    """``k``: the option k1, k3 or k5; ``stretch``: 0.25 to 3."""
    k = int(str(values["k"]).removeprefix("k"))
    stretch = float(values["stretch"])
    near = nearest(k, stretch)
    triangles = sum(case.series == "triangle" for case in near)
    answer = vote(k, stretch)
    votes = f"{triangles} triangle, {k - triangles} square"
    readout = (
        f"{k} nearest: {votes}. The answer is the {answer} series. "
        f"One kilometer counts as {stretch:g} h."
    )
    seen = {
        "neighbours.hand": (
            f"With one kilometer as one hour: the nearest 3 say {vote(3)}, all 5 say {vote(5)}. "
            "The same cases, the same new burglary."
        )
    }
    title = f"{votes}: the answer is {answer}"
    order = ", ".join(f"case {case.name} ({case.series})" for case in nearest(5, stretch))
    voters = "The nearest case votes" if k == 1 else f"The {k} nearest cases vote"
    sentence = (
        f"{voters}. {title}. One kilometer counts as {stretch:g} h. From near to far: {order}."
    )
    header = ["Case", "Series", "Distance", "Votes"]
    rows = [
        [case.name, case.series, f"{case.distance(stretch):.2f}", "yes" if case in near else "no"]
        for case in nearest(5, stretch)
    ]
    figure = Figure(title, sentence, [header, *rows], lambda t: _draw(k, stretch, title, t))
    return Outcome(readout, figure, seen)


# ------------------------------------------------------------------------------- the picture

_TALL = 230.0


def _draw(k: int, stretch: float, title: str, theme: Theme) -> Drawing:
    from matplotlib.patches import Circle

    drawing, axes, top = sheet(_TALL + 2 * LINE, title)
    axes.set_aspect("equal", adjustable="box")
    near = nearest(k, stretch)
    reach = near[-1].distance(stretch)
    wide = max(abs(case.x) * stretch for case in CASES)
    tall = max(abs(case.y) for case in CASES)
    unit = min((_TALL / 2 - 16) / max(reach, tall), (POINTS / 2 - 30) / wide)
    middle = (POINTS / 2, top + _TALL / 2)

    def at(x: float, y: float) -> tuple[float, float]:
        return middle[0] + x * stretch * unit, middle[1] - y * unit

    axes.add_patch(
        Circle(middle, reach * unit + 8, fill=False, edgecolor=theme.muted, linestyle="--")
    )
    for case in CASES:
        x, y = at(case.x, case.y)
        color = theme.main if case.series == "triangle" else theme.accent
        votes = case in near
        if votes:
            axes.plot([middle[0], x], [middle[1], y], color=theme.faint, linewidth=1)
        axes.plot(
            [x], [y], marker="^" if case.series == "triangle" else "s", markersize=12,
            markeredgecolor=color, markeredgewidth=1.6,
            markerfacecolor=color if votes else "none",
        )  # fmt: skip
        away = 18 / (math.dist((x, y), middle) or 1)  # outward, past the ring of the farthest
        out = (x + (x - middle[0]) * away, y + (y - middle[1]) * away)
        words(axes, out[0], out[1] - 6, case.name, size=SMALL, align="center")
    axes.plot(*middle, marker="o", markersize=11, color=theme.text)
    y = top + _TALL + 4
    for text in (
        "round mark: the new case · full marks vote",
        f"across: kilometers (1 km counts as {stretch:g} h) · up: hours",
    ):
        y = words(axes, POINTS / 2, y, text, size=SMALL, color=theme.muted, align="center")
    return drawing
