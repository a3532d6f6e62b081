"""A lesson's quizzes with its confidence rating: what one file of answers belongs to."""

from __future__ import annotations

from ..models import Choice, Item, LessonInfo, Option, Quiz, QuizSet
from .library import Library

CONFIDENCE = [
    Option(id="not-yet", text="Not yet"),
    Option(id="with-help", text="With help"),
    Option(id="alone", text="On my own"),
    Option(id="explain", text="Well enough to explain it to a colleague"),
]


def with_confidence(library: Library, info: LessonInfo) -> QuizSet:
    """The quizzes of the lesson and, where it has objectives, a rating of each as the last one."""
    found = library.quiz_set(info.id)
    quizzes = list(found.quizzes) if found else []
    items: list[Item] = [
        Choice(type="choice", id=f"confidence.{o.id}", text=o.text, options=CONFIDENCE, refs=o.refs)
        for o in info.objectives
    ]
    if items:
        quizzes.append(
            Quiz(
                id="confidence",
                title="How sure are you?",
                kind="turn",
                minutes=1,
                intro="For each line, choose what is true today.",
                items=items,
            )
        )
    version = found.version if found else "1.0.0"
    return QuizSet(schema="toolkit-quizzes/1", lesson=info.id, version=version, quizzes=quizzes)
