"""Papers as Word and as a page, reopened: structure, length, gaps, and hostile text."""

from __future__ import annotations

import io
import itertools
import json
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer, Questionnaire, Respondent, fingerprint
from toolkit_widgets.reports import build_report, write
from toolkit_widgets.reports.papers import (
    NOTICE,
    PaperReport,
    length_warning,
    pages_of,
    paper_report,
    text_of,
    write_paper,
)
from toolkit_widgets.reports.papers_html import papers_fragment
from toolkit_widgets.scoring.papers import fill
from toolkit_widgets.scoring.review import new_event

from ..samples import NOW, answer_file, small_course
from ..samples_papers import paper_answers, paper_questionnaire
from .pages import Page

FORM = paper_questionnaire()
NASTY = (
    '<img src=x onerror=alert(1)> **not bold** [link](javascript:x) {stop.role} & "q" \u202ea\x07'
)
SHOWN = '<img src=x onerror=alert(1)> **not bold** [link](javascript:x) {stop.role} & "q" a'


def made(answers: dict[str, Answer] | None = None, **more: Any) -> PaperReport:
    file = answer_file(FORM, paper_answers() if answers is None else answers, **more)
    return paper_report(FORM, "order", file, NOW)


def word(report: PaperReport) -> Any:
    return docx.Document(io.BytesIO(write_paper(report, "docx")[0]))


def lines(document: Any) -> list[tuple[str, str]]:
    return [(p.style.name, p.text) for p in document.paragraphs]


def test_word() -> None:
    document = word(made())
    assert lines(document)[:6] == [
        ("Title", "Standing order on CamWatch"),
        ("Subtitle", "For the shift leaders"),
        ("Small Print", "Filled in from the answers of Head of unit (Heron), last changed 1 March "
         "2026, 16:45 UTC. Review: Draft, not reviewed."),
        ("Heading 2", "Purpose"),
        ("Normal", "Find lost children."),
        ("Normal", "Nothing else."),
    ]  # fmt: skip
    assert ("List Bullet", "North gate, 1 December 2025") in lines(document)
    stop = next(p for p in document.paragraphs if "may stop it" in p.text)
    assert [run.text for run in stop.runs if run.bold] == ["shift leader"]
    rows = [[cell.text for cell in row.cells] for row in document.tables[0].rows]
    assert rows == [
        ["Role", "Name", "Signature", "Date"],
        ["Head of unit", "", "", ""],
        ["Data-protection officer", "", "", ""],
    ]
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (21, 29.7)


def test_the_foot_says_what_it_is_and_whence() -> None:
    foot = word(made()).sections[0].footer.paragraphs[0]
    assert foot.text.startswith(NOTICE)
    assert "not an official form of UNICRI or INTERPOL" in foot.text
    assert (
        f"Who stops the cameras 1.0.0 · hash {fingerprint(FORM)[:12]} · 2 March 2026" in foot.text
    )
    assert "PAGE" in foot._p.xml


def test_gaps_stand_on_a_page_of_their_own() -> None:
    document = word(made({"stop.role": Answer(value="shift leader")}))
    texts = [text for _, text in lines(document)]
    assert "To be decided: what the system is for" in texts
    assert "The shift leader may stop it within [to be decided]." in texts
    at = texts.index("Still to be decided")
    assert document.paragraphs[at].paragraph_format.page_break_before
    assert "From when? (not answered)" in texts[at:]
    assert "Still to be decided" not in [text for _, text in lines(word(made()))]


def test_headings_have_no_numbers() -> None:
    for paragraph in word(made()).paragraphs:
        if paragraph.style.name == "Heading 2":
            assert paragraph._p.pPr.numPr.numId.val == 0


@pytest.mark.parametrize("to", ["docx", "html"])
def test_nasty_text_is_only_text(to: str) -> None:
    answers = paper_answers()
    for key in ("sys.name", "sys.purpose", "stop.role", "public.how"):
        answers[key] = Answer(value=NASTY)
    answers["systems"] = Answer(value=[{"name": NASTY}])
    answers["stop.minutes"] = Answer(state="dont_know", reason=NASTY)
    report = made(answers, respondent=Respondent(pseudonym=NASTY, role="x"))
    assert report.title == f"Standing order on {SHOWN}"
    data = write_paper(report, to)[0]
    if to == "docx":
        document = docx.Document(io.BytesIO(data))
        assert document.paragraphs[0].text == f"Standing order on {SHOWN}"
        assert f"Within how many minutes? (don't know: {SHOWN})" in [
            p.text for p in document.paragraphs
        ]
        xml = zipfile.ZipFile(io.BytesIO(data)).read("word/document.xml").decode()
        assert "w:hyperlink" not in xml
        return
    page = Page(data.decode())
    assert page.unclosed == []
    assert {"img", "script", "a", "link"}.isdisjoint(page.tags)
    assert SHOWN in page.words
    assert "\u202e" not in page.words


def test_html_asks_for_nothing_and_has_one_main_heading() -> None:
    page = Page(write_paper(made({}), "html")[0].decode())
    assert [words for level, words in page.headings if level == 1] == [
        "Standing order on [to be decided]"
    ]
    levels = [level for level, _ in page.headings]
    assert all(b - a <= 1 for a, b in itertools.pairwise(levels))
    assert not [value for _, name, value in page.attributes if name in ("src", "href")]
    assert NOTICE in page.words


def test_a_long_text_is_warned_about() -> None:
    assert made().warning == ""
    assert 0.3 < made().pages < 0.8
    long = {**paper_answers(), "sys.purpose": Answer(value="A sentence of five words. " * 200)}
    report = made(long)
    assert report.filled.words > 1000
    assert report.pages > 1.5
    assert report.warning.startswith("This will hardly fit on 1 page: it has 1,0")
    assert "Shorten the longest answers." in papers_fragment(FORM, long)
    two = FORM.papers[0].model_copy(update={"pages": 4})
    assert length_warning(fill(FORM, two, long)) == ""
    assert len(word(report).paragraphs) > 10


@given(st.text(max_size=300))
@settings(max_examples=25, deadline=None)
def test_any_text_makes_a_file(text: str) -> None:
    report = made({"sys.name": Answer(value=text), "sys.purpose": Answer(value=text)})
    assert pages_of(report.filled) > 0
    assert word(report).paragraphs[0].text
    assert Page(write_paper(report, "html")[0].decode()).unclosed == []


def test_the_state_of_the_review_stands_on_it() -> None:
    answers = paper_answers()
    file = answer_file(FORM, answers)
    file.review = [new_event("submit", "Heron", "head", answers, "2026-03-02T09:00:00Z")]
    report = paper_report(FORM, "order", file, NOW)
    assert report.review == "Submitted by Heron (head) on 2 March 2026; not reviewed yet."
    plain: Questionnaire = paper_questionnaire(review=False)
    assert paper_report(plain, "order", answer_file(plain, answers), NOW).review == ""


def test_what_is_not_there_is_named() -> None:
    with pytest.raises(ValueError, match="has no paper 'ordre'; there is order"):
        paper_report(FORM, "ordre", answer_file(FORM, {}), NOW)
    with pytest.raises(ValueError, match="no paper as 'pdf'"):
        write_paper(made(), "pdf")


def test_a_report_of_papers_in_every_format() -> None:
    report = build_report(FORM, answer_file(FORM, {}), small_course(), NOW)
    assert (
        report.sentence == "“Standing order on [to be decided]”: 8 questions still to be decided."
    )
    assert "Standing order on [to be decided]" in Page(write(report, "html")[0].decode()).words
    document = docx.Document(io.BytesIO(write(report, "docx")[0]))
    assert "Papers" in [p.text for p in document.paragraphs]
    data = json.loads(write(report, "json")[0])["papers"]
    assert data[0]["title"] == "Standing order on [to be decided]"
    assert len(data[0]["missing"]) == 8
    assert write(report, "xlsx")[0]


def test_the_preview_names_what_is_open() -> None:
    page = Page(papers_fragment(FORM, {"uses": Answer(value=["mood"])}))
    assert page.unclosed == []
    assert "It is not used for reading moods." in page.words
    assert "7 questions still to be decided." in page.words
    assert "Everything it asks for is there." in papers_fragment(FORM, paper_answers())


def test_time_has_no_zone_trouble() -> None:
    late = paper_report(FORM, "order", answer_file(FORM, {}), datetime(2026, 3, 2, tzinfo=UTC))
    assert "2 March 2026, 00:00 UTC" in late.footer
    assert text_of(late.filled.for_) == "For the shift leaders"
