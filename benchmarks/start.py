"""The start cell of a questionnaire lesson against ``import anywidget``, each in a fresh kernel.

The two take turns. Time is what the kernel needs for the cell; starting the kernel is not part of
it. Memory is read after the cell: RSS, and USS, which leaves out what is shared with others.
"""

from __future__ import annotations

import json
from collections import defaultdict

from .kernel import ROOT, kernel
from .table import Figure

GROUP = "The start cell of a questionnaire lesson"
LESSON = "14_organizational_readiness"
ANYWIDGET = "import anywidget"
RUNS = 7
TIME, MEMORY = 2.0, 1.25
"""Goals: at most so many times what anywidget alone takes."""


def start_cell(lesson: str = LESSON) -> str:
    """The first cell with code, as it stands in the built notebook."""
    notebook = json.loads((ROOT / "notebooks" / f"{lesson}.ipynb").read_text("utf-8"))
    return next("".join(c["source"]) for c in notebook["cells"] if c["cell_type"] == "code")


def main() -> list[Figure]:
    """Times and memory of both, and what goals compare."""
    cells = {ANYWIDGET: ANYWIDGET, "start cell": start_cell()}
    ms: dict[str, list[float]] = defaultdict(list)
    rss: dict[str, list[float]] = defaultdict(list)
    uss: dict[str, list[float]] = defaultdict(list)
    for turn in range(RUNS + 1):
        for name, code in cells.items():
            with kernel() as fresh:
                seconds = fresh.run(code)
                resident, own = fresh.memory_mb()
            if turn:  # the first turn fills the disk's cache
                ms[name].append(seconds * 1000)
                rss[name].append(resident)
                uss[name].append(own)
    figures = []
    for what, unit, found, goal in (
        ("time", "ms", ms, TIME),
        ("memory, RSS", "MB", rss, MEMORY),
        ("memory, USS", "MB", uss, MEMORY),
    ):
        figures += [Figure(GROUP, f"{name}: {what}", unit, runs) for name, runs in found.items()]
        pairs = zip(found["start cell"], found[ANYWIDGET], strict=True)
        parts = [one / other for one, other in pairs]
        figures.append(Figure(GROUP, f"start cell / {ANYWIDGET}: {what}", "x", parts, goal))
    return figures
