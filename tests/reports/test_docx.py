"""The Word report, reopened: structure, contents, picture, footer, and hostile text."""

from __future__ import annotations

import io
import zipfile
from itertools import pairwise
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from hypothesis import given, settings
from hypothesis import strategies as st

from toolkit_widgets.models import Answer
from toolkit_widgets.reports.docx import to_docx

from ..samples import some_answers
from .test_report import report


@pytest.fixture(scope="module")
def document() -> Any:
    return docx.Document(io.BytesIO(to_docx(report())))


def headings(document: Any) -> list[tuple[int, str]]:
    found = [p for p in document.paragraphs if p.style.name.startswith("Heading ")]
    return [(int(p.style.name[-1]), p.text) for p in found]


def words(document: Any) -> str:
    cells = [c.text for t in document.tables for r in t.rows for c in r.cells]
    return "\n".join([*(p.text for p in document.paragraphs), *cells])


def field_codes(element: Any) -> list[str]:
    return [text.text.strip() for text in element.iter(qn("w:instrText"))]


def test_headings(document: Any) -> None:
    assert headings(document) == [
        (1, "What the level means"),
        (1, "Distance to target"),
        (1, "Strengths"),
        (1, "Furthest below the target"),
        (1, "What would change the level"),
        (1, "Action plan"),
        (1, "What is open, and what does not apply"),
        (2, "Don't know yet"),
        (2, "Not answered"),
        (2, "Not applicable"),
        (1, "About the instrument"),
        (2, "Levels"),
        (1, "Annex: all answers"),
        (2, "About the agency"),
        (2, "Culture"),
        (2, "People and expertise"),
        (2, "Processes"),
    ]
    assert document.paragraphs[0].style.name == "Title"


def test_contents_are_filled_and_match_the_headings(document: Any) -> None:
    entries = [p for p in document.paragraphs if p.style.name.startswith("toc ")]
    shown = [(int(p.style.name[-1]), p.text.split("\t")[1]) for p in entries]
    assert shown == headings(document)
    numbers = [p.text.split("\t")[0] for p in entries]
    assert numbers[:2] == ["1", "2"]
    assert numbers[7:10] == ["7.1", "7.2", "7.3"]
    body = document.element.body
    marks = [m.get(qn("w:name")) for m in body.iter(qn("w:bookmarkStart"))]
    targets = [link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))]
    assert targets == marks
    assert len(set(marks)) == len(marks) == len(entries)
    assert field_codes(body) == ['TOC \\o "1-2" \\n \\h \\z \\u']


def test_nothing_asks_when_it_is_opened(document: Any) -> None:
    assert document.settings.element.find(qn("w:updateFields")) is None
    assert not [e for e in document.element.body.iter() if e.get(qn("w:dirty"))]
    kinds = [e.get(qn("w:fldCharType")) for e in document.element.body.iter(qn("w:fldChar"))]
    assert kinds == ["begin", "separate", "end"]


def test_first_page_says_whose_it_is_and_what_came_out(document: Any) -> None:
    before = []
    for paragraph in document.paragraphs:
        if paragraph.style.name == "TOC Heading":
            break
        before.append(paragraph.text)
    text = "\n".join(before)
    assert "This is a training instrument of this course." in text
    assert "It is not endorsed by UNICRI or INTERPOL." in text
    assert report().profile.sentence in text


def test_the_picture_has_words(document: Any) -> None:
    pictures = list(document.element.body.iter(qn("wp:docPr")))
    assert [p.get("descr") for p in pictures] == [report().figure.sentence]
    twin = [t for t in document.tables if t.cell(0, 0).text == "Dimension"]
    shown = [[cell.text for cell in row.cells] for row in twin[0].rows]
    assert shown == report().figure.table


def test_tables_share_one_style_and_repeat_their_headers(document: Any) -> None:
    assert len(document.tables) >= 10
    for table in document.tables:
        assert table.style.name == "Toolkit Table"
        assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert all(cell.text for cell in table.rows[0].cells)
        assert table._tbl.tblPr.find(qn("w:tblDescription")) is not None


def test_action_plan_leaves_room_to_write(document: Any) -> None:
    plan = next(t for t in document.tables if "Owner" in [c.text for c in t.rows[0].cells])
    names = [cell.text for cell in plan.rows[0].cells]
    assert names == ["No.", "Action", "Effort", "What it lifts", "Owner", "Done by"]
    assert len(plan.rows) == 5
    assert all(row.cells[4].text == row.cells[5].text == "" for row in plan.rows[1:])
    assert plan.cell(1, 1).text == (
        "Write down every system in use, with an owner\n"
        "Lesson 14, Organizational readiness assessment"
    )
    assert [("Quick win" in row.cells[2].text) for row in plan.rows[1:]] == [
        True, False, False, False,
    ]  # fmt: skip


def test_no_empty_paragraph_stands_for_space(document: Any) -> None:
    empty = [
        p for p in document.paragraphs
        if not p.text.strip() and not list(p._p.iter(qn("w:drawing")))
    ]  # fmt: skip
    assert empty == []


def test_no_two_tables_touch(document: Any) -> None:
    kinds = [child.tag for child in document.element.body]
    table = qn("w:tbl")
    assert (table, table) not in set(pairwise(kinds))


def test_footer_names_the_instrument_and_counts_pages(document: Any) -> None:
    footer = document.sections[0].footer
    text = footer.paragraphs[0].text
    assert text.startswith(f"Readiness of a small agency 1.2.0 · hash {report().hash}")
    assert field_codes(footer._element) == ["PAGE", "NUMPAGES"]


def test_paper_language_and_properties(document: Any) -> None:
    section = document.sections[0]
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (210, 297)
    core = document.core_properties
    assert core.title == "Readiness of a small agency: maturity profile"
    assert (core.author, core.last_modified_by) == ("", "")
    assert core.language == "en-GB"
    assert core.created.isoformat() == "2026-03-02T09:30:00+00:00"
    languages = document.styles.element.iter(qn("w:lang"))
    assert [lang.get(qn("w:val")) for lang in languages] == ["en-GB"]


def test_nothing_of_the_librarys_template_is_left() -> None:
    with zipfile.ZipFile(io.BytesIO(to_docx(report()))) as file:
        names = file.namelist()
        everything = b"".join(file.read(name) for name in names)
    assert not [n for n in names if "thumbnail" in n or "customXml" in n or "app.xml" in n]
    assert b"python-docx" not in everything
    assert b"Macintosh" not in everything


def test_annex_has_every_answer(document: Any) -> None:
    text = words(document)
    for expected in (
        "leaders: what a reader would see at step 4",
        "Evidence: Order 12 of 2 February",
        "Comment: Two reports last year.\nNone since.",
        "Reason: The press office would know.",
        "12 officers",
        "Computer vision; Text and speech",
    ):
        assert expected in text
    assert "*" not in text


def test_control_characters_do_not_break_it() -> None:
    bad = "start\x00\x01\x0b\x1f\ud800\ufffe end\x85 <w:p> & ]]>"
    hostile = {
        key: answer.model_copy(update={"comment": bad, "evidence": bad, "reason": bad})
        for key, answer in some_answers().items()
    }
    made = to_docx(report(hostile, subject=bad, created=bad))
    text = words(docx.Document(io.BytesIO(made)))
    assert "start end\x85 <w:p> & ]]>" in text
    assert "\x00" not in text


@settings(max_examples=15, deadline=None)
@given(st.text(max_size=40))
def test_any_text_can_be_reopened(text: str) -> None:
    typed = Answer(state="dont_know", reason=text, comment=text, evidence=text)
    made = to_docx(report({"people.roles": typed}, subject=text))
    assert headings(docx.Document(io.BytesIO(made)))


def test_nothing_answered_has_no_plan() -> None:
    empty = docx.Document(io.BytesIO(to_docx(report({}))))
    titles = [text for _, text in headings(empty)]
    assert "Action plan" not in titles
    assert "There is no level yet: no applicable item is answered." in words(empty)
