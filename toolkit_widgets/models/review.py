"""Review by others: author, then reviewer, then approver. Every step is kept."""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

ReviewStep = Literal["submit", "comment", "return", "review", "refuse", "approve", "withdraw"]


class ReviewEvent(BaseModel):
    """One step. ``by`` and ``role`` are a pseudonym and a role, never a person's name.

    ``answers_sha256`` is of the answers as they then stood: it shows whether they changed since.
    """

    model_config = ConfigDict(extra="allow")

    step: ReviewStep
    by: str
    role: str = ""
    at: str
    """UTC, ISO 8601."""
    note: str = ""
    """The comment, or the reason; required to return or to refuse."""
    item: str = ""
    """The item that a comment is about; "" for the whole."""
    answers_sha256: str = ""
    answers: dict[str, str] = Field(default_factory=dict)
    """Item → the first digits of its answer's hash, when submitted: tells which ones changed."""
