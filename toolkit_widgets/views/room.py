"""The trainer's notebook: the class report as cards, and a card that follows the inbox."""

from __future__ import annotations

import asyncio
import contextlib
import tempfile
from datetime import datetime
from html import escape
from pathlib import Path
from typing import TYPE_CHECKING

from IPython.display import display

from ..cohort.contents import Contents
from ..cohort.parts import NEVER_SHOWN, PRIVATE, ClassReport, Section
from ..cohort.reading import Room, read_class
from ..cohort.report import class_report
from ..cohort.simulate import example_room
from ..cohort.watch import Watch
from ..cohort.writing import figure_html, section_html
from ..content.library import library
from ..content.problems import unknown
from ..store.inbox import inbox_folder
from . import panels
from .panel import Panel

if TYPE_CHECKING:
    import pandas as pd

POLL_S = 2.0
INBOX = "inbox"
"""The folder beside the notebook, where ``$TOOLKIT_INBOX`` names none."""
_STOP, _EVERYBODY = "stop", "everybody"


def open_room(folder: str | Path | None = None) -> RoomBook:
    """Open the class in ``folder``.

    By default that is ``$TOOLKIT_INBOX``, or ``inbox`` beside the notebook. Where there is nothing
    in it yet, a class of thirty invented people is shown instead.
    """
    book = RoomBook(Path(folder) if folder else inbox_folder() or Path.cwd() / INBOX)
    display(book.frame)
    return book


class RoomBook:
    """A class for a notebook. Every method returns a card, :meth:`table` a pandas frame."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._contents = Contents(library())
        self._live: LiveCard | None = None
        self.trouble = ""
        room = self._read()
        self.example = not room.files
        if self.example:
            with tempfile.TemporaryDirectory() as place:
                room = example_room(self._contents, Path(place))
        self.report: ClassReport = class_report(room)
        people = len(room.learners)
        summary = f"Class: {people} {'invented ' if self.example else ''}people"
        self.frame = Panel(summary, self._frame_html())

    def __repr__(self) -> str:
        return self.frame.summary

    def show(self, key: str) -> Panel:
        """A section of the report as a card. Raises KeyError with the names there are."""
        sections = {section.key: section for section in self.report.sections}
        if key not in sections:
            raise KeyError(unknown("section", key, sections, "the class report"))
        section = sections[key]
        rows = sum(len(table.frame) for table in section.tables)
        return Panel(f"{section.title}: {rows} rows", section_card(section), "case")

    def table(self, key: str) -> pd.DataFrame:
        """A table of the report as a pandas frame. Raises KeyError with the names there are."""
        found = self.report.table(key)
        if found is None:
            names = [table.key for table in self.report.tables]
            raise KeyError(unknown("table", key, names, "the class report"))
        return found.frame.copy()

    def live(self) -> Panel:
        """A card that follows the inbox until *Stop* is pressed."""
        if self._live is not None:
            self._live.stop()
        self._live = LiveCard(Watch(self.folder, self._contents))
        self._live.start()
        return self._live.panel

    def _read(self) -> Room:
        try:
            return read_class(self.folder, self._contents)
        except FileNotFoundError:
            return Room("")
        except OSError as error:
            self.trouble = f"{self.folder} cannot be read: {error.strerror}."
            return Room("")

    def _frame_html(self) -> str:
        report = self.report
        title = "A class of invented people" if self.example else "Your class"
        text = panels.head("Class", title)
        if self.trouble:
            text += f'<p class="tk-notice">{escape(self.trouble)}</p>'
        if self.example:
            text += (
                f"<p>There are no answers in <code>{escape(str(self.folder))}</code> yet. So that "
                "you can see every table, thirty people are made up below. Once files lie there, "
                "press <em>Start lesson</em> again.</p>"
            )
        text += f"<p><strong>{escape(report.sentence)}</strong></p>"
        facts = [(escape(name), escape(words)) for name, words in report.facts]
        text += panels.table(["What", "Now"], facts)
        text += "".join(f"<p>{escape(note)}</p>" for note in report.notes)
        return f"{text}<p>{escape(PRIVATE)} {escape(NEVER_SHOWN)}</p>"


def section_card(section: Section) -> str:
    """A section with the head of a card."""
    head = panels.head("Class", section.title)
    return f'{head}<div class="tk-profile">{section_html(section)}</div>'


class LiveCard:
    """The card that follows an inbox. It draws only where something has changed."""

    def __init__(self, watch: Watch) -> None:
        self.watch = watch
        self._task: asyncio.Task[None] | None = None
        self._over = ""
        self._trouble = ""
        self.panel = Panel(
            "The room now",
            "",
            "lab",
            buttons=[
                {"what": _EVERYBODY, "label": "Show everybody now", "act": "1"},
                {"what": _STOP, "label": "Stop watching", "act": "1"},
            ],
            act=self._act,
        )
        self.tick()

    def start(self) -> None:
        """Follow the inbox in the background; the notebook stays free for other cells."""
        with contextlib.suppress(RuntimeError):  # no loop is running: nothing to follow with
            self._task = asyncio.get_running_loop().create_task(self._follow())

    def stop(self) -> None:
        """Follow it no more. Safe to call twice."""
        if self._task is not None:
            self._task.cancel()
            self._task = None
        self._over = f"Stopped at {datetime.now():%H:%M}. Press Start lesson to watch again."
        self._draw()

    def tick(self) -> None:
        """Look once, and draw where something has changed."""
        if self._look() or not self.panel.html:
            self._draw()

    def _look(self) -> bool:
        before = self._trouble
        try:
            changed = self.watch.poll()
            self._trouble = ""
        except OSError as error:
            changed = False
            self._trouble = f"{self.watch.folder} cannot be read: {error.strerror}."
        return changed or before != self._trouble

    async def _follow(self) -> None:
        while True:
            await asyncio.sleep(POLL_S)
            # reading may take a second; widgets are touched in this thread alone
            if await asyncio.to_thread(self._look):
                self._draw()

    def _act(self, what: str, _word: str) -> str:
        if what == _STOP:
            self.stop()
            return self._over
        self.watch.draw_everybody()
        self._draw()
        return "The figures now show everybody who has handed in."

    def _draw(self) -> None:
        html = self._html()
        if html != self.panel.html:  # an unchanged page does not flicker
            self.panel.html = html

    def _html(self) -> str:
        room, drawn = self.watch.room, self.watch.figures
        text = panels.head("Live", "The room now")
        if self._over:
            text += f'<p class="tk-notice">{escape(self._over)}</p>'
        if self._trouble:
            text += f'<p class="tk-notice">{escape(self._trouble)}</p>'
        people = ", ".join(map(escape, room.learners)) or "nobody yet"
        text += f"<p><strong>{len(room.learners)} have handed in:</strong> {people}.</p>"
        if room.skipped:
            text += f"<p>{len(room.skipped)} files are left out; the report says why.</p>"
        waiting = len(self.watch.waiting)
        if waiting:
            text += (
                f"<p>{waiting} of them are not in the figures yet. The figures change when five "
                "more people are in, so that nobody's answer can be seen from a change.</p>"
            )
        if not drawn.files:
            return text
        report = class_report(drawn)
        text += f'<div class="tk-profile"><p>{escape(report.sentence)}</p>'
        for section in report.sections:
            if section.key in ("questions", "disagree"):
                text += "".join(figure_html(figure) for figure in section.figures)
        return text + "</div>"
