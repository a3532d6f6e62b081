"""Where each gate stands: what is missing, what was decided, and whether that still holds."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..models import (
    GATE_DECISIONS,
    All,
    Any_,
    Condition,
    Gate,
    GateDecision,
    Item,
    Not,
    Questionnaire,
    ScaleDef,
    Section,
    Test,
)
from .gate_value import (
    KEPT,
    Missing,
    covered_by,
    former_of,
    joined,
    keep_former,
    override_of,
    read_gate,
)
from .records import Unfinished
from .visibility import Answers, counting, holds, visible

__all__ = [
    "PASSED",
    "GateState",
    "Missing",
    "Standing",
    "banner_of",
    "barred",
    "former_of",
    "gate_state",
    "gate_states",
    "joined",
    "keep_former",
    "override_of",
    "read_gate",
]

Standing = Literal[
    "shut",
    "open, not decided",
    "passed",
    "passed with conditions",
    "stopped",
    "passed although shut",
    "passed, but no longer supported",
]
PASSED: frozenset[Standing] = frozenset(
    {"passed", "passed with conditions", "passed although shut"}
)
"""Where the next gate may open. A decision that is no longer supported is not among them."""
_NUMBER = re.compile(r"^\s*\d+[.)]\s*")


@dataclass(frozen=True)
class GateState:
    """One gate as it stands with the present answers."""

    gate: Gate
    section: Section
    number: int
    """From 1, among all gates of the questionnaire."""
    shown: bool
    applies: bool
    """False where its whole section is hidden: then the next gate asks for the one before it."""
    missing: tuple[Missing, ...]
    """Why it is shut now."""
    decision: GateDecision | None
    standing: Standing
    draft: bool
    """Something was entered that does not count yet."""
    value: Mapping[str, Any]
    """What was entered."""

    @property
    def title(self) -> str:
        """The section's title, Markdown, without the number that it may begin with."""
        return _NUMBER.sub("", self.section.title)

    @property
    def name(self) -> str:
        """``Gate 2 (Data)``."""
        return f"Gate {self.number} ({self.title})"

    @property
    def complete(self) -> bool:
        """What was entered would count if it were entered now, the gate being open."""
        return read_gate(self.value)[1] is None

    @property
    def unfinished(self) -> str:
        """What a decision that was begun still needs, in one sentence; else nothing."""
        problem = read_gate(self.value)[1] if self.draft else None
        return problem if isinstance(problem, Unfinished) else ""

    @property
    def open(self) -> bool:
        """Nothing is missing."""
        return not self.missing

    @property
    def reasons(self) -> tuple[Missing, ...]:
        """What is missing and was not accepted by an override."""
        covered = covered_by(self.value)
        if self.standing != "passed, but no longer supported" or not covered:
            return self.missing
        known = {one.id for one in covered}
        return tuple(one for one in self.missing if one.id not in known)

    @property
    def override(self) -> dict[str, str] | None:
        """The override in force, also where the gate is properly passed by now."""
        covered = covered_by(self.value)
        if self.draft or (covered is not None and not covered):
            return None
        return override_of(self.value)

    @property
    def overridden(self) -> tuple[Missing, ...]:
        """What was missing when the override in force was given."""
        covered = covered_by(self.value)
        return self.missing if covered is None else covered

    @property
    def former(self) -> list[dict[str, Any]]:
        """Overrides that are in force no more, the oldest first."""
        return former_of(self.value)


def gate_state(form: Questionnaire, gate: Gate, answers: Answers) -> GateState:
    """Where one gate of ``form`` stands."""
    return next(state for state in gate_states(form, answers) if state.gate.id == gate.id)


def gate_states(form: Questionnaire, answers: Answers) -> tuple[GateState, ...]:
    """Every gate in page order, hidden ones as well."""
    items: dict[str, Item] = {item.id: item for item in form.items}
    shown = set(visible(form, answers))
    known = counting(items, shown, answers)
    look = _Look(items, known, form.scales, frozenset(_hidden(form, items, known)))
    found: dict[str, GateState] = {}
    for section in form.sections:
        for item in section.items:
            if isinstance(item, Gate):
                found[item.id] = _state(item, section, item.id in shown, answers, found, look)
    return tuple(found.values())


@dataclass(frozen=True)
class _Look:
    """What conditions are evaluated with."""

    items: Mapping[str, Item]
    known: Answers
    scales: Mapping[str, ScaleDef]
    hidden: frozenset[str]
    """Items whose whole section is hidden."""

    def met(self, condition: Condition) -> bool | None:
        """Whether it holds; None where it speaks only of sections that are hidden.

        What speaks of a hidden section is left out of "all" and "any". An item that is hidden
        alone counts as unanswered.
        """
        if isinstance(condition, Not):
            found = self.met(condition.not_)
            return None if found is None else not found
        if isinstance(condition, All | Any_):
            parts = condition.all if isinstance(condition, All) else condition.any
            verdicts = [v for v in map(self.met, parts) if v is not None]
            if not verdicts:
                return None
            return all(verdicts) if isinstance(condition, All) else any(verdicts)
        assert isinstance(condition, Test)
        if condition.q in self.hidden:
            return None
        return holds(condition, self.items, self.known, self.scales)


def _hidden(form: Questionnaire, items: Mapping[str, Item], known: Answers) -> list[str]:
    return [
        item.id
        for section in form.sections
        if section.show_when is not None and not holds(section.show_when, items, known, form.scales)
        for item in section.items
    ]


def _state(
    gate: Gate,
    section: Section,
    shown: bool,
    answers: Answers,
    before: Mapping[str, GateState],
    look: _Look,
) -> GateState:
    missing = [
        Missing(need.id, need.because) for need in gate.needs if look.met(need.when) is False
    ]
    earlier = _earlier(gate, before)
    if earlier is not None and earlier.standing not in PASSED:
        missing.insert(0, Missing(f"gate:{earlier.gate.id}", _first(earlier)))
    answer = answers.get(gate.id)
    value = answer.value if answer is not None and isinstance(answer.value, Mapping) else {}
    counts = answer is not None and answer.state == "answered" and read_gate(value)[1] is None
    decision = next((d for d in GATE_DECISIONS if counts and d == value.get("decision")), None)
    entered = any(part for key, part in value.items() if key not in KEPT)
    return GateState(
        gate=gate,
        section=section,
        number=len(before) + 1,
        shown=shown,
        applies=gate.id not in look.hidden,
        missing=tuple(missing),
        decision=decision,
        standing=_standing(gate, decision, missing, value),
        draft=entered and not counts,
        value=value,
    )


def _earlier(gate: Gate, before: Mapping[str, GateState]) -> GateState | None:
    """The gate that this one comes after; one in a hidden section hands on to the one before."""
    name = gate.after
    while name is not None and name in before and not before[name].applies:
        name = before[name].gate.after
    return before.get(name) if name is not None else None


def _first(earlier: GateState) -> str:
    return f"{earlier.name} comes first. It is: {earlier.standing}."


def barred(gate: Gate, missing: Iterable[Missing]) -> tuple[Missing, ...]:
    """What no override can stand in for."""
    bars = {need.id for need in gate.needs if need.bars}
    return tuple(one for one in missing if one.id in bars)


def _standing(
    gate: Gate, decision: GateDecision | None, missing: list[Missing], value: Mapping[str, Any]
) -> Standing:
    if decision is None:
        return "shut" if missing else "open, not decided"
    if decision == "no_go":
        return "stopped"
    if not missing:
        return "passed" if decision == "go" else "passed with conditions"
    covered = covered_by(value)
    enough = covered is None or {one.id for one in missing} <= {one.id for one in covered}
    if override_of(value) is not None and enough and not barred(gate, missing):
        return "passed although shut"
    return "passed, but no longer supported"


def banner_of(states: tuple[GateState, ...], section: str, form: Questionnaire) -> GateState | None:
    """The first gate before ``section`` that does not let through, if it is shut or stopped."""
    order = [one.id for one in form.sections]
    place = order.index(section)
    for state in states:
        if state.shown and order.index(state.section.id) < place and state.standing not in PASSED:
            return None if state.standing == "open, not decided" else state
    return None
