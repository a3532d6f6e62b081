"""Conditions as data: when an item or a section is shown. Never a string, never evaluated code."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, Self

from pydantic import Discriminator, Field, Tag, model_validator
from pydantic_core import PydanticCustomError

from .base import Id, Model

Scalar = str | int | float | bool
TESTS = ("is", "in", "contains", "at_least", "at_most", "answered")


class Test(Model):
    """One comparison with the answer to item ``q``. Exactly one of the six tests is given."""

    __test__ = False  # the name is the field's term; this is no test case for pytest

    q: Id
    is_: Scalar | None = Field(default=None, alias="is")
    in_: list[Scalar] | None = Field(default=None, alias="in")
    contains: Scalar | None = None
    at_least: int | float | None = None
    at_most: int | float | None = None
    answered: bool | None = None

    @model_validator(mode="after")
    def _one_test(self) -> Self:
        if len(self.given) != 1:
            raise PydanticCustomError(
                "one_test", "a condition needs exactly one of {tests}", {"tests": ", ".join(TESTS)}
            )
        return self

    @property
    def given(self) -> list[str]:
        """The names of the tests that are set."""
        values = (self.is_, self.in_, self.contains, self.at_least, self.at_most, self.answered)
        return [name for name, value in zip(TESTS, values, strict=True) if value is not None]


class All(Model):
    """True when every part is true."""

    all: list[Condition] = Field(min_length=1)


class Any_(Model):
    """True when at least one part is true."""

    any: list[Condition] = Field(min_length=1)


class Not(Model):
    """True when its part is false."""

    not_: Condition = Field(alias="not")


def _kind(value: Any) -> str:
    if isinstance(value, dict):
        return next((k for k in ("all", "any", "not") if k in value), "test")
    names = {"All": "all", "Any_": "any", "Not": "not"}
    return names.get(type(value).__name__, "test")


Condition = Annotated[
    Annotated[All, Tag("all")]
    | Annotated[Any_, Tag("any")]
    | Annotated[Not, Tag("not")]
    | Annotated[Test, Tag("test")],
    Discriminator(_kind),
]


def referenced(condition: Condition | None) -> Iterator[str]:
    """The ids of the items a condition looks at, in order, with repeats."""
    if isinstance(condition, Test):
        yield condition.q
    elif isinstance(condition, Not):
        yield from referenced(condition.not_)
    elif isinstance(condition, All):
        for part in condition.all:
            yield from referenced(part)
    elif isinstance(condition, Any_):
        for part in condition.any:
            yield from referenced(part)


for _model in (All, Any_, Not):
    _model.model_rebuild()
