"""A table without names: how many people are alone with the facts that are published.

The 1,000 invented people of the data set ``pseudonyms``. A table is *k-anonymous* if every
combination of published facts is shared by at least k people (Samarati and Sweeney 1998).
"""

from __future__ import annotations

import functools
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from .. import resources
from ..content.datasets import Row, load_dataset
from ..figures import Figure
from ..figures.style import SMALL, Theme
from ._numbers import per_cent
from ._sheet import POINTS, sheet, words, wrong_marks
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

KNOWN = (47, "2103", "f")
"""The three facts that the neighbor knows of the woman next door: age, postcode, sex."""
SIZES = (
    (1, 1, "alone"), (2, 4, "with 1 to 3 others"),
    (5, 9, "with 4 to 8 others"), (10, 1000, "with 9 or more others"),
)  # fmt: skip
BAND = 10
"""Years in an age band."""


@dataclass(frozen=True)
class Found:
    """What a table gives away. ``k`` is the size of the smallest group."""

    people: int
    sizes: tuple[int, ...]
    """People in a group of each of ``SIZES``."""
    k: int
    fits: int
    """Rows that fit what the neighbor knows."""
    reasons: tuple[str, ...]
    """The different reasons in these rows."""
    same: int
    """People who are not alone, but share their facts only with people of the same reason."""

    @property
    def alone(self) -> int:
        """People whom nobody else is like."""
        return self.sizes[0]


@functools.cache
def people() -> tuple[Row, ...]:
    """Every row of the table."""
    _, rows = load_dataset(resources.data() / "datasets", "pseudonyms")
    return tuple(rows)


def published(row: Row, age: str, postcode: str, sex: str) -> tuple[str, ...]:
    """The facts of one person as they stand in the published table."""
    years, code = int(str(row["age"])), str(row["postcode"])
    shown_age = {"exact": str(years), "band": f"{years // BAND * BAND}s", "hidden": ""}[age]
    shown_code = {"exact": code, "area": code[:2], "hidden": ""}[postcode]
    return shown_age, shown_code, str(row["sex"]) if sex == "shown" else ""


@functools.cache
def search(age: str, postcode: str, sex: str) -> Found:
    """``age``: exact, band, hidden. ``postcode``: exact, area, hidden. ``sex``: shown, hidden."""
    facts = [published(row, age, postcode, sex) for row in people()]
    groups = Counter(facts)
    secrets: dict[tuple[str, ...], set[str]] = {}
    for row, fact in zip(people(), facts, strict=True):
        secrets.setdefault(fact, set()).add(str(row["reason"]))
    same = sum(n for fact, n in groups.items() if n > 1 and len(secrets[fact]) == 1)
    sizes = tuple(
        sum(count for count in groups.values() if low <= count <= high) for low, high, _ in SIZES
    )
    woman: Row = {"age": KNOWN[0], "postcode": KNOWN[1], "sex": KNOWN[2]}
    her = published(woman, age, postcode, sex)
    fits = [row for row, fact in zip(people(), facts, strict=True) if fact == her]
    reasons = tuple(sorted({str(row["reason"]) for row in fits}))
    return Found(len(facts), sizes, min(groups.values()), len(fits), reasons, same)


def run(values: Values) -> Outcome:
    """``age``, ``postcode`` and ``sex`` as in :func:`search`."""
    found = search(str(values["age"]), str(values["postcode"]), str(values["sex"]))
    start, coarse = search("exact", "exact", "shown"), search("band", "area", "shown")
    title = f"{found.alone} of {found.people:,} people are alone with their facts"
    readout = f"{title}. {_neighbor(found)} {_shared(found)}"
    rows = [[name, f"{n:,}", per_cent(n / found.people, 1)] for (_, _, name), n in _bars(found)]
    table = [["A person shares all published facts", "People", "Share"], *rows]
    sentence = (
        f"{readout} The smallest group has {found.k:,} "
        f"{'person' if found.k == 1 else 'people'}: this is k. "
        "The people are invented."
    )
    seen = {
        "predict-alone": (
            f"With exact age, exact postcode and sex, {start.alone} of {start.people:,} people are "
            "the only one of their kind. No name was needed."
        ),
        "predict-enough": (
            f"With ten-year bands and areas, {coarse.alone} of {coarse.people:,} are still alone. "
            f"The neighbor now finds {coarse.fits} rows that fit."
        ),
    }
    return Outcome(readout, Figure(title, sentence, table, lambda t: _draw(found, title, t)), seen)


def _neighbor(found: Found) -> str:
    if found.fits == 1:
        return f"The neighbor finds one row, and reads: {found.reasons[0]}."
    if len(found.reasons) == 1:
        return f"{found.fits} rows fit, and all say the same: {found.reasons[0]}."
    return (
        f"The neighbor finds {found.fits:,} rows that fit, with {len(found.reasons)} different "
        "reasons, and cannot tell which is hers."
    )


def _shared(found: Found) -> str:
    return f"Not alone, but in a group that came for one reason: {found.same} people."


def _bars(found: Found) -> list[tuple[tuple[int, int, str], int]]:
    return list(zip(SIZES, found.sizes, strict=True))


# ------------------------------------------------------------------------------- the picture

_ROW, _BAR = 46.0, 14.0


def _draw(found: Found, title: str, theme: Theme) -> Drawing:
    from matplotlib.patches import Rectangle

    drawing, axes, top = sheet(_ROW * len(SIZES) + 46, title)
    unit = (POINTS - 60) / found.people
    for number, ((_, _, name), count) in enumerate(_bars(found)):
        y = top + number * _ROW
        words(axes, 0, y, name)
        style = {"facecolor": theme.main, "linewidth": 0}
        if count:
            look = style if number else wrong_marks(theme)
            axes.add_patch(Rectangle((0, y + 18), count * unit, _BAR, **look))
        words(axes, count * unit + 6 if count else 0, y + 18, f"{count:,}", bold=True)
    y = top + _ROW * len(SIZES) + 4
    note = f"{_neighbor(found)} {_shared(found)}"
    words(axes, 0, y, note, size=SMALL, color=theme.text, width=POINTS)
    return drawing
