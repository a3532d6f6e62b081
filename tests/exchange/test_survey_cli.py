"""``toolkit-course import surveyjs``: the files, the table, and one sentence where it fails."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from toolkit_widgets.cli import app
from toolkit_widgets.store import load_file

from .survey_samples import FERRY, FIXTURES

PROFILE = str(FIXTURES / "ferry-profile.yaml")


def run(*arguments: str) -> Result:
    return CliRunner().invoke(app, ["import", "surveyjs", *arguments], env={"COLUMNS": "200"})


def test_it_writes_the_files_and_prints_what_differs(tmp_path: Path) -> None:
    saved = tmp_path / "saved.json"
    saved.write_text(json.dumps({"data": {"phase": "live", "who": "all-3", "kind": "kind1-2"}}))
    out = tmp_path / "out"
    result = run(str(FERRY), "--profile", PROFILE, "--answers", str(saved), "--out", str(out))
    assert result.exit_code == 0, result.output
    assert "the name 'intro' occurs more than once" in result.output
    assert "Raw: 5 of 12" in result.output
    assert "Level: Two; with the open answers, Two to Four" in result.output
    assert "language='fr')" in result.output
    assert (out / "questionnaire.yaml").is_file()
    assert load_file(out / "answers" / "ferry.json").answers["who"].value == "all-3"
    again = run(str(FERRY), "--profile", PROFILE, "--out", str(out))
    assert again.exit_code == 0
    third = run(str(FERRY), "--profile", PROFILE, "--answers", str(saved), "--out", str(out))
    assert third.exit_code == 1
    assert "may hold answers" in third.output


def test_it_does_not_write_over_what_somebody_wrote(tmp_path: Path) -> None:
    (tmp_path / "questionnaire.yaml").write_text("mine")
    result = run(str(FERRY), "--out", str(tmp_path))
    assert result.exit_code == 1
    assert "no earlier import" in result.output
    assert (tmp_path / "questionnaire.yaml").read_text() == "mine"


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["no-such.json"], "No such file"),
        ([PROFILE], "is not JSON"),
        ([str(FERRY), "--profile", "canada-aai"], "with the package comes canada-aia"),
        ([str(FERRY), "--profile", "canada-aia"], "does not belong to ferry.json"),
        ([str(FERRY), "--profile", str(FERRY)], "The scoring profile cannot be used"),
        ([str(FERRY), "--answers", PROFILE], "is not JSON"),
    ],
)
def test_what_goes_wrong_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, arguments: list[str], says: str
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run(*arguments)
    assert result.exit_code == 1
    assert says in result.output
    assert "Traceback" not in result.output
    assert not list(tmp_path.iterdir())
