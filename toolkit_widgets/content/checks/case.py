"""Cases: the file stands in its own folder, and its items are sound."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import MARKED, Case, Note
from ..parse import Document
from ..problems import Problem
from .conditions import check_conditions
from .items import check_item
from .refs import lacks_refs
from .walk import duplicates, ids
from .whole import Whole, name_of


def check_case(document: Document[Case], whole: Whole) -> Iterator[Problem]:
    """Everything about one case."""
    case = document.model
    slug = name_of("case", document.file)
    if case.id != slug:
        yield document.problem(
            ("id",),
            f"the id '{case.id}' and the name of the folder differ; lessons ask for '{slug}'",
            found=case.id,
            allowed=slug,
            rule="file.name",
        )
    yield from duplicates(document, "exhibit", ids(("exhibits",), case.exhibits), "'exhibits'")
    yield from duplicates(document, "item", ids(("items",), case.items), "'items'")
    for number, item in enumerate(case.items):
        path = ("items", number)
        yield from check_item(document, path, item)
        if isinstance(item, MARKED):
            yield from lacks_refs(document, path, item)
    yield from check_conditions(document, case)
    if all(isinstance(item, Note) for item in case.items):
        message = "a case asks for a decision; all its items are notes"
        yield document.problem(("items",), message, rule="case.decision")
    if (whole.root / document.file).is_file():
        card = (whole.root / document.file).parent / "README.md"
        if not card.is_file():
            message = f"data/cases/{slug}/README.md is missing: say what is invented, what is not"
            yield document.problem((), message, "warning", rule="case.readme")
