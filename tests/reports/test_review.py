"""The review on every format of a report, and text that tries to be more than text."""

from __future__ import annotations

import io
import json
from typing import Any

import docx
import openpyxl
import pytest

from toolkit_widgets.models import Answer
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.reports.docx import to_docx
from toolkit_widgets.reports.html import to_html
from toolkit_widgets.scoring.review import NAME, NOTE, new_event

from ..samples import NOW, answer_file, small_course, small_questionnaire, some_answers
from .pages import Page

NASTY = '=1+1 <script>alert(1)</script> & "quoted" \u202eb\x07'
FORM = small_questionnaire(review=True)


def report(*steps: tuple[str, str], changed: bool = False, **more: Any) -> Report:
    given = some_answers()
    file = answer_file(FORM, given, **more)
    for n, (step, by) in enumerate(steps):
        at = f"2026-03-01T10:{n:02}:00+00:00"
        item = "culture.leaders" if step == "comment" else ""
        file.review.append(new_event(step, by, "officer", given, at, f"{NASTY} {n}", item))  # type: ignore[arg-type]
    if changed:
        file.answers = {**given, "people.training": Answer(value="managed")}
    return build_report(FORM, file, small_course(), NOW)


APPROVED = (("submit", "Heron"), ("review", "Kite"), ("approve", "Owl"), ("comment", "Kite"))


def test_the_first_page_says_where_it_stands() -> None:
    assert dict(report().facts)["Review"] == "Draft, not reviewed."
    assert dict(report(*APPROVED).facts)["Review"] == (
        "Approved by Owl (officer) on 1 March 2026; the answers are unchanged since."
    )
    changed = report(*APPROVED, changed=True)
    assert "the approval no longer counts" in dict(changed.facts)["Review"]
    assert changed.review is not None
    assert changed.review.changes == "1 answer changed since: How far is your agency with training?"


def test_without_review_nothing_is_said() -> None:
    plain = small_questionnaire()
    made = build_report(plain, answer_file(plain, some_answers()), small_course(), NOW)
    assert made.review is None
    assert "Review" not in dict(made.facts)
    assert 'id="review"' not in to_html(made)
    assert "review" not in json.loads(write(made, "json")[0])


def test_html() -> None:
    html = to_html(report(*APPROVED))
    page = Page(html)
    assert page.unclosed == []
    assert (2, "Review") in page.headings
    assert "script" not in page.tags
    assert '<script>alert(1)</script> & "quoted" b 3' in page.words
    assert "Pseudonyms prove nothing" in page.words
    assert "\u202e" not in html
    assert "\x07" not in html


def test_docx() -> None:
    document = docx.Document(io.BytesIO(to_docx(report(*APPROVED, changed=True))))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    assert headings.index("Review") < headings.index("About the instrument")
    table = next(t for t in document.tables if t.rows[0].cells[1].text == "Step")
    rows = [[cell.text for cell in row.cells] for row in table.rows[1:]]
    assert [row[1] for row in rows] == ["Submitted", "Reviewed", "Approved", "Comment"]
    assert rows[0][0] == "1 March 2026, 10:00 UTC"
    assert rows[3][3] == "How far is your agency with leaders?"
    assert "<script>alert(1)</script>" in rows[3][4]


def test_a_step_that_does_not_count_says_why() -> None:
    made = report(("submit", "Heron"), ("review", "Heron"))
    assert made.review is not None
    assert made.review.steps[1].counts.startswith("No: Heron is the author;")


def test_a_step_from_a_file_shows_no_more_than_a_step_may_say() -> None:
    given = some_answers()
    file = answer_file(FORM, given)
    book = "x" * 2_000_000
    at = "2026-03-01T10:00:00+00:00"
    event = new_event("comment", "Kite", "officer", given, at, book, "culture.leaders")
    file.review.append(event.model_copy(update={"by": book, "role": book, "at": book}))
    made = build_report(FORM, file, small_course(), NOW)
    assert made.review is not None
    step = made.review.steps[0]
    assert step.counts.startswith("No: ")
    assert step.note == f"{'x' * NOTE} …"
    assert max(map(len, (step.when, step.at, step.by, step.role))) <= NAME + 2
    assert all(len(write(made, to)[0]) < 500_000 for to in ("html", "json", "docx", "xlsx"))


def test_xlsx_holds_no_formula() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write(report(*APPROVED), "xlsx")[0]))
    sheet = book["Review"]
    assert [cell.value for cell in sheet[1]][:3] == ["When", "Step", "By"]
    assert sheet.cell(5, 5).data_type == "s"
    assert "=1+1" in sheet.cell(5, 5).value
    assert "Review" in [row[0].value for row in book["Result"].iter_rows()]


@pytest.mark.parametrize("changed", [False, True])
def test_json(changed: bool) -> None:
    data = json.loads(write(report(*APPROVED, changed=changed), "json")[0])["review"]
    assert (data["state"], data["changed"], data["counts"]) == ("approved", changed, not changed)
    assert data["changed_items"] == (["people.training"] if changed else [])
    assert [step["by"] for step in data["steps"]] == ["Heron", "Kite", "Owl", "Kite"]
    assert data["open_comments"] == [3]
    assert data["steps"][3]["item"] == "culture.leaders"
