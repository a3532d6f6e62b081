"""Questionnaires: sections of items, scored by named dimensions into bands, with actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text, Version
from .conditions import Condition, Scalar
from .items import Item


class Step(Model):
    """One step of a scale. ``points`` grow from step to step."""

    id: Id
    label: Text
    points: int | float


class ScaleDef(Model):
    """A shared answer scale, from the lowest step to the highest."""

    kind: Literal["ordinal", "interval"] = "ordinal"
    steps: list[Step] = Field(min_length=2)


class Dimension(Model):
    """Something that is scored: the weighted mean of its items' points."""

    title: Text
    target: int | float
    """The mean, in points, that the course suggests to aim for."""


class Band(Model):
    """A named level. It begins at ``at_least`` points (inclusive) and ends below the next band."""

    id: Id
    label: Text
    at_least: int | float
    meaning: Text


class Section(Model):
    """A page of the questionnaire. Its dimension holds for every item that names none."""

    id: Id
    title: Text
    intro: Text | None = None
    dimension: Id | None = None
    show_when: Condition | None = None
    items: list[Item] = Field(min_length=1)


class Action(Model):
    """Something an organization can do. ``lifts`` names the items it would improve."""

    id: Id
    text: Text
    effort: Literal["S", "M", "L"]
    """S: days, M: weeks, L: months of one person's work, this course's own rough classes."""
    lifts: list[Id] = Field(min_length=1)
    lesson: Id | None = None


class Rename(Model):
    """The item ``old`` is now called ``new``; its meaning did not change."""

    op: Literal["rename"]
    old: Id
    new: Id


class Retire(Model):
    """The item is gone. Its answer is kept aside."""

    op: Literal["retire"]
    item: Id


class Rescale(Model):
    """The steps changed: ``map`` gives the new step for each old one, ``reset`` clears it."""

    op: Literal["rescale"]
    item: Id
    how: Literal["map", "reset"]
    map: dict[Id, Id] = {}


MigrationStep = Annotated[Rename | Retire | Rescale, Field(discriminator="op")]


class Migration(Model):
    """Declared steps that carry answers from one version to another."""

    from_: Version = Field(alias="from")
    to: Version
    steps: list[MigrationStep]


class ExampleAnswer(Model):
    """One answer of a fictional respondent; see :class:`~toolkit_widgets.models.Answer`."""

    value: Scalar | list[Id] | None = None
    state: Literal["answered", "not_applicable", "dont_know"] = "answered"
    reason: Text | None = None
    comment: Text | None = None
    evidence: Text | None = None


class Example(Model):
    """A complete fictional set of answers that ships with a questionnaire."""

    schema_: Literal["toolkit-example/1"] = Field(alias="schema")
    id: Id
    questionnaire: Id
    title: Text
    about: Text
    role: Text
    """Who in the fictional agency answered."""
    answers: dict[Id, ExampleAnswer]


class Questionnaire(Model):
    """An instrument. ``results`` names the view that is shown below it."""

    schema_: Literal["toolkit-questionnaire/1"] = Field(alias="schema")
    id: Id
    version: Version
    title: Text
    label: Text | None = None
    """The small label of the card, where it is not "Assessment"."""
    minutes: Annotated[int, Field(ge=1)]
    about: Text
    """What it is, whose it is, and what it is not."""
    results: Literal["none", "profile", "route"] = "none"
    scales: dict[Id, ScaleDef] = {}
    dimensions: dict[Id, Dimension] = {}
    bands: list[Band] = []
    sections: list[Section] = Field(min_length=1)
    actions: list[Action] = []
    examples: list[Id] = []
    """Files ``examples/<id>.yaml`` beside the questionnaire."""
    migrations: list[Migration] = []
    refs: list[Ref] = []

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in the order of the page."""
        for section in self.sections:
            yield from section.items
