"""Risk: the matrix that gives a likelihood and a severity their level, and the row that asks.

A level is looked up in a table that people have discussed cell by cell. Steps of ordinal scales
are never multiplied: "4 × 2" has no meaning that "2 × 4" would have to share.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Id, Model, Text
from .items_base import ItemBase

TEACHING_MATRIX = "A teaching matrix, not the Toolkit's."

Stage = Literal["inherent", "current", "residual"]
STAGES: tuple[Stage, ...] = ("inherent", "current", "residual")
"""Before any control; with the controls in place; with the planned controls as well."""

Treatment = Literal["avoid", "reduce", "share", "accept"]
TREATMENTS: tuple[Treatment, ...] = ("avoid", "reduce", "share", "accept")

Knowledge = Literal["weak", "medium", "strong"]
KNOWLEDGE: tuple[Knowledge, ...] = ("weak", "medium", "strong")
"""How well the judgement is founded, weakest first."""


class MatrixLevel(Model):
    """A level of a matrix. ``meaning`` says what it asks of the people who decide."""

    id: Id
    label: Text
    meaning: Text


class Matrix(Model):
    """A declared table: likelihood × severity → level.

    ``levels`` stand from the lowest to the highest. ``grid`` has one row for each step of the
    likelihood scale, lowest first; a row has one level id for each step of the severity scale,
    lowest first. What else must hold is checked at load (:func:`~..scoring.matrix.faults`).
    """

    label: Text = TEACHING_MATRIX
    likelihood: Id
    severity: Id
    levels: list[MatrixLevel] = Field(min_length=2)
    grid: list[list[Id]] = Field(min_length=2)


class Control(Model):
    """A safeguard that may be in place, offered by name."""

    id: Id
    text: Text


class RiskRow(ItemBase):
    """One risk: what happens to whom, judged before, with and after controls, and treated.

    Where ``what`` or ``whom`` is missing the form asks for it. ``likelihood`` and ``severity`` are
    the scales of the matrix. The answer's value is a mapping; every part may be missing except
    ``inherent``:

    - ``what``, ``whom``: text; ``affected``: number of people, 0 or more
    - ``inherent``, ``current``, ``residual``: ``{likelihood: [low, high], severity: [low, high]}``
      (ids of steps, twice the same where it is no range); current and residual also
      ``controls`` (ids of :attr:`controls`) and ``named`` (text)
    - ``knowledge`` (weak, medium, strong), ``knowledge_reason``
    - ``treatment`` (avoid, reduce, share, accept), ``owner``, ``due``, ``review`` (dates),
      ``accepted_by`` (a role, never a person's name), ``accepted_on`` (date), ``accept_reason``
    """

    type: Literal["risk_row"]
    matrix: Id
    likelihood: Id
    severity: Id
    what: Text | None = None
    whom: Text | None = None
    ranges: bool = True
    """Whether "between … and …" may be answered."""
    controls: list[Control] = []
