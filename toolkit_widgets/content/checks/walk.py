"""Walking a model with the path of everything in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel

from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path


def walk(model: Any, path: Path = ()) -> Iterator[tuple[Path, BaseModel]]:
    """Every model in ``model``, outermost first, with its path in the file."""
    if isinstance(model, BaseModel):
        yield path, model
        for name, info in type(model).model_fields.items():
            yield from walk(getattr(model, name), (*path, info.alias or name))
    elif isinstance(model, dict):
        for key, value in model.items():
            yield from walk(value, (*path, key))
    elif isinstance(model, list):
        for place, value in enumerate(model):
            yield from walk(value, (*path, place))


def texts(data: Any, path: Path = ()) -> Iterator[tuple[Path, str]]:
    """Every text in plain data, with its path."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from texts(value, (*path, key))
    elif isinstance(data, list):
        for place, value in enumerate(data):
            yield from texts(value, (*path, place))


def duplicates(
    document: Document[Any],
    kind: str,
    names: Iterable[tuple[Path, str]],
    where: str,
) -> Iterator[Problem]:
    """A problem for every name that was given before. ``names``: the path of the id, the id."""
    seen: dict[str, int] = {}
    for path, name in names:
        if name in seen:
            yield document.problem(
                path,
                f"the {kind} '{name}' is already used in {where}, line {seen[name]}; "
                "give this one another id",
                found=name,
                rule="id.duplicate",
            )
        else:
            seen[name] = document.marked.at(path)[0]


def ids(path: Path, things: Sequence[Any]) -> list[tuple[Path, str]]:
    """The ids of a list of models, with their paths."""
    return [((*path, place, "id"), thing.id) for place, thing in enumerate(things)]
