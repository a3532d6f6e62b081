"""The course's content by name, read once. A wrong name or a broken file is said in a sentence."""

from __future__ import annotations

from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from .. import resources
from ..models import (
    Course,
    Example,
    Glossary,
    LessonInfo,
    Principles,
    Questionnaire,
    Quiz,
    QuizSet,
    Sources,
)
from ..scoring.visibility import Form, cycle
from .parse import parse_file
from .problems import ContentError, Problem, unknown
from .translate import Catalogue

if TYPE_CHECKING:
    from ..models import Case, CasePart, Dataset, Lab, Story


class UnknownName(LookupError):
    """There is no such lesson, quiz, questionnaire, case or example."""


class Library:
    """Everything under one ``data/`` folder.

    What few lessons have (cases, data sets, labs, translations) is imported by its own method.
    """

    def __init__(self, data: Path) -> None:
        self.data = data
        self._quiz_sets: dict[str, QuizSet] = {}
        self._questionnaires: dict[str, Questionnaire] = {}
        self._cases: dict[str, Case] = {}
        self._labs: dict[str, Lab] = {}

    @cached_property
    def course(self) -> Course:
        """The syllabus."""
        return parse_file(self.data / "course.yaml", Course).model

    @cached_property
    def principles(self) -> Principles:
        """The 5 core and 17 instrumental principles and the six stages."""
        return parse_file(self.data / "principles.yaml", Principles).model

    @cached_property
    def sources(self) -> Sources:
        """Every document cited."""
        return parse_file(self.data / "sources.yaml", Sources).model

    @cached_property
    def glossary(self) -> Glossary:
        """The words the lessons explain."""
        return parse_file(self.data / "glossary.yaml", Glossary).model

    def lesson(self, name: str) -> LessonInfo:
        """By id or by number. Raises :class:`UnknownName`."""
        for info in self.course.lessons:
            if name in (info.id, info.number):
                return info
        raise UnknownName(
            unknown("lesson", name, [x.id for x in self.course.lessons], "the course")
        )

    def quiz_set(self, lesson: str) -> QuizSet | None:
        """All quizzes of a lesson, or None where it has none."""
        file = self.data / "quizzes" / f"{lesson}.yaml"
        if lesson not in self._quiz_sets:
            if not file.is_file():
                return None
            found = parse_file(file, QuizSet).model
            for quiz in found.quizzes:
                _refuse_cycle(quiz, file.name)
            self._quiz_sets[lesson] = found
        return self._quiz_sets[lesson]

    def quiz(self, lesson: str, name: str) -> Quiz:
        """One quiz of a lesson. Raises :class:`UnknownName`."""
        found = self.quiz_set(lesson)
        quizzes = {quiz.id: quiz for quiz in found.quizzes} if found else {}
        if name not in quizzes:
            number = lesson.split("_", 1)[0]
            raise UnknownName(unknown("quiz", name, list(quizzes), f"lesson {number}"))
        return quizzes[name]

    def questionnaire(self, name: str) -> Questionnaire:
        """Raises :class:`UnknownName`."""
        if name not in self._questionnaires:
            file = self.data / "questionnaires" / name / "questionnaire.yaml"
            self._must_exist("questionnaire", name, file, "questionnaires")
            found = parse_file(file, Questionnaire, f"{name}/questionnaire.yaml").model
            _refuse_cycle(found, file.name)
            self._questionnaires[name] = found
        return self._questionnaires[name]

    def catalogue(self, questionnaire: str, language: str) -> Catalogue:
        """A translation. Raises :class:`ContentError` that says which languages there are."""
        from .catalogues import read_catalogue

        self.questionnaire(questionnaire)  # says what is wrong with the name
        folder = self.data / "questionnaires" / questionnaire
        return read_catalogue(folder / "questionnaire.yaml", language)

    def example(self, questionnaire: str, name: str) -> Example:
        """A complete fictional set of answers. Raises :class:`UnknownName`."""
        known = self.questionnaire(questionnaire).examples
        if name not in known:
            raise UnknownName(unknown("example", name, known, f"questionnaire '{questionnaire}'"))
        folder = self.data / "questionnaires" / questionnaire / "examples"
        return parse_file(folder / f"{name}.yaml", Example).model

    def case(self, name: str) -> Case:
        """Raises :class:`UnknownName`."""
        if name not in self._cases:
            file = self.data / "cases" / name / "case.yaml"
            self._must_exist("case", name, file, "cases")
            from ..models import Case

            found = parse_file(file, Case, f"{name}/case.yaml").model
            for part in found.parts:
                _refuse_cycle(part, file.name)
            self._cases[name] = found
        return self._cases[name]

    def case_part(self, name: str, part: str = "") -> CasePart:
        """One part of a case, by default the first. Raises :class:`UnknownName`."""
        parts = {p.id: p for p in self.case(name).parts}
        if part and part not in parts:
            raise UnknownName(unknown("part", part, list(parts), f"the case '{name}'"))
        return parts[part or next(iter(parts))]

    def story(self, name: str) -> Story:
        """A chain of events with its exhibits. Raises :class:`UnknownName`."""
        file = self.data / "cases" / name / "story.yaml"
        self._must_exist("story", name, file, "cases")
        from ..models import Story

        return parse_file(file, Story, f"{name}/story.yaml").model

    def dataset(self, name: str) -> Dataset:
        """The card of a data set; its rows: ``content.datasets``. Raises :class:`UnknownName`."""
        file = self.data / "datasets" / name / "dataset.yaml"
        self._must_exist("data set", name, file, "datasets")
        from ..models import Dataset

        return parse_file(file, Dataset, f"{name}/dataset.yaml").model

    def lab(self, name: str) -> Lab:
        """Raises :class:`UnknownName`."""
        if name not in self._labs:
            files = {file.stem: file for file in (self.data / "labs").glob("*.yaml")}
            if name not in files:
                raise UnknownName(unknown("lab", name, files, "the course"))
            from ..models import Lab

            found = parse_file(files[name], Lab, f"labs/{name}.yaml").model
            _refuse_cycle(found, f"labs/{name}.yaml")
            if found.actions_of is not None:
                from .action_controls import with_actions

                found = with_actions(found, self.questionnaire(found.actions_of))
            self._labs[name] = found
        return self._labs[name]

    def _must_exist(self, kind: str, name: str, file: Path, folder: str) -> None:
        names = [p.parent.name for p in (self.data / folder).glob(f"*/{file.name}")]
        if name not in names:  # also refuses a name with a path in it
            raise UnknownName(unknown(kind, name, names, "the course"))


@cache
def library(data: Path | None = None) -> Library:
    """The library of this installation, or of another ``data/`` folder."""
    return Library(data or resources.data())


def _refuse_cycle(form: Form, file: str) -> None:
    circle = cycle(form)
    if circle:
        message = f"conditions go round in a circle: {' → '.join(circle)}"
        raise ContentError([Problem("error", file, 1, form.id, message)])
