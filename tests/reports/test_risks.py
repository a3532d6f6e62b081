"""Risks in the fragment, the page, the Word document and the data; what was typed is escaped."""

from __future__ import annotations

import io
import json

import pytest
from docx import Document

from tests.samples import NOW, answer_file, small_course, small_questionnaire, some_answers
from tests.samples_risk import risk_answers, risk_questionnaire, risk_value
from toolkit_widgets.models import Answer
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.reports.risks import risk_fragment, risks_of

from .pages import Page

FORM = risk_questionnaire()
EVIL = '<b>Head</b> & "co"'


@pytest.fixture(scope="module")
def report() -> Report:
    given = risk_answers()
    given["leak"] = Answer(value=risk_value("likely", "grave", treatment="reduce", owner=EVIL))
    return build_report(FORM, answer_file(FORM, given), small_course(), NOW)


def test_the_fragment_opens_with_the_sentence_and_escapes(report: Report) -> None:
    assert report.risks is not None
    page = Page(risk_fragment(report.risks, heading_level=4))
    assert page.headings[0] == (4, "Risks")
    assert report.risks.summary.sentence in page.words
    assert EVIL in page.words
    assert "b" not in page.tags
    assert page.unclosed == []
    assert page.ids == []
    assert set(page.values("alt", "img")) == {report.risks.figure.sentence}
    assert "Reducing a risk also needs a due date." in page.words
    assert "Nobody could judge it; it counts as Extreme. The prosecutor would know." in page.words


def test_the_page_lists_risks_in_its_contents(report: Report) -> None:
    page = Page(write(report, "html")[0].decode())
    assert "#profile-risks" in page.values("href", "a")
    assert "profile-risks" in page.ids
    assert len(page.ids) == len(set(page.ids))


def test_the_word_document_has_the_map_and_the_plan(report: Report) -> None:
    document = Document(io.BytesIO(write(report, "docx")[0]))
    words = [p.text for p in document.paragraphs]
    assert "Risks" in words
    assert report.risks is not None
    assert report.risks.summary.sentence in words
    cells = {c.text for t in document.tables for row in t.rows for c in row.cells}
    assert any(f"Owner: {EVIL}" in text for text in cells)
    assert any("inherent: High to Extreme" in text for text in cells)  # the annex


def test_the_data_have_levels_by_id(report: Report) -> None:
    risks = json.loads(write(report, "json")[0])["risks"]
    assert risks["worst"]["now"] == "extreme"
    assert risks["counts"][0] == {
        "level": "extreme", "risks": [3, 11], "nobody_could_judge": [11],
    }  # fmt: skip
    unknown, first, *_ = risks["risks"]
    assert (unknown["id"], unknown["state"]) == ("secrecy", "dont_know")
    assert (first["id"], first["number"]) == ("chilling", 3)
    assert first["inherent"] == {"low": "extreme", "high": "extreme", "straddles": False}
    assert sum(len(count["risks"]) for count in risks["counts"]) == 11


def test_a_questionnaire_without_risks_has_no_such_part() -> None:
    form = small_questionnaire()
    report = build_report(form, answer_file(form, some_answers()), small_course(), NOW)
    assert report.risks is None
    assert risks_of(form, {}) is None
    assert "risks" not in json.loads(write(report, "json")[0])


def test_a_veto_is_listed_where_no_profile_lists_it() -> None:
    given = risk_answers() | {"screen.prohibited": Answer(value="yes")}
    risks = risks_of(FORM, given)
    assert risks is not None
    assert "A prohibited practice" in risk_fragment(risks)
    assert "A prohibited practice" not in risk_fragment(risks, vetoes=False)
