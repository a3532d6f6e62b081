"""The run as a whole: which files, what is reported of them, in which order, how fast."""

from __future__ import annotations

import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from toolkit_widgets import resources
from toolkit_widgets.content.check import run
from toolkit_widgets.content.problems import nearest

from .small_course import FILES, SHORT, line_of, write


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """The small valid course."""
    return write(tmp_path)


def edit(root: Path, short: str, old: str, new: str) -> Path:
    """One change in one file of the course."""
    file = root / SHORT[short]
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")
    return file


def test_the_small_course_is_valid(tmp_path: Path) -> None:
    found = run(root=write(tmp_path))
    assert {p.severity for p in found} == {"note"}
    assert {p.rule for p in found} == {"quiz.balance", "prose.sentences"}


def test_by_default_the_installed_course_is_checked(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write(tmp_path)
    edit(tmp_path, "case", "id: demo\n", "id: other\n")
    monkeypatch.setattr(resources, "course_root", lambda: tmp_path)
    assert "file.name" in {p.rule for p in run()}


def test_only_the_files_asked_for_against_the_whole_course(tmp_path: Path) -> None:
    write(tmp_path)
    quiz = edit(tmp_path, "quiz", "source: court-page", "source: cuort-page")
    edit(tmp_path, "lesson 00", "## On Monday", "## On Tuesday")
    assert {p.file for p in run([quiz], root=tmp_path)} == {SHORT["quiz"]}
    assert {p.rule for p in run([quiz], root=tmp_path)} == {"quiz.balance", "source.unknown"}
    assert {p.file for p in run([tmp_path / "lessons"], root=tmp_path)} == {
        SHORT["lesson"], SHORT["lesson 00"],
    }  # fmt: skip


def test_every_problem_in_one_run_sorted_by_file_and_line(tmp_path: Path) -> None:
    write(tmp_path)
    edit(tmp_path, "quiz", "correct: true, feedback: Why a of match", "feedback: Why a of match")
    edit(tmp_path, "quiz", "[buy, plan, test]", "[plan, buy, test]")
    edit(tmp_path, "form", "lifts: [training]", "lifts: [trainig, training]")
    edit(tmp_path, "lesson", "[@court-page: whole page]", "[@courtpage: whole page]")
    found = [p for p in run(root=tmp_path) if p.severity != "note"]
    assert [p.rule for p in found] == ["action.item", "quiz.key", "quiz.start", "source.unknown"]
    assert [(p.file, p.line) for p in found] == sorted((p.file, p.line) for p in found)


def test_a_stranger_in_the_folders(tmp_path: Path) -> None:
    write(tmp_path)
    for label in ("data/quizes/01_match.yaml", "data/plan.docx", "lessons/draft.txt"):
        (tmp_path / label).parent.mkdir(exist_ok=True)
        (tmp_path / label).write_bytes(b"\xff\x00")
    (tmp_path / "data/quizes/01_match.yaml").write_text("a: 1\n", encoding="utf-8")
    found = [p for p in run(root=tmp_path) if p.severity != "note"]
    assert [(p.file, p.rule, p.line) for p in found] == [
        ("data/plan.docx", "file.kind", 1),
        ("data/quizes/01_match.yaml", "file.kind", 1),
        ("lessons/draft.txt", "file.kind", 1),
    ]
    assert "data/quizzes/<lesson>.yaml" in found[0].allowed


def test_companions_and_hidden_files_are_left_alone(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / "data/datasets/streets").mkdir(parents=True)
    for label in (
        "data/datasets/streets/streets.csv", "data/datasets/streets/generate.py",
        "data/cases/demo/alerts.csv", "data/.DS_Store", "lessons/.ipynb_checkpoints",
        "lessons/01_match.md~",
    ):  # fmt: skip
        (tmp_path / label).write_text("x\n", encoding="utf-8")
    assert [p for p in run(root=tmp_path) if p.severity != "note"] == []


def test_a_file_from_elsewhere_is_known_by_its_schema(tmp_path: Path) -> None:
    root = write(tmp_path / "course")
    mine = tmp_path / "01_match.yaml"
    text = FILES[SHORT["quiz"]].replace("correct: true, feedback: Why a", "feedback: Why a", 1)
    mine.write_text(text.replace("source: court-page", "source: cuort-page"), encoding="utf-8")
    found = [p for p in run([mine], root=root) if p.severity != "note"]
    assert [(p.file, p.rule, p.nearest) for p in found] == [
        (str(mine), "quiz.key", ""),
        (str(mine), "source.unknown", "court-page"),
    ]


def test_a_file_from_elsewhere_without_a_schema(tmp_path: Path) -> None:
    root = write(tmp_path / "course")
    other = tmp_path / "other.yaml"
    other.write_text("title: x\n", encoding="utf-8")
    (problem,) = run([other], root=root)
    assert (problem.file, problem.rule) == (str(other), "file.kind")
    (gone,) = run([tmp_path / "gone.yaml"], root=root)
    assert gone.rule == "file"
    assert "cannot be read" in gone.message


@pytest.mark.parametrize("short", ["course", "sources", "principles", "quiz", "form", "case"])
def test_a_broken_file_is_not_blamed_on_others(short: str, tmp_path: Path) -> None:
    """Whoever refers to a file that cannot be read is not told that it does not exist."""
    write(tmp_path)
    file = tmp_path / SHORT[short]
    file.write_text("schema: [\n" + file.read_text(encoding="utf-8"), encoding="utf-8")
    found = [p for p in run(root=tmp_path) if p.severity == "error"]
    assert {p.file for p in found} == {SHORT[short]}
    assert found[0].rule == "yaml"


def test_missing_files_of_the_course(tmp_path: Path) -> None:
    write(tmp_path)
    (tmp_path / SHORT["glossary"]).unlink()
    (problem,) = (p for p in run(root=tmp_path) if p.severity != "note")
    assert (problem.file, problem.rule) == (SHORT["glossary"], "file.missing")


def test_not_utf8_names_the_line(tmp_path: Path) -> None:
    write(tmp_path)
    file = tmp_path / SHORT["lesson"]
    text = FILES[SHORT["lesson"]].replace("Five questions.", "Fünf Fragen.")
    file.write_bytes(text.encode("latin-1"))
    (problem,) = run([file], root=tmp_path)
    assert problem.line == line_of(text, "Fünf")
    assert "save the file as UTF-8" in problem.message


def test_a_number_of_a_lesson_finds_its_id() -> None:
    assert nearest("01", ["00_start", "01_match"]) == "01_match"


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sampled_from(sorted(SHORT)), st.data())
def test_a_mangled_file_is_reported_and_never_stops_the_run(
    small: Path, short: str, data: st.DataObject
) -> None:
    """Cut a line, double it or cut it in half anywhere: a list comes back, sorted."""
    file, text = small / SHORT[short], FILES[SHORT[short]]
    lines = text.splitlines(keepends=True)
    place = data.draw(st.integers(0, len(lines) - 1), label="line")
    half = lines[place][: len(lines[place]) // 2] + "\n"
    instead = data.draw(st.sampled_from([[], [lines[place]] * 2, [half], ["<b>{[\n"]]))
    try:
        file.write_text("".join([*lines[:place], *instead, *lines[place + 1 :]]), encoding="utf-8")
        found = run(root=small)
    finally:
        file.write_text(text, encoding="utf-8")
    assert [(p.file, p.line) for p in found] == sorted((p.file, p.line) for p in found)
    assert all(p.message and p.rule and p.line >= 1 for p in found)


def test_the_shipped_course_has_no_errors() -> None:
    """The gate itself: the content of this course breaks no rule, and is checked in 3 seconds."""
    begins = time.perf_counter()
    found = run()
    seconds = time.perf_counter() - begins
    assert [str(p) for p in found if p.severity == "error"] == []
    assert found, "the shipped course was not looked at: not even a note came back"
    assert seconds < 3, f"the check took {seconds:.1f} s"
