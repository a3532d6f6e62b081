"""The course in every environment it promises to run in: Pythons, versions, places, no network.

All of this installs packages and is slow. One environment alone:
``pytest tests/packaging/test_environments.py -k lowest``.
"""

from __future__ import annotations

import ast
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from toolkit_widgets.models import FORMAT

from ..learn.running import Running
from .environments import (
    BINDERS_BASE,
    LOCK,
    ROOT,
    SCRIPTS,
    Environment,
    build_wheel,
    find_python,
    lowest,
    own_variables,
)

ROOMS = ["models", "scoring", "store", "views"]
ALSO = ["learn/test_cli.py", "reports/test_docx.py", "exchange/test_sheet.py"]
NEEDS_MORE = ["scoring/test_agreement.py"]
"""Compares with libraries that only the tests' own lock has."""
LESSONS = ["03_algorithms_and_errors", "14_organizational_readiness"]
ODD = "Kurs für Führung · курс 研修 (2)"


@dataclass(frozen=True)
class Case:
    """``pins``: versions that must be taken, or a lock; None takes the newest of everything."""

    name: str
    python: str
    pins: list[str] | Path | None


CASES = [
    *(Case(f"lowest-{python}", python, lowest()) for python in ("3.11", "3.12", "3.13")),
    *(Case(f"locked-{python}", python, LOCK) for python in ("3.11", "3.12", "3.13")),
    Case("newest-3.13", "3.13", None),
    Case("binders-base-3.12", "3.12", BINDERS_BASE),
]


def of_a_browser(source: str) -> list[str]:
    """What a test file imports that only an environment with a browser has."""
    found = [
        name
        for node in ast.walk(ast.parse(source))
        for name in (
            [node.module or ""]
            if isinstance(node, ast.ImportFrom)
            else [alias.name for alias in node.names]
            if isinstance(node, ast.Import)
            else []
        )
    ]
    return [name for name in found if "browser" in name.split(".") or "playwright" in name]


def test_what_runs_in_every_environment_needs_no_browser() -> None:
    files = [file for room in ROOMS for file in (ROOT / "tests" / room).glob("*.py")]
    files += [ROOT / "tests" / name for name in ALSO]
    assert len(files) > 50
    wrong = {file.name: of_a_browser(file.read_text("utf-8")) for file in files}
    assert not {name: found for name, found in wrong.items() if found}
    assert of_a_browser("from tests.browser.watch import readable") == ["tests.browser.watch"]


def test_a_bound_that_is_given_is_taken_as_a_pin() -> None:
    pins = lowest()
    assert len(pins) > 10
    assert all(pin.count("==") == 1 for pin in pins)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_wheel(tmp_path_factory.mktemp("dist"))


@pytest.fixture(scope="module", params=CASES, ids=lambda case: case.name)
def environment(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, wheel: Path
) -> Environment:
    """The wheel, installed as a stranger would, and what runs the tests."""
    case: Case = request.param
    made = Environment(tmp_path_factory.mktemp(case.name), find_python(case.python))
    made.install(str(wheel), "pytest", "hypothesis", pins=case.pins)
    print(f"\n{case.name}: pydantic {made.version('pydantic')}, typer {made.version('typer')}")
    return made


@pytest.mark.slow
@pytest.mark.thorough
class TestEnvironment:
    """In each environment: packages that fit, our own tests, two lessons, and the command."""

    def test_the_packages_fit_together(self, environment: Environment) -> None:
        assert "No broken requirements" in environment.run("python", "-m", "pip", "check")

    def test_our_own_tests_pass(self, environment: Environment) -> None:
        left_out = [f"--ignore=tests/{name}" for name in NEEDS_MORE]
        kinds = "not thorough and not browser and not slow"
        said = environment.run(
            "python", "-m", "pytest", "-q", "-p", "no:cacheprovider", "-m", kinds, *left_out,
            *(f"tests/{room}" for room in ROOMS), *(f"tests/{name}" for name in ALSO), cwd=ROOT,
        )  # fmt: skip
        assert " passed" in said

    @pytest.mark.parametrize("lesson", LESSONS)
    def test_a_lesson_runs(self, environment: Environment, tmp_path: Path, lesson: str) -> None:
        options = ("--to", "notebook", "--execute", "--output-dir", str(tmp_path))
        notebook = ROOT / "notebooks" / f"{lesson}.ipynb"
        environment.run("jupyter", "nbconvert", *options, str(notebook), cwd=tmp_path)
        cells = json.loads((tmp_path / notebook.name).read_text("utf-8"))["cells"]
        counts = [cell["execution_count"] for cell in cells if cell["cell_type"] == "code"]
        assert counts
        assert all(counts)

    def test_learn_starts(self, environment: Environment, tmp_path: Path) -> None:
        running = start(environment, tmp_path / "my-course")
        try:
            assert running.ask(running.path, token=running.token)[0] == 200
        finally:
            running.close()


def start(environment: Environment, folder: Path) -> Running:
    """``toolkit-course learn`` in an environment."""
    command = [str(environment.venv / SCRIPTS / "toolkit-course"), "learn", "--no-browser"]
    variables = own_variables(environment.venv, environment.home)
    kept = {"PATH": variables["PATH"], "PYTHONPATH": ""}
    return Running([*command, "--folder", str(folder)], environment.home, **kept)


# -- a place with spaces and letters of other scripts ---------------------------------------------


@pytest.fixture(scope="module")
def odd(tmp_path_factory: pytest.TempPathFactory, wheel: Path) -> Environment:
    """The locked course in a folder that breaks careless programs."""
    folder = tmp_path_factory.mktemp("odd") / ODD
    made = Environment(folder, sys.executable)
    made.install(str(wheel), pins=LOCK)
    return made


@pytest.mark.slow
@pytest.mark.thorough
def test_the_command_in_an_odd_place(odd: Environment) -> None:
    running = start(odd, odd.home / "second course")
    try:
        assert running.ask(running.path, token=running.token)[0] == 200
    finally:
        running.close()
    answers = odd.home / "second course" / "answers"
    answers.mkdir()
    (answers / "x.json").write_text(json.dumps({"format": FORMAT}))
    odd.run("toolkit-course", "forget", "--folder", str(answers.parent), "--yes")
    assert not answers.exists()
