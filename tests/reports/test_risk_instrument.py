"""The shipped risk instrument: complete, readable at its size, fast, and back from a register."""

from __future__ import annotations

import io
import json
import shutil
import subprocess
import time
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from docx import Document
from openpyxl import load_workbook

from tests.samples import NOW, answer_file
from toolkit_widgets.content.library import library
from toolkit_widgets.content.register import SHEET
from toolkit_widgets.exchange.register import read_register
from toolkit_widgets.models import Answer, RiskRow
from toolkit_widgets.reports import Report, build_report, write
from toolkit_widgets.scoring.risk import RiskSummary, risk_summary
from toolkit_widgets.views.worked import as_answers

from .pages import Page

LIBRARY = library()
FORM = LIBRARY.questionnaire("risk-assessment")
ROWS = [item for item in FORM.items if isinstance(item, RiskRow)]
VELMORA_NAME, FESTIVAL_NAME = "velmora-face-search", "festival-cameras"
VELMORA = as_answers(LIBRARY.example("risk-assessment", VELMORA_NAME))
FESTIVAL = as_answers(LIBRARY.example("risk-assessment", FESTIVAL_NAME))
EIGHT = LIBRARY.questionnaire("eight-risks")
SLOW = 12.0
"""Seconds. What is aimed at is 3; a shared machine may be four times as slow."""


def report() -> Report:
    return build_report(FORM, answer_file(FORM, VELMORA), LIBRARY.course, NOW)


def summary() -> RiskSummary:
    return risk_summary(FORM, VELMORA)


def test_more_than_fifty_risks_over_all_principles_and_stages() -> None:
    assert len(ROWS) == 56
    principles = Counter(p for row in ROWS for p in row.principles)
    known = [p.id for p in LIBRARY.principles.principles if p.core is not None]
    assert set(principles) == set(known)
    assert min(principles.values()) >= 2
    assert {s for row in ROWS for s in row.stages} == {s.id for s in LIBRARY.principles.stages}
    assert all(row.principles and row.stages and row.lesson for row in ROWS)
    assert all(2 <= len(row.controls) <= 4 for row in ROWS)
    assert len({row.what for row in ROWS}) == len(ROWS)


def test_facts_are_taken_from_the_workbook() -> None:
    workbook = {item.id: item.type for item in LIBRARY.questionnaire("innovation-workbook").items}
    types = {item.id: item.type for item in FORM.items}
    assert len(FORM.takes) == 5
    assert all(types[take.item] == workbook[take.source] for take in FORM.takes)


@pytest.mark.parametrize(
    ("item", "value", "level"),
    [
        ("screening.law", "no", "extreme"),
        ("screening.law", "unknown", "extreme"),
        ("screening.forbidden", "yes", "extreme"),
        ("screening.forbidden", "unknown", "extreme"),
        ("screening.output-alone", "yes", "extreme"),
        ("screening.output-alone", "unknown", "extreme"),
        ("screening.dpia", "unknown", "high"),
        ("screening.under-18", "without", "high"),
        ("screening.groups", "not-counted", "high"),
        ("screening.groups", "unequal", "high"),
        ("screening.told", "no", "high"),
    ],
)
def test_a_screening_answer_forces_the_level(item: str, value: str, level: str) -> None:
    found = risk_summary(FORM, {item: Answer(value=value)})
    assert found.forced is not None
    assert found.forced.id == level
    assert found.sentence.startswith(
        f"First of all, 1 answer decides whatever the levels are: the system is not below "
        f"{found.forced.label}. "
    )


def test_an_empty_form_forces_nothing() -> None:
    assert risk_summary(FORM, {}).vetoes == ()


@pytest.mark.parametrize(
    ("item", "value"),
    [
        ("screening.under-18", "no"),
        ("screening.under-18", "rules"),
        ("screening.groups", "within"),
        ("screening.groups", "no-people"),
        ("screening.dpia", "not-asked"),
    ],
)
def test_a_good_answer_forces_nothing(item: str, value: str) -> None:
    assert risk_summary(FORM, {item: Answer(value=value)}).vetoes == ()


def level_ids(found: RiskSummary, counts: str = "counts") -> list[int]:
    return [len(count.numbers) for count in getattr(found, counts)]


def test_velmora_is_judged_whole_and_what_is_extreme_is_accepted_by_nobody() -> None:
    found = summary()
    assert all(name in VELMORA for name in (row.id for row in ROWS))
    worst = [line for line in found.judged if line.standing and line.standing.high == 3]
    assert {line.id for line in worst} == {
        "risk.equality.unequal-errors", "risk.agency.shaped-memory",
    }  # fmt: skip
    assert {line.id for line in found.unknown} == {
        "risk.robust.attack", "risk.equality.stand-in", "risk.contest.copies",
    }  # fmt: skip
    assert [f.rule for f in found.findings] == ["risk.above", "risk.above"]


def test_what_the_lesson_says_of_velmora_is_so() -> None:
    found = summary()
    assert [veto.id for veto in found.vetoes] == ["veto.approval", "veto.groups-unequal"]
    assert (len(found.judged), len(found.unknown)) == (46, 3)
    assert level_ids(found) == [5, 25, 16, 3]
    assert level_ids(found, "residual_counts") == [3, 20, 23, 3]
    high = [line for line in found.judged if line.standing and line.standing.high == 2]
    assert not any(line.accepted_by for line in high)
    assert sum(line.left is not None and line.left.high == 2 for line in high) == 19
    one = next(line for line in found.lines if line.id == "risk.contest.no-redress")
    assert one.current == one.inherent


def test_what_the_case_says_of_the_festival_is_so() -> None:
    found = risk_summary(FORM, FESTIVAL)
    assert (len(found.vetoes), len(found.judged), len(found.unknown)) == (4, 45, 2)
    assert level_ids(found) == [4, 21, 20, 2]
    assert level_ids(found, "residual_counts") == [2, 7, 34, 4]
    left = [line for line in found.judged if line.left and line.left.high == 2]
    assert [bool(line.accepted_by) for line in left].count(False) == 5
    assert found.findings == ()


@pytest.mark.parametrize(
    ("answers", "owner", "above", "chief"),
    [
        ("VELMORA", "Head of the search unit", {"Deputy chief"}, "Chief of police"),
        (
            "FESTIVAL",
            "Operations chief",
            {"Deputy commissioner", "Commissioner"},
            "Commissioner",
        ),
    ],
)
def test_the_rules_of_acceptance_are_kept(
    answers: str, owner: str, above: set[str], chief: str
) -> None:
    found = risk_summary(FORM, {"VELMORA": VELMORA, "FESTIVAL": FESTIVAL}[answers])
    allowed = [{owner}, above, {chief}, set[str]()]
    for line in found.judged:
        assert line.standing is not None
        assert (line.treatment == "accept") == bool(line.accepted_by), line.id
        if not line.accepted_by:
            continue
        assert line.accepted_by in allowed[line.standing.high], line.id
        assert line.accepted_on < line.review, line.id
        if line.standing.high == 2:
            assert "Legal advice" in line.accept_reason
            assert "authority read" in line.accept_reason
            days = date.fromisoformat(line.review) - date.fromisoformat(line.accepted_on)
            assert days.days <= 184


@pytest.mark.parametrize("answers", [VELMORA_NAME, FESTIVAL_NAME])
def test_a_control_that_works_is_not_lost_in_the_plan(answers: str) -> None:
    """And what is left is lower only where a control is new."""
    found = risk_summary(FORM, as_answers(LIBRARY.example("risk-assessment", answers)))
    rows = {row.id: {control.text for control in row.controls} for row in ROWS}
    for line in found.judged:
        offered = rows[line.id]
        assert set(line.controls) & offered <= set(line.planned), line.id
        if line.residual != line.current:
            assert set(line.planned) - set(line.controls), line.id


def test_the_eight_risks_use_the_same_scales_and_table() -> None:
    assert EIGHT.scales == FORM.scales
    assert EIGHT.matrices == FORM.matrices
    mine = {row.what: row for row in ROWS}
    rows = [item for item in EIGHT.items if isinstance(item, RiskRow)]
    assert len(rows) == 8
    assert all(mine[row.what].controls == row.controls for row in rows)


@pytest.mark.parametrize("to", ["html", "docx", "xlsx", "json"])
def test_the_whole_report_is_quick(to: str) -> None:
    begun = time.perf_counter()
    data = write(report(), to)[0]
    took = time.perf_counter() - begun
    print(f"report of 56 risks as {to}: {took:.2f} s, {len(data):,} bytes")
    assert took < SLOW


def test_every_format_has_the_grid_and_the_plan() -> None:
    made = report()
    assert made.risks is not None
    grid = made.risks.grid
    assert grid is not None
    assert len(grid.table) == 18
    assert len(grid.table[0]) == 7
    assert grid.sentence in Page(write(made, "html")[0].decode()).words
    document = Document(io.BytesIO(write(made, "docx")[0]))
    assert len(document.inline_shapes) == 2
    book = load_workbook(io.BytesIO(write(made, "xlsx")[0]))
    assert {"Treatment plan", "Principles and stages"} <= set(book.sheetnames)
    data = json.loads(write(made, "json")[0])["risks"]
    assert [row["Principle"] for row in data["grid"]] == [row[0] for row in grid.table[1:]]
    assert len(data["plan"]) == 49  # judged, and what nobody could judge


def _only_risks(answers: dict[str, Answer]) -> dict[str, Answer]:
    ids = {row.id for row in ROWS}
    return {key: answer for key, answer in answers.items() if key in ids}


def test_the_register_comes_back_as_the_same_answers(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(write(report(), "xlsx")[0])
    answers, problems = read_register(file, FORM)
    assert problems == []
    assert answers == _only_risks(VELMORA)


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice is not installed")
def test_libreoffice_opens_the_register_and_loses_nothing(tmp_path: Path) -> None:
    file = tmp_path / "register.xlsx"
    file.write_bytes(write(report(), "xlsx")[0])
    out = tmp_path / "again"
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", out, file]
    subprocess.run(command, check=True, capture_output=True, timeout=180)
    again = out / "register.xlsx"
    assert SHEET in load_workbook(again).sheetnames
    answers, problems = read_register(again, FORM)
    assert [p for p in problems if p.severity != "note"] == []
    assert answers == _only_risks(VELMORA)
