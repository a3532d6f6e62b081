"""tools/setup.sh: the right Python, or one clear sentence; and nothing twice."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
pytestmark = pytest.mark.skipif(os.name != "posix", reason="a shell script")


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The files that set-up looks at, without the course."""
    folder = tmp_path / "checkout"
    for name in ("tools/setup.sh", "pyproject.toml", "binder/requirements.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    (folder / "tests").mkdir()
    shutil.copy(ROOT / "tests" / "requirements.txt", folder / "tests")
    return folder


def set_up(checkout: Path, kind: str = "learn", **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["/bin/sh", str(checkout / "tools" / "setup.sh"), kind],
        env=env,
        capture_output=True,
        text=True,
        check=False,
        timeout=60,
    )


def fake(folder: Path, name: str, script: str) -> Path:
    """An interpreter that does what ``script`` says."""
    folder.mkdir(exist_ok=True)
    file = folder / name
    file.write_text(f"#!/bin/sh\n{script}\n")
    file.chmod(0o755)
    return file


OLD = 'case $1 in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac'
PATH = "/usr/bin:/bin"


def test_an_old_python_is_one_sentence(checkout: Path, tmp_path: Path) -> None:
    python = fake(tmp_path / "bin", "python3.9", OLD)
    done = set_up(checkout, PATH=PATH, PYTHON=str(python))
    assert done.returncode == 1
    assert "is not Python 3.11, 3.12 or 3.13 (it says: Python 3.9.2)" in done.stderr
    assert not (checkout / ".venv").exists()


def test_no_usable_python_says_which_are(checkout: Path, tmp_path: Path) -> None:
    for name in ("python3.13", "python3.12", "python3.11", "python3", "python"):
        fake(tmp_path / "bin", name, OLD)
    done = set_up(checkout, PATH=f"{tmp_path / 'bin'}:{PATH}")
    assert done.returncode == 1
    assert "needs Python 3.11, 3.12 or 3.13, and found Python 3.9.2" in done.stderr


def test_a_python_that_does_not_exist(checkout: Path) -> None:
    done = set_up(checkout, PATH=PATH, PYTHON="/no/such/python")
    assert (done.returncode, done.stderr) == (1, "There is no /no/such/python on this computer.\n")


def test_a_python_without_venv_says_what_to_install(checkout: Path, tmp_path: Path) -> None:
    script = f'[ "$1" = -m ] && exit 1; exec {sys.executable} "$@"'
    python = fake(tmp_path / "bin", "python3.12", script)
    done = set_up(checkout, PATH=PATH, PYTHON=str(python))
    assert done.returncode == 1
    assert "python3-venv" in done.stderr
    assert not (checkout / ".venv").exists(), "half an environment would be taken for a whole one"


def test_nothing_is_installed_twice_until_the_lock_changes(checkout: Path) -> None:
    """With an environment whose pip only writes down what it was asked."""
    log = checkout / "pip.log"
    noted = f'pip) echo "$@" >>{log} ;; compileall) ;;'
    script = f'case "$2" in {noted} *) exec {sys.executable} "$@" ;; esac'
    (checkout / ".venv").mkdir()
    fake(checkout / ".venv" / "bin", "python", script)

    def asked(kind: str) -> list[str]:
        log.unlink(missing_ok=True)
        done = set_up(checkout, kind, PATH=PATH)
        assert done.returncode == 0, done.stderr
        return log.read_text().splitlines() if log.exists() else []

    first = asked("learn")
    assert [line for line in first if line.endswith("-r binder/requirements.txt")]
    assert [line for line in first if line.endswith("--no-deps --editable .")]
    assert asked("learn") == []
    assert [line for line in asked("test") if line.endswith("-r tests/requirements.txt")]
    assert asked("test") == asked("learn") == []
    with (checkout / "binder" / "requirements.txt").open("a") as lock:
        lock.write("# new\n")
    assert asked("learn")
    assert asked("test")


def test_a_failed_installation_is_not_taken_for_done(checkout: Path) -> None:
    script = f'case "$2" in pip) exit 1 ;; *) exec {sys.executable} "$@" ;; esac'
    (checkout / ".venv").mkdir()
    fake(checkout / ".venv" / "bin", "python", script)
    for _ in range(2):
        done = set_up(checkout, PATH=PATH)
        assert done.returncode == 1
        assert "could not be installed" in done.stderr
