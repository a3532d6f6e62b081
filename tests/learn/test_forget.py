"""``forget`` deletes what the store wrote, names it before, and touches nothing else."""

from __future__ import annotations

import json
import stat
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

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


def forget(course: Path, *options: str, typed: str = "") -> Result:
    return CliRunner().invoke(app, ["forget", "--folder", str(course), *options], input=typed)


@pytest.mark.parametrize("typed", ["\nn\n", "\ny\nn\n", "\ny\n", ""])
def test_it_asks_twice_and_a_no_or_no_reply_deletes_nothing(course: Path, typed: str) -> None:
    before = names(course)
    result = forget(course, typed=typed)
    assert result.exit_code == 1
    assert "readiness.json" in result.output
    assert f"quiz.damaged-{STAMP}.json.kept" in result.output
    assert "holiday" not in result.output
    assert names(course) == before


@pytest.mark.parametrize("answer", [["--yes"], []])
def test_a_yes_deletes_the_answers_and_nothing_else(course: Path, answer: list[str]) -> None:
    result = forget(course, *answer, typed="\ny\ny\n")
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


# -- a copy first ----------------------------------------------------------------------------------


def unpacked(archive: Path, folder: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(archive) as opened:
        opened.extractall(folder)
        return {name: (folder / name).read_bytes() for name in opened.namelist()}


@pytest.mark.parametrize("way", ["option", "typed"])
def test_the_copy_holds_all_that_is_deleted(course: Path, tmp_path: Path, way: str) -> None:
    gone = names(course) - FOREIGN
    before = {name.removeprefix("answers/"): (course / name).read_bytes() for name in gone}
    copy = tmp_path / "mine.zip"
    if way == "option":
        result = forget(course, "--yes", "--export", str(copy))
    else:
        result = forget(course, typed=f"{tmp_path / 'mine'}\ny\ny\n")
    assert result.exit_code == 0, result.output
    assert unpacked(copy, tmp_path / "again") == before
    assert stat.S_IMODE(copy.stat().st_mode) == 0o600
    assert names(course) == FOREIGN


@pytest.mark.parametrize(
    ("name", "says"),
    [("there.zip", "exists already"), ("linked.zip", "exists already"),
     ("no/such/place.zip", "no folder")],
)  # fmt: skip
def test_without_the_copy_nothing_is_deleted(
    course: Path, tmp_path: Path, name: str, says: str
) -> None:
    (tmp_path / "there.zip").write_text("mine")
    (tmp_path / "linked.zip").symlink_to(tmp_path / "nowhere")
    before = names(course)
    result = forget(course, "--yes", "--export", str(tmp_path / name))
    assert result.exit_code == 2
    assert says in result.output
    assert "Nothing was deleted" in result.output
    assert names(course) == before
    assert (tmp_path / "there.zip").read_text() == "mine"
    assert not (tmp_path / "nowhere").exists()


# -- what else there is ----------------------------------------------------------------------------


@pytest.fixture
def used(course: Path) -> Path:
    """The same after some work: Jupyter's files, a report, a paper."""
    for name in (".jupyter-course/server.log", ".ipynb_checkpoints/00-checkpoint.ipynb",
                 "answers/readiness.docx", "answers/readiness-summary.html"):  # fmt: skip
        (course / name).parent.mkdir(exist_ok=True)
        (course / name).write_text("x")
    return course


REPORTS = {"answers/readiness.docx", "answers/readiness-summary.html"}


@pytest.mark.parametrize(
    ("options", "typed", "stay"),
    [
        (["--yes"], "", True),
        (["--yes", "--everything"], "", False),
        ([], "\ny\nn\ny\n", True),
        ([], "\ny\ny\ny\n", False),
    ],
)
def test_what_jupyter_keeps_is_offered_and_reports_are_named(
    used: Path, options: list[str], typed: str, stay: bool
) -> None:
    result = forget(used, *options, typed=typed)
    assert result.exit_code == 0, result.output
    left = names(used)
    assert left >= FOREIGN | REPORTS
    assert (".jupyter-course/server.log" in left) is stay
    assert (".ipynb_checkpoints/00-checkpoint.ipynb" in left) is stay
    assert "made from your answers: readiness-summary.html, readiness.docx" in result.output
    assert ("Still there, without answers" in result.output) is stay
    assert "letter.docx" in result.output.split("Not ours")[1]


def test_a_linked_folder_of_jupyters_is_not_deleted(used: Path) -> None:
    target = used.parent / "elsewhere"
    (used / ".ipynb_checkpoints").rename(target)
    (used / ".ipynb_checkpoints").symlink_to(target)
    assert forget(used, "--yes", "--everything").exit_code == 0
    assert (target / "00-checkpoint.ipynb").exists()


def test_answers_behind_a_linked_folder_are_deleted_and_the_link_stays(course: Path) -> None:
    target = course.parent / "stick"
    (course / "answers").rename(target)
    (course / "answers").symlink_to(target)
    for foreign in ("holiday.json", "letter.docx", "backups/notes.json"):
        (target / foreign).unlink()
    result = forget(course, "--yes")
    assert result.exit_code == 0, result.output
    assert list(target.rglob("*.json")) == []
    assert (course / "answers").is_symlink()


def test_an_open_course_is_said(used: Path) -> None:
    assert "Stop it first" not in forget(used, typed="\nn\n").output
    (used / ".jupyter-course" / "runtime").mkdir()
    (used / ".jupyter-course" / "runtime" / "jpserver-1.json").write_text("{}")
    assert "Stop it first" in forget(used, typed="\nn\n").output
