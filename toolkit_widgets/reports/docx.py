"""A report as a Word document, to be edited, filled in by hand and signed."""

from __future__ import annotations

from collections.abc import Sequence

from ..content.markdown import Span, paragraphs, plain
from ..figures import Figure
from ..figures.style import WIDTH
from ..scoring.profile import Line, Profile, decimal
from .annex import OPEN, AnnexSection, Row
from .fragment import reached
from .gates_docx import write_gates
from .papers_docx import write_papers
from .report import Report
from .review import write_review
from .risks_docx import write_risks
from .word import Block, Cell, WordDocument, inline
from .words import (
    BANDS_ARE_OURS,
    EFFORT,
    PRIORITY,
    TRAINING,
    VETOES_SAY,
    edge_words,
    lesson_label,
    moment,
    weight_words,
)


def to_docx(report: Report) -> bytes:
    """The report as a ``.docx`` file, A4, with its own contents, action plan and annex."""
    document = WordDocument(report.title, TRAINING, report.produced)
    document.footer(f"{report.instrument} · hash {report.hash} · {moment(report.produced)}")
    _first_page(document, report)
    if report.profile is not None and report.figure is not None:
        _result(document, report, report.profile, report.figure)
        _outlook(document, report)
        _action_plan(document, report, report.profile)
    if report.gates:
        write_gates(document, report.gates)
    if report.risks:
        write_risks(document, report.risks, alone=report.profile is None)
    if report.profile is not None:
        _open_items(document, report.profile)
    if report.papers:
        write_papers(document, report.papers)
    if report.review:
        write_review(document, report.review)
    _instrument(document, report)
    document.heading("Annex: all answers", new_page=True)
    for section in report.annex:
        _annex(document, section)
    return document.save()


def _first_page(document: WordDocument, report: Report) -> None:
    document.paragraph(report.title, "Title")
    document.paragraph(report.subject or report.course_title, "Subtitle")
    document.paragraph(f"{TRAINING} {report.independence}")
    if report.caution:
        document.paragraph([Span("Caution. ", strong=True), Span(report.caution)])
    document.paragraph(report.sentence, "Key Sentence")
    facts: list[list[Cell]] = [[name, value] for name, value in report.facts]
    document.table(["About this report", "Value"], facts, [4.5, 12.5], "When and from what")
    document.contents()


def _result(document: WordDocument, report: Report, profile: Profile, figure: Figure) -> None:
    if profile.vetoes:
        document.heading("Decide these first", new_page=True)
        document.paragraph(VETOES_SAY, "Small Print")
        for number, veto in enumerate(profile.vetoes, 1):
            document.paragraph([Span(f"{number}. ", strong=True), *inline(veto.because)])
    document.heading("What the level means", new_page=not profile.vetoes)
    bands = reached(profile)
    if not bands:
        document.paragraph("There is no level yet: no applicable item is answered.")
    elif len(bands) > 2:
        document.paragraph(
            "Too much is open to say what this means. "
            f"It could still be any of {len(bands)} levels."
        )
    else:
        for band in bands:
            label = Span(f"{plain(band.label)}. ", strong=True)
            document.paragraph([label, *inline(band.meaning)])
    document.paragraph(BANDS_ARE_OURS, "Small Print")

    document.heading("Distance to target")
    document.picture(figure.png(200), WIDTH, figure.sentence)
    document.paragraph("The same as a table", "Caption")
    header, *rows = figure.table
    document.table(header, rows, [5.4, 2.6, 2.9, 1.9, 1.7, 2.5], figure.sentence)
    document.paragraph(
        "“Could be”: from every open item at its lowest step to every one at its highest. "
        "“Answered”: of the items that apply. Each number is rounded by itself.",
        "Small Print",
    )
    if profile.strengths:
        document.heading("Strengths")
        _lines(document, report, profile.strengths, "Answered items at or above their target")
    if profile.weakest:
        document.heading("Furthest below the target")
        _lines(document, report, profile.weakest, "Answered items furthest below their target")


def _lines(document: WordDocument, report: Report, lines: Sequence[Line], about: str) -> None:
    rows: list[list[Cell]] = []
    for line in lines:
        notes = [f"Target {decimal(line.target)}"]
        notes += [weight_words(line.weight), lesson_label(line.lesson, report.lessons)]
        note = " · ".join(x for x in notes if x)
        question: list[Block] = [("Table Text", inline(line.text)), ("Table Text", note)]
        rows.append([question, _step(line.step, line.anchor)])
    document.table(["Item", "Chosen step"], rows, [8.0, 9.0], about)


def _step(step: str, anchor: str) -> list[Block]:
    blocks: list[Block] = [("Table Text", [Span(plain(step), strong=True)])]
    return [*blocks, ("Table Text", inline(anchor))] if anchor else blocks


def _outlook(document: WordDocument, report: Report) -> None:
    ahead = report.outlook
    if ahead is None:
        return
    document.heading("What would change the level")
    for sentence in (ahead.up.sentence, ahead.down.sentence):
        document.paragraph(inline(sentence))
    if ahead.plan is not None:
        document.paragraph([Span("For least effort. ", strong=True), *inline(ahead.plan.sentence)])
        for action in ahead.plan.actions:
            document.paragraph(inline(f"{action.text} ({EFFORT[action.effort]})"), "List Bullet")


def _action_plan(document: WordDocument, report: Report, profile: Profile) -> None:
    if not profile.priorities:
        return
    document.heading("Action plan")
    document.paragraph(
        f"{PRIORITY} A quick win takes days. Owner and date are for you to fill in.",
        with_next=True,
    )
    rows: list[list[Cell]] = []
    for number, priority in enumerate(profile.priorities, 1):
        action: list[Block] = [("Table Text", inline(priority.action.text))]
        lesson = lesson_label(priority.action.lesson or "", report.lessons)
        if lesson:
            action.append(("Table Text", [Span(lesson, emphasis=True)]))
        effort: list[Block] = [("Table Text", EFFORT[priority.action.effort])]
        if priority.quick:
            effort.append(("Table Text", [Span("Quick win", strong=True)]))
        lifts: list[Block] = [("Table Bullet", inline(line.text)) for line in priority.lifts]
        rows.append([str(number), action, effort, lifts, "", ""])
    document.table(
        ["No.", "Action", "Effort", "What it lifts", "Owner", "Done by"],
        rows,
        [1.1, 5.1, 2.0, 4.5, 2.3, 2.0],
        "Actions, the most useful for their effort first, with room for owner and date",
    )


def _open_items(document: WordDocument, profile: Profile) -> None:
    groups = [
        ("Don't know yet", profile.in_state("dont_know")),
        ("Not answered", profile.in_state("unanswered", "draft")),
        ("Not applicable", profile.in_state("not_applicable")),
    ]
    if not any(lines for _, lines in groups):
        return
    document.heading("What is open, and what does not apply")
    for title, lines in groups:
        if not lines:
            continue
        document.heading(title, 2)
        asks = title != "Not applicable"
        header = ["Item", "Reason", *(["Who should answer"] if asks else [])]
        rows: list[list[Cell]] = []
        for line in lines:
            reason = line.reason or ("Draft, not counted" if line.state == "draft" else "–")
            row: list[Cell] = [inline(line.text), reason]
            rows.append([*row, ", ".join(line.roles) or "–"] if asks else row)
        document.table(header, rows, [7.0, 5.6, 4.4] if asks else [7.0, 10.0], title)


def _instrument(document: WordDocument, report: Report) -> None:
    questionnaire = report.questionnaire
    document.heading("About the instrument")
    for block in paragraphs(questionnaire.about):
        document.paragraph(block.spans, "List Bullet" if block.kind == "entry" else "Normal")
    if report.profile is None:
        return
    document.heading("Levels", 2)
    document.paragraph(
        "A level begins at the mean step given here and ends below the next one.", with_next=True
    )
    rows: list[list[Cell]] = [
        [plain(band.label), edge_words(band), inline(band.meaning)]
        for band in sorted(questionnaire.bands, key=lambda band: band.edge)
    ]
    document.table(["Level", "From", "Meaning"], rows, [3.6, 1.4, 12.0], "The levels")


def _annex(document: WordDocument, section: AnnexSection) -> None:
    document.heading(plain(section.title), 2)
    rows: list[list[Cell]] = []
    for row in section.rows:
        question: list[Block] = [("Table Text", inline(row.question))]
        if row.weight > 1:
            weight = weight_words(row.weight).capitalize()
            question.append(("Table Text", [Span(weight, emphasis=True)]))
        rows.append([question, _answer(row), _notes(row)])
    header = ["Question", "Answer", "Reason, comment, evidence"]
    document.table(header, rows, [6.0, 5.8, 5.2], f"Answers: {plain(section.title)}")


def _answer(row: Row) -> list[Block]:
    blocks: list[Block] = []
    if row.state != "answered":
        blocks.append(("Table Text", [Span(OPEN[row.state], emphasis=True)]))
    if row.answer and row.typed:
        blocks.append(("Table Text", row.answer))
    elif row.answer:
        blocks.append(("Table Text", [Span(plain(row.answer), strong=True)]))
    if row.anchor:
        blocks.append(("Table Text", inline(row.anchor)))
    return blocks


def _notes(row: Row) -> list[Block]:
    notes = (("Reason", row.reason), ("Comment", row.comment), ("Evidence", row.evidence))
    blocks: list[Block] = [
        ("Table Text", [Span(f"{name}: ", emphasis=True), Span(text)])
        for name, text in notes
        if text.strip()
    ]
    return blocks or [("Table Text", "–")]
