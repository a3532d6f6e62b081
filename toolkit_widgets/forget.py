"""What ``toolkit-course forget`` deletes: the files the store wrote, and nothing else."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

from .models import FORMAT
from .serve import answers_folder
from .store.alone import LOCK
from .store.files import leftovers
from .store.inbox import PSEUDONYM_FILE

_FAMILY = FORMAT.split("/", 1)[0] + "/"
_STAMPED = re.compile(r"[.-]\d{8}T\d{6}\.\d{6}Z\.json(\.kept)?$")
"""How the store names backups and files set aside, damaged ones among them."""


def answer_files(folder: Path) -> tuple[Path, list[Path]]:
    """The folder of answers of the course in ``folder``, and the files in it that are ours.

    Ours are files of answers of any format version, their backups, files set aside as damaged,
    what an interrupted save left, and the pseudonym of the last hand-in.
    A link is not followed. Raises OSError.
    """
    where = answers_folder(folder, os.environ)
    if not where.is_dir():
        return where, []
    files = [file for file in where.glob("*.json") if _is_answers(file)]
    stamped = [*where.glob("*.json.kept"), *(where / "backups").glob("*.json")]
    files += [file for file in stamped if _STAMPED.search(file.name)]
    files.append(where / PSEUDONYM_FILE)
    files += leftovers(where)
    files += leftovers(where / "backups")
    files += [where / LOCK] if files else []
    return where, sorted(file for file in files if file.is_file() and not file.is_symlink())


def delete(where: Path, files: list[Path]) -> list[str]:
    """Delete ``files`` and the folders that are empty then; the names of what is left over."""
    for file in files:
        file.unlink(missing_ok=True)
    for folder in (where / "backups", where):
        if folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
    return sorted(path.name for path in where.iterdir()) if where.is_dir() else []


def _is_answers(file: Path) -> bool:
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith(_FAMILY)
