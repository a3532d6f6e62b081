"""COMPAS on the real counts: make one meaning of fair hold, and see what becomes of the others.

The counts are those of the data set ``compas-counts``. To make a measure equal, flags of one group
are changed *at random*, as the counts allow no more: a share of the flagged is flagged no longer,
or a share of the others is flagged as well. Rates then follow exactly (expected values). With the
full scores one would move a limit instead; that is less blunt and meets the same conflict.

Rates: false alarms FP/(FP+TN); misses FN/(FN+TP); right flags TP/(TP+FP), also called precision;
flagged (TP+FP)/n.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from .. import resources
from ..content.datasets import load_dataset
from ..figures import Figure
from ..figures.style import BODY, SMALL, Theme
from ._numbers import per_cent
from ._sheet import POINTS, sheet, words
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

MEASURES = {
    "alarms": "False alarms, of those not recorded again",
    "misses": "Misses, of those recorded again",
    "right": "Right flags, of all flags",
    "flagged": "Flags, of all",
}
"""Option of the control ``definition`` → what is then equal; ``scored`` leaves all as it was."""
EQUAL = 0.005
"""Two shares that differ by less are called equal: half a percentage point."""


@dataclass(frozen=True)
class Group:
    """Expected numbers of people: ``tp`` flagged and recorded again, ``fp`` flagged and not …"""

    name: str
    tp: float
    fp: float
    fn: float
    tn: float

    @property
    def people(self) -> float:
        """Everybody."""
        return self.tp + self.fp + self.fn + self.tn

    @property
    def shares(self) -> dict[str, float]:
        """Every measure of :data:`MEASURES`, 0 to 1."""
        return {
            "alarms": self.fp / (self.fp + self.tn),
            "misses": self.fn / (self.fn + self.tp),
            "right": self.tp / (self.tp + self.fp),
            "flagged": (self.tp + self.fp) / self.people,
        }

    def unflag(self, share: float) -> Group:
        """A share of the flagged, drawn at random, is flagged no longer."""
        kept = 1 - share
        return Group(
            self.name, self.tp * kept, self.fp * kept,
            self.fn + self.tp * share, self.tn + self.fp * share,
        )  # fmt: skip

    def flag(self, share: float) -> Group:
        """A share of those not flagged, drawn at random, is flagged as well."""
        kept = 1 - share
        return Group(
            self.name, self.tp + self.fn * share, self.fp + self.tn * share,
            self.fn * kept, self.tn * kept,
        )  # fmt: skip


@cache
def counted() -> tuple[Group, Group]:
    """Black and White defendants as they were scored."""
    _, rows = load_dataset(resources.data() / "datasets", "compas-counts")
    columns = ("flagged_again", "flagged_not", "unflagged_again", "unflagged_not")
    groups = [Group(str(row["group"]), *(float(str(row[c])) for c in columns)) for row in rows]
    return groups[0], groups[1]


def equalize(definition: str, who: str) -> tuple[Group, Group] | None:
    """Both groups with ``definition`` equal, by changing the flags of ``who`` (black or white).

    None where no change at random can do it: chance cannot make flags right more often.
    """
    black, white = counted()
    if definition == "scored":
        return black, white
    changed, fixed = (black, white) if who == "black" else (white, black)
    result = _changed(changed, definition, fixed.shares[definition])
    if result is None:
        return None
    return (result, white) if who == "black" else (black, result)


def _changed(group: Group, definition: str, aim: float) -> Group | None:
    """The share is a root of an increasing function of it; 60 halvings find it exactly enough."""
    for change in (group.unflag, group.flag):
        low, high = 0.0, 0.9999
        ends = change(low).shares[definition] - aim, change(high).shares[definition] - aim
        if abs(ends[0] - ends[1]) < 1e-12 or ends[0] * ends[1] > 0:
            continue
        for _ in range(60):
            middle = (low + high) / 2
            if (change(middle).shares[definition] - aim) * ends[0] > 0:
                low = middle
            else:
                high = middle
        return change(high)
    return None


def run(values: Values) -> Outcome:
    """``definition``: ``scored`` or a measure; ``who``: black or white, whose flags change."""
    definition, who = str(values["definition"]), str(values["who"])
    before = counted()
    after = equalize(definition, who)
    groups = after or before
    equal = [m for m in MEASURES if _gap(groups, m) < EQUAL]
    table = [["Measure", *(g.name for g in groups), "Difference, in points"]]
    for measure, name in MEASURES.items():
        shares = [g.shares[measure] for g in groups]
        points = f"{100 * abs(shares[0] - shares[1]):.1f}"
        table.append([name, *(per_cent(share, 1) for share in shares), points])
    title = _title(definition, after is not None, equal)
    cost = _cost(before, groups, who) if after and definition != "scored" else ""
    rates = "; ".join(f"{row[0].lower()}: {row[1]} and {row[2]}" for row in table[1:])
    names = " and ".join(g.name for g in groups)
    return Outcome(
        readout=cost or title,
        figure=Figure(
            title,
            f"{names}: {rates}. {cost}".strip(),
            table,
            lambda theme: _draw(theme, title, groups, equal),
        ),
        seen={"compas.together": _seen()},
    )


def _gap(groups: tuple[Group, Group], measure: str) -> float:
    return abs(groups[0].shares[measure] - groups[1].shares[measure])


def _title(definition: str, possible: bool, equal: list[str]) -> str:
    if definition == "scored":
        return "As scored, the four measures differ between the groups"
    if not possible:
        return "Not possible here: chance cannot make flags right more often"
    left = len(MEASURES) - len(equal)
    return f"{MEASURES[definition].split(',')[0]} are now equal; {_number(left)} measures are not"


def _number(count: int) -> str:
    return ("none", "one", "two", "three", "four")[count]


def _cost(before: tuple[Group, Group], after: tuple[Group, Group], who: str) -> str:
    """What was done, in people."""
    one, other = (before[0], after[0]) if who == "black" else (before[1], after[1])
    flags = (other.tp + other.fp) - (one.tp + one.fp)
    again, not_again = abs(other.tp - one.tp), abs(other.fp - one.fp)
    whom = f"more {one.name} are flagged" if flags > 0 else f"{one.name} are flagged no longer"
    return (
        f"{abs(flags):,.0f} {whom}, drawn at random; {again:,.0f} of them were recorded again, "
        f"{not_again:,.0f} were not."
    )


def _seen() -> str:
    """What each definition leaves unequal, whoever's flags are changed."""
    most = 0
    for definition in MEASURES:
        for who in ("black", "white"):
            groups = equalize(definition, who)
            if groups:
                most = max(most, sum(_gap(groups, m) < EQUAL for m in MEASURES))
    return (
        f"Whichever measure is made equal, and whoever's flags are changed, {_number(most - 1)} of "
        f"the other three {'is' if most == 2 else 'are'} equal as well."
    )


_ROW, _NAME, _LABEL = 56.0, 20.0, 58.0
"""Points: the height of a line, of its name, and the room of a percentage beside its mark."""


def _draw(theme: Theme, title: str, groups: tuple[Group, Group], equal: list[str]) -> Drawing:
    """One line for each measure, with a square for one group and a disc for the other."""
    drawing, axes, top = sheet(_ROW * len(MEASURES) + 34, title)
    left, right = 8.0, POINTS - 12
    words(axes, 0, top, f"\N{BLACK SQUARE} {groups[0].name}", size=SMALL, color=theme.text)
    words(axes, 150, top, f"\N{BLACK CIRCLE} {groups[1].name}", size=SMALL, color=theme.text)
    for number, (measure, name) in enumerate(MEASURES.items()):
        y = top + 26 + number * _ROW
        mark = "  = equal" if measure in equal else ""
        words(axes, 0, y, name + mark, size=BODY, bold=bool(mark))
        line = y + _NAME + 8
        shares = [g.shares[measure] for g in groups]
        places = [left + (right - left) * share for share in shares]
        for start, end in ((left, min(places) - _LABEL), (max(places) + _LABEL, right)):
            axes.plot([start, max(start, end)], [line, line], color=theme.faint, linewidth=1)
        axes.plot(places, [line, line], color=theme.muted, linewidth=3)
        for place, marker, color in zip(places, "so", theme.series, strict=False):
            axes.plot([place], [line], marker=marker, markersize=9, color=color)
        _labels(axes, places, shares, line, theme)
    return drawing


def _labels(
    axes: Axes, places: list[float], shares: list[float], line: float, theme: Theme
) -> None:
    """The two percentages; beside their marks, on the outer sides, so that they never meet."""
    for place, share in zip(places, shares, strict=True):
        outer = place == max(places)
        text = per_cent(share, 1)
        words(
            axes, place + (9 if outer else -9), line - 7, text,
            size=BODY, bold=True, align="left" if outer else "right",
        )  # fmt: skip
        if places[0] == places[1]:
            return
