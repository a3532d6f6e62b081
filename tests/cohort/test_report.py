"""The report: what it says, and that nobody's words become markup, formulas or figures."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from openpyxl import load_workbook

from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.opinions import standings
from toolkit_widgets.cohort.reading import Room
from toolkit_widgets.cohort.report import class_report
from toolkit_widgets.cohort.simulate import example_room
from toolkit_widgets.cohort.writing import to_csv, to_html, to_xlsx
from toolkit_widgets.content.library import library
from toolkit_widgets.models import AnswerFile
from toolkit_widgets.scoring.score import Scorer
from toolkit_widgets.scoring.several import Response, discussion, several

from . import classes
from .classes import given, put, read

FORM = classes.form()
EVIL = ("=1+1", "<script>alert(1)</script>", "@SUM(A1)", "\u202eevil", "-2+3|cmd", "+1", '"><b>')


@pytest.fixture(scope="module")
def room(tmp_path_factory: pytest.TempPathFactory) -> Room:
    return example_room(Contents(library()), tmp_path_factory.mktemp("class"))


def test_it_opens_with_a_sentence_to_read_aloud(room: Room) -> None:
    sentence = class_report(room).sentence
    assert sentence.startswith("30 people have handed in; the hardest was question ")
    assert "you differ most on this: “" in sentence
    assert sentence.count(".") <= 2
    assert len(sentence) < 400


def test_the_page_is_one_file_with_a_table_behind_each_picture(room: Room) -> None:
    page = to_html(class_report(room))
    assert "http" not in page.split("</style>")[1].replace("http-equiv", "")
    assert page.count("<figure") == page.count("The picture as a table")
    assert page.count('alt=""') == 0
    assert page.count("<table") == page.count("<caption>")


def test_every_figure_of_a_workbook_is_a_value(room: Room) -> None:
    report = class_report(room)
    book = load_workbook(io.BytesIO(to_xlsx(report)))
    assert book.sheetnames == ["Class", *(table.key.capitalize() for table in report.tables)]
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row]
    assert [cell.coordinate for cell in cells if cell.data_type == "f"] == []
    assert book["Questions"].max_row == 1 + len(report.table("questions").frame)  # type: ignore[union-attr]


def hostile(folder: Path) -> Room:
    """Six people whose names and words are meant for a program."""
    for number, text in enumerate((*EVIL[:5], EVIL[6])):
        person = folder / f"{text.replace('/', '')}{number}"
        person.mkdir()
        file = given(
            FORM,
            {
                "i0": {"value": f"s{1 + number % 3}", "comment": text},
                "words": {"value": text},
            },
            respondent={"pseudonym": text, "role": text},
        )
        put(person, "answers", file)
    (folder / "=cmd.txt").write_text("x")
    return read(folder, FORM, with_text=True)


def test_names_and_words_are_only_text(tmp_path: Path) -> None:
    report = class_report(hostile(tmp_path))
    page = to_html(report)
    assert "<script" not in page
    assert "<b>" not in page
    assert "\u202e" not in page
    for name, data in to_csv(report):
        for row in csv.reader(io.StringIO(data.decode("utf-8-sig"))):
            assert not [cell for cell in row if cell.startswith(("=", "+", "-", "@"))], name
    book = load_workbook(io.BytesIO(to_xlsx(report)))
    for sheet in book:
        for row in sheet.iter_rows():
            for cell in row:
                assert cell.data_type != "f"
                if isinstance(cell.value, str) and cell.value[:1] in "=+-@" and cell.value:
                    assert cell.quotePrefix


def test_words_are_shown_only_where_they_are_asked_for(tmp_path: Path) -> None:
    for number in range(6):
        words = {"value": f"The van at number {number}"} if number < 4 else "s1"
        values = {"i0": {"value": "s1", "comment": f"Comment {number}"}}
        put(tmp_path, f"p{number}", given(FORM, values | ({"words": words} if number < 4 else {})))
    quiet = to_html(class_report(read(tmp_path, FORM)))
    assert "Comment" not in quiet
    assert "van" not in quiet
    told = class_report(read(tmp_path, FORM, with_text=True))
    text = told.table("text")
    assert text is not None
    assert list(text.frame["What was written"]) == [f"Comment {n}" for n in range(6)]
    assert "p0" not in text.frame.to_string()
    assert "van" not in to_html(told), "four people wrote that"


def test_a_dimension_is_what_the_scoring_says(room: Room) -> None:
    """The class computes means of many people at once; one person at a time gives the same."""
    from statistics import median

    sheet = room.sheets["questionnaire/organizational-readiness"]
    form = sheet.known.content
    scorer = Scorer(form)  # type: ignore[arg-type]
    means: dict[str, list[float]] = {}
    for answers in _answers(room, sheet):
        for measure in scorer.measures(answers).values():
            if measure.value is not None:
                means.setdefault(measure.title, []).append(float(measure.value))
    found = {s.dimension: s for s in standings(room, sheet) if s.group == "Everybody"}
    assert set(found) == set(means)
    for title, one in found.items():
        assert one.median == pytest.approx(median(means[title]))
        assert one.people == len(means[title])


def test_disagreement_is_what_merge_says(room: Room) -> None:
    """The same order as ``toolkit-course merge`` gives for the same people."""
    sheet = room.sheets["questionnaire/organizational-readiness"]
    people = [
        Response(AnswerFile(content=sheet.known.stamp).respondent, answers)
        for answers in _answers(room, sheet)
    ]
    expected = discussion(several(sheet.known.content, people))  # type: ignore[arg-type]
    items = class_report(room).table("items")
    assert items is not None
    assert list(items.frame["Why"]) == [point.why for point in expected]


def _answers(room: Room, sheet):
    """The answers of each person to the sheet's content, made again from the codes."""
    from toolkit_widgets.models import Answer

    for row in sheet.codes.tolist():
        out = {}
        for column, code in zip(sheet.known.columns, row, strict=True):
            if code > 0:
                out[column.item.id] = Answer(value=list(column.codes)[code - 1])
            elif code == -1:
                out[column.item.id] = Answer(state="dont_know", reason="Not seen.")
        yield out
