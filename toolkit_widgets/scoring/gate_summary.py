"""Every gate of one set of answers: the sentence a chief reads aloud, and who does what by when."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..models import Answer, Date, Evidence, Item, Questionnaire, Repeat, ShortText
from .gate import PASSED, GateState, gate_states
from .saying import day, said
from .visibility import Answers, counting, visible

IN_IT = "see the condition"
"""The condition itself says who and when."""
NOT_ASKED = "–"
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
_FUNCTION_WORDS = {
    "a", "an", "it", "no", "nobody", "nothing", "that", "the", "there", "they", "this", "we",
    "what", "whether", "who", "you", "its",
}  # fmt: skip
"""First words that are written small after a colon; any other word may be a name."""


@dataclass(frozen=True)
class Opening:
    """A gate that was opened although it was shut. ``until`` is "" while that is in force."""

    state: GateState
    reason: str
    by: str
    on: str
    decision: str
    missing: tuple[str, ...]
    """What was missing then; Markdown."""
    until: str


@dataclass(frozen=True)
class Task:
    """Who does what by when. ``who`` and ``when`` are "" where nobody and no day is named yet.

    Where the questionnaire does not ask for one they are :data:`NOT_ASKED`.
    """

    section: str
    what: str
    """Markdown of the questionnaire, or the respondent's own words."""
    who: str
    when: str
    """A date, YYYY-MM-DD."""
    typed: bool = False
    """True where ``what`` is the respondent's own."""


@dataclass(frozen=True)
class Record:
    """A named record: title, place, date and owner, as far as they are known."""

    section: str
    question: str
    title: str
    where: str
    date: str
    owner: str


@dataclass(frozen=True)
class GateSummary:
    """The gates that are shown, in page order, and what was said around them."""

    questionnaire: Questionnaire
    states: tuple[GateState, ...]
    openings: tuple[Opening, ...]
    tasks: tuple[Task, ...]
    records: tuple[Record, ...]

    @property
    def sentence(self) -> str:
        """Where the work stands, in one or two sentences."""
        return _sentence(self.states) + _withdrawn(self.states)


def gate_summary(form: Questionnaire, answers: Answers) -> GateSummary:
    """Everything that the results of a questionnaire with gates say. Recomputed, never read."""
    states = tuple(state for state in gate_states(form, answers) if state.shown)
    shown = set(visible(form, answers))
    known = counting({item.id: item for item in form.items}, shown, answers)
    return GateSummary(
        questionnaire=form,
        states=states,
        openings=tuple(opening for state in states for opening in _openings(state)),
        tasks=tuple(_tasks(form, states, shown, known)),
        records=tuple(_records(form, known)),
    )


def _openings(state: GateState) -> list[Opening]:
    """The override in force, then the former ones, the latest first."""
    found = []
    if state.override is not None:
        missing = [one.because for one in state.overridden]
        found.append(_opening(state, state.override, missing, ""))
    for entry in reversed(state.former):
        missing = [str(one["because"]) for one in entry["missing"]]
        found.append(_opening(state, entry, missing, str(entry["until"])))
    return found


def _opening(state: GateState, entry: Mapping[str, Any], missing: list[str], until: str) -> Opening:
    return Opening(
        state=state,
        reason=str(entry["override_reason"]),
        by=str(entry["override_by"]),
        on=str(entry["override_on"]),
        decision=str(entry["decision"]),
        missing=tuple(missing),
        until=until,
    )


def _sentence(states: tuple[GateState, ...]) -> str:
    if not states:
        return "No gate applies."
    total = len(states)
    through = [state for state in states if state.standing in PASSED]
    halt = next(((n, s) for n, s in enumerate(states, 1) if s.standing not in PASSED), None)
    passed = _passed(through)
    if halt is None:
        if total == 1:
            although = ", although it was shut" if through[0].override else ""
            return f"The only gate was passed{although}."
        every = "Both" if total == 2 else f"All {count_words(total)}"
        return f"{every} gates were passed{_although(through)}."
    number, state = halt
    where = f"gate {number} of {total}"
    why = _first_sentence(_why(state))
    if state.standing == "stopped":
        return f"Stopped at {where}{f': {why}' if why else ''}; {passed}."
    if state.standing == "open, not decided":
        return f"{where.capitalize()} is open and waits for a decision; {passed}."
    if state.standing == "shut":
        more = len(state.missing) - 1
        things = "thing is" if more == 1 else "things are"
        rest = f", and {count_words(more)} more {things} missing" if more else ""
        return f"{where.capitalize()} is shut: {why}{rest}; {passed}."
    return f"{where.capitalize()} was passed, but is no longer supported: {why}; {passed}."


def count_words(number: int) -> str:
    """``two``; digits above ten."""
    return _NUMBERS[number] if number < len(_NUMBERS) else str(number)


def _passed(through: list[GateState]) -> str:
    if not through:
        return "no gate was passed"
    if len(through) == 1:
        although = ", although it was shut" if through[0].override else ""
        return f"one gate was passed{although}"
    return f"{count_words(len(through))} gates were passed{_although(through)}"


def _although(through: list[GateState]) -> str:
    forced = sum(state.override is not None for state in through)
    if not forced:
        return ""
    if forced == len(through):
        return ", each of them although it was shut"
    verb = "it was" if forced == 1 else "they were"
    return f", {count_words(forced)} of them although {verb} shut"


def _withdrawn(states: tuple[GateState, ...]) -> str:
    """Openings of a shut gate that are in force no more: never left out."""
    times = sum(len(state.former) for state in states)
    if not times:
        return ""
    often = {1: "Once", 2: "Twice"}.get(times, f"{count_words(times).capitalize()} times")
    return f" {often}, a shut gate was opened and shut again."


def _why(state: GateState) -> str:
    """The first thing that is missing; where nothing is, the decider's own reasons for stopping."""
    if state.reasons:
        return state.reasons[0].because
    return str(state.value.get("reasons") or "")


def _first_sentence(text: str) -> str:
    """Without its full stop, and with a small letter where the first word is no name."""
    first = re.split(r"(?<=[.!?])\s", " ".join(text.split()), maxsplit=1)[0].rstrip(".")
    word = first.split(" ", 1)[0]
    small = word.lower() in _FUNCTION_WORDS
    return first[:1].lower() + first[1:] if small else first


def _tasks(
    form: Questionnaire, states: tuple[GateState, ...], shown: set[str], known: Answers
) -> list[Task]:
    """Owners with their due dates, other dates, owners in lists, and conditions of gates."""
    out: list[Task] = []
    for section in form.sections:
        inside = {item.id: item for item in section.items if item.id in shown}
        done: set[str] = set()
        for item in section.items:
            if item.id not in inside or item.id in done:
                continue
            stem, _, last = item.id.rpartition(".")
            if stem and last in ("owner", "due"):
                pair = [inside.get(f"{stem}.owner"), inside.get(f"{stem}.due")]
                done |= {one.id for one in pair if one is not None}
                out.append(_pair(form, section.title, inside.get(stem), pair, known))
            elif isinstance(item, Date) and item.id in known:
                out.append(Task(section.title, item.text, NOT_ASKED, _typed(form, item, known)))
            elif isinstance(item, Repeat):
                out += _listed(form, section.title, item, known.get(item.id))
        for state in states:
            conditions = state.value.get("conditions")
            if state.section.id == section.id and state.decision == "go_with_conditions":
                what = f"Condition of gate {state.number}: {conditions}"
                out.append(Task(section.title, what, IN_IT, IN_IT, typed=True))
    return out


def _pair(
    form: Questionnaire, section: str, whole: Item | None, pair: list[Item | None], known: Answers
) -> Task:
    owner, due = pair
    what = whole.text if whole is not None else " ".join(one.text for one in pair if one)
    return Task(
        section=section,
        what=what,
        who=_typed(form, owner, known) if owner else NOT_ASKED,
        when=_typed(form, due, known) if due else NOT_ASKED,
    )


def _typed(form: Questionnaire, item: Item | None, known: Answers) -> str:
    if item is None or item.id not in known:
        return ""
    if isinstance(item, ShortText | Date):
        return str(known[item.id].value)
    found = said(form, item, "", known)
    return "; ".join(found.pieces) if found else ""


def _listed(form: Questionnaire, section: str, item: Repeat, answer: Answer | None) -> list[Task]:
    """Records of a list that name an owner or a due date."""
    ids = {part.id for part in item.parts}
    if answer is None or not {"owner", "due"} & ids or not isinstance(answer.value, list):
        return []
    out = []
    for record in answer.value:
        if not isinstance(record, Mapping):
            continue
        rest: list[str] = []
        for part in item.parts:
            found = said(form, part, "", {part.id: Answer(value=record.get(part.id))})
            if found is not None and part.id not in _WHO:
                rest += found.pieces
        who, when = str(record.get("owner", "")), str(record.get("due", ""))
        out.append(Task(section, "; ".join(rest), who, when, typed=True))
    return out


_WHO = ("owner", "due")


def _records(form: Questionnaire, known: Answers) -> list[Record]:
    out = []
    for section in form.sections:
        for item in section.items:
            value = known[item.id].value if item.id in known else None
            if isinstance(item, Evidence) and isinstance(value, Mapping):
                parts = [str(value.get(key, "")) for key in ("title", "where", "date", "owner")]
                out.append(Record(section.title, item.text, *parts))
    return out


def spoken_day(text: str) -> str:
    """``28 January 2027``; "" stays ""."""
    return day(text[:10]) if text else ""
