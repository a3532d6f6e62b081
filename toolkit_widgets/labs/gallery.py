"""One face against a database of n photos: how many false alarms pass the limit.

A simplified model: the person looked for is not in the database, and each of the n comparisons
passes wrongly with the same probability p, independently of the others. Then the number of false
alarms has the expectation n·p, and at least one appears with probability 1 − (1 − p)^n. This is our
own arithmetic, not a measurement of a product.
"""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ..figures import Figure
from ..figures.style import BODY, SMALL, TITLE, Theme, new_drawing
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

RATES = {"r0001": 0.00001, "r001": 0.0001, "r01": 0.001, "r1": 0.01}
"""Option of the control ``rate`` → probability that one comparison passes wrongly."""
SIZES = {
    "n1": 1, "n10": 10, "n100": 100, "n1k": 1000, "n10k": 10_000, "n100k": 100_000, "n1m": 1_000_000
}  # fmt: skip
"""Option of the control ``size`` → number of photos in the database."""
ASKED = (100_000, 0.001)
"""Photos and rate of the prediction."""
DRAWN, IN_A_ROW = 100, 25
"""At most so many false alarms are drawn, in rows of so many."""
_PERCENT = "\u00a0%"  # the sign never begins a line


def expected(people: int, rate: float) -> float:
    """The mean number of false alarms, n·p."""
    return people * rate


def at_least_one(people: int, rate: float) -> float:
    """The probability of one false alarm or more, 1 − (1 − p)^n; exact for very small p, too."""
    return -math.expm1(people * math.log1p(-rate))


def run(values: Values) -> Outcome:
    """``rate``: an id of :data:`RATES`; ``size``: an id of :data:`SIZES`."""
    rate, people = RATES[str(values["rate"])], SIZES[str(values["size"])]
    hits, chance = expected(people, rate), at_least_one(people, rate)
    photos = f"{people:,} photo{'' if people == 1 else 's'}"
    alarms = f"{amount(hits)} false alarm{'' if amount(hits) == '1' else 's'}"
    title = f"{alarms} from {photos}, on average"
    if hits < 0.5:
        title = f"1 false alarm in {round(1 / hits):,} searches of {photos}"
    sentence = (
        f"In this simplified model, one search of {photos}, with {percent(rate)} wrong passes per "
        f"comparison, returns {alarms} on average. The chance of at least one is "
        f"{chance_words(chance)}. The robber is in none of the photos."
    )
    table = [["Photos in the database", "False alarms on average", "Chance of at least one"]]
    for count in SIZES.values():
        found = expected(count, rate), at_least_one(count, rate)
        table.append([f"{count:,}", amount(found[0]), chance_words(found[1])])
    seen = (
        f"about {amount(expected(*ASKED))} photos pass ({ASKED[0]:,} comparisons × "
        f"{percent(ASKED[1])}). Not one of them shows the robber."
    )
    return Outcome(
        readout=f"False alarms in one search: {amount(hits)} on average",
        figure=Figure(title, sentence, table, lambda theme: _draw(theme, rate, people, title)),
        seen={"gallery.how-many": seen},
    )


def amount(number: float) -> str:
    """A number of false alarms: whole from ten on, else with the digits that say something."""
    if number >= 10:
        return f"{number:,.0f}"
    return f"{number:.5f}".rstrip("0").rstrip(".")


def percent(share: float) -> str:
    """A share as a percentage with at most four decimals: 0.001 → 0.1 %."""
    return f"{share * 100:.4f}".rstrip("0").rstrip(".") + _PERCENT


def chance_words(chance: float) -> str:
    """A probability as a percentage that never says "always"."""
    if chance > 0.995:
        return f"more than {'99.9' if chance > 0.999 else '99'}{_PERCENT}"
    return percent(float(f"{chance:.2g}")) if chance < 0.0995 else f"{chance * 100:.0f}{_PERCENT}"


def _draw(theme: Theme, rate: float, people: int, title: str) -> Drawing:
    """The false alarms, one by one, above the chance of at least one."""
    drawing = new_drawing(4.6)
    drawing.text(0.015, 0.985, title, size=TITLE, weight="bold", va="top")
    _faces(drawing, theme, expected(people, rate))
    axes = drawing.add_axes((0.12, 0.115, 0.83, 0.36))
    sizes = [10 ** (step / 20) for step in range(121)]
    curve = [-math.expm1(n * math.log1p(-rate)) for n in sizes]
    axes.plot(sizes, curve, color=theme.main, linewidth=2.2)
    axes.set_xscale("log")
    axes.set_xlim(0.8, 1.3e6)
    axes.set_ylim(-0.05, 1.08)
    axes.set_yticks([0, 0.5, 1], ["0 %", "50 %", "100 %"])
    axes.set_xticks([1, 100, 10_000, 1_000_000], ["1", "100", "10,000", "1 million"])
    axes.minorticks_off()
    axes.tick_params(length=3, labelsize=BODY)
    axes.set_xlabel("photos in the database", size=SMALL)
    chance = at_least_one(people, rate)
    words = f"Chance of at least one false alarm: {chance_words(chance)}"
    drawing.text(0.015, 0.52, words, size=BODY)
    axes.plot([people, people], [0, chance], color=theme.accent, linewidth=1.4, linestyle=":")
    axes.plot([people], [chance], marker="o", markersize=9, color=theme.accent)
    return drawing


def _faces(drawing: Drawing, theme: Theme, hits: float) -> None:
    """One mark for each false alarm of an average search, up to :data:`DRAWN`."""
    whole = round(hits)
    axes = drawing.add_axes((0.02, 0.6, 0.96, 0.24))
    axes.set_xlim(-0.7, IN_A_ROW - 0.3)
    axes.set_ylim(DRAWN / IN_A_ROW - 0.4, -0.6)
    axes.axis("off")
    across = [n % IN_A_ROW for n in range(DRAWN)]
    down = [n // IN_A_ROW for n in range(DRAWN)]
    marks = min(whole, DRAWN)
    axes.scatter(across[marks:], down[marks:], s=8, color=theme.faint, linewidths=0)
    wrong = axes.scatter(
        across[:marks], down[:marks],
        s=95, marker="X", color=theme.accent, linewidths=0, clip_on=False,
    )  # fmt: skip
    wrong.set_gid("wrong-faces")
    words = "Each × is one false alarm in one average search"
    if whole > DRAWN:
        words = f"Each × is one false alarm; {DRAWN} of {whole:,} are drawn"
    elif not whole:
        words = "Each × would be one false alarm; most searches have none"
    drawing.text(0.015, 0.88, words, size=BODY, va="center")
