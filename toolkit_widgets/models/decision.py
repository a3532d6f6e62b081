"""Decisions: committed with reasons and a confidence, then compared with a reasoned answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text

Standing = Literal["defensible", "weak", "wrong"]
Weight = Literal["carries", "fair", "misleads"]


class DecisionOption(Model):
    """A way to decide. Several can be defensible. ``why`` starts from why one would choose it."""

    id: Id
    text: Text
    standing: Standing
    why: Text
    refs: list[Ref] = []


class Reason(Model):
    """A reason. ``carries``: the decision rests on it; ``misleads``: it should not count."""

    id: Id
    text: Text
    weight: Weight
    supports: list[Id] = []
    """Options that it speaks for; every option where it is empty."""
    why: Text


class Variation(Model):
    """One fact changed: which options are then defensible, and why."""

    id: Id
    change: Text
    defensible: list[Id] = Field(min_length=1)
    why: Text


class Decision(Model):
    """One decision. The learner's answers are ``<id>.decision``, ``.reasons``, ``.confidence``."""

    id: Id
    question: Text
    options: list[DecisionOption] = Field(min_length=3)
    reasons: list[Reason] = Field(min_length=4)
    at_most: Annotated[int, Field(ge=1, le=5)] = 3
    """How many reasons may be ticked."""
    answer: Text
    """The reasoned model answer."""
    gives_up: Text
    would_change: Text
    variations: list[Variation] = []
