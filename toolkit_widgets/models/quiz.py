"""Quizzes: short sets of items inside one lesson. One file holds all quizzes of a lesson."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Text, Version
from .items import MARKED, Item

Reveal = Literal["on_check", "after_commit", "never"]


class Quiz(Model):
    """One activity.

    ``kind`` is the label on the card: *check* (Check yourself), *turn* (Your turn),
    *test* (Assessment) or *baseline* (Baseline).
    ``reveal`` says when the learner sees what is right: at each check, after the whole quiz is
    handed in, or never. Only ``on_check`` sends the key to the browser.
    """

    id: Id
    title: Text
    kind: Literal["check", "turn", "test", "baseline"]
    reveal: Reveal = "on_check"
    minutes: Annotated[int, Field(ge=1)]
    intro: Text | None = None
    debrief: Text | None = None
    """Shown after the whole quiz was handed in (``after_commit``) or checked (``on_check``)."""
    pass_mark: Annotated[float, Field(gt=0, le=1)] | None = None
    """Share of marks that passes, for a test."""
    gain_since: Annotated[str, Field(pattern=r"^[A-Za-z0-9_]+/[a-z0-9-]+$")] | None = None
    """The quiz that a final assessment is compared with: ``00_start_here/baseline``."""
    items: list[Item] = Field(min_length=1)

    @property
    def marked(self) -> list[Item]:
        """The items that have a right answer."""
        return [item for item in self.items if isinstance(item, MARKED)]


class QuizSet(Model):
    """All quizzes of one lesson."""

    schema_: Literal["toolkit-quizzes/1"] = Field(alias="schema")
    lesson: Id
    version: Version
    quizzes: list[Quiz] = Field(min_length=1)
