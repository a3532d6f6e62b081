"""Quiz files: one for each lesson. Kinds, keys, objectives, sources and feedback."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...models import MARKED, Choice, Choices, Item, Multiple, Quiz, QuizSet, Single
from ..parse import Document
from ..problems import Problem, nearest, short
from ..yaml_marks import Path
from .balance import check_balance
from .conditions import check_conditions
from .items import check_item, feedback_of
from .names import missing
from .refs import lacks_refs
from .walk import duplicates, ids
from .whole import Whole, name_of

Doc = Document[QuizSet]
REVEAL = {"check": ("on_check",), "test": ("after_commit",), "baseline": ("never",)}
EARLIER_ITEMS = 2
"""A test carries two items from earlier lessons (rule 9 of a good lesson)."""
CHECK_ITEMS = (1, 3)
_ALL_OF_ABOVE = re.compile(r"\b(all|none|both|neither) of (the above|these|them)\b", re.IGNORECASE)


def check_quizzes(document: Doc, whole: Whole) -> Iterator[Problem]:
    """Everything about the quizzes of one lesson."""
    quiz_set = document.model
    stem = name_of("quizzes", document.file)
    if quiz_set.lesson != stem:
        yield document.problem(
            ("lesson",),
            f"'lesson: {quiz_set.lesson}' and the name of the file '{stem}.yaml' differ",
            found=quiz_set.lesson,
            allowed=stem,
            rule="file.name",
        )
    if whole.course:
        path: Path = ("lesson",)
        lesson = quiz_set.lesson
        yield from missing(document, path, "lesson", lesson, whole.lessons, "lesson.unknown")
    yield from duplicates(document, "quiz", ids(("quizzes",), quiz_set.quizzes), "this file")
    named = [((*path, "id"), item.id) for path, _, item in items_of(quiz_set)]
    yield from duplicates(document, "item", named, "this file")
    homes = {item.id: f"the quiz '{quiz.id}'" for _, quiz, item in items_of(quiz_set)}
    for number, quiz in enumerate(quiz_set.quizzes):
        where: Path = ("quizzes", number)
        yield from _quiz(document, where, quiz, whole)
        yield from check_conditions(document, quiz, where, homes)
    for path, quiz, item in items_of(quiz_set):
        yield from check_item(document, path, item)
        yield from _all_of_above(document, path, item)
        if isinstance(item, MARKED):
            yield from lacks_refs(document, path, item)
            yield from _belongs(document, path, quiz, item, whole)
    yield from _feedback_twice(document)
    yield from check_balance(document)


def items_of(quiz_set: QuizSet) -> Iterator[tuple[Path, Quiz, Item]]:
    """Every item of the file with its path and its quiz."""
    for number, quiz in enumerate(quiz_set.quizzes):
        for place, item in enumerate(quiz.items):
            yield ("quizzes", number, "items", place), quiz, item


def _quiz(document: Doc, path: Path, quiz: Quiz, whole: Whole) -> Iterator[Problem]:
    marked = len(quiz.marked)
    low, high = CHECK_ITEMS
    if quiz.kind == "check" and not low <= marked <= high:
        yield document.problem(
            (*path, "items"),
            f"quiz '{quiz.id}' is a check with {marked} marked items; a check has {low} to {high}",
            found=str(marked),
            allowed=f"{low} to {high}",
            rule="quiz.size",
        )
    if quiz.kind in ("test", "baseline") and not marked:
        message = f"quiz '{quiz.id}' is a {quiz.kind} without a marked item"
        yield document.problem((*path, "items"), message, found="0", rule="quiz.size")
    if quiz.kind in REVEAL and quiz.reveal not in REVEAL[quiz.kind]:
        wanted = " or ".join(REVEAL[quiz.kind])
        yield document.problem(
            (*path, "reveal"),
            f"quiz '{quiz.id}' is a {quiz.kind}; it needs 'reveal: {wanted}', not '{quiz.reveal}'",
            found=quiz.reveal,
            allowed=wanted,
            rule="quiz.reveal",
        )
    if quiz.kind == "test" and quiz.pass_mark is None:
        message = f"quiz '{quiz.id}' is a test; it needs a 'pass_mark', for example 0.7"
        yield document.problem(path, message, found="nothing", rule="quiz.pass_mark")
    if quiz.kind != "test" and quiz.pass_mark is not None:
        message = f"quiz '{quiz.id}' is a {quiz.kind}; only a test has a 'pass_mark'"
        yield document.problem((*path, "pass_mark"), message, rule="quiz.pass_mark")
    if quiz.gain_since is not None:
        yield from _gain(document, path, quiz, whole)
    if quiz.kind == "test":
        yield from _earlier(document, path, quiz, whole)


def _gain(document: Doc, path: Path, quiz: Quiz, whole: Whole) -> Iterator[Problem]:
    """What a final assessment is compared with exists, and is a baseline."""
    lesson, _, name = str(quiz.gain_since).partition("/")
    found = whole.quizzes(lesson)
    known = [f"{lesson}/{q.id}" for q in found.quizzes if q.kind == "baseline"] if found else []
    if f"{lesson}/{name}" not in known and (found or whole.course):
        yield document.problem(
            (*path, "gain_since"),
            f"there is no baseline '{quiz.gain_since}' to compare the quiz '{quiz.id}' with",
            found=str(quiz.gain_since),
            allowed=", ".join(known) or "the lesson and the id of a baseline, with a slash between",
            rule="quiz.gain_since",
        )


def _earlier(document: Doc, path: Path, quiz: Quiz, whole: Whole) -> Iterator[Problem]:
    own = document.model.lesson
    if own not in whole.order or whole.order[own] == 0:
        return
    earlier = [
        i for i in quiz.items if i.lesson and whole.order.get(i.lesson, 999) < whole.order[own]
    ]
    if len(earlier) < EARLIER_ITEMS:
        yield document.problem(
            (*path, "items"),
            f"the test '{quiz.id}' carries {len(earlier)} items from earlier lessons; it needs "
            f"{EARLIER_ITEMS}, each with 'lesson:' and the id of that lesson",
            found=str(len(earlier)),
            allowed=str(EARLIER_ITEMS),
            rule="test.earlier",
        )
    for place, item in enumerate(quiz.items):
        known = item.lesson in whole.order and item.lesson != own
        if item.lesson and item not in earlier and known:
            yield document.problem(
                (*path, "items", place, "lesson"),
                f"item '{item.id}' comes from '{item.lesson}', which is not an earlier lesson",
                found=item.lesson,
                rule="test.earlier",
            )


def _belongs(document: Doc, path: Path, quiz: Quiz, item: Item, whole: Whole) -> Iterator[Problem]:
    """A marked item tests an objective of this lesson, or comes from another lesson."""
    if item.objective is None:
        if item.lesson in (None, document.model.lesson):
            yield document.problem(
                path,
                f"item '{item.id}' names no 'objective' (or, from an earlier lesson, 'lesson')",
                found="nothing",
                allowed="objective",
                rule="objective.none",
            )
        return
    if quiz.kind == "test" and item.lesson not in (None, document.model.lesson):
        message = f"item '{item.id}' comes from '{item.lesson}'; it cannot test an objective here"
        yield document.problem((*path, "objective"), message, rule="objective.unknown")
        return
    info = whole.lessons.get(document.model.lesson)
    known = [objective.id for objective in info.objectives] if info else []
    if info and item.objective not in known:
        yield document.problem(
            (*path, "objective"),
            f"lesson {info.number} has no objective '{item.objective}'",
            found=item.objective,
            allowed=", ".join(known),
            nearest=nearest(item.objective, known),
            rule="objective.unknown",
        )


def _all_of_above(document: Doc, path: Path, item: Item) -> Iterator[Problem]:
    if isinstance(item, Single | Multiple | Choice | Choices):
        words = [option.text for option in item.options]
        for place, text in enumerate(words):
            if _ALL_OF_ABOVE.search(text):
                yield document.problem(
                    (*path, "options", place, "text"),
                    f"item '{item.id}': no option of the kind \"{short(text, 30)}\"; "
                    "it can be guessed without knowing",
                    found=short(text),
                    rule="quiz.all_of_above",
                )


def _feedback_twice(document: Doc) -> Iterator[Problem]:
    """The same words as feedback to two answers anywhere in the file."""
    seen: dict[str, int] = {}
    for path, _, item in items_of(document.model):
        for where, text in feedback_of(item, path):
            words = " ".join(text.split()).casefold()
            line = document.marked.at(where)[0]
            if words in seen and seen[words] != line:
                yield document.problem(
                    where,
                    f"item '{item.id}': this feedback already stands in line {seen[words]}; "
                    "say what is true of this answer",
                    found=short(text),
                    rule="feedback.duplicate",
                )
            seen.setdefault(words, line)
