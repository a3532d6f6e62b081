"""JSON as the standard means it, from anybody: no NaN, no key twice, no depth without a bottom."""

from __future__ import annotations

import json
import math
from typing import Any, NoReturn

MAX_DEPTH = 60
MAX_ENTRIES = 500_000
"""Commas in the file. The answers to a course of a hundred forms have under 50,000."""
MAX_DIGITS = 400


class JsonError(ValueError):
    """The text is not the JSON we read. The message is a sentence."""


def loads(data: bytes) -> Any:
    """Plain data. Raises :class:`JsonError` with what is wrong and where it is known."""
    if data.count(b",") > MAX_ENTRIES:
        raise JsonError(f"it has more than {MAX_ENTRIES:,} entries")
    try:
        found = json.loads(
            data,
            object_pairs_hook=_object,
            parse_constant=_no_constant,
            parse_int=_whole,
            parse_float=_number,
        )
    except JsonError:
        raise
    except RecursionError as error:
        raise JsonError(f"it is nested more than {MAX_DEPTH} levels deep") from error
    except ValueError as error:  # JSONDecodeError says line and column; UnicodeDecodeError a byte
        raise JsonError(f"it is not whole JSON ({error})") from error
    _measure(found)
    return found


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        seen: set[str] = set()
        for key, _value in pairs:
            if key in seen:
                raise JsonError(f"the key '{_name(key)}' is given twice")
            seen.add(key)
    for key in found:
        if any("\ud800" <= character <= "\udfff" for character in key):
            raise JsonError(f"the key '{_name(key)}' holds half of a character")
    return found


def _no_constant(word: str) -> NoReturn:
    raise JsonError(f"{word} is not a number that JSON knows")


def _whole(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise JsonError(f"a number has {len(digits):,} digits; at most {MAX_DIGITS}")
    return int(digits)


def _number(digits: str) -> float:
    found = float(digits)
    if not math.isfinite(found):
        raise JsonError(f"the number {_name(digits)} is too large")
    return found


def _name(text: str) -> str:
    """A key or number as it can stand in a sentence."""
    return ascii(text[:60])[1:-1]


def _measure(data: Any) -> None:
    """Depth, without recursion."""
    level = [data]
    for _depth in range(MAX_DEPTH + 1):
        inner: list[Any] = []
        for value in level:
            if isinstance(value, dict):
                inner += value.values()
            elif isinstance(value, list):
                inner += value
        level = [value for value in inner if isinstance(value, dict | list)]
        if not level:
            return
    raise JsonError(f"it is nested more than {MAX_DEPTH} levels deep")


def as_json(data: object) -> bytes:
    """Readable JSON of plain data, whatever its texts hold."""
    try:
        return json.dumps(data, ensure_ascii=False, indent=1).encode()
    except UnicodeEncodeError:  # half of an emoji: only escapes can carry it
        return json.dumps(data, indent=1).encode()
