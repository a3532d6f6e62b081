"""The annex of a report: every question that was shown, with everything that was answered."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from ..models import Answer, Choice, Choices, Item, Note, Number, Questionnaire, Scale, YesNo
from ..scoring.visibility import is_answered, visible
from .words import printable

OPEN = {
    "unanswered": "Not answered",
    "draft": "Draft, not counted",
    "dont_know": "Don't know",
    "not_applicable": "Not applicable",
}
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
            if item.id in shown and not isinstance(item, Note)
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
    if isinstance(item, Number) and item.unit and isinstance(value, int | float):
        return f"{value:,} {item.unit}", True
    return printable(str(value)), True
