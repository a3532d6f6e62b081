"""A report whose only result are risks: every format without a profile; words as they are meant."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.samples import NOW, answer_file, small_course, some_answers
from tests.samples_risk import (
    judged,
    risk_answers,
    risk_data,
    risk_questionnaire,
    risk_value,
    risks_alone,
)
from toolkit_widgets.content.register import COLUMNS, SHEET
from toolkit_widgets.models import Answer, Questionnaire
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.reports.risks import risk_fragment, risks_of

from .pages import Page
from .test_report import QUESTIONNAIRE as SMALL

FORM = risks_alone()


def report(form: Questionnaire = FORM, **given: Answer) -> Report:
    return build_report(form, answer_file(form, risk_answers() | given), small_course(), NOW)


def test_it_says_what_is_answered_of_all_questions() -> None:
    found = report()
    assert found.profile is None
    assert found.title == "Risks of a camera system: risk report"
    assert found.sentence.startswith("10 of 11 risks judged")
    assert found.completeness == (
        "14 of 16 applicable questions answered, 1 not answered, 1 don't know, 1 not applicable"
    )


def test_the_page() -> None:
    page = Page(write(report(), "html")[0].decode())
    assert report().sentence in page.words
    assert "#profile-risks" in page.values("href", "a")
    assert len(page.ids) == len(set(page.ids))
    assert page.unclosed == []
    assert "Levels" not in [words for _, words in page.headings]
    assert "What the levels ask for" in page.words


def test_the_word_document() -> None:
    document = Document(io.BytesIO(write(report(), "docx")[0]))
    words = [p.text for p in document.paragraphs]
    assert words.count(report().sentence) == 1
    assert "Risks" in words
    assert "Levels" not in words
    assert len(document.inline_shapes) == 1
    cells = [c.text for t in document.tables for row in t.rows for c in row.cells]
    reason = "Nobody could judge it; it counts as Extreme. The prosecutor would know."
    assert cells.count(reason) == 1


def test_the_data_have_the_risks_and_no_profile() -> None:
    data = json.loads(write(report(), "json")[0])
    assert data["completeness"]["applicable"] == 16
    assert data["risks"]["worst"]["now"] == "extreme"
    assert {"result", "dimensions", "items"}.isdisjoint(data)
    assert {"result", "dimensions", "items"} <= json.loads(
        write(report(risk_questionnaire()), "json")[0]
    ).keys()


def test_the_workbook_has_the_register_in_the_order_of_care() -> None:
    found = report()
    book = load_workbook(io.BytesIO(write(found, "xlsx")[0]))
    assert book.sheetnames == ["Result", SHEET, "Treatment plan", "Answers"]
    sheet = book[SHEET]
    heads, *rows = sheet.iter_rows(values_only=True)
    assert list(heads) == [column.name for column in COLUMNS]
    assert found.risks is not None
    assert [row[0] for row in rows] == [line.id for line in found.risks.summary.lines]
    wrong = dict(zip(heads, rows[2], strict=True))
    assert wrong["Inherent likelihood"] == "Likely to Expected"
    assert wrong["Inherent level"] == "High to Extreme"
    assert wrong["Current severity"] == "Serious"
    assert wrong["Straddles"] == "inherent, current"
    assert wrong["Controls in place"] == "A second officer looks"
    assert wrong["Other planned controls"] == "A threshold tested on our own square"
    assert wrong["People affected"] == 4000
    by_id = {row[0]: dict(zip(heads, row, strict=True)) for row in rows}
    assert "no control in place is named" in str(by_id["overtrust"]["Findings"])
    assert by_id["secrecy"]["State"] == "Don't know"
    assert by_id["secrecy"]["Inherent level"] is None
    assert sheet.freeze_panes == "D2"
    assert sheet.auto_filter.ref == f"A1:{sheet.cell(13, len(COLUMNS)).coordinate}"
    assert sheet.page_setup.orientation == "landscape"
    assert sheet.print_title_cols == "$A:$C"


def test_a_profile_beside_risks_keeps_its_sheets() -> None:
    book = load_workbook(io.BytesIO(write(report(risk_questionnaire()), "xlsx")[0]))
    assert SHEET in book.sheetnames
    assert {"Dimensions", "Items", "Actions", "How it arose"} <= set(book.sheetnames)
    small = build_report(SMALL, answer_file(SMALL, some_answers()), small_course(), NOW)
    assert SHEET not in load_workbook(io.BytesIO(write(small, "xlsx")[0])).sheetnames


def test_risks_without_a_risk_row_are_refused() -> None:
    form = FORM.model_copy(update={"sections": FORM.sections[:1]})
    with pytest.raises(ValueError, match="'risks-alone' has no risk rows"):
        build_report(form, answer_file(form, {}), small_course(), NOW)


@pytest.mark.parametrize("to", ["html", "docx", "xlsx"])
def test_what_decides_comes_before_the_levels(to: str) -> None:
    form = FORM.model_copy(update={"vetoes": [risk_questionnaire().vetoes[0]]})
    data = write(report(form, **{"screen.prohibited": Answer(value="yes")}), to)[0]
    because = "A prohibited practice stays prohibited whatever its risks are."
    if to == "html":
        assert because in Page(data.decode()).words
    elif to == "docx":
        document = Document(io.BytesIO(data))
        words = [p.text for p in document.paragraphs]
        assert f"1. {because}" in words
        assert words.index(f"1. {because}") < len(words) - 1 - words[::-1].index("Risks")
    else:
        rows = load_workbook(io.BytesIO(data))["Result"].iter_rows(values_only=True)
        assert ("1.", because) in list(rows)


def marked_up() -> Questionnaire:
    """The questionnaire's own words with marks; the last risk asks what happens."""
    data = risk_data(results="risks", dimensions={}, bands=[], vetoes=[])
    data["sections"][0].pop("dimension")
    first = data["sections"][1]["items"][0]
    first |= {"what": "A passer-by is **stopped**", "whom": "*passers-by*"}
    first["controls"][0]["text"] = "A *second* officer looks"
    return Questionnaire.model_validate(data)


def test_marks_of_the_questionnaire_are_type_and_those_of_a_respondent_stay() -> None:
    form = marked_up()
    given = risk_answers() | {
        "staff": Answer(value=risk_value("rare", "minor", what="**not** ours", whom="<b>us</b>")),
        "wrong-match": Answer(
            value=risk_value(
                "likely", "grave",
                current=judged("likely", "serious", controls=["second-look"], named="*our own*"),
            )
        ),
    }  # fmt: skip
    risks = risks_of(form, given)
    assert risks is not None
    html = risk_fragment(risks)
    assert "A passer-by is <strong>stopped</strong>" in html
    assert "<em>passers-by</em>" in html
    assert "**not** ours" in html
    assert "&lt;b&gt;us&lt;/b&gt;" in html
    assert "A second officer looks; *our own*" in html
    made = build_report(form, answer_file(form, given), small_course(), NOW)
    document = Document(io.BytesIO(write(made, "docx")[0]))
    cells = "\n".join(c.text for t in document.tables for row in t.rows for c in row.cells)
    assert "What happens: A passer-by is stopped" in cells
    assert "What happens: **not** ours" in cells
    sheet = load_workbook(io.BytesIO(write(made, "xlsx")[0]))[SHEET]
    rows = {row[0]: row for row in sheet.iter_rows(values_only=True)}
    assert "A passer-by is stopped" in rows["wrong-match"]
    assert "A second officer looks" in rows["wrong-match"]
    assert "**not** ours" in rows["staff"]
