"""Does this computer have what the course needs? Each check is a fact, a verdict, a remedy."""

from __future__ import annotations

import shutil
import sys
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from packaging.version import Version

from .. import __version__
from ..content.library import Library
from ..content.problems import ContentError
from ..store import answers_folder
from ..store.files import make_private

NEEDS = {"anywidget": "0.9.18", "ipywidgets": "8.1.5", "pydantic": "2.8", "matplotlib": "3.9"}
FREE_MB = 50


@dataclass(frozen=True)
class Check:
    """One line of the self-check."""

    what: str
    ok: bool
    found: str
    remedy: str = ""


def self_check(library: Library, folder: Path | None = None) -> list[Check]:
    """All checks, in the order a learner would care. Never raises.

    ``folder`` is where the answers go; by default where a notebook would keep them.
    """
    where = folder or answers_folder()
    return [_python(), *map(_package, NEEDS), _content(library), *_folder(where)]


def _python() -> Check:
    found = ".".join(map(str, sys.version_info[:3]))
    ok = (3, 11) <= sys.version_info[:2] <= (3, 13)
    return Check("Python", ok, found, "Python 3.11, 3.12 or 3.13 is needed.")


def _package(name: str) -> Check:
    try:
        found = version(name)
    except PackageNotFoundError:
        return Check(name, False, "missing", "Install the course again.")
    ok = Version(found) >= Version(NEEDS[name])
    return Check(name, ok, found, f"Version {NEEDS[name]} or newer is needed.")


def _content(library: Library) -> Check:
    what = "Course files"
    try:
        count = len(library.course.lessons)
    except (ContentError, OSError) as error:
        return Check(what, False, str(error).splitlines()[0], "Install the course again.")
    return Check(what, True, f"edition {__version__}, {count} lessons in the plan")


def _folder(folder: Path) -> list[Check]:
    what = "Answers can be saved"
    try:
        make_private(folder)
        probe = folder / ".self-check.tmp"
        probe.write_bytes(b"x")
        probe.unlink()
        free = shutil.disk_usage(folder).free // 1_000_000
    except OSError as error:
        reason = error.strerror or str(error)
        remedy = "Start the course in a folder that you may write to."
        return [Check(what, False, f"{folder}: {reason}", remedy)]
    return [
        Check(what, True, f"in the folder {folder}"),
        Check("Free space", free >= FREE_MB, f"{free:,} MB", f"Free at least {FREE_MB} MB."),
    ]
