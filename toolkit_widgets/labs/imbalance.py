"""A small group in the training data: the overall error hides what happens to it.

Messages to an emergency line are sorted into urgent and not urgent. Most people call; some write,
because they cannot hear. In calls the first of two signs tells urgency, in written messages the
second. One logistic regression learns from both kinds together and is not told which is which.
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

SEED, ROWS, TEST = 7, 2_000, 6_000
"""Training rows in all, and new messages of each kind on which errors are counted."""
STRENGTH, WEAK = 3.5, 0.8
"""The logit of *urgent* is this times the telling sign, plus this times the other one."""
SHARES = (50, 40, 30, 20, 15, 10, 8, 6, 4, 3, 2)
"""Per cent of written messages at which the curve is drawn."""
STEPS, RIDGE = 12, 1e-3
REMEDIES = {"none": "no remedy", "reweight": "written messages count more", "collect": "more data"}

Array = Any


@dataclass(frozen=True)
class Errors:
    """Share of wrong answers, 0 to 1, on new messages with the same mix as the training data."""

    share: float
    """Per cent of written messages."""
    calls: float
    written: float
    rows: tuple[int, int]
    """Training rows: calls, written."""

    @property
    def overall(self) -> float:
        """Of all new messages."""
        return self.calls + (self.written - self.calls) * self.share / 100


@functools.cache
def _pool(written: bool, training: bool) -> tuple[Array, Array]:
    """Two signs and the truth for each message of one kind; the same rows every time."""
    chance = np.random.default_rng([SEED, written, training])
    signs = chance.standard_normal((ROWS if training else TEST, 2))
    telling, other = (1, 0) if written else (0, 1)
    logit = STRENGTH * signs[:, telling] + WEAK * signs[:, other]
    urgent = chance.random(len(signs)) < 1 / (1 + np.exp(-logit))
    return signs, urgent.astype(float)


def fit(signs: Array, urgent: Array, weight: Array) -> Array:
    """Logistic regression by Newton's method, with a very small ridge; intercept first."""
    design = np.column_stack([np.ones(len(signs)), signs])
    line = np.zeros(3)
    for _ in range(STEPS):
        chance = 1 / (1 + np.exp(-design @ line))
        slope = design.T @ (weight * (urgent - chance)) - RIDGE * line
        bend = (design * (weight * chance * (1 - chance))[:, None]).T @ design + RIDGE * np.eye(3)
        line = line + np.linalg.solve(bend, slope)
    return line


@functools.cache
def errors(share: float, remedy: str) -> Errors:
    """Train with ``share`` per cent of written messages and count errors of each kind.

    ``remedy``: none; reweight, each kind weighs as much in training; collect, written messages are
    added until there are as many as calls.
    """
    small = round(ROWS * share / 100)
    rows = (ROWS - small, ROWS - small if remedy == "collect" else small)
    parts = [(_pool(kind, True), count) for kind, count in zip((False, True), rows, strict=True)]
    signs = np.vstack([pool[0][:count] for pool, count in parts])
    urgent = np.concatenate([pool[1][:count] for pool, count in parts])
    even = remedy == "reweight"
    weight = np.concatenate([np.full(n, sum(rows) / (2 * n) if even else 1.0) for n in rows])
    line = fit(signs, urgent, weight)
    wrong = []
    for written in (False, True):
        new, truth = _pool(written, False)
        says = line[0] + new @ line[1:] > 0
        wrong.append(float(np.mean(says != (truth > 0.5))))
    return Errors(share, wrong[0], wrong[1], rows)


def run(values: Values) -> Outcome:
    """``share``: 2 to 50 per cent of written messages; ``remedy``: see :func:`errors`."""
    remedy = str(values["remedy"])
    now = errors(float(values["share"]), remedy)
    even, few = errors(50, "none"), errors(10, "none")
    title = (
        f"{per_cent(now.share / 100)} written: {per_cent(now.overall)} wrong overall, "
        f"calls {per_cent(now.calls)}, written {per_cent(now.written)}"
    )
    readout = f"{title}. Trained on {now.rows[0]:,} calls and {now.rows[1]:,} written messages."
    curve = [errors(share, remedy) for share in sorted({*SHARES, now.share}, reverse=True)]
    header = ["Written", "Overall", "Calls", "Written"]
    table = [header] + [
        [f"{e.share:g} %" + (" (now)" if e.share == now.share else "")]
        + [per_cent(wrong, 1) for wrong in (e.overall, e.calls, e.written)]
        for e in curve
    ]
    seen = {
        "predict-overall": (
            f"With 50 % written messages, {per_cent(even.overall)} of all answers are wrong; "
            f"with 10 %, {per_cent(few.overall)}. The overall figure even falls. For written "
            f"messages it goes from {per_cent(even.written)} to {per_cent(few.written)}, for calls "
            f"from {per_cent(even.calls)} to {per_cent(few.calls)}."
        )
    }
    sentence = (
        f"{readout} Remedy: {REMEDIES[remedy]}. Of 100 people who write, about "
        f"{now.written * 100:.0f} get the wrong answer; of 100 callers, {now.calls * 100:.0f}. "
        "A simulation."
    )
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(curve, now, title, t)),
                   seen)  # fmt: skip


# ------------------------------------------------------------------------------- the picture

_TALL, _LEFT, _RIGHT, _TOP = 190.0, 36.0, 92.0, 0.55
"""Points of the plot's height and margins; the highest share of errors that is drawn."""
_MARKS = {"written": ("D", "--"), "overall": ("s", "-"), "calls": ("o", ":")}


def _draw(curve: list[Errors], now: Errors, title: str, theme: Theme) -> Drawing:
    drawing, axes, top = sheet(_TALL + 62, title)
    floor = top + 16 + _TALL
    span = POINTS - _LEFT - _RIGHT

    def x(place: float) -> float:
        return _LEFT + span * place / (len(curve) - 1)

    def y(wrong: float) -> float:
        return floor - _TALL * min(wrong, _TOP) / _TOP

    words(axes, 0, top, "wrong, of 100", size=SMALL, color=theme.muted)
    for tick in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5):
        axes.plot([_LEFT, POINTS - _RIGHT], [y(tick)] * 2, color=theme.faint, linewidth=0.6)
        words(axes, _LEFT - 6, y(tick) - 6, f"{tick * 100:.0f}", size=SMALL, color=theme.muted,
              align="right")  # fmt: skip
    here = curve.index(now)
    axes.plot([x(here)] * 2, [top + 16, floor], color=theme.text, linewidth=1.2)
    colors = {"written": theme.accent, "overall": theme.text, "calls": theme.main}
    ends: list[tuple[float, str]] = []
    for name, (marker, style) in _MARKS.items():
        line = [getattr(e, name) for e in curve]
        axes.plot(
            [x(n) for n in range(len(curve))], [y(v) for v in line], color=colors[name],
            linestyle=style, linewidth=1.8,
        )  # fmt: skip
        axes.plot([x(here)], [y(line[here])], marker=marker, markersize=8, color=colors[name])
        ends.append((y(line[-1]), name))
    last = -100.0
    for at, name in sorted(ends):
        last = max(at - 7, last + 15)
        words(axes, POINTS - _RIGHT + 8, last, {"written": "written ◆", "overall": "overall ■",
              "calls": "calls ●"}[name])  # fmt: skip
    shown = -100.0
    for number, e in enumerate(curve):
        if x(number) - shown > 34 or e is now:
            if e is not now and abs(x(number) - x(here)) < 34:
                continue
            label = f"{e.share:g} %"
            words(axes, x(number), floor + 5, label, size=SMALL, bold=e is now,
                  color=theme.text if e is now else theme.muted, align="center")  # fmt: skip
            shown = x(number)
    words(axes, _LEFT, floor + 22, "share of written messages →", size=SMALL,
          color=theme.muted)  # fmt: skip
    return drawing
