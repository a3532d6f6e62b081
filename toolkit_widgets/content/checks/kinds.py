"""What kind of file a path is: by its place in the course, or else by its ``schema`` line."""

from __future__ import annotations

import re
from pathlib import Path, PurePosixPath

from pydantic import BaseModel

from ...models import (
    Case,
    Course,
    Dataset,
    Example,
    Glossary,
    Lab,
    Principles,
    Questionnaire,
    QuizSet,
    Sources,
    Story,
)

MODELS: dict[str, type[BaseModel]] = {
    "course": Course,
    "principles": Principles,
    "sources": Sources,
    "glossary": Glossary,
    "quizzes": QuizSet,
    "questionnaire": Questionnaire,
    "example": Example,
    "case": Case,
    "story": Story,
    "lab": Lab,
    "dataset": Dataset,
}
PAGES = ("lesson", "sheet")
REQUIRED = ("data/course.yaml", "data/principles.yaml", "data/sources.yaml", "data/glossary.yaml")

_PLACES = {
    r"data/(course|principles|sources|glossary)\.yaml": "",
    r"data/quizzes/[^/]+\.yaml": "quizzes",
    r"data/questionnaires/[^/]+/questionnaire\.yaml": "questionnaire",
    r"data/questionnaires/[^/]+/examples/[^/]+\.yaml": "example",
    r"data/cases/[^/]+/case\.yaml": "case",
    r"data/cases/[^/]+/story\.yaml": "story",
    r"data/labs/[^/]+\.yaml": "lab",
    r"data/datasets/[^/]+/dataset\.yaml": "dataset",
    r"lessons/[^/]+\.md": "lesson",
    r"facilitator/(?!README\.md)[^/]+\.md": "sheet",
}
_SILENT = (  # files that belong there and have no rules of their own
    r"data/(cases|datasets)/[^/]+/[^/]+\.(csv|md|json|txt|svg|png)",
    r"data/datasets/[^/]+/generate\.py",
    r"data/(questionnaires/)?([^/]+/)?README\.md",
    r"facilitator/README\.md",
    r"(lessons|facilitator)/([^/]+/)*[^/]+\.(svg|png|jpg|jpeg)",
)
_SCHEMA = re.compile(r"^schema:\s*['\"]?toolkit-([a-z]+)/", re.MULTILINE)

ALLOWED = (
    "data/{course,principles,sources,glossary}.yaml, data/quizzes/<lesson>.yaml, "
    "data/questionnaires/<id>/questionnaire.yaml and examples/<id>.yaml in it, "
    "data/cases/<id>/case.yaml or story.yaml, data/labs/<id>.yaml, data/datasets/<id>/, "
    "lessons/<lesson>.md, facilitator/<lesson>.md"
)


def kind_of(label: str) -> str:
    """The kind of a file by its place; ``silent`` for companions, ``""`` for a stranger."""
    for pattern, kind in _PLACES.items():
        if re.fullmatch(pattern, label):
            return kind or PurePosixPath(label).stem
    return "silent" if any(re.fullmatch(p, label) for p in _SILENT) else ""


def kind_by_schema(text: str) -> str:
    """The kind of a file from elsewhere, by its line ``schema: toolkit-<kind>/1``."""
    found = _SCHEMA.search(text)
    return found[1] if found and found[1] in MODELS else ""


def files_of(root: Path) -> list[Path]:
    """Every file of the course below ``data/``, ``lessons/`` and ``facilitator/``."""
    found: list[Path] = []
    for folder in ("data", "lessons", "facilitator"):
        for file in sorted((root / folder).rglob("*")):
            inside = file.relative_to(root).parts
            hidden = any(part.startswith((".", "__pycache__")) for part in inside)
            if file.is_file() and not hidden and not file.name.endswith(("~", ".pyc")):
                found.append(file)
    return found
