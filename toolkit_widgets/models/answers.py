"""Answers: what a learner typed, as it stands in a file."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

FORMAT = "toolkit-answers/1"

State = Literal["answered", "draft", "not_applicable", "dont_know"]


class Answer(BaseModel):
    """The answer to one item.

    ``value`` is an option id, a list of ids (choices, ordering), a mapping (matching), a number
    or a text. A ``draft`` is something typed that is not a valid answer yet, kept as typed.
    ``reason`` belongs to "not applicable" and "don't know".
    """

    model_config = ConfigDict(extra="allow")  # a newer edition's fields survive a round trip

    state: State = "answered"
    value: JsonValue = None
    reason: str = ""
    comment: str = ""
    evidence: str = ""
    at: str = ""
    """When it was given: UTC, ISO 8601."""
    checked: int = 0
    """How often this value of a quiz item was checked."""
    first: JsonValue = None
    """The value at the first check: the honest one for item statistics."""

    @property
    def empty(self) -> bool:
        """True when there is nothing in it."""
        nothing = self.value in (None, "", [], {}) and self.state in ("answered", "draft")
        return nothing and not (self.reason or self.comment or self.evidence or self.checked)


class ContentStamp(BaseModel):
    """Which content the answers belong to."""

    model_config = ConfigDict(extra="allow")

    kind: Literal["questionnaire", "quizzes", "case"]
    id: str
    version: str
    sha256: str


class Respondent(BaseModel):
    """Who answered: a pseudonym and a role, never a name."""

    model_config = ConfigDict(extra="allow")

    pseudonym: str = ""
    role: str = ""


class Aside(BaseModel):
    """An answer that has no place any more, or lost against a later one. Never dropped."""

    model_config = ConfigDict(extra="allow")

    item: str
    answer: Answer
    why: str
    at: str = ""


class AnswerFile(BaseModel):
    """One file of answers: one questionnaire, one lesson's quizzes, or one case."""

    model_config = ConfigDict(extra="allow")

    format: str = FORMAT
    content: ContentStamp
    tool: str = ""
    revision: int = 0
    created: str = ""
    updated: str = ""
    respondent: Respondent = Field(default_factory=Respondent)
    answers: dict[str, Answer] = Field(default_factory=dict)
    committed: dict[str, str] = Field(default_factory=dict)
    """Activities handed in, and when."""
    aside: list[Aside] = Field(default_factory=list)

    def dump(self) -> dict[str, Any]:
        """As plain data, without fields that say nothing."""
        data = self.model_dump(mode="json")
        data["answers"] = {
            key: answer.model_dump(mode="json", exclude_defaults=True)
            for key, answer in self.answers.items()
        }
        return data
