"""Questions with a right answer: how hard they were, how well they tell, what was chosen.

*Difficulty* is the share of those who answered and were right at their first check (of a matching
item the mean share of its rows). A high number is an easy question.

*Discrimination* is the corrected item–rest correlation: Pearson's correlation of the mark for the
item with the share of marks on the other items of the same quiz that this person answered. For an
item that is right or wrong this is the point-biserial correlation, corrected for the item's own
part in the total (Henrysson 1963, Correction of item-total correlations in item analysis,
Psychometrika 28, 211–218).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ..content.markdown import plain
from ..models import Multiple, Numeric, Quiz, Single
from ..scoring.marks import mark
from .contents import GIVEN, Column
from .groups import FEWEST
from .parts import short
from .reading import Sheet

if TYPE_CHECKING:
    import numpy as np
    import pandas as pd

FEWEST_TO_TELL = 10
"""People without whom chance alone makes a discrimination."""
FEWEST_ITEMS = 4
"""Marked items of a quiz without which the rest is too short to rank anybody."""


@dataclass(frozen=True)
class Question:
    """One marked item over everybody who answered it."""

    lesson: str
    quiz: str
    number: int
    id: str
    text: str
    answered: int
    right: float
    """Difficulty: share of marks among those who answered, from 0 to 1."""
    discrimination: float | None
    """From -1 to 1; None where there are too few people or items to tell."""

    @property
    def name(self) -> str:
        """What a trainer would call it."""
        return f"question {self.number} of “{self.quiz}” in lesson {self.lesson}"

    @property
    def verdict(self) -> str:
        """What to do about it, in a few words.

        The limits are those of Ebel and Frisbie, Essentials of Educational Measurement (1991):
        below .20 an item tells little; below 0 it may be wrong itself.
        """
        if self.discrimination is not None and self.discrimination < 0:
            return "Look at the question itself: those who know more got it wrong."
        if self.right < 0.4:
            return "Explain it again: most got it wrong."
        if self.discrimination is not None and self.discrimination < 0.2 and self.right < 0.9:
            return "It tells little: ask why they chose what they chose."
        if self.right >= 0.9:
            return "Known: no time needed."
        return ""


def marks_of(sheet: Sheet, codes: np.ndarray, places: list[int]) -> np.ndarray:
    """Marks from 0 to 1, a row a learner, a column for each place; NaN where there is no answer."""
    import numpy as np

    out = np.full((len(codes), len(places)), np.nan)
    for at, place in enumerate(places):
        item = sheet.known.columns[place].item
        column = codes[:, place]
        if isinstance(item, Single):
            worth = np.array([np.nan, *(float(option.correct) for option in item.options)])
            out[:, at] = worth[np.maximum(column, 0)]
            continue
        for row in np.flatnonzero(column == GIVEN):
            out[row, at] = float(mark(item, sheet.values[row].get(place)))
    return out


def questions(sheet: Sheet) -> Iterator[Question]:
    """Every marked item that at least five people answered, in order."""
    import numpy as np

    codes = sheet.codes
    for quiz in sheet.known.quizzes:
        places = places_of(sheet, quiz)
        if not places:
            continue
        marks = marks_of(sheet, codes, places)
        given = ~np.isnan(marks)
        known = np.where(given, marks, 0.0)
        got, count = known.sum(axis=1), given.sum(axis=1)
        for at, place in enumerate(places):
            column = sheet.known.columns[place]
            who = given[:, at]
            answered = int(who.sum())
            if answered < FEWEST:
                continue
            others = count - given[:, at]
            rest = np.divide(got - known[:, at], others, where=others > 0, out=np.zeros(len(got)))
            both = who & (others > 0)
            tells = None
            if len(places) >= FEWEST_ITEMS and both.sum() >= FEWEST_TO_TELL:
                tells = _correlation(marks[both, at], rest[both])
            yield Question(
                lesson=sheet.known.name,
                quiz=plain(quiz.title),
                number=column.number,
                id=column.item.id,
                text=column.text,
                answered=answered,
                right=float(marks[who, at].mean()),
                discrimination=tells,
            )


def places_of(sheet: Sheet, quiz: Quiz) -> list[int]:
    """The columns of the quiz's marked items."""
    return [n for n, c in enumerate(sheet.known.columns) if c.marked and c.quiz is quiz]


def _correlation(one: np.ndarray, other: np.ndarray) -> float | None:
    """Pearson's; None where one of the two is the same for everybody."""
    a, b = one - one.mean(), other - other.mean()
    below = float((a @ a) * (b @ b))
    return float(a @ b) / below**0.5 if below > 1e-12 else None


def chosen(sheet: Sheet) -> pd.DataFrame:
    """How often each option of each question was chosen, where at least five people answered."""
    import pandas as pd

    codes = sheet.codes
    rows = []
    for place, column in enumerate(sheet.known.columns):
        if column.quiz is None:
            continue
        counted, answered = _counted(sheet, codes, place, column)
        if answered < FEWEST:
            continue
        rows += [
            {
                "Lesson": sheet.known.name,
                "Quiz": plain(column.quiz.title),
                "No.": column.number,
                "Question": short(column.text, 70),
                "Option": label,
                "Right": "✓" if right else "",
                "Chosen": count,
                "Of": answered,
                "Share, %": round(100 * count / answered),
            }
            for label, right, count in counted
        ]
    return pd.DataFrame(rows, columns=["Lesson", "Quiz", "No.", "Question", "Option", "Right",
                                       "Chosen", "Of", "Share, %"])  # fmt: skip


def _counted(
    sheet: Sheet, codes: np.ndarray, place: int, column: Column
) -> tuple[list[tuple[str, bool, int]], int]:
    """Each option in words, whether it is right, and how many chose it; and how many answered."""
    import numpy as np

    item = column.item
    if column.codes:
        counts = np.bincount(np.maximum(codes[:, place], 0), minlength=len(column.labels) + 1)[1:]
        right = [o.correct for o in item.options] if isinstance(item, Single) else []
        right = right or [False] * len(column.labels)
        found = list(zip(column.labels, right, map(int, counts), strict=True))
        return found, int(counts.sum())
    values = [v[place] for v in sheet.values if place in v]
    if isinstance(item, Multiple):
        ids = [set(map(str, value)) if isinstance(value, list) else set() for value in values]
        return [
            (plain(o.text), o.correct, sum(o.id in chosen for chosen in ids)) for o in item.options
        ], len(values)
    if isinstance(item, Numeric):
        numbers = [v for v in values if isinstance(v, int | float) and not isinstance(v, bool)]
        right_ones = sum(mark(item, v) == 1 for v in numbers)
        low = sum(v < item.answer for v in numbers if mark(item, v) < 1)
        return [
            (f"about {item.answer:g} {item.unit or ''}".strip(), True, right_ones),
            ("a lower number", False, low),
            ("a higher number", False, len(numbers) - right_ones - low),
        ], len(numbers)
    return [], 0
