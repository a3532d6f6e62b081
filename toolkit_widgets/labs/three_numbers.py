"""Why not all at once: with two shares equal, the third follows from how common the outcome is.

A. Chouldechova, "Fair prediction with disparate impact" (2017): of every score, in every group,

    false alarms = p / (1 − p) · (1 − right) / right · (1 − misses)

with p the base rate (the share of people recorded again), *right* the share of right flags and
*misses* the share of those recorded again that were not flagged. All are shares between 0 and 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ..figures import Figure
from ..figures.style import BODY, SMALL, Theme
from ._numbers import per_cent
from ._sheet import POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

ASKED = {"a": 0.4, "b": 0.3, "right": 0.6, "misses": 0.4}
"""The setting of the prediction."""
EQUAL = 0.0005
"""Shares that differ by less print alike with one decimal."""


def false_alarms(base: float, right: float, misses: float) -> float:
    """The share of false alarms among those not recorded again. It may exceed 1: no such score."""
    return base / (1 - base) * (1 - right) / right * (1 - misses)


def run(values: Values) -> Outcome:
    """``a``, ``b``: base rates; ``right``, ``misses``: of both groups; all in per cent."""
    a, b, right, misses = (float(values[key]) / 100 for key in ("a", "b", "right", "misses"))
    alarms = [false_alarms(base, right, misses) for base in (a, b)]
    impossible = [alarm > 1 for alarm in alarms]
    gap = 100 * abs(alarms[0] - alarms[1])
    if any(impossible):
        which = " and ".join(name for name, no in zip("AB", impossible, strict=True) if no)
        title = f"There is no such score for group {which}: it would need over 100 % false alarms"
    elif gap < 100 * EQUAL:
        title = "False alarms are equal, too"
    else:
        points = "1 point" if round(gap) == 1 else f"{gap:.0f} points"
        title = f"False alarms differ by {points}, and nobody chose that"
    table = [["Group", "Recorded again", "Right flags", "Misses", "False alarms"]]
    for name, base, alarm in zip("AB", (a, b), alarms, strict=True):
        said = "not possible" if alarm > 1 else per_cent(alarm, 1)
        table.append([name, per_cent(base), per_cent(right), per_cent(misses), said])
    said = " and ".join(row[4] for row in table[1:])
    sentence = (
        f"Both groups: {per_cent(right)} of flags are right, {per_cent(misses)} are missed. "
        f"Recorded again: {per_cent(a)} of group A, {per_cent(b)} of group B. "
        f"Then false alarms are {said}."
    )
    shown = [false_alarms(ASKED[g], ASKED["right"], ASKED["misses"]) for g in "ab"]
    seen = (
        f"{per_cent(shown[0])} of group A and {per_cent(shown[1])} of group B, although flags are "
        "right equally often and misses are equal."
    )
    return Outcome(
        readout=f"False alarms: A {table[1][4]}, B {table[2][4]}",
        figure=Figure(title, sentence, table, lambda theme: _draw(theme, title, a, b, alarms)),
        seen={"three-numbers.third": seen},
    )


_BAR, _ROW = 22.0, 52.0


def _draw(theme: Theme, title: str, a: float, b: float, alarms: list[float]) -> Drawing:
    """Two bars: of a hundred people who are not recorded again, how many are flagged."""
    from matplotlib.patches import Rectangle

    drawing, axes, top = sheet(2 * _ROW + 26, title)
    head = "Of 100 people who are not recorded again, flagged all the same:"
    y = words(axes, 0, top, head, size=SMALL, color=theme.muted) + 4
    room = POINTS - 110
    for name, base, alarm in zip("AB", (a, b), alarms, strict=True):
        words(axes, 0, y, f"Group {name}, {per_cent(base)} recorded again", size=BODY)
        long = room * min(alarm, 1.0)
        style = wrong_marks(theme)
        axes.add_patch(Rectangle((0, y + 18), long, _BAR, **style))
        said = "not possible" if alarm > 1 else per_cent(alarm)
        words(axes, long + 8, y + 22, said, size=BODY, bold=True)
        y += _ROW
    return drawing
