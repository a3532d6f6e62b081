"""The tables of ``toolkit-course check --coverage``. Readable at 100 columns."""

from __future__ import annotations

from rich.console import Console
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from .content.coverage import Coverage, Grid, Tested

WIDEST = 100


def print_coverage(found: Coverage) -> None:
    """Principle × stage, the empty cells with their reasons, then objective × item."""
    screen = Console()
    width = min(WIDEST, screen.width) if screen.is_terminal else WIDEST
    console = Console(highlight=False, width=width)
    for file in found.broken:
        _line(console, f"{file} cannot be read; what it holds is missing here.", "bold red")
    _grid(console, found.grid)
    _empty(console, found.grid)
    _lessons(console, found)


def _grid(console: Console, grid: Grid) -> None:
    table = Table(box=None, padding=(0, 1, 0, 0), title_justify="left", caption_justify="left")
    table.title = "Which items ask about which principle, at which stage"
    table.add_column(Text("Principle"), overflow="fold")
    for stage in grid.stages:
        table.add_column(Text(stage), no_wrap=True)
    for one in grid.principles:
        cells = (grid.counts((one.id, stage)) for stage in grid.stages)
        table.add_row(
            Text(one.title),
            *(" ".join(f"{k}{n}" for k, n in cell.items()) or "–" for cell in cells),
        )
    console.print(table, "")
    for form in grid.instruments:
        words = f"{form.letter}: {form.title} ({form.id}), {form.items} items name a principle"
        if form.without_stage:
            words += f"; {len(form.without_stage)} name no stage: {', '.join(form.without_stage)}"
        _line(console, f"{words}.")
    if not grid.instruments:
        _line(console, "No questionnaire has an item that names a principle.")
    console.print()


def _empty(console: Console, grid: Grid) -> None:
    cells = len(grid.principles) * len(grid.stages)
    said = [cell for cell in grid.empty if grid.reason(cell)]
    open_ = len(grid.empty) - len(said)
    sentence = f"{cells - len(grid.empty)} of {cells} cells have an item; {len(said)} are empty "
    _line(console, f"{sentence}with a reason, {open_} without one.", "bold")
    names = {p.id: p.title for p in grid.principles}
    for principle, stage in said:
        _line(console, f"{names[principle]} × {stage}")
        console.print(Padding(Text(grid.reason((principle, stage))), (0, 0, 0, 4)))
    console.print()


def _lessons(console: Console, found: Coverage) -> None:
    _line(console, "Which items test which objective", "bold")
    table = Table(box=None, padding=(0, 1, 0, 0))
    for header in ("Lesson", "Objective", "Check", "Your turn", "Test"):
        table.add_column(Text(header), overflow="fold", no_wrap=header == "Objective")
    for info, rows in found.lessons:
        for place, row in enumerate(rows):
            table.add_row(
                Text(info.number if place == 0 else ""),
                Text(row.objective),
                *(Text(words) for words in _items(row)),
            )
        if not rows:
            table.add_row(Text(info.number), Text("no objective yet"), "", "", "")
    console.print(table)


def _items(row: Tested) -> tuple[str, str, str]:
    tests = ", ".join(row.tests)
    if row.rubric:
        tests = f"{tests}, rubric" if tests else "rubric"
    return ", ".join(row.checks) or "–", ", ".join(row.turns) or "–", tests or "–"


def _line(console: Console, text: str, style: str = "") -> None:
    console.print(Text(text, style))
