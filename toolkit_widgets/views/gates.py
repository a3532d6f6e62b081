"""Gates in the form: what is missing, where each stands, and a banner on the sections behind."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..content.characters import printable
from ..content.markdown import markdown_inline, plain
from ..models import GATE_DECISIONS, Gate, Item, Questionnaire
from ..scoring.gate import GateState, Missing, banner_of, gate_states
from ..scoring.visibility import Answers, Form
from .gate_words import STANDING_KEYS, gate_words

Words = Mapping[str, str]
FIRST = 1
"""Reasons that a banner names; the gate itself names all."""


def gate_spec(item: Item, words: Words) -> dict[str, Any]:
    """What a gate has beside the fields of every question."""
    if not isinstance(item, Gate):
        return {}
    return {
        "decides": markdown_inline(item.decides),
        "decisions": [{"id": one, "html": words[f"gate_{one}"]} for one in GATE_DECISIONS],
    }


def gate_reply(form: Form, answers: Answers, language: str) -> dict[str, Any]:
    """``gates``: item → how it stands; ``banners``: section → what stops before it, in words."""
    if not isinstance(form, Questionnaire):
        return {}
    states = gate_states(form, answers)
    if not states:
        return {}
    words = gate_words(language)
    return {
        "gates": {s.gate.id: _gate(s, states, words) for s in states if s.shown},
        "banners": {s.id: _banner(form, s.id, states, words) for s in form.sections},
    }


def gate_name(state: GateState, words: Words) -> str:
    """``Gate 2 (Data)``, in the form's language."""
    return words["gate_name"].format(n=state.number, title=plain(state.title))


def standing_words(state: GateState, words: Words) -> str:
    """Where it stands, in the form's language."""
    return words[STANDING_KEYS[state.standing]]


def _gate(state: GateState, states: tuple[GateState, ...], words: Words) -> dict[str, Any]:
    unsupported = state.standing == "passed, but no longer supported"
    entered = state.value.get("decision")
    confirm = ""
    if state.draft and state.open and entered in GATE_DECISIONS and state.complete:
        confirm = words["gate_confirm_hint"].format(decision=words[f"gate_{entered}"])
    found: dict[str, Any] = _printable(
        {
            "standing": standing_words(state, words),
            "open": state.open,
            "title": words["gate_not_covered" if unsupported else "gate_missing"],
            "missing": [markdown_inline(_because(one, states, words)) for one in state.reasons],
            "former": [_former(one, words) for one in state.former],
            "unfinished": state.unfinished,
            "confirm": confirm,
        }
    )
    return found


def _because(one: Missing, states: tuple[GateState, ...], words: Words) -> str:
    """The reason as Markdown; one that names an earlier gate is said in the form's language."""
    earlier = next((s for s in states if f"gate:{s.gate.id}" == one.id), None)
    if earlier is None:
        return one.because
    standing = standing_words(earlier, words).lower()
    return words["gate_first"].format(name=gate_name(earlier, words), standing=standing)


def _former(entry: Mapping[str, Any], words: Words) -> dict[str, str]:
    """An earlier override: who and why, and what was missing then. Plain text."""
    said = words["gate_former_entry"].format(
        on=entry["override_on"], by=entry["override_by"], reason=entry["override_reason"]
    )
    missing = " ".join(plain(one["because"]) for one in entry["missing"])
    return {"said": said, "missing": words["gate_was_missing"].format(missing=missing or "–")}


def _banner(form: Questionnaire, section: str, states: tuple[GateState, ...], words: Words) -> str:
    state = banner_of(states, section, form)
    if state is None:
        return ""
    name = gate_name(state, words)
    if state.standing == "stopped":
        why = printable(str(state.value.get("reasons") or "").strip().split("\n")[0])
        return words["gate_banner_stopped"].format(name=name, why=why).strip()
    reasons = [plain(_because(one, states, words)) for one in state.reasons[:FIRST]]
    if len(state.reasons) > FIRST:
        reasons.append(f"({words['gate_more'].format(n=len(state.reasons) - FIRST)})")
    key = "gate_banner" if state.standing == "shut" else "gate_banner_unsupported"
    return words[key].format(name=name, why=" ".join(reasons))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return printable(value)
    if isinstance(value, dict):
        return {key: _printable(one) for key, one in value.items()}
    return [_printable(one) for one in value] if isinstance(value, list) else value
