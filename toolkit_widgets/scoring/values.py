"""From what was typed to an answer. What is not valid yet is kept as a draft, with a sentence."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from ..models import (
    Answer,
    Choice,
    Choices,
    Computed,
    Date,
    Evidence,
    Gate,
    Item,
    LongText,
    Matching,
    Multiple,
    Number,
    Numeric,
    Ordering,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    ScaleDef,
    ShortText,
    Single,
    YesNo,
)
from .gate_value import read_gate
from .records import (
    LONG,
    SHORT,
    Read,
    read_date,
    read_evidence,
    read_line,
    read_rank,
    read_repeat,
    read_risk,
)

__all__ = ["LONG", "SHORT", "option_ids", "read_answer"]

_NUMBER = re.compile(r"[-+−]?\d+([.,]\d+)?$")
_LONGEST = 30
"""Characters of a number at most: enough for every float, and none becomes infinite."""


def read_answer(
    item: Item, raw: Mapping[str, Any], scales: Mapping[str, ScaleDef]
) -> tuple[Answer, str | None]:
    """An answer, and what is wrong with it in one sentence (or None).

    ``raw`` comes from the browser: ``state, value, reason, comment, evidence``. Nothing that was
    typed is dropped: an invalid value is kept as typed, in state ``draft``.
    """
    words = {key: str(raw.get(key) or "") for key in ("reason", "comment", "evidence")}
    too_long = [key for key, text in words.items() if len(text) > LONG]
    state = raw.get("state", "answered")
    value = raw.get("value")
    problem: str | None = None
    if isinstance(item, Computed):
        return Answer(), None  # it follows from the others and is never kept
    if state in ("not_applicable", "dont_know") and state in item.allow:
        if not words["reason"].strip():
            problem = "Please add a reason, so that others can understand it."
        answer = Answer.model_validate({"state": state, "value": value, **words})
    elif value in (None, "", [], {}):
        answer = Answer.model_validate(words)
    else:
        valid, problem = _value(item, value, scales)
        kept = {"state": "answered", "value": valid}
        if problem is not None:
            kept = {"state": "draft", "value": value}
        answer = Answer.model_validate(kept | words)
    if too_long and problem is None:
        problem = f"The {too_long[0]} is longer than {LONG:,} characters. It is kept; shorten it."
    return answer, problem


def option_ids(item: Item, scales: Mapping[str, ScaleDef]) -> list[str]:
    """The ids a value of this item can name, in order."""
    if isinstance(item, YesNo):
        return ["yes", "no"]
    if isinstance(item, Scale):
        return [step.id for step in scales[item.scale].steps]
    if isinstance(item, Choice | Choices | Single | Multiple | Rank):
        return [option.id for option in item.options]
    if isinstance(item, Ordering):
        return [entry.id for entry in item.entries]
    if isinstance(item, Matching):
        return [target.id for target in item.targets]
    return []


def _value(item: Item, value: Any, scales: Mapping[str, ScaleDef]) -> tuple[Any, str | None]:
    if isinstance(item, Number | Numeric):
        return _number(item, value)
    if isinstance(item, ShortText | LongText):
        return read_line(value, SHORT if isinstance(item, ShortText) else LONG)
    if isinstance(item, Date):
        return read_date(value)
    if isinstance(item, Gate):
        return read_gate(value)
    if isinstance(item, RiskRow | Repeat | Rank | Evidence):
        return _composite(item, value, scales)
    known = option_ids(item, scales)
    if isinstance(item, Choices | Multiple):
        given = [str(v) for v in value] if isinstance(value, list) else [str(value)]
        most = item.at_most if isinstance(item, Choices) else None
        if most is not None and len(given) > most:
            return given, f"You marked {len(given)}; mark at most {most}."
        return _known([key for key in known if key in given], given, known)
    if isinstance(item, Ordering):
        given = [str(v) for v in value] if isinstance(value, list) else []
        if sorted(given) != sorted(known):
            return value, "Every entry must stand in the order exactly once."
        return given, None
    if isinstance(item, Matching):
        pairs = {str(k): str(v) for k, v in value.items()} if isinstance(value, Mapping) else {}
        rows = {prompt.id for prompt in item.prompts}
        if any(k not in rows or v not in known for k, v in pairs.items()):
            return value, "This answer does not belong to this question."
        missing = len(rows) - len(pairs)
        return pairs, f"{missing} of {len(rows)} rows are still open." if missing else None
    return _known(str(value), [str(value)], known)


def _composite(
    item: RiskRow | Repeat | Rank | Evidence, value: Any, scales: Mapping[str, ScaleDef]
) -> Read:
    def read(part: Item, given: Any) -> Read:
        return _value(part, given, scales)

    if isinstance(item, RiskRow):
        return read_risk(item, value, scales, read)
    if isinstance(item, Repeat):
        return read_repeat(item, value, read)
    return read_rank(item, value) if isinstance(item, Rank) else read_evidence(value)


def _known(value: Any, given: list[str], known: list[str]) -> tuple[Any, str | None]:
    strange = [v for v in given if v not in known]
    return (value, None) if not strange else (value, f"'{strange[0]}' is not one of the answers.")


def _number(item: Number | Numeric, value: Any) -> tuple[Any, str | None]:
    text = str(value).strip().replace("\u00a0", "").replace(" ", "")
    if not _NUMBER.match(text):
        return value, (
            f"'{str(value)[:_LONGEST]}' is not a number we can read. Write digits, with one point "
            "or comma for decimals, for example 1250 or 0.5."
        )
    if len(text) > _LONGEST:
        return value, f"This number has {len(text):,} characters; at most {_LONGEST} are possible."
    plain = text.replace(",", ".").replace("−", "-")
    number: int | float = float(plain) if "." in plain else int(plain)
    if isinstance(item, Number):
        unit = f" {item.unit}" if item.unit else ""
        if item.whole and not float(number).is_integer():
            return value, f"{value} has decimals; a whole number is asked for."
        if item.minimum is not None and number < item.minimum:
            return value, f"{value} is too low; the lowest possible is {item.minimum:g}{unit}."
        if item.maximum is not None and number > item.maximum:
            return value, f"{value} is too high; the highest possible is {item.maximum:g}{unit}."
    return number, None
