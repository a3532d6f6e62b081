"""Environments to try the course in: a Python, pinned versions, and the course's own wheel."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement

ROOT = Path(__file__).parents[2]
DEPENDENCIES = [
    Requirement(text)
    for text in tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"][
        "dependencies"
    ]
]
LOCK = ROOT / "binder" / "requirements.txt"
SCRIPTS = "Scripts" if os.name == "nt" else "bin"
BINDERS_BASE = ["notebook==7.4.7", "jupyterlab==4.4.9", "ipywidgets==8.1.7", "ipykernel==7.0.1"]
"""What the image that Binder begins with has, before our lock is installed."""


def lowest() -> list[str]:
    """Every declared lower bound, as a pin."""
    pins = []
    for declared in DEPENDENCIES:
        (low,) = (spec.version for spec in declared.specifier if spec.operator == ">=")
        pins.append(f"{declared.name}=={low}")
    return pins


def find_python(version: str) -> str:
    """An interpreter of this version, or a loud skip."""
    shim = shutil.which(f"python{version}")
    homes = (Path.home() / ".pyenv" / "versions").glob(f"{version}.*/bin/python")
    for candidate in [sys.executable, shim, *map(str, sorted(homes))]:
        if candidate is None:
            continue
        say = "import sys; print('%d.%d' % sys.version_info[:2])"
        done = subprocess.run([candidate, "-c", say], capture_output=True, text=True, check=False)
        if done.stdout.strip() == version:
            return candidate
    pytest.skip(f"there is no Python {version} here: NOTHING was tested with it")


def own_variables(venv: Path, home: Path) -> dict[str, str]:
    """Those of somebody who works in ``venv``; nothing of this test's own environment."""
    env = {
        k: v
        for k, v in os.environ.items()
        if not k.startswith(("JUPYTER", "IPYTHON", "PYTHONPATH", "NB_", "PYTEST", "TOOLKIT"))
    }
    return env | {"PATH": f"{venv / SCRIPTS}{os.pathsep}{env['PATH']}", "HOME": str(home)}


class Environment:
    """A new environment in ``folder``."""

    def __init__(self, folder: Path, python: str) -> None:
        self.venv = folder / "venv"
        self.home = folder / "home"
        self.home.mkdir(parents=True)
        subprocess.run([python, "-m", "venv", str(self.venv)], check=True)

    def install(self, *what: str, pins: list[str] | Path | None = None) -> None:
        """Ready-made packages only, as on a computer without a compiler.

        ``pins``: versions, or a lock. Raises AssertionError with the installer's last words.
        """
        lock = pins if isinstance(pins, Path) else self.home / "pins.txt"
        if not isinstance(pins, Path):
            lock.write_text("\n".join(pins or []), "utf-8")
        self.run("python", "-m", "pip", "install", "-qq", "--only-binary", ":all:",
                 "--disable-pip-version-check", "-c", str(lock), *what)  # fmt: skip

    def version(self, name: str) -> str:
        """The installed version of a package."""
        code = f"from importlib.metadata import version; print(version({name!r}))"
        return self.run("python", "-c", code).strip()

    def run(self, *command: str, cwd: Path | None = None) -> str:
        """What a command in the environment prints. Raises AssertionError with its last words."""
        done = subprocess.run(
            [str(self.venv / SCRIPTS / command[0]), *command[1:]],
            cwd=cwd or self.home,
            env=own_variables(self.venv, self.home),
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        last = f"{done.stdout[-3000:]}\n{done.stderr[-3000:]}"
        assert done.returncode == 0, f"{command}:\n{last}"
        return done.stdout


def build_wheel(folder: Path) -> Path:
    """The wheel of this checkout."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
    (wheel,) = folder.glob("*.whl")
    return wheel
