"""A limit on a score: misses, false alarms, and what both cost.

2,000 simulated messages to a tip line have a priority score from 0 to 1. About one in ten matters.
The scores of the two kinds overlap, so every limit makes errors of one kind or of both.
"""

from __future__ import annotations

import functools
import random
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._sheet import POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

SEED, CASES, SHARE = 20_260_312, 2_000, 0.1
MATTERS = (0.55, 0.17)
"""Mean and spread of the scores of messages that matter; kept between 0 and 1."""
OTHERS = (0.28, 0.14)
ASKED = (20, 1)
"""Costs of a miss and of a false alarm in the prediction."""
STEP = 0.05
LIMITS = [round(STEP * n, 2) for n in range(1, 20)]


@dataclass(frozen=True)
class Count:
    """The errors at one limit. A message is flagged if its score is at least the limit."""

    limit: float
    missed: int
    matter: int
    alarms: int
    others: int

    @property
    def found(self) -> int:
        """Messages that matter and are flagged."""
        return self.matter - self.missed

    def cost(self, miss: float, alarm: float) -> float:
        """Total cost, in the learner's own unit."""
        return self.missed * miss + self.alarms * alarm


@functools.cache
def scores() -> tuple[tuple[float, ...], tuple[float, ...]]:
    """The scores of the messages that matter, and of all others, each in rising order."""
    chance = random.Random(SEED)
    piles: tuple[list[float], list[float]] = ([], [])
    for _ in range(CASES):
        other = chance.random() >= SHARE
        score = chance.gauss(*(OTHERS if other else MATTERS))
        piles[other].append(min(max(score, 0.0), 1.0))
    return tuple(sorted(piles[0])), tuple(sorted(piles[1]))


def count(limit: float) -> Count:
    """The errors at ``limit``."""
    matter, others = scores()
    missed = bisect_left(matter, limit)
    return Count(limit, missed, len(matter), len(others) - bisect_left(others, limit), len(others))


def cheapest(miss: float, alarm: float) -> Count:
    """The limit with the lowest total cost; of equal ones the lowest limit."""
    return min((count(limit) for limit in LIMITS), key=lambda c: (c.cost(miss, alarm), c.limit))


def run(values: Values) -> Outcome:
    """``limit``: 0.05 to 0.95; ``miss`` and ``alarm``: cost of one error of each kind."""
    limit = round(float(values["limit"]), 2)
    miss, alarm = float(values["miss"]), float(values["alarm"])
    now, best = count(limit), cheapest(miss, alarm)
    total = now.cost(miss, alarm)
    here = " This is the cheapest limit at these costs." if best.limit == limit else ""
    readout = (
        f"Limit {limit:.2f}: {now.missed} of {now.matter} important messages missed, "
        f"{now.alarms:,} of {now.others:,} others are false alarms. "
        f"Total cost {total:,.0f}.{here}"
    )
    old, new, asked = count(0.6), count(0.5), cheapest(*ASKED)
    seen = {
        "threshold.lower": (
            f"From 0.60 to 0.50, misses fall from {old.missed} to {new.missed} of {old.matter}. "
            f"False alarms rise from {old.alarms} to {new.alarms} of {old.others:,}: "
            f"{old.missed - new.missed} more found, {new.alarms - old.alarms} more false alarms."
        ),
        "threshold.best": (
            f"With a miss at {ASKED[0]} and a false alarm at {ASKED[1]}, the cheapest limit is "
            f"{asked.limit:.2f}: {asked.missed} missed, {asked.alarms:,} false alarms. Other "
            "costs move it."
        ),
    }
    title = f"At limit {limit:.2f}: {now.missed} missed, {now.alarms:,} false alarms"
    sentence = (
        f"{title}. {now.found} of {now.matter} important messages are found. Total cost "
        f"{total:,.0f}; the cheapest limit at these costs is {best.limit:.2f} with "
        f"{best.cost(miss, alarm):,.0f}. A simulation with {CASES:,} messages."
    )
    header = ["Limit", "Missed", "False alarms", "Total cost"]
    shown = sorted({*LIMITS[1::2], limit, best.limit})
    rows = [
        [
            f"{c.limit:.2f}" + (" (now)" if c.limit == limit else ""),
            f"{c.missed} of {c.matter}",
            f"{c.alarms:,} of {c.others:,}",
            f"{c.cost(miss, alarm):,.0f}" + (" (cheapest)" if c.limit == best.limit else ""),
        ]
        for c in map(count, shown)
    ]
    return Outcome(
        readout,
        Figure(title, sentence, [header, *rows], lambda t: _draw(now, miss, alarm, title, t)),
        seen,
    )


# ------------------------------------------------------------------------------- the picture

_HEAD, _HIST, _COST = 24.0, 64.0, 60.0
"""Heights in points of a line of words, of a pile of messages, and of the cost curve."""


def _draw(now: Count, miss: float, alarm: float, title: str, theme: Theme) -> Drawing:
    drawing, axes, top = sheet(3 * (_HEAD + 12) + 2 * _HIST + _COST + 38, title)
    matter, others = scores()
    spared = f"{now.others - now.alarms:,}"
    y = _pile(
        axes, theme, top, matter, now.limit, True,
        f"{now.matter} that matter: {now.missed} missed (hatched), {now.found} found",
    )  # fmt: skip
    y = _pile(
        axes, theme, y + 12, others, now.limit, False,
        f"{now.others:,} others: {now.alarms:,} false alarms (hatched), {spared} left alone",
    )  # fmt: skip
    y = _costs(axes, theme, y + 12, now, miss, alarm)
    for value in (0.0, 0.2, 0.4, 0.6, 0.8, 1.0):
        align = "left" if value == 0 else "right" if value == 1 else "center"
        words(
            axes, value * POINTS, y + 4, f"{value:.1f}", size=SMALL, color=theme.muted, align=align
        )
    note = "score; each pile is drawn to its own height"
    words(axes, POINTS / 2, y + 18, note, size=SMALL, color=theme.muted, align="center")
    return drawing


def _pile(
    axes: Axes, theme: Theme, y: float, found: tuple[float, ...], limit: float, low_is_wrong: bool,
    name: str,
) -> float:  # fmt: skip
    """One kind of message as bars; those on the wrong side of the limit are hatched."""
    words(axes, 0, y, name)
    floor = y + _HEAD + _HIST
    bins = [0] * 20
    for score in found:
        bins[min(int(score / STEP + 1e-9), 19)] += 1
    unit = _HIST / max(bins)
    for number, size in ((n, s) for n, s in enumerate(bins) if s):
        low = (number + 1) * STEP <= limit + 1e-9
        error = low == low_is_wrong
        style = wrong_marks(theme) if error else {"facecolor": theme.main, "linewidth": 0}
        axes.bar(
            (number + 0.5) * STEP * POINTS, -size * unit, STEP * POINTS - 2, bottom=floor, **style
        )
    _line(axes, theme, limit, floor - _HIST - 6, floor)
    return floor


def _costs(axes: Axes, theme: Theme, y: float, now: Count, miss: float, alarm: float) -> float:
    """Total cost against the limit, with the cheapest limit and where we stand."""
    best = cheapest(miss, alarm)
    words(axes, 0, y, f"Total cost at each limit; diamond: cheapest, {best.limit:.2f}")
    floor = y + _HEAD + _COST
    costs = [(limit, count(limit).cost(miss, alarm)) for limit in LIMITS]
    unit = (_COST - 8) / (max(c for _, c in costs) or 1)
    axes.plot(
        [limit * POINTS for limit, _ in costs], [floor - c * unit for _, c in costs],
        color=theme.muted, linewidth=1.6,
    )  # fmt: skip
    _line(axes, theme, now.limit, floor - _COST - 2, floor)
    for place, marker, fill in ((now, "o", theme.text), (best, "D", theme.main)):
        at = floor - place.cost(miss, alarm) * unit
        axes.plot([place.limit * POINTS], [at], marker=marker, markersize=7, color=fill)
    return floor


def _line(axes: Axes, theme: Theme, limit: float, high: float, floor: float) -> None:
    """The limit, and the ground it stands on."""
    axes.plot([0, POINTS], [floor, floor], color=theme.faint, linewidth=0.8)
    axes.plot([limit * POINTS] * 2, [high, floor], color=theme.text, linewidth=1.8)
