"""Risks in a Word document. Apart, since a notebook that shows a result needs no Word library."""

from __future__ import annotations

from typing import Any

from ..content.markdown import Span, plain
from ..figures.style import WIDTH
from .plan import HEADER, ORDER
from .risks import DECIDES, HOW, Risks, facts, still_open
from .word import Cell, WordDocument, inline


def write_risks(document: WordDocument, risks: Risks, *, alone: bool = False) -> None:
    """The part of the Word document about risks. ``alone``: there is no profile before it."""
    summary, figure = risks.summary, risks.figure
    if alone and summary.vetoes:
        document.heading("Decide these first", new_page=True)
        document.paragraph(DECIDES, "Small Print")
        for number, veto in enumerate(summary.vetoes, 1):
            document.paragraph([Span(f"{number}. ", strong=True), *inline(veto.because)])
    document.heading("Risks", new_page=not (alone and summary.vetoes))
    if not alone:  # the first page has it
        document.paragraph(summary.sentence, "Key Sentence")
    document.paragraph(f"{plain(summary.matrix.label)} {HOW}", "Small Print")
    document.picture(figure.png(), WIDTH, figure.sentence)
    rows: list[list[Cell]] = [[*row] for row in figure.table[1:]]
    widths = [1.1, 4.0, 2.4, 2.4, 2.4, 2.4, 2.3]
    document.table(figure.table[0], rows, widths, "Risks in order of care")
    if risks.grid is not None:
        document.heading("By principle and stage", 2)
        document.picture(risks.grid.png(), WIDTH, risks.grid.sentence)
        header, *cells = risks.grid.table
        grid: list[list[Cell]] = [[*row] for row in cells]
        about = "Worst level now by principle and stage, with the numbers of the risks"
        document.table(header, grid, [2.6, *[2.4] * (len(header) - 1)], about)
    if summary.counted:
        _treatment(document, risks)
    if summary.judged:
        _plan(document, risks)
    if summary.open:
        document.heading("Risks not judged yet", 2)
        still: list[list[Cell]] = [
            [str(line.number), inline(line.text), still_open(summary, line) or "–"]
            for line in summary.open
        ]
        document.table(["No.", "Risk", "Reason"], still, [1.1, 5.4, 10.5], "Risks not judged yet")


def _treatment(document: WordDocument, risks: Risks) -> None:
    document.heading("Treatment plan", 2)
    document.paragraph(ORDER, "Small Print", with_next=True)
    steps: list[list[Cell]] = [[*step.cells] for step in risks.plan]
    widths = [1.0, 2.7, 1.6, 1.6, 3.9, 2.2, 2.0, 2.0]
    document.table(HEADER, steps, widths, "Treatment plan")


def _plan(document: WordDocument, risks: Risks) -> None:
    summary = risks.summary
    document.heading("What is done about each risk", 2)
    plan: list[list[Cell]] = []
    for line in summary.judged:
        known = facts(summary.questionnaire, line)
        said: list[Any] = [("Table Text", f"{fact.name}: {fact.plain}") for fact in known]
        said += [("Table Text", finding.message) for finding in line.findings]
        plan.append([str(line.number), inline(line.text), said or "–"])
    document.table(["No.", "Risk", "What was said"], plan, [1.1, 5.4, 10.5], "Plan for each risk")
