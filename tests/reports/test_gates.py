"""Reports of a workbook: the sentence, gates opened although shut, who does what, every format."""

from __future__ import annotations

import io
import json
from itertools import pairwise
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.samples import NOW, answer_file, small_course
from tests.samples_gates import CONDITIONS, GO, OVERRIDE, REASON, STOP, gate, ready, workbook
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.reports.gates import OPENED, gate_fragment, gates_of
from toolkit_widgets.scoring.gate_entry import settle
from toolkit_widgets.scoring.gate_summary import gate_summary

from .pages import Page

FORM = workbook()
NASTY = "=HYPERLINK(1) <script>alert(1)</script> because the festival begins."


def entered(answers: dict[str, Answer], *values: tuple[str, Any]) -> dict[str, Answer]:
    """Answers after values were entered at gates, as the form does it."""
    for name, value in values:
        raw, before = {"value": value}, answers.get(name)
        answers[name], _ = settle(FORM, gate(FORM, name), raw, before, answers, NOW.isoformat())
    return answers


def forced(**more: Any) -> dict[str, Answer]:
    """The first gate was opened although the law was missing, which came later; then a second."""
    answers = {key: answer for key, answer in ready().items() if key != "planning.law"}
    entered(answers, ("planning.gate", {**GO, **OVERRIDE, **more}))
    answers["planning.law"] = ready()["planning.law"]
    return entered(answers, ("use.gate", CONDITIONS))


def report(answers: dict[str, Answer], form: Questionnaire = FORM) -> Report:
    return build_report(form, answer_file(form, answers), small_course(), NOW)


def words(data: bytes) -> str:
    document = Document(io.BytesIO(data))
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


@pytest.mark.parametrize(
    ("answers", "sentence"),
    [
        ({}, "Gate 1 of 2 is shut: the system has no name, and one more thing is missing; "
            "no gate was passed."),
        (ready(), "Gate 1 of 2 is open and waits for a decision; no gate was passed."),
        (
            entered(ready(), ("planning.gate", GO), ("use.gate", STOP)),
            "Stopped at gate 2 of 2: nobody may use it before the law says so; "
            "one gate was passed.",
        ),
        (
            entered(ready(**{"use.errors": Answer(value=9)}),
                    ("planning.gate", GO), ("use.gate", STOP)),
            "Stopped at gate 2 of 2: Errors by group are not known, or too many; "
            "one gate was passed.",
        ),
        (
            entered(ready(), ("planning.gate", GO), ("use.gate", CONDITIONS)),
            "All two gates were passed.",
        ),
        (forced(), "All two gates were passed, one of them although it was shut."),
        (
            {k: a for k, a in forced().items() if k != "planning.name"},
            "Gate 1 of 2 was passed, but is no longer supported: the system has no name; "
            "no gate was passed.",
        ),
    ],
)  # fmt: skip
def test_one_sentence_to_read_aloud(answers: dict[str, Answer], sentence: str) -> None:
    found = gate_summary(FORM, answers).sentence
    assert found == sentence.replace("All two", "Both")
    if "no longer" not in sentence:
        assert report(answers).sentence == found


def test_openings_are_listed_also_where_the_gate_is_properly_passed_now() -> None:
    summary = gate_summary(FORM, forced())
    assert [state.standing for state in summary.states] == ["passed", "passed with conditions"]
    (opening,) = summary.openings
    assert (opening.reason, opening.missing, opening.until) == (
        REASON, ("There is no legal opinion.",), "",
    )  # fmt: skip


def test_withdrawn_openings_are_listed_the_latest_first() -> None:
    answers = forced()
    del answers["planning.law"]
    entered(answers, ("planning.gate", {**GO, **OVERRIDE, "override_by": "Mayor"}),
            ("planning.gate", STOP))  # fmt: skip
    assert [one.by for one in gate_summary(FORM, answers).openings] == ["Mayor", "Deputy chief"]
    assert all(one.until for one in gate_summary(FORM, answers).openings)


def test_who_does_what_by_when() -> None:
    tasks = gate_summary(FORM, forced()).tasks
    assert [(one.what, one.who, one.when) for one in tasks] == [
        ("Who closes this stage? By which day?", "Deputy chief", "2026-03-31"),
        (
            "Condition of gate 2: Only by day, until the errors by group are known.",
            "see the condition",
            "see the condition",
        ),
    ]
    records = gate_summary(FORM, forced()).records
    assert [(one.title, one.where, one.owner) for one in records] == [
        ("Opinion L-1", "Legal service", "Legal adviser")
    ]


def test_principles_stand_beside_each_section() -> None:
    found = gates_of(FORM, {})
    assert found is not None
    assert [(title, len(names)) for title, names in found.principles] == [("1. Planning", 2)]


def test_the_page() -> None:
    page = Page(write(report(forced(override_reason=NASTY)), "html")[0].decode())
    for text in (OPENED, "Deputy chief", "There is no legal opinion.", "Who does what by when",
                 "Opinion L-1", "31 March 2026", "Principles"):  # fmt: skip
        assert text in page.words
    assert NASTY in page.words
    assert "script" not in page.tags
    assert "#profile-opened" in page.values("href", "a")
    assert len(page.ids) == len(set(page.ids))
    levels = [level for level, _ in page.headings]
    assert all(after - before <= 1 for before, after in pairwise(levels))


def test_the_fragment_of_the_notebook() -> None:
    gates = gates_of(FORM, forced(override_reason=NASTY))
    assert gates is not None
    page = Page(gate_fragment(gates, heading_level=4))
    assert not page.unclosed
    assert not page.ids
    assert "script" not in page.tags
    assert page.headings[0] == (4, "Gates")


def test_nothing_was_opened_and_nothing_says_so() -> None:
    gates = gates_of(FORM, ready())
    assert gates is not None
    assert OPENED not in gate_fragment(gates)


def test_the_word_document() -> None:
    found = report(forced())
    data = write(found, "docx")[0]
    text = words(data)
    for part in (found.sentence, OPENED, REASON, "Missing then", "In force; the gate is passed",
                 "Is there a law, and is it needed?"):  # fmt: skip
        assert part in text
    footer = Document(io.BytesIO(data)).sections[0].footer.paragraphs[0].text
    assert f"{found.instrument} · hash {found.hash}" in footer


def test_the_spreadsheet_has_no_formula() -> None:
    data = write(report(forced(override_reason=NASTY)), "xlsx")[0]
    book = load_workbook(io.BytesIO(data))
    assert {"Result", "Gates", OPENED, "Who does what by when", "Records", "Answers"} <= set(
        book.sheetnames
    )
    assert book["Gates"]["C2"].value == "Passed"
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert any(NASTY in str(cell.value) for cell in cells)


def test_the_data() -> None:
    data = json.loads(write(report(forced()), "json")[0])
    gates = data["gates"]
    assert [one["standing"] for one in gates["gates"]] == ["passed", "passed with conditions"]
    (opening,) = gates["opened_although_shut"]
    assert (opening["gate"], opening["until"]) == ("planning.gate", None)
    assert opening["missing"] == ["There is no legal opinion."]
    assert "result" not in data


def test_a_draft_is_called_a_draft() -> None:
    answers = entered({}, ("planning.gate", GO))
    page = Page(write(report(answers), "html")[0].decode())
    assert "Go (a draft: it does not count)" in page.words


def test_without_a_gate_there_is_nothing_to_report() -> None:
    data = FORM.model_dump(by_alias=True, exclude_defaults=True)
    for section in data["sections"]:
        section["items"] = [item for item in section["items"] if item["type"] != "gate"]
    form = Questionnaire.model_validate(data)
    with pytest.raises(ValueError, match="has no gates"):
        report({}, form)
