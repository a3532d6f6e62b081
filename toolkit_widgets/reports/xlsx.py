"""A report as a workbook, to be sorted, filtered and filled in. No cell holds a formula."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from ..content import register
from ..content.cells import CONTINUED, pieces, put
from ..content.markdown import plain
from ..content.sheets import dress, header
from ..scoring.profile import Line, Profile, decimal
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
from .report import Report
from .review import HISTORY, WIDTHS, ReviewPart
from .risks import DECIDES, HOW, Risks
from .words import (
    BANDS_ARE_OURS,
    EFFORT,
    PRIORITY,
    TRAINING,
    VETOES_SAY,
    lesson_label,
    moment,
    weight_words,
)

Value = str | int | float | None


@dataclass(frozen=True)
class Column:
    """A heading, and the width in characters."""

    name: str
    width: int
    beside: bool = False
    """This column and those behind it are not printed."""


def to_xlsx(report: Report) -> bytes:
    """The report as a ``.xlsx`` file: result, dimensions, items, actions, and how it arose."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    profile = report.profile
    sheets = [_result(report)]
    if profile is not None:
        sheets += [_dimensions(profile), _items(report, profile)]
    if report.gates:
        sheets += _gates(report.gates)
    if report.risks:
        sheets += [_register(report.risks), *_beside(report.risks)]
    sheets.append(_answers(report))
    if report.review:
        sheets.append(_review(report.review))
    if profile is not None:
        sheets += [_actions(report, profile), _arose(profile)]
    for title, about, columns, rows in sheets:
        _sheet(book.create_sheet(title), report, about, columns, rows)
    if report.risks:
        _wide(book[register.SHEET])
    core = book.properties
    core.title, core.subject, core.description = report.title, report.instrument, TRAINING
    core.creator, core.lastModifiedBy, core.language = "", None, "en-GB"
    core.created = report.produced.replace(tzinfo=None)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


Sheet = tuple[str, str, Sequence[Column], Iterable[Sequence[Value]]]


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


def _dimensions(profile: Profile) -> Sheet:
    rows: list[Sequence[Value]] = []
    for row in profile.dimensions:
        score = row.score
        rows.append(
            (
                plain(row.title),
                _number(score.value),
                _number(score.low),
                _number(score.high),
                _number(row.target),
                _number(row.gap),
                score.answered,
                score.applicable,
            )
        )
    overall = profile.overall
    rows.append(
        (
            "All items",
            _number(overall.value),
            _number(overall.low),
            _number(overall.high),
            None,
            None,
            overall.answered,
            overall.applicable,
        )
    )
    about = (
        "“Could be”: from every open item at its lowest step to every one at its highest. "
        "Answered: of the items that apply."
    )
    names = ("Score", "Could be, low", "Could be, high", "Target", "Gap", "Answered", "Applicable")
    return "Dimensions", about, (Column("Dimension", 34), *(Column(n, 12) for n in names)), rows


def _items(report: Report, profile: Profile) -> Sheet:
    titles = {row.id: plain(row.title) for row in profile.dimensions}

    def row(line: Line) -> Sequence[Value]:
        return (
            line.id,
            plain(line.text),
            titles.get(line.dimension, line.dimension),
            OPEN.get(line.state, "Answered"),
            plain(line.step),
            plain(line.anchor),
            _number(line.points),
            _number(line.target),
            line.weight,
            line.reason,
            line.comment,
            line.evidence,
            "; ".join(line.roles),
            lesson_label(line.lesson, report.lessons),
        )

    columns = (
        Column("Id", 22),
        Column("Item", 40),
        Column("Dimension", 16),
        Column("State", 12),
        Column("Step", 16),
        Column("What that step says", 36),
        Column("Points", 8),
        Column("Target", 8),
        Column("Weight", 8),
        Column("Reason", 26),
        Column("Comment", 26),
        Column("Evidence", 26),
        Column("Who should answer", 30, beside=True),
        Column("Lesson", 34, beside=True),
    )
    return "Items", "Every scored item that was shown.", columns, [row(x) for x in profile.lines]


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


def _actions(report: Report, profile: Profile) -> Sheet:
    rows = [
        (
            number,
            plain(priority.action.text),
            EFFORT[priority.action.effort],
            "yes" if priority.quick else "",
            "\n".join(plain(line.text) for line in priority.lifts),
            lesson_label(priority.action.lesson or "", report.lessons),
            None,
            None,
        )
        for number, priority in enumerate(profile.priorities, 1)
    ]
    columns = (
        Column("No.", 6),
        Column("Action", 50),
        Column("Effort", 16),
        Column("Quick win", 10),
        Column("What it lifts", 60),
        Column("Lesson", 34),
        Column("Owner", 22),
        Column("Done by", 14),
    )
    return "Actions", f"{PRIORITY} Owner and date are for you to fill in.", columns, rows


def _arose(profile: Profile) -> Sheet:
    rows: list[Sequence[Value]] = []
    for line in profile.lines:
        value = None if line.points is None else line.points * line.weight
        note = OPEN.get(line.state, weight_words(line.weight))
        row = (line.dimension, line.id, _number(line.points), line.weight, _number(value), note)
        rows.append(row)
    rows += [("All items", "", None, None, None, words) for words in _story(profile)]
    columns = (
        Column("Dimension", 24),
        Column("Item", 34),
        Column("Points", 10),
        Column("Weight", 10),
        Column("Points × weight", 12),
        Column("How it counts", 70),
    )
    about = "Each term of the score; items without points do not count in it."
    return "How it arose", about, columns, rows


def _story(profile: Profile) -> list[str]:
    measure = profile.level.measure
    said = list(measure.story)
    band, unforced = profile.band, profile.level.unforced
    if band is not None and unforced is not None:
        said.append(f"level by the score alone: {plain(unforced.label)}")
        said += [f"veto: {plain(veto.because)}" for veto in profile.vetoes]
        said.append(f"level: {plain(band.label)}")
    return said


def _number(value: Fraction | None) -> float | int | None:
    """Rounded half up to three places, as a number that can be sorted."""
    if value is None:
        return None
    return value.numerator if value.denominator == 1 else float(decimal(value, 3))


def _sheet(
    target: Any,
    report: Report,
    about: str,
    columns: Sequence[Column],
    rows: Iterable[Sequence[Value]],
) -> None:
    header(target, [(column.name, column.width) for column in columns])
    number = 2
    for row in rows:
        number = _row(target, number, row)
    _lines(target, len(columns))
    last = number - 1
    if last > 1 and len(columns) > 2:
        target.auto_filter.ref = f"A1:{target.cell(last, len(columns)).coordinate}"
    printed = next((n for n, c in enumerate(columns) if c.beside), len(columns))
    target.print_area = f"A1:{target.cell(number + 1, printed).coordinate}"
    # an ampersand begins a code in a footer; two stand for one
    instrument = report.instrument.replace("&", "&&")[:120]
    dress(
        target,
        (
            f"{instrument} · {report.hash}",
            "&A",
            f"{moment(report.produced)} · page &P of &N",
        ),
    )
    if about:  # unwrapped, so that it runs across the columns
        put(target.cell(number + 1, 1), about)


def _lines(target: Any, columns: int) -> None:
    from openpyxl.styles import Border, Side

    line = Border(bottom=Side("thin", color="B8C4CE"))
    for cells in target.iter_rows(min_row=2, max_col=columns):
        for cell in cells:
            cell.border = line
            if isinstance(cell.value, float):
                cell.number_format = "0.0##"


def _row(target: Any, number: int, row: Sequence[Value]) -> int:
    """One row; a text too long for a cell goes on below, and the row says so."""
    parts = [list(pieces(v)) if isinstance(v, str) else [v] for v in row]
    height = max(len(part) for part in parts)
    for extra in range(height):
        if extra:
            put(target.cell(number + extra, 1), CONTINUED)
        for place, part in enumerate(parts, 1):
            if extra < len(part):
                put(target.cell(number + extra, place), part[extra])
    return number + height
