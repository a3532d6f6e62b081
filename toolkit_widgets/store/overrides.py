"""Overrides of gates outlive every merge: the union of what both copies of an answer hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from ..models import Answer, AnswerFile
from ..scoring.gate_value import COVERED, FORMER, joined


def keep_overrides(answer: Answer, other: Answer, at: str) -> Answer:
    """``answer`` with the overrides that ``other``, a copy of the same answer, holds.

    ``at``: when the copies were put together. Answers without overrides come back as they are.
    """
    if not isinstance(other.value, Mapping) or not {COVERED, FORMER} & other.value.keys():
        return answer
    if answer.value is not None and not isinstance(answer.value, Mapping):
        return answer  # no gate
    value = joined(answer.value or {}, [other.value], at)
    return answer.model_copy(update={"value": value or None})


def keep_all_overrides(file: AnswerFile, others: Sequence[AnswerFile]) -> AnswerFile:
    """``file`` with the overrides of earlier files of the same person."""
    answers = dict(file.answers)
    for other in others:
        for key, theirs in other.answers.items():
            ours = answers.get(key, Answer())
            kept = keep_overrides(ours, theirs, file.updated)
            if kept != ours:
                answers[key] = kept
    return file if answers == file.answers else file.model_copy(update={"answers": answers})
