"""The learner's own copies of the lessons: kept up to date, never overwritten once changed.

What counts as a change is what a learner can write: the text of the cells. Outputs do not count;
an unchanged copy is put back as it was built, so that yesterday's dead widgets are gone.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from .store.files import make_private, write_atomic

HOME = ".jupyter-course"
"""Everything of ours in the learner's folder that is neither a lesson nor an answer."""

_RECORD = "lessons.json"


@dataclass
class CopyReport:
    """What happened to the copies, by file name."""

    new: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)
    """Changed by the learner and left alone."""
    beside: list[tuple[str, str]] = field(default_factory=list)
    """A kept copy, and the file in which the new edition was put beside it."""


def fingerprint(notebook: bytes) -> str | None:
    """SHA-256 of the kinds and texts of the cells; None if it is not a readable notebook."""
    try:
        cells = json.loads(notebook)["cells"]
        texts = [[cell["cell_type"], "".join(cell["source"])] for cell in cells]
    except (ValueError, TypeError, KeyError, RecursionError):
        return None
    return hashlib.sha256(json.dumps(texts).encode()).hexdigest()


def copy_lessons(source: Path, folder: Path) -> CopyReport:
    """Bring the copies in ``folder`` up to the built notebooks in ``source``.

    A changed copy is kept and the new edition put beside it, once. Raises OSError if the folder
    cannot be written and ValueError if a built notebook is damaged.
    """
    if not folder.exists():  # one that is there may be shared on purpose
        make_private(folder)
    make_private(folder / HOME)
    copies = _Copies(folder)
    for built in sorted(source.glob("*.ipynb")):
        copies.bring(built.name, built.read_bytes())
    copies.save()
    return copies.report


class _Copies:
    """The copies of one folder, and what we remember of them between two starts.

    For each name: ``written``, the fingerprint of what we last wrote there, and ``offered``, that
    of the edition which was put beside a changed copy.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.report = CopyReport()
        self._file = folder / HOME / _RECORD
        self._before = _read_record(self._file)
        self._record = {name: dict(entry) for name, entry in self._before.items()}

    def bring(self, name: str, built: bytes) -> None:
        edition = fingerprint(built)
        if edition is None:
            raise ValueError(f"the built notebook {name} is damaged; install the course again")
        target = self.folder / name
        entry = self._record.setdefault(name, {})
        if not target.exists():
            self._write(name, built, edition)
            self.report.new.append(name)
            return
        current = target.read_bytes()
        mine = fingerprint(current)
        if mine == edition:
            if current != built:
                write_atomic(target, built)
            entry["written"] = edition
            self.report.unchanged.append(name)
        elif mine is not None and mine == entry.get("written"):
            self._write(name, built, edition)
            self.report.updated.append(name)
        else:
            self.report.kept.append(name)
            if edition not in (entry.get("written"), entry.get("offered")):
                beside = self._free_name(name)
                self._write(beside, built, edition)
                entry["offered"] = edition
                self.report.beside.append((name, beside))

    def save(self) -> None:
        if self._record != self._before:
            text = json.dumps(self._record, indent=1, sort_keys=True)
            write_atomic(self._file, text.encode())

    def _write(self, name: str, built: bytes, edition: str) -> None:
        write_atomic(self.folder / name, built)
        self._record.setdefault(name, {})["written"] = edition

    def _free_name(self, name: str) -> str:
        """A name for the new edition: free, or held by an older one that nobody changed."""
        stem = name.removesuffix(".ipynb")
        number = 1
        while True:
            tail = "new_edition" if number == 1 else f"new_edition_{number}"
            found = self.folder / f"{stem}_{tail}.ipynb"
            written = self._record.get(found.name, {}).get("written")
            if not found.exists() or (written and fingerprint(found.read_bytes()) == written):
                return found.name
            number += 1


def _read_record(file: Path) -> dict[str, dict[str, Any]]:
    """A lost or damaged record costs nothing: every copy that differs then counts as changed."""
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return {}
    if not isinstance(data, dict):
        return {}
    return {str(name): entry for name, entry in data.items() if isinstance(entry, dict)}
