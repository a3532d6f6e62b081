"""Gates in every format of a report: a fragment of HTML, tables, and data."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..content.library import library
from ..content.markdown import plain
from ..models import Answer, Gate, Questionnaire
from ..scoring.gate import GateState
from ..scoring.gate_summary import GateSummary, Opening, Task, gate_summary, spoken_day
from ..scoring.gate_value import DECISION_WORDS
from .fragment import environment
from .words import printable

OPENED = "Gates opened although shut"
OPENED_SAYS = (
    "Every such opening stays here, also where the gate was properly passed later, or the opening "
    "was withdrawn."
)
WHO = "Who does what by when"
OPEN = "open"
"""Where nobody, or no day, is named."""
OPENED_HEADER = ("Gate", "Opened", "Reason", "Missing then", "Now")
TASK_HEADER = ("Section", "What", "Who", "Day")
RECORD_HEADER = ("Section", "Record", "Where it is kept", "Date", "Owner")
PRINCIPLES_HEADER = ("Section", "Principles its questions belong to")
GATE_HEADER = (
    "Gate", "Question to proceed", "Standing", "Decision", "Decided by", "Decided on", "Conditions",
    "Reasons", "Advice", "Documents", "Missing", "Who must decide", "Principles",
)  # fmt: skip


@dataclass(frozen=True)
class Fact:
    """Something said about a gate, in the respondent's words."""

    name: str
    text: str


@dataclass(frozen=True)
class Gates:
    """The gates of a questionnaire, and the principles behind each section."""

    summary: GateSummary
    principles: tuple[tuple[str, tuple[str, ...]], ...]
    """Title of a section, Markdown, and the titles of its principles in their order."""
    titles: Mapping[str, str]
    """Titles of principles by id."""


def gates_of(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> Gates | None:
    """The gates; None where the questionnaire has none."""
    if not any(isinstance(item, Gate) for item in questionnaire.items):
        return None
    titles = {one.id: plain(one.title) for one in library().principles.principles}
    summary = gate_summary(questionnaire, answers)
    sections = []
    for section in questionnaire.sections:
        named = {name for item in section.items for name in item.principles}
        known = tuple(title for key, title in titles.items() if key in named)
        if known:
            sections.append((section.title, known))
    return Gates(summary, tuple(sections), titles)


def gate_fragment(gates: Gates, *, heading_level: int = 3, prefix: str = "") -> str:
    """HTML without a page around it; everything a respondent typed is escaped."""
    template = environment().get_template("gates.html.jinja")
    return str(
        template.render(
            summary=gates.summary,
            gates=gates,
            level=heading_level,
            prefix=prefix,
            facts=facts,
            standing=standing,
            opened=opened_row,
            opened_title=OPENED,
            opened_says=OPENED_SAYS,
            opened_header=OPENED_HEADER,
            who_title=WHO,
            task_header=TASK_HEADER,
            record_header=RECORD_HEADER,
            principles_header=PRINCIPLES_HEADER,
            day=lambda text: spoken_day(text) or OPEN,
            open=OPEN,
            titles={},
        )
    )


def standing(state: GateState) -> str:
    """``Passed although shut``."""
    return state.standing[:1].upper() + state.standing[1:]


def facts(state: GateState) -> list[Fact]:
    """What was said at a gate, as far as something was. A draft says that it does not count."""
    value = state.value
    decision = DECISION_WORDS.get(str(value.get("decision")), "")
    if decision and state.draft:
        decision += " (a draft: it does not count)"
    said = [
        ("Decision", decision),
        ("Decided by", _text(value, "decided_by")),
        ("Decided on", spoken_day(_text(value, "decided_on"))),
        ("Conditions", _text(value, "conditions")),
        ("Reasons", _text(value, "reasons")),
        ("Advice", _text(value, "advice")),
        ("Documents", _text(value, "documents")),
    ]
    return [Fact(name, text) for name, text in said if text]


def _text(value: Mapping[str, Any], key: str) -> str:
    return printable(str(value.get(key) or "").strip())


def opened_row(opening: Opening) -> tuple[str, str, str, str, str]:
    """In the order of :data:`OPENED_HEADER`, without Markdown."""
    state = opening.state
    now = "In force" if not opening.until else f"In force until {spoken_day(opening.until)}"
    return (
        plain(state.name),
        printable(f"{spoken_day(opening.on)}, {opening.by}"),
        printable(opening.reason),
        " ".join(printable(plain(one)) for one in opening.missing) or "–",
        f"{now}; the gate is {state.standing}" if not opening.until else now,
    )


def task_row(task: Task) -> tuple[str, str, str, str]:
    """In the order of :data:`TASK_HEADER`, without Markdown."""
    what = printable(task.what) if task.typed else plain(task.what)
    when = spoken_day(task.when)
    return plain(task.section), what, printable(task.who) or OPEN, printable(when) or OPEN


def record_rows(gates: Gates) -> list[tuple[str, str, str, str, str]]:
    """In the order of :data:`RECORD_HEADER`, without Markdown."""
    return [
        (
            plain(one.section),
            printable(one.title),
            printable(one.where) or "–",
            printable(spoken_day(one.date)) or "–",
            printable(one.owner) or "–",
        )
        for one in gates.summary.records
    ]


def gate_row(gates: Gates, state: GateState) -> tuple[str, ...]:
    """In the order of :data:`GATE_HEADER`, without Markdown."""
    known = {fact.name: fact.text for fact in facts(state)}
    names = ("Decision", "Decided by", "Decided on", "Conditions", "Reasons", "Advice", "Documents")
    principles = [gates.titles[one] for one in state.gate.principles if one in gates.titles]
    return (
        plain(state.name),
        plain(state.gate.text),
        standing(state),
        *(known.get(name, "") for name in names),
        "\n".join(plain(one.because) for one in state.reasons),
        plain(state.gate.decides),
        ", ".join(principles),
    )


def gates_data(gates: Gates) -> dict[str, Any]:
    """Gates as data; dates as YYYY-MM-DD."""
    summary = gates.summary

    def opening(one: Opening) -> dict[str, Any]:
        return {
            "gate": one.state.gate.id,
            "decision": one.decision,
            "reason": printable(one.reason),
            "by": printable(one.by),
            "on": one.on,
            "missing": list(one.missing),
            "until": one.until or None,
        }

    def gate(state: GateState) -> dict[str, Any]:
        keys = ("decided_by", "decided_on", "conditions", "reasons", "advice", "documents")
        return {
            "id": state.gate.id,
            "number": state.number,
            "section": state.section.id,
            "standing": state.standing,
            "open": state.open,
            "decision": state.decision,
            "draft": state.draft,
            **{key: _text(state.value, key) for key in keys},
            "missing": [{"need": one.id, "because": one.because} for one in state.missing],
        }

    return {
        "sentence": summary.sentence,
        "gates": [gate(state) for state in summary.states],
        "opened_although_shut": [opening(one) for one in summary.openings],
        "tasks": [
            {
                "section": one.section,
                "what": printable(one.what),
                "who": printable(one.who),
                "when": printable(one.when),
            }
            for one in summary.tasks
        ],
        "records": [
            {
                "section": one.section,
                "question": one.question,
                **{
                    key: printable(getattr(one, key)) for key in ("title", "where", "date", "owner")
                },
            }
            for one in summary.records
        ],
        "principles": [
            {"section": section, "principles": list(names)} for section, names in gates.principles
        ],
    }
