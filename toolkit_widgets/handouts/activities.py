"""The activities of a lesson on paper, in the order of its page.

A long form and the pictures of the labs stand at the end, so that the pages between can be read,
and so that nobody sees what a lab shows before writing a prediction.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from html import escape
from typing import Any

from ..content.lesson_source import Activity as Cell
from ..content.library import Library
from ..content.markdown import markdown, markdown_inline, plain
from ..figures import svg_uri
from ..labs import find
from ..models import Lab, LabControl, Questionnaire, SelectControl
from ..views.activity import Activity
from ..views.lesson import Lesson
from ..views.panels import table
from .answers import answers_html
from .flat import flat
from .paper_form import box, head_html, item_html, numbered, questions_html
from .scales import scales_html

LONG = 12
"""Questions from which a form stands at the end of the handout."""
FORMS = ("quiz", "questionnaire", "case", "lab", "confidence")
ON_SCREEN_ONLY = ("open_lesson", "self_check", "close")
"""Calls that show something of the computer, or of what was entered on it."""
PANELS = ("exhibit", "table", "example", "compare", "rounds")
LEVEL = 3


@dataclass
class OnPaper:
    """Renders one activity after the other; keeps what belongs at the end of the handout."""

    lesson: Lesson
    library: Library
    last: int = 0
    """The number of the last question so far."""
    forms: list[str] = field(default_factory=list)
    pictures: list[str] = field(default_factory=list)
    answers: list[str] = field(default_factory=list)

    def html(self, cell: Cell) -> str:
        """The activity of a code cell. Raises KeyError for a call that paper does not know."""
        if cell.call in ON_SCREEN_ONLY:
            return ""
        found: Any = getattr(self.lesson, cell.call)(*cell.ids)
        if cell.call in FORMS:
            return self._form(cell, found.activity)
        if cell.call in PANELS:
            return f'<section class="panel">{flat(found.html)}</section>'
        return f'<section class="panel">{self._other(cell)}</section>'

    def _other(self, cell: Cell) -> str:
        """What is a tool on the screen and a page on paper."""
        if cell.call == "route":
            rows = [
                (markdown_inline(t.title), markdown_inline(t.who), ", ".join(t.lessons))
                for t in self.library.course.tracks
            ]
            return flat(table(["Track", "For whom", "Lessons in order"], rows, "The tracks"))
        if cell.call == "principles":
            rows = [
                (markdown_inline(p.title), markdown_inline(p.reading))
                for p in self.library.principles.principles
            ]
            caption = "The principles, and how this course reads them"
            caution = f"<p>{markdown_inline(self.library.principles.caution)}</p>"
            return caution + flat(table(["Principle", "In this course"], rows, caption))
        if cell.call == "group":
            case = self.library.case(cell.ids[0])
            say = "Your trainer hands out the role cards and the exhibits that belong to them."
            return f"<p>{say}</p>{markdown(case.group or '', first_heading=LEVEL + 1)}"
        raise KeyError(f"lesson.{cell.call} has no form on paper")

    def _form(self, cell: Cell, activity: Activity) -> str:
        spec = activity.spec
        numbers = numbered(activity, self.last + 1)
        self.last += len(numbers)
        head = head_html(activity.form, spec, LEVEL)
        if isinstance(activity.form, Lab):
            body = self._lab(activity, spec, numbers)
        elif cell.call == "confidence":
            body = _confidence(spec, numbers)
        else:
            scales = scales_html(activity.form, LEVEL + 1)
            body = f"{flat(spec['intro'])}{scales}"
            body += questions_html(activity, spec, numbers, LEVEL + 1)
        self.answers.append(answers_html(activity, numbers, self.library))
        whole = f'<section class="form" data-activity="{escape(activity.form.id)}">{head}{body}'
        whole += "</section>"
        if isinstance(activity.form, Questionnaire) and len(numbers) > LONG:
            self.forms.append(whole)
            first, last = min(numbers.values()), max(numbers.values())
            return (
                f'<section class="panel">{head.replace(f"h{LEVEL}", "p")}<p>The form, questions '
                f"{first} to {last}, stands at the end of this handout.</p></section>"
            )
        return whole

    def _lab(self, activity: Activity, spec: dict[str, Any], numbers: dict[str, int]) -> str:
        """Predict on paper, watch the trainer move the controls, then answer."""
        lab = activity.form
        assert isinstance(lab, Lab)
        items = {one["id"]: one for section in spec["sections"] for one in section["items"]}

        def asked(names: list[str]) -> str:
            return "".join(item_html(activity, items[name], numbers) for name in names)

        words = spec["lab"]
        figure = find(lab.model or lab.id)(lab.starts).figure
        number = len(self.pictures) + 1
        starts = "; ".join(_start(control) for control in lab.controls[:6])
        self.pictures.append(
            f'<figure><img src="{svg_uri(figure.svg_light)}" alt="{escape(figure.title)}">'
            f"<figcaption><strong>Figure {number}. {escape(plain(lab.title))}.</strong> "
            f"{escape(figure.sentence)} <em>At the start: {escape(starts)}.</em></figcaption>"
            "</figure>"
        )
        tasks = "".join(f"<li>{task}</li>" for task in words["tasks"])
        return (
            f"{flat(spec['intro'])}<p><strong>Predict, in writing, before you look.</strong></p>"
            f"{asked(words['predict'])}"
            f"<p><strong>Then look at figure {number}</strong> at the end of this handout. "
            f"On the screen the trainer does this, and you say what to expect:</p><ol>{tasks}</ol>"
            f"{asked(words['after'])}<div class='help'>{flat(words['limits'])}</div>"
        )


def _start(control: LabControl) -> str:
    start = str(control.start)
    if isinstance(control, SelectControl):
        start = next(plain(o.text) for o in control.options if o.id == control.start)
    unit = getattr(control, "unit", None)
    return f"{plain(control.text)} {start}{f' {unit}' if unit else ''}"


def _confidence(spec: dict[str, Any], numbers: dict[str, int]) -> str:
    """One row for each objective: the same options, so they head the columns."""
    items = [one for section in spec["sections"] for one in section["items"]]
    heads = "".join(f'<th scope="col">{o["html"]}</th>' for o in items[0]["options"])
    body = "".join(
        f'<tr data-item="{escape(one["id"])}"><th scope="row">'
        f'<span class="no">{numbers[one["id"]]}</span> {one["html"]}</th>'
        + f'<td class="mark">{box()}</td>' * len(one["options"])
        + "</tr>"
        for one in items
    )
    first = '<td class="corner"></td>'
    return (
        f"{spec['intro']}<table class='sure'><thead><tr>{first}{heads}</tr></thead>"
        f"<tbody>{body}</tbody></table>"
    )
