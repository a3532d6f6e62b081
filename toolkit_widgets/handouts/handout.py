"""A lesson as a handout: its text, and every question with boxes and lines.

nbconvert reads the built notebook; a preprocessor of our own puts a form of paper in the place of
each activity and leaves out what only a screen needs. The text stays the learner's own.
"""

from __future__ import annotations

import re
import tempfile
from html import escape
from pathlib import Path
from typing import Any

import nbformat
from nbconvert.exporters import HTMLExporter
from nbconvert.preprocessors import Preprocessor
from nbformat import NotebookNode

from .. import resources
from ..content.lesson_source import Activity as Cell
from ..content.lesson_source import Page, read_page
from ..content.library import Library, UnknownName
from ..models import LessonInfo
from ..views.lesson import Lesson
from .activities import OnPaper
from .page import TEMPLATES, WHOSE, Paper, page, stylesheet

SKIPPED = ("What you need", "Time plan", "Save and next")
"""Sections that speak of the screen, or that only the trainer needs."""
_EMPTY_CORNER = re.compile(r"<th[^>]*>\s*</th>")
HOW = (
    "This is the lesson on paper. Write before you read on. Where the text speaks of a button or "
    "of the page, your trainer shows it. Write roles, no names, and nothing about a real case."
)


def find_lesson(library: Library, name: str) -> LessonInfo:
    """A lesson of this edition, by id or number. Raises :class:`UnknownName`."""
    info = library.lesson(name)
    if not (resources.notebooks() / f"{info.id}.ipynb").is_file():
        built = sorted(f.stem.split("_")[0] for f in resources.notebooks().glob("*.ipynb"))
        raise UnknownName(f"lesson {info.number} is in preparation; there is {', '.join(built)}")
    return info


def lesson_page(info: LessonInfo) -> Page:
    """The source of a lesson: its blocks, in order."""
    return read_page(resources.lessons() / f"{info.id}.md")


def handout(
    library: Library,
    name: str,
    *,
    paper: Paper = "a4",
    with_answers: bool = False,
    forms: bool = True,
) -> str:
    """The handout of a lesson as one page. Raises :class:`UnknownName`.

    ``with_answers`` adds the answer sheet for the trainer at its end; without ``forms`` the long
    ones that stand there are left out.
    """
    info = find_lesson(library, name)
    notebook = nbformat.read(resources.notebooks() / f"{info.id}.ipynb", as_version=4)
    with tempfile.TemporaryDirectory() as folder:  # nobody's answers are on a handout
        on_paper = OnPaper(Lesson(info.id, library, Path(folder)), library)
        exporter = HTMLExporter(template_name="handout", extra_template_basedirs=[str(TEMPLATES)])
        exporter.exclude_anchor_links = True
        exporter.register_preprocessor(PaperCells(info, on_paper), enabled=True)
        body, _ = exporter.from_notebook_node(notebook)
    body = _EMPTY_CORNER.sub("<td></td>", body)  # an empty corner heads nothing
    body += _end("Forms", "form", on_paper.forms if forms else [], "")
    look = "Look at a figure only when you have written your prediction."
    body += _end("Figures of the labs", "pictures", on_paper.pictures, look)
    if with_answers:
        whose = "For the trainer. It is not part of the learner's handout."
        body += _end("Answer sheet", "answers", on_paper.answers, whose)
    body += f'<p class="whose">{escape(library.course.independence)}</p>'
    title = f"{info.number}. {info.title}"
    return page(title, body, stylesheet("handout", paper, title))


class PaperCells(Preprocessor):
    """Activities become forms of paper; sections for the screen are left out."""

    def __init__(self, info: LessonInfo, on_paper: OnPaper, **more: Any) -> None:
        super().__init__(**more)
        self._info, self._on_paper = info, on_paper

    def preprocess(
        self, nb: NotebookNode, resources: dict[str, Any]
    ) -> tuple[NotebookNode, dict[str, Any]]:
        """The notebook of paper. The cells of code are those of the lesson, in its order."""
        calls = iter(lesson_page(self._info).activities)
        nb.cells = [paper for cell in nb.cells for paper in self._paper(cell, calls)]
        return nb, resources

    def _paper(self, cell: NotebookNode, calls: Any) -> list[NotebookNode]:
        if cell.cell_type == "code":
            call: Cell = next(calls)
            return [] if self._skips else _raw(self._on_paper.html(call))
        first = cell.source.split("\n", 1)[0]
        if first.startswith("# "):
            self._skips = False
            return _raw(_title(self._info))
        if first.startswith("## "):
            self._skips = first.removeprefix("## ") in SKIPPED
        return [] if self._skips else [cell]


def _title(info: LessonInfo) -> str:
    return (
        f"<h1>{escape(info.number)}. {escape(info.title)}</h1>"
        f'<p class="promise">{escape(info.promise)}</p>'
        '<p class="allow"><span class="fill">Your role</span> <span class="fill">Date</span></p>'
        f'<p class="how">{escape(HOW)} {escape(WHOSE)}.</p>'
    )


def _raw(html: str) -> list[NotebookNode]:
    if not html:
        return []
    return [nbformat.v4.new_raw_cell(html, metadata={"raw_mimetype": "text/html"})]


def _end(title: str, name: str, parts: list[str], say: str) -> str:
    """What stands at the end, on pages of its own; nothing where there is nothing."""
    shown = "".join(parts)
    if not shown:
        return ""
    words = f"<p><strong>{say}</strong></p>" if say else ""
    return f'<section class="end end-{name}"><h2>{title}</h2>{words}{shown}</section>'
