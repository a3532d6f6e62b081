"""The table says what was measured, and MISSED where a figure is over its goal."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks import run
from benchmarks.desk import CannotMeasure
from benchmarks.table import Figure, machine, shown, summary, table, write

MET = Figure("Speed", "our form", "ms", [90, 100, 110], 100)
MISSED = Figure("Speed", "another form", "ms", [101, 90, 250], 100)
NO_GOAL = Figure("Speed", "heap", "MB", [0.5])


def test_a_figure_is_the_median_and_at_its_goal_it_is_met() -> None:
    assert (MET.value, MET.met, MET.verdict) == (100, True, "met")


def test_the_table_says_missed_when_a_figure_is_over_its_goal() -> None:
    assert (MISSED.value, MISSED.met) == (101, False)
    line = next(x for x in table([MET, MISSED, NO_GOAL]).splitlines() if "another form" in x)
    assert line.endswith("MISSED")
    assert "90 to 250" in line
    assert "at most 100" in line


def test_the_summary_names_what_was_missed() -> None:
    assert summary([MET, MISSED, NO_GOAL]) == (
        "3 figures; 1 of 2 goals met.\nMISSED:\n  Speed: another form: 101 ms"
    )
    assert summary([MET]) == "1 figure; 1 of 1 goals met."


def test_what_was_never_measured_is_no_figure() -> None:
    with pytest.raises(ValueError, match="'our form' was never measured"):
        Figure("Speed", "our form", "ms", [])


@pytest.mark.parametrize(
    ("number", "text"),
    [(0.0333, "0.033"), (0.5, "0.5"), (92.34, "92.3"), (120.4, "120"), (1105, "1,105"), (40, "40")],
)
def test_numbers_are_short(number: float, text: str) -> None:
    assert shown(number) == text


def test_results_hold_the_machine_and_the_runs(tmp_path: Path) -> None:
    file = tmp_path / "results.json"
    write([MET, NO_GOAL], machine(), file)
    found = json.loads(file.read_text("utf-8"))
    assert found["machine"]["cores"] >= 1
    assert found["machine"]["packages"]["pydantic"]
    first, second = found["figures"]
    assert (first["value"], first["unit"], first["goal"], first["met"]) == (100, "ms", 100, True)
    assert first["runs"] == {"count": 3, "min": 90, "median": 100, "max": 110}
    assert (second["goal"], second["met"]) == (None, None)


@pytest.mark.parametrize(
    ("figure", "arguments", "code"),
    [
        (MISSED, [], 0),
        (MISSED, ["--strict"], 1),
        (MISSED, ["engine", "--strict"], 1),
        (MET, ["--strict"], 0),
        (NO_GOAL, ["--strict"], 0),
    ],
)
def test_strict_makes_a_missed_goal_an_error(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, figure: Figure, arguments: list[str], code: int
) -> None:
    monkeypatch.setattr(run, "measure", lambda names: [figure])
    assert run.main(arguments, tmp_path / "results.json") == code
    assert (tmp_path / "results.json").is_file()


def test_a_wrong_name_is_said(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run.main(["pears"], tmp_path / "results.json") == 2
    assert "no benchmark 'pears'; there is engine, start," in capsys.readouterr().err
    assert not (tmp_path / "results.json").exists()


def test_what_is_missing_is_said(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def nothing(names: object) -> list[Figure]:
        raise CannotMeasure("There is no Chromium here.")

    monkeypatch.setattr(run, "measure", nothing)
    assert run.main(["peers"], tmp_path / "results.json") == 1
    assert capsys.readouterr().err == "There is no Chromium here.\n"
