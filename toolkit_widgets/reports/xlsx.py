"""A report as a workbook, to be sorted, filtered and filled in. No cell holds a formula."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

from ..content import register
from ..content.markdown import plain
from .annex import OPEN
from .gates import (
    GATE_HEADER,
    OPENED,
    OPENED_HEADER,
    OPENED_SAYS,
    RECORD_HEADER,
    TASK_HEADER,
    WHO,
    Gates,
    gate_row,
    opened_row,
    record_rows,
    task_row,
)
from .plan import HEADER, ORDER
from .profile_xlsx import actions, arose, dimensions, items
from .report import Report
from .review import HISTORY, WIDTHS, ReviewPart
from .risks import DECIDES, HOW, Risks
from .words import BANDS_ARE_OURS, TRAINING, VETOES_SAY
from .workbook import Column, Sheet, Value, write_sheet


def to_xlsx(report: Report) -> bytes:
    """The report as a ``.xlsx`` file: result, dimensions, items, actions, and how it arose."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    profile = report.profile
    sheets = [_result(report)]
    if profile is not None:
        sheets += [dimensions(profile), items(report, profile)]
    if report.gates:
        sheets += _gates(report.gates)
    if report.risks:
        sheets += [_register(report.risks), *_beside(report.risks)]
    sheets.append(_answers(report))
    if report.review:
        sheets.append(_review(report.review))
    if profile is not None:
        sheets += [actions(report, profile), arose(profile)]
    for title, about, columns, rows in sheets:
        write_sheet(book.create_sheet(title), report, about, columns, rows)
    if report.risks:
        _wide(book[register.SHEET])
    core = book.properties
    core.title, core.subject, core.description = report.title, report.instrument, TRAINING
    core.creator, core.lastModifiedBy, core.language = "", None, "en-GB"
    core.created = report.produced.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _result(report: Report) -> Sheet:
    profile, risks = report.profile, report.risks
    rows: list[Sequence[Value]] = [("Result", report.sentence)]
    if report.caution:
        rows.append(("Caution", report.caution))
    vetoes = profile.vetoes if profile else risks.summary.vetoes if risks else ()
    if vetoes:
        rows.append(("Decide these first", VETOES_SAY if profile else DECIDES))
        rows += [(f"{n}.", plain(veto.because)) for n, veto in enumerate(vetoes, 1)]
    if profile is not None and profile.band is not None:
        rows.append(("Level", plain(profile.band.label)))
        rows.append(("What it means", plain(profile.band.meaning)))
        if profile.band_low.id != profile.band_high.id:
            low, high = plain(profile.band_low.label), plain(profile.band_high.label)
            rows.append(("Could still be", f"from “{low}” to “{high}”"))
    if risks:
        if profile is not None:
            rows.append(("Risks", risks.summary.sentence))
        rows.append(("Levels of risks", f"{plain(risks.summary.matrix.label)} {HOW}"))
    rows += report.facts
    what = f"{TRAINING} {BANDS_ARE_OURS}" if profile else TRAINING
    rows += [("What this is", what), ("Whose it is", report.independence)]
    return "Result", "", (Column("About", 24), Column("Value", 100)), rows


def _register(risks: Risks) -> Sheet:
    questionnaire, answers = risks.summary.questionnaire, risks.answers
    columns = [Column(column.name, column.width) for column in register.COLUMNS]
    rows = [
        register.register_row(questionnaire, line, answers.get(line.id))
        for line in risks.summary.lines
    ]
    return register.SHEET, "", columns, rows


def _beside(risks: Risks) -> list[Sheet]:
    """The treatment plan, and the grid where there is one."""
    widths = (6, 28, 16, 16, 50, 24, 12, 12)
    columns = [Column(name, width) for name, width in zip(HEADER, widths, strict=True)]
    sheets: list[Sheet] = []
    if risks.plan:
        rows: list[Sequence[Value]] = [[step.number, *step.cells[1:]] for step in risks.plan]
        sheets.append(("Treatment plan", ORDER, columns, rows))
    if risks.grid is not None:
        header_, *cells = risks.grid.table
        heads = [Column(name, 30 if not place else 20) for place, name in enumerate(header_)]
        about = "In each cell the worst level now, with the numbers of the risks at that level."
        sheets.append(("Principles and stages", about, heads, cells))
    return sheets


def _wide(target: Any) -> None:
    """The register: four pages side by side, with the names of the risks on each."""
    target.freeze_panes = "D2"
    target.page_setup.fitToWidth = 4
    target.print_title_cols = "A:C"


def _answers(report: Report) -> Sheet:
    rows = [
        (
            plain(section.title),
            row.id,
            plain(row.question),
            OPEN.get(row.state, "Answered"),
            row.answer if row.typed else plain(row.answer),
            row.reason,
            row.comment,
            row.evidence,
        )
        for section in report.annex
        for row in section.rows
    ]
    columns = (
        Column("Section", 18),
        Column("Id", 22),
        Column("Question", 44),
        Column("State", 14),
        Column("Answer", 36),
        Column("Reason", 28),
        Column("Comment", 28),
        Column("Evidence", 28),
    )
    return "Answers", "Every question that was shown, scored or not.", columns, rows


def _gates(gates: Gates) -> list[Sheet]:
    """The gates; where there are any: those opened although shut, who does what, the records."""
    summary = gates.summary
    widths = (22, 40, 18, 14, 20, 14, 30, 34, 30, 30, 40, 26, 30)
    tables: list[tuple[str, str, Sequence[str], Sequence[int], Sequence[Sequence[Value]]]] = [
        ("Gates", "", GATE_HEADER, widths, [gate_row(gates, one) for one in summary.states]),
        (
            OPENED,
            OPENED_SAYS,
            OPENED_HEADER,
            (22, 26, 50, 60, 34),
            [opened_row(one) for one in summary.openings],
        ),
        (WHO, "", TASK_HEADER, (26, 60, 32, 18), [task_row(one) for one in summary.tasks]),
        ("Records", "", RECORD_HEADER, (26, 44, 40, 18, 26), record_rows(gates)),
    ]
    return [
        (title, about, [Column(n, w) for n, w in zip(heads, wide, strict=True)], rows)
        for title, about, heads, wide, rows in tables
        if rows
    ]


def _review(part: ReviewPart) -> Sheet:
    columns = [Column(name, width) for name, width in zip(HISTORY, WIDTHS, strict=True)]
    about = f"{part.sentence} {part.changes}".strip()
    return "Review", about, columns, [step.cells for step in part.steps]
