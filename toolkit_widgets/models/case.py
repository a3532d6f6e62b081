"""Cases: a brief, exhibits, a decision that is committed, and then a reasoned model answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text, Version
from .items import Item


class Exhibit(Model):
    """Something to look at before deciding: a document or a small table."""

    id: Id
    title: Text
    text: Text
    """Markdown; a table is a Markdown table."""
    refs: list[Ref] = []


class Case(Model):
    """A decision on somebody's desk. Everything after ``items`` is shown once it is committed."""

    schema_: Literal["toolkit-case/1"] = Field(alias="schema")
    id: Id
    version: Version
    title: Text
    minutes: Annotated[int, Field(ge=1)]
    fictional: bool
    brief: Text
    exhibits: list[Exhibit] = []
    items: list[Item] = Field(min_length=1)
    model_answer: Text
    gives_up: Text
    """What the model answer gives up."""
    would_change: Text
    """What would change the answer."""
    refs: list[Ref] = Field(min_length=1)
