"""Marking quizzes. The browser may show feedback first; what counts is computed here."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from ..models import Answer, Item, Matching, Multiple, Numeric, Ordering, Quiz, Single


@dataclass(frozen=True)
class QuizMark:
    """The mark of a quiz: ``got`` of ``total`` marks (one per marked item)."""

    got: Fraction
    total: int
    passed: bool | None
    """None where the quiz has no pass mark."""

    @property
    def share(self) -> Fraction:
        """``got / total``, from 0 to 1."""
        return self.got / self.total if self.total else Fraction(0)


def mark(item: Item, value: object) -> Fraction:
    """From 0 to 1. Matching gives a share of its rows; every other item is right or not."""
    if isinstance(item, Single):
        return Fraction(any(o.correct and o.id == value for o in item.options))
    if isinstance(item, Multiple):
        right = {o.id for o in item.options if o.correct}
        return Fraction(isinstance(value, list) and set(map(str, value)) == right)
    if isinstance(item, Numeric):
        if isinstance(value, bool) or not isinstance(value, int | float):
            return Fraction(0)
        # decimals as typed: 0.1 ± 0.2 must accept 0.3
        away = abs(Fraction(str(value)) - Fraction(str(item.answer)))
        return Fraction(away <= Fraction(str(item.tolerance)))
    if isinstance(item, Ordering):
        return Fraction(value == [entry.id for entry in item.entries])
    if isinstance(item, Matching):
        given = value if isinstance(value, Mapping) else {}
        hits = sum(given.get(prompt.id) in prompt.accept for prompt in item.prompts)
        return Fraction(hits, len(item.prompts))
    return Fraction(0)


def mark_quiz(quiz: Quiz, answers: Mapping[str, Answer]) -> QuizMark:
    """The mark over all marked items; an item without an answer gets nothing."""
    got = sum(
        (mark(i, answers[i.id].value) for i in quiz.marked if i.id in answers), start=Fraction(0)
    )
    total = len(quiz.marked)
    passed = None
    if quiz.pass_mark is not None and total:
        passed = got / total >= Fraction(str(quiz.pass_mark))
    return QuizMark(got, total, passed)
