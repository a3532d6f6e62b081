"""The file, with every property that is looked at ticked off, so that the rest can be listed."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

MAX_BYTES = 5_000_000
MAX_DEPTH = 60


class NotASurvey(ValueError):
    """The file cannot be imported. The message is one sentence that says why."""


def read_survey(data: bytes, label: str) -> dict[str, Any]:
    """The root of a SurveyJS file. Raises :class:`NotASurvey`."""
    if len(data) > MAX_BYTES:
        raise NotASurvey(f"{label} is larger than {MAX_BYTES:,} bytes; it was not opened.")
    try:
        found = json.loads(data.decode("utf-8-sig"), parse_constant=_no_constant)
    except UnicodeDecodeError as error:
        raise NotASurvey(f"{label} is not UTF-8 text (byte {error.start}).") from error
    except RecursionError as error:
        raise NotASurvey(f"{label} is nested more than {MAX_DEPTH} levels deep.") from error
    except ValueError as error:
        raise NotASurvey(f"{label} is not JSON: {error}.") from error
    if not isinstance(found, dict):
        kind = "a list" if isinstance(found, list) else "a single value"
        kind = "a text" if isinstance(found, str) else kind
        raise NotASurvey(f"{label} holds {kind}; a SurveyJS file is an object with 'pages'.")
    if _depth(found) > MAX_DEPTH:
        raise NotASurvey(f"{label} is nested more than {MAX_DEPTH} levels deep.")
    return found


def _no_constant(word: str) -> float:
    raise ValueError(f"{word} is not a number of JSON")


def _depth(data: object) -> int:
    deepest = 0
    queue: list[tuple[Any, int]] = [(data, 1)]
    while queue:
        value, depth = queue.pop()
        deepest = max(deepest, depth)
        if depth > MAX_DEPTH:
            break
        if isinstance(value, dict | list):
            inner = value.values() if isinstance(value, dict) else value
            queue += [(one, depth + 1) for one in inner]
    return deepest


class Element:
    """A page, panel, question or choice of the original and its place."""

    def __init__(self, data: Mapping[str, Any], path: str) -> None:
        self.data = data
        self.path = path
        self._taken: set[str] = set()

    @property
    def name(self) -> str:
        """Its name as text; "" where it has none."""
        found = self.take("name")
        return str(found) if isinstance(found, str | int) and not isinstance(found, bool) else ""

    @property
    def type(self) -> str:
        """What kind of question it is, in lower case."""
        found = self.take("type")
        return found.strip().lower() if isinstance(found, str) else ""

    def take(self, *keys: str) -> Any:
        """The value of the first of ``keys`` that is given. All of them count as looked at."""
        self._taken.update(keys)
        return next((self.data[key] for key in keys if self.data.get(key) is not None), None)

    def flag(self, *keys: str) -> bool:
        """True where one of the properties is true."""
        self._taken.update(keys)
        return any(self.data.get(key) is True for key in keys)

    def left(self) -> Iterator[tuple[str, Any]]:
        """Properties that nobody looked at."""
        for key, value in self.data.items():
            if key not in self._taken:
                yield key, value

    def children(self) -> tuple[list[Element], list[str]]:
        """What stands in it, in order, and the paths of entries that are no objects."""
        found: list[Element] = []
        strange: list[str] = []
        for key in ("elements", "questions"):
            self._taken.add(key)
            entries = self.data.get(key)
            if entries is not None and not isinstance(entries, list):
                strange.append(f"{self.path}.{key}")
                continue
            for number, entry in enumerate(entries or []):
                path = f"{self.path}.{key}[{number}]".lstrip(".")
                if isinstance(entry, dict):
                    found.append(Element(entry, path))
                else:
                    strange.append(path)
        return found, strange
