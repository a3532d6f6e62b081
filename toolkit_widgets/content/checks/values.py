"""Which values an item can have: for conditions and for the answers of examples."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date

from ...models import (
    MARKED,
    Choice,
    Choices,
    Date,
    Item,
    LongText,
    Matching,
    Multiple,
    Note,
    Number,
    Numeric,
    Ordering,
    Scale,
    ScaleDef,
    ShortText,
    Single,
    YesNo,
)

Scales = Mapping[str, ScaleDef]
SHORT_TEXT, LONG_TEXT = 400, 20_000
"""Characters that a line and a long text may have."""


def choices_of(item: Item, scales: Scales) -> list[str] | None:
    """The ids an answer is chosen from; None where the answer is no choice."""
    if isinstance(item, Choice | Choices | Single | Multiple):
        return [option.id for option in item.options]
    if isinstance(item, YesNo):
        return ["yes", "no"]
    if isinstance(item, Scale):
        return [step.id for step in scales[item.scale].steps] if item.scale in scales else None
    if isinstance(item, Ordering):
        return [entry.id for entry in item.entries]
    return None


def is_number(item: Item) -> bool:
    """True where the answer is a number."""
    return isinstance(item, Number | Numeric)


def has_points(item: Item) -> bool:
    """True where "at least" and "at most" have something to compare."""
    if isinstance(item, Choice | Choices):
        return any(option.points is not None for option in item.options)
    return isinstance(item, Number | Numeric | Scale)


def value_fault(item: Item, value: object, scales: Scales) -> str:
    """Why ``value`` is no answer to ``item``, as half a sentence; empty if it is one."""
    if isinstance(item, Note):
        return "a note has no answer"
    if isinstance(item, Choices | Multiple):
        return _list_fault(value, choices_of(item, scales) or [])
    if isinstance(item, MARKED) and isinstance(item, Ordering | Matching):
        return "an example cannot answer this type of item"
    if is_number(item):
        return _number_fault(item, value)
    if isinstance(item, ShortText | LongText):
        limit = SHORT_TEXT if isinstance(item, ShortText) else LONG_TEXT
        if not isinstance(value, str) or not value.strip():
            return "the answer must be words"
        return f"the answer is longer than {limit:,} characters" if len(value) > limit else ""
    if isinstance(item, Date):
        return _date_fault(value)
    allowed = choices_of(item, scales)
    if allowed is None or value in allowed:
        return ""
    return f"'{value}' is not one of {', '.join(allowed)}"


def _list_fault(value: object, allowed: list[str]) -> str:
    if not isinstance(value, list):
        return "the answer must be a list of option ids"
    wrong = [str(v) for v in value if v not in allowed]
    if wrong:
        return f"'{wrong[0]}' is not one of {', '.join(allowed)}"
    return "an option is given twice" if len(set(value)) < len(value) else ""


def _number_fault(item: Item, value: object) -> str:
    if isinstance(value, bool) or not isinstance(value, int | float):
        return "the answer must be a number"
    if isinstance(item, Number):
        low, high = item.minimum, item.maximum
        if (low is not None and value < low) or (high is not None and value > high):
            return f"{value} is outside the range from {low} to {high}"
        if item.whole and not float(value).is_integer():
            return "the answer must be a whole number"
    return ""


def _date_fault(value: object) -> str:
    if isinstance(value, str) and re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        try:
            date.fromisoformat(value)
        except ValueError:
            return f"{value} is not a day of the calendar"
        return ""
    return "the answer must be a date as YYYY-MM-DD"
