"""Gates in a Word document. Apart, since a notebook that shows a result needs no Word library."""

from __future__ import annotations

from ..content.markdown import Span, plain
from .gates import (
    OPENED,
    OPENED_HEADER,
    OPENED_SAYS,
    PRINCIPLES_HEADER,
    RECORD_HEADER,
    TASK_HEADER,
    WHO,
    Gates,
    facts,
    opened_row,
    record_rows,
    standing,
    task_row,
)
from .word import Block, Cell, WordDocument, inline


def write_gates(document: WordDocument, gates: Gates) -> None:
    """The part of the Word document about gates, from a new page on."""
    summary = gates.summary
    document.heading("Gates", new_page=True)
    rows: list[list[Cell]] = []
    for state in summary.states:
        gate: list[Block] = [
            ("Table Text", [Span(plain(state.name), strong=True)]),
            ("Table Text", inline(state.gate.text)),
        ]
        said: list[Block] = [("Table Text", [Span(standing(state), strong=True)])]
        said += [
            ("Table Text", [Span(f"{fact.name}: ", emphasis=True), Span(fact.text)])
            for fact in facts(state)
        ]
        if state.reasons:
            holds = state.standing == "passed, but no longer supported"
            words = "What no longer holds:" if holds else "What is missing:"
            said.append(("Table Text", [Span(words, emphasis=True)]))
            said += [("Table Bullet", inline(one.because)) for one in state.reasons]
        if state.decision is None:
            decides = [Span("Who must decide: ", emphasis=True), *inline(state.gate.decides)]
            said.append(("Table Text", decides))
        rows.append([gate, said])
    document.table(["Gate and question", "Standing"], rows, [6.0, 11.0], "Where each gate stands")
    if summary.openings:
        document.heading(OPENED)
        document.paragraph(OPENED_SAYS, "Small Print", with_next=True)
        opened: list[list[Cell]] = [list(opened_row(one)) for one in summary.openings]
        document.table(OPENED_HEADER, opened, [2.6, 3.0, 4.2, 4.6, 2.6], OPENED)
    if summary.tasks:
        document.heading(WHO)
        tasks: list[list[Cell]] = [list(task_row(one)) for one in summary.tasks]
        document.table(TASK_HEADER, tasks, [3.2, 6.8, 4.0, 3.0], WHO)
    if summary.records:
        document.heading("Records and where they are")
        records: list[list[Cell]] = [list(row) for row in record_rows(gates)]
        document.table(RECORD_HEADER, records, [3.2, 4.8, 4.0, 2.4, 2.6], "Records")
    if gates.principles:
        document.heading("Principles by section")
        named: list[list[Cell]] = [
            [plain(section), ", ".join(names)] for section, names in gates.principles
        ]
        document.table(PRINCIPLES_HEADER, named, [4.5, 12.5], "Principles by section")
