"""The test runner runs every step, names what failed, and fails when one did."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest

from ..tooling import tool

GOOD, BAD = [sys.executable, "-c", ""], [sys.executable, "-c", "raise SystemExit(5)"]


@pytest.fixture
def runner(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    module = tool("run_tests")
    monkeypatch.setattr(module, "STEPS", {"first": GOOD, "second": BAD, "third": GOOD})
    return module


def test_one_failed_step_fails_the_run_and_the_others_still_run(
    runner: ModuleType, capfd: pytest.CaptureFixture[str]
) -> None:
    assert runner.main([]) == 1
    lines = capfd.readouterr().out.splitlines()
    results = [line.split() for line in lines if "s  " in line]
    assert [(name, result) for name, _, result, *_ in results] == [
        ("first", "passed"),
        ("second", "FAILED"),
        ("third", "passed"),
    ]
    assert "Failed: second" in lines[-1]


def test_chosen_steps_alone(runner: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["third", "first"]) == 0
    assert "second" not in capfd.readouterr().out


def test_a_step_that_does_not_exist(runner: ModuleType, capfd: pytest.CaptureFixture[str]) -> None:
    assert runner.main(["fourth"]) == 2
    assert "first, second, third" in capfd.readouterr().err


def test_thorough_tests_run_only_when_asked_for(
    runner: ModuleType, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
) -> None:
    show = [sys.executable, "-c", "import sys; print(sys.argv[1:])", "-m", "slow", "tests"]
    monkeypatch.setattr(runner, "STEPS", {"only": show})
    assert runner.main(["only"]) == 0
    assert "['-m', '(slow) and not thorough', 'tests']" in capfd.readouterr().out
    assert runner.main(["--all"]) == 0
    assert "['-m', 'slow', 'tests']" in capfd.readouterr().out
