"""Risks in a Word document. Apart, since a notebook that shows a result needs no Word library."""

from __future__ import annotations

from typing import Any

from ..figures.style import WIDTH
from .risks import HOW, Risks, facts
from .word import Cell, WordDocument, inline


def write_risks(document: WordDocument, risks: Risks) -> None:
    """The part of the Word document about risks."""
    summary, figure = risks.summary, risks.figure
    document.heading("Risks", new_page=True)
    document.paragraph(summary.sentence, "Key Sentence")
    document.paragraph(f"{summary.matrix.label} {HOW}", "Small Print")
    document.picture(figure.png(), WIDTH, figure.sentence)
    rows: list[list[Cell]] = [[*row] for row in figure.table[1:]]
    widths = [1.1, 4.9, 2.5, 2.5, 2.5, 1.8, 1.7]
    document.table(figure.table[0], rows, widths, "Risks in order of care")
    if not summary.judged:
        return
    document.heading("What is done about each risk", 2)
    plan: list[list[Cell]] = []
    for line in summary.judged:
        said: list[Any] = [("Table Text", f"{name}: {value}") for name, value in facts(line)]
        said += [("Table Text", finding.message) for finding in line.findings]
        plan.append([str(line.number), inline(line.text), said or "–"])
    document.table(["No.", "Risk", "What was said"], plan, [1.1, 5.4, 10.5], "Plan for each risk")
