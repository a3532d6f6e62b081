"""The course as data: lessons, tracks, principles, stages, sources and glossary."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text, Version
from .items import StageId


class Objective(Model):
    """What a learner can do afterwards. ``rubric`` stands in for a test where there is none."""

    id: Id
    text: Text
    rubric: Text | None = None
    refs: list[Ref] = Field(min_length=1)


class LessonInfo(Model):
    """One lesson of the syllabus. Objectives are given once the lesson exists."""

    id: Id
    """File name without its ending, for example ``01_responsible_ai_innovation``."""
    title: Text
    promise: Text
    """One line: what the reader gets."""
    resource: Text
    """The Toolkit resource it follows."""
    minutes: Annotated[int, Field(ge=5)]
    objectives: list[Objective] = []
    needs: Text | None = None
    sources: list[Id] = []

    @property
    def number(self) -> str:
        """``01``, ``C02`` or ``B0``."""
        return self.id.split("_", 1)[0]


class Track(Model):
    """A suggested route through the lessons for one kind of reader."""

    id: Id
    title: Text
    who: Text
    lessons: list[Text]
    """Lesson numbers in order, for example ``01`` or ``C02``."""
    plus: Text | None = None
    """What to add by choice, in words."""


class Course(Model):
    """The syllabus."""

    schema_: Literal["toolkit-course/1"] = Field(alias="schema")
    version: Version
    title: Text
    independence: Text
    """The sentence that says whose course this is not."""
    lessons: list[LessonInfo] = Field(min_length=1)
    tracks: list[Track] = Field(min_length=1)


class Pull(Model):
    """Another principle that this one can pull against, and how, in one police example."""

    principle: Id
    how: Text


class Principle(Model):
    """A principle. Core principles have no ``core``; instrumental ones name theirs.

    Everything but the title is this course's own reading. The instrumental principles have all
    fields; of the core principles only ``reading`` is read.
    """

    id: Id
    title: Text
    core: Id | None = None
    reading: Text
    """In this course we read it as …"""
    why: Text | None = None
    """Why it matters in policing, one or two sentences with a real consequence."""
    good: Text | None = None
    """A concrete good practice."""
    bad: Text | None = None
    """A concrete bad practice that sensible people fall into."""
    requires: dict[StageId, Text] = {}
    """What it requires at each of the six stages, as something that can be passed or failed."""
    evidence: list[Text] = []
    """Papers or records that would show it."""
    pulls: list[Pull] = []
    refs: list[Ref] = []


class Gap(Model):
    """A cell of principle × stage that no instrument asks about, and why that is so."""

    principle: Id
    stage: StageId
    because: Text


class Stage(Model):
    """A stage of the course's own life cycle."""

    id: StageId
    title: Text
    reading: Text
    span: Text
    """How it maps to the span the Toolkit is described with."""


class Principles(Model):
    """The ids everything else refers to: 5 core and 17 instrumental principles, six stages."""

    schema_: Literal["toolkit-principles/1"] = Field(alias="schema")
    caution: Text
    principles: list[Principle]
    stages: list[Stage]
    gaps: list[Gap] = []
    refs: list[Ref] = Field(min_length=1)


Status = Literal["confirmed", "secondary", "unconfirmed", "ours"]
"""confirmed: read in the document. secondary: read in an account of it. ours: this course."""


class Source(Model):
    """A document that is cited. ``toolkit`` marks the Toolkit's own resources."""

    id: Id
    title: Text
    short: Text | None = None
    """What feedback calls it, where the title is long."""
    author: Text
    date: Text
    address: Text | None = None
    status: Status
    toolkit: bool = False
    note: Text | None = None


class Sources(Model):
    """Every document cited anywhere."""

    schema_: Literal["toolkit-sources/1"] = Field(alias="schema")
    sources: list[Source] = Field(min_length=1)


class Term(Model):
    """A word of the glossary."""

    id: Id
    term: Text
    meaning: Text
    refs: list[Ref] = []


class Glossary(Model):
    """The words the lessons explain."""

    schema_: Literal["toolkit-glossary/1"] = Field(alias="schema")
    terms: list[Term] = Field(min_length=1)
