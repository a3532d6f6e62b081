"""``toolkit-course export moodle`` and ``export gift``."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner

from toolkit_widgets.cli import app

from .lms_reading import read_gift, read_moodle


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def run(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["export", *arguments])
    return result.exit_code, " ".join(result.output.split())


def test_a_lesson_and_its_notes(tmp_path: Path) -> None:
    code, said = run("moodle", "14")
    assert code == 0
    read = read_moodle((tmp_path / "quizzes-14-moodle.xml").read_bytes())
    asked = [question for question in read if question.kind != "description"]
    assert f"{len(asked)} questions of 7 quizzes" in said
    notes = (tmp_path / "quizzes-14-moodle-notes.md").read_text("utf-8")
    assert "| Which step can they show? (`check-steps`) | 2. How to choose a step | 3 |" in notes
    assert "Grade to pass: 70%" in notes
    assert "| `test.papers` | the platform gives a part of the mark" in notes


def test_a_moodle_without_ordering_is_told_what_to_do(tmp_path: Path) -> None:
    assert run("moodle", "01", "--out", "new.xml")[0] == 0
    assert run("moodle", "01", "--pairs", "--out", "old.xml")[0] == 0
    kinds = [
        {question.kind for question in read_moodle((tmp_path / name).read_bytes())}
        for name in ("new.xml", "old.xml")
    ]
    assert ["ordering" in found for found in kinds] == [True, False]
    said = ["--pairs" in (tmp_path / f"{n}-notes.md").read_text("utf-8") for n in ("new", "old")]
    assert said == [True, False]


def test_all_lessons_as_gift(tmp_path: Path) -> None:
    code, said = run("gift", "all", "--with-baseline")
    assert code == 0
    assert "Left out" not in said
    read = read_gift((tmp_path / "quizzes-all-gift.txt").read_bytes())
    assert {"00", "14", "C02"} <= {question.id.split(":")[0] for question in read}
    assert any(question.id == "00:baseline.gallery" for question in read)


def test_the_baseline_is_left_out_aloud(tmp_path: Path) -> None:
    code, said = run("gift", "00", "--out", "start.txt")
    assert code == 0
    assert "Left out, as nobody is to see the key yet: 00:baseline." in said
    assert "baseline." not in (tmp_path / "start.txt").read_text("utf-8")
    assert "--with-baseline" in (tmp_path / "start-notes.md").read_text("utf-8")


@pytest.mark.parametrize(
    ("lesson", "code", "says"),
    [("02", 1, "Lesson 02 has no quizzes"), ("99", 1, "No lesson '99'")],
)
def test_what_is_not_there_is_one_sentence(lesson: str, code: int, says: str) -> None:
    found, said = run("moodle", lesson)
    assert (found, says in said) == (code, True)
    assert list(Path().iterdir()) == []


@pytest.mark.parametrize("name", ["quizzes-C02-gift.txt", "quizzes-C02-gift-notes.md"])
def test_nothing_is_written_over(name: str) -> None:
    Path(name).write_text("mine", encoding="utf-8")
    code, said = run("gift", "C02")
    assert code == 2
    assert f"{name} exists" in said
    assert Path(name).read_text("utf-8") == "mine"


def test_a_lesson_with_nothing_but_a_secret(monkeypatch: pytest.MonkeyPatch) -> None:
    from toolkit_widgets.content.library import library

    found = library().quiz_set("00_start_here")
    assert found is not None
    secret = [quiz for quiz in found.quizzes if quiz.reveal == "never"]
    only = found.model_copy(update={"quizzes": secret})
    monkeypatch.setattr(type(library()), "quiz_set", lambda self, name: only)
    code, said = run("moodle", "00")
    assert (code, said) == (
        1,
        "Nobody is to see the key of 00:baseline yet; --with-baseline gives it.",
    )
