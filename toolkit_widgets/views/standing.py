"""Where a learner stands: which activities and lessons are done. No widget."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from .. import resources
from ..content.confidence import with_confidence
from ..content.lesson_source import read_page
from ..content.library import Library, UnknownName
from ..content.markdown import plain
from ..models import LessonInfo, Questionnaire, Quiz, QuizSet, Track
from ..scoring.visibility import Answers, Form
from ..store import Store
from ..store.reading import Unreadable, load_file
from ..store.stamp import Content
from .panels import Done
from .progress import LabProgress, Progress

if TYPE_CHECKING:
    from ..models import Lab
    from .activity import Activity
    from .lab_activity import LabActivity


class Standing:
    """The answers of one course folder, and what they say about progress."""

    def __init__(self, library: Library, folder: Path) -> None:
        self.library = library
        self.folder = folder
        self.stores: dict[str, Store] = {}
        self._quiz_sets: dict[str, QuizSet] = {}

    def quizzes(self, lesson: str) -> QuizSet:
        """The lesson's quizzes and its confidence rating, which stands in the same file."""
        if lesson not in self._quiz_sets:
            self._quiz_sets[lesson] = with_confidence(self.library, self.library.lesson(lesson))
        return self._quiz_sets[lesson]

    def store(self, name: str, content: Content) -> Store:
        """The answers to ``content``, opened once."""
        if name not in self.stores:
            self.stores[name] = Store(content, self.folder)
        return self.stores[name]

    def activity(
        self, lesson: str, kind: str, name: str, on_change: Callable[[], None] = lambda: None
    ) -> Activity:
        """An activity with its answers. Raises :class:`UnknownName`."""
        # Imported late: to count how far somebody is needs no card, and few lessons have a lab.
        from .activity import Activity
        from .takes import Takes

        form, store = self._opened(lesson, kind, name)
        key = f"{self.folder.resolve()}|{lesson}|{kind}|{name}"
        if kind == "lab":
            return self._lab(self.library.lab(name), store, key, on_change)
        activity = Activity(form, store, self.library, key, on_change)
        if isinstance(form, Questionnaire) and form.takes:
            activity.takes = Takes(form, self.library, self._answers_to)
        return activity

    def _lab(self, lab: Lab, store: Store, key: str, on_change: Callable[[], None]) -> LabActivity:
        from .lab_activity import LabActivity
        from .planner import PlannerActivity

        if lab.actions_of is not None:
            given = self._answers_to(self.library.questionnaire(lab.actions_of))
            return PlannerActivity(lab, store, self.library, key, given, on_change)
        return LabActivity(lab, store, self.library, key, on_change)

    def _opened(self, lesson: str, kind: str, name: str) -> tuple[Form, Store]:
        """A form and the store of its answers. Raises :class:`UnknownName`."""
        if kind == "lab":
            lab = self.library.lab(name)
            return lab, self.store(name, lab)
        if kind in ("quiz", "confidence"):
            if kind == "quiz":
                self.library.quiz(lesson, name)  # says what is wrong with the name
            quizzes = self.quizzes(lesson)
            quiz = next(quiz for quiz in quizzes.quizzes if quiz.id == name)
            return quiz, self.store(lesson, quizzes)
        if kind == "case":
            case, _, part = name.partition("/")
            form = self.library.case_part(case, part)
            return form, self.store(case, self.library.case(case))
        questionnaire = self.library.questionnaire(name)
        return questionnaire, self.store(name, questionnaire)

    def _answers_to(self, form: Questionnaire) -> Answers:
        """The answers to another questionnaire in this folder; none where it was not begun."""
        if form.id in self.stores:
            return self.stores[form.id].answers
        with suppress(OSError, Unreadable):
            return load_file(self.folder / f"{form.id}.json").answers
        return {}

    def states(self, lesson: str) -> list[Done]:
        """Every activity of the lesson, in order."""
        return [self._state(lesson, kind, name) for kind, name in activity_names(lesson)]

    def _state(self, lesson: str, kind: str, name: str) -> Done:
        form, store = self._opened(lesson, kind, name)
        here = (LabProgress if kind == "lab" else Progress)(form, store)
        state = "done" if here.done else "started" if here.started else "none"
        note = ""
        if isinstance(form, Quiz) and here.committed and form.pass_mark:
            note = _marks(form, here.answers)
        elif kind == "case" and here.committed:
            note = _decided(form, here.answers)
        elif state == "started":
            note = here.note
        return Done(plain(form.title), state, note)

    def lesson(self, info: LessonInfo) -> Done:
        """How far a whole lesson is."""
        if not is_ready(info.id):
            return Done(info.title, "missing")
        states = [state.state for state in self.states(info.id)]
        done = states.count("done")
        if done == len(states):
            return Done(info.title, "done")
        if done or "started" in states:
            return Done(info.title, "started", f"{done} of {len(states)} activities")
        return Done(info.title, "none")

    def track(self) -> Track | None:
        """The track that the learner chose in lesson 00, if any."""
        try:
            form = self.library.questionnaire("choose-track")
        except UnknownName:
            return None
        answer = self.store(form.id, form).answers.get("track.choice")
        chosen = answer.value if answer else None
        return next((t for t in self.library.course.tracks if t.id == chosen), None)

    def following(self, info: LessonInfo) -> LessonInfo | None:
        """The next lesson of this edition on the learner's route, else in the course's order."""
        lessons = self.library.course.lessons
        order = [x.id for x in lessons]
        track = self.track()
        if track and info.number in track.lessons:
            order = [self.library.lesson(number).id for number in track.lessons]
        after = order[order.index(info.id) + 1 :]
        return next((self.library.lesson(name) for name in after if is_ready(name)), None)


@cache
def activity_names(lesson: str) -> tuple[tuple[str, str], ...]:
    """The activities with answers of a lesson, in order: ``("quiz", "check-roles")``.

    A part of a case is named with its case: ``("case", "festival/second-night")``.
    """
    file = resources.lessons() / f"{lesson}.md"
    if not file.is_file():
        return ()
    kinds = ("quiz", "questionnaire", "case", "lab", "confidence")
    return tuple(
        (cell.call, "/".join(cell.ids) or cell.call)
        for cell in read_page(file).activities
        if cell.call in kinds
    )


def is_ready(lesson: str) -> bool:
    """True when the lesson is part of this edition."""
    return (resources.lessons() / f"{lesson}.md").is_file()


def _marks(quiz: Quiz, answers: Answers) -> str:
    from ..scoring.marks import mark_quiz  # only where something was handed in

    result = mark_quiz(quiz, answers)
    got = f"{float(result.got):.1f}".removesuffix(".0")
    return f"{got} of {result.total}{', passed' if result.passed else ', not passed yet'}"


def _decided(part: Form, answers: Answers) -> str:
    from ..models import CasePart
    from .reveal import standing_note  # only where something was handed in

    assert isinstance(part, CasePart)
    return standing_note(part, answers)
