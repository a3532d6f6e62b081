"""Exhibits: what lies on the desk before a decision. A document, a table, a chart or a picture."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text


class _Exhibit(Model):
    """What every exhibit has. ``say`` states in one sentence what one sees."""

    id: Id
    title: Text
    refs: list[Ref] = []


class DocumentExhibit(_Exhibit):
    """A paper in words."""

    type: Literal["document"]
    text: Text
    """Markdown; a small table is a Markdown table."""


class TableExhibit(_Exhibit):
    """Rows of a data set. The reader sorts with their eyes, so the order is declared."""

    type: Literal["table"]
    dataset: Id
    columns: list[Id] = Field(min_length=1)
    sort: Id | None = None
    descending: bool = False
    rows: Annotated[int, Field(ge=1, le=60)] | None = None
    say: Text


class ChartExhibit(_Exhibit):
    """Bars or dots from a data set. ``low`` and ``high`` are the ends of an interval."""

    type: Literal["chart"]
    dataset: Id
    kind: Literal["bars", "dots"]
    label: Id
    value: Id
    low: Id | None = None
    high: Id | None = None
    only: list[Text] = []
    """The labels to show, in this order; all of them where it is empty."""
    unit: Text | None = None
    say: Text


class ImageExhibit(_Exhibit):
    """A picture beside the case file: ``file`` is an SVG or PNG of the same folder, ours."""

    type: Literal["image"]
    file: Text
    alt: Text


Exhibit = Annotated[
    DocumentExhibit | TableExhibit | ChartExhibit | ImageExhibit, Field(discriminator="type")
]


class Column(Model):
    """A column of a data set. ``meaning`` has the unit and the denominator."""

    id: Id
    title: Text
    type: Literal["text", "whole", "number", "share", "date"]
    """``share`` is a fraction between 0 and 1, shown as per cent."""
    meaning: Text
    digits: Annotated[int, Field(ge=0, le=6)] | None = None
    """Decimals of a number, always shown; as many as it has where this is not given."""


class Dataset(Model):
    """The card of ``data/datasets/<id>/``: one csv, how it was made, and what it must not be for.

    Synthetic data have ``generate.py``, which writes the csv byte for byte. Published figures have
    a column ``source`` with an id of ``sources.yaml`` on each row, and a column ``place``.
    """

    schema_: Literal["toolkit-dataset/1"] = Field(alias="schema")
    id: Id
    title: Text
    why: Text
    file: Text
    columns: list[Column] = Field(min_length=1)
    synthetic: bool
    how: Text
    """How it was made; what it was fitted to, if to anything."""
    licence: Text
    limits: Text
    refs: list[Ref] = Field(min_length=1)


class Person(Model):
    """Somebody in a story, by role: never a name."""

    id: Id
    role: Text
    about: Text


class Moment(Model):
    """Something that happened. ``lesson`` is where the learner meets it."""

    at: Text
    """Day and time as the file has it, for example "Day 1, 22:20"."""
    what: Text
    lesson: Text | None = None


class Story(Model):
    """A fictional chain of events that several lessons share: ``data/cases/<id>/story.yaml``."""

    schema_: Literal["toolkit-story/1"] = Field(alias="schema")
    id: Id
    title: Text
    about: Text
    people: list[Person] = Field(min_length=1)
    timeline: list[Moment] = Field(min_length=1)
    exhibits: list[Exhibit] = Field(min_length=1)
    refs: list[Ref] = Field(min_length=1)
