"""Problems: what is wrong in a file, where, what was found, what is allowed, what is nearest."""

from __future__ import annotations

import difflib
import itertools
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from typing import Any, Literal

Severity = Literal["error", "warning", "note"]


@dataclass(frozen=True)
class Problem:
    """One problem, ready for a table.

    ``line`` and ``column`` count from 1; ``path`` is the place in the data or the heading of a
    page; ``rule`` is a short fixed name of the rule that is broken, for filters and counts.
    """

    severity: Severity
    file: str
    line: int
    path: str
    message: str
    found: str = ""
    allowed: str = ""
    nearest: str = ""
    column: int = 1
    rule: str = ""

    def as_dict(self) -> dict[str, Any]:
        """For machines."""
        return asdict(self)

    def __str__(self) -> str:
        hint = f"; did you mean '{self.nearest}'?" if self.nearest else ""
        place = f"{self.path}: " if self.path else ""
        return f"{self.file}:{self.line}: {self.severity}: {place}{self.message}{hint}"


class ContentError(ValueError):
    """Content cannot be used. Carries every problem that was found."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = problems
        super().__init__("\n".join(str(p) for p in problems))


def nearest(word: object, names: Iterable[str]) -> str:
    """The name most like ``word``, or ``""``.

    A name that alone begins with the word wins ("14" → "14_organizational_readiness"); upper and
    lower case count as alike.
    """
    wanted = str(word)[:200].casefold()
    folded = {name.casefold(): name for name in names}
    begins = [name for name in folded if wanted and name.startswith(wanted)]
    if len(begins) == 1:
        return folded[begins[0]]
    found = difflib.get_close_matches(wanted, list(folded), n=1, cutoff=0.5)
    return folded[found[0]] if found else ""


def unknown(kind: str, word: str, names: Iterable[str], where: str) -> str:
    """The sentence for a wrong name: says where, what and what instead."""
    names = sorted(names)
    text = f"no {kind} '{word}' in {where}"
    close = nearest(word, names)
    if close:
        return f"{text}; did you mean '{close}'?"
    return f"{text}; there is {', '.join(names)}" if names else f"{text}; there is none yet"


def short(value: object, limit: int = 60) -> str:
    """A value as it can stand in a table cell."""
    text = value[: limit * 20] if isinstance(value, str) else repr(_clipped(value, limit))
    text = " ".join(text.split())
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _clipped(value: object, limit: int, depth: int = 0) -> object:
    """The beginning of a value: a stranger's file can hold megabytes where a word should be."""
    if depth > 4:
        return ...
    if isinstance(value, str):
        return value[: limit * 2]
    if isinstance(value, dict):
        first = itertools.islice(value.items(), limit)
        return {str(k)[:limit]: _clipped(v, limit, depth + 1) for k, v in first}
    if isinstance(value, list):
        return [_clipped(v, limit, depth + 1) for v in value[:limit]]
    return value
