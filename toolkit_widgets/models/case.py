"""Cases: a brief, exhibits, a decision that is committed, and then a reasoned model answer."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from .base import Id, Model, Ref, Text, Version
from .decision import Decision
from .exhibits import Exhibit
from .items import Choice, Choices, Item, Option

CONFIDENCE = (
    Option(id="guess", text="It is a guess."),
    Option(id="lean", text="I lean this way."),
    Option(id="fairly", text="Fairly sure."),
    Option(id="sure", text="Sure."),
)
"""How sure one is of a decision, from the least to the most."""
_NUMBERS = ("", "one", "two", "three", "four", "five")


class CasePart(Model):
    """One card: what lies on the desk, questions before the decision, and the decision.

    ``questions`` may ask or be marked; what is right in them is shown once the decision is
    committed, as everything in ``decision`` after its options and reasons.
    """

    id: Id
    title: Text
    minutes: Annotated[int, Field(ge=1)]
    brief: Text | None = None
    """What this part adds; a case of one part can do with the case's own brief."""
    exhibits: list[Exhibit] = []
    questions: list[Item] = []
    decision: Decision

    @property
    def items(self) -> list[Item]:
        """Everything that is asked, in the order of the card."""
        decision = self.decision
        return [
            *self.questions,
            Choice(
                type="choice",
                id=f"{decision.id}.decision",
                text=decision.question,
                required=True,
                options=[Option(id=o.id, text=o.text) for o in decision.options],
            ),
            Choices(
                type="choices",
                id=f"{decision.id}.reasons",
                text=f"Which reasons weighed most for you? Mark at most "
                f"{_NUMBERS[decision.at_most]}.",
                required=True,
                at_most=decision.at_most,
                options=[Option(id=r.id, text=r.text) for r in decision.reasons],
            ),
            Choice(
                type="choice",
                id=f"{decision.id}.confidence",
                text="How sure are you of your decision?",
                required=True,
                options=list(CONFIDENCE),
            ),
        ]


class Role(Model):
    """Somebody in the group version. ``sees`` names the exhibits that nobody else is given."""

    id: Id
    title: Text
    brief: Text
    wants: Text
    sees: list[Id] = []


class Assessment(Model):
    """The same system in an instrument of this course: a shipped, filled-in example of it."""

    questionnaire: Id
    example: Id


class Case(Model):
    """A decision on somebody's desk, or a chain of them. ``parts`` are its cards, in order."""

    schema_: Literal["toolkit-case/1"] = Field(alias="schema")
    id: Id
    version: Version
    title: Text
    minutes: Annotated[int, Field(ge=1)]
    fictional: bool
    brief: Text
    parts: list[CasePart] = Field(min_length=1)
    roles: list[Role] = []
    group: Text | None = None
    """How a group runs it. With ``roles`` it makes the group version."""
    assessment: Assessment | None = None
    refs: list[Ref] = Field(min_length=1)

    @property
    def items(self) -> list[Item]:
        """Everything that is asked in all parts: one file of answers keeps them together."""
        return [item for part in self.parts for item in part.items]

    @property
    def exhibits(self) -> list[Exhibit]:
        """The exhibits of all parts, in order."""
        return [exhibit for part in self.parts for exhibit in part.exhibits]
