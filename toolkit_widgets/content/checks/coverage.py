"""Every objective of a lesson is tested, or has a rubric line."""

from __future__ import annotations

from collections.abc import Iterator

from ...models import Course
from ..parse import Document
from ..problems import Problem
from ..yaml_marks import Path
from .whole import Whole


def check_coverage(document: Document[Course], whole: Whole) -> Iterator[Problem]:
    """The objectives of every lesson that has a source file."""
    for number, info in enumerate(document.model.lessons):
        broken = whole.is_broken(f"data/quizzes/{info.id}.yaml")
        if info.id not in whole.pages.get("lesson", {}) or broken:
            continue
        quiz_set = whole.quizzes(info.id)
        quizzes = quiz_set.quizzes if quiz_set else []
        test = any(quiz.kind == "test" for quiz in quizzes)
        covered = {
            item.objective
            for quiz in quizzes
            if quiz.kind in ("check", "test")
            for item in quiz.marked
        }
        for place, objective in enumerate(info.objectives):
            if objective.rubric is not None:
                continue
            path: Path = ("lessons", number, "objectives", place)
            if not test:
                message = (
                    f"lesson {info.number} has no test, so objective '{objective.id}' needs a "
                    "'rubric' line: when is it met?"
                )
                yield document.problem(path, message, found="nothing", rule="objective.rubric")
            elif objective.id not in covered:
                message = (
                    f"no marked item of a check or of the test of lesson {info.number} has "
                    f"'objective: {objective.id}'; add one, or a 'rubric' line"
                )
                yield document.problem(path, message, found="nothing", rule="objective.uncovered")
