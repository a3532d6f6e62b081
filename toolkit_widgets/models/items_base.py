"""What every item of a form can carry."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text
from .conditions import Condition

Allowance = Literal["not_applicable", "dont_know"]
StageId = Literal["planning", "data", "development", "validation", "deployment", "monitoring"]
"""The six life-cycle stages of this course (ours, not the Toolkit's)."""


class ItemBase(Model):
    """What every item can carry. ``text`` is the question as the learner reads it."""

    id: Id
    text: Text
    help: Text | None = None
    show_when: Condition | None = None
    required: bool = False
    allow: list[Allowance] = []
    comment: bool = False
    """Offer a comment box below the answer."""
    evidence: Text | None = None
    """What counts as evidence. Where it is given, the form offers a note for it."""
    roles: list[Text] = []
    """Who should answer."""
    principles: list[Id] = []
    stages: list[StageId] = []
    refs: list[Ref] = []
    lesson: Id | None = None
    """The lesson that helps, or the earlier lesson a test item comes from."""
    objective: Id | None = None
    """The objective of the lesson that this item tests."""
    dimension: Id | None = None
    """Overrides the section's dimension."""
    weight: Annotated[int, Field(ge=1, le=10)] = 1
