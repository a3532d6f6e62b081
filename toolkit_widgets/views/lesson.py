"""The lesson frame: the one object a notebook uses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from IPython.display import display

from ..content.counted import count
from ..content.library import Library, library
from ..models import Answer, LessonInfo, Questionnaire
from ..store import answers_folder
from ..store.inbox import NotHandedIn, inbox_folder, known_pseudonym
from . import panels
from .navigation import lesson_nav
from .panel import Panel
from .self_check import self_check
from .standing import Standing, is_ready

if TYPE_CHECKING:
    from .activity import Activity
    from .form import Form
    from .imported import show
    from .lab import LabForm
else:

    def __getattr__(name: str) -> Any:
        if name != "show":  # what `import` tells people to call in a notebook of their own
            raise AttributeError(f"module '{__name__}' has no attribute '{name}'")
        from .imported import show

        return show


__all__ = ["Lesson", "open_lesson", "show"]


def open_lesson(name: str, folder: Path | None = None) -> Lesson:
    """Open a lesson by id or number: check versions, restore answers, show progress.

    ``folder`` holds the answers; by default ``$TOOLKIT_ANSWERS`` or ``answers/`` beside the
    notebook. Raises :class:`~toolkit_widgets.content.library.UnknownName` with the nearest name.
    """
    lesson = Lesson(name, library(), folder)
    display(lesson.frame)
    return lesson


class Lesson:
    """One lesson with its answers. Every method returns an activity that a notebook can show.

    The methods import what they show: the start cell, which everybody waits for, needs none of it.
    """

    def __init__(self, name: str, library: Library, folder: Path | None = None) -> None:
        self.info: LessonInfo = library.lesson(name)
        self._library = library
        self._standing = Standing(library, folder or answers_folder())
        self._checks = self_check(library, self._standing.folder)
        self._route_panel: Panel | None = None
        self._close_panel: Panel | None = None
        summary = f"Lesson {self.info.number}: {self.info.title}"
        self.frame = Panel(summary, self._frame_html())

    def __repr__(self) -> str:
        return self.frame.summary

    # -- activities ------------------------------------------------------------------------------

    def quiz(self, name: str) -> Form:
        """A quiz of this lesson."""
        activity = self._activity("quiz", name)
        marked = len(getattr(activity.form, "marked", ()))
        return _form(activity, f"Quiz {name}: {count(marked or len(activity.items), 'item')}")

    def confidence(self) -> Form:
        """How sure the learner is about each objective."""
        rated = count(len(self.info.objectives), "objective")
        return _form(self._activity("confidence", "confidence"), f"Confidence: {rated}")

    def questionnaire(self, name: str, language: str = "en") -> Form:
        """An instrument, with its results and reports where it has them.

        ``language``: one that has a catalogue beside the questionnaire.
        """
        content = self._library.questionnaire(name)
        activity = self._activity("questionnaire", name)
        if language != "en":
            activity.speak(language, self._library.catalogue(name, language))
        summary = f"Questionnaire {name}: {count(len(activity.items), 'item')}"
        if content.results in ("none", "route") and not content.papers:
            return _form(activity, summary)
        from .files import questionnaire_file
        from .form import Form

        shows = content.results != "none"
        return Form(
            activity,
            summary,
            results=(lambda: self._results(content, activity.answers)) if shows else None,
            files=lambda what: questionnaire_file(
                content, activity.store.file, self._library.course, what
            ),
        )

    def case(self, name: str, part: str = "") -> Form:
        """A case, or a later part of it: exhibits, a decision that is committed, an answer."""
        activity = self._activity("case", f"{name}/{part}" if part else name)
        title = f"{name}, {part}" if part else name
        return _form(activity, f"Case {title}: {count(len(activity.items), 'item')}")

    def group(self, name: str) -> Panel:
        """A case for a group: how it runs, and a role card for each person."""
        from .group import group_panel

        return group_panel(self._library, name)

    def exhibit(self, story: str, name: str) -> Panel:
        """One exhibit of a story that several lessons share."""
        from .exhibits import exhibit_panel

        return exhibit_panel(self._library, story, name)

    def lab(self, name: str) -> LabForm:
        """A lab: predict, then move, then see. Raises :class:`UnknownName`."""
        from .lab import LabForm
        from .lab_activity import LabActivity

        activity = self._activity("lab", name)
        assert isinstance(activity, LabActivity)
        return LabForm(activity)

    def table(self, name: str) -> Panel:
        """The first rows of a data set, with its card folded below."""
        from .tables import dataset_table

        return dataset_table(self._library, name)

    def principles(self) -> Panel:
        """The explorer: every principle, what it requires at each stage, what it pulls against."""
        from .principles import explorer, summary

        return Panel(summary(self._library.principles), explorer(self._library), "case")

    def example(self, questionnaire: str, name: str) -> Panel:
        """A shipped fictional agency's results."""
        from .worked import example_panel

        return example_panel(self._library, questionnaire, name)

    def compare(self, questionnaire: str) -> Panel:
        """The shipped colleagues' answers side by side, most disagreed first."""
        from .worked import comparison_panel

        return comparison_panel(self._library, questionnaire)

    def rounds(self, questionnaire: str, before: str, after: str) -> Panel:
        """Two rounds of a shipped fictional agency: what became better, what worse."""
        from .worked import rounds_panel

        return rounds_panel(self._library, questionnaire, before, after)

    def self_check(self) -> Panel:
        """Does this computer have what the course needs?"""
        return Panel("Self-check of this computer", panels.checks(self._checks))

    def route(self) -> Panel:
        """The learner's route as a map with progress."""
        self._route_panel = Panel("Map of your route", self._route_html())
        return self._route_panel

    def close(self) -> Panel:
        """What was done, everything to take along, the next lesson."""
        inbox = inbox_folder()
        ask = {"label": "Your pseudonym", "value": known_pseudonym(self._standing.folder)}
        self._close_panel = Panel(
            f"End of lesson {self.info.number}",
            self._closing_html() + (panels.handing_in(str(inbox)) if inbox else ""),
            buttons=[
                {"what": "answers", "label": "Download all my answers"},
                *(panels.HAND_IN if inbox else []),
            ],
            files=lambda _what: self._all_answers(),
            act=self._hand_in if inbox else None,
            ask=ask if inbox else None,
        )
        return self._close_panel

    # -- inside ------------------------------------------------------------------------------------

    def _activity(self, kind: str, name: str) -> Activity:
        return self._standing.activity(self.info.id, kind, name, self._changed)

    def _changed(self) -> None:
        self.frame.html = self._frame_html()
        if self._route_panel:
            self._route_panel.html = self._route_html()
        if self._close_panel:
            inbox = inbox_folder()
            more = panels.handing_in(str(inbox)) if inbox else ""
            self._close_panel.html = self._closing_html() + more

    def _frame_html(self) -> str:
        states = self._standing.states(self.info.id)
        notes = [f"{c.what}: {c.found}. {c.remedy}" for c in self._checks if not c.ok]
        stores = self._standing.stores.values()
        for store in stores:
            notes += store.notices
        restored = sum(store.restored for store in stores)
        if restored:
            notes.append(f"Welcome back: {count(restored, 'answer')} restored from this computer.")
        ready = [info for info in self._library.course.lessons if is_ready(info.id)]
        return panels.frame(self.info, states, notes, lesson_nav(ready, self.info.id))

    def _closing_html(self) -> str:
        standing = self._standing
        states, following = standing.states(self.info.id), standing.following(self.info)
        return panels.closing(states, following, str(standing.folder))

    def _route_html(self) -> str:
        course, track = self._library.course, self._standing.track()
        lessons = [x for x in course.lessons if track and x.number in track.lessons]
        states = {info.id: self._standing.lesson(info) for info in lessons}
        head = panels.head("Your route", "The map of your lessons")
        return head + panels.route(course, track, states)

    def _results(self, content: Questionnaire, answers: Mapping[str, Answer]) -> str:
        from .results import results_html

        return results_html(self._library, content, answers)

    def _hand_in(self, what: str, word: str) -> str:
        """Put the answers into the inbox; a sentence about what was handed in, or why not."""
        from ..cohort.contents import Contents
        from ..cohort.hand_in import hand_in

        inbox = inbox_folder()
        if inbox is None:
            return "There is no inbox any more; tell your trainer."
        stores = self._standing.stores.values()
        memory = {s.path.name: s.dump() for s in stores if s.file.revision}
        try:
            return hand_in(
                self._standing.folder,
                inbox,
                word,
                Contents(self._library),
                with_text=what == panels.WITH_TEXT,
                more=memory,
            ).sentence
        except NotHandedIn as error:
            return str(error)

    def _all_answers(self) -> tuple[str, str, bytes]:
        """A zip of every file of answers, those that only memory holds included."""
        files: dict[str, bytes] = {}
        with suppress(OSError):  # a folder that is closed to us
            for file in sorted(self._standing.folder.glob("*.json")):
                with suppress(OSError):
                    files[file.name] = file.read_bytes()
        for store in self._standing.stores.values():
            if store.trouble and store.file.revision:  # beside what could not be replaced
                files[f"{store.path.stem}-not-saved.json"] = store.dump()
        out = io.BytesIO()
        with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
            for name, data in files.items():
                archive.writestr(name, data)
        return f"answers-{datetime.now(UTC):%Y-%m-%d}.zip", "application/zip", out.getvalue()


def _form(activity: Activity, summary: str) -> Form:
    from .form import Form

    return Form(activity, summary)
