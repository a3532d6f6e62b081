"""From pydantic's location of an error to the place in the file and the keys allowed there."""

from __future__ import annotations

import types
import typing
from collections.abc import Sequence
from typing import Any

from pydantic import BaseModel, Tag

from .yaml_marks import Path

Location = Sequence[str | int]


def locate(model: type[BaseModel], location: Location) -> tuple[Path, list[Any]]:
    """The path in the data, and the types that may stand there.

    Pydantic's location also holds the names of union members, which no file contains. They can
    be told from keys of the same name (an item of type ``text`` has a key ``text``) only by
    walking the model alongside.
    """
    path: list[str | int] = []
    here = members(model)
    for part in location:
        if len(here) > 1:  # a union: this part names one of its members
            here = [member for tag, member in here if part in _names(tag, member)]
            here = [(None, member) for member in here[:1]]
            continue
        inner = _inner(here[0][1], part) if here else None
        if inner is None:  # below something that the model does not know
            here = []
            if part != "[key]":
                path.append(part)
            continue
        path.append(part)
        here = members(inner)
    return tuple(path), [member for _, member in here]


def keys(types_: Sequence[Any]) -> set[str]:
    """The keys that models among ``types_`` allow, as they are written in a file."""
    return {
        info.alias or name
        for member in types_
        if _is_model(member)
        for name, info in member.model_fields.items()
    }


def members(annotation: Any) -> list[tuple[str | None, Any]]:
    """A union taken apart into (tag, type); None is left out, as pydantic does."""
    origin = typing.get_origin(annotation)
    if annotation is type(None):
        return []
    if origin is typing.Annotated:
        inner, *metadata = typing.get_args(annotation)
        tag = next((m.tag for m in metadata if isinstance(m, Tag)), None)
        return [(tag or own, member) for own, member in members(inner)]
    if origin in (typing.Union, types.UnionType):
        return [pair for arg in typing.get_args(annotation) for pair in members(arg)]
    return [(None, annotation)]


def _names(tag: str | None, member: Any) -> set[str]:
    """How pydantic calls a member of a union in its locations."""
    if tag:
        return {tag}
    if _is_model(member) and "type" in member.model_fields:
        return {*typing.get_args(member.model_fields["type"].annotation), member.__name__}
    if _is_model(member) and "op" in member.model_fields:
        return {*typing.get_args(member.model_fields["op"].annotation), member.__name__}
    return {getattr(member, "__name__", str(member))}


def _inner(annotation: Any, part: str | int) -> Any:
    """What stands under ``part`` of this type; None where the type does not say."""
    if _is_model(annotation):
        for name, info in annotation.model_fields.items():
            if part in (name, info.alias):
                extra = [m for m in info.metadata if isinstance(m, Tag)]
                return typing.Annotated[info.annotation, *extra] if extra else info.annotation
        return None
    arguments = typing.get_args(annotation)
    return arguments[-1] if arguments and part != "[key]" else None  # list[X], dict[str, X]


def _is_model(member: Any) -> bool:
    return isinstance(member, type) and issubclass(member, BaseModel)
