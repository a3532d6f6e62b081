"""The lesson frame: the one object a notebook uses."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from IPython.display import display

from ..content.library import Library, library
from ..models import Answer, Example, LessonInfo, Questionnaire, Respondent
from ..reports.papers_html import papers_fragment
from ..scoring.profile import profile
from ..scoring.rounds import Round, compare_rounds
from ..scoring.several import Response, agreement, by_disagreement, several
from ..store import answers_folder
from ..store.inbox import NotHandedIn, inbox_folder, known_pseudonym
from . import panels
from .activity import Activity
from .exhibits import exhibit_panel
from .files import questionnaire_file
from .form import Form
from .group import group_panel
from .imported import show
from .lab import LabForm
from .lab_activity import LabActivity
from .navigation import lesson_nav
from .panel import Panel
from .principles import explorer, summary
from .self_check import self_check
from .standing import Standing, is_ready
from .tables import dataset_table

__all__ = ["Lesson", "open_lesson", "show"]

SHOWN_DISAGREEMENTS = 8


def open_lesson(name: str, folder: Path | None = None) -> Lesson:
    """Open a lesson by id or number: check versions, restore answers, show progress.

    ``folder`` holds the answers; by default ``$TOOLKIT_ANSWERS`` or ``answers/`` beside the
    notebook. Raises :class:`~toolkit_widgets.content.library.UnknownName` with the nearest name.
    """
    lesson = Lesson(name, library(), folder)
    display(lesson.frame)
    return lesson


class Lesson:
    """One lesson with its answers. Every method returns an activity that a notebook can show."""

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
        return Form(activity, f"Quiz {name}: {_count(marked or len(activity.items), 'item')}")

    def confidence(self) -> Form:
        """How sure the learner is about each objective."""
        count = _count(len(self.info.objectives), "objective")
        return Form(self._activity("confidence", "confidence"), f"Confidence: {count}")

    def questionnaire(self, name: str, language: str = "en") -> Form:
        """An instrument, with its results and reports where it has them.

        ``language``: one that has a catalogue beside the questionnaire.
        """
        content = self._library.questionnaire(name)
        activity = self._activity("questionnaire", name)
        if language != "en":
            activity.speak(language, self._library.catalogue(name, language))
        summary = f"Questionnaire {name}: {_count(len(activity.items), 'item')}"
        if content.results in ("none", "route") and not content.papers:
            return Form(activity, summary)
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
        return Form(activity, f"Case {title}: {_count(len(activity.items), 'item')}")

    def group(self, name: str) -> Panel:
        """A case for a group: how it runs, and a role card for each person."""
        return group_panel(self._library, name)

    def exhibit(self, story: str, name: str) -> Panel:
        """One exhibit of a story that several lessons share."""
        return exhibit_panel(self._library, story, name)

    def lab(self, name: str) -> LabForm:
        """A lab: predict, then move, then see. Raises :class:`UnknownName`."""
        activity = self._activity("lab", name)
        assert isinstance(activity, LabActivity)
        return LabForm(activity)

    def table(self, name: str) -> Panel:
        """The first rows of a data set, with its card folded below."""
        return dataset_table(self._library, name)

    def principles(self) -> Panel:
        """The explorer: every principle, what it requires at each stage, what it pulls against."""
        return Panel(summary(self._library.principles), explorer(self._library), "case")

    def example(self, questionnaire: str, name: str) -> Panel:
        """A shipped fictional agency's results."""
        content = self._library.questionnaire(questionnaire)
        found = self._library.example(questionnaire, name)
        html = panels.example(
            found.title, found.about, self._results(content, panels.as_answers(found))
        )
        return Panel(f"Worked example {name}: {_count(len(found.answers), 'answer')}", html, "case")

    def compare(self, questionnaire: str) -> Panel:
        """The shipped colleagues' answers side by side, most disagreed first."""
        content = self._library.questionnaire(questionnaire)
        # the first example is the agency's agreed answers, the others are its people
        found = [self._library.example(questionnaire, name) for name in content.examples[1:]]
        people = [example for example in found if example.round is None]
        rows = several(content, [_response(person) for person in people])
        ordered = by_disagreement(rows)
        html = panels.comparison(people, ordered, SHOWN_DISAGREEMENTS, agreement(rows))
        return Panel(f"Comparison: {_count(len(people), 'colleague')}", html, "case")

    def rounds(self, questionnaire: str, before: str, after: str) -> Panel:
        """Two rounds of a shipped fictional agency: what became better, what worse."""
        content = self._library.questionnaire(questionnaire)
        one, other = (self._library.example(questionnaire, name) for name in (before, after))
        found = compare_rounds(
            Round(content, panels.as_answers(one), one.round or "Before"),
            Round(content, panels.as_answers(other), other.round or "Now"),
        )
        html = panels.rounds(found, "What changed between two rounds")
        summary = f"Two rounds, {before} and {after}: {_count(len(found.items), 'item')}"
        return Panel(summary, html, "case")

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
        count = sum(store.restored for store in stores)
        if count:
            notes.append(f"Welcome back: {_count(count, 'answer')} restored from this computer.")
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
        if content.results == "papers":
            return papers_fragment(content, answers)
        from ..figures.gap import gap_figure  # matplotlib only where a figure is drawn
        from ..reports.fragment import profile_fragment
        from ..reports.outlook import outlook
        from ..reports.risks import risk_fragment, risks_of

        risks = risks_of(content, answers)
        if content.results == "gates":
            from ..reports.gates import gate_fragment, gates_of

            gates = gates_of(content, answers)
            above = gate_fragment(gates, heading_level=4) if gates else ""
            return above + (risk_fragment(risks, heading_level=4) if risks else "")
        alone = content.results == "risks"
        below = risk_fragment(risks, heading_level=4, vetoes=alone) if risks else ""
        if alone:
            return below
        result = profile(content, answers)
        titles = {info.id: info.title for info in self._library.course.lessons}
        ahead = outlook(content, answers)
        figure = gap_figure(result)
        shown = profile_fragment(result, figure, heading_level=4, lessons=titles, outlook=ahead)
        return shown + below

    def _hand_in(self, what: str, word: str) -> str:
        """Put the answers into the inbox; a sentence about what was handed in, or why not."""
        from ..cohort.contents import Contents  # most lessons never hand in
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


def _response(example: Example) -> Response:
    person = Respondent(pseudonym=example.id, role=example.role)
    return Response(person, panels.as_answers(example))


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
