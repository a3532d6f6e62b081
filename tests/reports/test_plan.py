"""The treatment plan: one row for each judged risk, in its declared order, in every format."""

from __future__ import annotations

import io
import json

from docx import Document
from openpyxl import load_workbook

from tests.samples import NOW, answer_file, small_course
from tests.samples_risk import judged, risk_value, risks_alone
from toolkit_widgets.models import Answer
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.reports.plan import HEADER, plan_of
from toolkit_widgets.scoring.risk import risk_summary

from .pages import Page

FORM = risks_alone()
GIVEN = {
    "leak": Answer(value=risk_value("likely", "grave", treatment="reduce", owner="Archive")),
    "creep": Answer(
        value=risk_value(
            "possible", "serious",
            residual=judged("rare", "serious", controls=["log"], named="A <b>list</b>"),
            treatment="reduce", owner="Control room", due="2027-03-01", review="2027-06-01",
        )
    ),
    "unequal": Answer(
        value=risk_value("possible", "limited", treatment="avoid", due="2027-02-01")
    ),
    "outage": Answer(
        value=risk_value(
            "rare", "minor", treatment="accept", accepted_by="Deputy chief",
            accepted_on="2026-11-02", accept_reason="Paper works.", review="2027-01-01",
        )
    ),
    "secrecy": Answer(state="dont_know", reason="Ask."),
}  # fmt: skip


def report() -> Report:
    return build_report(FORM, answer_file(FORM, GIVEN), small_course(), NOW)


def test_the_order_is_no_date_then_due_date_then_accepted() -> None:
    steps = plan_of(risk_summary(FORM, GIVEN))
    assert [step.id for step in steps] == ["secrecy", "leak", "unequal", "creep", "outage"]
    assert steps[0].cells == [
        "11", "Secrecy in court", "Extreme", "Extreme", "Find out: Ask.", "–", "–", "–",
    ]  # fmt: skip
    steps = steps[1:]
    creep = steps[2]
    assert creep.cells == [
        "4", "New purposes", "Medium", "Low", "Reduce: Every use is logged; A <b>list</b>",
        "Control room", "2027-03-01", "2027-06-01",
    ]  # fmt: skip
    assert steps[0].cells[4:] == ["Reduce", "Archive", "–", "–"]
    assert steps[3].what == "Accepted on 2026-11-02: Paper works"
    assert (steps[3].who, steps[3].due) == ("Deputy chief", "")


def test_a_control_that_works_already_is_no_plan() -> None:
    both = judged("rare", "serious", controls=["second-look", "log"])
    now = judged("possible", "serious", controls=["second-look"])
    value = risk_value("likely", "serious", current=now, residual=both, treatment="reduce")
    (step,) = plan_of(risk_summary(FORM, {"creep": Answer(value=value)}))
    assert step.what == "Reduce: Every use is logged"


def test_own_words_that_begin_with_what_works_name_only_what_is_new() -> None:
    now = judged("possible", "serious", named="The list is short.")
    both = judged("rare", "serious", named="The list is short. A judge reads it.")
    value = risk_value("likely", "serious", current=now, residual=both, treatment="reduce")
    (step,) = plan_of(risk_summary(FORM, {"creep": Answer(value=value)}))
    assert step.what == "Reduce: A judge reads it."


def test_every_format_has_it() -> None:
    made = report()
    page = Page(write(made, "html")[0].decode())
    assert "Treatment plan" in [words for _, words in page.headings]
    assert "Reduce: Every use is logged; A <b>list</b>" in page.words
    document = Document(io.BytesIO(write(made, "docx")[0]))
    tables = [[c.text for c in t.rows[0].cells] for t in document.tables]
    assert HEADER in tables
    sheet = load_workbook(io.BytesIO(write(made, "xlsx")[0]))["Treatment plan"]
    rows = list(sheet.iter_rows(values_only=True))
    assert list(rows[0]) == HEADER
    assert [row[0] for row in rows[1:5]] == [11, 5, 2, 4]
    data = json.loads(write(made, "json")[0])["risks"]
    assert [step["id"] for step in data["plan"]] == [
        "secrecy", "leak", "unequal", "creep", "outage",
    ]  # fmt: skip
    assert data["forced"] is None
