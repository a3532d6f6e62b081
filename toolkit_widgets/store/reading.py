"""Reading files from anywhere: sizes bounded, and every refusal is one sentence."""

from __future__ import annotations

import stat
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from ..models import FORMAT, AnswerFile
from .strict_json import JsonError, loads

MAX_BYTES = 20_000_000
MAX_ENTRIES = 20_000
"""Answers in one file; the longest questionnaire of the course has under a hundred items."""
Loaded = TypeVar("Loaded", bound=BaseModel)


class Unreadable(ValueError):
    """A file of answers cannot be used. The message says why."""


class NewerFormat(Unreadable):
    """The file was saved by a newer edition; it is left untouched."""


def load_file(file: Path) -> AnswerFile:
    """Read a file of answers. Raises :class:`Unreadable` with a sentence that says why."""
    return load_as(file, AnswerFile, FORMAT, "a file of answers")


def read_answers(content: bytes, name: str) -> AnswerFile:
    """Answers from the bytes of a file called ``name``. Raises :class:`Unreadable`."""
    return _parse(content, name, AnswerFile, FORMAT, "a file of answers")


def read_bytes(file: Path) -> bytes:
    """What stands in a file. Raises :class:`Unreadable` where it is none, or larger than ours."""
    try:
        if not stat.S_ISREG(file.stat().st_mode):  # a pipe or a device may have no end
            raise Unreadable(f"{file.name} cannot be read: this is not a file")
        with file.open("rb") as source:
            return source.read(MAX_BYTES + 1)
    except OSError as error:
        raise Unreadable(f"{file.name} cannot be read: {error.strerror}") from error


def load_as(file: Path, model: type[Loaded], form: str, what: str) -> Loaded:
    """Read a ``model`` of the format ``form``; ``what`` is its name in a sentence."""
    return _parse(read_bytes(file), file.name, model, form, what)


def _parse(content: bytes, name: str, model: type[Loaded], form: str, what: str) -> Loaded:
    if len(content) > MAX_BYTES:
        raise Unreadable(f"{name} is larger than {MAX_BYTES:,} bytes; it was not opened")
    try:
        data = loads(content)
    except JsonError as error:
        raise Unreadable(f"{name} is damaged: {error}") from error
    found = data.get("format") if isinstance(data, dict) else None
    if found != form:
        raise (
            NewerFormat(f"{name} has the format '{str(found)[:60]}'; this edition reads '{form}'")
            if str(found).startswith(form.split("/")[0] + "/")
            else Unreadable(f"{name} is not {what} of this course")
        )
    for part in ("answers", "committed", "aside", "review"):
        entries = data.get(part)
        if isinstance(entries, dict | list) and len(entries) > MAX_ENTRIES:
            raise Unreadable(f"{name} has {len(entries):,} {part}; at most {MAX_ENTRIES:,}")
    try:
        return model.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise Unreadable(f"{name} is damaged at '{place}': {first['msg']}") from error
