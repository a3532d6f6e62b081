"""The risk register as a sheet and back: nothing lost, every problem with its cell."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from typer.testing import CliRunner, Result

from tests.samples import NOW, answer_file, small_course
from tests.samples_risk import LIKELY, RISKS, SEVERE, risk_answers, risk_value, risks_alone
from toolkit_widgets.cli import app
from toolkit_widgets.content.library import Library
from toolkit_widgets.content.problems import ContentError, Problem
from toolkit_widgets.content.register import COLUMNS, SHEET, ranges, register_row
from toolkit_widgets.exchange.register import read_register
from toolkit_widgets.models import KNOWLEDGE, TREATMENTS, Answer, RiskRow, ScaleDef
from toolkit_widgets.reports import build_report, write
from toolkit_widgets.scoring.risk import risk_summary
from toolkit_widgets.scoring.values import read_answer
from toolkit_widgets.store import load_file, stamp_of

FORM = risks_alone()
ROWS = {item.id: item for item in FORM.items if isinstance(item, RiskRow)}
HEADS = [column.name for column in COLUMNS]


def workbook(given_answers: dict[str, Answer], file: Path) -> Path:
    report = build_report(FORM, answer_file(FORM, given_answers), small_course(), NOW)
    file.write_bytes(write(report, "xlsx")[0])
    return file


def cells(file: Path) -> list[tuple[Any, ...]]:
    return list(load_workbook(file)[SHEET].iter_rows(values_only=True))


def of_risks(every: dict[str, Answer]) -> dict[str, Answer]:
    return {key: answer for key, answer in every.items() if key in ROWS}


def changed(file: Path, change: Callable[[Worksheet], None]) -> list[Problem]:
    """The problems of the sample's register after ``change``."""
    book = load_workbook(workbook(risk_answers(), file))
    change(book[SHEET])
    book.save(file)
    return read_register(file, FORM)[1]


def put(name: str, value: object, row: int = 4) -> Callable[[Worksheet], None]:
    """Row 4 holds the wrong match."""

    def change(sheet: Worksheet) -> None:
        sheet.cell(row, HEADS.index(name) + 1).value = value

    return change


def test_from_register_to_answers_to_register_is_the_identity(tmp_path: Path) -> None:
    first = workbook(risk_answers(), tmp_path / "first.xlsx")
    answers, problems = read_register(first, FORM)
    assert problems == []
    assert answers == of_risks(risk_answers())
    assert cells(workbook(answers, tmp_path / "second.xlsx")) == cells(first)


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C",)), min_size=1, max_size=30)
DAYS = st.dates().map(str)


def axis(names: tuple[str, ...]) -> st.SearchStrategy[list[str]]:
    pairs = st.tuples(*[st.integers(0, len(names) - 1)] * 2)
    return pairs.map(lambda ends: [names[place] for place in sorted(ends)])


JUDGED = {"likelihood": axis(LIKELY), "severity": axis(SEVERE)}
WITH = st.fixed_dictionaries(
    JUDGED,
    optional={
        "controls": st.lists(st.sampled_from(["second-look", "log"]), min_size=1, unique=True),
        "named": WORDS,
    },
)
VALUES = st.fixed_dictionaries(
    {"inherent": st.fixed_dictionaries(JUDGED)},
    optional={
        "current": WITH,
        "residual": WITH,
        "affected": st.integers(0, 10**9),
        "knowledge": st.sampled_from(KNOWLEDGE),
        "treatment": st.sampled_from(TREATMENTS),
        **dict.fromkeys(("knowledge_reason", "accept_reason", "owner", "accepted_by"), WORDS),
        **dict.fromkeys(("due", "review", "accepted_on"), DAYS),
    },
)
RAW = st.one_of(
    st.fixed_dictionaries({"value": VALUES}, optional={"comment": WORDS, "evidence": WORDS}),
    st.fixed_dictionaries(
        {"state": st.sampled_from(["dont_know", "not_applicable"]), "reason": WORDS}
    ),
)


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(raw=st.dictionaries(st.sampled_from(sorted(ROWS)), RAW, min_size=1, max_size=4))
def test_any_valid_answers_come_back(raw: dict[str, Any], tmp_path: Path) -> None:
    before = {key: read_answer(ROWS[key], one, FORM.scales)[0] for key, one in raw.items()}
    # a draft can hold what no cell has words for: half a range, a control that is not offered
    before = {k: a for k, a in before.items() if not a.empty and a.state != "draft"}
    file = workbook(before, tmp_path / "any.xlsx")
    after, _ = read_register(file, FORM)
    assert after == {key: _without_blank_words(answer) for key, answer in before.items()}


def _without_blank_words(answer: Answer) -> Answer:
    """A cell that holds only blanks is an empty cell."""
    words = {n: getattr(answer, n) for n in ("reason", "comment", "evidence")}
    return answer.model_copy(update={n: w if w.strip() else "" for n, w in words.items()})


def test_a_draft_stays_what_it_is(tmp_path: Path) -> None:
    value = risk_value("likely", "grave", due="soon", affected=2.5, owner="=1+1")
    half = {"current": {"likelihood": ["rare", "rare"]}, "owner": "x" * 40_000}
    drafts = {
        "leak": Answer(state="draft", value=value),
        "creep": Answer(state="draft", value=half),
    }
    answers, problems = read_register(workbook(drafts, tmp_path / "d.xlsx"), FORM)
    assert answers == drafts
    assert {p.severity for p in problems} == {"warning"}
    assert any("'soon' is not a date" in p.message for p in problems)


def test_the_row_follows_the_columns() -> None:
    summary = risk_summary(FORM, risk_answers())
    for line in summary.lines:
        assert len(register_row(FORM, line, risk_answers().get(line.id))) == len(COLUMNS)
    assert len(set(HEADS)) == len(HEADS)


@pytest.mark.parametrize(
    ("change", "severity", "place", "says"),
    [
        (put("Inherent likelihood", "Likly"), "error", "H4", "'Likly' is no step or range"),
        (put("Inherent likelihood", "Expected to Likely"), "error", "H4", "no step or range"),
        (put("Id", "leek"), "error", "A4", "no risk 'leek'"),
        (put("Id", "leak"), "error", "A5", "'leak' stands in the register twice"),
        (put("Id", None), "error", "A4", "this row names no risk"),
        (put("State", "Maybe"), "error", "D4", "'Maybe' is no state of this risk"),
        (put("Controls in place", "Prayer"), "error", "N4", "under 'Other controls in place'"),
        (put("Owner", "=1+1"), "error", "Y4", "formula"),
        (put("Review", "soon"), "warning", "AA4", "'soon' is not a date"),
        (put("Treatment", "ignore"), "warning", "X4", "'ignore' is not one of the answers"),
        (put("What happens", "Nothing"), "warning", "E4", "the questionnaire itself says this"),
        (put("State", "Don't know"), "warning", "D4", "Please add a reason"),
        (put("Inherent level", "Low"), "note", "J4", "the matrix gives 'High to Extreme'"),
        (put("Inherent severity", None), "note", "A4", "still open: severity"),
        (put("Owner", "", 1), "warning", "A1", "the column 'Owner' is missing"),
        (put("Owner", "Ownr", 1), "error", "Y1", "unknown column 'Ownr'"),
        (put("Owner", "Due", 1), "error", "Z1", "the column 'Due' is given twice"),
    ],
)
def test_each_problem_names_its_cell(
    tmp_path: Path, change: Callable[[Worksheet], None], severity: str, place: str, says: str
) -> None:
    problems = changed(tmp_path / "x.xlsx", change)
    found = [p for p in problems if says in p.message]
    assert found, [str(p) for p in problems]
    assert (found[0].severity, found[0].path) == (severity, f"{SHEET}!{place}")


def test_what_a_person_types_is_understood(tmp_path: Path) -> None:
    def change(sheet: Worksheet) -> None:
        put("Inherent likelihood", " likely  TO expected ")(sheet)
        put("Due", NOW.replace(tzinfo=None))(sheet)
        put("People affected", "12000")(sheet)
        put("Controls in place", "Every use is logged\na second officer looks")(sheet)

    file = tmp_path / "typed.xlsx"
    assert changed(file, change) == []
    value = read_register(file, FORM)[0]["wrong-match"].value
    assert isinstance(value, dict)
    assert value["inherent"]["likelihood"] == ["likely", "expected"]  # type: ignore[index,call-overload]
    assert (value["due"], value["affected"]) == ("2026-03-02", 12000)
    assert value["current"]["controls"] == ["second-look", "log"]  # type: ignore[index,call-overload]


def test_a_file_without_a_register_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "other.xlsx"
    Workbook().save(file)
    with pytest.raises(ContentError, match="'Risk register' is missing"):
        read_register(file, FORM)
    file.write_bytes(b"no workbook")
    with pytest.raises(ContentError, match="not a whole Excel workbook"):
        read_register(file, FORM)


def test_ids_stand_where_labels_are_ambiguous() -> None:
    def scale(*labels: str) -> ScaleDef:
        steps = [{"id": f"s{n}", "label": x, "points": n} for n, x in enumerate(labels)]
        return ScaleDef.model_validate({"steps": steps})

    assert ranges(scale("Low", "*High*"))["Low to High"] == ["s0", "s1"]
    assert list(ranges(scale("A", "B", "A to B")))[:2] == ["s0", "s0 to s1"]
    assert "s0" in ranges(scale("Same", "same"))


# -- the command -----------------------------------------------------------------------------------


@pytest.fixture
def shelf(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Library, "questionnaire", lambda self, name: FORM)


def run(file: Path, out: Path) -> Result:
    arguments = [str(file), "--questionnaire", FORM.id, "--answers", str(out)]
    return CliRunner().invoke(app, ["import", "register", *arguments], env={"COLUMNS": "200"})


@pytest.mark.usefixtures("shelf")
def test_the_command_writes_a_file_of_answers_once(tmp_path: Path) -> None:
    file, out = workbook(risk_answers(), tmp_path / "r.xlsx"), tmp_path / "answers" / "out.json"
    result = run(file, out)
    assert result.exit_code == 0, result.output
    assert f"Answers to {len(RISKS)} risks" in result.output
    found = load_file(out)
    assert found.answers == of_risks(risk_answers())
    assert found.content == stamp_of(FORM)
    assert json.loads(out.read_text("utf-8"))["tool"].endswith("from r.xlsx")
    before = out.read_bytes()
    again = run(file, out)
    assert again.exit_code == 2
    assert "exists, and may hold answers" in again.output
    assert out.read_bytes() == before


@pytest.mark.usefixtures("shelf")
def test_the_command_writes_nothing_of_a_register_it_cannot_read(tmp_path: Path) -> None:
    file, out = tmp_path / "r.xlsx", tmp_path / "out.json"
    changed(file, put("Inherent likelihood", "Likly"))
    result = run(file, out)
    assert result.exit_code == 1
    assert "Risk register!H4" in result.output
    assert "did you mean: Likely" in result.output
    assert not out.exists()
    assert run(tmp_path / "none.xlsx", out).exit_code == 1
