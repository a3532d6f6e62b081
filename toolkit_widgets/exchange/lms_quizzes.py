"""The quizzes of a lesson as question banks: order, introductions, notes and what stays secret."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from fractions import Fraction

from ..content.lesson_source import read_page
from ..content.library import Library
from ..content.markdown import markdown
from ..models import LessonInfo, Note, Quiz, QuizSet
from ..models.conditions import All, Condition, Test, referenced
from .condition_words import say
from .gift import to_gift
from .lms import Bank, Information, Question
from .lms_items import ItemWriter, Platform
from .moodle import to_moodle
from .surveyjs.report import Loss, Losses

LICENCE = "Text: CC BY 4.0."
PLATFORMS = {
    "moodle": Platform("Moodle XML", orders=True, marks=True),
    "moodle-pairs": Platform("Moodle XML", orders=False, marks=True),
    "gift": Platform("GIFT", orders=False, marks=False),
}
"""``moodle-pairs``: for a Moodle without the question type *Ordering*."""


@dataclass(frozen=True)
class Exported:
    """One lesson. ``kept`` names the quizzes that were not given out, as they hold a secret key."""

    lesson: LessonInfo
    banks: tuple[Bank, ...]
    quizzes: tuple[Quiz, ...]
    kept: tuple[str, ...]
    losses: tuple[Loss, ...]
    places: dict[str, str]
    """The section of the lesson in which a quiz stands."""

    @property
    def count(self) -> int:
        """How many questions ask something."""
        questions = (question for bank in self.banks for question in bank.questions)
        return sum(not isinstance(question.body, Information) for question in questions)


def export_lesson(
    quiz_set: QuizSet, library: Library, platform: Platform, *, with_baseline: bool = False
) -> Exported:
    """All quizzes of a lesson; those whose key is never shown only ``with_baseline``."""
    info = library.lesson(quiz_set.lesson)
    losses = Losses()
    secret = [quiz for quiz in quiz_set.quizzes if quiz.reveal == "never" and not with_baseline]
    given = [quiz for quiz in quiz_set.quizzes if quiz not in secret]
    for quiz in secret:
        what = "its key is shown to nobody before the last lesson"
        losses.add("error", quiz.id, "", what, "left out; --with-baseline gives it out")
    writer = ItemWriter(info.number, library, platform, losses)
    banks = tuple(_bank(quiz, quiz_set, info, writer) for quiz in given)
    kept = tuple(quiz.id for quiz in secret)
    places = _places(info, library)
    return Exported(info, banks, tuple(given), kept, tuple(losses.found), places)


def write_banks(exported: Iterable[Exported], kind: str) -> bytes:
    """The file itself. ``kind``: a key of :data:`PLATFORMS`."""
    banks = [bank for lesson in exported for bank in lesson.banks]
    return to_gift(banks) if kind == "gift" else to_moodle(banks)


def _bank(quiz: Quiz, quiz_set: QuizSet, info: LessonInfo, writer: ItemWriter) -> Bank:
    course = writer.library.course
    later = _shown_later(quiz, writer)
    questions: list[Question] = []
    if quiz.intro:
        questions.append(_intro(quiz, info))
    for item in quiz.items:
        if item.id in later:
            continue
        if item.show_when is not None:
            what = f"asked only where {say(item.show_when)}"
            writer.losses.add("warning", item.id, "", what, "always asked")
        made = writer.questions(item, quiz.id)
        notes = "".join(markdown(note) for name, note in later.values() if name == item.id)
        questions += [replace(q, feedback=notes + q.feedback) for q in made]
    if quiz.debrief:
        _debrief(quiz, questions, writer)
    about = (
        f"Lesson {info.number}, {info.title}. {course.title}, quizzes {quiz_set.version}.\n\n"
        f"{course.independence} {LICENCE}"
    )
    path = (course.title.split(":")[0], f"{info.number} {info.title}", quiz.title)
    return Bank(path, markdown(about), tuple(questions))


def _intro(quiz: Quiz, info: LessonInfo) -> Question:
    return Question(
        id=f"{info.number}:{quiz.id}",
        text=markdown(quiz.intro or ""),
        body=Information(),
        marks=Fraction(0),
        tags=(f"lesson {info.number}", f"quiz {quiz.id}"),
    )


def _shown_later(quiz: Quiz, writer: ItemWriter) -> dict[str, tuple[str, str]]:
    """Notes that follow an answer, by id: the item below which they stand, and their words."""
    order = [item.id for item in quiz.items]
    found = {}
    for item in quiz.items:
        if not isinstance(item, Note) or item.show_when is None:
            continue
        asked = [name for name in referenced(item.show_when) if name in order]
        after = max(asked, key=order.index)
        found[item.id] = (after, item.text)
        instead = f"below the question {after}, once it is answered"
        if _only_answered(item.show_when):
            writer.losses.add("note", item.id, "", "words that follow an answer", instead)
        else:
            what = f"shown only where {say(item.show_when)}"
            writer.losses.add("warning", item.id, "", what, instead)
    return found


def _only_answered(condition: Condition) -> bool:
    if isinstance(condition, All):
        return all(_only_answered(part) for part in condition.all)
    return isinstance(condition, Test) and condition.answered is True


def _debrief(quiz: Quiz, questions: list[Question], writer: ItemWriter) -> None:
    asking = [n for n, q in enumerate(questions) if not isinstance(q.body, Information)]
    last = asking[-1] if asking else len(questions) - 1
    words = markdown(quiz.debrief or "")
    questions[last] = replace(questions[last], feedback=questions[last].feedback + words)
    what, instead = "words that end the quiz", f"below its last question, {questions[last].id}"
    writer.losses.add("note", quiz.id, "", what, instead)


def _places(info: LessonInfo, library: Library) -> dict[str, str]:
    file = library.data.parent / "lessons" / f"{info.id}.md"
    if not file.is_file():
        return {}
    return {
        activity.ids[0]: section.heading.text
        for section in read_page(file).sections
        for activity in section.activities
        if activity.call == "quiz" and activity.ids
    }
