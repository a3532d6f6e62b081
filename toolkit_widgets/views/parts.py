"""Questions with parts: what the browser needs to show them, and the words that Python derives."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..content.markdown import markdown_inline, plain
from ..models import (
    STAGES,
    Choice,
    Computed,
    Date,
    Item,
    LongText,
    Number,
    Questionnaire,
    Rank,
    Repeat,
    RiskRow,
    Scale,
    ScaleDef,
    YesNo,
)
from ..scoring.computed import computed_words
from ..scoring.matrix import band_words
from ..scoring.risk_line import judgements, risk_line
from ..scoring.values import option_ids, read_answer
from ..scoring.visibility import Answers, Form

Spec = dict[str, Any]
_KINDS = {Number: "number", Date: "date", LongText: "long_text"}


def part_spec(item: Item, scales: Mapping[str, ScaleDef], words: Mapping[str, str]) -> Spec:
    """What a question with parts has beside the fields of every question."""
    if isinstance(item, RiskRow):
        return {
            "axes": {
                axis: [
                    {"id": s.id, "label": plain(s.label), "html": markdown_inline(s.meaning or "")}
                    for s in scales[getattr(item, axis)].steps
                ]
                for axis in ("likelihood", "severity")
            },
            "ranges": item.ranges,
            "controls": [{"id": c.id, "html": markdown_inline(c.text)} for c in item.controls],
            "what": markdown_inline(item.what) if item.what else "",
            "whom": markdown_inline(item.whom) if item.whom else "",
        }
    if isinstance(item, Repeat):
        return {
            "noun": plain(item.noun),
            "least": item.at_least,
            "most": item.at_most,
            "parts": [
                {
                    "id": part.id,
                    "label": plain(part.text)
                    + (f" ({words['required']})" if part.required else ""),
                    "help": plain(part.help) if part.help else "",
                    "kind": "select" if _picks(part) else _KINDS.get(type(part), "text"),
                    "options": _labels(part, scales, words) if _picks(part) else [],
                    "unit": part.unit or "" if isinstance(part, Number) else "",
                }
                for part in item.parts
            ],
        }
    if isinstance(item, Rank):
        return {"choose": item.choose or len(item.options)}
    return {}


def derived(form: Form, answers: Answers) -> dict[str, str]:
    """Item → what follows from the answers, in words: levels, computed values, what is missing."""
    out: dict[str, str] = {}
    for number, item in enumerate(form.items, 1):
        if isinstance(item, Computed):
            out[item.id] = computed_words(form, item, answers)
        elif isinstance(item, RiskRow) and isinstance(form, Questionnaire):
            out[item.id] = _risk(form, item, answers, number)
        elif isinstance(item, Rank | Repeat):
            out[item.id] = _said(form, item, answers)
    return out


def _risk(form: Questionnaire, item: RiskRow, answers: Answers, number: int) -> str:
    answer = answers.get(item.id)
    matrix = form.matrices[item.matrix]
    if answer is not None and answer.state == "dont_know":
        return f"Nobody could judge it: it counts as {matrix.levels[-1].label}."
    if answer is None or not isinstance(answer.value, dict):
        return ""
    judged = judgements(form.scales, matrix, item, answer.value)
    parts = []
    for stage in STAGES:
        found = judged[stage]
        if found is not None:
            words = band_words(matrix, found.low, found.high)
            top = matrix.levels[found.high].label
            across = f" (counts as {top})" if found.straddles else ""
            parts.append(f"{stage.capitalize()}: {words}{across}.")
    if answer.state == "draft":
        _, problem = read_answer(item, {"value": answer.value}, form.scales)
        parts.append(problem or "")
    else:
        parts += [f.message for f in risk_line(form, item, answer, number).findings]
    return " ".join(part for part in parts if part)


def _said(form: Form, item: Rank | Repeat, answers: Answers) -> str:
    """How far a ranking or a list is."""
    answer = answers.get(item.id)
    value = answer.value if answer is not None else None
    if not isinstance(value, list) or not value:
        return ""
    if isinstance(item, Rank):
        most = item.choose or len(item.options)
        rest = "" if len(value) >= most else " The rest may stay open."
        return f"{len(value)} of {most} in order.{rest}"
    if answer is not None and answer.state == "draft":
        scales = form.scales if isinstance(form, Questionnaire) else {}
        return read_answer(item, {"value": value}, scales)[1] or ""
    return ""


def _picks(part: Item) -> bool:
    return isinstance(part, Choice | YesNo | Scale)


def _labels(part: Item, scales: Mapping[str, ScaleDef], words: Mapping[str, str]) -> list[Spec]:
    names = {"yes": words["yes"], "no": words["no"]} if isinstance(part, YesNo) else {}
    if isinstance(part, Choice):
        names = {option.id: plain(option.text) for option in part.options}
    elif isinstance(part, Scale):
        names = {step.id: plain(step.label) for step in scales[part.scale].steps}
    return [{"id": key, "label": names[key]} for key in option_ids(part, scales)]
