"""100 questions of five options: our form, jupyterquiz, stock widgets. One server, one Chromium.

Each run has a fresh page and a fresh kernel, in which the imports are done before the clock starts;
the three take turns. *Usable* is the frame after the one in which every option is in the page.
Our form and the stock widgets have a comment box at each question, jupyterquiz has none.
"""

from __future__ import annotations

import statistics
import subprocess
from collections.abc import Iterator
from importlib.util import find_spec

import nbformat
from nbclient import NotebookClient

from .desk import CannotMeasure, Desk, Shown, spread
from .proxy import DelayingProxy
from .table import Figure

COUNT = 100
OPTIONS = 5 * COUNT
RUNS = 5
EACH_WAY_S = 0.1
RADIOS = ".jp-OutputArea input[type=radio]"
FASTER, SMALLER = 8, 30
"""Goals: at most so small a part of the stock widgets' time, and of their bytes."""

PEERS = {
    "our form": f"questions.show_form({COUNT}, {COUNT})",
    "jupyterquiz": f"questions.show_quiz({COUNT})",
    "stock widgets": f"questions.show_stock({COUNT})",
}
IMPORTS = {
    "our form": "import toolkit_widgets.views.activity, toolkit_widgets.views.form",
    "jupyterquiz": "import jupyterquiz",
    "stock widgets": "import ipywidgets",
}


def cells(peer: str) -> tuple[str, str]:
    """The imports, then the cell that is measured."""
    return f"{IMPORTS[peer]}\nfrom benchmarks import questions\n'ready'", PEERS[peer]


def shown(desk: Desk, peer: str, host: str = "", heap: bool = False) -> Shown:
    """One run."""
    with desk.sheet(*cells(peer), host=host) as sheet:
        sheet.prepare()
        return sheet.show(1, RADIOS, OPTIONS, heap)


def stops(desk: Desk, peer: str) -> int:
    """Tab stops, by pressing Tab."""
    with desk.sheet(*cells(peer)) as sheet:
        sheet.prepare()
        sheet.show(1, RADIOS, OPTIONS)
        return sheet.tab_stops(1)


def saved_kb(peer: str) -> float:
    """The size of the executed notebook with the state of its widgets, in kB."""
    notebook = nbformat.v4.new_notebook(cells=[*map(nbformat.v4.new_code_cell, cells(peer))])
    client = NotebookClient(notebook, timeout=60, kernel_name="python3", store_widget_state=True)
    client.execute(stderr=subprocess.DEVNULL)  # the kernel warns of its own transport
    return len(nbformat.writes(notebook).encode()) / 1000


def turns(desk: Desk, host: str = "", heap: bool = False) -> dict[str, list[Shown]]:
    """:data:`RUNS` runs of each, taking turns."""
    found: dict[str, list[Shown]] = {peer: [] for peer in PEERS}
    for _ in range(RUNS):
        for peer, runs in found.items():
            runs.append(shown(desk, peer, host, heap))
    return found


def main(desk: Desk) -> list[Figure]:
    """Every figure, the three side by side. Raises CannotMeasure where one is not installed."""
    if find_spec("jupyterquiz") is None:
        raise CannotMeasure("jupyterquiz is not installed; 'pip install jupyterquiz' brings it.")
    with DelayingProxy(desk.port, EACH_WAY_S) as proxy:
        near = turns(desk, heap=True)
        far = turns(desk, proxy.address)
    return [
        *_times("to usable", near),
        *_times(f"to usable, {EACH_WAY_S * 1000:.0f} ms each way", far, compared=False),
        *_counts(near),
        *_once(desk),
    ]


def _figure(
    name: str, unit: str, runs: list[float], goal: float | None = None, note: str = ""
) -> Figure:
    return Figure(f"{COUNT} questions of 5 options", name, unit, runs, goal, note)


def _times(what: str, found: dict[str, list[Shown]], compared: bool = True) -> Iterator[Figure]:
    ms = {peer: [run.ms for run in runs] for peer, runs in found.items()}
    for peer, runs in ms.items():
        yield _figure(f"{peer}: run {what}", "ms", runs)
    if not compared:
        return
    ours, quiz, stock = ms["our form"], ms["jupyterquiz"], ms["stock widgets"]
    parts = [mine / theirs for mine, theirs in zip(ours, stock, strict=True)]
    yield _figure("our time / stock widgets' time", "x", parts, 1 / FASTER)
    noise = spread(ours) + spread(quiz)
    over = [statistics.median(ours) - statistics.median(quiz)]
    yield _figure(
        "our time - jupyterquiz's time",
        "ms",
        over,
        max(noise, 1000 / 60),
        "the goal is the noise: the two medians' distances from their runs, and at least one frame",
    )


def _counts(found: dict[str, list[Shown]]) -> Iterator[Figure]:
    for peer, runs in found.items():
        yield _figure(f"{peer}: messages to the page", "", [run.traffic.frames for run in runs])
    for peer, runs in found.items():
        yield _figure(
            f"{peer}: bytes to the page", "kB", [run.traffic.bytes / 1000 for run in runs]
        )
    pairs = zip(found["our form"], found["stock widgets"], strict=True)
    parts = [mine.traffic.bytes / theirs.traffic.bytes for mine, theirs in pairs]
    yield _figure("our bytes / stock widgets' bytes", "x", parts, 1 / SMALLER)
    for peer, runs in found.items():
        yield _figure(f"{peer}: JavaScript heap added", "MB", [run.heap_mb for run in runs])


def _once(desk: Desk) -> Iterator[Figure]:
    """What does not vary is counted once."""
    for peer in PEERS:
        yield _figure(f"{peer}: Tab stops", "", [stops(desk, peer)])
    for peer in PEERS:
        yield _figure(f"{peer}: saved notebook", "kB", [saved_kb(peer)])
