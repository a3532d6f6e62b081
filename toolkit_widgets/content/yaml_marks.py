"""YAML with line numbers, and without its surprises.

``yes``, ``no``, ``on`` and ``off`` stay words; dates and numbers with a leading zero (lesson
``01``) stay words. A key given twice, an anchor, an alias or a tag is a fault: none of them says
what a reader of the file would think it says.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, NoReturn

import yaml

Path = tuple[str | int, ...]
Mark = tuple[int, int]
"""Line and column, both from 1."""

MAX_DEPTH = 60
"""Nested deeper than this, a file is no content of ours. libyaml's own composer would crash."""

MAX_PARTS = 200_000
"""Parts of a file as libyaml counts them; the course's longest file has under 5,000."""

_LOADER: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # libyaml is ten times as fast
_INT = re.compile(r"[-+]?(0|[1-9][0-9]*)")
_FLOAT = re.compile(r"[-+]?((0|[1-9][0-9]*)\.[0-9]*|\.[0-9]+)([eE][-+]?[0-9]+)?")
_TAGS = {"!", *(f"tag:yaml.org,2002:{name}" for name in ("str", "int", "float", "map", "seq"))}
"""Tags that name what is there anyway. ``!!python/…`` is refused like every other one."""
_WORDS: dict[str, Any] = {"true": True, "false": False, "null": None, "~": None, "": None}


class YamlError(ValueError):
    """The file is not the YAML we read. ``mark`` says where, ``message`` what."""

    def __init__(self, message: str, mark: Mark) -> None:
        super().__init__(message)
        self.message = message
        self.mark = mark


@dataclass
class Marked:
    """Plain data, and for every path in it the place in the file."""

    data: Any
    marks: dict[Path, Mark] = field(default_factory=dict)
    written: dict[Path, str] = field(default_factory=dict)
    """Numbers as they are typed in the file: ``1.10`` is not ``1.1`` to its author."""
    faults: list[YamlError] = field(default_factory=list)
    """What is wrong although the rest of the file can be read."""

    def at(self, path: Path) -> Mark:
        """The mark of ``path`` or of its nearest parent."""
        while path and path not in self.marks:
            path = path[:-1]
        return self.marks.get(path, (1, 1))

    def name(self, path: Path) -> str:
        """What a reader of the file calls ``path``: ``sections[0].items[2].text``."""
        return dotted(path)

    def say(self, message: str) -> str:
        """A message in words that fit the kind of file."""
        return message


def dotted(path: Path) -> str:
    """``sections[0].items[2].text``"""
    out = ""
    for part in path:
        out += f"[{part}]" if isinstance(part, int) else f".{part}" if out else str(part)
    return out


def read_yaml(text: str) -> Marked:
    """Parse one document. Raises :class:`YamlError` where nothing can be read."""
    out = Marked(None)
    try:
        _document(_counted(yaml.parse(text, Loader=_LOADER)), out)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        place = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise YamlError(f"this is not valid YAML: {_explained(error.problem)}", place) from error
    except yaml.reader.ReaderError as error:
        before = text[: error.position]
        place = (before.count("\n") + 1, error.position - (before.rfind("\n") + 1) + 1)
        message = f"this is not valid YAML: the invisible character {_code(error.character)}"
        raise YamlError(f"{message} is not allowed", place) from error
    return out


def _counted(events: Iterator[Any]) -> Iterator[Any]:
    for number, event in enumerate(events):
        if number > MAX_PARTS:
            _refuse(f"the file has more than {MAX_PARTS:,} parts; divide it", event)
        yield event


def _document(events: Iterator[Any], out: Marked) -> None:
    """Builds the data from libyaml's events, so depth is ours to bound."""
    documents = 0
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1:
                _refuse("a second document begins here; keep one document in a file", event)
        elif isinstance(event, yaml.NodeEvent):
            out.data = _value(event, events, (), out)


def _value(event: Any, events: Iterator[Any], path: Path, out: Marked) -> Any:
    out.marks.setdefault(path, _mark(event))
    if len(path) > MAX_DEPTH:
        _refuse(f"nested more than {MAX_DEPTH} levels deep", event)
    if isinstance(event, yaml.AliasEvent):
        _fault("an alias (*) is not allowed; write the text out, or quote it", event, out)
        return None
    if event.anchor:
        _fault("an anchor (&) is not allowed; quote a text that begins with '&'", event, out)
    if event.tag and event.tag not in _TAGS:
        _fault("a tag (!) is not allowed; quote a text that begins with '!'", event, out)
    if isinstance(event, yaml.ScalarEvent):
        return _scalar(event, path, out)
    if isinstance(event, yaml.SequenceStartEvent):
        return _sequence(events, path, out)
    return _mapping(events, path, out)


def _sequence(events: Iterator[Any], path: Path, out: Marked) -> list[Any]:
    items: list[Any] = []
    for event in events:
        if isinstance(event, yaml.SequenceEndEvent):
            break
        items.append(_value(event, events, (*path, len(items)), out))
    return items


def _mapping(events: Iterator[Any], path: Path, out: Marked) -> dict[str, Any]:
    data: dict[str, Any] = {}
    for event in events:
        if isinstance(event, yaml.MappingEndEvent):
            break
        if not isinstance(event, yaml.ScalarEvent):
            _refuse("a key must be a word", event)
        key = str(event.value)
        value = next(events)
        if key in data:
            _fault(f"the key '{key}' is given twice; keep one", event, out)
            _value(value, events, (*path, key), Marked(None))  # read past it
            continue
        out.marks[(*path, key)] = _mark(event)
        data[key] = _value(value, events, (*path, key), out)
    return data


def _scalar(event: Any, path: Path, out: Marked) -> Any:
    text: str = event.value
    if not event.implicit[0]:  # quoted or block: the author meant words
        return text
    if text in _WORDS:
        return _WORDS[text]
    try:
        number: int | float | None = None
        if _INT.fullmatch(text):
            number = int(text)
        elif _FLOAT.fullmatch(text):
            number = float(text)
    except ValueError:  # more digits than Python converts
        number = math.inf
    if number is None:
        return text
    if isinstance(number, float) and not math.isfinite(number):
        _fault("this number is too large; quote it if it is text", event, out)
        return 0
    out.written[path] = text
    return number


def _mark(event: Any) -> Mark:
    return event.start_mark.line + 1, event.start_mark.column + 1


def _fault(message: str, event: Any, out: Marked) -> None:
    out.faults.append(YamlError(message, _mark(event)))


def _refuse(message: str, event: Any) -> NoReturn:
    raise YamlError(message, _mark(event))


def _code(character: Any) -> str:
    return f"#x{ord(character) if isinstance(character, str) else int(character):04x}"


def _explained(problem: str | None) -> str:
    """libyaml's words, with what to do where we know it."""
    text = problem or "it ends too early"
    for words, cure in _CURES.items():
        if words in text:
            return f"{text}; {cure}"
    return text


_CURES = {
    "mapping values are not allowed": "put a text that contains ': ' in quotes",
    "cannot start any token": "put the text in quotes, and indent with spaces, not tabs",
    "could not find expected ':'": "a key needs ': ' after it, and a long text goes in quotes",
    "did not find expected key": "look at the indentation and at quotes inside the text",
    "did not find expected '-'": "look at the indentation of the list",
    "did not find expected ',' or ']'": "close the list with ']'",
    "did not find expected ',' or '}'": "close the braces with '}', or quote a text with a comma",
    "unexpected end of stream": "a quote is opened and never closed",
    "unknown escape character": "inside \"…\" write \\\\ for a backslash, or use '…'",
}
