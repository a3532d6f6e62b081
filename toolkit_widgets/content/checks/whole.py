"""The whole course in memory: what every cross-reference is resolved against."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from ...models import (
    Case,
    Course,
    Example,
    Glossary,
    LessonInfo,
    Principles,
    Questionnaire,
    QuizSet,
    Source,
    Sources,
)
from ..lesson_source import Page, parse_page
from ..parse import Document, parse_text, read_text
from ..problems import ContentError, Problem
from .kinds import ALLOWED, MODELS, PAGES, REQUIRED, files_of, kind_by_schema, kind_of

if TYPE_CHECKING:
    from .lab import Find


@dataclass
class Whole:
    """Every file that could be read, by kind and name; names of files that could not."""

    root: Path
    documents: dict[str, dict[str, Document[Any]]] = field(default_factory=dict)
    pages: dict[str, dict[str, Page]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    broken: set[str] = field(default_factory=set)
    """Labels of files with faults of their own; nobody is blamed for what they lack."""
    labs: Find | None = None
    """Finds the models of labs, where they are to be run."""
    asked: set[str] | None = None
    """Labels of the files that are asked about; None: all."""

    def of(self, kind: str) -> dict[str, Document[Any]]:
        """The documents of a kind by name: lesson id, questionnaire id, case id …"""
        return self.documents.get(kind, {})

    def is_broken(self, label: str) -> bool:
        """True if this file exists and could not be read."""
        return label in self.broken

    def _only(self, kind: str) -> Any:
        return next((d.model for d in self.of(kind).values()), None)

    @cached_property
    def course(self) -> Course | None:
        """The syllabus, if it could be read."""
        return cast("Course | None", self._only("course"))

    @cached_property
    def lessons(self) -> dict[str, LessonInfo]:
        """The lessons of the syllabus by id, in order."""
        return {info.id: info for info in self.course.lessons} if self.course else {}

    @cached_property
    def order(self) -> dict[str, int]:
        """The place of each lesson in the syllabus."""
        return {name: place for place, name in enumerate(self.lessons)}

    @cached_property
    def principles(self) -> Principles | None:
        """Principles and stages, if they could be read."""
        return cast("Principles | None", self._only("principles"))

    @cached_property
    def principle_ids(self) -> set[str]:
        """The ids of all principles."""
        return {p.id for p in self.principles.principles} if self.principles else set()

    @cached_property
    def sources(self) -> dict[str, Source] | None:
        """Every source by id; None if the list could not be read."""
        found = cast("Sources | None", self._only("sources"))
        return {source.id: source for source in found.sources} if found else None

    @cached_property
    def glossary(self) -> Glossary | None:
        """The glossary, if it could be read."""
        return cast("Glossary | None", self._only("glossary"))

    def quizzes(self, lesson: str) -> QuizSet | None:
        """The quizzes of a lesson."""
        found = self.of("quizzes").get(lesson)
        return found.model if found else None

    def questionnaire(self, name: str) -> Questionnaire | None:
        """A questionnaire by id."""
        found = self.of("questionnaire").get(name)
        return found.model if found else None

    def examples(self, questionnaire: str) -> dict[str, Document[Example]]:
        """The examples of a questionnaire by file name, as ``questionnaire/name``."""
        start = f"{questionnaire}/"
        return {
            key.removeprefix(start): document
            for key, document in self.of("example").items()
            if key.startswith(start)
        }

    @property
    def cases(self) -> dict[str, Document[Case]]:
        """Every case by id."""
        return self.of("case")


def load(root: Path, more: Iterable[Path] = ()) -> Whole:
    """Read the course, and further files from elsewhere."""
    whole = Whole(root)
    for file in files_of(root):
        _read(file, file.relative_to(root).as_posix(), whole)
    for file in more:
        _read(file, str(file), whole)
    for label in REQUIRED:
        if not (root / label).is_file():
            _add(whole, label, "this file is missing, and the course needs it", "file.missing")
    return whole


def name_of(kind: str, label: str) -> str:
    """The name under which a file is known, from where it stands."""
    path = Path(label)
    if kind == "example":
        return f"{path.parent.parent.name}/{path.stem}"
    folders = ("questionnaire", "case", "story", "dataset")
    return path.parent.name if kind in folders else path.stem


def _read(file: Path, label: str, whole: Whole) -> None:
    kind = kind_of(label)
    if kind == "silent":
        return
    if not kind and file.suffix not in (".yaml", ".yml"):
        _stranger(whole, label)
        return
    try:
        text = read_text(file, label)
        kind = kind or kind_by_schema(text)
        if kind in PAGES:
            page = parse_page(text, file.stem, label)
            whole.pages.setdefault(kind, {})[file.stem] = page
        elif kind:
            document = parse_text(text, MODELS[kind], label)
            whole.documents.setdefault(kind, {})[name_of(kind, label)] = document
        else:
            _stranger(whole, label)
    except ContentError as error:
        whole.broken.add(label)
        whole.problems += error.problems


def _stranger(whole: Whole, label: str) -> None:
    message = "no such kind of file is part of the course; move it, rename it or remove it"
    _add(whole, label, message, "file.kind", ALLOWED)


def _add(whole: Whole, label: str, message: str, rule: str, allowed: str = "") -> None:
    whole.problems.append(Problem("error", label, 1, "", message, allowed=allowed, rule=rule))
