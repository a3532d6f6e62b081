"""What becomes of an entry at a gate: an answer, a draft with a sentence, overrides kept."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from ..models import Answer, Gate, Questionnaire
from .gate import barred, gate_state
from .gate_value import (
    COVERED,
    FORMER,
    KEPT,
    REASON,
    Missing,
    covered_by,
    former_of,
    keep_former,
    override_of,
)
from .saying import joined
from .values import read_answer
from .visibility import Answers

_SAME = ("decision", "decided_by", "decided_on")
_OVERRIDE = ("override_reason", "override_by", "override_on")


def settle(
    form: Questionnaire,
    gate: Gate,
    raw: Mapping[str, Any],
    before: Answer | None,
    answers: Answers,
    at: str,
) -> tuple[Answer, str | None]:
    """What becomes of an entry at a gate, and what is wrong with it in one sentence (or None).

    "Go" through a shut gate without a complete override is kept as a draft: never lost, never
    counted. A decision that was taken while the gate was open stays, if only words around it
    change. ``answers``: all others, as they are now. ``at``: now, UTC, ISO 8601.
    """
    given = raw.get("value")
    if isinstance(given, Mapping):  # what the program writes is not the browser's to send
        given = {key: part for key, part in given.items() if key not in KEPT}
    answer, problem = read_answer(gate, {**raw, "value": given}, form.scales)
    if not isinstance(answer.value, Mapping | None):
        return before or Answer(), problem
    missing = gate_state(form, gate, answers).missing
    value = keep_former(_in_force(before), answer.value or {}, missing, at)
    decision = value.get("decision")
    if decision in ("go", "go_with_conditions"):
        override = override_of(value)
        never = barred(gate, missing)
        if missing and override is None and not _stands(before, value):
            answer, problem = answer.model_copy(update={"state": "draft"}), _shut(missing, value)
        elif never and override is not None:
            answer, problem = answer.model_copy(update={"state": "draft"}), _never(never)
        elif override is not None and answer.state == "answered" and COVERED not in value:
            value[COVERED] = [one.data for one in missing]
    return answer.model_copy(update={"value": value or None}), problem


def _in_force(before: Answer | None) -> object:
    """The value whose override was in force; of a draft that never counted only the former ones."""
    if before is None:
        return None
    covers = isinstance(before.value, Mapping) and COVERED in before.value
    if before.state == "answered" or covers:
        return before.value
    return {FORMER: former_of(before.value)}


def _stands(before: Answer | None, value: Mapping[str, Any]) -> bool:
    """Whether the decision was taken before, without an override, and is the same still."""
    if before is None or before.state != "answered" or not isinstance(before.value, Mapping):
        return False
    if override_of(before.value) is not None and covered_by(before.value) != ():
        return False
    return all(before.value.get(key) == value.get(key) for key in _SAME)


def _never(missing: Sequence[Missing]) -> str:
    words = "; ".join(one.because.rstrip(".") for one in missing)
    return f"No override opens this gate: {words}. Write it down first, or decide no go."


def _shut(missing: Sequence[Missing], value: Mapping[str, Any]) -> str:
    things = "1 thing is" if len(missing) == 1 else f"{len(missing)} things are"
    begun = any(str(value.get(key) or "").strip() for key in _OVERRIDE)
    open_it = "To open it anyway, you still need" if begun else "To open it anyway, you need"
    return (
        f"This gate is shut: {things} missing. “Go” is kept as a draft and does not count. "
        f"{open_it}: {_needed(value)}."
    )


def _needed(value: Mapping[str, Any]) -> str:
    reason, role, day = (str(value.get(key) or "").strip() for key in _OVERRIDE)
    parts = [] if len(reason) >= REASON else [f"a reason of at least {REASON} characters"]
    parts += [] if role else ["a role"]
    parts += [] if day else ["a date"]
    return joined(parts or ["a date that can be read"])
