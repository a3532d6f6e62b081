"""The annex of a report: every question that was shown, with everything that was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ..content.register import STATE_WORDS
from ..models import (
    SILENT,
    STAGES,
    Answer,
    Choice,
    Choices,
    Evidence,
    Gate,
    Item,
    Number,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    YesNo,
)
from ..scoring.gate_value import DECISION_WORDS, GATE_WORDS
from ..scoring.matrix import band_words
from ..scoring.records import EVIDENCE_WORDS
from ..scoring.risk_line import risk_line
from ..scoring.visibility import is_answered, visible
from .words import printable

OPEN = {state: words for state, words in STATE_WORDS.items() if state != "answered"}
"""States other than "answered", in words."""


@dataclass(frozen=True)
class Row:
    """One question. ``question``, ``answer`` of an option and ``anchor`` are Markdown."""

    id: str
    question: str
    state: str
    """answered · unanswered · draft · dont_know · not_applicable"""
    answer: str
    """The step or option in its words, or a number or text; empty where there is none."""
    typed: bool
    """True where ``answer`` is the respondent's own text, not the questionnaire's."""
    anchor: str
    reason: str
    comment: str
    evidence: str
    weight: int


@dataclass(frozen=True)
class AnnexSection:
    """One section of the questionnaire with its rows, in page order."""

    title: str
    rows: tuple[Row, ...]


def annex(questionnaire: Questionnaire, answers: Mapping[str, Answer]) -> tuple[AnnexSection, ...]:
    """Every shown section that asks something."""
    shown = set(visible(questionnaire, answers))
    out = []
    for section in questionnaire.sections:
        rows = tuple(
            _row(item, answers.get(item.id) or Answer(), questionnaire)
            for item in section.items
            if item.id in shown and not isinstance(item, SILENT)
        )
        if rows:
            out.append(AnnexSection(section.title, rows))
    return tuple(out)


def _row(item: Item, answer: Answer, questionnaire: Questionnaire) -> Row:
    answer_words, typed = "", False
    state: str = answer.state
    if state in ("answered", "draft"):
        answer_words, typed = _words(item, answer.value, questionnaire)
        if state == "answered" and not (answer_words and is_answered(item, answer)):
            state, answer_words = "unanswered", ""
    anchor = ""
    if isinstance(item, Scale) and item.anchors and state == "answered":
        ids = [step.id for step in questionnaire.scales[item.scale].steps]
        anchor = item.anchors[ids.index(str(answer.value))]
    return Row(
        id=item.id,
        question=item.text,
        state=state,
        answer=answer_words,
        typed=typed,
        anchor=anchor,
        reason=printable(answer.reason),
        comment=printable(answer.comment),
        evidence=printable(answer.evidence),
        weight=item.weight,
    )


def _words(item: Item, value: object, questionnaire: Questionnaire) -> tuple[str, bool]:
    """The answer in words, and whether they are the respondent's own."""
    if isinstance(item, Scale):
        steps = {step.id: step.label for step in questionnaire.scales[item.scale].steps}
        return steps.get(str(value), ""), False
    if isinstance(item, YesNo):
        return {"yes": "Yes", "no": "No"}.get(str(value), ""), False
    if isinstance(item, Choice | Choices):
        given = value if isinstance(value, list) else [value]
        return "; ".join(o.text for o in item.options if o.id in given), False
    if value in (None, "", [], {}):
        return "", False
    if isinstance(item, Rank) and isinstance(value, list):
        names = {option.id: option.text for option in item.options}
        return "; ".join(f"{n}. {names.get(str(v), v)}" for n, v in enumerate(value, 1)), False
    if isinstance(item, Evidence) and isinstance(value, dict):
        parts = [f"{EVIDENCE_WORDS.get(k, k)}: {v}" for k, v in value.items()]
        return printable("; ".join(parts)), True
    if isinstance(item, Gate) and isinstance(value, dict):
        return printable(_gate(value)), True
    if isinstance(item, Repeat) and isinstance(value, list):
        return printable("\n".join(_record(item, one, questionnaire) for one in value)), True
    if isinstance(item, RiskRow) and isinstance(value, dict):
        return printable(_risk(item, value, questionnaire)), True
    if isinstance(item, Number) and item.unit and isinstance(value, int | float):
        return f"{value:,} {item.unit}", True
    return printable(str(value)), True


def _record(item: Repeat, record: object, questionnaire: Questionnaire) -> str:
    """One record of a list: the name of each part and its value."""
    given = record if isinstance(record, dict) else {}
    said = [
        f"{part.text}: {_words(part, given[part.id], questionnaire)[0]}"
        for part in item.parts
        if given.get(part.id) not in (None, "")
    ]
    return "; ".join(said)


def _gate(value: dict[str, Any]) -> str:
    """What was entered; earlier overrides stand in the part about gates."""
    said = {key: str(value[key]) for key in GATE_WORDS if isinstance(value.get(key), str)}
    if "decision" in said:
        said["decision"] = DECISION_WORDS.get(said["decision"], said["decision"])
    return "\n".join(f"{GATE_WORDS[key]}: {text}" for key, text in said.items())


def _risk(item: RiskRow, value: dict[str, Any], questionnaire: Questionnaire) -> str:
    """The levels and the treatment; the rest stands in the part about risks."""
    matrix = questionnaire.matrices[item.matrix]
    line = risk_line(questionnaire, item, Answer(value=value), 1)
    said = []
    for name in STAGES:
        judged = getattr(line, name)
        if judged is not None:
            said.append(f"{name}: {band_words(matrix, judged.low, judged.high)}")
    return "; ".join([*said, *([f"treatment: {line.treatment}"] if line.treatment else [])])
