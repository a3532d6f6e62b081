"""The course as a stranger might hand it on: hostile texts wherever words for a reader stand."""

from __future__ import annotations

from collections.abc import Callable
from itertools import cycle
from typing import Any

from pydantic import BaseModel

from toolkit_widgets import resources
from toolkit_widgets.content import library as shelf
from toolkit_widgets.content.parse import Document, parse_file
from toolkit_widgets.models import Answer, ChartExhibit, Dataset, ImageExhibit, Paper, Track
from toolkit_widgets.models.exhibits import Moment
from toolkit_widgets.models.texts import text_fields

from .payloads import PAYLOADS

NAMES = {(Track, "lessons"), (ChartExhibit, "only"), (ImageExhibit, "file"), (Dataset, "file"),
         (Moment, "lesson")}  # fmt: skip
"""Fields of words that are names of something: with another word in it the file is refused."""
AT_ONCE = 3
"""Payloads in one text. All of them in each would make a page of megabytes."""

Spoil = Callable[[str], str]


def spoiling(start: int = 0) -> Spoil:
    """A function that adds the next payloads to a text, so that many texts carry all of them."""
    turn = cycle(payload.text for payload in PAYLOADS)
    for _ in range(start):
        next(turn)

    def spoil(text: str) -> str:
        return " ".join([text, *(next(turn) for _ in range(AT_ONCE))]).strip()

    return spoil


def spoiled(value: Any, spoil: Spoil) -> Any:
    """A model with hostile words in it. Ids, conditions and numbers stay."""
    if isinstance(value, Paper):  # braces name items there: a strange one is refused
        whole = spoil

        def spoil(text: str) -> str:
            return text + whole("").replace("{", "").replace("}", "")

    if isinstance(value, BaseModel):
        words = text_fields(type(value))
        changes = {
            name: _everywhere(found, spoil) if name in words else spoiled(found, spoil)
            for name, found in value
            if (type(value), name) not in NAMES
        }
        return value.model_copy(update=changes)
    if isinstance(value, dict):
        return {key: spoiled(part, spoil) for key, part in value.items()}
    if isinstance(value, list):
        return [spoiled(part, spoil) for part in value]
    return value


def _everywhere(value: Any, spoil: Spoil) -> Any:
    if isinstance(value, str):
        return spoil(value)
    if isinstance(value, list):
        return [_everywhere(part, spoil) for part in value]
    if isinstance(value, dict):
        return {key: _everywhere(part, spoil) for key, part in value.items()}
    return value


def typed(form: Any, spoil: Spoil) -> dict[str, Answer]:
    """An answer to every question, hostile wherever one can type."""
    return {item.id: _answer(item, spoil) for item in form.items}


def _answer(item: Any, spoil: Spoil) -> Answer:
    said = {"comment": spoil("C"), "evidence": spoil("E")}
    if item.type in ("text", "long_text"):
        return Answer(value=spoil("V"), **said)
    if getattr(item, "options", None) and item.type in ("choice", "choices"):
        first = item.options[0].id
        return Answer(value=first if item.type == "choice" else [first], **said)
    if "dont_know" in getattr(item, "allow", []):
        return Answer(state="dont_know", reason=spoil("R"), **said)
    return Answer(state="draft", value=spoil("D"), **said)


def hostile_library(start: int = 0) -> shelf.Library:
    """This course's library with hostile words in all that it reads.

    For a process of its own: every file that is read from now on is spoiled.
    """
    spoil = spoiling(start)

    def parse(*arguments: Any) -> Any:
        found = parse_file(*arguments)
        return Document(found.file, spoiled(found.model, spoil), found.marked)

    shelf.parse_file = parse  # type: ignore[assignment]
    return shelf.Library(resources.data())
