"""Papers: a document that is filled in from answers, and facts that are entered only once."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from .base import Id, Model, Text
from .conditions import Condition


class PaperBlock(Model):
    """A heading and paragraphs. ``{item-id}`` in a line stands for that item's answer in words.

    A line whose answers are all missing is left out, unless ``open`` says what is then printed,
    for example "To be decided: who may stop the system." Lines that begin with ``- `` are a list.
    Only a whole block has a condition, ``show_when``.
    """

    heading: Text | None = None
    lines: list[Text] = Field(min_length=1)
    open: Text | None = None
    show_when: Condition | None = None


class Paper(Model):
    """A document made from the answers to one questionnaire.

    ``title``, ``for`` and lines hold ``{item-id}`` placeholders; ``{item-id.part}`` is a part of
    an evidence, gate, risk or repeat answer, ``{item-id.number}`` a number without its unit.
    ``pages`` is the length to aim for: the report warns above it.
    """

    id: Id
    title: Text
    for_: Text = Field(alias="for")
    """Who reads it, one line below the title."""
    pages: Annotated[int, Field(ge=1, le=20)] = 1
    blocks: list[PaperBlock] = Field(min_length=1)
    signature: list[Text] = []
    """Roles that sign; a line for each."""


class Take(Model):
    """``item`` starts with the answer to ``source`` of ``questionnaire``, where it has none."""

    item: Id
    questionnaire: Id
    source: Id
