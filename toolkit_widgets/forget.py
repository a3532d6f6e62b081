"""What ``toolkit-course forget`` deletes: the files the store wrote, and nothing else.

What Jupyter wrote for this course is deleted as well where that is asked for. What a learner
asked the course to write, such as a report, is named and left alone.
"""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import zipfile
from collections.abc import Callable
from pathlib import Path

from .lesson_copy import HOME
from .models import FORMAT
from .serve import CourseError, UsageError, answers_folder
from .store.alone import LOCK
from .store.files import leftovers, write_atomic
from .store.inbox import PSEUDONYM_FILE

_FAMILY = FORMAT.split("/", 1)[0] + "/"
_STAMPED = re.compile(r"[.-]\d{8}T\d{6}\.\d{6}Z\.json(\.kept)?$")
"""How the store names backups and files set aside, damaged ones among them."""
_REPORTS = {".docx", ".xlsx", ".html", ".json"}
_CHECKPOINTS = ".ipynb_checkpoints"

Say = Callable[[str], None]
Confirm = Callable[[str], bool]
Prompt = Callable[[str], str]


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
    files += leftovers(where)
    files += leftovers(where / "backups")
    files += [where / LOCK] if files else []
    files.append(where / PSEUDONYM_FILE)
    return where, sorted(file for file in files if file.is_file() and not file.is_symlink())


def jupyter_folders(folder: Path) -> list[Path]:
    """What Jupyter keeps for this course: settings, a log, copies of notebooks. No answers."""
    found = [folder / HOME, folder / _CHECKPOINTS]
    return [place for place in found if place.is_dir() and not place.is_symlink()]


def reports(where: Path, files: list[Path]) -> list[Path]:
    """Files beside the answers that are named after one of ``files``, as reports and papers are."""
    stems = tuple(file.stem for file in files if file.parent == where)
    ours = set(files)
    return sorted(
        file
        for file in (where.iterdir() if where.is_dir() else ())
        if file.suffix in _REPORTS and file not in ours and file.name.startswith(stems)
    )


def forget(
    folder: Path,
    *,
    sure: bool,
    everything: bool,
    export: Path | None,
    say: Say,
    confirm: Confirm,
    prompt: Prompt,
) -> bool:
    """Name what is kept, offer a copy, ask twice, delete. False where a question was refused.

    ``sure`` asks nothing. Raises CourseError, UsageError or OSError; the answers are then there.
    """
    where, files = answer_files(folder)
    jupyter = jupyter_folders(folder)
    if files:
        say(f"These {len(files)} files in {where} hold your answers:")
        for file in files:
            say(f"  {file.relative_to(where)}")
    else:
        say(f"There are no answers in {where}.")
    if export is not None:
        _export(files, where, export, say)
    if not files and not (everything and jupyter):
        return True
    if any((folder / HOME / "runtime").glob("jpserver-*.json")):
        say("The course seems to be open. Stop it first: an open lesson saves its answers again.")
    if not sure:
        if files and export is None:
            words = "Keep a copy first? Type a file name, such as my-answers.zip, or Enter for none"
            name = prompt(words).strip()
            if name:
                _export(files, where, Path(name).expanduser(), say)
        if files and not confirm(f"Delete these {len(files)} files?"):
            return False
        if jupyter and not everything:
            say(f"Jupyter also keeps {_named(jupyter)}: its settings, its log, copies of lessons.")
            everything = confirm("Delete that as well? It holds no answers. Your lessons stay.")
        if not confirm("Nothing that is deleted can be brought back. Delete it now?"):
            return False
    written = reports(where, files)
    left = delete(where, files)
    if files:
        say("The answers are deleted.")
    if everything:
        for place in jupyter:
            shutil.rmtree(place)
        say(f"Deleted as well: {_named(jupyter)}.")
    elif jupyter:
        say(f"Still there, without answers: {_named(jupyter)}. 'forget --everything' deletes it.")
    if written:
        say("Not deleted, and made from your answers: " + ", ".join(f.name for f in written))
    others = sorted(set(left) - {file.name for file in written})
    if others:
        say(f"Not ours and left alone: {', '.join(others)}")
    return True


def delete(where: Path, files: list[Path]) -> list[str]:
    """Delete ``files`` and the folders that are empty then; the names of what is left over."""
    for file in files:
        file.unlink(missing_ok=True)
    for folder in (where / "backups", where):
        if folder.is_dir() and not folder.is_symlink() and not any(folder.iterdir()):
            folder.rmdir()
    return sorted(path.name for path in where.iterdir()) if where.is_dir() else []


def _export(files: list[Path], where: Path, target: Path, say: Say) -> None:
    """All files in one zip, for the owner's eyes only, read back before anything is deleted."""
    if not files:
        raise CourseError("There are no answers to copy; nothing was written and nothing deleted.")
    if target.suffix.lower() != ".zip":
        target = target.with_name(f"{target.name}.zip")
    if target.exists() or target.is_symlink():
        raise UsageError(f"{target} exists already; give another name. Nothing was deleted.")
    if not target.absolute().parent.is_dir():
        raise UsageError(f"There is no folder {target.parent}. Nothing was deleted.")
    memory = io.BytesIO()
    with zipfile.ZipFile(memory, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            archive.write(file, file.relative_to(where).as_posix())
    write_atomic(target.absolute(), memory.getvalue())
    with zipfile.ZipFile(target) as archive:
        whole = archive.testzip() is None and len(archive.namelist()) == len(files)
    if not whole:
        raise CourseError(f"The copy {target} cannot be read back. Nothing was deleted.")
    say(f"Copy: {target}. To use it again, unpack it into {where}.")


def _named(places: list[Path]) -> str:
    return " and ".join(str(place) for place in places)


def _is_answers(file: Path) -> bool:
    try:
        data = json.loads(file.read_bytes())
    except (OSError, ValueError, RecursionError):
        return False
    return isinstance(data, dict) and str(data.get("format")).startswith(_FAMILY)
