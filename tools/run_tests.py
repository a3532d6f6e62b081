"""Run everything that must pass, say how long each step took, and fail if one failed.

All steps run, so that one look shows all that is wrong. Names as arguments choose steps. What is
slow, repeats what a quicker test shows for one case, and cannot fail by chance is marked
``thorough``: it runs with ``--all`` only.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
PYTHON = [sys.executable, "-m"]
PYTEST = [*PYTHON, "pytest", "-q"]

ALL = "--all"
CHOICES = ("not browser and not slow", "slow", "browser")
"""Which tests a step runs: what follows pytest's ``-m``."""

STEPS: dict[str, list[str]] = {
    "format": [*PYTHON, "ruff", "format", "--check", "."],
    "lint": [*PYTHON, "ruff", "check", "."],
    "types": [*PYTHON, "mypy"],
    "content": [*PYTHON, "toolkit_widgets.cli", "check"],
    "built": [sys.executable, "tools/build_notebooks.py", "--check"],
    "unit": [*PYTEST, "-n", "2", "-m", CHOICES[0], "tests"],
    # One kernel a notebook: cells of one notebook spread over two workers would fail.
    "nbval": [
        *PYTEST,
        *("--nbval", "--nbval-current-env", "--nbval-cell-timeout=60", "-p", "no:python"),
        *("--nbval-sanitize-with", "tests/notebooks/sanitize.cfg"),
        *("-n", "2", "--dist", "loadfile", "notebooks"),
    ],
    "packaging": [
        *(*PYTEST, "-n", "2", "--dist", "loadfile"),
        *("-m", CHOICES[1], "--durations=5", "tests"),
    ],
    # A file stays with one worker: its tests follow each other in one browser.
    "browser": [
        *(*PYTEST, "-n", "2", "--dist", "loadfile"),
        *("-m", CHOICES[2], "--durations=10", "tests"),
    ],
}


def main(arguments: list[str]) -> int:
    """Run the named steps, or all. Returns 1 if one failed, 2 for a name that is none."""
    names = [argument for argument in arguments if argument != ALL]
    everything = ALL in arguments
    unknown = [name for name in names if name not in STEPS]
    if unknown:
        print(f"no step '{unknown[0]}'; there is {', '.join(STEPS)}", file=sys.stderr)
        return 2
    kind = "with the thorough tests" if everything else f"without the thorough tests ({ALL})"
    print(f"Running {', '.join(names or STEPS)}, {kind}")
    results = [(name, *_run(name, everything)) for name in STEPS if name in names or not names]
    print("\nstep           time  result")
    for name, code, seconds in results:
        print(f"{name:<10} {seconds:7.1f}s  {'passed' if code == 0 else f'FAILED (exit {code})'}")
    failed = [name for name, code, _ in results if code != 0]
    if failed:
        print(f"\nFailed: {', '.join(failed)}. One alone: make test ARGS={failed[0]}")
    return 1 if failed else 0


def _run(name: str, everything: bool) -> tuple[int, float]:
    command = [
        f"({part}) and not thorough"
        if before == "-m" and part in CHOICES and not everything
        else part
        for before, part in pairwise(["", *STEPS[name]])
    ]
    print(f"\n=== {name}: {' '.join(command[1:])}", flush=True)
    began = time.monotonic()
    with tempfile.TemporaryDirectory() as answers:  # no test writes into somebody's answers
        env = os.environ | {"TOOLKIT_ANSWERS": answers}
        code = subprocess.run(command, cwd=ROOT, env=env, check=False).returncode
    return code, time.monotonic() - began


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
