"""``toolkit-course check``: every rule of the content, every problem in one run."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from .. import resources
from .checks.case import check_case
from .checks.claims import check_claims
from .checks.course import check_course, check_glossary, check_principles, check_sources
from .checks.coverage import check_coverage
from .checks.dataset import check_dataset
from .checks.example import check_example
from .checks.factsheet import check_factsheet
from .checks.lab import Find, check_lab
from .checks.lesson_activities import check_activities
from .checks.lesson_order import check_order
from .checks.lesson_prose import check_prose
from .checks.names import check_names, check_texts
from .checks.questionnaire import check_questionnaire
from .checks.quiz import check_quizzes
from .checks.sheet import check_sheet
from .checks.story import check_story
from .checks.whole import Whole, load
from .parse import Document
from .problems import Problem

Check = Callable[[Any, Whole], Iterator[Problem]]

DOCUMENT_CHECKS: dict[str, tuple[Check, ...]] = {
    "course": (check_course, check_coverage),
    "principles": (check_principles,),
    "sources": (check_sources,),
    "glossary": (check_glossary,),
    "quizzes": (check_quizzes,),
    "questionnaire": (check_questionnaire,),
    "example": (check_example,),
    "case": (check_case,),
    "story": (check_story,),
    "dataset": (check_dataset,),
    "lab": (check_lab,),
}
PAGE_CHECKS: dict[str, tuple[Check, ...]] = {
    "lesson": (check_order, check_activities, check_prose, check_claims),
    "sheet": (check_sheet,),
    "factsheet": (check_factsheet,),
}


def run(
    paths: Sequence[Path] | None = None, *, root: Path | None = None, labs: Find | None = None
) -> list[Problem]:
    """Check the course, or only some of its files.

    ``paths`` may name files or folders, also files from elsewhere that carry a ``schema`` line;
    references are resolved against the whole course all the same. ``root`` is the folder that
    holds ``data/`` and ``lessons/`` (default: this installation's). ``labs`` finds the models of
    labs; where it is given, they are run, also at the ends of their controls. The result is sorted
    by file and line; an empty list means that nothing is wrong and nothing is worth a note. Raises
    FileNotFoundError if the course itself cannot be found.
    """
    root = (root or resources.course_root()).resolve()
    labels, outside = _wanted(paths, root)
    whole = load(root, outside)
    whole.labs, whole.asked = labs, None if paths is None else labels
    problems = [*whole.problems, *_all(whole), *_missing_sheets(whole)]
    if paths is not None:
        problems = [p for p in problems if p.file in labels]
    return sorted(problems, key=lambda p: (p.file, p.line, p.column, p.rule, p.message))


def check_parsed(kind: str, document: Document[Any], root: Path | None = None) -> list[Problem]:
    """The same rules for one document that does not come from a YAML file.

    It is not put into the course; its references are resolved against the course at ``root``.
    """
    whole = load((root or resources.course_root()).resolve())
    problems = list(_document(kind, document, whole))
    return sorted(problems, key=lambda p: (p.path, p.rule, p.message))


def _all(whole: Whole) -> Iterator[Problem]:
    for kind, documents in whole.documents.items():
        for document in documents.values():
            yield from _document(kind, document, whole)
    for kind, pages in whole.pages.items():
        for page in pages.values():
            for check in PAGE_CHECKS[kind]:
                yield from check(page, whole)


def _document(kind: str, document: Document[Any], whole: Whole) -> Iterator[Problem]:
    yield from check_names(document, whole)
    yield from check_texts(document, whole)
    for check in DOCUMENT_CHECKS[kind]:
        yield from check(document, whole)


def _missing_sheets(whole: Whole) -> Iterator[Problem]:
    if not (whole.root / "facilitator").is_dir():
        return  # an installed course carries none
    for name, page in whole.pages.get("lesson", {}).items():
        label = f"facilitator/{name}.md"
        if name not in whole.pages.get("sheet", {}) and not whole.is_broken(label):
            message = f"the lesson has no run sheet {label}"
            yield Problem("warning", page.file, 1, "", message, rule="sheet.missing")


def _wanted(paths: Sequence[Path] | None, root: Path) -> tuple[set[str], list[Path]]:
    """The labels of the files asked for, and those that stand outside the course."""
    labels: set[str] = set()
    outside: list[Path] = []
    for path in paths or ():
        found = path.resolve()
        files = [f for f in sorted(found.rglob("*")) if f.is_file()] if found.is_dir() else [found]
        for file in files:
            inside = file.relative_to(root).as_posix() if file.is_relative_to(root) else ""
            if inside.split("/", 1)[0] in ("data", "lessons", "facilitator"):
                labels.add(inside)
                if file.is_file():
                    continue
            outside.append(file)
            labels.add(str(file))
    return labels, outside
