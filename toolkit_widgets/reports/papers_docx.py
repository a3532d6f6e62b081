"""A filled paper as a Word document: one page where one is asked for, with lines to sign."""

from __future__ import annotations

from collections.abc import Sequence

from ..content.markdown import Span, plain
from ..scoring.papers import FilledPaper
from .papers import NOTICE, SIGN, STILL, PaperReport, runs
from .word import Block, Cell, WordDocument, inline
from .words import count

_STYLES = {"line": "Normal", "bullet": "List Bullet", "open": "Normal"}


def to_docx(report: PaperReport) -> bytes:
    """The paper as a ``.docx`` file, A4; what is still to be decided has a page of its own."""
    filled = report.filled
    document = WordDocument(report.title, NOTICE, report.produced)
    document.footer(f"{NOTICE}\n{report.footer}")
    document.paragraph(runs(filled.title), "Title")
    document.paragraph(runs(filled.for_), "Subtitle")
    document.paragraph(_about(report), "Small Print")
    for block in filled.blocks:
        if block.heading is not None:
            document.subheading(runs(block.heading))
        for line in block.lines:
            words = runs(line)
            if line.kind == "open":
                words = [Span(span.text, strong=True) for span in words]
            document.paragraph(words, _STYLES[line.kind])
    if filled.paper.signature:
        document.subheading("Signatures")
        rows: list[list[Cell]] = [[plain(role), "", "", ""] for role in filled.paper.signature]
        about = "A line for each role that signs"
        document.table(SIGN, rows, [4.4, 4.6, 5.0, 3.0], about, row_height=1.1)
    if filled.missing:
        document.subheading(STILL, new_page=True)
        document.paragraph("For whoever finishes this paper; take this page out then.")
        for one in filled.missing:
            why = Span(f" ({one.why})", emphasis=True)
            document.paragraph([*inline(one.question), why], "List Bullet")
    return document.save()


def write_papers(document: WordDocument, papers: Sequence[FilledPaper]) -> None:
    """The part of a longer report: each paper's title, and what is still to be decided in it."""
    document.heading("Papers")
    document.paragraph("Each is a document of its own; the form makes it.", with_next=True)
    rows: list[list[Cell]] = []
    for filled in papers:
        missing: list[Block] = [
            ("Table Bullet", [*inline(one.question), Span(f" ({one.why})", emphasis=True)])
            for one in filled.missing
        ]
        rows.append([runs(filled.title), str(filled.words), missing or "Nothing"])
    document.table(["Paper", "Words", STILL], rows, [6.0, 2.0, 9.0], "The papers and their gaps")


def _about(report: PaperReport) -> str:
    words = report.by
    if report.review:
        words += f" Review: {report.review}"
    if report.filled.missing:
        words += f" Draft: {count(len(report.filled.missing), 'question')} still to be decided."
    return words
