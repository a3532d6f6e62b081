"""Every marked item says where its feedback comes from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models import Item, Matching, Multiple, Ordering, Single
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path


def lacks_refs(document: Document[Any], path: Path, item: Item) -> Iterator[Problem]:
    """A problem if the item has no sources of its own and not every answer has."""
    if item.refs:
        return
    parts: list[Any] = []
    if isinstance(item, Single | Multiple):
        parts = list(item.options)
    elif isinstance(item, Ordering):
        parts = list(item.entries)
    elif isinstance(item, Matching):
        parts = list(item.prompts)
    without = [part.id for part in parts if not part.refs]
    if parts and not without:
        return
    some = f" ({', '.join(without)} have none)" if len(without) < len(parts) else ""
    yield document.problem(
        path,
        f"item '{item.id}' names no source; give it 'refs', or give them to every answer{some}",
        found="nothing",
        allowed="refs",
        rule="quiz.refs",
    )
