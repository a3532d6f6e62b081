"""Questionnaires: sections of items, scored by named dimensions into bands, with actions."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal, Self

from pydantic import Field, JsonValue, model_validator
from pydantic_core import PydanticCustomError

from .base import Id, Model, Ref, Text, Version
from .conditions import Condition
from .items import Item
from .paper import Paper, Take
from .risk import Matrix


class Step(Model):
    """One step of a scale. ``points`` grow from step to step."""

    id: Id
    label: Text
    points: int | float
    meaning: Text | None = None
    """What one would see. The scales of a matrix need it on every step."""


class ScaleDef(Model):
    """A shared answer scale, from the lowest step to the highest."""

    kind: Literal["ordinal", "interval"] = "ordinal"
    steps: list[Step] = Field(min_length=2)


class Rounding(Model):
    """How a value is rounded, and whether the band is looked up before or after that."""

    mode: Literal["half_up", "half_even", "down", "up"] = "half_up"
    digits: Annotated[int, Field(ge=0, le=6)] = 0
    when: Literal["before_banding", "after_banding"] = "before_banding"


class Modifier(Model):
    """Multiply the value where another dimension reaches a share (inclusive) of its maximum."""

    dimension: Id
    share_at_least: Annotated[int | float, Field(ge=0, le=1)]
    multiply: int | float
    because: Text


class Dimension(Model):
    """Something that is scored.

    ``aggregate``: *mean* (weighted, of answered items), *sum*, *minimum*, or *share* (sum divided
    by the maximum). ``max_scope`` says whether the maximum runs over the visible items or over all
    declared ones. ``pools`` adds the items of other dimensions. ``based_on`` starts from another
    dimension's value instead of items of its own; ``modifiers`` and ``round`` then apply in order.
    """

    title: Text
    target: int | float | None = None
    """In the unit of the value; what the course suggests to aim for."""
    aggregate: Literal["mean", "sum", "minimum", "share"] = "mean"
    max_scope: Literal["visible", "declared"] = "visible"
    pools: list[Id] = []
    based_on: Id | None = None
    modifiers: list[Modifier] = []
    round: Rounding | None = None


class Band(Model):
    """A named level: from ``at_least`` (inclusive), or above ``above`` (exclusive), upward."""

    id: Id
    label: Text
    at_least: int | float | None = None
    above: int | float | None = None
    meaning: Text

    @model_validator(mode="after")
    def _one_edge(self) -> Self:
        if (self.at_least is None) == (self.above is None):
            raise PydanticCustomError("one_edge", "a band needs one of at_least and above")
        return self

    @property
    def edge(self) -> int | float:
        """Where it begins."""
        return self.above if self.at_least is None else self.at_least  # type: ignore[return-value]


class LevelRule(Model):
    """What the bands are looked up with: a dimension's value, or its share of the maximum."""

    dimension: Id
    of: Literal["value", "share"] = "value"


class Section(Model):
    """A page of the questionnaire. Its dimension holds for every item that names none."""

    id: Id
    title: Text
    intro: Text | None = None
    dimension: Id | None = None
    show_when: Condition | None = None
    exclusive_group: Id | None = None
    """Sections of one group are alternatives; of their sums and maxima the highest counts, once."""
    items: list[Item] = Field(min_length=1)


class Action(Model):
    """Something an organization can do. ``lifts`` names the scale items it would improve.

    ``to`` is the step that they reach when it is done; an item already there or higher stays where
    it is. Without ``to`` each rises by one step from where it stands: more, one action cannot
    honestly promise. Actions that lift the same item do not add up: the highest step counts.
    """

    id: Id
    title: Text | None = None
    """A name of two or three words, for a calendar."""
    text: Text
    effort: Literal["S", "M", "L"]
    """S: days, M: weeks, L: months of one person's work, this course's own rough classes."""
    lifts: list[Id] = Field(min_length=1)
    to: Id | None = None
    lesson: Id | None = None
    needs: list[Id] = []
    """Actions that must be finished before this one can begin."""
    days: Annotated[int, Field(ge=1)] | None = None
    """Person-days that it takes, this course's own rough estimate."""
    weeks: Annotated[int, Field(ge=1)] | None = None
    """Calendar weeks from its beginning to its end, likewise."""


class Veto(Model):
    """An answer that forces the level, whatever the mean says, and why.

    ``at_most`` and ``at_least`` name a band: the level is not above, or not below it. Where the
    results are risks they name a level of the matrix: the system is not below that level.
    ``because`` is read by the person who must act: what it means and what to do.
    """

    id: Id
    when: Condition
    at_most: Id | None = None
    at_least: Id | None = None
    because: Text

    @model_validator(mode="after")
    def _one_side(self) -> Self:
        if (self.at_most is None) == (self.at_least is None):
            raise PydanticCustomError("one_side", "a veto needs one of at_most and at_least")
        return self


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
    """The steps of an item changed. ``how`` says what becomes of an answer:

    - *map*: ``map`` names the new step for each old one; an old step it does not name is cleared.
    - *clamp*: the step keeps its place, counted from the lowest; above the new top it becomes the
      top. For a scale that lost or gained its highest steps.
    - *proportional*: the place between the lowest (0) and the highest (1) of the old scale, moved
      to the nearest step of the new one, half up. For the same range in finer or coarser steps.
    - *reset*: cleared, because no old step means what a new one means.

    A cleared answer is kept aside. Clamp and proportional need both scales: ``old`` and ``new``
    list the ids of their steps, lowest first.
    """

    op: Literal["rescale"]
    item: Id
    how: Literal["map", "clamp", "proportional", "reset"]
    map: dict[Id, Id] = {}
    old: list[Id] = []
    new: list[Id] = []

    def step(self, before: str) -> str | None:
        """What the old step became, or None where it is cleared."""
        if self.how == "map":
            return self.map.get(before)
        if self.how == "reset" or before not in self.old or not self.new:
            return None
        place, top = self.old.index(before), len(self.new) - 1
        if self.how == "clamp":
            return self.new[min(place, top)]
        widest = len(self.old) - 1
        # place · top / widest, rounded half up, in whole numbers
        return self.new[(2 * place * top + widest) // (2 * widest) if widest else 0]


MigrationStep = Annotated[Rename | Retire | Rescale, Field(discriminator="op")]


class Migration(Model):
    """Declared steps that carry answers from one version to another."""

    from_: Version = Field(alias="from")
    to: Version
    steps: list[MigrationStep]


class ExampleAnswer(Model):
    """One answer of a fictional respondent; see :class:`~toolkit_widgets.models.Answer`."""

    value: JsonValue = None
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
    round: Text | None = None
    """Which round it is, where it is an earlier one of the same agency, for example "spring"."""
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
    results: Literal["none", "profile", "route", "risks", "gates", "papers"] = "none"
    scales: dict[Id, ScaleDef] = {}
    matrices: dict[Id, Matrix] = {}
    dimensions: dict[Id, Dimension] = {}
    bands: list[Band] = []
    level: LevelRule | None = None
    """Without it the level is that of the weighted mean over every scored item."""
    texts: dict[Id, dict[Id, Text]] = {}
    """Topic → band id → text, for example what a level obliges to."""
    vetoes: list[Veto] = []
    sections: list[Section] = Field(min_length=1)
    actions: list[Action] = []
    examples: list[Id] = []
    """Files ``examples/<id>.yaml`` beside the questionnaire."""
    migrations: list[Migration] = []
    refs: list[Ref] = []
    papers: list[Paper] = []
    """Documents that are made from the answers."""
    takes: list[Take] = []
    """Facts that were entered elsewhere."""
    review: bool = False
    """Whether the form offers review by a second and a third person."""

    @property
    def items(self) -> Iterator[Item]:
        """Every item, in the order of the page."""
        for section in self.sections:
            yield from section.items
