"""Items: what a form can ask. One discriminated union serves questionnaires, quizzes and cases.

Items of the first group ask; those of the second group (``single`` … ``matching``) also have a
right answer, with feedback for every option.
"""

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


class Option(Model):
    """A possible answer. ``points`` are in the unit of the item's dimension."""

    id: Id
    text: Text
    points: int | float | None = None


class Choice(ItemBase):
    """One of the options."""

    type: Literal["choice"]
    options: list[Option] = Field(min_length=2)


class Choices(ItemBase):
    """Any number of the options, or at most ``at_most`` of them."""

    type: Literal["choices"]
    options: list[Option] = Field(min_length=2)
    at_most: Annotated[int, Field(ge=1)] | None = None


class YesNo(ItemBase):
    """Yes or no. The answer's value is ``yes`` or ``no``."""

    type: Literal["yesno"]


class Scale(ItemBase):
    """One step of a named scale, with one behavioural anchor per step for this very item."""

    type: Literal["scale"]
    scale: Id
    anchors: list[Text] = []


class Number(ItemBase):
    """A number with a unit, inside a range (both ends allowed)."""

    type: Literal["number"]
    unit: Text | None = None
    minimum: int | float | None = None
    maximum: int | float | None = None
    whole: bool = False


class ShortText(ItemBase):
    """One line of words, at most 400 characters."""

    type: Literal["text"]


class LongText(ItemBase):
    """Several lines of words, at most 20,000 characters."""

    type: Literal["long_text"]


class Date(ItemBase):
    """A calendar date, kept as ``YYYY-MM-DD``."""

    type: Literal["date"]


class Note(ItemBase):
    """Words without a question. It can be shown by a condition like any item."""

    type: Literal["note"]


class MarkedOption(Model):
    """An option of a quiz item. The feedback says why, starting from why one would choose it."""

    id: Id
    text: Text
    correct: bool = False
    feedback: Text
    refs: list[Ref] = []
    """Where this option's feedback comes from, if not from the item's own sources."""


class Single(ItemBase):
    """A question with exactly one right option."""

    type: Literal["single"]
    options: list[MarkedOption] = Field(min_length=2)


class Multiple(ItemBase):
    """A question with several right options; right means all of them and no other."""

    type: Literal["multiple"]
    options: list[MarkedOption] = Field(min_length=2)


class NumericFeedback(Model):
    """What to say to a right answer, to one that is too low and to one that is too high."""

    right: Text
    low: Text
    high: Text


class Numeric(ItemBase):
    """A question whose answer is a number; ``answer`` ± ``tolerance`` is right."""

    type: Literal["numeric"]
    unit: Text | None = None
    answer: int | float
    tolerance: Annotated[int | float, Field(ge=0)] = 0
    feedback: NumericFeedback


class OrderingEntry(Model):
    """One entry of an ordering; ``feedback`` says why it stands where it stands."""

    id: Id
    text: Text
    feedback: Text
    refs: list[Ref] = []


class Ordering(ItemBase):
    """Entries in their right order. The learner first sees them in ``start`` order."""

    type: Literal["ordering"]
    entries: list[OrderingEntry] = Field(min_length=3)
    start: list[Id]


class Prompt(Model):
    """One row of a matching item. Several targets can be defensible: ``accept`` lists them."""

    id: Id
    text: Text
    accept: list[Id] = Field(min_length=1)
    feedback: Text
    refs: list[Ref] = []


class Matching(ItemBase):
    """Give each prompt one of the targets; a target can be used more than once."""

    type: Literal["matching"]
    targets: list[Option] = Field(min_length=2)
    prompts: list[Prompt] = Field(min_length=2)


Asked = Choice | Choices | YesNo | Scale | Number | ShortText | LongText | Date | Note
Marked = Single | Multiple | Numeric | Ordering | Matching
Item = Annotated[Asked | Marked, Field(discriminator="type")]

MARKED = (Single, Multiple, Numeric, Ordering, Matching)
