"""``cohort`` and ``hand-in`` on the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from toolkit_widgets.cli import app
from toolkit_widgets.cohort.contents import Contents
from toolkit_widgets.cohort.simulate import hand_in, simulate
from toolkit_widgets.content.library import library
from toolkit_widgets.models import Answer
from toolkit_widgets.store import Store


def run(*arguments: object, env: dict[str, str] | None = None) -> Result:
    return CliRunner().invoke(app, [str(a) for a in arguments], env=env)


@pytest.fixture
def inbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Six people have handed in lesson 00; the tests run elsewhere."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    known = Contents(library()).find("quizzes", "00_start_here")
    assert known is not None
    hand_in(simulate([known], 6, 1), folder)
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    return folder


@pytest.mark.parametrize(
    ("to", "written"),
    [
        ("html", ["cohort.html"]),
        ("xlsx", ["cohort.xlsx"]),
        ("csv", ["cohort-csv", "options.csv", "questions.csv", "skipped.csv", "who.csv"]),
    ],
)
def test_cohort_writes_a_report_and_says_its_first_sentence(
    inbox: Path, to: str, written: list[str]
) -> None:
    (inbox / "holiday.jpg").write_bytes(b"x")
    result = run("cohort", inbox, "--to", to)
    assert result.exit_code == 0, result.output
    assert result.stdout.startswith("6 people have handed in; the hardest was question ")
    assert "Left out: holiday.jpg: not a file of answers" in result.stdout
    assert sorted(path.name for path in Path.cwd().rglob("*")) == written


@pytest.mark.parametrize(
    ("arguments", "says", "code"),
    [
        (["nowhere"], "There is no folder nowhere.", 2),
        (["{inbox}", "--to", "pdf"], "there is html, xlsx, csv.", 2),
        (["{inbox}", "--out", "{inbox}/report.html"], "lies in the folder of answers", 2),
        (["{inbox}", "--copy-only"], "--copy-only belongs to --notebook.", 2),
        (["{inbox}/none"], "There are no answers in", 1),
    ],
)
def test_what_is_wrong_is_one_sentence(
    inbox: Path, arguments: list[str], says: str, code: int
) -> None:
    (inbox / "none").mkdir()
    result = run("cohort", *(a.replace("{inbox}", str(inbox)) for a in arguments))
    assert result.exit_code == code
    assert says in result.stderr
    assert result.stderr.strip().count("\n") == 0


def test_the_trainer_gets_the_notebook(inbox: Path, tmp_path: Path) -> None:
    result = run("cohort", inbox, "--notebook", tmp_path / "mine", "--copy-only")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "mine" / "cohort.ipynb").is_file()
    assert str(inbox) in result.stdout


def test_hand_in_then_cohort(inbox: Path, tmp_path: Path) -> None:
    answers = {"TOOLKIT_ANSWERS": str(tmp_path / "answers")}
    store = Store(library().questionnaire("choose-track"), tmp_path / "answers")
    store.put("track.role", Answer(value="police"))
    wrong = run("hand-in", "--as", "heron-27", env=answers)
    assert (wrong.exit_code, "--to FOLDER" in wrong.stderr) == (2, True)
    done = run("hand-in", "--as", "heron-27", env={**answers, "TOOLKIT_INBOX": str(inbox)})
    assert done.exit_code == 0, done.output
    assert "What you wrote in words stays here" in done.stdout
    nobody = run("hand-in", "--as", "!", "--to", inbox, env=answers)
    assert (nobody.exit_code, "letters, digits and hyphens" in nobody.stderr) == (1, True)
    report = run("cohort", inbox)
    assert report.stdout.startswith("7 people have handed in")


def test_forget_takes_the_pseudonym_as_well(inbox: Path, tmp_path: Path) -> None:
    answers = {"TOOLKIT_ANSWERS": str(tmp_path / "answers")}
    store = Store(library().questionnaire("choose-track"), tmp_path / "answers")
    store.put("track.role", Answer(value="police"))
    run("hand-in", "--as", "heron-27", "--to", inbox, env=answers)
    assert (tmp_path / "answers" / "pseudonym.txt").is_file()
    assert run("forget", "--yes", env=answers).exit_code == 0
    assert not (tmp_path / "answers").exists()
