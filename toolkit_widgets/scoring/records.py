"""Reading answers that have parts: a risk, a list of records, a ranking, a named record.

Each reader returns the value and what is wrong with it in one sentence (or None). What only needs
more typing is :class:`Unfinished`; the form says it quietly instead of calling it a fault.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from ..models import (
    KNOWLEDGE,
    STAGES,
    TREATMENTS,
    Item,
    Number,
    Rank,
    Repeat,
    RiskRow,
    ScaleDef,
)

SHORT, LONG = 400, 20_000
"""Characters that a line of text and a longer text may have."""

STAGE_WORDS = {
    "inherent": "Before any control (inherent)",
    "current": "With the controls in place (current)",
    "residual": "With the planned controls (residual)",
}
RISK_WORDS = {
    "what": "What happens",
    "whom": "To whom",
    "affected": "People affected",
    "knowledge": "Strength of knowledge",
    "knowledge_reason": "Reason for the strength of knowledge",
    "treatment": "Treatment",
    "owner": "Owner",
    "due": "Due",
    "review": "Review",
    "accepted_by": "Accepted by (role)",
    "accepted_on": "Accepted on",
    "accept_reason": "Reason for accepting",
}
EVIDENCE_WORDS = {
    "title": "Title",
    "where": "Where it is kept",
    "date": "Date",
    "owner": "Owner",
}
_LINES = ("what", "whom", "owner", "accepted_by")
_LONGER = ("knowledge_reason", "accept_reason")
_DATES = ("due", "review", "accepted_on")
_AFFECTED = Number(id="affected", type="number", text="People affected", minimum=0, whole=True)
_STRANGE = "This answer does not belong to this question."

Read = tuple[Any, str | None]
Reader = Callable[[Item, Any], Read]
"""Reads the value of a simple item."""


class Unfinished(str):
    """A sentence about something that is not wrong, only not complete yet."""

    __slots__ = ()


def nothing(value: object) -> bool:
    """True for a value that says nothing, also inside."""
    if isinstance(value, Mapping):
        return all(nothing(part) for part in value.values())
    if isinstance(value, list):
        return all(nothing(part) for part in value)
    return value is None or (isinstance(value, str) and not value.strip())


def read_date(value: object) -> Read:
    """A calendar date as ``YYYY-MM-DD``."""
    try:
        return date.fromisoformat(str(value)).isoformat(), None
    except ValueError:
        said = str(value)[:40]
        return value, f"'{said}' is not a date. Write year-month-day, for example 2026-11-24."


def read_line(value: object, limit: int = SHORT) -> Read:
    """A text of at most ``limit`` characters."""
    text = str(value)
    if len(text) > limit:
        return text, (
            f"This text has {len(text):,} characters; {limit:,} are possible. "
            "It is kept as a draft; please shorten it."
        )
    return text, None


def read_rank(item: Rank, value: object) -> Read:
    """Option ids, the most important first; fewer than asked for are an answer."""
    known = [option.id for option in item.options]
    if not isinstance(value, list):
        return value, _STRANGE
    given = [str(one) for one in value]
    strange = [one for one in given if one not in known]
    if strange:
        return value, f"'{strange[0]}' is not one of the answers."
    if len(set(given)) < len(given):
        return value, "An entry stands in the order twice."
    most = item.choose or len(known)
    if len(given) > most:
        return value, f"You put {len(given)} in order; at most {most} are asked for."
    return given, None


def read_evidence(value: object) -> Read:
    """The parts of a named record that say something; it needs at least its title."""
    if not isinstance(value, Mapping):
        return value, _STRANGE
    found: dict[str, Any] = {}
    for key, words in EVIDENCE_WORDS.items():
        if nothing(value.get(key)):
            continue
        found[key], problem = read_date(value[key]) if key == "date" else read_line(value[key])
        if problem is not None:
            return value, f"{words}: {problem}"
    if "title" not in found:
        return value, Unfinished("Give the record its title, so that others can ask for it.")
    return found, None


def read_repeat(item: Repeat, value: object, read: Reader) -> Read:
    """The records that say something, each part read like an item of its own."""
    if not isinstance(value, list) or not all(isinstance(one, Mapping) for one in value):
        return value, _STRANGE
    records = []
    unfinished: str | None = None
    given = [record for record in value if not nothing(dict(record))]
    for number, record in enumerate(given, 1):
        found: dict[str, Any] = {}
        for part in item.parts:
            where = f"{item.noun.capitalize()} {number}, {part.text}"
            if nothing(record.get(part.id)):
                if part.required and unfinished is None:
                    unfinished = Unfinished(f"{where}: still open.")
                continue
            found[part.id], problem = read(part, record[part.id])
            if problem is not None:
                return value, f"{where}: {problem}"
        records.append(found)
    if len(records) > item.at_most:
        return value, f"There are {len(records)} entries; at most {item.at_most} are possible."
    if unfinished is not None:
        return value, unfinished
    if len(records) < item.at_least and records:
        return value, Unfinished(
            f"{len(records)} of at least {item.at_least} entries are there so far."
        )
    return records, None


def read_risk(item: RiskRow, value: object, scales: Mapping[str, ScaleDef], read: Reader) -> Read:
    """The parts of a risk that say something; it needs at least the inherent judgement."""
    if not isinstance(value, Mapping):
        return value, _STRANGE
    found: dict[str, Any] = {}
    unfinished: str | None = None
    for stage in STAGES:
        part, problem = _judgement(item, stage, value.get(stage), scales)
        if isinstance(problem, Unfinished):
            unfinished = unfinished or problem
        elif problem is not None:
            return value, f"{STAGE_WORDS[stage]}: {problem}"
        elif part:
            found[stage] = part
    for key, words in RISK_WORDS.items():
        if nothing(value.get(key)):
            continue
        found[key], problem = _part(key, value[key], read)
        if problem is not None:
            return value, f"{words}: {problem}"
    if unfinished is None and not found.get("inherent"):
        unfinished = Unfinished("Still open: likelihood and severity before any control.")
    return (found, None) if unfinished is None else (value, unfinished)


def _part(key: str, value: Any, read: Reader) -> Read:
    if key in _DATES:
        return read_date(value)
    if key in _LINES:
        return read_line(value)
    if key in _LONGER:
        return read_line(value, LONG)
    if key == "affected":
        return read(_AFFECTED, value)
    allowed: tuple[str, ...] = KNOWLEDGE if key == "knowledge" else TREATMENTS
    if value not in allowed:
        return value, f"'{value}' is not one of the answers: {', '.join(allowed)}."
    return value, None


def _judgement(
    item: RiskRow, stage: str, value: object, scales: Mapping[str, ScaleDef]
) -> tuple[dict[str, Any], str | None]:
    if nothing(value):
        return {}, None
    if not isinstance(value, Mapping):
        return {}, _STRANGE
    found: dict[str, Any] = {}
    still_open = []
    for axis in ("likelihood", "severity"):
        ends, problem = _axis(item, scales[getattr(item, axis)], value.get(axis))
        if isinstance(problem, Unfinished):
            still_open.append(axis)
        elif problem is not None:
            return {}, f"{axis}: {problem}"
        else:
            found[axis] = ends
    begun = bool(found) or any(not nothing(value.get(axis)) for axis in still_open)
    if still_open and begun:
        return {}, Unfinished(f"{STAGE_WORDS[stage]}: still open: {' and '.join(still_open)}.")
    if stage == "inherent":
        return found, None
    for key in ("controls", "named"):
        if nothing(value.get(key)):
            continue
        found[key], problem = _controls(item, key, value[key])
        if problem is not None:
            return {}, problem
    return found, None


def _axis(item: RiskRow, scale: ScaleDef, value: object) -> Read:
    """``[low, high]``. A single end of the two, or none, is unfinished."""
    ends = value if isinstance(value, list) else [value, value]
    if len(ends) != 2:
        return value, _STRANGE
    if any(nothing(end) for end in ends):
        return value, Unfinished("open")
    places = {step.id: place for place, step in enumerate(scale.steps)}
    for end in ends:
        if str(end) not in places:
            return value, f"'{end}' is not one of the steps."
    low, high = (str(end) for end in ends)
    if low != high and not item.ranges:
        return value, "one step is asked for, not a range."
    if places[low] > places[high]:
        names = {step.id: step.label for step in scale.steps}
        return value, f"the range runs from '{names[low]}' down to '{names[high]}'; swap the ends."
    return [low, high], None


def _controls(item: RiskRow, key: str, value: Any) -> Read:
    if key == "named":
        return read_line(value, LONG)
    known = [control.id for control in item.controls]
    given = [str(one) for one in value] if isinstance(value, list) else [str(value)]
    strange = [one for one in given if one not in known]
    if strange:
        return value, f"'{strange[0]}' is not one of the controls."
    return [one for one in known if one in given], None
