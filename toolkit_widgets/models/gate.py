"""Gates: go or no-go, by a named role, once what the decision needs is there."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from .base import Id, Model, Text
from .conditions import Condition
from .items_base import ItemBase

GateDecision = Literal["go", "go_with_conditions", "no_go"]
GATE_DECISIONS: tuple[GateDecision, ...] = ("go", "go_with_conditions", "no_go")


class Need(Model):
    """Something that must be there. ``because`` is read while it is missing: what, and why."""

    id: Id
    when: Condition
    because: Text
    bars: bool = False
    """No override opens the gate while this is missing, for example a law."""


class Gate(ItemBase):
    """A decision to proceed. ``text`` is the question to proceed.

    The gate is shut while a need is not met, or while an earlier gate that ``after`` names is not
    passed. "No go" can be decided at any time. "Go" through a shut gate is possible with an
    override (a reason, a role and a date), unless a need that ``bars`` it is missing. The answer's
    value is a mapping; every part may be missing while it is being filled in:

    - ``decision`` (go, go_with_conditions, no_go), ``decided_by`` (a role), ``decided_on`` (date)
    - ``conditions``: text, with go_with_conditions; ``reasons``: text
    - ``advice``: where advice was sought; ``documents``: which papers were on the table
    - ``override_reason``, ``override_by`` (a role), ``override_on`` (date)
    - ``override_missing``: what kept the gate shut when the override was given, a list of
      ``{need, because}``; written by the program
    - ``former``: list of earlier overrides (``decision``, the three parts of the override,
      ``missing`` as in ``override_missing``, ``until`` when it was in force); written by the
      program, never removed
    """

    type: Literal["gate"]
    needs: list[Need] = Field(min_length=1)
    after: Id | None = None
    """The gate before this one."""
    decides: Text
    """Which role must decide here, in words."""
