"""What the instruments and the tests cover, and what is said about the holes."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit_widgets import resources
from toolkit_widgets.cli import app
from toolkit_widgets.content.coverage import Grid, coverage_of, grid
from toolkit_widgets.content.coverage import tested as items_of
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Gap, Principle, Principles, Questionnaire

from .small_course import FILES, SHORT, write

STAGES = ("planning", "data")


def principles(*gaps: tuple[str, str, str]) -> Principles:
    return Principles.model_validate(
        {
            "schema": "toolkit-principles/1",
            "caution": "Ours.",
            "principles": [
                {"id": "harm", "title": "Harm", "reading": "Ours"},
                {"id": "accuracy", "title": "Accuracy", "core": "harm", "reading": "Ours"},
                {"id": "privacy", "title": "Privacy", "core": "harm", "reading": "Ours"},
            ],
            "stages": [
                {"id": stage, "title": stage, "reading": "Ours", "span": "A step"}
                for stage in STAGES
            ],
            "gaps": [{"principle": p, "stage": s, "because": b} for p, s, b in gaps],
            "refs": [{"source": "course", "at": "lesson 07"}],
        }
    )


def form(name: str, *items: dict) -> Questionnaire:
    return Questionnaire.model_validate(
        {
            "schema": "toolkit-questionnaire/1",
            "id": name,
            "version": "1.0.0",
            "title": name.title(),
            "minutes": 5,
            "about": "Ours.",
            "sections": [{"id": "all", "title": "All", "items": list(items)}],
        }
    )


def asks(name: str, on: list[str], at: list[str], kind: str = "text") -> dict:
    return {"id": name, "type": kind, "text": "?", "principles": on, "stages": at}


def rules(found: Grid) -> list[tuple[str, str, str]]:
    return [(p.severity, p.rule, p.path) for p in found.problems]


def test_an_item_counts_in_every_cell_of_its_principles_and_stages() -> None:
    found = grid(
        principles(),
        [
            form("organizational-readiness", asks("a", ["accuracy", "privacy"], ["planning"])),
            form(
                "risk-assessment",
                asks("b", ["accuracy"], ["planning", "data"]),
                asks("c", ["accuracy"], ["planning"]),
            ),
        ],
    )
    assert [i.letter for i in found.instruments] == ["R", "K"]
    assert found.counts(("accuracy", "planning")) == {"R": 1, "K": 2}
    assert found.cells[("accuracy", "planning")]["K"] == ("b", "c")
    assert found.counts(("accuracy", "data")) == {"K": 1}
    assert found.counts(("privacy", "data")) == {}
    assert found.empty == [("privacy", "data")]
    assert rules(found) == [("warning", "coverage.gap", "privacy × data")]


def test_notes_and_core_principles_fill_no_cell() -> None:
    found = grid(
        principles(),
        [form("own", asks("a", ["accuracy"], ["data"], "note"), asks("b", ["harm"], ["data"]))],
    )
    assert [(i.letter, i.items) for i in found.instruments] == [("A", 1)]
    assert found.cells == {}
    assert len(found.empty) == 4


def test_a_questionnaire_without_principles_is_no_instrument() -> None:
    plain = {"id": "a", "type": "text", "text": "?"}
    assert grid(principles(), [form("track", plain)]).instruments == ()


def test_an_exercise_on_a_fictional_agency_is_no_instrument() -> None:
    asked = asks("a", ["accuracy"], ["data"])
    assert grid(principles(), [form("eight-risks", asked)]).instruments == ()


def test_items_without_a_stage_are_named() -> None:
    found = grid(principles(), [form("own", asks("a", ["accuracy"], []))])
    assert found.instruments[0].without_stage == ("a",)


def test_a_reason_silences_an_empty_cell_but_not_an_empty_row() -> None:
    filled = form("own", asks("a", ["accuracy"], ["planning"]))
    reasons = [
        ("accuracy", "data", "Asked before."),
        ("privacy", "planning", "A."),
        ("privacy", "data", "B."),
    ]
    found = grid(principles(*reasons), [filled])
    assert found.reason(("accuracy", "data")) == "Asked before."
    assert rules(found) == [("error", "coverage.row", "privacy")]


def test_a_reason_for_a_cell_that_is_not_empty_is_idle() -> None:
    everything = form("own", asks("a", ["accuracy", "privacy"], list(STAGES)))
    found = grid(principles(("accuracy", "data", "Old.")), [everything])
    assert rules(found) == [("warning", "coverage.reason", "accuracy × data")]
    assert "A 1" in found.problems[0].message


def test_a_reason_for_an_unknown_principle_is_an_error() -> None:
    everything = form("own", asks("a", ["accuracy", "privacy"], list(STAGES)))
    found = grid(principles(("harm", "data", "Core.")), [everything])
    assert rules(found) == [("error", "coverage.reason", "harm × data")]


def test_objectives_name_the_items_that_test_them() -> None:
    shelf = library()
    info = shelf.lesson("01")
    rows = {row.objective: row for row in items_of(info, shelf.quiz_set(info.id))}
    assert list(rows) == [one.id for one in info.objectives]
    assert rows["sort-families"].turns == ("families.sort",)
    assert rows["sort-families"].tests == ("test.sort",)
    assert rows["say-responsible"].checks[:2] == ("match.first", "match.detroit")


def test_without_quizzes_nothing_tests_an_objective() -> None:
    row = items_of(library().lesson("00"), None)[0]
    assert (row.checks, row.turns, row.tests) == ((), (), ())
    assert row.rubric


def test_a_broken_file_is_named_and_the_rest_is_counted(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / SHORT["form"]).write_text(FILES[SHORT["form"]] + "nonsense: 1\n", encoding="utf-8")
    found = coverage_of(tmp_path)
    assert found.broken == (SHORT["form"],)
    assert found.grid.instruments == ()
    assert [info.number for info, _ in found.lessons] == ["00", "01"]


def test_a_course_that_cannot_be_read_is_said_in_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"data/principles\.yaml are needed"):
        coverage_of(tmp_path)


def test_every_principle_is_asked_about_by_this_edition() -> None:
    found = coverage_of(resources.course_root()).grid
    assert [p for p in found.problems if p.severity == "error"] == []
    assert {i.letter for i in found.instruments} >= {"R"}
    assert all(isinstance(gap, Gap) for gap in found.gaps)
    assert all(isinstance(one, Principle) for one in found.principles)


def test_the_command_prints_the_grid_in_100_columns() -> None:
    result = CliRunner().invoke(app, ["check", "--coverage"])
    lines = result.output.splitlines()
    assert max(len(line) for line in lines) <= 100
    row = next(line for line in lines if line.startswith("Accountability "))
    cells = coverage_of(resources.course_root()).grid.counts(("accountability", "planning"))
    assert " ".join(f"{letter}{n}" for letter, n in cells.items()) in row
    assert any("Which items test which objective" in line for line in lines)


def test_the_command_takes_no_files() -> None:
    result = CliRunner().invoke(app, ["check", "--coverage", "--json"])
    assert result.exit_code == 2
