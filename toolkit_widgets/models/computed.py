"""What follows from other answers by a declared rule: data, never an expression to evaluate."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Text
from .conditions import Scalar
from .items_base import ItemBase


class CountOf(Model):
    """How many of the items are answered, with one of ``values`` where these are given.

    Of a repeat every record counts, or with ``part`` every record whose part is answered so.
    """

    rule: Literal["count"]
    of: list[Id] = Field(min_length=1)
    part: Id | None = None
    values: list[Scalar] = []


class SumOf(Model):
    """The sum of the points or numbers that are answered."""

    rule: Literal["sum"]
    of: list[Id] = Field(min_length=1)
    part: Id | None = None


class MeanOf(Model):
    """Their mean; nothing while nothing is answered."""

    rule: Literal["mean"]
    of: list[Id] = Field(min_length=1)
    part: Id | None = None


class ShareOf(Model):
    """Of the answered ones the share with one of ``values``; nothing while nothing is answered."""

    rule: Literal["share"]
    of: list[Id] = Field(min_length=1)
    part: Id | None = None
    values: list[Scalar] = Field(min_length=1)


class LevelOf(Model):
    """The level of a matrix for the answers to two scale items."""

    rule: Literal["level"]
    matrix: Id
    likelihood: Id
    severity: Id


class Computed(ItemBase):
    """A number or a level that follows from other answers by a declared rule.

    It is never typed, never kept and never scored. ``digits``: decimals shown, halves up.
    """

    type: Literal["computed"]
    value: Annotated[CountOf | SumOf | MeanOf | ShareOf | LevelOf, Field(discriminator="rule")]
    unit: Text | None = None
    digits: Annotated[int, Field(ge=0, le=6)] = 0
