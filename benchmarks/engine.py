"""What needs no page: scoring, reading all content, merging many respondents."""

from __future__ import annotations

import time
from collections import defaultdict

from toolkit_widgets.content import check

from . import merge, scoring
from .table import Figure

GROUP = "Scoring, reading, merging"
RUNS = 5
GOALS_MS = {
    "first score, 300 items, nothing conditional": 5,
    "after one answer, 300 items, nothing conditional": 1,
    "first score, 300 items, conditional items": 5,
    "after one answer, 300 items, conditional items": 1,
    "load and check all of data/ and lessons/": 1000,
    "merge 200 respondents of 120 items, with statistics": 1000,
}


def main() -> list[Figure]:
    """Every figure; a run of scoring is itself a median."""
    runs: dict[str, list[float]] = defaultdict(list)
    for _ in range(RUNS):
        for name, ms in scoring.main().items():
            runs[name].append(ms)
        began = time.perf_counter()
        check.run()
        runs["load and check all of data/ and lessons/"].append(
            (time.perf_counter() - began) * 1000
        )
        runs["merge 200 respondents of 120 items, with statistics"].append(merge.main()["all"])
    return [Figure(GROUP, name, "ms", ms, GOALS_MS.get(name)) for name, ms in runs.items()]
