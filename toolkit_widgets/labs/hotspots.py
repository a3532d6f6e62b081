"""Patrols follow records, and records follow patrols: a feedback loop between two areas.

Each day about as many crimes are committed in each area as the day before. A patrol records a crime
only where it is. The next day's patrols follow the records. What is recorded in an area therefore
tells where patrols were, and only through them where crimes were.

After the argument of Lum and Isaac (2016) and the model of Ensign and others (2018); the numbers
are this course's own.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._numbers import per_cent
from ._sheet import POINTS, sheet, words
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

SEED, RUNS = 31_200, 8
"""Runs with the same settings and other chances; one run would prove nothing."""
RECORDS = (11.0, 10.0)
"""What stands in the records of North and South on day 0."""
DAYS = 180
"""Half a year."""
CRIMES = 20.0
"""Crimes committed on an average day in both areas together."""
REPORTED = 0.3
"""Share of crimes that somebody reports, wherever patrols are, with the remedy *reports*."""
EXPLORED = 0.2
"""Share of patrols that is split evenly whatever the records say, with the remedy *explore*."""
RULES = {
    "highest": "all patrols to the higher record",
    "proportional": "patrols in proportion to records",
    "equal": "patrols split evenly",
}
REMEDIES = {
    "none": "no remedy",
    "reports": "citizens' reports are added",
    "explore": "a fifth of the patrols is split evenly",
    "discount": "each find is divided by the share of patrols there",
    "both": "a fifth split evenly, and finds divided by the share of patrols",
}

Array = Any


@dataclass(frozen=True, eq=False)
class Trail:
    """How North's share of the records went, day by day, in each run."""

    shares: Array
    """0 to 1; one row a run, one column a day, day 0 first."""
    true: float
    """North's share of the crimes committed."""

    @property
    def ends(self) -> tuple[float, float, float]:
        """The lowest, the middle and the highest share on the last day."""
        last = np.sort(self.shares[:, -1])
        return float(last[0]), float(np.median(last)), float(last[-1])


@functools.cache
def simulate(rule: str, remedy: str, true: float, days: int) -> Trail:
    """``rule`` and ``remedy``: see the tables above. ``true``: North's share of crimes, 0 to 1."""
    chance = np.random.default_rng(SEED)
    records = np.tile(np.array(RECORDS), (RUNS, 1))
    mean = CRIMES * np.array([true, 1 - true])
    shares = [records[:, 0] / records.sum(axis=1)]
    for _ in range(days):
        patrols = _patrols(records, rule, remedy)
        crimes = chance.poisson(mean, (RUNS, 2))
        found = chance.binomial(crimes, patrols).astype(float)
        if remedy == "reports":
            found += chance.binomial(crimes - found.astype(int), REPORTED)
        elif remedy in ("discount", "both"):
            # where no patrol is, nothing is found and there is nothing to correct
            found = np.divide(found, patrols, out=np.zeros_like(found), where=patrols > 0)
        records = records + found
        shares.append(records[:, 0] / records.sum(axis=1))
    return Trail(np.array(shares).T, true)


def _patrols(records: Array, rule: str, remedy: str) -> Array:
    """The share of patrols in each area, one row a run."""
    if rule == "equal":
        return np.full_like(records, 0.5)
    if rule == "highest":
        share = np.where(records[:, :1] >= records[:, 1:], [1.0, 0.0], [0.0, 1.0])
    else:
        share = records / records.sum(axis=1, keepdims=True)
    if remedy in ("explore", "both"):
        share = (1 - EXPLORED) * share + EXPLORED / 2
    return share


def run(values: Values) -> Outcome:
    """``rule``, ``remedy``: see the tables above. As many crimes in North as in South."""
    rule, remedy = str(values["rule"]), str(values["remedy"])
    trail = simulate(rule, remedy, 0.5, DAYS)
    low, middle, high = trail.ends
    span = f"{per_cent(low)} to {per_cent(high)}" if high - low >= 0.01 else per_cent(middle)
    title = f"After six months, North has {span} of the records and {per_cent(0.5)} of the crimes"
    readout = f"{title} ({RUNS} runs; {RULES[rule]}; {REMEDIES[remedy]})."
    plain = {name: simulate(name, "none", 0.5, DAYS).ends for name in RULES}
    seen = {
        "predict-highest": (
            "With all patrols on the higher record, after six months North has "
            f"{per_cent(plain['highest'][1], 1)} of all records, although half of the crimes are "
            "in South. It began with 11 records against 10."
        ),
        "predict-proportional": (
            f"In proportion to records, the {RUNS} runs end between "
            f"{_between(plain['proportional'])}: nothing pulls the share back to the true "
            f"{per_cent(0.5)}."
        ),
    }
    table = [["Day", "Lowest run", "Middle", "Highest run"]]
    for day in range(0, DAYS + 1, 30):
        shares = trail.shares[:, day]
        table.append([str(day), *(per_cent(f(shares), 1) for f in (np.min, np.median, np.max))])
    sentence = f"{readout} Recorded is not committed. A simulation."
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(trail, title, t)), seen)


def _between(ends: tuple[float, float, float]) -> str:
    return f"{per_cent(ends[0])} and {per_cent(ends[2])}"


# ------------------------------------------------------------------------------- the picture

_TALL, _LEFT, _RIGHT = 200.0, 40.0, 74.0


def _draw(trail: Trail, title: str, theme: Theme) -> Drawing:
    drawing, axes, top = sheet(_TALL + 66, title)
    floor = top + 18 + _TALL
    days = trail.shares.shape[1] - 1
    span = POINTS - _LEFT - _RIGHT

    def y(share: Array) -> Array:
        return floor - _TALL * share

    words(axes, 0, top, "North's share of the records", size=SMALL, color=theme.muted)
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        axes.plot([_LEFT, POINTS - _RIGHT], [y(tick)] * 2, color=theme.faint, linewidth=0.6)
        words(axes, _LEFT - 5, y(tick) - 6, f"{per_cent(tick)}", size=SMALL, color=theme.muted,
              align="right")  # fmt: skip
    x = _LEFT + span * np.arange(days + 1) / days
    axes.plot([_LEFT, POINTS - _RIGHT], [y(trail.true)] * 2, color=theme.accent, linewidth=2,
              linestyle="--")  # fmt: skip
    for shares in trail.shares:
        axes.plot(x, y(shares), color=theme.main, linewidth=1.3)
    middle = float(y(trail.ends[1]))
    true = float(y(trail.true))
    beside = POINTS - _RIGHT + 6
    near = abs(middle - true) < 32
    above = middle <= true
    words(axes, beside, (true - 34 if above else true + 8) if near else middle - 14, "records,",
          size=SMALL)  # fmt: skip
    words(axes, beside, (true - 22 if above else true + 20) if near else middle - 2,
          f"{RUNS} runs", size=SMALL)  # fmt: skip
    words(axes, beside, true - 6, f"crimes {per_cent(trail.true)}", size=SMALL, bold=True)
    for month in sorted({0, days // 60, days // 30}):
        at = _LEFT + span * 30 * month / days
        words(axes, at, floor + 6, f"{month}", size=SMALL, color=theme.muted, align="center")
    note = "months; dashed: North's share of the crimes committed"
    words(axes, _LEFT, floor + 24, note, size=SMALL, color=theme.muted)
    return drawing
