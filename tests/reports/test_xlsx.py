"""The report as a workbook: everything in it, nothing that runs, ready to print."""

from __future__ import annotations

import io

from openpyxl import load_workbook
from openpyxl.workbook import Workbook

from toolkit_widgets.content.cells import MOST
from toolkit_widgets.models import Answer
from toolkit_widgets.reports.xlsx import to_xlsx

from .test_report import report


def book(given: dict[str, Answer] | None = None, **more: object) -> Workbook:
    return load_workbook(io.BytesIO(to_xlsx(report(given, **more))))


def table(made: Workbook, title: str) -> list[dict[str, object]]:
    heads, *rows = made[title].iter_rows(values_only=True)
    return [dict(zip(map(str, heads), row, strict=True)) for row in rows if row[1] is not None]


def test_every_sheet_prints_and_keeps_its_heading() -> None:
    made = book()
    titles = ["Result", "Dimensions", "Items", "Answers", "Actions", "How it arose"]
    assert made.sheetnames == titles
    for sheet in made.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert sheet.page_setup.orientation == "landscape"
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert report().hash in sheet.oddFooter.left.text


def test_the_result_comes_first() -> None:
    first = list(book()["Result"].iter_rows(min_row=2, max_row=2, values_only=True))
    assert first == [("Result", report().profile.sentence)]


def test_numbers_are_numbers_with_their_bounds() -> None:
    rows = {row["Dimension"]: row for row in table(book(), "Dimensions")}
    for found in report().profile.dimensions:
        row = rows[found.title]
        assert found.score.value is not None
        assert abs(float(str(row["Score"])) - float(found.score.value)) < 0.0006
        assert abs(float(str(row["Could be, high"])) - float(found.score.high)) < 0.0006
        assert row["Answered"] == found.score.answered


def test_items_carry_what_was_noted() -> None:
    rows = {row["Id"]: row for row in table(book(), "Items")}
    assert len(rows) == len(report().profile.lines)
    assert rows["culture.leaders"]["Evidence"] == "Order 12 of 2 February"
    assert rows["culture.reports"]["Comment"] == "Two reports last year.\nNone since."
    assert rows["people.support"]["State"] == "Not applicable"


def test_owner_and_date_are_left_to_be_filled_in() -> None:
    rows = table(book(), "Actions")
    assert len(rows) == len(report().profile.priorities) > 0
    assert {(row["Owner"], row["Done by"]) for row in rows} == {(None, None)}


def test_how_it_arose_adds_up() -> None:
    rows = [row for row in table(book(), "How it arose") if row["Item"]]
    total = sum(float(str(r["Points × weight"])) for r in rows if r["Points × weight"] is not None)
    weight = sum(int(str(r["Weight"])) for r in rows if r["Points"] is not None)
    value = report().profile.overall.value
    assert value is not None
    assert abs(total / weight - float(value)) < 1e-9


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    words = "word " * 8_000
    made = book({"culture.leaders": Answer(value="none", comment=words)})
    rows = list(made["Items"].iter_rows(values_only=True))
    cut = [str(row[10]) for row in rows if row[0] in ("culture.leaders", "(continued)")]
    assert "".join(cut) == words
    assert all(len(part) <= MOST for part in cut)
    assert "(continued)" in [row[0] for row in rows]


def test_the_document_names_nobody() -> None:
    made = book()
    assert not made.properties.creator
    assert not made.properties.lastModifiedBy
    assert made.properties.title == report().title
