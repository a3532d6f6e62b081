"""Items: what a form can ask. One discriminated union serves questionnaires, quizzes and cases.

Items of the first group ask; those of the second group (``single`` … ``matching``) also have a
right answer, with feedback for every option.
"""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text
from .computed import Computed, CountOf, LevelOf, MeanOf, ShareOf, SumOf
from .gate import Gate
from .items_base import Allowance, ItemBase, StageId
from .risk import RiskRow

__all__ = [
    "MARKED",
    "SILENT",
    "Allowance",
    "Asked",
    "Choice",
    "Choices",
    "Computed",
    "CountOf",
    "Date",
    "Evidence",
    "Gate",
    "Item",
    "ItemBase",
    "LevelOf",
    "LongText",
    "Marked",
    "MarkedOption",
    "Matching",
    "MeanOf",
    "Multiple",
    "Note",
    "Number",
    "Numeric",
    "NumericFeedback",
    "Option",
    "Ordering",
    "OrderingEntry",
    "Part",
    "Prompt",
    "Rank",
    "Repeat",
    "RiskRow",
    "Scale",
    "ShareOf",
    "ShortText",
    "Single",
    "StageId",
    "SumOf",
    "YesNo",
]


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


class Rank(ItemBase):
    """Some of the options, the most important first. The value is a list of option ids.

    ``choose`` says how many are asked for; fewer are an answer, too, and the form says how many.
    """

    type: Literal["rank"]
    options: list[Option] = Field(min_length=2)
    choose: Annotated[int, Field(ge=1)] | None = None


class Evidence(ItemBase):
    """A record that exists, by name. The value maps ``title, where, date, owner`` to text.

    ``where`` says where a colleague would find it. It is words: no program opens it.
    """

    type: Literal["evidence"]


Part = Annotated[
    Choice | YesNo | Scale | Number | ShortText | LongText | Date, Field(discriminator="type")
]
"""What a record of a list can ask."""


class Repeat(ItemBase):
    """A list of small records that all ask the same. The value is a list of mappings by part id."""

    type: Literal["repeat"]
    noun: Text = "entry"
    """What one record is called, in lower case: system, supplier, complaint."""
    parts: list[Part] = Field(min_length=1)
    at_least: Annotated[int, Field(ge=0)] = 0
    at_most: Annotated[int, Field(ge=1, le=100)] = 20


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


Asked = (
    Choice
    | Choices
    | YesNo
    | Scale
    | Number
    | ShortText
    | LongText
    | Date
    | Note
    | Rank
    | Evidence
    | Repeat
    | RiskRow
    | Gate
    | Computed
)
Marked = Single | Multiple | Numeric | Ordering | Matching
Item = Annotated[Asked | Marked, Field(discriminator="type")]

MARKED = (Single, Multiple, Numeric, Ordering, Matching)
"""Items with a right answer."""

SILENT = (Note, Computed)
"""Items that ask nothing."""
