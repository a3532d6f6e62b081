"""Names that must exist: sources, principles, lessons. And: no raw HTML, no leftovers."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import Any

from ...models import Action, ItemBase, Ref
from ..parse import Document
from ..problems import Problem, nearest, short
from ..prose import broken_citations, citations, read_prose
from ..yaml_marks import Path
from .walk import texts, walk
from .whole import Whole

EMPTY_PLACES = ("-", "–", "—", "?", "…", "...", "n/a", "none", "xx", "x")
_LESSON_PLACE = re.compile(r"\blessons?\s+([0-9A-Z][0-9]\b|[0-9]{2}\b)")
LEFTOVER = re.compile(r"\b(T[O]DO|F[I]XME|T[B]D|X[X]X)\b|\b[Ll]orem ipsum\b")
"""Written with brackets so that a search for leftovers does not find this line."""


def missing(
    document: Document[Any], path: Path, kind: str, name: str, names: Collection[str], rule: str
) -> Iterator[Problem]:
    """A problem if ``name`` is not one of ``names``."""
    if name not in names:
        yield document.problem(
            path,
            f"there is no {kind} '{name}'",
            found=name,
            allowed=", ".join(sorted(names)),
            nearest=nearest(name, names),
            rule=rule,
        )


def check_names(document: Document[Any], whole: Whole) -> Iterator[Problem]:
    """All references of a document to other files of the course."""
    for path, model in walk(document.model):
        if isinstance(model, Ref):
            yield from _ref(document, path, model, whole)
        elif isinstance(model, ItemBase | Action):
            if model.lesson is not None and whole.course:
                lesson = (*path, "lesson")
                rule = "lesson.unknown"
                yield from missing(document, lesson, "lesson", model.lesson, whole.lessons, rule)
            if isinstance(model, ItemBase) and whole.principles:
                for place, name in enumerate(model.principles):
                    where = (*path, "principles", place)
                    known = whole.principle_ids
                    yield from missing(
                        document, where, "principle", name, known, "principle.unknown"
                    )


def _ref(document: Document[Any], path: Path, ref: Ref, whole: Whole) -> Iterator[Problem]:
    where = (*path, "source")
    if whole.sources is not None:
        yield from missing(document, where, "source", ref.source, whole.sources, "source.unknown")
        source = whole.sources.get(ref.source)
        if source and source.toolkit and source.status == "unconfirmed":
            yield document.problem(where, unconfirmed(ref.source), rule="source.unconfirmed")
    if ref.at.casefold() in EMPTY_PLACES:
        yield document.problem(
            (*path, "at"),
            f"'{ref.at}' is no place in '{ref.source}'; name a page, section or article, "
            "or write 'whole page'",
            found=ref.at,
            rule="source.place",
        )
    if ref.source == "course" and whole.course:
        numbers = {info.number for info in whole.course.lessons}
        for number in _LESSON_PLACE.findall(ref.at):
            yield from missing(document, (*path, "at"), "lesson", number, numbers, "lesson.unknown")


def unconfirmed(source: str) -> str:
    """The sentence about a source that nobody has read."""
    return (
        f"'{source}' is a Toolkit resource that was not read (status unconfirmed); "
        "nothing may be cited to it"
    )


def check_texts(document: Document[Any], whole: Whole) -> Iterator[Problem]:
    """Raw HTML, leftovers and broken citations in any text of a data file."""
    for path, text in texts(document.marked.data):
        if "<" in text:
            for found, _ in read_prose(text).html[:1]:
                yield document.problem(
                    path,
                    f"raw HTML is shown as it stands, not as a page: {short(found, 30)}; "
                    "use Markdown, or write the sign in `code`",
                    found=short(found),
                    rule="text.html",
                )
        leftover = LEFTOVER.search(text)
        if leftover:
            yield document.problem(
                path,
                f"'{leftover[0]}' is a note to yourself; finish the text",
                found=leftover[0],
                rule="text.leftover",
            )
        if "[@" in text:
            yield from _citations(document, path, text, whole)


def _citations(document: Document[Any], path: Path, text: str, whole: Whole) -> Iterator[Problem]:
    for broken, _ in broken_citations(text):
        message = f"'{broken}' is not a citation; write [@source-id: place]"
        yield document.problem(path, message, found=broken, rule="citation.shape")
    for citation in citations(text):
        if whole.sources is not None:
            name = citation.source
            yield from missing(document, path, "source", name, whole.sources, "source.unknown")
