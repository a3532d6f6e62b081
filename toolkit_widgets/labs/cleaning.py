"""Cleaning records: what each step mends, and what it takes away.

The 200 records of the data set ``dirty-records`` are cleaned in four steps: spelling, copies, gaps,
age. Because the dirt was made by a program, the truth of each record is known, so both the faults
that are left and the true calls that are lost can be counted.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import resources
from ..content.datasets import load_dataset
from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._sheet import POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure as Drawing

TODAY_YEAR, TODAY = 2026, "-03-31"
RULE_YEARS = 5
"""The retention rule of the invented agency: a call is deleted after five years."""
KEY, KEY_STREET = "R119", "Hill Road"
"""The record that matters: half a plate, no vehicle, 19 January 2024; searched by its street."""
UNKNOWN = "unknown"
CELLS = ("street", "vehicle", "plate")
SHORT = {"rd": "road", "rd.": "road", "st": "street", "st.": "street"}
ALIKE = 2
"""Spellings that differ by at most so many signs count as one street when cleaned strictly."""
STEPS = ("Spelling", "Copies", "Gaps", "Age")
FAULTS = {
    "Spelling": "streets in a wrong spelling",
    "Copies": "copies of a call",
    "Gaps": "records with an empty cell",
    "Age": f"records older than {RULE_YEARS} years",
}

Record = dict[str, str]


@dataclass(frozen=True)
class Step:
    """One cleaning step. ``lost`` counts true calls that the agency may keep and no longer has."""

    name: str
    faults: int
    left: int
    lost: int
    moved: int = 0
    """Records that now stand under the name of another street."""


@dataclass(frozen=True)
class Cleaned:
    """The result: one line for each step, and where the key record went."""

    steps: tuple[Step, ...]
    records: int
    found: bool
    """Whether a search for its street still finds the key record."""
    lost_by: tuple[str, ...]
    """The steps that lose it, each on its own: strict steps can hide one another."""

    @property
    def key(self) -> str:
        """What happened to the key record; empty if nothing did."""
        causes = "; ".join(f"{name}: {_why(name)}" for name in self.lost_by)
        return causes if len(self.lost_by) < 2 else f"each of these steps alone loses it. {causes}"

    @property
    def mended(self) -> int:
        """Faults that are gone."""
        return sum(step.faults - step.left for step in self.steps)

    @property
    def faults(self) -> int:
        """Faults at the start."""
        return sum(step.faults for step in self.steps)

    @property
    def lost(self) -> int:
        """True calls that are gone although they might be kept."""
        return sum(step.lost for step in self.steps)


@functools.cache
def records() -> tuple[Record, ...]:
    """The records as text, in the order in which they were received."""
    _, rows = load_dataset(resources.data() / "datasets", "dirty-records")
    return tuple(
        {key: "" if value is None else str(value) for key, value in row.items()} for row in rows
    )


def known_spelling(street: str) -> str:
    """Capitals, and the abbreviations of an approved list: ``mill rd.`` → Mill Road."""
    return " ".join(SHORT.get(word, word).capitalize() for word in street.lower().split())


def distance(one: str, other: str) -> int:
    """Signs to add, remove or change until one word is the other (Levenshtein 1966)."""
    before = list(range(len(other) + 1))
    for place, sign in enumerate(one, 1):
        now = [place]
        for column, against in enumerate(other, 1):
            change = before[column - 1] + (sign != against)
            now.append(min(before[column] + 1, now[-1] + 1, change))
        before = now
    return before[-1]


@functools.cache
def _alike() -> dict[str, str]:
    """Every street → the most frequent one that is spelled much like it."""
    counts = Counter(known_spelling(r["street"]) for r in records() if r["street"])
    order = sorted(counts, key=lambda name: (-counts[name], name))
    joined: dict[str, str] = {}
    for place, name in enumerate(order):
        near = (o for o in order[:place] if joined[o] == o and distance(o, name) <= ALIKE)
        joined[name] = next(near, name)
    return joined


@functools.cache
def clean(spelling: str, copies: str, gaps: str, years: int) -> Cleaned:
    """Clean the records.

    ``spelling``: off, known, alike. ``copies``: off, same (all cells equal), day (same street and
    day). ``gaps``: off, mark (write "unknown"), drop. ``years``: keep so many years.
    """
    rows = _typed()
    lawful = {row["call"] for row in rows if row["received"] >= _limit(RULE_YEARS)}
    actions: dict[str, Callable[[list[Record]], list[Record]]] = {
        "Spelling": lambda found: _spell(found, spelling),
        "Copies": lambda found: _copies(found, copies),
        "Gaps": lambda found: _gaps(found, gaps),
        "Age": lambda found: [r for r in found if r["received"] >= _limit(years)],
    }
    lost: dict[str, int] = {}
    moved = 0
    for name, action in actions.items():
        before = {row["call"] for row in rows} & lawful
        rows = action(rows)
        lost[name] = len(before - {row["call"] for row in rows})
        if name == "Spelling":
            moved = sum(r["street"] not in ("", r["true_street"]) and _is_street(r) for r in rows)
    left, at_first = _faults(rows), _faults(_typed())
    steps = tuple(
        Step(n, at_first[n], left[n], lost[n], moved if n == "Spelling" else 0) for n in STEPS
    )
    causes = tuple(name for name, action in actions.items() if not _finds(action(_typed())))
    return Cleaned(steps, len(rows), _finds(rows), causes)


WHY = {
    "Copies": "taken for a copy of another call from that street",
    "Gaps": "dropped, because the vehicle is empty",
    "Age": "dropped as too old",
}


def _why(step: str) -> str:
    return WHY.get(step) or f"it now stands under {_alike()[KEY_STREET]}"


def _typed() -> list[Record]:
    """The records as they were typed, to be changed."""
    return [dict(row) for row in records()]


def _finds(rows: list[Record]) -> bool:
    """Whether a search for the street finds the key record."""
    return any(row["record"] == KEY and row["street"] == KEY_STREET for row in rows)


def _limit(years: int) -> str:
    return f"{TODAY_YEAR - years}{TODAY}"


def _is_street(row: Record) -> bool:
    """True where the name is that of another street, not a misspelling of the right one."""
    return row["street"] in {r["true_street"] for r in records()}


def _spell(rows: list[Record], how: str) -> list[Record]:
    for row in rows:
        if row["street"] and how != "off":
            row["street"] = known_spelling(row["street"])
            if how == "alike":
                row["street"] = _alike()[row["street"]]
    return rows


def _copies(rows: list[Record], how: str) -> list[Record]:
    if how == "off":
        return rows
    columns = ("received", "street") if how == "day" else ("received", *CELLS)
    first: dict[tuple[str, ...], Record] = {}
    for row in rows:
        first.setdefault(tuple(row[c] for c in columns), row)
    return list(first.values())


def _gaps(rows: list[Record], how: str) -> list[Record]:
    if how == "drop":
        return [row for row in rows if all(row[c] for c in CELLS)]
    if how == "mark":
        return [row | {c: row[c] or UNKNOWN for c in CELLS} for row in rows]
    return rows


def _faults(rows: list[Record]) -> dict[str, int]:
    return {
        "Spelling": sum(r["street"] not in ("", UNKNOWN, r["true_street"]) for r in rows),
        "Copies": len(rows) - len({r["call"] for r in rows}),
        "Gaps": sum(not all(r[c] for c in CELLS) for r in rows),
        "Age": sum(r["received"] < _limit(RULE_YEARS) for r in rows),
    }


def run(values: Values) -> Outcome:
    """``spelling``, ``copies`` and ``gaps`` as in :func:`clean`; ``years``: 1 to 12."""
    found = clean(
        str(values["spelling"]), str(values["copies"]), str(values["gaps"]), int(values["years"])
    )
    strict = clean("alike", "day", "drop", 2)
    key = "The key record is found." if found.found else "The key record is lost."
    title = f"{found.mended} of {found.faults} faults gone, {_calls(found.lost)} lost. {key}"
    lines = " ".join(
        f"{s.name}: {s.faults - s.left} of {s.faults} {FAULTS[s.name]} gone, {_harm(s)}."
        for s in found.steps
    )
    table = [["Step", "Fault", "At first", "Left", "Harm"]]
    table += [[s.name, FAULTS[s.name], str(s.faults), str(s.left), _harm(s)] for s in found.steps]
    seen = {
        "predict-strict": (
            f"With every step at its strictest (streets that look alike, same street and day, drop "
            f"every gap, keep two years), {strict.mended} of {strict.faults} faults are gone. "
            f"With them go {_calls(strict.lost)} that the agency may keep, and the key record. "
            "Which step lost it?"
        )
    }
    readout = title if found.found else f"{title[:-1]}: {found.key}."
    sentence = f"{readout} {lines} {found.records} records remain. The records are invented."
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(found, title, t)), seen)


def _calls(count: int) -> str:
    return f"{count} true call{'' if count == 1 else 's'}"


def _harm(step: Step) -> str:
    if step.moved:
        return f"{step.moved} under a wrong street"
    return f"{_calls(step.lost)} lost" if step.lost else "nothing lost"


# ------------------------------------------------------------------------------- the picture

_BAR, _ROW = 13.0, 74.0


def _draw(found: Cleaned, title: str, theme: Theme) -> Drawing:
    drawing, axes, top = sheet(_ROW * len(STEPS) + 20, title)
    most = max(max(s.faults, s.lost, s.moved) for s in found.steps)
    unit = (POINTS - 120) / most
    for number, step in enumerate(found.steps):
        _step(axes, theme, top + number * _ROW, step, unit)
    note = f"filled: gone, outline: left, hatched: harm; {found.records} of 200 records remain"
    words(axes, 0, top + _ROW * len(STEPS), note, size=SMALL, color=theme.muted)
    return drawing


def _step(axes: Axes, theme: Theme, top: float, step: Step, unit: float) -> None:
    from matplotlib.patches import Rectangle

    words(axes, 0, top, f"{step.name}: {step.faults} {FAULTS[step.name]}", bold=True)
    y, gone, harm = top + 19, step.faults - step.left, step.lost or step.moved
    axes.add_patch(Rectangle((0, y), gone * unit, _BAR, facecolor=theme.main, linewidth=0))
    axes.add_patch(
        Rectangle((0, y), step.faults * unit, _BAR, fill=False, edgecolor=theme.text, linewidth=1)
    )
    words(axes, step.faults * unit + 6, y, f"{gone} gone, {step.left} left")
    y += _BAR + 5
    if harm:
        axes.add_patch(Rectangle((0, y), harm * unit, _BAR, **wrong_marks(theme)))
    words(axes, harm * unit + 6 if harm else 0, y, _harm(step))
