"""The slides of a lesson, made from its page: nothing is written twice.

The rule, from the structure of ``lessons/*.md`` (no cell needs a tag for it):

- ``# title`` → the title, its promise, whose course it is. Notes: what the facilitator reads first.
- ``## On your desk`` → the scene, to be read aloud, at most 40 words a slide.
- ``## What you will be able to do`` → the objectives.
- ``## N. Section`` → its number and title, with the bold openings of its paragraphs as an outline;
  the section's text goes into the notes. Then, in the order of the page: each short table, each
  activity, and ``**Key point.**`` on a slide of its own.
- A question of a quiz, a lab or a case → "Vote: …", with its options; facts that are long come
  before it on slides of their own. What people write alone → "On your handout: question …".
  A test, a baseline and the confidence are one slide: nobody votes on them.
- A lab → its prediction first, then its figure at the start, then what is asked afterwards.
- An exhibit, an example, a comparison → its figure, or "On your handout".
- The facilitator's discussion points → "Discuss", one each, before ``## Take-aways`` and
  ``## On Monday``. Sources, time plan and what the screen needs have no slide.

Right answers stand in the notes alone, with the facilitator's likely wrong answers.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Iterator
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup

from ..content.lesson_source import Activity as Cell
from ..content.lesson_source import Markdown, Section
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..content.prose import sentences
from ..figures import svg_uri
from ..labs import find
from ..models import CasePart, ChartExhibit, Lab, LessonInfo, Quiz
from ..views.activity import Activity
from ..views.exhibits import exhibit_html
from ..views.lesson import Lesson
from .activities import FORMS, ON_SCREEN_ONLY
from .answers import answers_html
from .flat import flat
from .handout import find_lesson, lesson_page
from .notes import Notes
from .page import WHOSE
from .paper_form import numbered
from .slide import MOST, Slide, blocks, count, is_table, packed, uncited
from .votes import on_handout, question_slide, question_slides

SCENE, OBJECTIVES, TAKE_AWAYS, MONDAY = (
    "On your desk", "What you will be able to do", "Take-aways", "On Monday",
)  # fmt: skip
ALONE = ("test", "baseline")
"""Kinds of quiz on which nobody votes."""
KEY = "**Key point.**"
TABLE_ROWS = 7
"""Rows up to which a short table is shown; others are read on the handout."""
_LEAD = re.compile(r"\*\*(?P<lead>[^*]+?)\*\*")


def lesson_slides(library: Library, name: str) -> list[Slide]:
    """Every slide of a lesson, with its notes. Raises ``UnknownName``."""
    info = find_lesson(library, name)
    with tempfile.TemporaryDirectory() as folder:
        return Slides(info, library, Lesson(info.id, library, Path(folder))).all()


class Slides:
    """Walks through the page of one lesson, numbering questions as the handout does."""

    def __init__(self, info: LessonInfo, library: Library, lesson: Lesson) -> None:
        self._info, self._library, self._lesson = info, library, lesson
        self._notes = Notes(info.id)
        self._last = 0

    def all(self) -> list[Slide]:
        """In the order of the page."""
        out: list[Slide] = []
        for section in lesson_page(self._info).sections:
            title = section.heading.title
            if section.heading.level == 1:
                out.append(self._title())
            elif title == SCENE:
                out += _text(section, title, "Read it aloud.")
            elif title == OBJECTIVES:
                goals = "\n".join(f"- {o.text}" for o in self._info.objectives)
                out += [_headed(title, part) for part in packed(goals)]
            elif title == TAKE_AWAYS:
                out += self._discussion()
                out += _text(section, title)
            elif title == MONDAY:
                out += _text(section, title)
            else:
                out += self._section(section)
        out.append(self._end())
        out[0].notes += self._notes.unplaced()
        return out

    def _title(self) -> Slide:
        info = self._info
        html = (
            f"<h1>{escape(info.number)}. {escape(info.title)}</h1><p>{escape(info.promise)}</p>"
            f'<p class="label">{escape(WHOSE)}.</p>'
        )
        plan = self._notes.opening() or ["<p>There is no facilitator's sheet in this copy.</p>"]
        return Slide(html, "title", plan)

    def _end(self) -> Slide:
        words = escape(self._library.course.independence)
        return Slide(f'<h2>Thank you</h2><p class="label">{words}</p>', "end")

    def _discussion(self) -> list[Slide]:
        return [
            Slide(
                f'<p class="label">Discuss</p><p class="ask">{markdown_inline(point.asks)}</p>',
                "discuss",
                [markdown(point.listen)],
            )
            for point in self._notes.points()
        ]

    def _section(self, section: Section) -> Iterator[Slide]:
        """A numbered section opens with its title; another one shows its activities alone."""
        number, title = section.heading.number, section.heading.title
        if number is not None:
            text = "\n\n".join(block.text for block in section.markdown)
            leads = [
                f"- {uncited(found['lead']).rstrip('.')}"
                for block in blocks(text)
                if (found := _LEAD.match(block)) and not block.startswith(KEY)
            ]
            outline = packed("\n".join(leads))[0] if leads else ""
            prose = text.split("\n", 1)[1] if "\n" in text else ""
            notes = [*self._notes.rows(f"Section {number}"), markdown(uncited(prose))]
            head = f'<p class="label">Part {number}</p><h2>{escape(title)}</h2>'
            yield Slide(head + outline, "section", notes)
        for block in section.blocks:
            if isinstance(block, Markdown):
                yield from _parts(block.text, title)
            else:
                yield from self._activity(block)

    def _activity(self, cell: Cell) -> list[Slide]:
        if cell.call in ON_SCREEN_ONLY:
            return []
        found: Any = getattr(self._lesson, cell.call)(*cell.ids)
        slides = self._form(found.activity) if cell.call in FORMS else self._panel(found)
        if slides and cell.ids:
            slides[0].notes += self._notes.rows(cell.ids[-1])
        return slides

    def _form(self, activity: Activity) -> list[Slide]:
        form, notes = activity.form, self._notes
        numbers = numbered(activity, self._last + 1)
        self._last += len(numbers)
        alone = isinstance(form, Quiz) and (form.kind in ALONE or form.id == "confidence")
        if alone or not isinstance(form, Quiz | Lab | CasePart):
            html = on_handout(
                activity.spec["label"], plain(form.title), list(numbers.values()), form.minutes
            )
            return [Slide(html, "handout", [answers_html(activity, numbers, self._library)])]
        if isinstance(form, Lab):
            return self._lab(activity, form, numbers)
        slides = question_slides(activity, numbers, self._library, notes)
        if isinstance(form, CasePart):
            return self._case(activity, form, numbers) + slides
        intro = markdown(form.intro) if form.intro else ""
        if slides:
            slides[0].notes.insert(0, f"<h4>{escape(plain(form.title))}</h4>{intro}")
            if form.debrief:
                slides[-1].notes.append(markdown(form.debrief))
        return slides

    def _lab(self, activity: Activity, lab: Lab, numbers: dict[str, int]) -> list[Slide]:
        specs = {one["id"]: one for s in activity.spec["sections"] for one in s["items"]}
        figure = find(lab.model or lab.id)(lab.starts).figure
        first = sentences(figure.sentence)[0]
        tasks = "".join(f"<li>{markdown_inline(task)}</li>" for task in lab.tasks)
        shown = Slide(
            f'<p class="label">Lab · what it shows at the start</p>'
            f'<img src="{svg_uri(figure.svg_light)}" alt="{escape(figure.title)}">'
            f"<p class='caption'>{escape(first)}</p>",
            "figure",
            [
                f"<p>{escape(figure.sentence)}</p><p>Only now: move the controls.</p>"
                f"<ol>{tasks}</ol>{markdown(lab.limits)}",
                answers_html(activity, numbers, self._library),
            ],
        )
        title = f'<p class="label">Lab</p><h2>{escape(plain(lab.title))}</h2>'
        intro = packed(lab.intro)
        opening = Slide(f"{title}{intro[0]}", "lab", [markdown(lab.intro)])
        asked = [slide for item in lab.predict for slide in self._one(item, specs, numbers)]
        after = [slide for item in lab.after for slide in self._one(item, specs, numbers)]
        return [opening, *asked, shown, *after]

    def _one(self, item: Any, specs: dict[str, Any], numbers: dict[str, int]) -> list[Slide]:
        if specs[item.id]["control"] in ("text", "long_text"):
            return [Slide(on_handout("Write", plain(item.text), [numbers[item.id]]), "write")]
        slides = question_slide(item, specs[item.id], numbers[item.id])
        slides[-1].notes += self._notes.wrong(item.id)
        return slides

    def _case(self, activity: Activity, part: CasePart, numbers: dict[str, int]) -> list[Slide]:
        """The brief, the names of the exhibits, their figures; the answer in the first notes."""
        case = next(c for c in self._cases() if any(p.id == part.id for p in c.parts))
        brief = [_headed(plain(part.title), html) for html in packed(part.brief or case.brief)]
        brief[0].notes.append(answers_html(activity, numbers, self._library))
        names = "\n".join(f"- {e.title}" for e in part.exhibits)
        listed = [_headed("On your handout", html) for html in packed(names)] if names else []
        folder = self._library.data / "cases" / case.id
        charts = [
            _figure(exhibit_html(e, folder, self._library), plain(e.title))
            for e in part.exhibits
            if isinstance(e, ChartExhibit)
        ]
        return [*brief, *listed, *(chart for chart in charts if chart)]

    def _cases(self) -> Iterator[Any]:
        for file in sorted(self._library.data.glob("cases/*/case.yaml")):
            yield self._library.case(file.parent.name)

    def _panel(self, found: Any) -> list[Slide]:
        html = flat(found.html)
        head = BeautifulSoup(html, "html.parser").select_one("h3")
        title = head.get_text() if head else found.summary
        figure = _figure(html, title)
        if figure:
            return [figure]
        words = "It is on your handout."
        return [Slide(f"<h2>{escape(title)}</h2><p class='big'>{words}</p>", "handout")]


def _text(section: Section, title: str, note: str = "") -> list[Slide]:
    text = "\n\n".join(block.text for block in section.markdown).split("\n", 1)[1]
    slides = [_headed(title, part) for part in packed(text)]
    if note:
        slides[0].notes.append(f"<p>{note}</p>")
    return slides


def _headed(title: str, html: str) -> Slide:
    return Slide(f"<h2>{escape(title)}</h2>{html}")


def _parts(text: str, title: str) -> Iterator[Slide]:
    """Short tables and key points; other text is in the notes of the section's first slide."""
    for block in blocks(text):
        if is_table(block) and count(block) <= MOST and block.count("\n") <= TABLE_ROWS:
            yield Slide(f"<h2>{escape(title)}</h2>{markdown(block)}", "table")
        elif block.startswith(KEY):
            words = markdown_inline(block.removeprefix(KEY).strip())
            yield Slide(f'<p class="label">Key point</p><p class="key">{words}</p>', "key")


def _figure(html: str, title: str) -> Slide | None:
    """The first figure of a panel with the sentence it opens with, or None."""
    soup = BeautifulSoup(html, "html.parser")
    image = soup.select_one("img")
    if image is None:
        return None
    said = soup.select_one(".tk-sentence") or soup.select_one("p:not([class])")
    sentence = sentences(said.get_text())[0] if said else ""
    return Slide(
        f"<h2>{escape(title)}</h2>{image}<p class='caption'>{escape(sentence)}</p>",
        "figure",
        [f"<p>{escape(str(image['alt']))}</p>"],
    )
