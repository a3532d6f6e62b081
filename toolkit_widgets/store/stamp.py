"""The stamp on a file of answers: which content it belongs to, down to the steps of each scale."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Literal, TypeAlias

from ..models import (
    ContentStamp,
    Item,
    Number,
    Numeric,
    Questionnaire,
    QuizSet,
    RiskRow,
    Scale,
    ScaleDef,
    fingerprint,
    scoring_hash,
    text_hash,
)

if TYPE_CHECKING:
    from ..models import Case, Lab

Content: TypeAlias = "Questionnaire | QuizSet | Case | Lab"
MATRIX = "matrix:"
"""Before the id of a matrix among the shapes. No item has it: an id holds no colon."""


def items_of(content: Content) -> Iterator[Item]:
    """Everything that can be answered, in order; of a lab also where its controls stand."""
    if isinstance(content, QuizSet):
        for quiz in content.quizzes:
            yield from quiz.items
        return
    yield from content.items
    if isinstance(content, Questionnaire):
        return
    from ..models import Lab  # made late, as is a case

    if isinstance(content, Lab):
        for control in content.controls:
            yield control.as_item()


def item_ids(content: Content) -> set[str]:
    """The ids of everything that can be answered."""
    return {item.id for item in items_of(content)}


def scales_of(content: Content) -> dict[str, ScaleDef]:
    """The scales its items name."""
    return content.scales if isinstance(content, Questionnaire) else {}


def stamp_of(content: Content) -> ContentStamp:
    """The stamp of this edition of a content."""
    return ContentStamp(
        kind=_kind(content),
        id=content.lesson if isinstance(content, QuizSet) else content.id,
        version=content.version,
        sha256=fingerprint(content),
        scoring_sha256=scoring_hash(content),
        text_sha256=text_hash(content),
        shapes=_shapes(content),
    )


def _kind(content: Content) -> Literal["questionnaire", "quizzes", "case", "lab"]:
    if isinstance(content, Questionnaire):
        return "questionnaire"
    if isinstance(content, QuizSet):
        return "quizzes"
    from ..models import Lab

    return "lab" if isinstance(content, Lab) else "case"


def _shapes(content: Content) -> dict[str, str]:
    """For each item with a scale or a unit: its steps from the lowest to the highest, or the unit.

    A risk has those of both its scales. Where they change, an old answer means something else,
    even if its value still exists. Each matrix stands beside them: where it changes the answers
    mean the same, and levels do not.
    """
    scales = scales_of(content)
    out: dict[str, str] = {}
    for item in items_of(content):
        if isinstance(item, Scale) and item.scale in scales:
            out[item.id] = _steps(scales[item.scale])
        elif isinstance(item, Number | Numeric) and item.unit:
            out[item.id] = item.unit
        elif isinstance(item, RiskRow):
            used = [scales[name] for name in (item.likelihood, item.severity) if name in scales]
            out[item.id] = " × ".join(_steps(scale) for scale in used)
    if isinstance(content, Questionnaire):
        for name, matrix in content.matrices.items():
            grid = " / ".join(" ".join(row) for row in matrix.grid)
            out[f"{MATRIX}{name}"] = f"{' '.join(level.id for level in matrix.levels)}: {grid}"
    return out


def _steps(scale: ScaleDef) -> str:
    return " ".join(step.id for step in scale.steps)
