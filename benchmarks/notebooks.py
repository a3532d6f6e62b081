"""Every notebook of the course against a floor: a kernel that only imports what the notebook did.

Both start a kernel of their own and take turns. What was imported is asked of the kernel at the
end of the lesson, and imported by the floor in one cell, in the same order.
"""

from __future__ import annotations

import ast
import json
import time
from collections.abc import Sequence
from pathlib import Path

from .kernel import ROOT, kernel
from .table import Figure

GROUP = "Running each notebook"
RUNS = 5
SLOWER = 1.5
"""Goal: at most so many times its floor."""
LOADED = "import sys; _before = set(sys.modules)"
NEW = "[name for name in sys.modules if name not in _before and name != '__main__']"
FLOOR = """import importlib
for _name in {names!r}:
    try: importlib.import_module(_name)
    except ImportError: pass  # made by its package while it is imported"""


def code_cells(file: Path) -> list[str]:
    """What a notebook runs."""
    cells = json.loads(file.read_text("utf-8"))["cells"]
    return ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]


def imported(cells: Sequence[str]) -> list[str]:
    """The modules that are there after these cells and not in a fresh kernel, as they came."""
    with kernel() as fresh:
        fresh.run(LOADED)
        for cell in cells:
            fresh.run(cell)
        found: list[str] = ast.literal_eval(fresh.value(NEW))
        return found


def seconds(cells: Sequence[str]) -> float:
    """From starting a kernel to the end of the last cell."""
    began = time.perf_counter()
    with kernel() as fresh:
        for cell in cells:
            fresh.run(cell)
        return time.perf_counter() - began


def main() -> list[Figure]:
    """One figure a notebook, and the whole course, one notebook after the other."""
    files = sorted((ROOT / "notebooks").glob("*.ipynb"))
    figures = []
    whole = [0.0] * RUNS
    for file in files:
        cells = code_cells(file)
        floor = [FLOOR.format(names=imported(cells))]
        parts = []
        for turn in range(RUNS):
            took = seconds(cells)
            parts.append(took / seconds(floor))
            whole[turn] += took
        figures.append(Figure(GROUP, f"{file.stem} / its floor", "x", parts, SLOWER))
    return [*figures, Figure(GROUP, f"the whole course, {len(files)} notebooks", "s", whole)]
