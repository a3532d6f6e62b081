"""A consensus: what several respondents settled together, with every dissent in its own words."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field

from .answers import ContentStamp

CONSENSUS_FORMAT = "toolkit-consensus/1"


class Dissent(BaseModel):
    """The view of somebody who still disagrees. Nothing in it is trimmed or corrected."""

    model_config = ConfigDict(extra="allow")

    role: str
    step: str = ""
    """The step this person would choose; "" where they would choose none."""
    reason: str = ""


class Decision(BaseModel):
    """What was settled for one item. ``open``: not settled yet."""

    model_config = ConfigDict(extra="allow")

    item: str
    state: Literal["open", "answered", "not_applicable", "dont_know"] = "open"
    step: str = ""
    """The id of the settled step; "" unless ``state`` is ``answered``."""
    present: list[str] = Field(default_factory=list)
    """Who was in the room, by role, never by name."""
    when: str = ""
    """The day, ISO 8601."""
    why: str = ""
    dissent: list[Dissent] = Field(default_factory=list)
    evidence: str = ""


class Input(BaseModel):
    """A file of answers that the consensus rests on."""

    model_config = ConfigDict(extra="allow")

    pseudonym: str
    role: str = ""
    round: str = ""
    sha256: str
    """Of the file's canonical JSON: shows whether it was changed afterwards."""


class Overruled(BaseModel):
    """A dissent that a later save no longer had. Kept, as it may be the fact that matters."""

    model_config = ConfigDict(extra="allow")

    item: str
    dissent: Dissent


class Consensus(BaseModel):
    """One file: the content it belongs to, the inputs' hashes, and one decision for each item."""

    model_config = ConfigDict(extra="allow")

    format: str = CONSENSUS_FORMAT
    content: ContentStamp
    tool: str = ""
    created: str = ""
    updated: str = ""
    inputs: list[Input] = Field(default_factory=list)
    decisions: list[Decision] = Field(default_factory=list)
    """In the order of discussion."""
    former: list[Overruled] = Field(default_factory=list)
    """Dissents of earlier saves that are in no decision any more."""

    def dissents(self) -> list[tuple[str, Dissent]]:
        """Every dissent with its item, those of earlier saves included."""
        now = [(d.item, dissent) for d in self.decisions for dissent in d.dissent]
        return now + [(old.item, old.dissent) for old in self.former]

    def dump(self) -> dict[str, Any]:
        """As plain data."""
        return self.model_dump(mode="json")
