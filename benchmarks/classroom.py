"""Reading a class: 10,000 files of 150 answers, against reading their JSON alone."""

from __future__ import annotations

from . import cohort
from .table import Figure

GROUP = "A class of 10,000 files"


def main() -> list[Figure]:
    """Processor time of both, medians of some laps, and their ratio."""
    found = cohort.main()
    ratio = found.pop("ratio")
    figures = [Figure(GROUP, name, "s", [seconds]) for name, seconds in found.items()]
    return [*figures, Figure(GROUP, "report / json.load alone", "x", [ratio], cohort.GOAL)]
