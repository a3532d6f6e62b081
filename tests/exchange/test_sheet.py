"""A questionnaire as a workbook: there and back without loss; every problem names its cell."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any, get_args

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook
from openpyxl.workbook import Workbook
from typer.testing import CliRunner

from toolkit_widgets.cli import app
from toolkit_widgets.content.cells import MOST
from toolkit_widgets.content.library import library
from toolkit_widgets.content.parse import parse_text
from toolkit_widgets.content.problems import ContentError, Problem
from toolkit_widgets.exchange.layout import SHEETS, TYPES, widened
from toolkit_widgets.exchange.sheet import to_xlsx
from toolkit_widgets.exchange.sheet_read import check_xlsx, parse_xlsx
from toolkit_widgets.exchange.yaml_text import to_yaml
from toolkit_widgets.models import (
    Action,
    Band,
    Dimension,
    Item,
    MatrixLevel,
    Modifier,
    Need,
    Paper,
    PaperBlock,
    Questionnaire,
    Repeat,
    Section,
    Step,
    Take,
    Veto,
    fingerprint,
)

from ..content.small_forms import QUESTIONNAIRE
from ..samples import small_questionnaire
from .forms import questionnaires

SHELF = library()
NAMES = sorted(p.parent.name for p in SHELF.data.glob("questionnaires/*/questionnaire.yaml"))


def there_and_back(form: Questionnaire) -> Questionnaire:
    return parse_xlsx(to_xlsx(form), "x.xlsx").model


@settings(max_examples=15)
@given(questionnaires())
def test_a_round_trip_is_the_identity(form: Questionnaire) -> None:
    found = there_and_back(form)
    assert found == form
    assert fingerprint(found) == fingerprint(form)


@settings(max_examples=15)
@given(questionnaires())
def test_yaml_is_read_back_as_it_was(form: Questionnaire) -> None:
    assert parse_text(to_yaml(form), Questionnaire, "x.yaml").model == form


@pytest.mark.parametrize("name", NAMES)
def test_every_questionnaire_of_the_course_survives(name: str) -> None:
    form = SHELF.questionnaire(name)
    document = parse_xlsx(to_xlsx(form), "x.xlsx")
    assert fingerprint(document.model) == fingerprint(form)
    again = parse_text(to_yaml(document.model), Questionnaire, "x.yaml").model
    assert fingerprint(again) == fingerprint(form)
    assert [p for p in check_xlsx(document) if p.severity == "error"] == []


ELSEWHERE = {
    "sections": {"items"},
    "items": {"options", "anchors", "refs", "entries", "prompts", "targets", "parts", "controls",
              "feedback", "value", "needs"},
    "papers": {"blocks"},
    "paper lines": {"lines"},
    "dimensions": {"modifiers", "round"},
}  # fmt: skip


@pytest.mark.parametrize(
    ("title", "models"),
    [
        ("Sections", [Section]),
        ("Items", list(get_args(get_args(Item)[0]))),
        ("Scales", [Step]),
        ("Dimensions", [Dimension]),
        ("Modifiers", [Modifier]),
        ("Levels", [MatrixLevel]),
        ("Bands", [Band]),
        ("Vetoes", [Veto]),
        ("Actions", [Action]),
        ("Needs", [Need]),
        ("Takes", [Take]),
        ("Papers", [Paper]),
        ("Paper lines", [PaperBlock]),
    ],
)
def test_every_field_has_a_column(title: str, models: list[Any]) -> None:
    """A field that a model gains must not be dropped in silence."""
    sheet = next(s for s in SHEETS if s.title == title)
    known = {column.keys[0] for column in sheet.columns} | ELSEWHERE.get(title.lower(), set())
    members = [part for model in models for part in (get_args(model) or (model,))]
    for model in members:
        fields = {info.alias or name for name, info in model.model_fields.items()}
        assert fields <= known, model


def test_every_type_can_be_chosen() -> None:
    assert {"choice", "scale", "matching", "note"} <= set(TYPES)
    assert len(set(TYPES)) == len(TYPES)


def test_a_text_too_long_for_a_cell_goes_on_below() -> None:
    words = "“Long” = words_x0041_ 🙂, " * 3_000
    form = small_questionnaire(about=words.strip())
    assert there_and_back(form) == form
    sheet = load_workbook(io.BytesIO(to_xlsx(form)))["About"]
    values = [cell.value for cell in sheet["B"] if cell.value]
    assert all(len(str(v).encode("utf-16-le")) // 2 <= MOST for v in values)
    assert "…" in [cell.value for cell in sheet["A"]]


def test_what_a_spreadsheet_cannot_hold_is_refused() -> None:
    with pytest.raises(ContentError) as caught:
        to_xlsx(small_questionnaire(title="a\u202eb"))
    (problem,) = caught.value.problems
    assert (problem.path, problem.rule) == ("title", "sheet.loss")


# -- what people see -------------------------------------------------------------------------------


def opened(form: Questionnaire | None = None) -> Workbook:
    lists = {"principles": ["fairness", "privacy"], "lessons": ["01_a"], "sources": ["course"]}
    return load_workbook(io.BytesIO(to_xlsx(form or small_questionnaire(), lists)))


def test_headings_stay_in_view_and_words_can_be_chosen() -> None:
    book = opened()
    assert book.sheetnames == ["Read-me", *(s.title for s in SHEETS), "Lists"]
    for sheet in book.worksheets:
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
    rules = {
        str(rule.sqref).split(":")[0]: rule.formula1
        for rule in book["Items"].data_validations.dataValidation
    }
    headings = {cell.value: cell.column_letter for cell in book["Items"][1]}
    assert "choice" in rules[f"{headings['type']}2"]
    assert rules[f"{headings['scale']}2"] == "Scales!$A$2:$A$2000"
    assert rules[f"{headings['principles']}2"] == "Lists!$A$2:$A$3"
    assert rules[f"{headings['section']}2"] == "Sections!$A$2:$A$2000"


def test_a_list_in_quotes_fits_what_a_spreadsheet_allows() -> None:
    for sheet in opened().worksheets:
        for rule in sheet.data_validations.dataValidation:
            assert len(rule.formula1) <= 257, (sheet.title, rule.formula1)


def test_no_cell_is_a_formula_and_nobody_is_named() -> None:
    form = small_questionnaire(title="=HYPERLINK(1)", about="@SUM(1)", label="-1+1")
    book = opened(form)
    for sheet in book.worksheets:
        for row in sheet.iter_rows():
            assert all(cell.data_type in ("s", "n", "b") for cell in row)
    assert book["About"]["B4"].quotePrefix
    assert not book.properties.creator
    assert not book.properties.lastModifiedBy


# -- what people do wrong --------------------------------------------------------------------------


def problems(*changes: tuple[str, str, Any], form: Questionnaire | None = None) -> list[Problem]:
    """What is said after cells were changed."""
    source = form or parse_text(QUESTIONNAIRE, Questionnaire, "x.yaml").model
    book = opened(source)
    for sheet, cell, value in changes:
        (book[sheet] if sheet in book else book.create_sheet(sheet))[cell] = value
    out = io.BytesIO()
    book.save(out)
    try:
        return check_xlsx(parse_xlsx(out.getvalue(), "x.xlsx"))
    except ContentError as error:
        return error.problems


def headed(sheet: str, header: str) -> str:
    """The letter of a column."""
    shown = widened(next(s for s in SHEETS if s.title == sheet), 5)
    place = [column.header for column in shown.columns].index(header)
    return (chr(64 + place // 26) if place >= 26 else "") + chr(65 + place % 26)


WRONG = [
    ("Items", "type", "scal", "not one of the allowed values", "scale"),
    ("Items", "text", None, "'text' is missing", ""),
    ("Items", "section", "frist", "there is no section 'frist'", "first"),
    ("Items", "show when", "rules iz none", "'iz' is not a test", "is"),
    ("Items", "show when", "all(rules is none", "here must be ')'", ""),
    ("Items", "required", "yess", "yes or no", "yes"),
    ("Items", "weight", "heavy", "a whole number", ""),
    ("Items", "weight", 11, "less than or equal to 10", ""),
    ("Items", "id", "two words", "is not an id", ""),
    ("Items", "id", 7, "this must be text", ""),
    ("Items", "help", "=1+1", "is a formula", ""),
    ("Items", "allow", "dont_knw", "not one of the allowed values", "dont_know"),
    ("Items", "roles", '"open', "a quote is opened", ""),
    ("Items", "unit", "people", "unknown key 'unit'", ""),
    ("Options", "item", "rulse", "there is no item 'rulse'", "rules"),
    ("Anchors", "item", "rulse", "there is no item 'rulse'", "rules"),
    ("Scales", "points", "three", "this must be a number", ""),
    ("Bands", "at least", None, "a band needs one of", ""),
    ("Actions", "effort", "XL", "not one of the allowed values", "L"),
    ("Refs", "item", "rulse", "there is no item 'rulse'", "rules"),
    ("Migrations", "op", "renam", "not one of the allowed values", "rename"),
]


@pytest.mark.parametrize(("sheet", "header", "value", "says", "near"), WRONG)
def test_a_problem_names_its_cell(
    sheet: str, header: str, value: Any, says: str, near: str
) -> None:
    cell = f"{headed(sheet, header)}2"
    if (sheet, header, value) == ("Bands", "at least", None):
        found = [p for p in problems((sheet, cell, value)) if says in p.message]
        assert [p.path for p in found] == ["Bands!A2"]
        return
    found = [p for p in problems((sheet, cell, value)) if p.path == f"{sheet}!{cell}"]
    assert len(found) == 1, found
    assert says in found[0].message
    assert found[0].nearest == near
    assert (found[0].file, found[0].line) == ("x.xlsx", 2)
    assert found[0].found


def test_the_rules_of_the_course_hold_for_a_workbook_too() -> None:
    lifts, target = f"{headed('Actions', 'lifts')}2", f"{headed('Dimensions', 'target')}2"
    found = {
        p.path: p for p in problems(("Actions", lifts, "ruls; money"), ("Dimensions", target, 9))
    }
    assert found[f"Actions!{lifts}"].nearest == "rules"
    assert "lies outside the scale" in found[f"Dimensions!{target}"].message


def test_every_problem_in_one_run() -> None:
    changes = [(sheet, f"{headed(sheet, header)}3", value) for sheet, header, value in (
        ("Items", "type", "scal"), ("Items", "required", "yess"), ("Items", "section", "frist"),
        ("Scales", "points", "x"), ("Actions", "effort", "XL"),
    )]  # fmt: skip
    said = {p.path for p in problems(*changes)}
    assert {f"{sheet}!{cell}" for sheet, cell, _ in changes} - said == {
        f"Items!{headed('Items', 'type')}3"
    }


@pytest.mark.parametrize(
    ("sheet", "cell", "value", "place", "near"),
    [
        ("Items", "BA1", "hlep", "Items!BA1", "help"),
        ("About", "A4", "titel", "About!A4", "title"),
        ("Itms", "A1", "x", "Itms", "Items"),
        ("Items", "BB2", "lost", "Items!BB2", ""),
    ],
)
def test_what_nobody_knows_is_refused(
    sheet: str, cell: str, value: str, place: str, near: str
) -> None:
    found = [p for p in problems((sheet, cell, value)) if p.path == place]
    assert [p.nearest for p in found] == [near]


def test_a_missing_sheet_is_named() -> None:
    book = opened()
    del book["Items"]
    out = io.BytesIO()
    book.save(out)
    with pytest.raises(ContentError) as caught:
        parse_xlsx(out.getvalue(), "x.xlsx")
    assert "the sheet 'Items' is missing" in [p.message for p in caught.value.problems]


def test_a_part_of_a_repeat_has_its_own_options() -> None:
    part = {"id": "kind", "type": "choice", "text": "Kind?",
            "options": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}]}  # fmt: skip
    repeat = {"id": "systems", "type": "repeat", "text": "Which?", "parts": [part]}
    form = small_questionnaire(
        sections=[{"id": "s", "title": "S", "items": [repeat]}], actions=[], dimensions={}
    )
    found = next(iter(there_and_back(form).items))
    assert isinstance(found, Repeat)
    assert found.parts[0].options[1].text == "Y"  # type: ignore[union-attr]


def test_the_commands_there_and_back(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    made = run(app, ["export", "questionnaire", "choose-track"])
    assert made.exit_code == 0, made.output
    again = run(app, ["export", "questionnaire", "choose-track"])
    assert (again.exit_code, "exists" in again.output) == (2, True)
    read = run(app, ["import", "xlsx", "choose-track.xlsx"])
    assert read.exit_code == 0, read.output
    files = sorted(str(p.relative_to(tmp_path)) for p in tmp_path.rglob("*") if p.is_file())
    assert files == ["choose-track.xlsx", "choose-track/questionnaire.yaml"]
    text = Path("choose-track/questionnaire.yaml").read_text("utf-8")
    form = parse_text(text, Questionnaire, "x.yaml").model
    assert fingerprint(form) == fingerprint(SHELF.questionnaire("choose-track"))
    assert run(app, ["import", "xlsx", "."]).exit_code == 1
    assert run(app, ["import", "--help"]).output.count("surveyjs") == 1
