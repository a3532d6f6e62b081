"""What SurveyJS's comparisons mean for two values, as its own library computes them.

An answer that looks like a number counts as one, unless it begins with 0 ("001" stays text).
Texts are equal without regard to case and to spaces around them. ``contains`` looks for a part of
a text in one text, and for members in a list.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence

_NUMERIC = re.compile(r"\d+(\.\d+)?")


def holds(op: str, left: object, right: object) -> bool:
    """Whether ``left op right``. None is "no answer". Raises KeyError for an unknown sign."""
    return _OPERATORS[op](converted(left), right)


def converted(value: object) -> object:
    """An answer as the comparison sees it."""
    if not isinstance(value, str):
        return value
    if value.lower() in ("true", "false"):
        return value.lower() == "true"
    if _NUMERIC.fullmatch(value) and not (len(value) > 1 and value[0] == "0"):
        return float(value)
    return value


def is_empty(value: object) -> bool:
    """No answer, an empty text or an empty list; 0 and false are answers."""
    if isinstance(value, str):
        return not value.strip()
    return value is None or (isinstance(value, Sequence) and not value)


def truthy(value: object) -> bool:
    """What a bare ``{question}`` is worth in a condition."""
    value = converted(value)
    return bool(value) if not isinstance(value, list) else True


def equal(left: object, right: object) -> bool:
    """Equality of two scalars, or of two lists whatever their order."""
    if isinstance(left, str) and isinstance(right, str):
        return left.strip().lower() == right.strip().lower()
    if is_empty(left) or is_empty(right):
        return is_empty(left) and is_empty(right)
    if isinstance(left, list) or isinstance(right, list):
        if not (isinstance(left, list) and isinstance(right, list)) or len(left) != len(right):
            return False
        return all(any(equal(x, y) for y in right) for x in left)
    if isinstance(left, bool) or isinstance(right, bool):
        return str(left).lower() == str(right).lower()
    return (number := _number(left)) is not None and number == _number(right)


def _number(value: object) -> float | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, int | float):
        return float(value)
    try:
        found = float(str(value))
    except ValueError:
        return None
    return found if math.isfinite(found) else None


def _less(left: object, right: object) -> bool:
    if left is None or right is None or isinstance(left, list) or isinstance(right, list):
        return False
    if isinstance(left, str) and isinstance(right, str):
        return left < right
    low, high = _number(left), _number(right)
    return low is not None and high is not None and low < high


def contains(left: object, right: object) -> bool:
    """Members of a list (all of them), or a part of a text."""
    if is_empty(left):
        return False
    if isinstance(left, list):
        wanted = right if isinstance(right, list) else [right]
        return all(any(equal(converted(x), y) for x in left) for y in wanted)
    text, part = _text(left), _text(right)
    if not isinstance(left, str):  # numbers and truth values are compared without case
        text, part = text.upper(), part.upper()
    return bool(part) and part in text


def _text(value: object) -> str:
    if isinstance(value, list):
        return ",".join(_text(part) for part in value)
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return "" if value is None else str(value)


def _not_contains(left: object, right: object) -> bool:
    return not contains(left, right)


def _any_of(left: object, right: object) -> bool:
    if is_empty(right):
        return True
    if is_empty(left):
        return False
    if not isinstance(left, list):
        return contains(right, left)
    if not isinstance(right, list):
        return contains(left, right)
    return any(contains(left, part) for part in right)


def _all_of(left: object, right: object) -> bool:
    if not isinstance(right, list):
        return contains(left, right)
    return all(contains(left, part) for part in right)


_OPERATORS = {
    "=": equal,
    "!=": lambda left, right: not equal(left, right),
    "<": _less,
    ">": lambda left, right: _less(right, left),
    "<=": lambda left, right: equal(left, right) or _less(left, right),
    ">=": lambda left, right: equal(left, right) or _less(right, left),
    "contains": contains,
    "notcontains": _not_contains,
    "anyof": _any_of,
    "allof": _all_of,
}
