"""All benchmarks in one table, and as data: ``make bench``.

Names as arguments choose some of them: ``make bench ARGS="peers scale"``. Figures are medians on
the machine at hand, printed and written to ``results.json`` beside this file, never asserted in a
test, since another program may be running. ``--strict`` makes a missed goal an error.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import classroom, engine, feedback, notebooks, peers, scale, start  # noqa: E402
from benchmarks.desk import CannotMeasure, Desk, desk  # noqa: E402
from benchmarks.table import Figure, machine, summary, table, write  # noqa: E402

STRICT = "--strict"
RESULTS = ROOT / "benchmarks" / "results.json"
ALONE: dict[str, Callable[[], list[Figure]]] = {
    "engine": engine.main,
    "start": start.main,
    "notebooks": notebooks.main,
    "class": classroom.main,
}
IN_BROWSER: dict[str, Callable[[Desk], list[Figure]]] = {
    "peers": peers.main,
    "feedback": feedback.main,
    "scale": scale.main,
}
NAMES = (*ALONE, *IN_BROWSER)


def main(arguments: Sequence[str], results: Path = RESULTS) -> int:
    """Measure, print, write. Returns 1 if ``--strict`` and a goal is missed; 2: wrong name."""
    names = [argument for argument in arguments if argument != STRICT]
    unknown = [name for name in names if name not in NAMES]
    if unknown:
        print(f"no benchmark '{unknown[0]}'; there is {', '.join(NAMES)}", file=sys.stderr)
        return 2
    where = machine()
    try:
        figures = measure(names or NAMES)
    except CannotMeasure as error:
        print(error, file=sys.stderr)
        return 1
    print(f"\n{table(figures)}\n\n{summary(figures)}")
    write(figures, where, results)
    missed = any(figure.met is False for figure in figures)
    return 1 if missed and STRICT in arguments else 0


def measure(names: Sequence[str]) -> list[Figure]:
    """The figures of the named benchmarks, in the order of the table."""
    figures: list[Figure] = []
    for name, run in ALONE.items():
        if name in names:
            figures += _timed(name, run)
    if any(name in names for name in IN_BROWSER):
        with desk() as open_desk:
            for name, look in IN_BROWSER.items():
                if name in names:
                    figures += _timed(name, lambda look=look: look(open_desk))
    return figures


def _timed(name: str, run: Callable[[], list[Figure]]) -> list[Figure]:
    began = time.monotonic()
    print(f"{name} ...", end=" ", file=sys.stderr, flush=True)
    figures = run()
    print(f"{time.monotonic() - began:.0f} s", file=sys.stderr)
    return figures


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
