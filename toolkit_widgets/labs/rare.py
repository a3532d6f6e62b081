"""When what is sought is rare: accuracy praises a detector that finds nobody.

The numbers of the starting point, 1,000 officers of whom 5 misuse funds, are an example of the
Technical Reference Book (Evaluation of classification, from page 30). Counts are expected values,
rounded to whole people.
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
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

OFFICERS, MISUSE = 1_000, 5


@dataclass(frozen=True)
class Result:
    """What a detector does to 1,000 officers."""

    found: int
    wrongly: int

    @property
    def flagged(self) -> int:
        """Officers under suspicion after the run."""
        return self.found + self.wrongly

    @property
    def right(self) -> int:
        """Officers about whom the detector is right: found, or honest and left alone."""
        return self.found + OFFICERS - MISUSE - self.wrongly


NOBODY = Result(0, 0)
"""The program that says "everyone is honest"."""


def detect(sensitivity: float, alarms: float) -> Result:
    """Both rates in per cent: of the five, and of the 995 honest officers."""
    return Result(_whole(MISUSE * sensitivity / 100), _whole((OFFICERS - MISUSE) * alarms / 100))


def _whole(number: float) -> int:
    """The nearest whole number; a half is rounded up."""
    return math.floor(number + 0.5)


def _tenth(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f} %"


def run(values: Values) -> Outcome:
    """``found``: 0 to 100 % of the five; ``alarms``: 0 to 20 % of the honest officers."""
    result = detect(float(values["found"]), float(values["alarms"]))
    accuracy, lazy = _tenth(result.right, OFFICERS), _tenth(NOBODY.right, OFFICERS)
    if result.flagged:
        share = (
            f"{result.wrongly} of {result.flagged} flagged are honest "
            f"({_tenth(result.wrongly, result.flagged)})"
        )
    else:
        share = "nobody is flagged"
    readout = (
        f"Found {result.found} of {MISUSE}; {share}. Right about {result.right} of "
        f'{OFFICERS:,}: accuracy {accuracy}. "Everyone is honest": accuracy {lazy}, found 0.'
    )
    start = detect(80, 5)
    seen = {
        "rare.nobody": (
            f"It is right about {NOBODY.right} of {OFFICERS:,} officers, accuracy {lazy}, and "
            f"finds {NOBODY.found} of the {MISUSE}."
        ),
        "rare.flagged": (
            f"A detector that finds 80 % of the {MISUSE} and wrongly flags 5 % of the "
            f"{OFFICERS - MISUSE} honest officers flags {start.flagged}. Of these, {start.found} "
            f"misuse funds: {100 * start.found / start.flagged:.0f} in 100."
        ),
    }
    title = f"{result.flagged} flagged, {result.wrongly} of them honest; accuracy {accuracy}"
    sentence = (
        f"{title}. Found: {result.found} of the {MISUSE} who misuse funds. The program that says "
        f'"everyone is honest" has accuracy {lazy} and finds nobody.'
    )
    rows = [
        [name, f"{r.found} of {MISUSE}", f"{r.wrongly} of {OFFICERS - MISUSE}",
         f"{r.right} of {OFFICERS:,}, {_tenth(r.right, OFFICERS)}"]
        for name, r in (("This detector", result), ("\"Everyone is honest\"", NOBODY))
    ]  # fmt: skip
    table = [["Program", "Found", "Honest and flagged", "Right (accuracy)"], *rows]
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(result, title, t)), seen)


# ------------------------------------------------------------------------------- the picture

_WIDE = 50
"""Officers in a row."""
_STEP = (POINTS - 8) / _WIDE
_TALL = 8.4
_DOT = 2.2


def _draw(result: Result, title: str, theme: Theme) -> Drawing:
    flagged = ["found"] * result.found + ["wrong"] * result.wrongly
    missed = MISUSE - result.found
    alone = ["missed"] * missed + ["honest"] * (OFFICERS - MISUSE - result.wrongly)
    height = (_rows(flagged) + _rows(alone)) * _TALL + 3 * LINE + 30
    drawing, axes, y = sheet(height, title)
    words(
        axes,
        0,
        y,
        f"Flagged: {result.found} {_verb(result.found)} funds, {result.wrongly} are honest",
    )
    y = _crowd(axes, theme, y + LINE + 8, flagged)
    honest = OFFICERS - MISUSE - result.wrongly
    words(axes, 0, y + 6, f"Not flagged: {missed} {_verb(missed)} funds, {honest} are honest")
    y = _crowd(axes, theme, y + 6 + LINE + 8, alone)
    key = "full square: misuses funds · ring: honest, flagged · dot: honest"
    words(axes, 0, y + 4, key, size=SMALL, color=theme.muted)
    return drawing


def _verb(number: int) -> str:
    return "misuses" if number == 1 else "misuse"


def _rows(people: list[str]) -> int:
    return max(1, math.ceil(len(people) / _WIDE))


def _crowd(axes: Axes, theme: Theme, y: float, people: list[str]) -> float:
    """One mark for each person, in rows; gives back the y below them. The honest stand last."""
    marks = {
        "found": ("s", theme.main, 30.0, True),
        "missed": ("s", theme.main, 30.0, True),
        "wrong": ("o", theme.accent, 20.0, False),
    }
    for kind, (marker, color, size, full) in marks.items():
        at = [n for n, person in enumerate(people) if person == kind]
        if at:
            axes.scatter(
                [_across(n) for n in at],
                [_down(y, n) for n in at],
                s=size,
                marker=marker,
                linewidths=1.1,
                edgecolors=color,
                facecolors=color if full else "none",
            )
    # A dotted line for each row: 900 single marks would make the picture ten times as large.
    dots = (0, (0.001, _STEP / _DOT))
    start = sum(person != "honest" for person in people)
    while start < len(people):
        end = min((start // _WIDE + 1) * _WIDE, len(people))
        axes.plot(
            [_across(start), _across(end - 1) + 1],
            [_down(y, start)] * 2,
            color=theme.muted,
            linewidth=_DOT,
            linestyle=dots,
            dash_capstyle="round",
        )
        start = end
    return y + _rows(people) * _TALL


def _across(number: int) -> float:
    return 4 + (number % _WIDE + 0.5) * _STEP


def _down(y: float, number: int) -> float:
    return y + (number // _WIDE + 0.5) * _TALL
