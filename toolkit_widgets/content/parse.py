"""From a YAML file to a model: one boundary, every problem at once."""

from __future__ import annotations

import stat
import typing
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any, TypeVar

from pydantic import BaseModel, ValidationError

from .problems import ContentError, Problem, Severity, nearest, short
from .shapes import keys, locate
from .yaml_marks import Marked, YamlError, dotted, read_yaml
from .yaml_marks import Path as DataPath

__all__ = ["MAX_BYTES", "Document", "dotted", "parse_file", "parse_text", "read_text", "validate"]

M = TypeVar("M", bound=BaseModel)
MAX_BYTES = 5_000_000
MAX_PROBLEMS = 200
"""Told in one run. A file with more is not the kind of file it claims to be."""


class Document(typing.Generic[M]):
    """A parsed file: the model, and where everything stands in the file."""

    def __init__(self, file: str, model: M, marked: Marked) -> None:
        self.file = file
        self.model = model
        self.marked = marked

    def problem(
        self, path: DataPath, message: str, severity: Severity = "error", **more: str
    ) -> Problem:
        """A problem at ``path``. ``more``: ``found``, ``allowed``, ``nearest``, ``rule``."""
        line, column = self.marked.at(path)
        place = self.marked.name(path)
        return Problem(severity, self.file, line, place, message, column=column, **more)


def read_text(file: Path, label: str) -> str:
    """The words of a file. Raises :class:`ContentError` if it is too big or not UTF-8."""
    try:
        # a pipe or a device has no size and may have no end
        if not stat.S_ISREG(file.stat().st_mode):
            raise _refused(label, "cannot be read: this is not a file but a folder or a device")
        with file.open("rb") as source:
            data = source.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise _refused(label, f"the file is larger than {MAX_BYTES:,} bytes")
        # universal newlines, and without the mark that Windows editors put in front
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        message = f"not UTF-8 text at byte {error.start}; save the file as UTF-8"
        raise _refused(label, message, error.object[: error.start].count(b"\n") + 1) from error
    except OSError as error:
        raise _refused(label, f"cannot be read: {error.strerror}") from error


def parse_file(file: Path, model: type[M], name: str | None = None) -> Document[M]:
    """Read and validate one file. Raises :class:`ContentError` with every problem found."""
    label = name or file.name
    return parse_text(read_text(file, label), model, label)


def parse_text(text: str, model: type[M], label: str) -> Document[M]:
    """The same for text that is already in memory."""
    try:
        marked = read_yaml(text)
    except YamlError as error:
        raise ContentError([_yaml_problem(error, label)]) from error
    problems = [_yaml_problem(fault, label) for fault in marked.faults]
    if marked.data is None:
        raise _refused(label, "the file is empty")
    return validate(marked, model, label, problems)


def validate(
    marked: Marked, model: type[M], label: str, problems: Sequence[Problem] = ()
) -> Document[M]:
    """From marked data to a model. ``problems``: what was found before, told in the same run.

    Raises :class:`ContentError` if there is any problem.
    """
    told = list(problems)
    try:
        parsed = model.model_validate(marked.data)
    except ValidationError as error:
        errors = error.errors(include_url=False)
        # a value of several types has one error a type, so look at more than are told
        found = [_problem(dict(e), model, marked, label) for e in errors[: MAX_PROBLEMS * 5]]
        told += _merged(found)
        raise ContentError(_first(told, label, len(errors) - len(found))) from error
    if told:
        raise ContentError(_first(told, label))
    return Document(label, parsed, marked)


def _first(problems: list[Problem], label: str, unseen: int = 0) -> list[Problem]:
    more = max(0, len(problems) - MAX_PROBLEMS) + unseen
    if not more:
        return problems
    message = f"and {more:,} more problems; mend these first"
    last = Problem("error", label, 1, "", message, rule="file.problems")
    return [*problems[:MAX_PROBLEMS], last]


_NUMBER, _TEXT = "this must be a number", "this must be text; put it in quotes"
_SAID = {
    "string_type": (_TEXT, "text"),
    "int_type": ("this must be a whole number", "a whole number"),
    "int_from_float": ("this must be a whole number", "a whole number"),
    "float_type": (_NUMBER, "a number"),
    "bool_type": ("this must be true or false", "true/false"),
    "list_type": ("this must be a list: one entry a line, each with '- '", "a list"),
    "dict_type": ("this must be a block of 'key: value' lines", "keys and values"),
    "model_type": ("this must be a block of 'key: value' lines", "keys and values"),
    "model_attributes_type": ("this must be a block of 'key: value' lines", "keys and values"),
    "string_too_short": ("this must not be empty", "text"),
}


def _problem(error: dict[str, Any], model: type[BaseModel], marked: Marked, file: str) -> Problem:
    loc: tuple[str | int, ...] = error["loc"]
    path, _ = locate(model, loc)
    kind, context = error["type"], error.get("ctx", {})
    message, allowed = _SAID.get(kind, (error["msg"], ""))
    found, near = short(marked.written.get(path, error["input"])), ""
    discriminator = str(context.get("discriminator", "type")).strip("'")
    if kind == "extra_forbidden":
        names = sorted(keys(locate(model, loc[:-1])[1]))
        message, found = f"unknown key '{loc[-1]}'", str(loc[-1])
        allowed, near = ", ".join(names), nearest(loc[-1], names)
    elif kind == "missing":
        message, found, allowed = f"'{loc[-1]}' is missing", "nothing", str(loc[-1])
    elif kind in ("literal_error", "union_tag_invalid"):
        allowed = str(context.get("expected") or context.get("expected_tags") or "")
        found = str(context.get("tag", found))
        near = nearest(found, [w.strip(" '") for w in allowed.replace(" or ", ",").split(",")])
        message = f"'{found}' is not one of the allowed values"
        path = (*path, discriminator) if kind == "union_tag_invalid" else path
    elif kind == "union_tag_not_found":
        message, found, allowed = f"'{discriminator}' is missing", "nothing", discriminator
    elif kind == "bool_type":
        words = {"true": "true", "yes": "true", "on": "true"}
        words |= {"false": "false", "no": "false", "off": "false"}
        near = words.get(str(error["input"]).casefold(), "")
    elif kind == "string_pattern_mismatch":
        message, allowed = _pattern(str(context.get("pattern", "")))
        message = f"'{found}' {message}"
    elif kind == "string_too_long":
        message = f"this is longer than {context.get('max_length')} characters"
    elif kind == "too_short":
        least = context.get("min_length", 1)
        message = f"this list needs at least {least} {'entry' if least == 1 else 'entries'}"
        found = f"{context.get('actual_length', 0)}"
    line, column = marked.at(path)
    return Problem(
        severity="error",
        file=file,
        line=line,
        path=marked.name(path),
        message=marked.say(message),
        found=found,
        allowed=allowed,
        nearest=near,
        column=column,
        rule=f"shape.{kind}",
    )


def _pattern(pattern: str) -> tuple[str, str]:
    if r"\d" in pattern:
        return "is not a version", "three numbers, for example 1.0.0"
    return "is not an id", "letters, digits and single '.', '_' or '-', without spaces"


_PLAIN = {f"shape.{kind}_type" for kind in ("int", "float", "string", "bool", "list")}


def _merged(problems: list[Problem]) -> list[Problem]:
    """One problem for one value: pydantic reports each member of a union of plain types."""
    out: dict[tuple[str, str], Problem] = {}
    for problem in problems:
        key = (problem.path, "" if problem.rule in _PLAIN else problem.message)
        first = out.get(key)
        if first is None:
            out[key] = problem
            continue
        kinds = dict.fromkeys([*first.allowed.split(" or "), problem.allowed])
        if "a number" in kinds:
            kinds.pop("a whole number", None)
        allowed = " or ".join(kinds)
        out[key] = replace(first, message=f"this must be {allowed}", allowed=allowed, nearest="")
    return list(out.values())


def _yaml_problem(error: YamlError, label: str) -> Problem:
    line, column = error.mark
    return Problem("error", label, line, "", error.message, column=column, rule="yaml")


def _refused(label: str, message: str, line: int = 1) -> ContentError:
    return ContentError([Problem("error", label, line, "", message, rule="file")])
