"""``forget`` deletes what the store wrote, names it before, and touches nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit_widgets.cli import app
from toolkit_widgets.models import FORMAT

STAMP = "20261101T101500.123456Z"


@pytest.fixture
def course(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A learner's folder with answers, backups, something set aside, and foreign files."""
    monkeypatch.delenv("TOOLKIT_ANSWERS")
    folder = tmp_path / "my-course"
    backups = folder / "answers" / "backups"
    backups.mkdir(parents=True)
    text = json.dumps({"format": FORMAT, "answers": {}})
    for file in (
        folder / "answers" / "readiness.json",
        backups / f"readiness.{STAMP}.json",
    ):
        file.write_text(text)
    (folder / "answers" / f"quiz.damaged-{STAMP}.json.kept").write_text("{half")
    (folder / "answers" / ".readiness.json.abc123.tmp").write_text("{")
    (folder / "answers" / "holiday.json").write_text('{"format": "mine"}')
    (folder / "answers" / "letter.docx").write_text("mine")
    (backups / "notes.json").write_text("{}")
    (folder / "00_start_here.ipynb").write_text("{}")
    return folder


def names(folder: Path) -> set[str]:
    return {f.relative_to(folder).as_posix() for f in folder.rglob("*") if f.is_file()}


FOREIGN = {
    "answers/holiday.json",
    "answers/letter.docx",
    "answers/backups/notes.json",
    "00_start_here.ipynb",
}


def test_it_asks_and_a_no_deletes_nothing(course: Path) -> None:
    before = names(course)
    result = CliRunner().invoke(app, ["forget", "--folder", str(course)], input="n\n")
    assert result.exit_code == 1
    assert "readiness.json" in result.output
    assert f"quiz.damaged-{STAMP}.json.kept" in result.output
    assert "holiday" not in result.output
    assert names(course) == before


@pytest.mark.parametrize("answer", [["--yes"], []])
def test_a_yes_deletes_the_answers_and_nothing_else(course: Path, answer: list[str]) -> None:
    result = CliRunner().invoke(app, ["forget", "--folder", str(course), *answer], input="y\n")
    assert result.exit_code == 0, result.output
    assert names(course) == FOREIGN
    assert "holiday.json" in result.output, "what is left over is named"


def test_the_folder_goes_when_nothing_is_left(course: Path) -> None:
    for foreign in FOREIGN - {"00_start_here.ipynb"}:
        (course / foreign).unlink()
    CliRunner().invoke(app, ["forget", "--folder", str(course), "--yes"])
    assert not (course / "answers").exists()
    assert (course / "00_start_here.ipynb").exists()


def test_a_folder_named_by_the_variable_keeps_everything_foreign(
    course: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TOOLKIT_ANSWERS", str(course / "answers"))
    elsewhere = course.parent / "elsewhere"
    result = CliRunner().invoke(app, ["forget", "--folder", str(elsewhere), "--yes"])
    assert result.exit_code == 0
    assert str(course / "answers") in result.output
    assert names(course) == FOREIGN


def test_a_link_is_not_followed(course: Path) -> None:
    target = course.parent / "precious.json"
    target.write_text(json.dumps({"format": FORMAT}))
    (course / "answers" / "linked.json").symlink_to(target)
    CliRunner().invoke(app, ["forget", "--folder", str(course), "--yes"])
    assert target.exists()
    assert (course / "answers" / "linked.json").is_symlink()


def test_no_answers_is_no_error(tmp_path: Path) -> None:
    result = CliRunner().invoke(app, ["forget", "--folder", str(tmp_path)])
    assert result.exit_code == 0
    assert "no answers" in result.output
