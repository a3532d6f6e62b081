"""Papers: everything that a placeholder asks for exists; ids are given once."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Item, Note, Paper, Questionnaire, referenced
from ...scoring.papers import names_in
from ...scoring.saying import find, parts_of
from ..parse import Document
from ..problems import Problem, nearest
from ..yaml_marks import Path
from .names import missing
from .walk import duplicates, ids


def check_papers(document: Document[Questionnaire]) -> Iterator[Problem]:
    """The papers of one questionnaire."""
    form = document.model
    if form.results == "papers" and not form.papers:
        message = "results: papers needs 'papers', or there is nothing to show"
        yield document.problem(("results",), message, rule="paper.none")
    yield from duplicates(document, "paper", ids(("papers",), form.papers), "'papers'")
    items: dict[str, Item] = {item.id: item for item in form.items}
    for number, paper in enumerate(form.papers):
        for path, text in _texts(paper, ("papers", number)):
            yield from _placeholders(document, path, text, items)
        for place, block in enumerate(paper.blocks):
            where: Path = ("papers", number, "blocks", place, "show_when")
            for name in referenced(block.show_when):
                yield from missing(document, where, "item", name, items, "paper.condition")


def _texts(paper: Paper, path: Path) -> Iterator[tuple[Path, str]]:
    """Every text that is filled in, and the roles, which are not."""
    yield (*path, "title"), paper.title
    yield (*path, "for"), paper.for_
    for place, block in enumerate(paper.blocks):
        where: Path = (*path, "blocks", place)
        if block.heading is not None:
            yield (*where, "heading"), block.heading
        for number, line in enumerate(block.lines):
            yield (*where, "lines", number), line
        if block.open is not None:
            yield (*where, "open"), block.open


def _placeholders(
    document: Document[Questionnaire], path: Path, text: str, items: dict[str, Item]
) -> Iterator[Problem]:
    for name in dict.fromkeys(names_in(text)):
        found = find(items, name)
        if found is None:
            names = [*items, *(f"{key}.{part}" for key in items for part in parts_of(items[key]))]
            yield document.problem(
                path,
                f"'{{{name}}}' names no item of this questionnaire, and no part of one",
                found=name,
                allowed="an item's id, or the id and a part of an answer that has parts",
                nearest=nearest(name, names),
                rule="paper.placeholder",
            )
        elif isinstance(found[0], Note):
            yield document.problem(
                path,
                f"'{{{name}}}' is a note: it asks nothing, so nothing can stand here",
                found=name,
                rule="paper.note",
            )
    rest = text
    for name in names_in(text):
        rest = rest.replace(f"{{{name}}}", "")
    if "{" in rest or "}" in rest:
        yield document.problem(
            path,
            "a brace that belongs to no placeholder; write {item-id} without spaces",
            found=text[:60],
            rule="paper.brace",
        )
