"""Two ways to join a likelihood and a severity: a product of step numbers, and a table.

The steps of an ordinal scale have an order and no distances, so any rising numbers name them
equally well. Each scale may have its own. The product changes its order with the numbers; the table
looks up a cell and does not. Some numbers give nearly the table's order: they are the same choice,
hidden in a product. The table is that of the risk instrument (lesson 16).
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ..figures import Figure, Theme
from ..figures.heat_frame import HATCHES
from ..figures.style import BODY, SMALL, TITLE, WIDTH, new_drawing, wrap
from .base import Outcome, Values

if TYPE_CHECKING:
    from matplotlib.figure import Figure as Drawing

LIKELIHOOD = ("Remote", "Unlikely", "Possible", "Likely", "Expected")
SEVERITY = ("Minor", "Limited", "Serious", "Grave", "Irreparable")
LEVELS = ("Low", "Medium", "High", "Extreme")
GRID = ((0, 0, 1, 1, 2), (0, 0, 1, 2, 2), (0, 1, 1, 2, 3), (0, 1, 2, 2, 3), (1, 1, 2, 3, 3))
"""Rows: likelihood, lowest first. In a row: severity, lowest first. Places in LEVELS."""
NUMBERS = {
    "one-to-five": (1, 2, 3, 4, 5),
    "zero-to-four": (0, 1, 2, 3, 4),
    "doubling": (1, 2, 4, 8, 16),
}
"""Names for five ordered steps; each keeps their order."""
PAIRS = {
    "death-or-nuisance": ((0, 4), (4, 1)),
    "death-or-wait": ((0, 4), (1, 1)),
    "same-product": ((0, 4), (4, 0)),
}
"""Ready pairs by the option's id: (likelihood, severity) of risk A and of risk B, from 0."""
Cell = tuple[int, int]
Steps = tuple[int, ...]
Numbers = tuple[Steps, Steps]
"""What stands on the steps of likelihood, and on those of severity."""
ONES: Numbers = (NUMBERS["one-to-five"], NUMBERS["one-to-five"])
"""What most forms write."""
LIKE_TABLE: Numbers = (NUMBERS["one-to-five"], NUMBERS["doubling"])
"""With these no pair of cells is reversed: the table's own choice, written as numbers."""
TURNED: Numbers = (NUMBERS["doubling"], NUMBERS["one-to-five"])
"""The same numbers on the other scale."""
CELLS: tuple[Cell, ...] = tuple(itertools.product(range(5), range(5)))


@dataclass(frozen=True)
class Count:
    """How the two orders agree over all pairs of different cells."""

    pairs: int
    reversed: int
    """The product puts one cell first, the table the other."""
    hidden: int
    """Equal products, different levels: the product does not see the difference."""


def product(cell: Cell, numbers: Numbers) -> int:
    """The step numbers of a cell, multiplied."""
    likelihood, severity = numbers
    return likelihood[cell[0]] * severity[cell[1]]


def level(cell: Cell) -> int:
    """The place of a cell's level in LEVELS: looked up."""
    return GRID[cell[0]][cell[1]]


def order(a: Cell, b: Cell, numbers: Numbers) -> tuple[int, int]:
    """Which cell is first by product and by table: 1 for A, -1 for B, 0 for neither."""
    by_product = product(a, numbers) - product(b, numbers)
    by_table = level(a) - level(b)
    return (by_product > 0) - (by_product < 0), (by_table > 0) - (by_table < 0)


def count(numbers: Numbers) -> Count:
    """Over all 300 pairs of different cells."""
    found = [order(a, b, numbers) for a, b in itertools.combinations(CELLS, 2)]
    return Count(
        pairs=len(found),
        reversed=sum(p * t < 0 for p, t in found),
        hidden=sum(p == 0 and t != 0 for p, t in found),
    )


def chosen(values: Values) -> tuple[Cell, Cell, Numbers]:
    """The cells of risk A and risk B, and the numbers on the steps of each scale."""
    numbers = (
        NUMBERS[str(values["numbers-likelihood"])],
        NUMBERS[str(values["numbers-severity"])],
    )
    pair = str(values["pair"])
    if pair in PAIRS:
        return (*PAIRS[pair], numbers)
    places = [
        names.index(str(values[key]).capitalize())
        for key, names in (
            ("a-likelihood", LIKELIHOOD),
            ("a-severity", SEVERITY),
            ("b-likelihood", LIKELIHOOD),
            ("b-severity", SEVERITY),
        )
    ]
    return (places[0], places[1]), (places[2], places[3]), numbers


def run(values: Values) -> Outcome:
    """Both orders of the two risks, and how often they disagree over all pairs."""
    a, b, numbers = chosen(values)
    by_product, by_table = order(a, b, numbers)
    found, usual, alike, turned = map(count, (numbers, ONES, LIKE_TABLE, TURNED))
    verdict = (
        "They disagree."
        if by_product * by_table < 0
        else "The product sees no difference."
        if by_product == 0 and by_table
        else "The table sees no difference."
        if by_table == 0 and by_product
        else "They agree."
    )
    readout = (
        f"First by product: {_first(by_product)} ({product(a, numbers)} and "
        f"{product(b, numbers)}). First by table: {_first(by_table)} ({LEVELS[level(a)]} and "
        f"{LEVELS[level(b)]}). {verdict} With these numbers {found.reversed} of {found.pairs} "
        "pairs of cells are reversed."
    )
    rare, often = PAIRS["death-or-nuisance"]
    seen = {
        "which-first": (
            f"The product puts the frequent delay first: {product(often, ONES)} against "
            f"{product(rare, ONES)}. The table puts the rare death first: "
            f"{LEVELS[level(rare)]} against {LEVELS[level(often)]}."
        ),
        "how-many": (
            f"{usual.reversed} of {usual.pairs} pairs are reversed, with the numbers 1 to 5. In "
            f"{usual.hidden} more the products are equal and the levels are not."
        ),
        "renumber": (
            f"{str(alike.reversed) if alike.reversed else 'None'} of {alike.pairs} pairs. In "
            f"{alike.hidden} the products are equal and the levels are not. These numbers are "
            "nearly our table, written as a product. With the same numbers on the other scale, "
            f"{turned.reversed} pairs are reversed."
        ),
    }
    return Outcome(readout=readout, figure=_figure(a, b, numbers, verdict), seen=seen)


def _first(side: int) -> str:
    return {1: "A", -1: "B", 0: "neither"}[side]


def _name(cell: Cell) -> str:
    return f"{LIKELIHOOD[cell[0]]}, {SEVERITY[cell[1]].lower()}"


def _figure(a: Cell, b: Cell, numbers: Numbers, verdict: str) -> Figure:
    by_product, by_table = order(a, b, numbers)
    title = f"Product: {_first(by_product)} first. Table: {_first(by_table)} first."
    sentence = (
        f"{title} {verdict} Risk A ({_name(a)}) has the product {product(a, numbers)} and the "
        f"level {LEVELS[level(a)]}; risk B ({_name(b)}) has the product {product(b, numbers)} and "
        f"the level {LEVELS[level(b)]}."
    )
    table = [["Likelihood", *SEVERITY]]
    for row in reversed(range(5)):
        cells = [f"{LEVELS[GRID[row][c]]}, {product((row, c), numbers)}" for c in range(5)]
        table.append([LIKELIHOOD[row], *cells])
    return Figure(
        title=title,
        sentence=sentence,
        table=table,
        draw=lambda theme: _draw(title, a, b, numbers, theme),
    )


def _draw(title: str, a: Cell, b: Cell, numbers: Numbers, theme: Theme) -> Drawing:
    from matplotlib.patches import Circle, Rectangle

    points, left, tall = 72 * WIDTH - 4, 66.0, 46.0
    width = (points - left) / 5
    titles = wrap(title, points, TITLE, bold=True)
    key = wrap(
        "Word: the level in the table. Number: the two step numbers multiplied. The numbers stand "
        "in brackets beside the steps.",
        points - 10,
        SMALL,
    )
    top = 8 + 16.0 * len(titles) + 16
    bottom = top + 5 * tall
    height = bottom + 46 + 12 * len(key)
    drawing = new_drawing(height / 72)
    axes = drawing.add_axes((2 / (72 * WIDTH), 0, points / (72 * WIDTH), 1))
    axes.set_xlim(0, points)
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for place, line in enumerate(titles):
        axes.text(0, 8 + 16 * place, line, size=TITLE, weight="bold", va="top")
    for row, column in CELLS:
        x, y = left + column * width, top + (4 - row) * tall
        place = GRID[row][column]
        fill: dict[str, Any] = {"color": theme.main, "alpha": 0.04 + 0.12 * place, "lw": 0}
        axes.add_patch(Rectangle((x, y), width, tall, **fill))
        edge: dict[str, Any] = {"fill": False, "lw": 0.6, "edgecolor": theme.faint}
        axes.add_patch(Rectangle((x, y), width, tall, hatch=HATCHES[place], **edge))
        plate = {"facecolor": theme.page, "edgecolor": "none", "pad": 1}
        axes.text(x + 4, y + 4, LEVELS[place], size=SMALL, va="top", bbox=plate)
        value = str(product((row, column), numbers))
        axes.text(x + 4, y + tall - 4, value, size=BODY, va="bottom", bbox=plate)
    for row in range(5):
        y = top + (4.5 - row) * tall
        axes.text(left - 5, y - 6, LIKELIHOOD[row], size=SMALL, va="center", ha="right")
        axes.text(left - 5, y + 7, f"({numbers[0][row]})", size=SMALL, va="center", ha="right")
    for column in range(5):
        x = left + (column + 0.5) * width
        axes.text(x, bottom + 4, SEVERITY[column], size=SMALL, va="top", ha="center")
        axes.text(x, bottom + 16, f"({numbers[1][column]})", size=SMALL, va="top", ha="center")
    for mark, cell in (("A", a), ("B", b)):
        x, y = left + cell[1] * width, top + (4 - cell[0]) * tall
        shift = 34 if mark == "B" and a == b else 13
        face, ink = (theme.text, theme.page) if mark == "A" else (theme.page, theme.text)
        at = (x + width - shift, y + tall - 13)
        axes.add_patch(Circle(at, 9.5, facecolor=face, edgecolor=theme.text, lw=1.4, zorder=3))
        frame: dict[str, Any] = {"fill": False, "lw": 2, "edgecolor": theme.text, "zorder": 2.5}
        style = "-" if mark == "A" else "--"
        axes.add_patch(Rectangle((x + 1, y + 1), width - 2, tall - 2, ls=style, **frame))
        axes.text(
            *at, mark, size=BODY, color=ink, ha="center", va="center", weight="bold", zorder=4
        )
    axes.text(0, top - 3, "likelihood ↑", size=SMALL, color=theme.muted, va="bottom")
    axes.text(
        points, bottom + 29, "severity →", size=SMALL, color=theme.muted, va="top", ha="right"
    )
    for place, line in enumerate(key):
        axes.text(0, bottom + 42 + 12 * place, line, size=SMALL, color=theme.muted, va="top")
    return drawing
