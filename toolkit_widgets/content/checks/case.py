"""Cases: the parts, their exhibits and questions, the roles of the group, the assessment."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import MARKED, Case
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path
from .conditions import check_conditions
from .decision import check_decision, check_length
from .exhibits import check_exhibits
from .items import check_item
from .names import missing
from .refs import lacks_refs
from .story import missing_card
from .walk import duplicates, ids
from .whole import Whole, name_of

Doc = Document[Case]


def check_case(document: Doc, whole: Whole) -> Iterator[Problem]:
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
    yield from duplicates(document, "part", ids(("parts",), case.parts), "'parts'")
    yield from duplicates(document, "exhibit", _exhibits(case), "another exhibit")
    yield from duplicates(document, "item", _items(case), "another question or decision")
    yield from duplicates(document, "role", ids(("roles",), case.roles), "'roles'")
    for number, part in enumerate(case.parts):
        path: Path = ("parts", number)
        yield from check_exhibits(document, (*path, "exhibits"), part.exhibits, whole)
        for place, item in enumerate(part.questions):
            where = (*path, "questions", place)
            yield from check_item(document, where, item)
            if isinstance(item, MARKED):
                yield from lacks_refs(document, where, item)
        yield from check_conditions(document, part, path)
        yield from check_decision(document, (*path, "decision"), part.decision)
    yield from check_length(document)
    yield from _minutes(document)
    yield from _group(document)
    yield from _assessment(document, whole)
    yield from missing_card(document, whole)


def _exhibits(case: Case) -> list[tuple[Path, str]]:
    return [
        found
        for number, part in enumerate(case.parts)
        for found in ids(("parts", number, "exhibits"), part.exhibits)
    ]


def _items(case: Case) -> list[tuple[Path, str]]:
    """Questions, and decisions by the id that their three items begin with."""
    found: list[tuple[Path, str]] = []
    for number, part in enumerate(case.parts):
        path: Path = ("parts", number)
        found += ids((*path, "questions"), part.questions)
        found.append(((*path, "decision", "id"), part.decision.id))
    return found


def _minutes(document: Doc) -> Iterator[Problem]:
    case = document.model
    total = sum(part.minutes for part in case.parts)
    if total > case.minutes:
        message = f"its parts take {total} minutes together; the case says {case.minutes}"
        yield document.problem(
            ("minutes",), message, found=str(case.minutes), allowed=str(total), rule="case.minutes"
        )


def _group(document: Doc) -> Iterator[Problem]:
    case = document.model
    exhibits = [exhibit.id for exhibit in case.exhibits]
    for number, role in enumerate(case.roles):
        for place, name in enumerate(role.sees):
            yield from missing(
                document, ("roles", number, "sees", place), "exhibit", name, exhibits, "case.sees"
            )
    if bool(case.roles) != (case.group is not None):
        lacks = "'group', which says how it runs" if case.roles else "'roles'"
        message = f"the group version needs both 'group' and 'roles'; this case lacks {lacks}"
        yield document.problem((), message, allowed="group, roles", rule="case.group")


def _assessment(document: Doc, whole: Whole) -> Iterator[Problem]:
    wanted = document.model.assessment
    if wanted is None:
        return
    form = whole.questionnaire(wanted.questionnaire)
    if form is None:
        broken = whole.is_broken(f"data/questionnaires/{wanted.questionnaire}/questionnaire.yaml")
        if not broken:
            yield from missing(
                document,
                ("assessment", "questionnaire"),
                "questionnaire",
                wanted.questionnaire,
                list(whole.of("questionnaire")),
                "case.assessment",
            )
        return
    yield from missing(
        document,
        ("assessment", "example"),
        f"example of '{form.id}' called",
        wanted.example,
        list(form.examples),
        "case.assessment",
    )
