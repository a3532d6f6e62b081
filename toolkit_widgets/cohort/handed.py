"""What stands in a class folder: every file with its learner, and every file that is left out.

A learner is one folder, or one zip file, directly in the class folder; its name is the pseudonym.
A zip file as the last card of a lesson gives it, or as it is handed in, is named
``<pseudonym>-<random>.zip``, ``answers-<date>.zip`` or as the trainer renames it. Below a learner's
folder files lie at any depth. Links are not followed, names are never used as paths.
"""

from __future__ import annotations

import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ..content.characters import printable

MOST_BYTES = 5_000_000
"""Of one file, packed or not. The answers to a whole course are under 300,000."""
MOST_PARTS = 300
"""Files in one zip."""
MOST_UNPACKED = 20_000_000
"""Bytes in one zip, unpacked."""
MOST_FILES = 200_000
MOST_DEPTH = 12
LONGEST = 60
"""Characters of a name that is shown."""
BACKUP = "an older copy that the course keeps; the newest counts"

_RANDOM = re.compile(r"-[0-9a-f]{12}$")
_DATE = re.compile(r"-?\d{4}-\d\d-\d\d$")
_AGAIN = re.compile(r" ?\(\d+\)$")


@dataclass(frozen=True)
class Handed:
    """One file of answers as bytes. ``learner`` is "" where nothing but the file says who it is."""

    learner: str
    name: str
    """Below the class folder, as the system gives it: clean it before it is shown."""
    data: bytes
    stem: str = ""
    """Of a single file that lies directly in the class folder: its name."""


@dataclass(frozen=True)
class Skipped:
    """Something that was left out, and why. The name can be shown."""

    name: str
    why: str


def left_out(name: str, why: str) -> Skipped:
    """A file that does not count, whatever it is called."""
    return Skipped(clean(name, 2 * LONGEST), why)


def clean(text: str, most: int = LONGEST) -> str:
    """One line of printable characters: a name from elsewhere must not steer a page."""
    words = " ".join(printable(text).split())
    return words if len(words) <= most else words[: most - 1] + "…"


def learner_of(stem: str) -> str:
    """The pseudonym in the name of a zip or of a single file."""
    name = _AGAIN.sub("", stem)
    name = _RANDOM.sub("", name)
    name = _DATE.sub("", name).removeprefix("answers").strip("- ")
    return clean(name or stem)


def listing(folder: Path) -> tuple[list[tuple[str, os.DirEntry[str]]], list[Skipped]]:
    """Every file below ``folder`` with the learner whose folder it lies in, and what is no file.

    Sorted by path. Raises OSError where the folder itself cannot be read.
    """
    found: list[tuple[str, os.DirEntry[str]]] = []
    skipped: list[Skipped] = []
    waiting: list[tuple[str, str, int]] = [("", str(folder), 0)]

    def below(path: str) -> str:
        return name_below(folder, path)

    while waiting:
        learner, where, depth = waiting.pop()
        try:
            with os.scandir(where) as entries:
                inside = sorted(entries, key=lambda entry: entry.name)
        except OSError as error:
            if not depth:
                raise
            why = f"the folder cannot be opened ({error.strerror})"
            skipped.append(left_out(below(where), why))
            continue
        for entry in inside:
            if len(found) >= MOST_FILES:
                skipped.append(
                    Skipped("…", f"more than {MOST_FILES:,} files; the rest is left out")
                )
                return found, skipped
            try:
                if entry.is_symlink():
                    skipped.append(left_out(below(entry.path), "a link; not followed"))
                elif entry.is_dir():
                    if depth >= MOST_DEPTH:
                        why = f"more than {MOST_DEPTH} folders deep"
                        skipped.append(left_out(below(entry.path), why))
                    else:
                        whose = learner or clean(entry.name)
                        waiting.append((whose, entry.path, depth + 1))
                elif entry.is_file():
                    found.append((learner, entry))
                else:  # a pipe or a device may have no end
                    skipped.append(left_out(below(entry.path), "not a file"))
            except OSError as error:
                skipped.append(left_out(below(entry.path), str(error.strerror)))
    return found, skipped


def name_below(folder: Path, path: str) -> str:
    """The path without that of the class folder; not yet fit to be shown."""
    return path[len(str(folder)) :].lstrip("/\\")


def opened(folder: Path, learner: str, entry: os.DirEntry[str]) -> Iterator[Handed | Skipped]:
    """The files of answers in one file: itself, or what a zip holds."""
    name = name_below(folder, entry.path)
    ending = entry.name[-5:].lower()
    if entry.name.startswith("."):
        writing = entry.name.endswith(".tmp")
        yield left_out(name, "still being written" if writing else "a hidden file of the system")
        return
    if ending != ".json" and ending[1:] != ".zip":
        yield left_out(name, "not a file of answers: neither .json nor .zip")
        return
    if learner and "backups" in entry.path[: -len(entry.name)].split(os.sep)[-2:]:
        yield left_out(name, BACKUP)
        return
    data = _read(entry.path)
    if isinstance(data, str):
        yield left_out(name, data)
    elif ending == ".json" and learner:
        yield Handed(learner, name, data)
    elif ending == ".json":
        stem = entry.name[:-5]
        named = learner_of(stem)
        yield Handed("" if named == clean(stem) else named, name, data, named)
    else:
        yield from _unzipped(name, learner or learner_of(entry.name[:-4]), data)


def _read(path: str) -> bytes | str:
    """The bytes of a file, or why it was not read."""
    try:
        flags = os.O_RDONLY | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)
        handle = os.open(path, flags | getattr(os, "O_BINARY", 0))
        try:
            facts = os.fstat(handle)
            if not stat.S_ISREG(facts.st_mode):
                return "not a file"
            if facts.st_size > MOST_BYTES:
                return f"larger than {MOST_BYTES:,} bytes"
            data = os.read(handle, facts.st_size + 1)
            while len(data) < facts.st_size and (more := os.read(handle, facts.st_size)):
                data += more
            return data
        finally:
            os.close(handle)
    except OSError as error:
        return f"cannot be read ({error.strerror})"


def _unzipped(name: str, learner: str, data: bytes) -> Iterator[Handed | Skipped]:
    if data.count(b"PK\x01\x02") > MOST_PARTS:
        yield left_out(name, f"a zip of more than {MOST_PARTS} files")
        return
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            left = MOST_UNPACKED
            for part in archive.infolist():
                if part.is_dir():
                    continue
                inside = f"{name}: {clean(part.filename, LONGEST)}"
                path = part.filename.replace("\\", "/").split("/")
                if not path[-1].lower().endswith(".json") or path[0] == "__MACOSX":
                    yield left_out(inside, "not a file of answers: not .json")
                elif "backups" in path[:-1]:
                    yield left_out(inside, BACKUP)
                elif part.flag_bits & 1:
                    yield left_out(inside, "locked with a password")
                else:
                    with archive.open(part) as source:  # what it says of its size may be a lie
                        text = source.read(min(MOST_BYTES, left) + 1)
                    if len(text) > min(MOST_BYTES, left):
                        yield left_out(
                            name, "unpacks to more than any answers need; the rest is left out"
                        )
                        return
                    left -= len(text)
                    yield Handed(learner, inside, text)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, RuntimeError,
            NotImplementedError) as error:  # fmt: skip
        yield left_out(name, f"not a whole zip file ({clean(str(error))})")
