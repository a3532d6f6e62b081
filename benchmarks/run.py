"""All benchmarks in one table, and as data: ``make bench``.

Figures are medians or single laps on the machine at hand; the goals are those of the course. They
are printed, never asserted in a test, since another program may be running.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks import merge, scoring  # noqa: E402
from toolkit_widgets.content import check  # noqa: E402

GOALS_MS = {
    "first score, 300 items, nothing conditional": 5,
    "after one answer, 300 items, nothing conditional": 1,
    "first score, 300 items, conditional items": 5,
    "after one answer, 300 items, conditional items": 1,
    "load and check all of data/ and lessons/": 1000,
    "merge 200 respondents of 120 items, with statistics": 1000,
}
RUNS = 5


def loading() -> float:
    """Milliseconds to read and check everything in data/ and lessons/, median of five."""
    times = []
    for _ in range(RUNS):
        start = time.perf_counter()
        check.run()
        times.append((time.perf_counter() - start) * 1000)
    return statistics.median(times)


def main() -> int:
    """Print the table; write ``results.json`` beside this file."""
    figures = scoring.main()
    figures["load and check all of data/ and lessons/"] = loading()
    laps = [merge.main()["all"] for _ in range(RUNS)]
    figures["merge 200 respondents of 120 items, with statistics"] = statistics.median(laps)
    for name, value in figures.items():
        goal = GOALS_MS.get(name)
        said = "" if goal is None else f"goal {goal} ms: {'met' if value <= goal else 'MISSED'}"
        print(f"{value:9.2f} ms  {name:58} {said}")
    rounded = {name: round(value, 3) for name, value in figures.items()}
    target = ROOT / "benchmarks" / "results.json"
    target.write_text(json.dumps(rounded, indent=1) + "\n", "utf-8")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
