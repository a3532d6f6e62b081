"""Tables of the command line for several respondents and for two rounds. Readable at 80 columns."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .scoring.rounds import Comparison, ItemChange, in_points
from .scoring.several import Point, Spread, agreement, concordance, discussion

TALKED_ABOUT = 8
"""Items of the discussion that are printed in full; the table has all of them."""


def print_spreads(rows: Sequence[Spread], people: int) -> None:
    """Every item in the order of discussion, the figures of agreement, and what to talk about."""
    console = Console(highlight=False)
    points = discussion(rows)
    order = {point.item.id: place for place, point in enumerate(points, start=1)}
    table = _table("Talk", "Item", "Chosen", "Median", "Middle", "Close", "Unsure", "N/A")
    table.caption = (
        "Talk: order of discussion. Chosen: how many chose step 1, 2, 3 … Middle: the middle half "
        "of the answers. Close: share of pairs at most one step apart. Unsure: “don't know”."
    )
    for row in sorted(rows, key=lambda r: order.get(r.id, len(rows) + 1)):
        table.add_row(
            str(order.get(row.id, "")),
            Text(row.id),
            " ".join(map(str, row.distribution)),
            "" if row.median is None else f"{row.median:g}",
            "" if row.quartiles is None else "–".join(f"{q:g}" for q in row.quartiles),
            "" if row.within_one is None else f"{row.within_one:.0%}",
            "" if not row.dont_know_rate else f"{row.dont_know_rate:.0%}",
            str(row.not_applicable or ""),
        )
    console.print(table, "")
    _line(console, f"{people} respondents, {len(rows)} items. {agreement(rows).sentence}")
    _line(console, concordance(rows).sentence)
    if not points:
        _line(console, "Nothing to talk about: all who chose a step chose the same one.")
        return
    _line(console, "To talk about first: disagreement × consequence, the highest first.", "bold")
    for place, point in enumerate(points[:TALKED_ABOUT], start=1):
        _point(console, place, point)


def _point(console: Console, place: int, point: Point[Spread]) -> None:
    row = point.item
    _line(console, f"{place}. {row.id}: {row.text}")
    roles = [
        f"{r.role or 'no role'} {r.median:g}"
        + (f" ({r.lowest}–{r.highest})" if r.asked > 1 else "")
        for r in row.by_role
        if r.median is not None
    ]
    unknown = [r.role or "no role" for r in row.by_role if r.dont_know]
    words = point.why + (f". By role: {', '.join(roles)}" if roles else "")
    words += f". Don't know: {', '.join(unknown)}" if unknown else ""
    console.print(Padding(Text(f"{words}."), (0, 0, 0, 3)))


def print_rounds(found: Comparison) -> None:
    """What became worse, better, and what cannot be compared; then the totals."""
    console = Console(highlight=False)
    _line(console, found.sentence, "bold")
    before, after = found.before.title or "Before", found.after.title or "Now"
    names = {
        "worse": "Lower", "better": "Higher", "not_comparable": "Cannot be compared", "new": "New",
        "retired": "Retired",
    }  # fmt: skip
    for verdict, name in names.items():
        rows = [item for item in found.items if item.verdict == verdict]
        if not rows:
            continue
        table = _table("Item", before, after, *(["Why"] if any(item.why for item in rows) else []))
        table.title = name
        for item in rows:
            table.add_row(Text(item.id), *_cells(item), *([Text(item.why)] if item.why else []))
        console.print("", table)
    console.print()
    if found.untouched:
        _line(console, f"{found.untouched} items have no answer in either round.")
    for total in found.totals:
        _line(console, f"{total.title}: {in_points(total.before)} → {in_points(total.after)}")


def _table(*headers: str) -> Table:
    """A plain table; a file's words are never read as markup, and ids are never cut."""
    table = Table(box=None, padding=(0, 1, 0, 0), title_justify="left", caption_justify="left")
    for header in headers:
        table.add_column(Text(header), overflow="fold", no_wrap=header == "Item")
    return table


def _cells(item: ItemChange) -> tuple[Text, Text]:
    return Text(item.before_words), Text(item.after_words)


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style))
