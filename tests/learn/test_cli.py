"""The command line: one clear sentence and the right exit code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from toolkit_widgets import __version__, content
from toolkit_widgets.cli import app
from toolkit_widgets.content import check
from toolkit_widgets.content.library import library
from toolkit_widgets.content.problems import Problem
from toolkit_widgets.models import AnswerFile, ContentStamp, fingerprint
from toolkit_widgets.reports import FORMATS

FORM = "organizational-readiness"
ERROR = Problem(
    "error",
    "data/quizzes/03_thresholds.yaml",
    12,
    "quizzes[0].items[2].options[1].feedback",
    "the feedback is the same as that of option 'a'; say why somebody would choose this one",
    found="Not quite: the threshold is a choice, and so is the number of people it stops",
    allowed="a text of its own",
    nearest="feedback",
)
NOTE = Problem("note", "lessons/03_thresholds.md", 1, "", "the average sentence has 9 words")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, list(arguments))


def test_version() -> None:
    result = run("--version")
    assert (result.exit_code, result.output) == (0, f"toolkit-course {__version__}\n")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["chek"], "Did you mean 'check'"),
        (["learn", "--folderr", "x"], "--folder"),
        (["learn", "--port", "70000"], "65535"),
        (["learn", "--lab", "--app"], "exclude each other"),
        (["learn", "--lesson", "no_such_lesson"], "No lesson 'no_such_lesson'"),
        (["report", "a.json", "--to", "pdf"], ", ".join(FORMATS)),
        (["check", "no/such.yaml"], "no/such.yaml"),
    ],
)
def test_a_wrong_command_is_exit_code_2(arguments: list[str], says: str) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert says in result.output
    assert "Traceback" not in result.output


# -- check ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("problems", "code"), [([ERROR, NOTE], 1), ([NOTE], 0), ([], 0)])
def test_check_for_machines(
    monkeypatch: pytest.MonkeyPatch, problems: list[Problem], code: int
) -> None:
    monkeypatch.setattr(check, "run", lambda paths, **_: problems)
    result = run("check", "--json")
    assert result.exit_code == code
    assert json.loads(result.output) == [problem.as_dict() for problem in problems]


def test_check_for_people_fits_80_columns(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(check, "run", lambda paths, **_: [ERROR, NOTE])
    monkeypatch.setenv("COLUMNS", "80")
    result = run("check")
    lines = result.output.splitlines()
    assert max(map(len, lines)) <= 80
    assert f"{ERROR.file}:{ERROR.line}  error" in lines
    words = " ".join(result.output.split())
    for part in (ERROR.path, ERROR.message, ERROR.found, ERROR.allowed, ERROR.nearest):
        assert part in words
    assert lines[-1] == "1 error, 0 warnings, 1 note"


def test_check_hands_on_the_files(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[object] = []
    monkeypatch.setattr(check, "run", lambda paths, **_: asked.append(paths) or [])
    file = tmp_path / "own.yaml"
    file.touch()
    assert run("check", str(file)).exit_code == 0
    assert run("check").exit_code == 0
    assert asked == [[file], None]
    assert content.check is check


# -- report --------------------------------------------------------------------------------------


def answers_file(folder: Path, sha256: str = "") -> Path:
    questionnaire = library().questionnaire(FORM)
    stamp = ContentStamp(
        kind="questionnaire",
        id=FORM,
        version=questionnaire.version,
        sha256=sha256 or fingerprint(questionnaire),
    )
    file = folder / "readiness.json"
    file.write_text(json.dumps(AnswerFile(content=stamp).dump()))
    return file


@pytest.mark.parametrize(
    ("to", "begins"), [("docx", b"PK"), ("xlsx", b"PK"), ("html", b"<!"), ("json", b"{")]
)
def test_report_in_its_format(tmp_path: Path, to: str, begins: bytes) -> None:
    out = tmp_path / f"report.{to}"
    result = run("report", str(answers_file(tmp_path)), "--to", to, "--out", str(out))
    assert result.exit_code == 0, result.output
    assert out.read_bytes().lstrip().startswith(begins)
    assert "Note" not in result.output


def test_report_says_when_the_content_was_another(tmp_path: Path) -> None:
    result = run("report", str(answers_file(tmp_path, "0" * 64)), "--to", "html")
    assert result.exit_code == 0, result.output
    assert (tmp_path / "readiness.html").is_file()
    assert "wording" in result.output


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("{half", "damaged"),
        ('{"format": "mine"}', "not a file of answers"),
        ('{"format": "toolkit-answers/99"}', "toolkit-answers/99"),
        (
            '{"format": "toolkit-answers/1", "content": {"kind": "questionnaire", '
            '"id": "organisational-readiness", "version": "1.0.0", "sha256": ""}}',
            "did you mean 'organizational-readiness'",
        ),
        (
            '{"format": "toolkit-answers/1", "content": {"kind": "quizzes", '
            '"id": "00_start_here", "version": "1.0.0", "sha256": ""}}',
            "questionnaires only",
        ),
    ],
)
def test_answers_that_cannot_be_reported_are_one_sentence(
    tmp_path: Path, text: str, says: str
) -> None:
    file = tmp_path / "answers.json"
    file.write_text(text)
    result = run("report", str(file), "--to", "html")
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output
    assert not list(tmp_path.glob("*.html"))


def test_a_report_never_replaces_the_answers(tmp_path: Path) -> None:
    file = answers_file(tmp_path)
    before = file.read_bytes()
    result = run("report", str(file), "--to", "json")
    assert result.exit_code == 2
    assert file.read_bytes() == before


def test_a_folder_that_does_not_exist_is_one_sentence(tmp_path: Path) -> None:
    out = tmp_path / "no" / "such" / "report.docx"
    result = run("report", str(answers_file(tmp_path)), "--out", str(out))
    assert result.exit_code == 1
    assert "No such file" in result.output


def test_help_and_version_need_no_heavy_package() -> None:
    code = (
        "import sys; from typer.testing import CliRunner; from toolkit_widgets.cli import app;"
        "CliRunner().invoke(app, ['--help']);"
        "print(*({'pandas', 'matplotlib', 'ipywidgets', 'docx', 'yaml'} & set(sys.modules)))"
    )
    root = str(Path(__file__).parents[2])
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        text=True,
        check=True,
        env=os.environ | {"PYTHONPATH": root},
    )
    assert done.stdout.strip() == ""
