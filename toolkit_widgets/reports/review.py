"""The review in a report: where it stands, every step, and the comments that are still open."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

from ..content.markdown import plain
from ..models import AnswerFile, Questionnaire
from ..scoring.review import review_of
from ..scoring.review_words import (
    PROVES_NOTHING,
    STEPS,
    cut,
    fault_words,
    note_of,
    state_words,
    who,
)
from .words import count, moment_of, printable

if TYPE_CHECKING:
    from .word import Cell, WordDocument

HISTORY = ("When", "Step", "By", "About", "Comment or reason", "Counts")
_WIDTHS_CM = (2.9, 2.0, 3.0, 3.0, 4.1, 2.0)
WIDTHS = (24, 12, 30, 40, 60, 40)
"""Of the columns of a sheet, in characters."""


@dataclass(frozen=True)
class Step:
    """One step as it is shown; every text is one that a document can hold."""

    id: str
    at: str
    by: str
    role: str
    who: str
    item: str
    about: str
    """The question in words, or "the whole"."""
    note: str
    counts: str
    """Yes, or why not."""
    when: str

    @property
    def cells(self) -> tuple[str, ...]:
        """In the order of :data:`HISTORY`."""
        return self.when, STEPS[self.id], self.who, self.about, self.note, self.counts


@dataclass(frozen=True)
class ReviewPart:
    """What a report says about a review."""

    state: str
    changed: bool
    counts: bool
    """True where it is approved and the answers are those that were approved."""
    sentence: str
    changed_items: tuple[tuple[str, str], ...]
    """Id and question of each answer that changed since."""
    steps: tuple[Step, ...]
    open_comments: tuple[Step, ...]

    @property
    def changes(self) -> str:
        """The questions whose answers changed, in one sentence; "" where there is none to name."""
        if not self.changed_items:
            return ""
        names = " · ".join(words for _, words in self.changed_items)
        return f"{count(len(self.changed_items), 'answer')} changed since: {names}"


def review_part(questionnaire: Questionnaire, file: AnswerFile) -> ReviewPart | None:
    """The review of these answers; None where the questionnaire has none and none was begun."""
    if not (questionnaire.review or file.review):
        return None
    review = review_of(file.review, file.answers, file.respondent.pseudonym)
    names = {item.id: plain(item.text) for item in questionnaire.items}
    steps = {}
    for entry in review.entries:
        event = entry.event
        steps[id(event)] = Step(
            id=event.step,
            at=printable(cut(event.at)),
            by=printable(cut(event.by)),
            role=printable(cut(event.role)),
            who=printable(who(event)),
            item=printable(cut(event.item)),
            about=printable(names.get(event.item, cut(event.item)) or "the whole"),
            note=printable(note_of(event)),
            counts=f"No: {printable(fault_words(entry.fault))}" if entry.fault else "Yes",
            when=moment_of(cut(event.at)),
        )
    return ReviewPart(
        state=review.state,
        changed=review.changed,
        counts=review.counts,
        sentence=printable(state_words(review)),
        changed_items=tuple((key, names.get(key, key)) for key in review.changed_items),
        steps=tuple(steps.values()),
        open_comments=tuple(steps[id(event)] for event in review.open_comments),
    )


def review_html(part: ReviewPart, level: int = 3) -> str:
    """The review as HTML without a page around it; everything in it is escaped."""
    out = [f'<p class="tk-sentence">{escape(part.sentence)}</p>']
    if part.changes:
        out.append(f"<p>{escape(part.changes)}</p>")
    if part.open_comments:
        rows = "".join(
            f'<li dir="auto"><strong>{escape(one.about)}</strong>: {escape(one.note)} '
            f"({escape(one.who)})</li>"
            for one in part.open_comments
        )
        out.append(f"<h{level}>Open comments</h{level}><ul>{rows}</ul>")
    if part.steps:
        head = "".join(f'<th scope="col">{name}</th>' for name in HISTORY)
        body = "".join(f"<tr>{_cells(step.cells)}</tr>" for step in part.steps)
        out.append(
            '<div class="tk-scroll" role="group" aria-label="Steps of the review" tabindex="0">'
            '<table class="tk-table"><caption>Steps of the review</caption>'
            f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table></div>"
        )
    out.append(f'<p class="tk-label">{escape(PROVES_NOTHING)}</p>')
    return "".join(out)


def _cells(cells: Sequence[str]) -> str:
    first, *rest = (f'<span class="tk-said" dir="auto">{escape(cell)}</span>' for cell in cells)
    return f'<th scope="row">{first}</th>' + "".join(f"<td>{cell}</td>" for cell in rest)


def write_review(document: WordDocument, part: ReviewPart) -> None:
    """The part "Review" of a Word report."""
    document.heading("Review")
    document.paragraph(part.sentence, "Key Sentence")
    if part.changes:
        document.paragraph(part.changes)
    if part.open_comments:
        document.heading("Open comments", 2)
        for one in part.open_comments:
            document.paragraph(f"{one.about}: {one.note} ({one.who})", "List Bullet")
    if part.steps:
        rows: list[list[Cell]] = [[*step.cells] for step in part.steps]
        document.table(HISTORY, rows, _WIDTHS_CM, "Steps of the review")
    document.paragraph(PROVES_NOTHING, "Small Print")


def review_data(part: ReviewPart) -> dict[str, Any]:
    """The review for the report as data."""
    return {
        "state": part.state,
        "changed": part.changed,
        "counts": part.counts,
        "sentence": part.sentence,
        "changed_items": [key for key, _ in part.changed_items],
        "steps": [
            {
                "step": step.id,
                "at": step.at,
                "by": step.by,
                "role": step.role,
                "item": step.item,
                "note": step.note,
                "counts": step.counts == "Yes",
            }
            for step in part.steps
        ],
        "open_comments": [part.steps.index(step) for step in part.open_comments],
    }
