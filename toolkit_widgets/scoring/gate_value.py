"""The value of a gate: reading it, and keeping every override that was ever given."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ..models import GATE_DECISIONS
from .records import LONG, Read, Unfinished, nothing, read_date, read_line

REASON = 20
"""Characters that the reason of an override has at least."""

GATE_WORDS = {
    "decision": "Decision",
    "decided_by": "Decided by (role)",
    "decided_on": "Decided on",
    "conditions": "Conditions",
    "reasons": "Reasons",
    "advice": "Advice sought",
    "documents": "Documents on the table",
    "override_reason": "Reason for opening it although it was shut",
    "override_by": "Opened by (role)",
    "override_on": "Opened on",
}
DECISION_WORDS = {"go": "Go", "go_with_conditions": "Go with conditions", "no_go": "No go"}
COVERED = "override_missing"
FORMER = "former"
KEPT = (COVERED, FORMER)
"""Parts that the program writes. What a browser sends in them is not taken."""
_ECHO = 40
"""Characters of a wrong value that a sentence repeats."""
_DATES = ("decided_on", "override_on")
_LINES = ("decided_by", "override_by")
_OVERRIDE = ("override_reason", "override_by", "override_on")
_IN_FORMER = ("decision", *_OVERRIDE, "missing", "until")


@dataclass(frozen=True)
class Missing:
    """Why a gate is shut: a need that is not met, or the gate before it.

    ``id``: of the need, or ``gate:`` and the id of the earlier gate.
    """

    id: str
    because: str
    """Markdown."""

    @property
    def data(self) -> dict[str, str]:
        """As it is kept beside an override."""
        return {"need": self.id, "because": self.because}


def read_gate(value: object) -> Read:
    """The parts that say something. A decision needs a role, a date, and its conditions if any."""
    if not isinstance(value, Mapping):
        return value, "This answer does not belong to this question."
    strange = [str(key) for key in value if key not in (*GATE_WORDS, *KEPT)]
    if strange:
        known = ", ".join(GATE_WORDS)
        return value, f"'{strange[0][:_ECHO]}' is no part of a gate; there is {known}."
    found: dict[str, Any] = {}
    for key, words in GATE_WORDS.items():
        if nothing(value.get(key)):
            continue
        if not isinstance(value[key], str):
            return value, f"{words}: text is asked for, not {repr(value[key])[:_ECHO]}."
        found[key], problem = _part(key, value[key])
        if problem is not None:
            return value, f"{words}: {problem}"
    problem = _kept(value, found)
    problem = problem or _open(found)
    return (found, None) if problem is None else (value, problem)


def _part(key: str, text: str) -> Read:
    if key in _DATES:
        return read_date(text)
    if key == "decision":
        known = text in GATE_DECISIONS
        return text, None if known else f"'{text[:_ECHO]}' is none of {', '.join(GATE_DECISIONS)}."
    return read_line(text) if key in _LINES else read_line(text, LONG)


def _kept(value: Mapping[str, Any], found: dict[str, Any]) -> str | None:
    """Take over what the program wrote; a sentence where it has not the shape of that."""
    if COVERED in value:
        if _reasons(value[COVERED]) is None:
            return f"'{COVERED}' is a list of need and because."
        found[COVERED] = value[COVERED]
    former = value.get(FORMER, [])
    if not isinstance(former, list) or not all(_is_former(one) for one in former):
        return f"'{FORMER}' is a list of earlier overrides: {', '.join(_IN_FORMER)}."
    if former:
        found[FORMER] = former
    return None


def _open(found: Mapping[str, Any]) -> Unfinished | None:
    decision = found.get("decision")
    if decision is None:
        return Unfinished("Still open: go, go with conditions, or no go.")
    if decision == "go_with_conditions" and "conditions" not in found:
        return Unfinished("Still open: which conditions go with this decision.")
    if "decided_by" not in found:
        return Unfinished("Still open: who decided. Write a role, no name.")
    return None if "decided_on" in found else Unfinished("Still open: the date of the decision.")


def override_of(value: object) -> dict[str, str] | None:
    """A complete override of a "go": its reason (at least 20 characters), role and date."""
    if not isinstance(value, Mapping) or value.get("decision") not in ("go", "go_with_conditions"):
        return None
    found = {key: value.get(key) for key in ("decision", *_OVERRIDE)}
    if not all(isinstance(part, str) and part.strip() for part in found.values()):
        return None
    whole = {key: str(part).strip() for key, part in found.items()}
    fits = len(whole["override_reason"]) >= REASON and read_date(whole["override_on"])[1] is None
    return whole if fits else None


def covered_by(value: object) -> tuple[Missing, ...] | None:
    """What was missing when the override was given; None where nothing was written down."""
    if not isinstance(value, Mapping) or COVERED not in value:
        return None
    return _reasons(value[COVERED])


def former_of(value: object) -> list[dict[str, Any]]:
    """The earlier overrides that the value holds, the oldest first."""
    found = value.get(FORMER) if isinstance(value, Mapping) else None
    return [dict(one) for one in found if _is_former(one)] if isinstance(found, list) else []


def keep_former(
    before: object, after: Mapping[str, Any], missing: Sequence[Missing], at: str
) -> dict[str, Any]:
    """``after`` with every override that was in force before it. Nothing in ``former`` is lost.

    ``before``: the value as saved, with an override in force or not. ``missing``: what keeps the
    gate shut now; it is kept with an override of which the file does not say what it covered.
    ``at``: when, UTC. A reason to which words were only added is the same override.
    """
    kept = {key: part for key, part in after.items() if key not in KEPT}
    former = former_of(before)
    old, new = override_of(before), override_of(after)
    covered = covered_by(before)
    goes_on = old is not None and new is not None and _goes_on(old, new)
    if old is not None and not goes_on and covered != ():  # else it opened nothing
        reasons = missing if covered is None else covered
        former.append({**old, "missing": [one.data for one in reasons], "until": at})
    if goes_on and covered is not None:
        kept[COVERED] = [one.data for one in covered]
    if former:
        kept[FORMER] = former
    return kept


def joined(value: Mapping[str, Any], others: Iterable[object], at: str) -> dict[str, Any]:
    """``value`` with the overrides of other copies of the same answer: the union of all.

    What is in force in another copy and not in ``value`` counts as former, too, from ``at`` on.
    """
    copies, current = list(others), override_of(value)
    now = [] if current is None else [current]
    former = [entry for copy in (value, *copies) for entry in former_of(copy)]
    for other in copies:
        old, covered = override_of(other), covered_by(other)
        if old is None or not covered or any(_goes_on(old, one) for one in (*now, *former)):
            continue
        former.append({**old, "missing": [one.data for one in covered], "until": at})
    different = {json.dumps(one, sort_keys=True): one for one in former}
    ordered = [different[key] for key in sorted(different, key=lambda k: (_until(different[k]), k))]
    kept = {key: part for key, part in value.items() if key != FORMER}
    return kept | ({FORMER: ordered} if ordered else {})


def _until(entry: Mapping[str, Any]) -> str:
    return str(entry.get("until", ""))


def _goes_on(old: Mapping[str, str], new: Mapping[str, str]) -> bool:
    """The same override, perhaps with more words in its reason."""
    same = all(old[key] == new[key] for key in ("decision", "override_by", "override_on"))
    return same and new["override_reason"].startswith(old["override_reason"])


def _is_former(entry: object) -> bool:
    if not isinstance(entry, Mapping) or any(key not in _IN_FORMER for key in entry):
        return False
    texts = all(isinstance(entry.get(key), str) for key in ("decision", *_OVERRIDE, "until"))
    return texts and _reasons(entry.get("missing")) is not None


def _reasons(value: object) -> tuple[Missing, ...] | None:
    """The kept reasons; None where they have another shape."""
    if not isinstance(value, list):
        return None
    out = []
    for one in value:
        if not isinstance(one, Mapping) or set(one) != {"need", "because"}:
            return None
        if not all(isinstance(part, str) for part in one.values()):
            return None
        out.append(Missing(one["need"], one["because"]))
    return tuple(out)
