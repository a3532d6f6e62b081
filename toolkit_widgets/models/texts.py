"""Which fields of a model hold words for a reader: what is translated, and what no score needs."""

from __future__ import annotations

import types
import typing
from functools import cache
from typing import Any

from pydantic import BaseModel, StringConstraints


@cache
def text_fields(model: type[BaseModel]) -> frozenset[str]:
    """The fields that hold words for a reader, alone, in a list or in a mapping."""
    return frozenset(
        name
        for name, info in model.model_fields.items()
        if any(_is_text(x) for x in info.metadata) or _holds_text(info.annotation)
    )


def _holds_text(annotation: Any) -> bool:
    origin, arguments = typing.get_origin(annotation), typing.get_args(annotation)
    if origin is typing.Annotated:
        return any(_is_text(x) for x in arguments[1:]) or _holds_text(arguments[0])
    if origin in (typing.Union, types.UnionType, list):
        return any(_holds_text(x) for x in arguments)
    return origin is dict and _holds_text(arguments[-1])


def _is_text(constraint: Any) -> bool:
    return isinstance(constraint, StringConstraints) and constraint.pattern is None
