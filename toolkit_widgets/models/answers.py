"""Answers: what a learner typed, as it stands in a file."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, JsonValue

from .review import ReviewEvent

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

    kind: Literal["questionnaire", "quizzes", "case", "lab"]
    id: str
    version: str
    sha256: str
    """Of the whole content."""
    scoring_sha256: str = ""
    """Of what decides the results; "" in files of earlier editions."""
    text_sha256: str = ""
    """Of the words; "" in files of earlier editions."""
    shapes: dict[str, str] = Field(default_factory=dict)
    """Item → the steps of its scale, or its unit, as answered: tells which ones changed since."""

    def same_results(self, other: ContentStamp) -> bool:
        """True when answers to one can be scored as answers to the other: only words differ."""
        if (self.kind, self.id) != (other.kind, other.id):
            return False
        return self.sha256 == other.sha256 or (
            self.scoring_sha256 != "" and self.scoring_sha256 == other.scoring_sha256
        )

    @property
    def major(self) -> str:
        """The major version; results of different ones are not comparable."""
        return self.version.split(".")[0]


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
    round: str = ""
    """Which time it was asked, in the agency's own words, for example "spring 2026"."""
    answers: dict[str, Answer] = Field(default_factory=dict)
    committed: dict[str, str] = Field(default_factory=dict)
    """Activities handed in, and when."""
    aside: list[Aside] = Field(default_factory=list)
    review: list[ReviewEvent] = Field(default_factory=list)
    """Every step of the review, the oldest first."""

    def dump(self) -> dict[str, Any]:
        """As plain data, without fields that say nothing."""
        data = self.model_dump(mode="json")
        data["answers"] = {
            key: answer.model_dump(mode="json", exclude_defaults=True)
            for key, answer in self.answers.items()
        }
        return data
