"""Stories: ids, exhibits, and the lessons where each moment is met."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ...models import Story
from ..parse import Document
from ..problems import Problem, nearest
from .exhibits import check_exhibits
from .walk import duplicates, ids
from .whole import Whole, name_of


def check_story(document: Document[Story], whole: Whole) -> Iterator[Problem]:
    """Everything about one story."""
    story = document.model
    slug = name_of("story", document.file)
    if story.id != slug:
        yield document.problem(
            ("id",),
            f"the id '{story.id}' and the name of the folder differ; lessons ask for '{slug}'",
            found=story.id,
            allowed=slug,
            rule="file.name",
        )
    for kind, things in (("exhibit", story.exhibits), ("person", story.people)):
        name = "exhibits" if kind == "exhibit" else "people"
        yield from duplicates(document, kind, ids((name,), things), f"'{name}'")
    yield from check_exhibits(document, ("exhibits",), story.exhibits, whole)
    numbers = [info.number for info in whole.lessons.values()]
    for place, moment in enumerate(story.timeline):
        if moment.lesson is not None and numbers and moment.lesson not in numbers:
            yield document.problem(
                ("timeline", place, "lesson"),
                f"there is no lesson '{moment.lesson}'",
                found=moment.lesson,
                allowed=", ".join(numbers),
                nearest=nearest(moment.lesson, numbers),
                rule="lesson.unknown",
            )
    yield from missing_card(document, whole)


def missing_card(document: Document[Any], whole: Whole) -> Iterator[Problem]:
    """A warning where the folder has no README.md that says what is invented."""
    file = whole.root / document.file
    if file.is_file() and not (file.parent / "README.md").is_file():
        folder = file.parent.name
        message = f"data/cases/{folder}/README.md is missing: say what is invented, what is not"
        yield document.problem((), message, "warning", rule="case.readme")
